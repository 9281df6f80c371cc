#include "site/period_chart_years.h"

#include "site/period_chart.h"
#include "site/period_chart_axis.h"

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

/* The years of the term as positions, cut to the years there are; false: none of them. */
static bool span_of(const struct period_chart_years *counts, const struct agreement *agreement, size_t *from,
                    size_t *to) {
  struct period_chart_term term;
  if (counts->count == 0 || !period_chart_term(agreement, &term)) return false;
  int64_t last = counts->first + (int64_t)counts->count - 1;
  int64_t begins = term.begins == INT32_MIN ? counts->first : year_of_day(term.begins);
  int64_t ends = term.ends == INT32_MAX ? last : year_of_day(term.ends);
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
  column->x = period_chart_percent(arena, at * 10 + 1, count * 10);
  column->width = period_chart_percent(arena, 8, count * 10);
  column->signed_x = period_chart_percent(arena, at * 10 + 3, count * 10);
  column->signed_width = period_chart_percent(arena, 4, count * 10);
  column->term_y = period_chart_percent(arena, top - column->term_count, top);
  column->term_height = period_chart_percent(arena, column->term_count, top);
  column->signed_y = period_chart_percent(arena, top - column->signed_count, top);
  column->signed_height = period_chart_percent(arena, column->signed_count, top);
}

static struct list ticks_of(struct arena *arena, int64_t first, int64_t count) {
  int64_t step = period_chart_step(first, first + count);
  struct period_tick *ticks = arena_array(arena, PERIOD_CHART_INTERVALS + 1, sizeof *ticks);
  size_t made = 0;
  for (int64_t year = (first + step - 1) / step * step; year < first + count; year += step)
    ticks[made++] = (struct period_tick){
        .label = arena_format(arena, "%lld", (long long)year),
        .x = period_chart_percent(arena, (year - first) * 2 + 1, count * 2),
    };
  return (struct list){.items = ticks, .count = made};
}

void period_chart_years_fill(struct arena *arena, const struct period_chart_years *counts,
                             const struct list *links, struct timeline_page *model) {
  size_t count = counts->count < PERIOD_CHART_COLUMNS ? counts->count : PERIOD_CHART_COLUMNS;
  size_t begin = counts->count - count, link = links->count;
  int64_t first = counts->first + (int64_t)begin;
  if (count == 0 || (model->column_top = highest(counts->items + begin, count)) == 0) return;
  const struct year_link *years = links->items;
  struct period_column *columns = arena_array(arena, count, sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    const struct period_chart_year *item = &counts->items[begin + i];
    columns[i] = (struct period_column){
        .year = first + (int64_t)i, .term_count = item->term_count, .signed_count = item->signed_count};
    while (link > 0 && years[link - 1].year < columns[i].year)
      link--;
    if (link > 0 && years[link - 1].year == columns[i].year) {
      columns[i].url = years[link - 1].url;
      columns[i].event_count = years[link - 1].count;
    }
    place_column(arena, (int64_t)i, (int64_t)count, model->column_top, &columns[i]);
  }
  model->columns = (struct list){.items = columns, .count = count};
  model->column_ticks = ticks_of(arena, first, (int64_t)count);
  model->columns_cut = begin > 0;
}
