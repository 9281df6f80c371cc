#include "site/charts/period_chart_lanes.h"

/* From the top. */
static const char *const lane_kinds[PERIOD_CHART_LANES] = {
    "founding", "merger",  "dissolution", "signing", "start", "review-due",
    "review",   "meeting", "other",       "closing", "end",   "termination"};

bool period_chart_lanes_add(struct arena *arena, struct period_chart_lanes *lanes, struct event *event) {
  for (size_t i = 0; i < PERIOD_CHART_LANES; i++) {
    if (!view_equal_string(event->event_kind, lane_kinds[i])) continue;
    bool has_room = lanes->events[i].count < PERIOD_CHART_POINTS;
    if (has_room)
      list_append(arena, &lanes->events[i], event);
    else
      lanes->left_out++;
    return has_room;
  }
  return false;
}

static struct period_point point_of(struct arena *arena, const struct axis *axis, const struct event *event,
                                    const struct entry *subject) {
  int32_t day = date_day_number(event->date);
  struct period_point point = {.date = event->date};
  if (day >= axis->first && day < axis->after) point.x = axis_place(arena, axis, day);
  if (event->entry != subject) point.other = event->entry;
  return point;
}

void period_chart_lanes_fill(struct arena *arena, const struct axis *axis,
                             const struct period_chart_lanes *lanes, const struct entry *subject,
                             struct period_chart *chart) {
  struct period_lane *made = arena_array(arena, PERIOD_CHART_LANES, sizeof *made);
  size_t count = 0;
  for (size_t i = 0; i < PERIOD_CHART_LANES; i++) {
    size_t points_count = lanes->events[i].count;
    if (points_count == 0) continue;
    struct period_point *points = arena_array(arena, points_count, sizeof *points);
    for (size_t k = 0; k < points_count; k++)
      points[k] = point_of(arena, axis, list_at(&lanes->events[i], points_count - 1 - k), subject);
    made[count++] =
        (struct period_lane){.event_kind = view_of(lane_kinds[i]), .points = list_of(points, points_count)};
  }
  chart->lanes = list_of(made, count);
  chart->points_left_out = lanes->left_out;
}

struct list period_chart_lanes_lines(struct arena *arena, const struct period_chart *chart) {
  size_t count = 0;
  for (size_t i = 0; i < chart->lanes.count; i++)
    count += ((const struct period_lane *)chart->lanes.items)[i].points.count;
  struct period_point *lines = arena_array(arena, count, sizeof *lines);
  count = 0;
  for (size_t i = 0; i < chart->lanes.count; i++) {
    const struct period_lane *lane = (const struct period_lane *)chart->lanes.items + i;
    const struct period_point *points = lane->points.items;
    for (size_t k = 0; k < lane->points.count; k++) {
      bool known = points[k].x.length == 0;
      for (size_t j = 0; j < count && !known; j++)
        known = view_equal(lines[j].x, points[k].x);
      if (!known) lines[count++] = points[k];
    }
  }
  return list_of(lines, count);
}
