#include "base/source_location.h"
#include "fixture.h"

static void assert_mark(struct source_location location, unsigned line, unsigned column) {
  assert_int_equal(location.line, line);
  assert_int_equal(location.column, column);
}

static void marks_keep_line_and_column(void **state) {
  (void)state;
  assert_mark(source_location_at(0, 0), 0, 0);
  assert_mark(source_location_at(3, 17), 3, 17);
  assert_mark(source_location_at(SOURCE_LOCATION_LAST_LINE, SOURCE_LOCATION_LAST_COLUMN),
              SOURCE_LOCATION_LAST_LINE, SOURCE_LOCATION_LAST_COLUMN);
}

static void a_place_past_the_last_is_told_as_the_last(void **state) {
  (void)state;
  assert_mark(source_location_at(SOURCE_LOCATION_LAST_LINE + 1, 1), SOURCE_LOCATION_LAST_LINE, 1);
  assert_mark(source_location_at(1, SOURCE_LOCATION_LAST_COLUMN + 1), 1, SOURCE_LOCATION_LAST_COLUMN);
  assert_mark(source_location_at(SIZE_MAX, SIZE_MAX), SOURCE_LOCATION_LAST_LINE, SOURCE_LOCATION_LAST_COLUMN);
}

static void a_mark_moves_over_characters_and_lines(void **state) {
  (void)state;
  assert_mark(source_location_behind(source_location_at(4, 6), VIEW("")), 4, 6);
  assert_mark(source_location_behind(source_location_at(4, 6), VIEW("Nghệ")), 4, 10);
  assert_mark(source_location_behind(source_location_at(4, 6), VIEW("a\nđường\n")), 6, 1);
  assert_mark(source_location_behind(source_location_at(1, 1), VIEW("a\r\nđườ")), 2, 4);
}

static void a_mark_stays_at_the_last_column_and_goes_on_with_the_next_line(void **state) {
  (void)state;
  char text[SOURCE_LOCATION_LAST_COLUMN + 100];
  memset(text, 'x', sizeof text);
  assert_mark(source_location_behind(source_location_at(1, 1), (struct view){text, sizeof text}), 1,
              SOURCE_LOCATION_LAST_COLUMN);
  text[sizeof text - 3] = '\n';
  assert_mark(source_location_behind(source_location_at(1, 1), (struct view){text, sizeof text}), 2, 3);
}

static void marks_are_in_the_order_of_their_places(void **state) {
  (void)state;
  assert_int_equal(source_location_compare(source_location_at(2, 3), source_location_at(2, 3)), 0);
  assert_true(source_location_compare(source_location_at(2, 9), source_location_at(3, 1)) < 0);
  assert_true(source_location_compare(source_location_at(3, 1), source_location_at(2, 9)) > 0);
  assert_true(source_location_compare(source_location_at(2, 3), source_location_at(2, 4)) < 0);
  assert_true(source_location_compare(source_location_at(2, 4), source_location_at(2, 3)) > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_keep_line_and_column),
      cmocka_unit_test(a_place_past_the_last_is_told_as_the_last),
      cmocka_unit_test(a_mark_moves_over_characters_and_lines),
      cmocka_unit_test(a_mark_stays_at_the_last_column_and_goes_on_with_the_next_line),
      cmocka_unit_test(marks_are_in_the_order_of_their_places),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
