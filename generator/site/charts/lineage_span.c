#include "site/charts/axis.h"
#include "site/charts/lineage.h"

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

struct lineage_span *lineage_make_span(struct arena *arena, int32_t first, int32_t last,
                                       const struct axis *axis) {
  struct lineage_span *span = arena_allocate(arena, sizeof *span);
  int32_t behind = last == LINEAGE_FOREVER ? last : last + 1;
  if (first != LINEAGE_ALWAYS) span->from = date_of_day_number(first);
  if (last != LINEAGE_FOREVER) span->until = date_of_day_number(last);
  if (span->from.precision != DATE_NONE && span->until.precision != DATE_NONE && last >= first)
    measure(span, first, behind);
  if (behind < first) behind = first;
  span->at = axis_place(arena, axis, first);
  span->to = axis_place(arena, axis, behind);
  span->width = axis_width(arena, axis, first, behind);
  return span;
}
