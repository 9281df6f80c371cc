#include "site/charts/period_chart_years.h"

#include "site/charts/period_chart.h"
#include "site/pages/pagination.h"
#include "unit/register_fixture.h"

static struct date date_of(const void *event) {
  return ((const struct event *)event)->date;
}

struct counted {
  struct registry *registry;
  struct years years;
  struct period_chart_years *counts;
};

static struct counted count(struct fixture *fixture, const char *today) {
  struct counted counted = {.registry = load(fixture, today)};
  assert_int_equal(fixture->diagnostics.errors, 0);
  struct list newest = {0};
  const struct list *agreements = &counted.registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++)
    list_append(&fixture->arena, &newest, list_at(agreements, i));
  entries_sort_newest(&newest);
  counted.years = years_cut(&fixture->arena, &counted.registry->events, date_of);
  counted.counts = period_chart_years_count(&fixture->arena, &counted.years, &newest);
  return counted;
}

static struct timeline_page fill(struct fixture *fixture, const struct counted *counted) {
  struct timeline_page page = {0};
  struct list links = years_links(&fixture->arena, &counted->years, VIEW("/t/"), 0);
  period_chart_years_fill(&fixture->arena, counted->counts, &links, &page);
  return page;
}

/* The columns as "year terms/signed/events", with * where the year has a page. */
static void assert_columns(const struct timeline_page *page, const char *expected) {
  struct buffer text = {0};
  const struct period_column *columns = page->columns.items;
  for (size_t i = 0; i < page->columns.count; i++)
    buffer_format(&text, "%s%lld%s %lld/%lld/%lld", i == 0 ? "" : ", ", (long long)columns[i].year,
                  columns[i].url.length > 0 ? "*" : "", (long long)columns[i].term_count,
                  (long long)columns[i].signed_count, (long long)columns[i].event_count);
  assert_view(buffer_view(&text), expected);
  buffer_free(&text);
}

static void each_year_counts_terms_with_a_day_in_it(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/a.md", "---\nname: A\nfounded: 1987\n---\n");
  put_agreement(fixture, "t", "signed: 2017-12-31\nperiod: {start: 2018, end: 2020}\n");
  put_agreement(fixture, "u", "period: {start: 2020-12-31, end: 2022-01-01}\n");
  put_agreement(fixture, "ended", "period: {start: 2018, end: 2022}\nterminated: {date: 2019-01-01}\n");
  struct counted counted = count(fixture, "2026-01-01");
  struct timeline_page page = fill(fixture, &counted);
  assert_columns(&page, "2017* 0/1/1, 2018* 2/0/2, 2019* 1/0/1, 2020* 2/0/2, 2021 1/0/0, 2022* 1/0/1");
  assert_int_equal(page.column_top, 2);
  assert_false(page.columns_cut);
  assert_int_equal(period_chart_years_find(counted.counts, 1987)->term_count, 0);
  assert_int_equal(period_chart_years_find(counted.counts, 2018)->newest.count, 2);
  assert_null(period_chart_years_find(counted.counts, 1986));
  assert_null(period_chart_years_find(counted.counts, 2023));
  registry_free(counted.registry);
}

static void terms_without_an_end_go_on_and_without_a_beginning_count_once(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "open", "signed: 2019-03-01\n");
  put_agreement(fixture, "since", "period: {end: 2020}\n");
  put_agreement(fixture, "last", "period: {start: 2021, end: 2021}\n");
  static const char expected[] = "2019* 1/1/1, 2020* 2/0/1, 2021* 2/0/2";
  static const char *const days[] = {"1990-01-01", "2020-06-01", "2030-01-01"};
  for (size_t i = 0; i < 3; i++) {
    struct counted counted = count(fixture, days[i]);
    struct timeline_page page = fill(fixture, &counted);
    assert_columns(&page, expected);
    registry_free(counted.registry);
  }
}

static void columns_are_as_high_as_their_count(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2020-01-01\nperiod: {start: 2020, end: 2021}\n");
  put_agreement(fixture, "u", "period: {start: 2021, end: 2021}\n");
  struct counted counted = count(fixture, "2026-01-01");
  struct timeline_page page = fill(fixture, &counted);
  const struct period_column *columns = page.columns.items;
  assert_view(columns[0].x, "5%");
  assert_view(columns[0].width, "40%");
  assert_view(columns[0].term_y, "50%");
  assert_view(columns[0].term_height, "50%");
  assert_view(columns[0].signed_x, "15%");
  assert_view(columns[0].signed_width, "20%");
  assert_view(columns[0].signed_height, "50%");
  assert_view(columns[1].x, "55%");
  assert_view(columns[1].term_y, "0%");
  assert_view(columns[1].term_height, "100%");
  assert_view(columns[1].signed_y, "100%");
  assert_view(columns[1].signed_height, "0%");
  assert_view(columns[1].url, "/t/2021/");
  assert_int_equal(page.column_ticks.count, 2);
  assert_view(((const struct period_tick *)page.column_ticks.items)[1].x, "75%");
  registry_free(counted.registry);
}

static void only_the_last_years_are_columns(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "old", "period: {start: 1000, end: 1000}\n");
  put_agreement(fixture, "t", "period: {start: 2020, end: 2021}\n");
  struct counted counted = count(fixture, "2026-01-01");
  struct timeline_page page = fill(fixture, &counted);
  assert_int_equal(page.columns.count, PERIOD_CHART_COLUMNS);
  assert_true(page.columns_cut);
  assert_int_equal(((const struct period_column *)page.columns.items)[0].year, 1922);
  assert_true(page.column_ticks.count <= 7);
  registry_free(counted.registry);
}

static void a_year_holds_the_newest_of_its_terms(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  for (int i = 0; i < 60; i++)
    put_agreement(fixture, arena_format(&fixture->arena, "t%02d", i).data,
                  arena_format(&fixture->arena, "period: {start: %d, end: 2100}\n", 2000 + i).data);
  put_agreement(fixture, "old", "period: {start: 1990, end: 2003}\n");
  struct counted counted = count(fixture, "2026-01-01");
  const struct period_chart_year *year = period_chart_years_find(counted.counts, 2080);
  assert_int_equal(year->term_count, 60);
  assert_int_equal(year->newest.count, PERIOD_CHART_BARS);
  assert_view(((struct entry *)list_at(&year->newest, 0))->id, "t59");
  assert_view(((struct entry *)list_at(&year->newest, PERIOD_CHART_BARS - 1))->id, "t20");
  assert_ids(&period_chart_years_find(counted.counts, 2002)->newest, "t02 t01 t00 old");
  assert_ids(&period_chart_years_find(counted.counts, 1995)->newest, "old");
  for (int64_t at = 2000; at <= 2100; at++) {
    year = period_chart_years_find(counted.counts, at);
    size_t expected = year->term_count < PERIOD_CHART_BARS ? (size_t)year->term_count : PERIOD_CHART_BARS;
    assert_int_equal(year->newest.count, expected);
  }
  registry_free(counted.registry);
}

static void without_agreements_there_are_no_columns(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  struct counted counted = count(fixture, "2026-01-01");
  struct timeline_page page = fill(fixture, &counted);
  assert_int_equal(page.columns.count, 0);
  assert_null(period_chart_years_find(counted.counts, 2020));
  registry_free(counted.registry);
  put(fixture, "content/organizations/a.md", "---\nname: A\nfounded: 1987\n---\n");
  counted = count(fixture, "2026-01-01");
  page = fill(fixture, &counted);
  assert_int_equal(page.columns.count, 0);
  registry_free(counted.registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(each_year_counts_terms_with_a_day_in_it),
      FIXTURE_TEST(terms_without_an_end_go_on_and_without_a_beginning_count_once),
      FIXTURE_TEST(columns_are_as_high_as_their_count),
      FIXTURE_TEST(only_the_last_years_are_columns),
      FIXTURE_TEST(a_year_holds_the_newest_of_its_terms),
      FIXTURE_TEST(without_agreements_there_are_no_columns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
