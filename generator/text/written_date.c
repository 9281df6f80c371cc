#include "text/written_date.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "text/date.h"

/* A day as it stands in a text. */
struct written_date {
  int year, month, day; /* the year 0: it is not written */
  size_t begin, end;
};

/* Reads one or two digits, or four, at `*at`, and moves behind them; -1: there are others. */
static int read_digits(struct view text, size_t *at, bool year) {
  int value = 0;
  size_t begin = *at;
  while (*at < text.length && *at - begin < 5 && ascii_is_digit(text.data[*at]))
    value = value * 10 + (text.data[(*at)++] - '0');
  size_t digits = *at - begin;
  return (year ? digits == 4 : digits == 1 || digits == 2) ? value : -1;
}

/* Whether something ends at `at` that has `sign` within: no number, letter or further sign goes on. */
static bool is_bounded(struct view text, size_t at, char sign) {
  return at == text.length || (unsigned char)text.data[at] == 0xE2 ||
         (!ascii_is_alphanumeric(text.data[at]) && text.data[at] != sign &&
          (unsigned char)text.data[at] < 0x80);
}

/* Reads 20/11/2021, or 2021-11-20, whose first sign stands at `at` and whose first digit at `begin`. */
static bool read_in_digits(struct view text, size_t begin, size_t at, struct written_date *date) {
  char sign = text.data[at];
  size_t next = begin;
  bool year_first = at - begin == 4;
  if (year_first && sign != '-') return false;
  int first = read_digits(text, &next, year_first);
  if (first < 0 || next != at) return false;
  next++;
  int month = read_digits(text, &next, false);
  if (month < 0 || next >= text.length || text.data[next] != sign) return false;
  next++;
  int last = read_digits(text, &next, !year_first);
  *date = (struct written_date){year_first ? first : last, month, year_first ? last : first, begin, next};
  return last >= 0 && is_bounded(text, next, sign) && date->year >= 1800 && date->year < 2200;
}

/* Whether the digits before `at` begin apart from what stands before them, no further back than `from`;
 * `*begin` is then their beginning. */
static bool find_digits(struct view text, size_t from, size_t at, size_t *begin) {
  *begin = at;
  while (*begin > from && at - *begin < 5 && ascii_is_digit(text.data[*begin - 1]))
    --*begin;
  return *begin < at && (*begin == 0 || !(ascii_is_alphanumeric(text.data[*begin - 1]) ||
                                          strchr("/-.,", text.data[*begin - 1]) != NULL));
}

static byte_block mark_separators(byte_block block) {
  return byte_block_is(block, '/') | byte_block_is(block, '-') | byte_block_is(block, '.');
}

/* The next day in digits from `*at` on, which moves behind it. */
static bool next_in_digits(struct view text, size_t *at, struct written_date *date) {
  size_t from = *at;
  for (; (*at = byte_block_find(text, *at, mark_separators)) < text.length; ++*at) {
    size_t begin;
    if (!find_digits(text, from, *at, &begin) || !read_in_digits(text, begin, *at, date)) continue;
    *at = date->end;
    return true;
  }
  return false;
}

static void skip_text(struct view text, size_t *at, const char *skipped) {
  if (view_starts_with(view_slice(text, *at, SIZE_MAX), skipped)) *at += strlen(skipped);
}

/* The next of 30 tháng 2 năm 2026, from `*at` on. */
static bool next_in_words(struct view text, size_t *at, struct written_date *date) {
  static const char month_word[] = " tháng ";
  size_t from = *at;
  for (; (*at = view_find(text, VIEW(month_word), *at)) != VIEW_NOT_FOUND; ++*at) {
    size_t begin, next, end = *at + strlen(month_word);
    if (!find_digits(text, from, *at, &begin)) continue;
    next = begin;
    int day = read_digits(text, &next, false), month = read_digits(text, &end, false);
    if (next != *at || day < 0 || month < 0) continue;
    size_t behind = end;
    skip_text(text, &behind, ",");
    skip_text(text, &behind, " năm ");
    skip_text(text, &behind, "/");
    int year = behind == end ? -1 : read_digits(text, &behind, true);
    *date = (struct written_date){year > 0 ? year : 0, month, day, begin, year > 0 ? behind : end};
    *at = date->end;
    return true;
  }
  *at = text.length;
  return false;
}

/* --- Days of the week */

enum {
  WEEK = 7,
  BEHIND = 40, /* bytes behind a day in which the day of the week is looked for */
};

/* Names behind "thứ", from Monday on, as a sentence, a title or a line of capitals has them. */
static const char *const weekdays[][4] = {{"hai", "Hai", "HAI", "2"}, {"ba", "Ba", "BA", "3"},
                                          {"tư", "Tư", "TƯ", "4"},    {"năm", "Năm", "NĂM", "5"},
                                          {"sáu", "Sáu", "SÁU", "6"}, {"bảy", "Bảy", "BẢY", "7"}};

static bool cut_end(struct view *text, const char *const *ends, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (view_ends_with(*text, ends[i])) {
      text->length -= strlen(ends[i]);
      return true;
    }
  return false;
}

#define CUT_END(text, ...)                                                                                   \
  cut_end((text), (const char *const[]){__VA_ARGS__},                                                        \
          sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void cut_signs(struct view *text, const char *signs) {
  while (text->length > 0 && strchr(signs, text->data[text->length - 1]) != NULL)
    text->length--;
}

/* Whether a day of the week may follow: the same words count too ("lần thứ hai"). */
static bool may_precede_weekday(struct view before) {
  before = view_trim(before);
  if (before.length == 0 || strchr(".,;:(-/\"*|>", before.data[before.length - 1]) != NULL) return true;
  return CUT_END(&before, "sáng", "Sáng", "trưa", "Trưa", "chiều", "Chiều", "tối", "Tối", "đêm", "Đêm", "vào",
                 "Vào", "hôm", "Hôm", "–", "—", "“");
}

/* The day of the week, from 0 for Sunday, that the text ends with; -1: none. What comes before it is left. */
static int cut_weekday(struct view *text) {
  cut_signs(text, " ");
  if (CUT_END(text, "Chủ nhật", "Chủ Nhật", "chủ nhật", "CHỦ NHẬT")) return 0;
  for (int i = 0; i < WEEK - 1; i++) {
    struct view before = *text;
    if (!cut_end(&before, weekdays[i], 4)) continue;
    size_t length = before.length;
    cut_signs(&before, " ");
    if (before.length == length || !CUT_END(&before, "thứ", "Thứ", "THỨ")) continue;
    *text = before;
    return i + 1;
  }
  return -1;
}

/* The day of the week that a text names before a day: thứ Hai, ngày 20/11/2026; -1: none. */
static int weekday_before(struct view before) {
  cut_signs(&before, " (");
  CUT_END(&before, "ngày", "Ngày");
  cut_signs(&before, " ,(");
  int weekday = cut_weekday(&before);
  return weekday >= 0 && may_precede_weekday(before) ? weekday : -1;
}

/* The same behind it: 20/11/2026 (thứ Hai). */
static int weekday_behind(struct view behind) {
  size_t end = view_find_byte(behind, ')', 0);
  if (!view_starts_with(behind, " (") || end == VIEW_NOT_FOUND) return -1;
  struct view inside = view_slice(behind, 2, end - 2);
  int weekday = cut_weekday(&inside);
  return inside.length == 0 ? weekday : -1;
}

static int weekday_of(const struct written_date *date) {
  struct date day = {
      .precision = DATE_DAY, .year = date->year, .month = (uint8_t)date->month, .day = (uint8_t)date->day};
  int32_t number = date_day_number(day) + 4; /* 1 January 1970 was a Thursday */
  return ((number % WEEK) + WEEK) % WEEK;
}

/* --- Faults */

static struct message of_weekday(struct view text, const struct written_date *date) {
  static const enum phrase names[WEEK] = {PHRASE_sunday,   PHRASE_monday, PHRASE_tuesday, PHRASE_wednesday,
                                          PHRASE_thursday, PHRASE_friday, PHRASE_saturday};
  return message_wrong_weekday(view_slice(text, date->begin, date->end - date->begin),
                               names[weekday_of(date)]);
}

/* Whether something is wrong with the day. One without a year may be of a leap year. */
static bool is_wrong(struct view text, const struct written_date *date, struct message *message) {
  struct view written = view_slice(text, date->begin, date->end - date->begin);
  bool is_day = date->day > 0 && date->month > 0 &&
                date_is_in_calendar(date->year > 0 ? date->year : 2000, date->month, date->day);
  if (!is_day) {
    *message = message_impossible_date(written);
    return true;
  }
  if (date->year == 0) return false;
  int before = weekday_before(view_slice(text, 0, date->begin)),
      behind = weekday_behind(view_slice(text, date->end, BEHIND));
  int named = before >= 0 ? before : behind;
  if (named < 0 || named == weekday_of(date)) return false;
  *message = of_weekday(text, date);
  return true;
}

/* ngày 31/4: without a year it is one only behind this word. */
static bool is_wrong_day_of_month(struct view text, size_t at, struct written_date *date) {
  size_t next = at;
  *date = (struct written_date){.begin = at};
  date->day = read_digits(text, &next, false);
  if (date->day < 0 || next == text.length || text.data[next] != '/') return false;
  next++;
  date->month = read_digits(text, &next, false);
  date->end = next;
  return date->month >= 0 && is_bounded(text, next, '/');
}

/* tháng 13/2026, tháng 13 năm 2026. */
static bool is_no_month(struct view text, size_t at, struct written_date *date) {
  size_t next = at;
  int month = read_digits(text, &next, false);
  struct view rest = view_slice(text, next, SIZE_MAX);
  *date = (struct written_date){.begin = at, .end = next};
  return (month == 0 || month > 12) && (view_starts_with(rest, "/20") || view_starts_with(rest, " năm 20"));
}

/* giai đoạn 2025-2020 */
static bool is_backwards(struct view text, size_t at, struct written_date *date) {
  size_t next = at;
  int first = read_digits(text, &next, true);
  size_t sign = next;
  skip_text(text, &next, " ");
  skip_text(text, &next, "-");
  skip_text(text, &next, "–");
  skip_text(text, &next, "—");
  skip_text(text, &next, " ");
  if (next == sign) return false;
  int last = read_digits(text, &next, true);
  *date = (struct written_date){.begin = at, .end = next};
  return first > 0 && last > 0 && last < first && is_bounded(text, next, '-');
}

/* What begins behind a word that leads to it. */
static bool find_behind_words(struct view text, struct view *where, struct message *message) {
  static const struct {
    const char *word;
    bool (*is_wrong)(struct view text, size_t at, struct written_date *date);
  } leading[] = {{"gày ", is_wrong_day_of_month}, {"háng ", is_no_month}, {"iai đoạn ", is_backwards}};
  for (size_t i = 0; i < sizeof leading / sizeof *leading; i++)
    for (size_t at = 0; (at = view_find(text, view_of(leading[i].word), at)) != VIEW_NOT_FOUND; at++) {
      struct written_date date;
      size_t behind = at + strlen(leading[i].word);
      if (!leading[i].is_wrong(text, behind, &date)) continue;
      *where = view_slice(text, date.begin, date.end - date.begin);
      *message = i == 2   ? message_years_backwards(*where)
                 : i == 1 ? message_impossible_month(*where)
                          : message_impossible_date(*where);
      if (i > 0 || is_wrong(text, &date, message)) return true;
    }
  return false;
}

static byte_block mark_digits(byte_block block) {
  return byte_block_between(block, '0', '9');
}

/* 16h75, 24h30: what no clock shows. More hours are how long something took. */
static bool find_bad_time(struct view text, struct view *where, struct message *message) {
  enum { HOURS = 24, MINUTES = 60 };
  for (size_t at = 0; (at = byte_block_find(text, at, mark_digits)) < text.length;) {
    size_t begin = at, behind;
    int hours = read_digits(text, &at, false), minutes = -1;
    behind = at + 1;
    while (at < text.length && ascii_is_digit(text.data[at]))
      at++;
    bool is_apart = begin == 0 || strchr(" (\"~", text.data[begin - 1]) != NULL;
    if (!is_apart || hours < 0 || at >= text.length || text.data[at] != 'h') continue;
    size_t digits = behind;
    minutes = read_digits(text, &behind, false);
    at = behind;
    if (minutes < 0 || behind != digits + 2 || !is_bounded(text, behind, 'h')) continue;
    bool is_bad = hours <= HOURS && (minutes >= MINUTES || (hours == HOURS && minutes > 0));
    if (!is_bad) continue;
    *where = view_slice(text, begin, behind - begin);
    *message = message_impossible_time(*where);
    return true;
  }
  return false;
}

bool written_date_find_fault(struct view text, struct view *where, struct message *message) {
  if (byte_block_find(text, 0, mark_digits) >= text.length) return false;
  bool (*const next[])(struct view, size_t *, struct written_date *) = {next_in_digits, next_in_words};
  struct written_date date;
  for (size_t i = 0; i < sizeof next / sizeof *next; i++)
    for (size_t at = 0; next[i](text, &at, &date);)
      if (is_wrong(text, &date, message)) {
        *where = view_slice(text, date.begin, date.end - date.begin);
        return true;
      }
  return find_behind_words(text, where, message) || find_bad_time(text, where, message);
}
