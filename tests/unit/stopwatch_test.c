#include "base/stopwatch.h"

#include "unit/fixture.h"

static void wait_for(double seconds) {
  double start = stopwatch_clock();
  while (stopwatch_clock() - start < seconds)
    continue;
}

static void laps_stand_in_their_order_and_fill_the_time(void **state) {
  (void)state;
  struct stopwatch stopwatch;
  stopwatch_start(&stopwatch);
  wait_for(0.002);
  stopwatch_lap(&stopwatch, "one");
  stopwatch_lap(&stopwatch, "two");
  wait_for(0.001);
  stopwatch_lap(&stopwatch, "one");
  assert_int_equal(stopwatch.count, 2);
  assert_string_equal(stopwatch.laps[0].name, "one");
  assert_string_equal(stopwatch.laps[1].name, "two");
  assert_true(stopwatch.laps[0].seconds >= 0.003);
  double sum = stopwatch.laps[0].seconds + stopwatch.laps[1].seconds,
         total = stopwatch.last - stopwatch.start;
  assert_true(sum - total < 1e-9 && total - sum < 1e-9);
  assert_true(stopwatch_seconds(&stopwatch) >= total);
}

static void what_is_too_much_goes_to_the_last(void **state) {
  (void)state;
  static const char names[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  struct stopwatch stopwatch;
  stopwatch_start(&stopwatch);
  for (size_t i = 0; names[i] != '\0'; i++)
    stopwatch_lap(&stopwatch, names + i);
  assert_int_equal(stopwatch.count, STOPWATCH_LAPS);
  assert_string_equal(stopwatch.laps[STOPWATCH_LAPS - 1].name, names + STOPWATCH_LAPS - 1);
}

static void without_a_stopwatch_nothing_is_measured(void **state) {
  (void)state;
  stopwatch_lap(NULL, "one");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(laps_stand_in_their_order_and_fill_the_time),
      cmocka_unit_test(what_is_too_much_goes_to_the_last),
      cmocka_unit_test(without_a_stopwatch_nothing_is_measured),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
