#include "base/mark.h"
#include "fixture.h"

static void assert_mark(struct mark mark, unsigned line, unsigned column) {
  assert_int_equal(mark.line, line);
  assert_int_equal(mark.column, column);
}

static void marks_keep_line_and_column(void **state) {
  (void)state;
  assert_mark(mark_at(0, 0), 0, 0);
  assert_mark(mark_at(3, 17), 3, 17);
  assert_mark(mark_at(MARK_LAST_LINE, MARK_LAST_COLUMN), MARK_LAST_LINE, MARK_LAST_COLUMN);
}

static void a_place_past_the_last_is_told_as_the_last(void **state) {
  (void)state;
  assert_mark(mark_at(MARK_LAST_LINE + 1, 1), MARK_LAST_LINE, 1);
  assert_mark(mark_at(1, MARK_LAST_COLUMN + 1), 1, MARK_LAST_COLUMN);
  assert_mark(mark_at(SIZE_MAX, SIZE_MAX), MARK_LAST_LINE, MARK_LAST_COLUMN);
}

static void a_mark_moves_over_characters_and_lines(void **state) {
  (void)state;
  assert_mark(mark_behind(mark_at(4, 6), VIEW("")), 4, 6);
  assert_mark(mark_behind(mark_at(4, 6), VIEW("Nghệ")), 4, 10);
  assert_mark(mark_behind(mark_at(4, 6), VIEW("a\nđường\n")), 6, 1);
  assert_mark(mark_behind(mark_at(1, 1), VIEW("a\r\nđườ")), 2, 4);
}

static void a_mark_stays_at_the_last_column_and_goes_on_with_the_next_line(void **state) {
  (void)state;
  char text[MARK_LAST_COLUMN + 100];
  memset(text, 'x', sizeof text);
  assert_mark(mark_behind(mark_at(1, 1), (struct view){text, sizeof text}), 1, MARK_LAST_COLUMN);
  text[sizeof text - 3] = '\n';
  assert_mark(mark_behind(mark_at(1, 1), (struct view){text, sizeof text}), 2, 3);
}

static void marks_are_in_the_order_of_their_places(void **state) {
  (void)state;
  assert_int_equal(mark_compare(mark_at(2, 3), mark_at(2, 3)), 0);
  assert_true(mark_compare(mark_at(2, 9), mark_at(3, 1)) < 0);
  assert_true(mark_compare(mark_at(3, 1), mark_at(2, 9)) > 0);
  assert_true(mark_compare(mark_at(2, 3), mark_at(2, 4)) < 0);
  assert_true(mark_compare(mark_at(2, 4), mark_at(2, 3)) > 0);
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
