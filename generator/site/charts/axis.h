/* The time axis of a chart: days as percent of its width, and its ticks. */
#ifndef KYKET_SITE_CHARTS_AXIS_H
#define KYKET_SITE_CHARTS_AXIS_H

#include "site/models.h"

enum { AXIS_INTERVALS = 6 }; /* between ticks, at the most */

/* From the first day on to the day before `after`; see date_day_number. */
struct axis {
  int32_t first, after;
  struct list ticks; /* struct period_tick */
};

/* Covers the years from `first` to `last`, widened to round years: multiples of 1, 2, 5, 10, 20, ... that
 * stand on the ticks. */
struct axis axis_of_years(struct arena *arena, int64_t first, int64_t last);

/* One year, with a tick for each month. */
struct axis axis_of_months(struct arena *arena, int64_t year);

/* The years from one tick to the next: the first of 1, 2, 5, 10, 20, ... that makes at most AXIS_INTERVALS
 * intervals of the years from `first` to the one before `after`. */
int64_t axis_step(int64_t first, int64_t after);

/* Where the day begins on the axis, as "12.5%". Days outside the axis are at its ends. */
struct view axis_place(struct arena *arena, const struct axis *axis, int32_t day);

/* How wide the days from `first` to the one before `after` are; likewise. */
struct view axis_width(struct arena *arena, const struct axis *axis, int32_t first, int32_t after);

/* A part of a whole, 0 or more of it, as percent with at most two decimals: "33.33%". */
struct view axis_percent(struct arena *arena, int64_t part, int64_t whole);

#endif
