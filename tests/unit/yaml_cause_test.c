#include "parse/front_matter/yaml_cause.h"

#include "parse/front_matter/yaml.h"
#include "unit/fixture.h"

/* Reads all of it; whether it is YAML. */
static bool is_yaml(struct fixture *fixture, const char *text) {
  struct yaml_reader reader;
  bool going =
      yaml_reader_open(&reader, view_of(text), VIEW("a.yaml"), 1, &fixture->arena, &fixture->diagnostics);
  while (going && yaml_reader_type(&reader) != YAML_STREAM_END_EVENT)
    going = yaml_reader_next(&reader);
  bool failed = reader.failed;
  yaml_reader_close(&reader);
  return !failed;
}

struct mistake {
  const char *text;
  uint32_t line, column;
  const char *part;
};

static void expect_causes(struct fixture *fixture, const struct mistake *mistakes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (is_yaml(fixture, mistakes[i].text)) fail_msg("this is YAML: %s", mistakes[i].text);
    expect_only(fixture, SEVERITY_ERROR, "yaml-syntax", "a.yaml", mistakes[i].line, mistakes[i].column,
                mistakes[i].part);
  }
}

#define EXPECT_CAUSES(mistakes) expect_causes(*state, mistakes, sizeof mistakes / sizeof *(mistakes))

static void a_colon_in_a_text(void **state) {
  static const struct mistake mistakes[] = {
      {"title: Hội nghị: ký kết\n", 1, 16, "needs quotes: title: \"Hội nghị: ký kết\""},
      {"a: b\ntitle: Mục tiêu:\n", 2, 16, "title: \"Mục tiêu:\""},
      {"title: Tin \"A: b\" hay\n", 1, 14, "title: 'Tin \"A: b\" hay'"},
      {"title: Tin \"A: b\", 'c'\n", 1, 14, "title: \"Tin \\\"A: b\\\", 'c'\""},
      {"- id: a\n  name: A: b\n", 2, 10, "name: \"A: b\""},
      {"text: |\n  a: b: c\n  @d\nlast: e: f\n", 4, 8, "last: \"e: f\""},
      {"title: “Hội nghị: ký”\n", 1, 8,
       "curly, which are letters to YAML; write straight ones: title: \"Hội nghị: ký\""},
      {"title: \"Hội nghị: ký”\ndate: 2021-11-25\n", 1, 8, "write straight ones: title: \"Hội nghị: ký\""},
      {"title: “Hội nghị: ký\"\n", 1, 8, "write straight ones: title: \"Hội nghị: ký\""},
      {"title: 'Hội nghị: ký’\ndate: 2021-11-25\n", 1, 8, "write straight ones: title: \"Hội nghị: ký\""},
      {"title: “Hội nghị: ký\n", 1, 8, "write straight ones: title: \"Hội nghị: ký\""},
      {"title: “Hội nghị”: ký ở “A”\n", 1, 8, "title: \"“Hội nghị”: ký ở “A”\""},
      {"title: “Hội nghị: ký” năm 2021\n", 1, 8, "title: \"“Hội nghị: ký” năm 2021\""},
      {"title: \"Hội nghị “A: b”\ndate: 2021-11-25\n", 1, 8, "never closed; write \" at the end"},
      {"title: “Lễ ký” tại An Giang: mới\n", 1, 8, "title: \"“Lễ ký” tại An Giang: mới\""},
  };
  EXPECT_CAUSES(mistakes);
}

static void a_blank_that_is_missing(void **state) {
  static const struct mistake mistakes[] = {
      {"title:Lễ ký\ndate: 2021-11-25\nx: y: z\n", 1, 7, "colon of \"title\"; write title: Lễ ký"},
      {"date: 2021-11-25\ntitle:Lễ ký\n", 2, 7, "write title: Lễ ký"},
      {"a: b\ntitle:- ký\n", 2, 7, "write title: \"- ký\""},
      {"photos:\n  - file:a.jpg\n    alt: x\n", 2, 10, "write file: a.jpg"},
  };
  EXPECT_CAUSES(mistakes);
}

static void a_sign_at_the_beginning(void **state) {
  static const struct mistake mistakes[] = {
      {"title: [Video] Lễ ký\n", 1, 8,
       "begins with [, which means something in YAML; a text that begins with a "
       "sign needs quotes: title: \"[Video] Lễ ký\""},
      {"title: {x} y\n", 1, 8, "begins with {"},
      {"title: *Khẩn* họp\n", 1, 8, "begins with *"},
      {"title: & bạn\n", 1, 8, "begins with &"},
      {"title: > 5 người\n", 1, 8, "begins with >"},
      {"title: | x\n", 1, 8, "begins with |"},
      {"title: @ky\n", 1, 8, "begins with @"},
      {"title: %5\n", 1, 8, "begins with %"},
      {"title: `x`\n", 1, 8, "begins with `"},
      {"title: - Lễ\n", 1, 8, "begins with -"},
      {"title: ! khẩn: x\n", 1, 8, "begins with !"},
      {"title: , x\n", 1, 8, "begins with ,"},
  };
  EXPECT_CAUSES(mistakes);
}

static void quotes_and_brackets(void **state) {
  static const struct mistake mistakes[] = {
      {"title: \"Lễ ký\ndate: 2021-11-25\n", 1, 8, "the quote \" that begins here is never closed"},
      {"title: \"Lễ ký\nsummary: \"Hai bên\"\n", 1, 8, "the quote \""},
      {"title: 'Lễ ký\ndate: 2021-11-25\n", 1, 8, "the quote '"},
      {"menu:\n  - title: \"Lễ ký\n    url: /a/\n", 2, 12, "the quote \""},
      {"title: \"Lễ ký\" tại Huế\n", 1, 8, "whole text in quotes: title: '\"Lễ ký\" tại Huế'"},
      {"title: 'Lễ' ở 'A'\n", 1, 8, "title: \"'Lễ' ở 'A'\""},
      {"topics: [a, b\ndate: 2021-11-25\n", 1, 9, "the bracket [ that begins here is never closed"},
      {"period: {start: 2021\ndate: 2021-11-25\n", 1, 9, "the bracket {"},
      {"file: \"C:\\anh\\q.jpg\"\nx: y\n", 1, 14, "\\q is no sign"},
  };
  EXPECT_CAUSES(mistakes);
}

static void lines_that_stand_wrong(void **state) {
  static const struct mistake mistakes[] = {
      {"title: Lễ ký\nchương trình\ndate: 2021-11-25\n", 2, 1, "goes on with the text of \"title\""},
      {"title: Lễ ký\nchương trình\n", 2, 1, "goes on with the text of \"title\""},
      {"title: Lễ ký\n  date: 2021-11-25\n", 2, 3, "let it begin in column 1"},
      {" title: Lễ ký\ndate: 2021-11-25\n", 1, 2, "let it begin in column 1"},
      {"  - a\n  - b\n - c\n", 3, 2, "let it begin in column 3"},
      {"- id: a\nname: A\n", 2, 1, "let it begin in column 3"},
      {"- id: a\n  name: A\n  - id: b\n", 3, 3, "let it begin in column 1"},
      {"x:\n  - title: a\n    topics:\n      - b\n- title: c\n", 5, 1, "let it begin in column 3"},
      {"x:\n  - title: a\n    topics:\n      - b\n   - title: c\n", 5, 4, "let it begin in column 3"},
      {"menu:\n  - title: a\n  url: /b/\n", 3, 3, "let it begin in column 5"},
      {"title: Lễ ký\n- chương trình\n", 2, 1, "goes on with the text of \"title\""},
      {"photos:\n  - file: a.jpg\n   alt: x\n", 3, 4, "let it begin in column 5"},
      {"photos:\n  - file: a.jpg\n      alt: x\n", 3, 7, "let it begin in column 5"},
      {"topics:\n  - a\n - b\n", 3, 2, "let it begin in column 3"},
      {"x:\n  - Việc làm\n    topics: [a]\n", 2, 5, "write a key before the text"},
      {"topics:\na\nb: c\n", 2, 1, "no key with a colon"},
      {"title: Lễ ký\nban hành\nb: c\n", 2, 1, "goes on with the text of \"title\""},
      {"event:\n\tkind: signing\n", 2, 1, "indented with a tab"},
      {"title: T\n...\nsummary: S\n", 2, 1, "only one document"},
  };
  EXPECT_CAUSES(mistakes);
}

static void an_item_that_begins_otherwise(void **state) {
  static const struct mistake mistakes[] = {
      {"- id: a\n-id: b\n", 2, 1, "write - id: b"},
      {"menu:\n  -title: a\n    url: /b/\n", 2, 3, "write - title: a"},
      {"x:\n  - title: a\n  – title: b\n", 3, 3, "write - title: b"},
      {"x:\n  - title: a\n  • title: b\n", 3, 3, "write - title: b"},
      {"x:\n  - a\n  * b\n", 3, 3, "write - b"},
      {"x:\n  - \"a\" b\n", 2, 5, "in quotes: - '\"a\" b'"},
      {"x:\n  - @a\n", 2, 5, "begins with @"},
      {"x:\n  - [A] b\n", 2, 5, "needs quotes: - \"[A] b\""},
  };
  EXPECT_CAUSES(mistakes);
}

static void a_colon_that_is_missing(void **state) {
  static const struct mistake mistakes[] = {
      {"title Lễ ký\ndate: 2021-11-25\n", 1, 1, "the key \"title\" the colon is missing; write title: Lễ ký"},
      {"- id: a\n  name Việc làm\n", 2, 3, "write name: Việc làm"},
      {"title: a\nsignatories\n  - organization: b\n", 2, 1, "write signatories:"},
      {"title = Lễ ký\ndate: 2021-11-25\n", 1, 1, "write title: Lễ ký"},
      {"date: 2021-11-25\ntitle： Lễ ký\n", 2, 1, "write title: Lễ ký"},
  };
  EXPECT_CAUSES(mistakes);
}

static void what_cant_be_seen_is_named(void **state) {
  static const struct mistake mistakes[] = {
      {"a: b\ntitle:\xc2\xa0Lễ\nc: d\n", 2, 7, "a no-break space (U+00A0)"},
      {"a:\n  \xe2\x80\x8b- b\n  c: d: e\n", 2, 3, "a character without width"},
      {"a: b\nc: x\x01y\n", 2, 5, "a control character"},
      {"a:\n  -\tb\n", 2, 4, "a tab"},
      {"a: b\n\t\nc: d\n", 2, 1, "a tab"},
  };
  EXPECT_CAUSES(mistakes);
}

/* Long texts are cut at a letter. */
static void the_line_to_type_is_short(void **state) {
  struct fixture *fixture = *state;
  struct buffer text = {0};
  buffer_add_string(&text, "title: a: ");
  for (size_t i = 0; i < 1000; i++)
    buffer_add_string(&text, "ễ");
  buffer_add_string(&text, "\n");
  buffer_add_byte(&text, '\0');
  assert_false(is_yaml(fixture, text.data));
  struct view message = english_of(&fixture->diagnostics.items[0]);
  assert_true(message.length < 300 && view_ends_with(message, "ễ…\""));
  buffer_free(&text);
  diagnostics_free(&fixture->diagnostics);
}

/* What looks like these mistakes and is none. */
static void good_yaml_is_not_told(void **state) {
  struct fixture *fixture = *state;
  static const char *const good[] = {
      "url: https://a.vn/x\ntime: 10:30\n",
      "title: \"Hội nghị: ký\"\nsummary: 'a: b'\n",
      "title: Lễ ký\n  và hội nghị\ndate: 2021-11-25\n",
      "title: \"Lễ ký\n  và hội nghị\"\ndate: 2021-11-25\n",
      "text: |\n  @a: b: c\n\n  \"x\nlast: y\n",
      "photos:\n- file: a.jpg\n  alt: x\n- file: b.jpg\ntopics:\n  - a\n  - b\n",
      "topics: [a,\n  b]\nperiod: {start: 2021,\n  end: 2025}\n",
      "a: b # c: d\n# e: f: g\n",
      "title: “Lễ ký” ở Huế\n",
      "title: Lễ ký\n  – và hội nghị\n  -nữa\n",
      "x:\n  - a\n\n  - b\ny:\n- c: d\n  e:\n  - f\n- c: g\n",
  };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    if (!is_yaml(fixture, good[i])) fail_msg("told as broken: %s", good[i]);
    expect_count(fixture, 0);
  }
}

/* A mistake behind lines of all these kinds is found where it is. */
static void the_cause_is_found_behind_good_lines(void **state) {
  static const struct mistake mistakes[] = {
      {"url: https://a.vn/x\ntime: 10:30\nt: a: b\n", 3, 5, "colon"},
      {"title: \"Lễ ký\n  và: hội nghị\"\nt: a: b\n", 3, 5, "colon"},
      {"title: Lễ ký\n  và hội nghị\nt: a: b\n", 3, 5, "colon"},
      {"text: |\n  @a: b: c\n\n  \"x\nt: a: b\n", 5, 5, "colon"},
      {"photos:\n- file: a.jpg\n  alt: x\n- file: b.jpg\nt: a: b\n", 5, 5, "colon"},
      {"topics: [a,\n  b]\nperiod: {start: 2021,\n  end: 2025}\nt: a: b\n", 5, 5, "colon"},
      {"a: b # c: d\n# e: f: g\nt: a: b\n", 3, 5, "colon"},
      {"title: Lễ ký\n  – và hội nghị\nt: a: b\n", 3, 5, "colon"},
      {"x:\n  - a\n\n  - b\ny:\n- c: d\n  e:\n  - f\n- c: g\nt: a: b\n", 10, 5, "colon"},
      {"x:\n- a: b\n  c:\n  - d\n  e: f\ny: z\nt: a: b\n", 7, 5, "colon"},
  };
  EXPECT_CAUSES(mistakes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_colon_in_a_text),
      FIXTURE_TEST(a_blank_that_is_missing),
      FIXTURE_TEST(a_sign_at_the_beginning),
      FIXTURE_TEST(quotes_and_brackets),
      FIXTURE_TEST(lines_that_stand_wrong),
      FIXTURE_TEST(an_item_that_begins_otherwise),
      FIXTURE_TEST(a_colon_that_is_missing),
      FIXTURE_TEST(what_cant_be_seen_is_named),
      FIXTURE_TEST(the_line_to_type_is_short),
      FIXTURE_TEST(good_yaml_is_not_told),
      FIXTURE_TEST(the_cause_is_found_behind_good_lines),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
