#include "site/charts/axis.h"

#include "base/ascii.h"

static int32_t first_day(int64_t year, uint8_t month) {
  return date_day_number(
      (struct date){.precision = DATE_DAY, .year = (int32_t)year, .month = month, .day = 1});
}

int64_t axis_step(int64_t first, int64_t after) {
  for (int64_t power = 1;; power *= 10) {
    static const int64_t factors[] = {1, 2, 5};
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
      int64_t step = factors[i] * power;
      if ((after + step - 1) / step - first / step <= AXIS_INTERVALS) return step;
    }
  }
}

struct view axis_percent(struct arena *arena, int64_t part, int64_t whole) {
  int64_t hundredths = whole <= 0 ? 0 : (part * 20000 + whole) / (2 * whole);
  uint64_t rest = hundredths < 0 ? 0 : (uint64_t)hundredths;
  char text[DIGITS_MOST + sizeof ".00%"], *end = text + sizeof text, *begin = end;
  *--begin = '%';
  if (rest % 10 != 0) *--begin = (char)('0' + rest % 10);
  if (rest % 100 != 0) {
    *--begin = (char)('0' + rest / 10 % 10);
    *--begin = '.';
  }
  return arena_copy(arena, view_between(digits_before(begin, rest / 100), end));
}

static int32_t within(const struct axis *axis, int32_t day) {
  return day < axis->first ? axis->first : day > axis->after ? axis->after : day;
}

struct view axis_place(struct arena *arena, const struct axis *axis, int32_t day) {
  return axis_width(arena, axis, axis->first, day);
}

struct view axis_width(struct arena *arena, const struct axis *axis, int32_t first, int32_t after) {
  return axis_percent(arena, within(axis, after) - within(axis, first), axis->after - axis->first);
}

/* The proleptic year 0 is no year; an axis that would begin there begins with the year 1. */
struct axis axis_of_years(struct arena *arena, int64_t first, int64_t last) {
  int64_t step = axis_step(first, last + 1);
  int64_t from = first / step * step, after = (last + step) / step * step;
  struct axis axis = {first_day(from < 1 ? 1 : from, 1), first_day(after, 1), {0}};
  size_t count = (size_t)((after - from) / step) + 1;
  struct period_tick *ticks = arena_array(arena, count, sizeof *ticks);
  for (size_t i = 0; i < count; i++) {
    int64_t year = from + (int64_t)i * step;
    if (year < 1) year = 1;
    ticks[i].label = arena_integer(arena, year);
    ticks[i].x = axis_place(arena, &axis, first_day(year, 1));
  }
  axis.ticks = list_of(ticks, count);
  return axis;
}

struct axis axis_of_months(struct arena *arena, int64_t year) {
  enum { MONTHS = 12 };
  struct axis axis = {first_day(year, 1), first_day(year + 1, 1), {0}};
  struct period_tick *ticks = arena_array(arena, MONTHS, sizeof *ticks);
  for (int month = 1; month <= MONTHS; month++) {
    ticks[month - 1].label = arena_integer(arena, month);
    ticks[month - 1].x = axis_place(arena, &axis, first_day(year, (uint8_t)month));
  }
  axis.ticks = list_of(ticks, MONTHS);
  return axis;
}
