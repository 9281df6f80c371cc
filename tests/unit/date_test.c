#include "text/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct date parse(const char *text) {
  struct date date = {0};
  if (!date_parse(view_of(text), false, &date)) fail_msg("\"%s\" was refused", text);
  return date;
}

static void assert_date(struct date date, enum date_precision precision, int year, int month, int day) {
  assert_int_equal(date.precision, precision);
  assert_int_equal(date.year, year);
  assert_int_equal(date.month, month);
  assert_int_equal(date.day, day);
}

static void assert_time(const char *text, int day, int hour, int minute, int second) {
  struct date date = parse(text);
  assert_int_equal(date.precision, DATE_TIME);
  assert_int_equal(date.day, day);
  assert_int_equal(date.hour, hour);
  assert_int_equal(date.minute, minute);
  assert_int_equal(date.second, second);
}

static void years_days_and_times_are_parsed(void **state) {
  (void)state;
  assert_date(parse("2021"), DATE_YEAR, 2021, 1, 1);
  assert_date(parse("0001"), DATE_YEAR, 1, 1, 1);
  assert_date(parse("2021-11-25"), DATE_DAY, 2021, 11, 25);
  assert_date(parse("2024-02-29"), DATE_DAY, 2024, 2, 29);
  assert_date(parse("2000-02-29"), DATE_DAY, 2000, 2, 29);
  assert_date(parse("9999-12-31"), DATE_DAY, 9999, 12, 31);
  assert_date(parse("2021-11-25T16:45"), DATE_TIME, 2021, 11, 25);
  assert_time("2021-11-25T16:45", 25, 16, 45, 0);
  assert_time("2021-11-25 16:45:30", 25, 16, 45, 30);
  assert_time("2021-11-25T16:45+07:00", 25, 16, 45, 0);
}

static void months_are_parsed(void **state) {
  (void)state;
  assert_date(parse("2025-10"), DATE_MONTH, 2025, 10, 1);
  struct date date = {0};
  assert_true(date_parse(VIEW("2025-10"), true, &date));
  assert_date(date, DATE_MONTH, 2025, 10, 31);
  assert_true(date_parse(VIEW("2024-02"), true, &date));
  assert_date(date, DATE_MONTH, 2024, 2, 29);
  assert_true(date_parse(VIEW("2023-02"), true, &date));
  assert_date(date, DATE_MONTH, 2023, 2, 28);
}

/* Other zones may be on another day, month and year. */
static void moments_are_taken_to_vietnam(void **state) {
  (void)state;
  assert_time("2021-11-25T00:00:00Z", 25, 7, 0, 0);
  assert_time("2021-11-25T16:59:59Z", 25, 23, 59, 59);
  assert_time("2021-11-25T17:00:00Z", 26, 0, 0, 0);
  assert_time("2021-11-25T23:59:59-03:30", 26, 10, 29, 59);
  assert_time("2021-11-25T16:45+14:00", 25, 9, 45, 0);
  assert_time("2021-11-25T06:59+14:00", 24, 23, 59, 0);
  assert_date(parse("2026-10-31T20:57:00.000Z"), DATE_TIME, 2026, 11, 1);
  assert_time("2026-10-31T20:57:00.000Z", 1, 3, 57, 0);
  assert_date(parse("2026-12-31T20:57Z"), DATE_TIME, 2027, 1, 1);
  assert_date(parse("2024-02-28T20:57Z"), DATE_TIME, 2024, 2, 29);
}

static void fractions_of_a_second_are_dropped(void **state) {
  (void)state;
  assert_time("2021-11-25T16:45:30.5", 25, 16, 45, 30);
  assert_time("2021-11-25T16:45:30.999999999", 25, 16, 45, 30);
  assert_time("2021-11-25 16:45:30.000+07:00", 25, 16, 45, 30);
}

static void a_date_lies_between_its_first_and_last_day(void **state) {
  (void)state;
  static const struct {
    const char *text, *first, *last;
  } rows[] = {{"2024", "2024-01-01", "2024-12-31"},
              {"2024-02", "2024-02-01", "2024-02-29"},
              {"2024-02-03", "2024-02-03", "2024-02-03"},
              {"2024-02-03T23:00", "2024-02-03", "2024-02-03"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (int end = 0; end < 2; end++) {
      struct date date = {0};
      assert_true(date_parse(view_of(rows[i].text), end == 1, &date));
      assert_int_equal(date_first_day_number(date), date_day_number(parse(rows[i].first)));
      assert_int_equal(date_last_day_number(date), date_day_number(parse(rows[i].last)));
      assert_int_equal(date_day_number(date),
                       end == 1 ? date_last_day_number(date) : date_first_day_number(date));
    }
}

static void end_of_a_year_is_its_last_day(void **state) {
  (void)state;
  struct date date = {0};
  assert_true(date_parse(VIEW("2021"), true, &date));
  assert_date(date, DATE_YEAR, 2021, 12, 31);
  assert_true(date_parse(VIEW("2021-11-25"), true, &date));
  assert_date(date, DATE_DAY, 2021, 11, 25);
}

static void all_else_is_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "",
      " ",
      "21",
      "202",
      "20211",
      "+2021",
      "-2021",
      "0000",
      "0000-01-01",
      "2021-",
      "2021-11-",
      "2021-11-2",
      "2021-1-25",
      "2021-00-10",
      "2021-13-01",
      "2021-11-00",
      "2021-11-31",
      "2021-02-29",
      "1900-02-29",
      "2021-11-25 ",
      " 2021-11-25",
      "2021/11/25",
      "25-11-2021",
      "25/11/2021",
      "2021-11-25T",
      "2021-11-25T16",
      "2021-11-25T16:",
      "2021-11-25T1645",
      "2021-11-25T24:00",
      "2021-11-25T16:60",
      "2021-11-25T16:45:",
      "2021-11-25T16:45:60",
      "2021-11-25T16:45:00.",
      "2021-11-25T16:45:00,5",
      "2021-11-25T16:45.5",
      "2021-11-25T16:45:00.5.5",
      "2021-11T16:45",
      "2021-13",
      "2021-00",
      "202111",
      "9999-12-31T23:00Z",
      "0001-01-01T00:00+14:00",
      "2021-11-25T16:45:00+",
      "2021-11-25T16:45+7",
      "2021-11-25T16:45+0700",
      "2021-11-25T16:45+07",
      "2021-11-25T16:45+07:60",
      "2021-11-25T16:45+14:01",
      "2021-11-25T16:45-15:00",
      "2021-11-25T16:45+07:00Z",
      "2021-11-25T16:45ZZ",
      "2021-11-25t16:45",
      "2021-11-25T16:45z",
      "2021-11-25  16:45",
      "2021-11-25 16:45 +07:00",
      "2021Z",
      "2021-11-25Z",
      "2021T16:45",
      "\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA1",
      "hôm nay",
  };
  struct date date = {.year = 1234};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    if (date_parse(view_of(wrong[i]), false, &date)) fail_msg("\"%s\" was taken for a date", wrong[i]);
  assert_false(date_parse((struct view){"2021\0", 5}, false, &date));
  assert_false(date_parse((struct view){NULL, 0}, false, &date));
  assert_int_equal(date.year, 1234); /* what is refused changes nothing */
}

static int month_days(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void every_day_has_its_number(void **state) {
  (void)state;
  int32_t number = -719162;
  for (int year = 1; year <= 9999; year++)
    for (int month = 1; month <= 12; month++)
      for (int day = 1; day <= month_days(year, month); day++, number++) {
        struct date date = date_of_day_number(number);
        if (date.precision != DATE_DAY || date.year != year || date.month != month || date.day != day ||
            date_day_number(date) != number)
          fail_msg("day %d is not %04d-%02d-%02d", (int)number, year, month, day);
      }
  assert_int_equal(number, 2932897);
}

static void known_day_numbers(void **state) {
  (void)state;
  assert_int_equal(date_day_number(parse("1970-01-01")), 0);
  assert_int_equal(date_day_number(parse("1969-12-31")), -1);
  assert_int_equal(date_day_number(parse("2000-03-01")), 11017);
  assert_int_equal(date_day_number(parse("2021-11-25")), 18956);
  assert_int_equal(date_day_number(parse("2021-11-25T23:59:59")), 18956);
  assert_int_equal(date_day_number(parse("2021-11-25T23:59:59-14:00")), 18957); /* in Vietnam */
  assert_int_equal(date_day_number(parse("2025-10")), date_day_number(parse("2025-10-01")));
}

static void days_beyond_the_calendar_are_no_date(void **state) {
  (void)state;
  static const int32_t beyond[] = {INT32_MIN, -719164, -719163, 2932897, INT32_MAX};
  for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++)
    assert_int_equal(date_of_day_number(beyond[i]).precision, DATE_NONE);
  static const int64_t seconds[] = {INT64_MIN, INT64_C(-62135622001), INT64_C(253402275600), INT64_MAX};
  for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
    assert_int_equal(date_of_seconds(seconds[i]).precision, DATE_NONE);
  assert_date(date_of_seconds(INT64_C(-62135622000)), DATE_TIME, 1, 1, 1);
  assert_date(date_of_seconds(INT64_C(253402275599)), DATE_TIME, 9999, 12, 31);
}

static void seconds_count_from_1970_in_utc(void **state) {
  (void)state;
  assert_int_equal(date_seconds(parse("1970-01-01T00:00Z")), 0);
  assert_int_equal(date_seconds(parse("1970-01-01T07:00")), 0);
  assert_int_equal(date_seconds(parse("1970-01-01")), -7 * 3600);
  assert_int_equal(date_seconds(parse("2021-11-25T16:45:00+07:00")), 1637833500);
  assert_int_equal(date_seconds(parse("2021-11-25T06:15:00-03:30")), 1637833500);
  assert_int_equal(date_seconds(parse("2021")), 1609434000);
}

static void moments_round_trip(void **state) {
  (void)state;
  unsigned seed = 42;
  for (int round = 0; round < 100000; round++) {
    int64_t seconds = INT64_C(-62135500000) + ((int64_t)rand_r(&seed) << 7) + rand_r(&seed) % 128;
    struct date date = date_of_seconds(seconds);
    assert_int_equal(date.precision, DATE_TIME);
    assert_true(date.hour < 24 && date.minute < 60 && date.second < 60);
    assert_int_equal(date_seconds(date), seconds);
  }
}

static void dates_compare_by_moment(void **state) {
  (void)state;
  static const char *const ascending[] = {
      "0001",
      "0001-01-02T00:00+14:00",
      "1975-04-30",
      "2021-01-01T00:01",
      "2021-11-25",
      "2021-11-25T16:45",
      "2021-11-25T17:46+08:00",
      "2021-11-25T10:00Z",
      "2021-11-26",
      "2022-01",
      "2022-01-02",
      "9999-12-31T23:59:59",
  };
  size_t count = sizeof ascending / sizeof *ascending;
  struct date none = {0};
  for (size_t i = 0; i < count; i++) {
    for (size_t j = i + 1; j < count; j++) {
      struct date a = parse(ascending[i]), b = parse(ascending[j]);
      if (date_compare(a, b) >= 0 || date_compare(b, a) <= 0)
        fail_msg("%s is not before %s", ascending[i], ascending[j]);
    }
    assert_true(date_compare(none, parse(ascending[i])) < 0);
    assert_true(date_compare(parse(ascending[i]), none) > 0);
  }
  assert_int_equal(date_compare(none, none), 0);
  assert_int_equal(date_compare(parse("2021-11-25T16:45"), parse("2021-11-25T09:45Z")), 0);
  assert_int_equal(date_compare(parse("2021"), parse("2021-01-01")), 0);
}

typedef void add_function(struct buffer *buffer, struct date date);

static void assert_written(add_function *add, struct date date, const char *expected) {
  struct buffer buffer = {0};
  buffer_add_byte(&buffer, '<');
  add(&buffer, date);
  struct view written = view_slice(buffer_view(&buffer), 1, SIZE_MAX);
  if (!view_equal_string(written, expected))
    fail_msg("wrote \"%.*s\" instead of \"%s\"", VIEW_FORMAT(written), expected);
  buffer_free(&buffer);
}

static void iso_is_as_precise_as_the_date(void **state) {
  (void)state;
  assert_written(date_add_iso, parse("2021"), "2021");
  assert_written(date_add_iso, parse("0042"), "0042");
  assert_written(date_add_iso, parse("2021-02-03"), "2021-02-03");
  assert_written(date_add_iso, parse("2021-11-25 16:45"), "2021-11-25T16:45:00+07:00");
  assert_written(date_add_iso, parse("2021-11-25T06:05:04-03:30"), "2021-11-25T16:35:04+07:00");
  assert_written(date_add_iso, parse("2021-11-25T06:05:04.5Z"), "2021-11-25T13:05:04+07:00");
  assert_written(date_add_iso, parse("2021-02"), "2021-02");
  assert_written(date_add_iso, (struct date){0}, "");
}

static void rfc3339_always_has_a_time(void **state) {
  (void)state;
  assert_written(date_add_rfc3339, parse("2021"), "2021-01-01T00:00:00+07:00");
  assert_written(date_add_rfc3339, parse("2021-02-03"), "2021-02-03T00:00:00+07:00");
  assert_written(date_add_rfc3339, parse("2021-11-25T06:05:04-03:30"), "2021-11-25T16:35:04+07:00");
  assert_written(date_add_rfc3339, (struct date){0}, "");
}

static void what_is_written_is_parsed_again(void **state) {
  (void)state;
  static const char *const texts[] = {"2021", "0001-01-01", "2021-11-25T16:45:09+07:00", "2025-10"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    assert_written(date_add_iso, parse(texts[i]), texts[i]);
}

static struct date_names *open_names(const char *language) {
  struct date_names *names = date_names_open(language);
  if (names == NULL) fail_msg("no names for \"%s\"", language);
  return names;
}

static void numbers_of_no_date_are_told(void **state) {
  (void)state;
  assert_true(date_is_sound((struct date){0}));
  assert_true(date_is_sound(parse("0001")));
  assert_true(date_is_sound(parse("9999-12-31")));
  assert_true(date_is_sound(parse("2025-10")));
  struct date date = parse("2021-11-25");
  date.month = 13;
  assert_false(date_is_sound(date));
  date = parse("2021-11-25");
  date.year = 10000;
  assert_false(date_is_sound(date));
  date.precision = DATE_TIME + 1;
  assert_false(date_is_sound(date));
}

static bool add_pattern(struct buffer *buffer, struct date date, struct view text,
                        const struct date_names *names) {
  struct arena arena = {0};
  struct date_pattern pattern;
  bool known = date_pattern_read(&pattern, text, names, &arena);
  if (known) date_add_pattern(buffer, date, &pattern);
  arena_free(&arena);
  return known;
}

static void assert_pattern(const struct date_names *names, const char *date, const char *pattern,
                           const char *expected) {
  struct buffer buffer = {0};
  if (!add_pattern(&buffer, parse(date), view_of(pattern), names))
    fail_msg("the pattern \"%s\" was refused", pattern);
  if (!view_equal_string(buffer_view(&buffer), expected))
    fail_msg("\"%s\" became \"%.*s\" instead of \"%s\"", pattern, VIEW_FORMAT(buffer_view(&buffer)),
             expected);
  buffer_free(&buffer);
}

static void patterns_in_vietnamese(void **state) {
  (void)state;
  struct date_names *names = open_names("vi");
  assert_pattern(names, "2021-11-25", "EEEE, d MMMM, y", "Thứ Năm, 25 tháng 11, 2021");
  assert_pattern(names, "2021-11-28", "EEEE", "Chủ Nhật");
  assert_pattern(names, "1945-09-02", "EEEE, 'ngày' dd/MM/y", "Chủ Nhật, ngày 02/09/1945");
  assert_pattern(names, "2021-02-03T04:05", "HH:mm 'ngày' d/M/y", "04:05 ngày 3/2/2021");
  assert_pattern(names, "2021-02-03T14:05", "H 'giờ' mm", "14 giờ 05");
  assert_pattern(names, "2021-02-03T04:05", "H", "4");
  assert_pattern(names, "2021-02-03", "HH:mm", "00:00");
  assert_pattern(names, "0042", "y", "42");
  assert_pattern(names, "2021-11-25", "d – M – y", "25 – 11 – 2021"); /* only ASCII letters are fields */
  date_names_close(names);
}

static void weekdays_before_1970(void **state) {
  (void)state;
  struct date_names *names = open_names("en");
  assert_pattern(names, "0001-01-01", "EEEE", "Monday");
  assert_pattern(names, "1969-12-31", "EEEE", "Wednesday");
  assert_pattern(names, "1969-12-28", "EEEE", "Sunday");
  assert_pattern(names, "9999-12-31", "EEEE", "Friday");
  assert_pattern(names, "2021-11-25", "d MMMM y", "25 November 2021");
  date_names_close(names);
}

static void quotes_in_patterns(void **state) {
  (void)state;
  assert_pattern(NULL, "2021", "''y''", "'2021'");
  assert_pattern(NULL, "2021", "'o''clock' y", "o'clock 2021");
  assert_pattern(NULL, "2021", "'''y'", "'y");
  assert_pattern(NULL, "2021", "'y'''", "y'");
  assert_pattern(NULL, "2021", "'a''b''c'", "a'b'c");
  assert_pattern(NULL, "2021", "", "");
}

static void other_patterns_are_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {"yy",  "yyyy", "ddd",   "MMM", "MMMMM",   "E",       "EEE", "h",
                                      "m",   "s",    "y G",   "d x", "Q",       "tháng M", "HHH", "'open",
                                      "y '", "'a''", "'a''b", "d'",  "y d MMM", "dMMy Z"};
  struct date_names *names = open_names("vi");
  struct buffer buffer = {0};
  buffer_add_string(&buffer, "before");
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    if (add_pattern(&buffer, parse("2021-11-25"), view_of(wrong[i]), names))
      fail_msg("the pattern \"%s\" was taken", wrong[i]);
  }
  assert_false(add_pattern(&buffer, parse("2021-11-25"), VIEW("MMMM"), NULL));
  assert_false(add_pattern(&buffer, parse("2021-11-25"), VIEW("EEEE"), NULL));
  assert_true(add_pattern(&buffer, (struct date){0}, VIEW("d/M/y"), names));
  assert_true(view_equal_string(buffer_view(&buffer), "before"));
  buffer_free(&buffer);
  date_names_close(names);
}

static void languages_that_are_unknown_have_no_names(void **state) {
  (void)state;
  assert_null(date_names_open("xx"));
  assert_null(date_names_open(""));
  assert_null(date_names_open("not a tag!"));
  date_names_close(NULL);
}

static void any_bytes_are_survived(void **state) {
  (void)state;
  static const char alphabet[] = "0123456789-:TZ+ 'ydMEHm\xE1\xBB\x87";
  struct date_names *names = open_names("vi");
  struct buffer buffer = {0}, iso = {0};
  unsigned seed = 3;
  int dates = 0, patterns = 0;
  for (int round = 0; round < 200000; round++) {
    char bytes[30] = "2021-11-25T16:45:00+07:00";
    size_t length = round % 2 == 0 ? strlen(bytes) : (size_t)rand_r(&seed) % sizeof bytes;
    for (int changes = round % 2 == 0 ? 1 + rand_r(&seed) % 2 : 30; changes > 0 && length > 0; changes--)
      bytes[(size_t)rand_r(&seed) % length] = alphabet[(size_t)rand_r(&seed) % (sizeof alphabet - 1)];
    struct view text = {bytes, length};
    struct date date = parse("2021-11-25");
    buffer_clear(&iso);
    if (date_parse(text, false, &date)) {
      dates++;
      date_add_iso(&iso, date);
      struct date again = {0};
      assert_true(date_parse(buffer_view(&iso), false, &again));
      assert_int_equal(date_compare(date, again), 0);
    }
    buffer_clear(&buffer);
    patterns += add_pattern(&buffer, date, text, names);
  }
  assert_true(dates > 100 && patterns > 100);
  buffer_free(&buffer);
  buffer_free(&iso);
  date_names_close(names);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(years_days_and_times_are_parsed),
      cmocka_unit_test(months_are_parsed),
      cmocka_unit_test(moments_are_taken_to_vietnam),
      cmocka_unit_test(fractions_of_a_second_are_dropped),
      cmocka_unit_test(a_date_lies_between_its_first_and_last_day),
      cmocka_unit_test(end_of_a_year_is_its_last_day),
      cmocka_unit_test(all_else_is_refused),
      cmocka_unit_test(every_day_has_its_number),
      cmocka_unit_test(known_day_numbers),
      cmocka_unit_test(days_beyond_the_calendar_are_no_date),
      cmocka_unit_test(seconds_count_from_1970_in_utc),
      cmocka_unit_test(moments_round_trip),
      cmocka_unit_test(dates_compare_by_moment),
      cmocka_unit_test(iso_is_as_precise_as_the_date),
      cmocka_unit_test(rfc3339_always_has_a_time),
      cmocka_unit_test(what_is_written_is_parsed_again),
      cmocka_unit_test(numbers_of_no_date_are_told),
      cmocka_unit_test(patterns_in_vietnamese),
      cmocka_unit_test(weekdays_before_1970),
      cmocka_unit_test(quotes_in_patterns),
      cmocka_unit_test(other_patterns_are_refused),
      cmocka_unit_test(languages_that_are_unknown_have_no_names),
      cmocka_unit_test(any_bytes_are_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
