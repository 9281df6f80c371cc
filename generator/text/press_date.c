#include "text/press_date.h"

#include "text/date.h"
#include "text/unicode.h"

enum { NUMBERS_LIMIT = 3 };

struct reading {
  struct view rest; /* folded: lower case without accents */
  int numbers[NUMBERS_LIMIT];
  size_t digits[NUMBERS_LIMIT];
  size_t count;
  int month;       /* that a name stood for; 0: none did */
  size_t month_at; /* how many numbers stood before that name */
  int hour, minute, second;
  bool has_time, has_half; /* AM or PM and what Vietnamese says for them */
  bool is_afternoon;
};

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte) {
  return byte >= 'a' && byte <= 'z';
}

/* A number of at most eight digits at the beginning. */
static bool take_number(struct view *rest, int *number, size_t *digits) {
  *number = 0;
  for (*digits = 0; *digits < rest->length && is_digit(rest->data[*digits]); ++*digits) {
    if (*digits == 8) return false;
    *number = *number * 10 + (rest->data[*digits] - '0');
  }
  *rest = view_slice(*rest, *digits, SIZE_MAX);
  return *digits > 0;
}

/* The zone is Vietnam's in any case. */
static void skip_zone(struct view *rest) {
  struct view zone = *rest;
  int number;
  size_t digits;
  if (zone.length == 0 || zone.data[0] != '+') return;
  zone = view_slice(zone, 1, SIZE_MAX);
  if (!take_number(&zone, &number, &digits) || (number != 7 && number != 700)) return;
  *rest = view_starts_with(zone, ":00") ? view_slice(zone, 3, SIZE_MAX) : zone;
}

/* Behind an hour: ":45", "h45", "h", ":45:30", "g45", "gio 45". */
static bool take_minutes(struct reading *reading, int hour) {
  struct view rest = view_slice(reading->rest, view_starts_with(reading->rest, "gio") ? 3 : 1, SIZE_MAX);
  size_t digits;
  if (reading->has_time || hour > 24) return false;
  reading->hour = hour;
  reading->has_time = true;
  while (view_starts_with(rest, " ") && rest.length > 1 && is_digit(rest.data[1]))
    rest = view_slice(rest, 1, SIZE_MAX);
  struct view minutes = rest;
  if (take_number(&minutes, &reading->minute, &digits) && digits <= 2 && reading->minute < 60 &&
      !view_starts_with(minutes, "/") && !view_starts_with(minutes, "-"))
    rest = minutes;
  else
    reading->minute = 0;
  struct view seconds = view_slice(rest, 1, SIZE_MAX);
  if (view_starts_with(rest, ":") && take_number(&seconds, &reading->second, &digits)) rest = seconds;
  reading->rest = rest;
  return reading->second < 60;
}

static bool take_figure(struct reading *reading) {
  int number;
  size_t digits;
  if (!take_number(&reading->rest, &number, &digits)) return false;
  struct view rest = reading->rest;
  bool is_hour = digits <= 2 && (view_starts_with(rest, ":") || view_starts_with(rest, "gio") ||
                                 view_starts_with(rest, " gio") ||
                                 ((view_starts_with(rest, "h") || view_starts_with(rest, "g")) &&
                                  (rest.length == 1 || !is_letter(rest.data[1]))));
  if (is_hour && rest.data[0] == ' ') reading->rest = view_slice(rest, 1, SIZE_MAX);
  if (is_hour) return take_minutes(reading, number);
  if (reading->count == NUMBERS_LIMIT) return false;
  reading->digits[reading->count] = digits;
  reading->numbers[reading->count++] = number;
  return true;
}

static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};

/* Words that may stand beside a day and change nothing. */
static const char *const idle[] = {
    "ngay",      "thang",   "thg",     "nam",    "luc",    "hoi",       "thu",  "hai", "ba",       "tu",
    "sau",       "bay",     "chu",     "nhat",   "t",      "cn",        "gmt",  "utc", "gio",      "phut",
    "giay",      "monday",  "tuesday", "friday", "sunday", "mon",       "tue",  "wed", "thursday", "saturday",
    "wednesday", "fri",     "sat",     "sun",    "cap",    "cong",      "dang", "bo",  "of",       "the",
    "at",        "th",      "st",      "nd",     "rd",     "on",        "viet", "vn",  "ict",      "mung",
    "mong",      "updated", "posted",  "date",   "time",   "published", "z"};

static bool is_idle(struct view word) {
  for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
    if (view_equal_string(word, idle[i])) return true;
  return false;
}

/* "tháng Tám", "tháng mười hai": a month in words behind "tháng". */
static void take_month_in_words(struct reading *reading) {
  static const char *const names[] = {"muoi mot", "muoi hai", "gieng", "hai",  "ba",   "tu",  "nam",
                                      "sau",      "bay",      "tam",   "chin", "muoi", "chap"};
  static const int numbers[] = {11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12};
  for (size_t i = 0; i < sizeof names / sizeof *names && reading->month == 0; i++) {
    size_t length = strlen(names[i]) + 1;
    struct view rest = reading->rest;
    if (rest.length < length || rest.data[0] != ' ' ||
        !view_starts_with(view_slice(rest, 1, SIZE_MAX), names[i]) ||
        (rest.length > length && is_letter(rest.data[length])))
      continue;
    reading->month = numbers[i];
    reading->month_at = reading->count;
    reading->rest = view_slice(rest, length, SIZE_MAX);
  }
}

/* "thứ 5" is a day of the week, not a number of the date; "th11" is a month. */
static bool take_word(struct reading *reading) {
  size_t length = 0;
  while (length < reading->rest.length && is_letter(reading->rest.data[length]))
    length++;
  struct view word = view_slice(reading->rest, 0, length);
  reading->rest = view_slice(reading->rest, length, SIZE_MAX);
  bool is_afternoon = view_equal_string(word, "pm") || view_equal_string(word, "ch") ||
                      view_equal_string(word, "chieu") || view_equal_string(word, "toi");
  if (is_afternoon || view_equal_string(word, "am") || view_equal_string(word, "sa") ||
      view_equal_string(word, "sang") || view_equal_string(word, "trua")) {
    reading->has_half = !view_equal_string(word, "trua");
    reading->is_afternoon = is_afternoon;
    return true;
  }
  if (view_equal_string(word, "thu") && reading->rest.length > 1 && reading->rest.data[0] == ' ' &&
      is_digit(reading->rest.data[1]) && (reading->rest.length == 2 || !is_digit(reading->rest.data[2])))
    reading->rest = view_slice(reading->rest, 2, SIZE_MAX);
  if (view_equal_string(word, "gmt") || view_equal_string(word, "utc")) skip_zone(&reading->rest);
  if (view_equal_string(word, "thang")) take_month_in_words(reading);
  if (is_idle(word)) return true;
  for (int i = 0; length >= 3 && i < 12; i++) {
    if (!view_starts_with(word, months[i]) || reading->month != 0) continue;
    reading->month = i + 1;
    reading->month_at = reading->count;
    return true;
  }
  return false;
}

static bool take_all(struct reading *reading) {
  while (reading->rest.length > 0) {
    char byte = reading->rest.data[0];
    if (is_digit(byte)) {
      if (!take_figure(reading)) return false;
    } else if (is_letter(byte)) {
      if (!take_word(reading)) return false;
    } else if (byte == '+') {
      size_t before = reading->rest.length;
      skip_zone(&reading->rest);
      if (reading->rest.length == before) return false;
    } else if ((unsigned char)byte >= 0x80 || strchr(" \t/-.,|()[]:;_'\"", byte) != NULL) {
      reading->rest = view_slice(reading->rest, 1, SIZE_MAX); /* a dash of another kind too */
    } else {
      return false;
    }
  }
  return true;
}

struct day {
  int year, month, day; /* 0: not known */
};

static bool is_year(const struct reading *reading, size_t i) {
  return reading->digits[i] == 4;
}

/* The numbers in the order in which they are written. */
static bool order(const struct reading *reading, struct day *day) {
  const int *numbers = reading->numbers;
  size_t count = reading->count;
  if (reading->month != 0) {
    day->month = reading->month;
    if (count == 0 || !is_year(reading, count - 1)) return false;
    day->year = numbers[count - 1];
    day->day = count == 2 ? numbers[0] : 0;
    return count <= 2;
  }
  if (count == 3 && is_year(reading, 0))
    *day = (struct day){numbers[0], numbers[1], numbers[2]};
  else if (count == 3 && (is_year(reading, 2) || reading->digits[2] == 2))
    *day = (struct day){numbers[2], numbers[1], numbers[0]};
  else if (count == 2 && is_year(reading, 0))
    *day = (struct day){numbers[0], numbers[1], 0};
  else if (count == 2 && is_year(reading, 1))
    *day = (struct day){numbers[1], numbers[0], 0};
  else if (count == 1 && is_year(reading, 0))
    *day = (struct day){numbers[0], 0, 0};
  else if (count == 1 && reading->digits[0] == 8)
    *day = (struct day){numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100};
  else
    return false;
  if (count == 3 && !is_year(reading, 0) && reading->digits[2] == 2) day->year += 2000;
  return true;
}

static void add_day(struct buffer *buffer, const struct reading *reading, struct day day, bool with_time) {
  buffer_format(buffer, "%04d", day.year);
  if (day.month > 0) buffer_format(buffer, "-%02d", day.month);
  if (day.day > 0) buffer_format(buffer, "-%02d", day.day);
  if (!with_time || !reading->has_time || day.day == 0) return;
  int hour = reading->hour;
  if (reading->has_half && reading->is_afternoon && hour < 12) hour += 12;
  if (reading->has_half && !reading->is_afternoon && hour == 12) hour = 0;
  buffer_format(buffer, "T%02d:%02d", hour, reading->minute);
  if (reading->second > 0) buffer_format(buffer, ":%02d", reading->second);
}

enum press_date press_date_read(struct buffer *buffer, struct view text, bool with_time) {
  enum { LENGTH_LIMIT = 200 };
  struct arena scratch = {0};
  struct reading reading = {.rest = {NULL, 0}};
  struct day day = {0, 0, 0};
  if (text.length <= LENGTH_LIMIT) reading.rest = text_fold(&scratch, text);
  bool good = take_all(&reading) && order(&reading, &day);
  arena_free(&scratch);
  if (!good || day.year == 0) return PRESS_DATE_NONE;
  bool is_swapped = day.month > 12 && day.day > 0 && day.day <= 12 && day.month <= 31;
  if (is_swapped) day = (struct day){day.year, day.day, day.month};
  if (day.month > 12 && day.month < 100 && day.day <= 31) return PRESS_DATE_NO_MONTH;
  if (day.month > 12 || day.day > 31 || (reading.count > 1 && day.month == 0)) return PRESS_DATE_NONE;
  size_t begin = buffer->length;
  struct date date;
  add_day(buffer, &reading, day, with_time);
  if (date_parse(view_slice(buffer_view(buffer), begin, SIZE_MAX), false, &date))
    return is_swapped ? PRESS_DATE_SWAPPED : PRESS_DATE_FOUND;
  return PRESS_DATE_NO_DAY;
}

/* Without the words that open a span. */
static struct view without_opening(struct view text) {
  static const char *const words[] = {"giai đoạn", "Giai đoạn", "thời kỳ", "từ", "Từ"};
  text = view_trim(text);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_starts_with(text, words[i])) text = view_trim(view_slice(text, strlen(words[i]), SIZE_MAX));
  return text;
}

static bool read_one(struct buffer *buffer, struct view text, struct date *date) {
  buffer_clear(buffer);
  return press_date_read(buffer, text, false) == PRESS_DATE_FOUND &&
         date_parse(buffer_view(buffer), false, date);
}

/* Two digits of a year of the first one's century: the 25 of 2021-25, which can be no month. */
static bool read_short_year(struct buffer *buffer, struct view text, struct date first, struct date *date) {
  text = view_trim(text);
  if (first.precision != DATE_YEAR || text.length != 2 || !is_digit(text.data[0]) || !is_digit(text.data[1]))
    return false;
  int year = (text.data[0] - '0') * 10 + (text.data[1] - '0');
  buffer_clear(buffer);
  buffer_format(buffer, "%d", (int)first.year / 100 * 100 + year);
  return year > 12 && date_parse(buffer_view(buffer), false, date);
}

bool press_date_read_span(struct buffer *first, struct buffer *last, struct view text) {
  static const char *const between[] = {"đến", "tới", "–", "—", "->", "-", "~", "/"};
  enum { LENGTH_LIMIT = 80 };
  struct date begin, end;
  if (text.length > LENGTH_LIMIT) return false;
  for (size_t i = 0; i < sizeof between / sizeof *between; i++)
    for (size_t at = 0; (at = view_find(text, view_of(between[i]), at)) != VIEW_NOT_FOUND; at++) {
      struct view behind = view_slice(text, at + strlen(between[i]), SIZE_MAX);
      if (!read_one(first, without_opening(view_slice(text, 0, at)), &begin)) continue;
      if (!read_one(last, behind, &end) && !read_short_year(last, behind, begin, &end)) continue;
      if (date_day_number(begin) < date_day_number(end)) return true;
    }
  return false;
}
