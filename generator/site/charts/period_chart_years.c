#include "site/charts/period_chart_years.h"

#include "site/charts/axis.h"
#include "site/charts/period_chart.h"

static int64_t year_of_day(int32_t day) {
  return date_of_day_number(day).year;
}

/* The first year from `at` on that still takes agreements. */
static size_t next_open(size_t *next, size_t at) {
  while (next[at] != at) {
    next[at] = next[next[at]];
    at = next[at];
  }
  return at;
}

/* The years of the term as indexes, cut to the years that are counted; false: none of them is. Of a term
 * whose beginning is not known only its last year counts. */
static bool span_of(const struct period_chart_years *counts, const struct agreement *agreement, size_t *from,
                    size_t *to) {
  struct period_chart_term term;
  if (counts->count == 0 || !period_chart_term(agreement, &term)) return false;
  int64_t last = counts->first + (int64_t)counts->count - 1;
  int64_t ends = term.ends == INT32_MAX ? last : year_of_day(term.ends);
  int64_t begins = term.begins == INT32_MIN ? ends : year_of_day(term.begins);
  if (begins < counts->first) begins = counts->first;
  if (ends > last) ends = last;
  if (begins > ends) return false;
  *from = (size_t)(begins - counts->first);
  *to = (size_t)(ends - counts->first);
  return true;
}

static void add_newest(struct arena *arena, struct period_chart_years *counts, size_t *next, size_t from,
                       size_t to, struct agreement *agreement) {
  for (size_t at = next_open(next, from); at <= to; at = next_open(next, at + 1)) {
    list_append(arena, &counts->items[at].newest, agreement);
    if (counts->items[at].newest.count == PERIOD_CHART_BARS) next[at] = at + 1;
  }
}

static void count_signing(struct period_chart_years *counts, struct date date) {
  int64_t at = date.year - counts->first;
  if (date.precision != DATE_NONE && at >= 0 && at < (int64_t)counts->count) counts->items[at].signed_count++;
}

struct period_chart_years *period_chart_years_count(struct arena *arena, const struct years *years,
                                                    const struct list *agreements) {
  struct period_chart_years *counts = arena_allocate(arena, sizeof *counts);
  if (years->count == 0) return counts;
  counts->first = years->items[years->count - 1].year;
  counts->count = (size_t)(years->items[0].year - counts->first) + 1;
  counts->items = arena_array(arena, counts->count + 1, sizeof *counts->items);
  size_t *next = arena_array(arena, counts->count + 2, sizeof *next);
  for (size_t i = 0; i < counts->count + 2; i++)
    next[i] = i;
  for (size_t i = 0; i < agreements->count; i++) {
    struct agreement *agreement = list_at(agreements, i);
    size_t from, to;
    count_signing(counts, agreement->signed_on.value);
    if (!span_of(counts, agreement, &from, &to)) continue;
    counts->items[from].term_count++;
    counts->items[to + 1].term_count--;
    add_newest(arena, counts, next, from, to, agreement);
  }
  for (size_t i = 1; i <= counts->count; i++)
    counts->items[i].term_count += counts->items[i - 1].term_count;
  return counts;
}

const struct period_chart_year *period_chart_years_find(const struct period_chart_years *counts,
                                                        int64_t year) {
  int64_t at = year - counts->first;
  return at >= 0 && at < (int64_t)counts->count ? &counts->items[at] : NULL;
}

static bool is_empty(const struct period_chart_year *year) {
  return year->term_count == 0 && year->signed_count == 0;
}

static int64_t highest(const struct period_chart_year *items, size_t count) {
  int64_t top = 0;
  for (size_t i = 0; i < count; i++) {
    if (items[i].term_count > top) top = items[i].term_count;
    if (items[i].signed_count > top) top = items[i].signed_count;
  }
  return top;
}

/* A column takes four fifths of its year's place, the one of signings two fifths in the middle. */
static void place_column(struct arena *arena, int64_t at, int64_t count, int64_t top,
                         struct period_column *column) {
  column->x = axis_percent(arena, at * 10 + 1, count * 10);
  column->width = axis_percent(arena, 8, count * 10);
  column->signed_x = axis_percent(arena, at * 10 + 3, count * 10);
  column->signed_width = axis_percent(arena, 4, count * 10);
  column->term_y = axis_percent(arena, top - column->term_count, top);
  column->term_height = axis_percent(arena, column->term_count, top);
  column->signed_y = axis_percent(arena, top - column->signed_count, top);
  column->signed_height = axis_percent(arena, column->signed_count, top);
}

static struct list ticks_of(struct arena *arena, int64_t first, int64_t count) {
  int64_t step = axis_step(first, first + count);
  struct period_tick *ticks = arena_array(arena, AXIS_INTERVALS + 1, sizeof *ticks);
  size_t made = 0;
  for (int64_t year = (first + step - 1) / step * step; year < first + count; year += step)
    ticks[made++] = (struct period_tick){
        .label = arena_integer(arena, year),
        .x = axis_percent(arena, (year - first) * 2 + 1, count * 2),
    };
  return list_of(ticks, made);
}

/* Years with agreements from the first to the last of them, the newest PERIOD_CHART_COLUMNS. */
static struct period_chart_years shown_years(const struct period_chart_years *counts) {
  struct period_chart_years shown = *counts;
  while (shown.count > 0 && is_empty(&shown.items[shown.count - 1]))
    shown.count--;
  while (shown.count > 0 && is_empty(&shown.items[0])) {
    shown.items++;
    shown.first++;
    shown.count--;
  }
  return shown;
}

/* Gives a column the address of its year's page, where there is one; `links` are newest first, and `left` of
 * them are still to look at. */
static void link_column(const struct list *links, size_t *left, struct period_column *column) {
  const struct year_link *years = links->items;
  while (*left > 0 && years[*left - 1].year < column->year)
    --*left;
  if (*left == 0 || years[*left - 1].year != column->year) return;
  column->url = years[*left - 1].url;
  column->event_count = years[*left - 1].count;
}

void period_chart_years_fill(struct arena *arena, const struct period_chart_years *counts,
                             const struct list *links, struct timeline_page *model) {
  struct period_chart_years shown = shown_years(counts);
  if (shown.count > PERIOD_CHART_COLUMNS) {
    size_t cut = shown.count - PERIOD_CHART_COLUMNS;
    shown = (struct period_chart_years){shown.first + (int64_t)cut, PERIOD_CHART_COLUMNS, shown.items + cut};
    model->columns_cut = true;
  }
  if (shown.count == 0) return;
  size_t left = links->count;
  model->column_top = highest(shown.items, shown.count);
  struct period_column *columns = arena_array(arena, shown.count, sizeof *columns);
  for (size_t i = 0; i < shown.count; i++) {
    columns[i] = (struct period_column){.year = shown.first + (int64_t)i,
                                        .term_count = shown.items[i].term_count,
                                        .signed_count = shown.items[i].signed_count};
    link_column(links, &left, &columns[i]);
    place_column(arena, (int64_t)i, (int64_t)shown.count, model->column_top, &columns[i]);
  }
  model->columns = list_of(columns, shown.count);
  model->column_ticks = ticks_of(arena, shown.first, (int64_t)shown.count);
}
