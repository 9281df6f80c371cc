#include "text/date.h"

#include "base/ascii.h"

static const int64_t MINUTE = 60, HOUR = 3600;

enum {
  VIETNAM_OFFSET = 7 * 60, /* minutes east of UTC */
  MOST_OFFSET = 14 * 60,   /* minutes */
  FIRST_YEAR = 1,
  LAST_YEAR = 9999,
  DAY_SECONDS = 24 * 60 * 60,
  BEFORE_ALL = -719163, /* 31 December of the year 0 */
  AFTER_ALL = 2932897,  /* 1 January of the year 10000 */
};

static int days_in_month(int32_t year, int month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

bool date_is_sound(struct date date) {
  if (date.precision == DATE_NONE) return true;
  return date.precision <= DATE_TIME && date.year >= FIRST_YEAR && date.year <= LAST_YEAR &&
         date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31 && date.hour < 24 &&
         date.minute < 60 && date.second <= 60;
}

/* Takes `digits` digits off the front of `rest`; -1 when they are not there. */
static int take_number(struct view *rest, size_t digits) {
  if (rest->length < digits) return -1;
  int value = 0;
  for (size_t i = 0; i < digits; i++) {
    if (rest->data[i] < '0' || rest->data[i] > '9') return -1;
    value = value * 10 + (rest->data[i] - '0');
  }
  *rest = view_slice(*rest, digits, SIZE_MAX);
  return value;
}

static bool take_byte(struct view *rest, char byte) {
  if (rest->length == 0 || rest->data[0] != byte) return false;
  *rest = view_slice(*rest, 1, SIZE_MAX);
  return true;
}

static bool take_year(struct view *rest, struct date *date) {
  date->year = take_number(rest, 4);
  return date->year >= FIRST_YEAR;
}

static bool take_month(struct view *rest, struct date *date) {
  if (!take_byte(rest, '-')) return false;
  int month = take_number(rest, 2);
  if (month < 1 || month > 12) return false;
  date->month = (uint8_t)month;
  return true;
}

bool date_is_in_calendar(int32_t year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

static bool take_day(struct view *rest, struct date *date) {
  if (!take_byte(rest, '-')) return false;
  int day = take_number(rest, 2);
  if (!date_is_in_calendar(date->year, date->month, day)) return false;
  date->day = (uint8_t)day;
  return true;
}

/* A fraction of a second, which is dropped; true where there is none. */
static bool take_fraction(struct view *rest) {
  if (!take_byte(rest, '.')) return true;
  size_t digits = 0;
  while (digits < rest->length && rest->data[digits] >= '0' && rest->data[digits] <= '9')
    digits++;
  *rest = view_slice(*rest, digits, SIZE_MAX);
  return digits > 0;
}

static bool take_time(struct view *rest, struct date *date) {
  if (!take_byte(rest, 'T') && !take_byte(rest, ' ')) return false;
  int hour = take_number(rest, 2);
  if (hour < 0 || hour > 23 || !take_byte(rest, ':')) return false;
  int minute = take_number(rest, 2);
  if (minute < 0 || minute > 59) return false;
  bool exact = take_byte(rest, ':');
  int second = exact ? take_number(rest, 2) : 0;
  if (second < 0 || second > 59 || (exact && !take_fraction(rest))) return false;
  date->hour = (uint8_t)hour;
  date->minute = (uint8_t)minute;
  date->second = (uint8_t)second;
  return true;
}

/* In minutes east of UTC; Vietnam's where there is none. */
static bool take_offset(struct view *rest, int *offset) {
  *offset = VIETNAM_OFFSET;
  if (rest->length == 0) return true;
  if (take_byte(rest, 'Z')) {
    *offset = 0;
    return true;
  }
  bool west = take_byte(rest, '-');
  if (!west && !take_byte(rest, '+')) return false;
  int hours = take_number(rest, 2);
  if (hours < 0 || !take_byte(rest, ':')) return false;
  int minutes = take_number(rest, 2);
  if (minutes < 0 || minutes > 59 || hours * 60 + minutes > MOST_OFFSET) return false;
  minutes += hours * 60;
  *offset = west ? -minutes : minutes;
  return true;
}

/* Takes a moment in the time of an offset to Vietnam's. */
static bool move_to_vietnam(struct date *date, int offset) {
  if (offset == VIETNAM_OFFSET) return true;
  *date = date_of_seconds(date_seconds(*date) + (VIETNAM_OFFSET - offset) * MINUTE);
  return date->precision != DATE_NONE;
}

bool date_parse(struct view text, bool end, struct date *date) {
  struct date parsed = {.precision = DATE_YEAR};
  int offset = VIETNAM_OFFSET;
  if (!take_year(&text, &parsed)) return false;
  parsed.month = end ? 12 : 1;
  if (text.length > 0) {
    parsed.precision = DATE_MONTH;
    if (!take_month(&text, &parsed)) return false;
  }
  parsed.day = end ? (uint8_t)days_in_month(parsed.year, parsed.month) : 1;
  if (text.length > 0) {
    parsed.precision = DATE_DAY;
    if (!take_day(&text, &parsed)) return false;
  }
  if (text.length > 0) {
    parsed.precision = DATE_TIME;
    if (!take_time(&text, &parsed) || !take_offset(&text, &offset)) return false;
  }
  if (text.length > 0 || !move_to_vietnam(&parsed, offset)) return false;
  *date = parsed;
  return true;
}

/* Counted in eras of 400 years whose years begin in March, so that the leap day is the last of its year. */
enum { ERA_DAYS = 146097, DAYS_TO_1970 = 719468 };

int32_t date_day_number(struct date date) {
  if (date.precision == DATE_NONE) return BEFORE_ALL;
  int32_t year = date.month <= 2 ? date.year - 1 : date.year;
  int32_t era = year / 400, year_of_era = year % 400;
  int32_t month_from_march = (date.month + 9) % 12;
  int32_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * ERA_DAYS + day_of_era - DAYS_TO_1970;
}

struct date date_of_day_number(int32_t day) {
  if (day <= BEFORE_ALL || day >= AFTER_ALL) return (struct date){0};
  day += DAYS_TO_1970;
  int32_t era = day / ERA_DAYS, day_of_era = day % ERA_DAYS;
  int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int32_t month_from_march = (5 * day_of_year + 2) / 153;
  int32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return (struct date){
      .precision = DATE_DAY,
      .year = era * 400 + year_of_era + (month <= 2),
      .month = (uint8_t)month,
      .day = (uint8_t)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
  };
}

int32_t date_first_day_number(struct date date) {
  if (date.precision == DATE_YEAR) date.month = 1;
  if (date.precision == DATE_YEAR || date.precision == DATE_MONTH) date.day = 1;
  return date_day_number(date);
}

int32_t date_last_day_number(struct date date) {
  if (date.precision == DATE_YEAR) date.month = 12;
  if (date.precision == DATE_YEAR || date.precision == DATE_MONTH)
    date.day = (uint8_t)days_in_month(date.year, date.month);
  return date_day_number(date);
}

int64_t date_seconds(struct date date) {
  int64_t midnight = (int64_t)date_day_number(date) * DAY_SECONDS;
  if (date.precision == DATE_NONE) return midnight;
  if (date.precision != DATE_TIME) return midnight - VIETNAM_OFFSET * MINUTE;
  return midnight + date.hour * HOUR + (date.minute - VIETNAM_OFFSET) * MINUTE + date.second;
}

struct date date_of_seconds(int64_t seconds) {
  int64_t local;
  if (__builtin_add_overflow(seconds, VIETNAM_OFFSET * MINUTE, &local)) return (struct date){0};
  int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
  if (day <= BEFORE_ALL || day >= AFTER_ALL) return (struct date){0};
  struct date date = date_of_day_number((int32_t)day);
  int32_t rest = (int32_t)(local - day * DAY_SECONDS);
  date.precision = DATE_TIME;
  date.hour = (uint8_t)(rest / 3600);
  date.minute = (uint8_t)(rest / 60 % 60);
  date.second = (uint8_t)(rest % 60);
  return date;
}

int date_compare(struct date a, struct date b) {
  int64_t first = date_seconds(a), second = date_seconds(b);
  return (first > second) - (first < second);
}

static char *write_pair(char *to, int32_t value) {
  return digits_pair(to, (uint32_t)value);
}

static char *write_year(char *to, int32_t year) {
  return write_pair(write_pair(to, year / 100), year % 100);
}

static char *write_month(char *to, struct date date) {
  to = write_year(to, date.year);
  *to++ = '-';
  return write_pair(to, date.month);
}

static char *write_day(char *to, struct date date) {
  to = write_month(to, date);
  *to++ = '-';
  return write_pair(to, date.day);
}

static char *write_time(char *to, struct date date) {
  *to++ = 'T';
  to = write_pair(to, date.hour);
  *to++ = ':';
  to = write_pair(to, date.minute);
  *to++ = ':';
  to = write_pair(to, date.second);
  *to++ = '+';
  to = write_pair(to, VIETNAM_OFFSET / 60);
  *to++ = ':';
  return write_pair(to, VIETNAM_OFFSET % 60);
}

enum { LONGEST_TEXT = sizeof "2021-11-25T16:45:00+07:00" };

void date_add_iso(struct buffer *buffer, struct date date) {
  char *begin = buffer_reserve(buffer, LONGEST_TEXT), *to = begin;
  if (date.precision == DATE_NONE) return;
  if (date.precision == DATE_YEAR) to = write_year(to, date.year);
  if (date.precision == DATE_MONTH) to = write_month(to, date);
  if (date.precision >= DATE_DAY) to = write_day(to, date);
  if (date.precision >= DATE_TIME) to = write_time(to, date);
  buffer->length += (size_t)(to - begin);
}

void date_add_rfc3339(struct buffer *buffer, struct date date) {
  if (date.precision == DATE_NONE) return;
  if (date.precision != DATE_TIME) date.hour = date.minute = date.second = 0;
  char *begin = buffer_reserve(buffer, LONGEST_TEXT);
  buffer->length += (size_t)(write_time(write_day(begin, date), date) - begin);
}
