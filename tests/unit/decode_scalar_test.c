#include "parse/front_matter/decode_scalar.h"

#include "schema/records.h"
#include "unit/fixture.h"

union value {
  struct text text;
  struct date_value date;
  struct integer_value integer;
  struct decimal_value decimal;
  struct boolean_value boolean;
  struct reference reference;
};

static const char *const kinds[] = {"signing", "review", "meeting", NULL};

/* The value of `key: YAML` on line 4. */
static bool decode(struct fixture *fixture, enum field_kind kind, const char *yaml, union value *value) {
  const struct field field = {.name = "key", .kind = kind, .choices = kinds};
  struct view text = arena_format(&fixture->arena, "key: %s\n", yaml);
  struct yaml_reader reader;
  memset(value, 0, sizeof *value);
  assert_true(yaml_reader_open(&reader, text, VIEW("a.md"), 4, &fixture->arena, &fixture->diagnostics));
  assert_true(yaml_reader_next(&reader) && yaml_reader_next(&reader));
  assert_int_equal(yaml_reader_type(&reader), YAML_SCALAR_EVENT);
  bool good = decode_scalar(&reader, &field, value);
  assert_int_equal(yaml_reader_type(&reader), YAML_SCALAR_EVENT);
  yaml_reader_close(&reader);
  return good;
}

static union value takes(struct fixture *fixture, enum field_kind kind, const char *yaml) {
  union value value;
  if (!decode(fixture, kind, yaml, &value)) {
    print_diagnostics(&fixture->diagnostics);
    fail_msg("%s is not taken", yaml);
  }
  expect_count(fixture, 0);
  return value;
}

/* It is refused with the code and the written value in the message. */
static union value refuses(struct fixture *fixture, enum field_kind kind, const char *yaml, const char *code,
                           const char *part) {
  union value value;
  if (decode(fixture, kind, yaml, &value)) fail_msg("%s is taken", yaml);
  expect(fixture, SEVERITY_ERROR, code, "a.md", 4, 6, part);
  expect_only(fixture, SEVERITY_ERROR, code, "a.md", 4, 6, "key: ");
  return value;
}

static void takes_text(struct fixture *fixture, enum field_kind kind, const char *yaml,
                       const char *expected) {
  union value value = takes(fixture, kind, yaml);
  assert_view(text_view(value.text), expected);
  assert_int_equal(value.text.location.line, 4);
  assert_int_equal(value.text.location.column, 6);
}

static void refuses_text(struct fixture *fixture, enum field_kind kind, const char *yaml, const char *code,
                         const char *part) {
  union value value = refuses(fixture, kind, yaml, code, part);
  assert_null(value.text.data);
  assert_int_equal(value.text.length, 0);
}

static void texts_are_taken_without_white_space_at_the_ends(void **state) {
  struct fixture *fixture = *state;
  takes_text(fixture, FIELD_TEXT, "Thỏa thuận", "Thỏa thuận");
  takes_text(fixture, FIELD_TEXT, "\" a  b \\n\"", "a  b");
  takes_text(fixture, FIELD_TEXT, "2021", "2021");
  takes_text(fixture, FIELD_TEXT, "true", "true");
  takes_text(fixture, FIELD_TEXT, "''", "");
  takes_text(fixture, FIELD_TEXT, "\"a\\tb\\nc\"", "a\tb\nc");
  takes_text(fixture, FIELD_TEXTS, "' /cu/ '", "/cu/");
}

/* A page or a feed with such a character could not be read. */
static void characters_that_are_no_text_are_refused(void **state) {
  struct fixture *fixture = *state;
  static const char *const bad[] = {"\"a\\x01b\"",   "\"a\\0b\"",   "\"\\e[31m\"",   "\"\\x7f\"",
                                    "\"a\\uFFFEb\"", "\"\\uFFFF\"", "\"\\x85\\x9b\""};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    refuses_text(fixture, FIELD_TEXT, bad[i], "invalid-character", "character");
    refuses_text(fixture, FIELD_TEXTS, bad[i], "invalid-character", "character");
  }
  refuses_text(fixture, FIELD_URL, "\"https://e.vn/\\uFFFE\"", "invalid-character", "character");
  takes_text(fixture, FIELD_TEXT, "\"\\uFFFD \\u2014 \\U0001F600\"",
             "\xef\xbf\xbd \xe2\x80\x94 \xf0\x9f\x98\x80");
}

static void addresses_of_the_web_are_whole(void **state) {
  struct fixture *fixture = *state;
  static const char *const good[] = {"https://example.vn", "http://example.vn/a?b=c&d=%20#e",
                                     "https://ví-dụ.vn/đường"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    takes_text(fixture, FIELD_URL, good[i], good[i]);
  static const char *const bad[] = {
      "ftp://example.vn", "javascript:alert(1)", "https://",          "https:///x",
      "http:///x",        "/gioi-thieu/",        "'https://a b'",     "'https://a\"b'",
      "'https://a<b'",    "'https://a\\b'",      "\"https://a\\nb\"", "''",
      "'https://a{b}'",   "\" https://a\"",      "'https://a`b'",     "//example.vn"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    refuses_text(fixture, FIELD_URL, bad[i], "bad-url", "is no web address");
}

static void paths_are_on_this_site_or_whole_addresses(void **state) {
  struct fixture *fixture = *state;
  static const char *const good[] = {"/", "/gioi-thieu/", "/a/b.html", "https://example.vn/x"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    takes_text(fixture, FIELD_PATH, good[i], good[i]);
  static const char *const bad[] = {
      "gioi-thieu/", "//example.vn",        "/../x", "/a/./b",       "/a//b", "/.git/x", "'/a\\b'",
      "''",          "mailto:a@example.vn", "/..",   "javascript:x", "///"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    refuses_text(fixture, FIELD_PATH, bad[i], "bad-path", "is neither a path on this site");
  refuses_text(fixture, FIELD_PATH, "https:///x", "bad-url", "is no web address");
}

static void media_stay_below_their_folder(void **state) {
  struct fixture *fixture = *state;
  takes_text(fixture, FIELD_MEDIA, "photos/2021/lễ ký.jpg", "photos/2021/lễ ký.jpg");
  takes_text(fixture, FIELD_MEDIA, "a..b/c.", "a..b/c.");
  static const char *const bad[] = {"/etc/passwd", "../x", "a/../b", "a/..", "a//b", "a/",
                                    "'a\\b'",      "''",   ".a",     "./a",  "."};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    refuses_text(fixture, FIELD_MEDIA, bad[i], "bad-path", "is no path below media/");
  struct buffer path = {0};
  for (size_t i = 0; i < 1024; i++)
    buffer_add_byte(&path, 'a');
  buffer_add_byte(&path, '\0');
  takes_text(fixture, FIELD_MEDIA, path.data, path.data);
  path.data[1024] = 'a';
  buffer_add_byte(&path, '\0');
  refuses_text(fixture, FIELD_MEDIA, path.data, "bad-path", "is no path below media/");
  buffer_free(&path);
}

static void choices_are_exact_and_suggested(void **state) {
  struct fixture *fixture = *state;
  takes_text(fixture, FIELD_CHOICE, "review", "review");
  refuses_text(fixture, FIELD_CHOICE, "reveiw", "unknown-choice",
               "key: \"reveiw\" is none of: signing, review, meeting; did you mean \"review\"?");
  refuses_text(fixture, FIELD_CHOICE, "xylophone", "unknown-choice",
               "key: \"xylophone\" is none of: signing, review, meeting");
  refuses_text(fixture, FIELD_CHOICE, "Review", "unknown-choice", "did you mean \"review\"?");
  refuses_text(fixture, FIELD_CHOICE, "''", "unknown-choice", "is none of");
}

/* Of one of an entry's own fields, which have labels. */
static void refuses_choice(struct fixture *fixture, const struct record_type *type, const char *name,
                           const char *yaml, const char *part) {
  struct view text = arena_format(&fixture->arena, "%s: %s\n", name, yaml);
  struct text value = {0};
  struct yaml_reader reader;
  assert_true(yaml_reader_open(&reader, text, VIEW("a.md"), 4, &fixture->arena, &fixture->diagnostics));
  assert_true(yaml_reader_next(&reader) && yaml_reader_next(&reader));
  assert_false(decode_scalar(&reader, record_type_find(type, view_of(name)), &value));
  yaml_reader_close(&reader);
  expect_only(fixture, SEVERITY_ERROR, "unknown-choice", "a.md", 4, (uint32_t)strlen(name) + 3, part);
}

static void choices_are_known_by_their_labels(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *field, *yaml, *part;
  } cases[] = {
      {"level", "tỉnh", "central (trung ương), province (tỉnh), "},
      {"level", "tỉnh", "did you mean \"province\"?"},
      {"level", "Cấp tỉnh", "did you mean \"province\"?"},
      {"level", "tinhr", "did you mean \"province\"?"},
      {"level", "thành phố", "did you mean \"city\"?"},
      {"kind", "sở", "did you mean \"department\"?"},
      {"kind", "Bộ", "did you mean \"ministry\"?"},
      {"kind", "công đoàn", "did you mean \"union\"?"},
      {"kind", "UBND", "peoples-committee (ủy ban nhân dân), "},
      {"kind", "ủy ban", "did you mean \"peoples-committee\"?"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    refuses_choice(fixture, &organization_type, cases[i].field, cases[i].yaml, cases[i].part);
  refuses_choice(fixture, &agreement_type, "review", "hằng năm", "did you mean \"annual\"?");
  refuses_choice(fixture, &former_name_type, "kind", "sở", "did you mean \"department\"?");
}

static void addresses_whose_beginning_is_mistyped_are_offered(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *written, *meant;
  } cases[] = {
      {"htps://a.vn/b", "https://a.vn/b"},  {"hhtp://a.vn/b", "http://a.vn/b"},
      {"https:/a.vn/b", "https://a.vn/b"},  {"https//:a.vn/b", "https://a.vn/b"},
      {"https//a.vn/b", "https://a.vn/b"},  {"https:a.vn", "https://a.vn"},
      {"HTTPS://a.vn/b", "https://a.vn/b"}, {"https;//a.vn/b", "https://a.vn/b"},
      {"https:\\\\a.vn", "https://a.vn"},   {"https://https://a.vn", "https://a.vn"},
      {"ttps://a.vn", "https://a.vn"},      {"https:// a.vn/b", "https://a.vn/b"},
      {"bao.a.vn/b", "https://bao.a.vn/b"}, {"a.gov.vn", "https://a.gov.vn"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    refuses_text(fixture, FIELD_URL, cases[i].written, "bad-url",
                 arena_format(&fixture->arena, "; write %s", cases[i].meant).data);
  refuses_text(fixture, FIELD_PATH, "a.vn/b", "bad-url", "; write https://a.vn/b");
  static const char *const none[] = {"le-ky.pdf", "ftp://a.vn/b", "a@b.vn", "hello",         "https://",
                                     "1.2.3",     "a..vn",        "v.v",    "Bao Tien Phong"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    refuses_text(fixture, FIELD_URL, none[i], "bad-url", "is no web address");
}

static void takes_day(struct fixture *fixture, enum field_kind kind, const char *yaml, int year, int month,
                      int day) {
  struct date_value value = takes(fixture, kind, yaml).date;
  assert_int_equal(value.value.year, year);
  assert_int_equal(value.value.month, month);
  assert_int_equal(value.value.day, day);
  assert_int_equal(value.location.line, 4);
  assert_int_equal(value.location.column, 6);
}

static void refuses_date(struct fixture *fixture, enum field_kind kind, const char *yaml, const char *part) {
  union value value = refuses(fixture, kind, yaml, "bad-date", part);
  assert_int_equal(value.date.value.precision, DATE_NONE);
  assert_int_equal(value.date.value.year, 0);
}

static void dates_that_are_nearly_one_are_told_by_their_cause(void **state) {
  struct fixture *fixture = *state;
  refuses_date(fixture, FIELD_WHEN, "2021-25-11", "write the year, the month and then the day: 2021-11-25");
  refuses_date(fixture, FIELD_DATE, "2021-25-11", "day and month have changed places");
  refuses_date(fixture, FIELD_DATE, "2021-13", "the year has twelve months; correct the month");
  refuses_date(fixture, FIELD_DATE, "2021-11", "names no day");
  refuses_date(fixture, FIELD_DATE, "2021-11-25T25:00", "no time of a day; write it like 2021-11-25T16:45");
  refuses_date(
      fixture, FIELD_WHEN, "2018-2022",
      "is a span of time, and only one date belongs here; write the one that is meant, like key: 2018");
  refuses_date(fixture, FIELD_START, "từ 2018 đến 2022", "is a span of time");
}

static void dates_are_days_or_moments(void **state) {
  struct fixture *fixture = *state;
  takes_day(fixture, FIELD_DATE, "2021-11-25", 2021, 11, 25);
  takes_day(fixture, FIELD_DATE, "2021-11-25T16:45", 2021, 11, 25);
  takes_day(fixture, FIELD_DATE, "'2021-11-25 '", 2021, 11, 25);
  takes_day(fixture, FIELD_DATE, "2026-10-31T20:57:00.000Z", 2026, 11, 1);
  static const char *const bad[] = {"hôm nay", "''", "quý 3/2021"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    refuses_date(fixture, FIELD_DATE, bad[i], "write the day like 2021-11-25");
  refuses_date(fixture, FIELD_DATE, "2021-02-29", "the calendar has no such day");
  refuses_date(fixture, FIELD_DATE, "31/4/2021", "the calendar has no such day");
  refuses_date(fixture, FIELD_DATE, "25/11/2021", "; write 2021-11-25");
  refuses_date(fixture, FIELD_DATE, "16:45 25/11/2021", "; write 2021-11-25T16:45");
}

static void what_is_known_of_a_day_will_do(void **state) {
  struct fixture *fixture = *state;
  takes_day(fixture, FIELD_WHEN, "2021", 2021, 1, 1);
  takes_day(fixture, FIELD_WHEN, "2021-11", 2021, 11, 1);
  takes_day(fixture, FIELD_WHEN, "2021-11-25", 2021, 11, 25);
  takes_day(fixture, FIELD_WHEN, "2021-11-25T16:45", 2021, 11, 25);
  assert_int_equal(takes(fixture, FIELD_WHEN, "2021-11").date.value.precision, DATE_MONTH);
  static const char *const bad[] = {"tháng 11", "11/21"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    refuses_date(fixture, FIELD_WHEN, bad[i], "or a month like 2021-11");
  refuses_date(fixture, FIELD_WHEN, "11/2021", "; write 2021-11");
  refuses_date(fixture, FIELD_WHEN, "2021-11T16:45", "; write 2021-11");
  refuses_date(fixture, FIELD_WHEN, "2021-11-31", "the calendar has no such day");
}

static void years_mean_their_first_or_last_day(void **state) {
  struct fixture *fixture = *state;
  takes_day(fixture, FIELD_START, "2021", 2021, 1, 1);
  takes_day(fixture, FIELD_END, "2021", 2021, 12, 31);
  takes_day(fixture, FIELD_START, "2021-11", 2021, 11, 1);
  takes_day(fixture, FIELD_END, "2021-11", 2021, 11, 30);
  takes_day(fixture, FIELD_END, "2024-02", 2024, 2, 29);
  takes_day(fixture, FIELD_END, "2024-02-29", 2024, 2, 29);
  static const char *const bad[] = {"21", "0000", "10000", "-1"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    refuses_date(fixture, FIELD_START, bad[i], "or a month like 2021-11 or a year like 2021");
    refuses_date(fixture, FIELD_END, bad[i], "or a month like 2021-11 or a year like 2021");
  }
  static const char *const times[] = {"2021-11-25T16:45", "16:45 25/11/2021"};
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    refuses_date(fixture, FIELD_START, times[i], "; write 2021-11-25");
    refuses_date(fixture, FIELD_END, times[i], "; write 2021-11-25");
  }
}

static void integers_are_whole_and_not_negative(void **state) {
  struct fixture *fixture = *state;
  assert_int_equal(takes(fixture, FIELD_INTEGER, "0").integer.value, 0);
  assert_int_equal(takes(fixture, FIELD_INTEGER, "'050'").integer.value, 50);
  assert_int_equal(takes(fixture, FIELD_INTEGER, "999999999999999").integer.value, 999999999999999);
  static const char *const bad[] = {
      "-1", "+1", "1.0", "0x10", "1e3", "''", "một", "1 000", "1000000000000000"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_int_equal(refuses(fixture, FIELD_INTEGER, bad[i], "bad-number", "no whole number").integer.value,
                     0);
}

static void decimals_have_a_point_and_no_exponent(void **state) {
  struct fixture *fixture = *state;
  assert_true(takes(fixture, FIELD_DECIMAL, "21.0278").decimal.value == 21.0278);
  assert_true(takes(fixture, FIELD_DECIMAL, "-105.5").decimal.value == -105.5);
  assert_true(takes(fixture, FIELD_DECIMAL, "7").decimal.value == 7);
  static const char *const bad[] = {"''",  "'-'",   "'.5'", "1,5",   "1e3", "nan",
                                    "inf", "1.2.3", "+1",   "0x1p3", "--1", "123456789012345678901"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_true(refuses(fixture, FIELD_DECIMAL, bad[i], "bad-number", "is no number").decimal.value == 0);
}

static void booleans_are_true_or_false(void **state) {
  struct fixture *fixture = *state;
  assert_true(takes(fixture, FIELD_BOOLEAN, "true").boolean.value);
  assert_false(takes(fixture, FIELD_BOOLEAN, "false").boolean.value);
  static const char *const bad[] = {"yes", "True", "1", "on", "''"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(
        refuses(fixture, FIELD_BOOLEAN, bad[i], "wrong-type", "neither true nor false").boolean.value);
}

static void references_keep_the_id_as_it_is_written(void **state) {
  struct fixture *fixture = *state;
  union value value = takes(fixture, FIELD_REFERENCE, "ctph-4286");
  assert_view(text_view(reference_id(value.reference)), "ctph-4286");
  assert_int_equal(value.reference.location.column, 6);
  value = takes(fixture, FIELD_REFERENCES, "Nghệ An");
  assert_view(text_view(reference_id(value.reference)), "Nghệ An");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(texts_are_taken_without_white_space_at_the_ends),
      FIXTURE_TEST(characters_that_are_no_text_are_refused),
      FIXTURE_TEST(addresses_of_the_web_are_whole),
      FIXTURE_TEST(paths_are_on_this_site_or_whole_addresses),
      FIXTURE_TEST(media_stay_below_their_folder),
      FIXTURE_TEST(choices_are_exact_and_suggested),
      FIXTURE_TEST(choices_are_known_by_their_labels),
      FIXTURE_TEST(addresses_whose_beginning_is_mistyped_are_offered),
      FIXTURE_TEST(dates_that_are_nearly_one_are_told_by_their_cause),
      FIXTURE_TEST(dates_are_days_or_moments),
      FIXTURE_TEST(what_is_known_of_a_day_will_do),
      FIXTURE_TEST(years_mean_their_first_or_last_day),
      FIXTURE_TEST(integers_are_whole_and_not_negative),
      FIXTURE_TEST(decimals_have_a_point_and_no_exponent),
      FIXTURE_TEST(booleans_are_true_or_false),
      FIXTURE_TEST(references_keep_the_id_as_it_is_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
