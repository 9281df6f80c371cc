#include "text/press_date.h"

#include "unit/fixture.h"

static void expect_day(const char *text, bool with_time, const char *expected) {
  struct buffer day = {0};
  enum press_date found = press_date_read(&day, view_of(text), with_time);
  if (found != (expected == NULL ? PRESS_DATE_NONE : PRESS_DATE_FOUND))
    fail_msg("%s is %d: %.*s", text, found, VIEW_FORMAT(buffer_view(&day)));
  if (expected != NULL && !view_equal_string(buffer_view(&day), expected))
    fail_msg("%s is %.*s, not %s", text, VIEW_FORMAT(buffer_view(&day)), expected);
  buffer_free(&day);
}

static void forms_of_the_press(void **state) {
  (void)state;
  static const struct {
    const char *text, *day;
  } forms[] = {
      {"25/11/2021", "2021-11-25"},
      {"5/1/2021", "2021-01-05"},
      {"25-11-2021", "2021-11-25"},
      {"25.11.2021", "2021-11-25"},
      {"25 / 11 / 2021", "2021-11-25"},
      {"25–11–2021", "2021-11-25"},
      {"31/5/23", "2023-05-31"},
      {"2021/11/25", "2021-11-25"},
      {"2021-1-5", "2021-01-05"},
      {"2021.11.25", "2021-11-25"},
      {"20211125", "2021-11-25"},
      {"16:45 25/11/2021", "2021-11-25T16:45"},
      {"25/11/2021 16:45", "2021-11-25T16:45"},
      {"25/11/2021, 16:45:30", "2021-11-25T16:45:30"},
      {"25/11/2021 - 16:45", "2021-11-25T16:45"},
      {"(09:49 | 02/06/2023)", "2023-06-02T09:49"},
      {"09:45 PM 29/06/2024", "2024-06-29T21:45"},
      {"12:05 AM 29/06/2024", "2024-06-29T00:05"},
      {"12:05 PM 29/06/2024", "2024-06-29T12:05"},
      {"8:05 SA 29/06/2024", "2024-06-29T08:05"},
      {"8:05 CH, 29/06/2024", "2024-06-29T20:05"},
      {"16h45 ngày 25/11/2021", "2021-11-25T16:45"},
      {"8h ngày 25/11/2021", "2021-11-25T08:00"},
      {"16 giờ 45 ngày 25/11/2021", "2021-11-25T16:45"},
      {"16 giờ 45 phút, ngày 25 tháng 11 năm 2021", "2021-11-25T16:45"},
      {"Thứ Năm, 25/11/2021, 16:45 (GMT+7)", "2021-11-25T16:45"},
      {"Thứ 5, ngày 25/11/2021", "2021-11-25"},
      {"Chủ nhật, 28/11/2021", "2021-11-28"},
      {"ngày 25 tháng 11 năm 2021", "2021-11-25"},
      {"Ngày 25 Tháng 11, 2021", "2021-11-25"},
      {"tháng 5/2023", "2023-05"},
      {"Tháng 5 năm 2023", "2023-05"},
      {"5/2023", "2023-05"},
      {"năm 2021", "2021"},
      {"25 Nov 2021", "2021-11-25"},
      {"November 25, 2021", "2021-11-25"},
      {"Nov 2021", "2021-11"},
      {"Cập nhật lúc 16:45, 25/11/2021", "2021-11-25T16:45"},
  };
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    expect_day(forms[i].text, true, forms[i].day);
}

static void a_time_is_left_out_where_none_belongs(void **state) {
  (void)state;
  expect_day("16:45 25/11/2021", false, "2021-11-25");
  expect_day("25/11/2021", false, "2021-11-25");
}

static void what_is_no_day_is_not_guessed(void **state) {
  (void)state;
  static const char *const none[] = {"",
                                     "hôm qua",
                                     "25/11",
                                     "11/25/2021/3",
                                     "45/11/2021",
                                     "2018-2022",
                                     "25/11/2021 26/11/2021",
                                     "1/2/345",
                                     "16:45",
                                     "12345",
                                     "25 tháng 11",
                                     "quý 3/2023",
                                     "đầu năm 2023",
                                     "16:45 17:45 2021",
                                     "x",
                                     "25/11/2021?",
                                     "2021 hoặc 2022",
                                     "999999999999999"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    expect_day(none[i], true, NULL);
}

static void days_beyond_the_calendar_are_told_apart(void **state) {
  (void)state;
  static const char *const beyond[] = {"31/2/2026", "2026-02-30", "31/4/2021", "29/2/2023"};
  for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
    struct buffer day = {0};
    assert_int_equal(press_date_read(&day, view_of(beyond[i]), true), PRESS_DATE_NO_DAY);
    buffer_free(&day);
  }
}

static void expect_found(const char *text, enum press_date expected, const char *day) {
  struct buffer written = {0};
  enum press_date found = press_date_read(&written, view_of(text), true);
  if (found != expected) fail_msg("%s: %d, not %d", text, (int)found, (int)expected);
  assert_view(buffer_view(&written), day);
  buffer_free(&written);
}

static void day_and_month_that_changed_places_are_told_apart(void **state) {
  (void)state;
  expect_found("2021-25-11", PRESS_DATE_SWAPPED, "2021-11-25");
  expect_found("11/25/2021", PRESS_DATE_SWAPPED, "2021-11-25");
  expect_found("2021-11-25", PRESS_DATE_FOUND, "2021-11-25");
  expect_found("2021-13", PRESS_DATE_NO_MONTH, "");
  expect_found("25/13/2021", PRESS_DATE_NO_MONTH, "");
}

static void expect_span(const char *text, const char *first, const char *last) {
  struct buffer begin = {0}, end = {0};
  if (press_date_read_span(&begin, &end, view_of(text)) != (first != NULL)) fail_msg("%s", text);
  if (first != NULL) {
    assert_view(buffer_view(&begin), first);
    assert_view(buffer_view(&end), last);
  }
  buffer_free(&begin);
  buffer_free(&end);
}

static void spans_are_two_days(void **state) {
  (void)state;
  expect_span("2018-2022", "2018", "2022");
  expect_span("2018 – 2022", "2018", "2022");
  expect_span("từ 2018 đến 2022", "2018", "2022");
  expect_span("giai đoạn 2018-2022", "2018", "2022");
  expect_span("01/2018-12/2022", "2018-01", "2022-12");
  expect_span("2018-03-26 - 2022-03-25", "2018-03-26", "2022-03-25");
  expect_span("26/3/2018 đến 25/3/2022", "2018-03-26", "2022-03-25");
  expect_span("2021-25", "2021", "2025");
  static const char *const none[] = {"2018",    "2021-11", "2021-11-25", "2022-2018", "2018-2018",
                                     "từ 2018", "-",       "",           "hôm qua"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    expect_span(none[i], NULL, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(forms_of_the_press),
      cmocka_unit_test(a_time_is_left_out_where_none_belongs),
      cmocka_unit_test(what_is_no_day_is_not_guessed),
      cmocka_unit_test(days_beyond_the_calendar_are_told_apart),
      cmocka_unit_test(day_and_month_that_changed_places_are_told_apart),
      cmocka_unit_test(spans_are_two_days),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
