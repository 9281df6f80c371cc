#include "site/lineage.h"

/* A place on the axis in per cent with two decimals. */
static struct view percent(struct arena *arena, int64_t place, int64_t length) {
  int64_t hundredths = length <= 0 ? 0 : place * 10000 / length;
  return arena_format(arena, "%d.%02d", (int)(hundredths / 100), (int)(hundredths % 100));
}

static int days_of_month(int32_t year, int month) {
  struct date first = {.precision = DATE_DAY, .year = year, .month = (uint8_t)month, .day = 1};
  struct date next = first;
  next.year += month == 12;
  next.month = (uint8_t)(month == 12 ? 1 : month + 1);
  return date_day_number(next) - date_day_number(first);
}

/* From the first day to the one behind the last: whole years, then whole months, then days. A month that
 * begins on a day that the last month does not have ends with that month. */
static void measure(struct lineage_span *span, int32_t first, int32_t behind) {
  struct date from = date_of_day_number(first), to = date_of_day_number(behind);
  if (to.precision == DATE_NONE) { /* behind the year 9999 */
    span->days = behind - first;
    return;
  }
  int64_t months = (int64_t)(to.year - from.year) * 12 + to.month - from.month;
  if (to.day < from.day) months--;
  int32_t year = from.year + (int32_t)((from.month - 1 + months) / 12);
  int month = (int)((from.month - 1 + months) % 12) + 1;
  int day = from.day, most = days_of_month(year, month);
  struct date reached = {.precision = DATE_DAY,
                         .year = year,
                         .month = (uint8_t)month,
                         .day = (uint8_t)(day > most ? most : day)};
  span->years = months / 12;
  span->months = months % 12;
  span->days = behind - date_day_number(reached);
}

static int64_t within(int64_t day, int64_t begin, int64_t end) {
  return day < begin ? begin : day > end ? end : day;
}

struct lineage_span *lineage_make_span(struct arena *arena, int32_t first, int32_t last, int32_t axis_begin,
                                       int32_t axis_end) {
  struct lineage_span *span = arena_allocate(arena, sizeof *span);
  if (first != LINEAGE_ALWAYS) span->from = date_of_day_number(first);
  if (last != LINEAGE_FOREVER) span->until = date_of_day_number(last);
  if (span->from.precision != DATE_NONE && span->until.precision != DATE_NONE && last >= first)
    measure(span, first, last + 1);
  int64_t length = (int64_t)axis_end - axis_begin, begin = within(first, axis_begin, axis_end),
          end = within((int64_t)last + 1, begin, axis_end);
  span->at = percent(arena, begin - axis_begin, length);
  span->to = percent(arena, end - axis_begin, length);
  span->width = percent(arena, end - begin, length);
  return span;
}
