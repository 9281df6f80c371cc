#include "site/charts/period_chart.h"

#include "site/charts/axis.h"

#include <stdlib.h>

/* The events of a chart by kind: what is a point, and what no longer has room. */
enum { LANES = 12 };

/* Zero-initialised. */
struct lanes {
  struct list events[LANES]; /* newest first */
  int64_t left_out;
};

/* The lanes, from the top. */
static const char *const lane_kinds[LANES] = {"founding", "merger",     "dissolution", "signing",
                                              "start",    "review-due", "review",      "meeting",
                                              "other",    "closing",    "end",         "termination"};

/* Takes an event, which is no newer than those before it; false when its lane is full. */
static bool lanes_add(struct arena *arena, struct lanes *lanes, struct event *event) {
  for (size_t i = 0; i < LANES; i++) {
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
  struct period_point point = {
      .date = event->date, .is_planned = event->is_planned, .is_to_come = event->is_to_come};
  if (day >= axis->first && day < axis->after) point.x = axis_place(arena, axis, day);
  if (event->entry != subject) point.other = event->entry;
  return point;
}

/* Fills the chart's lanes, and what they left out. */
static void lanes_fill(struct arena *arena, const struct axis *axis, const struct lanes *lanes,
                       const struct entry *subject, struct period_chart *chart) {
  struct period_lane *made = arena_array(arena, LANES, sizeof *made);
  size_t count = 0;
  for (size_t i = 0; i < LANES; i++) {
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

/* The points of the chart's lanes that are on its axis, each day once. */
static struct list lanes_lines(struct arena *arena, const struct period_chart *chart) {
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

/* The bars of a chart being made, beside the terms they show, and what the axis must cover. */
struct drawing {
  struct agreement *agreements[PERIOD_CHART_BARS];
  size_t count;
  int32_t first, last; /* known days */
  bool open_before, open_after;
};

static struct drawing empty_drawing(void) {
  return (struct drawing){.first = INT32_MAX, .last = INT32_MIN};
}

bool period_chart_term(const struct agreement *agreement, struct period_chart_term *term) {
  bool begins = agreement->begins.precision != DATE_NONE, ends = agreement->ends.precision != DATE_NONE;
  term->begins = begins ? date_day_number(agreement->begins) : INT32_MIN;
  term->ends = ends ? date_day_number(agreement->ends) : INT32_MAX;
  return begins || ends;
}

static void cover(struct drawing *drawing, int32_t day) {
  if (day < drawing->first) drawing->first = day;
  if (day > drawing->last) drawing->last = day;
}

static void cover_term(struct drawing *drawing, const struct period_chart_term *term) {
  bool begins = term->begins != INT32_MIN, ends = term->ends != INT32_MAX;
  cover(drawing, begins ? term->begins : term->ends);
  cover(drawing, ends ? term->ends : term->begins);
  drawing->open_before |= !begins;
  drawing->open_after |= !ends;
}

static int compare_terms(const void *left, const void *right) {
  const struct agreement *a = *(struct agreement *const *)left, *b = *(struct agreement *const *)right;
  struct period_chart_term of_a, of_b;
  period_chart_term(a, &of_a);
  period_chart_term(b, &of_b);
  if (of_a.begins != of_b.begins) return of_a.begins < of_b.begins ? -1 : 1;
  if (of_a.ends != of_b.ends) return of_a.ends < of_b.ends ? -1 : 1;
  return view_compare(a->entry.id, b->entry.id);
}

/* Takes the first agreements that have a date. */
static void draw_agreements(struct drawing *drawing, const struct list *agreements, struct reads *reads) {
  for (size_t i = 0; i < agreements->count && drawing->count < PERIOD_CHART_BARS; i++) {
    struct agreement *agreement = list_at(agreements, i);
    struct period_chart_term term;
    reads_note(reads, &agreement->entry, READS_OWN);
    reads_field(reads, &agreement->entry, "begins");
    reads_field(reads, &agreement->entry, "ends");
    if (!period_chart_term(agreement, &term)) continue;
    drawing->agreements[drawing->count++] = agreement;
    cover_term(drawing, &term);
  }
  if (drawing->count > 1)
    qsort(drawing->agreements, drawing->count, sizeof drawing->agreements[0], compare_terms);
}

static struct axis axis_of(struct arena *arena, const struct drawing *drawing) {
  int64_t first = date_of_day_number(drawing->first).year, last = date_of_day_number(drawing->last).year;
  if (drawing->open_before && first > 1) first--;
  if (drawing->open_after) last++;
  return axis_of_years(arena, first, last);
}

static void fill_bar(struct arena *arena, const struct axis *axis, struct agreement *agreement,
                     struct period_bar *bar) {
  struct period_chart_term term;
  period_chart_term(agreement, &term);
  bool starts = agreement_period(agreement)->start.value.precision != DATE_NONE;
  int32_t begin = term.begins < axis->first ? axis->first : term.begins;
  int32_t after = term.ends >= axis->after ? axis->after : term.ends + 1;
  if (begin > axis->after) begin = axis->after;
  if (after < begin) after = begin;
  *bar = (struct period_bar){
      .agreement = agreement,
      .x = axis_place(arena, axis, begin),
      .width = axis_width(arena, axis, begin, after),
      .end = axis_place(arena, axis, after),
      .goes_back = term.begins < axis->first,
      .goes_on = term.ends >= axis->after,
      .is_signing = !starts && term.begins != INT32_MIN && term.ends == INT32_MAX,
  };
  bar->has_point = bar->is_signing && !bar->goes_back;
}

static struct list bars_of(struct arena *arena, const struct axis *axis, const struct drawing *drawing) {
  struct period_bar *bars = arena_array(arena, drawing->count, sizeof *bars);
  for (size_t i = 0; i < drawing->count; i++)
    fill_bar(arena, axis, drawing->agreements[i], &bars[i]);
  return list_of(bars, drawing->count);
}

static struct period_chart *chart_of(struct arena *arena, const struct axis *axis,
                                     const struct drawing *drawing, size_t total) {
  struct period_chart *chart = arena_allocate(arena, sizeof *chart);
  chart->ticks = axis->ticks;
  chart->bars = bars_of(arena, axis, drawing);
  chart->left_out = (int64_t)(total - drawing->count);
  const struct period_bar *bars = chart->bars.items;
  for (size_t i = 0; i < chart->bars.count; i++) {
    chart->has_arrows |= bars[i].goes_back || bars[i].goes_on;
    chart->has_signings |= bars[i].is_signing;
  }
  return chart;
}

/* Whether the event is of the subject itself or of another entry of its kind. */
static bool is_own_event(const struct event *event, const struct entry *subject) {
  return event->entry->type == subject->type && (view_equal_string(event->event_kind, "founding") ||
                                                 view_equal_string(event->event_kind, "merger") ||
                                                 view_equal_string(event->event_kind, "dissolution"));
}

enum { LEAST_ROOM = 1826 }; /* days */

struct period_chart *period_chart_of_list(struct arena *arena, const struct list *agreements, size_t total,
                                          const struct entry *subject, struct reads *reads) {
  struct drawing drawing = empty_drawing();
  struct lanes lanes = {0};
  draw_agreements(&drawing, agreements, reads);
  if (drawing.count == 0) return NULL;
  int32_t first = drawing.first, last = drawing.last, room = last - first;
  if (room < LEAST_ROOM) room = LEAST_ROOM;
  for (size_t i = 0; subject != NULL && i < subject->events.count; i++) {
    struct event *event = list_at(&subject->events, i);
    if (!is_own_event(event, subject)) continue;
    lanes_add(arena, &lanes, event);
    int32_t day = date_day_number(event->date);
    if (day >= first - room && day <= last + room) cover(&drawing, day);
  }
  struct axis axis = axis_of(arena, &drawing);
  struct period_chart *chart = chart_of(arena, &axis, &drawing, total);
  lanes_fill(arena, &axis, &lanes, subject, chart);
  chart->lines = lanes_lines(arena, chart);
  return chart;
}

struct period_chart *period_chart_of_year(struct arena *arena, int64_t year, const struct list *agreements,
                                          size_t total, struct reads *reads) {
  struct drawing drawing = empty_drawing();
  draw_agreements(&drawing, agreements, reads);
  if (drawing.count == 0) return NULL;
  struct axis axis = axis_of_months(arena, year);
  return chart_of(arena, &axis, &drawing, total);
}

/* The bar shows these itself. */
static bool is_term_event(const struct event *event, const struct agreement *agreement) {
  return event->entry == &agreement->entry &&
         (view_equal_string(event->event_kind, "start") || view_equal_string(event->event_kind, "end"));
}

/* Adds an event, and lets the axis cover it when it is a point. */
static void add_covered(struct arena *arena, struct lanes *lanes, struct event *event,
                        struct drawing *drawing) {
  if (lanes_add(arena, lanes, event)) cover(drawing, date_day_number(event->date));
}

static void add_reviews(struct arena *arena, struct lanes *lanes, struct agreement *agreement,
                        struct drawing *drawing) {
  for (size_t i = agreement->reviews.count; i-- > 0;) {
    const struct review *review = list_at(&agreement->reviews, i);
    struct event *event = arena_allocate(arena, sizeof *event);
    *event =
        (struct event){.date = review->due, .event_kind = VIEW("review-due"), .entry = &agreement->entry};
    add_covered(arena, lanes, event, drawing);
  }
}

struct period_chart *period_chart_of_agreement(struct arena *arena, struct agreement *agreement,
                                               struct reads *reads) {
  reads_note_all(reads, &agreement->entry);
  struct drawing drawing = empty_drawing();
  struct lanes lanes = {0};
  struct list own = {0};
  list_append(arena, &own, agreement);
  draw_agreements(&drawing, &own, reads);
  if (drawing.count == 0) return NULL;
  for (size_t i = 0; i < agreement->entry.events.count; i++) {
    struct event *event = list_at(&agreement->entry.events, i);
    if (!is_term_event(event, agreement)) add_covered(arena, &lanes, event, &drawing);
  }
  add_reviews(arena, &lanes, agreement, &drawing);
  struct axis axis = axis_of(arena, &drawing);
  struct period_chart *chart = chart_of(arena, &axis, &drawing, 1);
  lanes_fill(arena, &axis, &lanes, &agreement->entry, chart);
  return chart;
}
