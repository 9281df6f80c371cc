#include "site/pages/pagination.h"

#include "unit/fixture.h"

static struct date date_of(const void *item) {
  return *(const struct date *)item;
}

static struct list make(struct arena *arena, const int *years, size_t count) {
  struct list list = {0};
  for (size_t i = 0; i < count; i++) {
    struct date *date = arena_allocate(arena, sizeof *date);
    *date = (struct date){.precision = DATE_DAY, .year = years[i], .month = 6, .day = 1};
    list_append(arena, &list, date);
  }
  return list;
}

static void a_sorted_list_is_cut_where_the_year_changes(void **state) {
  (void)state;
  struct arena arena = {0};
  static const int days[] = {2025, 2025, 2021, 2020, 2020, 2020, 1999};
  struct list list = make(&arena, days, sizeof days / sizeof *days);
  struct years years = years_cut(&arena, &list, date_of);
  static const size_t expected[][2] = {{2025, 2}, {2021, 1}, {2020, 3}, {1999, 1}};
  assert_int_equal(years.count, 4);
  size_t begin = 0;
  for (size_t i = 0; i < years.count; i++) {
    assert_int_equal(years.items[i].year, expected[i][0]);
    assert_int_equal(years.items[i].list.count, expected[i][1]);
    assert_ptr_equal(years.items[i].list.items, (void **)list.items + begin);
    begin += years.items[i].list.count;
  }
  assert_int_equal(begin, list.count);
  arena_free(&arena);
}

static void every_item_is_in_the_part_of_its_year(void **state) {
  (void)state;
  struct arena arena = {0};
  int days[300];
  unsigned random = 7;
  int year = 2100;
  for (size_t i = 0; i < 300; i++) {
    random = random * 1103515245u + 12345u;
    year -= (int)(random >> 16) % 3;
    days[i] = year;
  }
  struct list list = make(&arena, days, 300);
  struct years years = years_cut(&arena, &list, date_of);
  size_t at = 0;
  for (size_t i = 0; i < years.count; i++) {
    assert_true(i == 0 || years.items[i].year < years.items[i - 1].year);
    assert_true(years.items[i].list.count > 0);
    for (size_t k = 0; k < years.items[i].list.count; k++)
      assert_int_equal(days[at++], years.items[i].year);
  }
  assert_int_equal(at, 300);
  arena_free(&arena);
}

static void nothing_has_no_years(void **state) {
  (void)state;
  struct arena arena = {0};
  struct list none = {0};
  struct years years = years_cut(&arena, &none, date_of);
  assert_int_equal(years.count, 0);
  assert_int_equal(years_links(&arena, &years, VIEW("/tin/"), 2021).count, 0);
  arena_free(&arena);
}

static void links_tell_year_count_and_the_current_one(void **state) {
  (void)state;
  struct arena arena = {0};
  static const int days[] = {2025, 2021, 2021};
  struct list list = make(&arena, days, 3);
  struct years years = years_cut(&arena, &list, date_of);
  struct list links = years_links(&arena, &years, VIEW("/so/tin-tuc/"), 2021);
  const struct year_link *items = links.items;
  assert_int_equal(links.count, 2);
  assert_int_equal(items[0].year, 2025);
  assert_view(items[0].url, "/so/tin-tuc/2025/");
  assert_int_equal(items[0].count, 1);
  assert_false(items[0].current);
  assert_view(items[1].url, "/so/tin-tuc/2021/");
  assert_int_equal(items[1].count, 2);
  assert_true(items[1].current);
  items = years_links(&arena, &years, VIEW("/"), 0).items;
  assert_false(items[0].current || items[1].current);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sorted_list_is_cut_where_the_year_changes),
      cmocka_unit_test(every_item_is_in_the_part_of_its_year),
      cmocka_unit_test(nothing_has_no_years),
      cmocka_unit_test(links_tell_year_count_and_the_current_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
