#include "parse/front_matter/yaml.h"

#include "unit/fixture.h"

static bool open_at(struct fixture *fixture, struct yaml_reader *reader, struct view text, uint32_t line) {
  return yaml_reader_open(reader, text, VIEW("a.yaml"), line, &fixture->arena, &fixture->diagnostics);
}

/* Reads to the end; how many events there were, or SIZE_MAX at an error. */
static size_t read_all(struct fixture *fixture, struct view text) {
  struct yaml_reader reader;
  size_t events = 0;
  if (open_at(fixture, &reader, text, 1)) {
    do
      events++;
    while (yaml_reader_next(&reader) && yaml_reader_type(&reader) != YAML_STREAM_END_EVENT);
  }
  bool failed = reader.failed;
  if (failed) assert_false(yaml_reader_next(&reader));
  yaml_reader_close(&reader);
  return failed ? SIZE_MAX : events;
}

static void refuses(struct fixture *fixture, const char *text, const char *code, uint32_t line,
                    uint32_t column, const char *part) {
  assert_true(read_all(fixture, view_of(text)) == SIZE_MAX);
  expect_only(fixture, SEVERITY_ERROR, code, "a.yaml", line, column, part);
}

static void reads_events_with_places(void **state) {
  struct fixture *fixture = *state;
  struct yaml_reader reader;
  assert_true(open_at(fixture, &reader, VIEW("ký: [a, 'b']\nđ: \"x\\ty\"\n"), 5));
  static const struct {
    yaml_event_type_t type;
    uint32_t line, column;
    const char *scalar;
  } events[] = {
      {YAML_MAPPING_START_EVENT, 5, 1, NULL},  {YAML_SCALAR_EVENT, 5, 1, "ký"},
      {YAML_SEQUENCE_START_EVENT, 5, 5, NULL}, {YAML_SCALAR_EVENT, 5, 6, "a"},
      {YAML_SCALAR_EVENT, 5, 9, "b"},          {YAML_SEQUENCE_END_EVENT, 5, 12, NULL},
      {YAML_SCALAR_EVENT, 6, 1, "đ"},          {YAML_SCALAR_EVENT, 6, 4, "x\ty"},
      {YAML_MAPPING_END_EVENT, 7, 1, NULL},    {YAML_DOCUMENT_END_EVENT, 7, 1, NULL},
  };
  for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
    assert_int_equal(yaml_reader_type(&reader), events[i].type);
    assert_int_equal(yaml_reader_location(&reader).line, events[i].line);
    assert_int_equal(yaml_reader_location(&reader).column, events[i].column);
    if (events[i].scalar != NULL) assert_view(yaml_reader_scalar(&reader), events[i].scalar);
    assert_true(yaml_reader_next(&reader));
  }
  assert_int_equal(yaml_reader_type(&reader), YAML_STREAM_END_EVENT);
  yaml_reader_close(&reader);
  expect_count(fixture, 0);
}

static void a_scalar_outlives_the_reader(void **state) {
  struct fixture *fixture = *state;
  struct yaml_reader reader;
  char text[] = "value";
  assert_true(open_at(fixture, &reader, view_of(text), 1));
  struct view scalar = yaml_reader_scalar(&reader);
  yaml_reader_close(&reader);
  memset(text, 'x', 5);
  assert_view(scalar, "value");
}

static void nothing_in_it_is_no_error(void **state) {
  struct fixture *fixture = *state;
  static const char *const empty[] = {"", "\n\n", "# a comment\n", "  \n"};
  for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
    struct yaml_reader reader;
    assert_false(open_at(fixture, &reader, view_of(empty[i]), 1));
    assert_false(reader.failed);
    yaml_reader_close(&reader);
  }
  struct yaml_reader reader;
  assert_false(open_at(fixture, &reader, (struct view){NULL, 0}, 1));
  yaml_reader_close(&reader);
  expect_count(fixture, 0);
}

static void aliases_and_anchors_are_refused(void **state) {
  struct fixture *fixture = *state;
  refuses(fixture, "a: 1\nb: *x\n", "yaml-alias", 2, 4, "aliases (*name)");
  refuses(fixture, "a: &x 1\n", "yaml-alias", 1, 4, "anchors (&name)");
  refuses(fixture, "a:\n  - &x [1]\n", "yaml-alias", 2, 5, "anchors (&name)");
  refuses(fixture, "a: &x {b: 1}\n", "yaml-alias", 1, 4, "anchors (&name)");
  refuses(fixture, "<<: *base\n", "yaml-alias", 1, 5, "aliases (*name)");
  assert_int_equal(read_all(fixture, VIEW("a: '*x'\nb: \"&x\"\nc: R&D\nd: 2*3\n")), 11);
  expect_count(fixture, 0);
}

/* `levels` lists within each other. */
static struct view nested(struct buffer *buffer, size_t levels) {
  buffer_clear(buffer);
  for (size_t i = 0; i < levels; i++)
    buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < levels; i++)
    buffer_add_byte(buffer, ']');
  return buffer_view(buffer);
}

static void nesting_is_bounded(void **state) {
  struct fixture *fixture = *state;
  struct buffer buffer = {0};
  assert_true(read_all(fixture, nested(&buffer, YAML_DEPTH_LIMIT)) != SIZE_MAX);
  expect_count(fixture, 0);
  assert_true(read_all(fixture, nested(&buffer, YAML_DEPTH_LIMIT + 1)) == SIZE_MAX);
  expect_only(fixture, SEVERITY_ERROR, "yaml-limit", "a.yaml", 1, 33, "nested too deep");
  double start = used_seconds();
  assert_true(read_all(fixture, nested(&buffer, 1000000)) == SIZE_MAX);
  expect_only(fixture, SEVERITY_ERROR, "yaml-limit", "a.yaml", 1, 33, "nested too deep");
  buffer_clear(&buffer);
  for (size_t i = 0; i < 500000; i++)
    buffer_add_string(&buffer, "- ");
  assert_true(read_all(fixture, buffer_view(&buffer)) == SIZE_MAX);
  expect_only(fixture, SEVERITY_ERROR, "yaml-limit", "a.yaml", 1, 65, "nested too deep");
  assert_true(used_seconds() - start < 5);
  buffer_free(&buffer);
}

static void depth_counts_what_is_open_only(void **state) {
  struct fixture *fixture = *state;
  struct buffer buffer = {0};
  for (size_t i = 0; i < 100; i++)
    buffer_add_string(&buffer, "- [[{a: [1]}]]\n");
  assert_true(read_all(fixture, buffer_view(&buffer)) != SIZE_MAX);
  expect_count(fixture, 0);
  buffer_free(&buffer);
}

static void size_is_bounded(void **state) {
  struct fixture *fixture = *state;
  struct buffer buffer = {0};
  buffer_add_string(&buffer, "a: x\n#");
  while (buffer.length < YAML_SIZE_LIMIT)
    buffer_add_byte(&buffer, '.');
  assert_int_equal(read_all(fixture, buffer_view(&buffer)), 5);
  expect_count(fixture, 0);
  buffer_add_byte(&buffer, '.');
  struct yaml_reader reader;
  assert_false(open_at(fixture, &reader, buffer_view(&buffer), 7));
  assert_true(reader.failed);
  yaml_reader_close(&reader);
  expect_only(fixture, SEVERITY_ERROR, "yaml-limit", "a.yaml", 7, 1, "4 MiB");
  buffer_free(&buffer);
}

static void the_number_of_values_is_bounded(void **state) {
  struct fixture *fixture = *state;
  struct buffer buffer = {0};
  buffer_add_string(&buffer, "[");
  for (size_t i = 0; i < YAML_EVENT_LIMIT; i++)
    buffer_add_string(&buffer, i % 1000 == 999 ? "1,\n" : "1,");
  buffer_add_string(&buffer, "]");
  assert_true(buffer.length < YAML_SIZE_LIMIT);
  assert_true(read_all(fixture, buffer_view(&buffer)) == SIZE_MAX);
  expect_count(fixture, 1);
  assert_string_equal(fixture->diagnostics.items[0].code, "yaml-limit");
  assert_contains(english_of(&fixture->diagnostics.items[0]), "more than a million");
  assert_true(fixture->diagnostics.items[0].location.line >= 999);
  buffer_free(&buffer);
}

static void broken_yaml_is_told_once_at_its_place(void **state) {
  struct fixture *fixture = *state;
  refuses(fixture, "a: 1\ntitle: x: y\n", "yaml-syntax", 2, 9, "a text with a colon needs quotes");
  refuses(fixture, "a:\n\t- b\n", "yaml-syntax", 2, 1, "indent with blanks");
  refuses(fixture, "a: [1, 2\nb: 3\n", "yaml-syntax", 1, 4, "bracket [");
  refuses(fixture, "a: \"x\nb: 3\n", "yaml-syntax", 1, 4, "quote \" that begins here");
  refuses(fixture, "a: 1\n b: 2\n", "yaml-syntax", 2, 2, "column 1");
  refuses(fixture, "- a\nb: 1\n", "yaml-syntax", 2, 1, "can't be read");
}

static void what_yaml_does_not_allow_is_told_at_its_place(void **state) {
  struct fixture *fixture = *state;
  refuses(fixture, "a: 1\nđó: x\x01y\n", "yaml-syntax", 2, 6, "control character");
  refuses(fixture, "a: x\x7fy\n", "yaml-syntax", 1, 5, "control character");
}

static void lines_count_from_the_first(void **state) {
  struct fixture *fixture = *state;
  struct yaml_reader reader;
  assert_true(open_at(fixture, &reader, VIEW("a: 1\r\nb: *x\r\n"), 12));
  while (yaml_reader_next(&reader))
    continue;
  yaml_reader_close(&reader);
  expect_only(fixture, SEVERITY_ERROR, "yaml-alias", "a.yaml", 13, 4, "aliases");
}

static void skipping_passes_any_value(void **state) {
  struct fixture *fixture = *state;
  struct yaml_reader reader;
  assert_true(open_at(fixture, &reader, VIEW("[{a: [1, {b: 2}], c: 3}, [], x, end]"), 1));
  assert_true(yaml_reader_next(&reader));
  for (size_t i = 0; i < 3; i++)
    assert_true(yaml_reader_skip(&reader));
  assert_view(yaml_reader_scalar(&reader), "end");
  yaml_reader_close(&reader);
  assert_true(open_at(fixture, &reader, VIEW("[a, {b: *c}]"), 1));
  assert_false(yaml_reader_skip(&reader));
  yaml_reader_close(&reader);
  expect_only(fixture, SEVERITY_ERROR, "yaml-alias", "a.yaml", 1, 9, "aliases");
}

static void null_is_plain_and_empty_tilde_or_null(void **state) {
  struct fixture *fixture = *state;
  struct yaml_reader reader;
  assert_true(open_at(fixture, &reader, VIEW("[~, null, '~', \"null\", '', none, nullx, [], ~]"), 1));
  static const bool expected[] = {true, true, false, false, false, false, false, false, false, true};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    assert_true(yaml_reader_next(&reader));
    assert_int_equal(yaml_reader_is_null(&reader), expected[i]);
  }
  yaml_reader_close(&reader);
  assert_true(open_at(fixture, &reader, VIEW("a:\n"), 1));
  assert_true(yaml_reader_next(&reader) && yaml_reader_next(&reader));
  assert_true(yaml_reader_is_null(&reader));
  yaml_reader_close(&reader);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(reads_events_with_places),
      FIXTURE_TEST(a_scalar_outlives_the_reader),
      FIXTURE_TEST(nothing_in_it_is_no_error),
      FIXTURE_TEST(aliases_and_anchors_are_refused),
      FIXTURE_TEST(nesting_is_bounded),
      FIXTURE_TEST(depth_counts_what_is_open_only),
      FIXTURE_TEST(size_is_bounded),
      FIXTURE_TEST(the_number_of_values_is_bounded),
      FIXTURE_TEST(broken_yaml_is_told_once_at_its_place),
      FIXTURE_TEST(what_yaml_does_not_allow_is_told_at_its_place),
      FIXTURE_TEST(lines_count_from_the_first),
      FIXTURE_TEST(skipping_passes_any_value),
      FIXTURE_TEST(null_is_plain_and_empty_tilde_or_null),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
