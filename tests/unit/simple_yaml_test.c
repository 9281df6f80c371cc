#include "parse/front_matter/simple_yaml.h"

#include "unit/fixture.h"

static bool takes(struct view text) {
  struct simple_yaml yaml = {0};
  bool taken = simple_yaml_read(&yaml, text, 1);
  simple_yaml_free(&yaml);
  return taken;
}

struct expected {
  yaml_event_type_t type;
  uint32_t line, column;
  yaml_scalar_style_t style;
  const char *scalar;
};

static void expect_events(const char *text, const struct expected *expected, size_t count) {
  struct simple_yaml yaml = {0};
  assert_true(simple_yaml_read(&yaml, view_of(text), 1));
  assert_int_equal(yaml.count, count);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(yaml.events[i].type, expected[i].type);
    assert_int_equal(yaml.events[i].location.line, expected[i].line);
    assert_int_equal(yaml.events[i].location.column, expected[i].column);
    assert_null(yaml.events[i].tag);
    if (expected[i].scalar == NULL) continue;
    assert_view(yaml.events[i].value, expected[i].scalar);
    assert_int_equal(yaml.events[i].style, expected[i].style);
  }
  simple_yaml_free(&yaml);
}

/* That these are libyaml's own is for tests/fuzz/yaml.c. */
static void all_of_a_front_matter(void **state) {
  (void)state;
  static const struct expected expected[] = {
      {YAML_MAPPING_START_EVENT, 2, 1, 0, NULL},
      {YAML_SCALAR_EVENT, 2, 1, YAML_PLAIN_SCALAR_STYLE, "title"},
      {YAML_SCALAR_EVENT, 2, 8, YAML_SINGLE_QUOTED_SCALAR_STYLE, "Đợt 2: \"thử\" #1"},
      {YAML_SCALAR_EVENT, 3, 1, YAML_PLAIN_SCALAR_STYLE, "url"},
      {YAML_SCALAR_EVENT, 3, 6, YAML_PLAIN_SCALAR_STYLE, "https://e.vn/a#b"},
      {YAML_SCALAR_EVENT, 4, 1, YAML_PLAIN_SCALAR_STYLE, "none"},
      {YAML_SCALAR_EVENT, 4, 6, YAML_PLAIN_SCALAR_STYLE, ""},
      {YAML_SCALAR_EVENT, 5, 1, YAML_PLAIN_SCALAR_STYLE, "list"},
      {YAML_SEQUENCE_START_EVENT, 6, 1, 0, NULL},
      {YAML_MAPPING_START_EVENT, 6, 3, 0, NULL},
      {YAML_SCALAR_EVENT, 6, 3, YAML_PLAIN_SCALAR_STYLE, "a"},
      {YAML_SEQUENCE_START_EVENT, 6, 6, 0, NULL},
      {YAML_SCALAR_EVENT, 6, 7, YAML_PLAIN_SCALAR_STYLE, "đ"},
      {YAML_SCALAR_EVENT, 6, 10, YAML_DOUBLE_QUOTED_SCALAR_STYLE, "e"},
      {YAML_SEQUENCE_END_EVENT, 6, 14, 0, NULL},
      {YAML_SCALAR_EVENT, 7, 3, YAML_PLAIN_SCALAR_STYLE, "b"},
      {YAML_MAPPING_START_EVENT, 8, 5, 0, NULL},
      {YAML_SCALAR_EVENT, 8, 5, YAML_PLAIN_SCALAR_STYLE, "c"},
      {YAML_SCALAR_EVENT, 8, 8, YAML_PLAIN_SCALAR_STYLE, "-1"},
      {YAML_MAPPING_END_EVENT, 9, 1, 0, NULL},
      {YAML_MAPPING_END_EVENT, 9, 1, 0, NULL},
      {YAML_SCALAR_EVENT, 9, 3, YAML_PLAIN_SCALAR_STYLE, "f"},
      {YAML_SEQUENCE_END_EVENT, 10, 1, 0, NULL},
      {YAML_MAPPING_END_EVENT, 10, 1, 0, NULL},
      {YAML_DOCUMENT_END_EVENT, 10, 1, 0, NULL},
      {YAML_STREAM_END_EVENT, 10, 1, 0, NULL},
  };
  expect_events("# đầu\ntitle: 'Đợt 2: \"thử\" #1' # cuối\nurl: https://e.vn/a#b\nnone:\nlist:\n"
                "- a: [đ, \"e\" ]\n  b:\n    c: -1\n- f\n",
                expected, sizeof expected / sizeof *expected);
}

static void what_it_takes(void **state) {
  (void)state;
  static const char *const texts[] = {
      "a: b",     "a: b\n",           "a:",        "a:\n- b\n",          "a:\n  - b\n  - c: d\n    e: f\n",
      "- a\n",    "a: []\n",          "a: [b]\n",  "a: 'b'\n",           "a: \"b: c # d\"\n",
      "a: b # c", "# a\n\n  # b\na:", "a: b c \n", "a: (b) [c] {d}, e?", "a: 2021-11-25T08:00:00+07:00\n",
      "a_b-c.d:", "\n\na: b",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (!takes(view_of(texts[i]))) fail_msg("not taken: %s", texts[i]);
}

/* Errors, and YAML that means something else than it seems to on its line. */
static void what_it_leaves_to_libyaml(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      "\n",
      "# a\n",
      "a",
      "'a'",
      "a: b: c",
      "a: b:",
      "a: b\n  c",
      "a:\n  b",
      "a: |\n  b",
      "a: >\n  b",
      "a: \"b",
      "a: \"b\\n\"",
      "a: \"b\" c",
      "a: \"b\"# c",
      "a: 'b''c'",
      "a: &b c",
      "a: *b",
      "a: !b c",
      "a: @b",
      "a: `b",
      "a: %b",
      "a: {b: c}",
      "a: [b",
      "a: [b,\n  c]",
      "a: [b: c]",
      "a: [b, ]",
      "a: [b c]d",
      "a: [[b]]",
      "a: [,]",
      "a: ~",
      "a: - b",
      "a: -b",
      "a: ?",
      "- - a",
      "-\n  a",
      "- a\nb: c",
      "a: b\n- c",
      "a:\n  - b\n  c: d",
      "a:\n    b: c\n  d: e",
      "  a: b",
      "a: b\n c: d",
      "a:\n- b\n - c",
      "? a\n: b",
      "a b: c",
      "đ: a",
      "\"a\": b",
      "a :b",
      "a:b",
      "<<: a",
      "---\na: b",
      "a: b\n---\nc: d",
      "a: b\n...",
      "%YAML 1.1\n---\na: b",
      "a:\tb",
      "a: b\tc",
      "\ta: b",
      "a: b\r\n",
      "a: b\x01",
      "a: b\x7f",
      "a: \xc2\x85",
      "a: b\xe2\x80\xa8",
      "a: b\xe2\x80",
      "a: b\xc3",
      "a: b\x80",
      "a: \xf0\x9f\x98\x80",
      "\xef\xbb\xbfz: b",
      "# \x01\na: b",
      "a: b\n  ",
      "a: b\n# c",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (takes(view_of(texts[i]))) fail_msg("taken: %s", texts[i]);
  assert_false(takes((struct view){"a: b\0c", 6}));
  assert_false(takes((struct view){NULL, 0}));
}

static void add_nested(struct buffer *text, size_t depth) {
  for (size_t i = 0; i < depth; i++)
    buffer_format(text, "%*sa:\n", (int)i, "");
  buffer_format(text, "%*sa: b\n", (int)depth, "");
}

static void what_is_large_is_left_to_libyaml(void **state) {
  (void)state;
  struct buffer text = {0};
  add_nested(&text, 15);
  assert_true(takes(buffer_view(&text)));
  buffer_clear(&text);
  add_nested(&text, 16);
  assert_false(takes(buffer_view(&text)));
  buffer_clear(&text);
  while (text.length + 5 <= 1 << 16)
    buffer_add(&text, VIEW("a: b\n"));
  assert_true(takes(buffer_view(&text)));
  buffer_add(&text, VIEW("a: b\n"));
  assert_false(takes(buffer_view(&text)));
  buffer_clear(&text);
  buffer_format(&text, "%0129d: a\n", 0);
  assert_false(takes(buffer_view(&text)));
  assert_true(takes(view_slice(buffer_view(&text), 1, SIZE_MAX)));
  buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_of_a_front_matter),
      cmocka_unit_test(what_it_takes),
      cmocka_unit_test(what_it_leaves_to_libyaml),
      cmocka_unit_test(what_is_large_is_left_to_libyaml),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
