#include "site/charts/period_chart.h"

#include "site/charts/axis.h"
#include "unit/register_fixture.h"

/* Terms may overlap here. */
static struct registry *loaded(struct fixture *fixture, const char *today) {
  struct registry *registry = load(fixture, today);
  assert_int_equal(fixture->diagnostics.errors, 0);
  return registry;
}

static const struct period_bar *bar_at(const struct period_chart *chart, size_t index) {
  assert_true(index < chart->bars.count);
  return (const struct period_bar *)chart->bars.items + index;
}

/* A bar as "id x width", with < and > where it goes on, . for a point. */
static void assert_bars(const struct period_chart *chart, const char *expected) {
  struct buffer text = {0};
  for (size_t i = 0; i < chart->bars.count; i++) {
    const struct period_bar *bar = bar_at(chart, i);
    buffer_format(&text, "%s%.*s %s%.*s %.*s%s%s", i == 0 ? "" : ", ", VIEW_FORMAT(bar->agreement->entry.id),
                  bar->goes_back ? "<" : "", VIEW_FORMAT(bar->x), VIEW_FORMAT(bar->width),
                  bar->goes_on ? ">" : "",
                  bar->has_point    ? " point"
                  : bar->is_signing ? " signed"
                                    : "");
  }
  assert_view(buffer_view(&text), expected);
  buffer_free(&text);
}

static void assert_ticks(const struct list *ticks, const char *expected) {
  struct buffer text = {0};
  const struct period_tick *items = ticks->items;
  for (size_t i = 0; i < ticks->count; i++)
    buffer_format(&text, "%s%.*s %.*s", i == 0 ? "" : ", ", VIEW_FORMAT(items[i].label),
                  VIEW_FORMAT(items[i].x));
  assert_view(buffer_view(&text), expected);
  buffer_free(&text);
}

/* The lanes as "kind day x", a point outside the axis without x, and one of another entry with its id. */
static void assert_lanes(const struct period_chart *chart, const char *expected) {
  struct buffer text = {0};
  const struct period_lane *lanes = chart->lanes.items;
  for (size_t i = 0; i < chart->lanes.count; i++) {
    const struct period_point *points = lanes[i].points.items;
    buffer_format(&text, "%s%.*s", i == 0 ? "" : "; ", VIEW_FORMAT(lanes[i].event_kind));
    for (size_t k = 0; k < lanes[i].points.count; k++) {
      buffer_add_string(&text, " ");
      date_add_iso(&text, points[k].date);
      buffer_format(&text, " %.*s", VIEW_FORMAT(points[k].x));
      if (points[k].other != NULL) buffer_format(&text, " %.*s", VIEW_FORMAT(points[k].other->id));
    }
  }
  assert_view(buffer_view(&text), expected);
  buffer_free(&text);
}

static struct list newest(const struct registry *registry, struct arena *arena) {
  struct list list = {0};
  for (size_t i = 0; i < registry->entries[ENTRY_AGREEMENT].count; i++)
    list_append(arena, &list, list_at(&registry->entries[ENTRY_AGREEMENT], i));
  entries_sort_newest(&list);
  return list;
}

/* Of all agreements of the register. */
static struct period_chart *chart_of(const struct registry *registry, struct arena *arena) {
  struct list list = newest(registry, arena);
  return period_chart_of_list(arena, &list, list.count, NULL, NULL);
}

static void steps_between_ticks_are_round(void **state) {
  (void)state;
  static const int64_t expected[][3] = {
      {2021, 2022, 1},  {2021, 2026, 1},  {2020, 2026, 1},  {2020, 2027, 2},  {2021, 2032, 2},
      {2020, 2033, 5},  {2000, 2030, 5},  {1999, 2030, 10}, {1945, 2027, 20}, {1, 10000, 2000},
      {1900, 2200, 50}, {1800, 2100, 50}, {1799, 2100, 100}};
  for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
    assert_int_equal(axis_step(expected[i][0], expected[i][1]), expected[i][2]);
  for (int64_t first = 1; first < 10000; first += 37)
    for (int64_t after = first + 1; after <= 10000; after += 61) {
      int64_t step = axis_step(first, after);
      assert_true((after + step - 1) / step - first / step <= AXIS_INTERVALS);
    }
}

static void an_axis_begins_and_ends_with_a_tick(void **state) {
  (void)state;
  struct arena arena = {0};
  struct axis axis = axis_of_years(&arena, 2021, 2024);
  assert_ticks(&axis.ticks, "2021 0%, 2022 24.98%, 2023 49.97%, 2024 74.95%, 2025 100%");
  axis = axis_of_years(&arena, 2011, 2029);
  assert_ticks(&axis.ticks, "2010 0%, 2015 25%, 2020 49.99%, 2025 75%, 2030 100%");
  axis = axis_of_years(&arena, 2023, 2023);
  assert_ticks(&axis.ticks, "2023 0%, 2024 100%");
  axis = axis_of_years(&arena, 1, 9999);
  assert_ticks(&axis.ticks, "1 0%, 2000 19.99%, 4000 39.99%, 6000 60%, 8000 80%, 10000 100%");
  axis = axis_of_months(&arena, 2023);
  assert_int_equal(axis.ticks.count, 12);
  assert_view(((const struct period_tick *)axis.ticks.items)[11].x, "91.51%");
  arena_free(&arena);
}

static void days_beyond_the_axis_are_at_its_ends(void **state) {
  (void)state;
  struct arena arena = {0};
  struct axis axis = axis_of_years(&arena, 2021, 2024);
  assert_view(axis_place(&arena, &axis, date_day_number(day("2021-01-01"))), "0%");
  assert_view(axis_place(&arena, &axis, date_day_number(day("1999-01-01"))), "0%");
  assert_view(axis_place(&arena, &axis, date_day_number(day("2030-01-01"))), "100%");
  assert_view(axis_place(&arena, &axis, date_day_number(day("2023-01-01"))), "49.97%");
  assert_view(axis_percent(&arena, 1, 3), "33.33%");
  assert_view(axis_percent(&arena, 1, 40), "2.5%");
  assert_view(axis_percent(&arena, 2, 3), "66.67%");
  assert_view(axis_percent(&arena, 1, 2000), "0.05%");
  assert_view(axis_percent(&arena, 5, 0), "0%");
  arena_free(&arena);
}

static void a_term_is_a_bar_from_its_first_to_its_last_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2020-11-25\nperiod: {start: 2021, end: 2024}\n");
  put_agreement(fixture, "u", "period: {start: 2023, end: 2023-12-31}\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct period_chart *chart = chart_of(registry, &fixture->arena);
  assert_bars(chart, "t 0% 100%, u 49.97% 24.98%");
  assert_ticks(&chart->ticks, "2021 0%, 2022 24.98%, 2023 49.97%, 2024 74.95%, 2025 100%");
  assert_int_equal(chart->left_out, 0);
  assert_int_equal(chart->lanes.count, 0);
  registry_free(registry);
}

static void a_termination_ends_the_bar(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2024}\nterminated: {date: 2023-01-01}\n");
  put_agreement(fixture, "u", "period: {start: 2021}\nterminated: {date: 2025-01-01}\n");
  put_agreement(fixture, "v", "period: {start: 2022, end: 2022}\nterminated: {date: 2024-06-01}\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  assert_bars(chart_of(registry, &fixture->arena), "t 0% 49.97%, u 0% 100%, v 24.98% 24.98%");
  registry_free(registry);
}

static void what_has_no_known_end_goes_on_beyond_the_last_known_year(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "open", "period: {start: 2022}\n");
  put_agreement(fixture, "signed", "signed: 2023-01-01\n");
  put_agreement(fixture, "since", "period: {end: 2022}\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct period_chart *chart = chart_of(registry, &fixture->arena);
  assert_ticks(&chart->ticks, "2021 0%, 2022 24.98%, 2023 49.97%, 2024 74.95%, 2025 100%");
  assert_bars(chart, "since <0% 49.97%, open 24.98% 75.02%>, signed 49.97% 50.03%> point");
  registry_free(registry);
  registry = loaded(fixture, "1990-01-01");
  assert_ticks(&chart_of(registry, &fixture->arena)->ticks,
               "2021 0%, 2022 24.98%, 2023 49.97%, 2024 74.95%, 2025 100%");
  registry_free(registry);
}

static void bars_are_sorted_by_beginning_end_and_id(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "z", "period: {start: 2021, end: 2022}\n");
  put_agreement(fixture, "b", "period: {start: 2022, end: 2024}\n");
  put_agreement(fixture, "a", "period: {start: 2022, end: 2024}\n");
  put_agreement(fixture, "c", "period: {start: 2022, end: 2023}\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  assert_bars(chart_of(registry, &fixture->arena),
              "z 0% 49.97%, c 24.98% 49.97%, a 24.98% 75.02%, b 24.98% 75.02%");
  registry_free(registry);
}

static void only_the_newest_are_drawn(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  for (int i = 0; i < PERIOD_CHART_BARS + 3; i++) {
    struct view id = arena_format(&fixture->arena, "t%d", i);
    put_agreement(fixture, id.data,
                  arena_format(&fixture->arena, "number: %d/QC\nsigned: %d-01-01\nperiod: {end: 2100}\n",
                               i + 1, 1950 + i)
                      .data);
  }
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct period_chart *chart = chart_of(registry, &fixture->arena);
  assert_int_equal(chart->bars.count, PERIOD_CHART_BARS);
  assert_int_equal(chart->left_out, 3);
  assert_view(bar_at(chart, 0)->agreement->entry.id, "t3");
  assert_view(bar_at(chart, PERIOD_CHART_BARS - 1)->agreement->entry.id, "t42");
  registry_free(registry);
}

static void nothing_makes_no_chart(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/a.md", "---\nname: A\nfounded: 2000\n---\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct list none = {0};
  assert_null(chart_of(registry, &fixture->arena));
  assert_null(period_chart_of_list(&fixture->arena, &none, 0, &organization_of(registry, "a")->entry, NULL));
  assert_null(period_chart_of_year(&fixture->arena, 2021, &none, 0, NULL));
  registry_free(registry);
}

static void a_subject_has_points_and_lines_where_they_are_near(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/a.md",
      "---\nname: A\nfounded: 1930-02-03\ndissolved: 2024\nsuccessors: [{organization: heir}]\n---\n");
  put(fixture, "content/organizations/heir.md", "---\nname: Heir\nfounded: 2025\n---\n");
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct organization *a = organization_of(registry, "a"), *heir = organization_of(registry, "heir");
  struct period_chart *chart =
      period_chart_of_list(&fixture->arena, &a->agreements, a->agreements.count, &a->entry, NULL);
  assert_lanes(chart, "founding 1930-02-03 ; dissolution 2024 99.93%");
  assert_int_equal(chart->lines.count, 1);
  assert_bars(chart, "t 0% 74.95%");
  chart = period_chart_of_list(&fixture->arena, &heir->inherited, heir->inherited.count, &heir->entry, NULL);
  assert_lanes(chart, "founding 2025 80.01%; dissolution 2024 79.96% a");
  assert_int_equal(chart->lines.count, 2);
  registry_free(registry);
}

static void a_line_stands_once_a_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: X}\n- {id: y, name: Y, merged_into: x, until: 2022-12-31}\n"
      "- {id: z, name: Z, merged_into: x, until: 2022-12-31}\n");
  put(fixture, "content/organizations/a.md", "---\nname: A\nprovince: y\nfounded: 2021\n---\n");
  put_agreement(fixture, "t", "period: {start: 2021, end: 2024}\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct province *x = province_of(registry, "x");
  struct period_chart *chart = period_chart_of_list(&fixture->arena, &x->agreements, 1, &x->entry, NULL);
  assert_lanes(chart, "merger 2023-01-01 49.97% z 2023-01-01 49.97% y");
  assert_int_equal(chart->lines.count, 1);
  registry_free(registry);
}

static void a_year_shows_the_part_of_each_term_in_it(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "across", "period: {start: 2021, end: 2024}\n");
  put_agreement(fixture, "before", "period: {start: 2021, end: 2023-03-31}\n");
  put_agreement(fixture, "exact", "period: {start: 2023, end: 2023}\n");
  put_agreement(fixture, "signed", "signed: 2023-07-02\n");
  put_agreement(fixture, "old", "signed: 2020-07-02\n");
  put_agreement(fixture, "over", "period: {start: 2019, end: 2020}\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct list list = newest(registry, &fixture->arena);
  struct period_chart *chart = period_chart_of_year(&fixture->arena, 2023, &list, 50, NULL);
  assert_bars(chart, "over <0% 0%, old <0% 100%> signed, before <0% 24.66%, across <0% 100%>, exact 0% 100%, "
                     "signed 49.86% 50.14%> point");
  assert_int_equal(chart->left_out, 44);
  assert_int_equal(chart->ticks.count, 12);
  registry_free(registry);
}

static void put_event(struct fixture *fixture, int number, const char *event) {
  struct view path = arena_format(&fixture->arena, "content/news/2021/n%d.md", number);
  put_view(fixture, path.data,
           arena_format(&fixture->arena,
                        "---\ntitle: N%d\ndate: 2021-01-01\nagreements: t\nevent: {%s}\n---\n", number,
                        event));
}

static void an_agreement_shows_its_events_by_kind(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2020-07-01\nperiod: {start: 2021, end: 2023}\n");
  put_event(fixture, 1, "kind: review, date: 2021-12-31");
  put_event(fixture, 2, "kind: closing, date: 2024-01-01");
  put_event(fixture, 3, "kind: review, date: 2022-12-31");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct period_chart *chart = period_chart_of_agreement(&fixture->arena, agreement_of(registry, "t"), NULL);
  assert_lanes(chart, "signing 2020-07-01 9.96%; review 2021-12-31 39.96% n1 2022-12-31 59.93% n3; "
                      "closing 2024-01-01 79.97% n2");
  assert_bars(chart, "t 20.03% 59.93%");
  assert_int_equal(chart->points_left_out, 0);
  registry_free(registry);
}

static void an_agreement_shows_when_its_reviews_are_due(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\nreview: annual\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct period_chart *chart = period_chart_of_agreement(&fixture->arena, agreement_of(registry, "t"), NULL);
  assert_lanes(chart, "review-due 2021-12-31 33.24% 2022-12-31 66.58% 2023-12-31 99.91%");
  assert_bars(chart, "t 0% 100%");
  assert_false(chart->has_arrows || chart->has_signings);
  registry_free(registry);
}

static void a_chart_tells_which_signs_it_needs(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021}\n");
  struct registry *registry = loaded(fixture, "2026-01-01");
  struct period_chart *chart = chart_of(registry, &fixture->arena);
  assert_true(chart->has_arrows);
  assert_false(chart->has_signings);
  registry_free(registry);
  put_agreement(fixture, "t", "signed: 2021-01-01\n");
  registry = loaded(fixture, "2026-01-01");
  chart = chart_of(registry, &fixture->arena);
  assert_true(chart->has_arrows && chart->has_signings);
  registry_free(registry);
}

static void of_many_events_the_newest_are_points(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2010, end: 2050}\n");
  for (int i = 0; i < PERIOD_CHART_POINTS + 2; i++)
    put_event(fixture, i, arena_format(&fixture->arena, "kind: meeting, date: %d-05-01", 2011 + i).data);
  struct registry *registry = loaded(fixture, "2050-01-01");
  struct period_chart *chart = period_chart_of_agreement(&fixture->arena, agreement_of(registry, "t"), NULL);
  const struct period_lane *lane = chart->lanes.items;
  assert_int_equal(lane->points.count, PERIOD_CHART_POINTS);
  assert_int_equal(chart->points_left_out, 2);
  assert_int_equal(((const struct period_point *)lane->points.items)[0].date.year, 2013);
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(steps_between_ticks_are_round),
      cmocka_unit_test(an_axis_begins_and_ends_with_a_tick),
      cmocka_unit_test(days_beyond_the_axis_are_at_its_ends),
      FIXTURE_TEST(a_term_is_a_bar_from_its_first_to_its_last_day),
      FIXTURE_TEST(a_termination_ends_the_bar),
      FIXTURE_TEST(what_has_no_known_end_goes_on_beyond_the_last_known_year),
      FIXTURE_TEST(bars_are_sorted_by_beginning_end_and_id),
      FIXTURE_TEST(only_the_newest_are_drawn),
      FIXTURE_TEST(nothing_makes_no_chart),
      FIXTURE_TEST(a_subject_has_points_and_lines_where_they_are_near),
      FIXTURE_TEST(a_line_stands_once_a_day),
      FIXTURE_TEST(a_year_shows_the_part_of_each_term_in_it),
      FIXTURE_TEST(an_agreement_shows_its_events_by_kind),
      FIXTURE_TEST(an_agreement_shows_when_its_reviews_are_due),
      FIXTURE_TEST(a_chart_tells_which_signs_it_needs),
      FIXTURE_TEST(of_many_events_the_newest_are_points),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
