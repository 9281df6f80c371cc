/* Dates as the register needs them: proleptic Gregorian, a year, a month, a day or a moment, in Vietnam's
 * time
 * (+07:00) whatever zone they were written in. */
#ifndef KYKET_TEXT_DATE_H
#define KYKET_TEXT_DATE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/view.h"

enum date_precision { DATE_NONE, DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_TIME };

/* Zero is "no date". Of a DATE_YEAR month and day say which end of the year is meant, of a DATE_MONTH the day
 * which end of the month: what begins then sorts by the first day, what ends by the last. */
struct date {
  uint8_t precision; /* enum date_precision */
  uint8_t month, day, hour, minute, second;
  int32_t year; /* 1 to 9999 */
};

static inline bool date_is_given(struct date date) {
  return date.precision != DATE_NONE;
}

/* Whether the numbers are those of a date, or of none: what writes dates relies on it. */
bool date_is_sound(struct date date);

/* ISO 8601: `2021`, `2021-11`, `2021-11-25`, `2021-11-25T16:45`, `…:00`, `…:00.000`, with `Z` or `+07:00`; a
 * blank may stand for T. A time without an offset is Vietnam's, one with another becomes it: the day may be
 * another. Fractions of a second are dropped. A year or month alone becomes its first day, or its last when
 * `end` is set. False for anything else: days that do not exist, offsets beyond 14 hours, moments that are
 * not in the years 1 to 9999 in Vietnam, `t` and `z` in lower case, white space around it. */
bool date_parse(struct view text, bool end, struct date *date);

/* Whether there is such a day. */
bool date_is_in_calendar(int32_t year, int month, int day);

/* Days since 1970-01-01 in Vietnam; for no date, the day before 0001-01-01. The other way, a day outside the
 * years 1 to 9999 becomes no date. */
int32_t date_day_number(struct date date);
struct date date_of_day_number(int32_t day);

/* Seconds since 1970-01-01T00:00Z; a date without a time begins at 00:00 in Vietnam. */
int64_t date_seconds(struct date date);

/* The moment; no date outside the years 1 to 9999. */
struct date date_of_seconds(int64_t seconds);

/* The first and the last day that the date may be: of a year or month all its days. As date_day_number. */
int32_t date_first_day_number(struct date date);
int32_t date_last_day_number(struct date date);

/* By moment; no date comes before all. As strcmp's result. */
int date_compare(struct date a, struct date b);

/* `2021`, `2021-11`, `2021-11-25` or `2021-11-25T16:45:00+07:00`, as precise as the date is: for <time
 * datetime>. */
void date_add_iso(struct buffer *buffer, struct date date);

/* RFC 3339 with a time in any case, for feeds. */
void date_add_rfc3339(struct buffer *buffer, struct date date);

/* The names a pattern may need, from ICU's data of the language. */
struct date_names;
struct date_names *date_names_open(const char *language); /* NULL when ICU has none */
void date_names_close(struct date_names *names);

enum date_part_kind {
  DATE_PART_TEXT,
  DATE_PART_YEAR,
  DATE_PART_MONTH,
  DATE_PART_DAY,
  DATE_PART_HOUR,
  DATE_PART_MINUTE,
  DATE_PART_MONTH_NAME,
  DATE_PART_WEEKDAY,
};

struct date_part {
  enum date_part_kind kind;
  uint8_t digits;   /* of a number, at least */
  struct view text; /* of DATE_PART_TEXT */
};

/* How a date is written. */
struct date_pattern {
  struct date_part *parts;
  size_t count;
  const struct date_names *names;
};

/* Reads a pattern of Unicode's LDML, of which these are known: y d dd M MM MMMM EEEE H HH mm, and '…' around
 * literal text. False when it holds another letter, a quote is not closed, or a name is asked for and `names`
 * is NULL. What is read lives in the arena. */
bool date_pattern_read(struct date_pattern *pattern, struct view text, const struct date_names *names,
                       struct arena *arena);

/* Writes the date; no date writes nothing. */
void date_add_pattern(struct buffer *buffer, struct date date, const struct date_pattern *pattern);

#endif
