/* What the simple reader takes gives libyaml's events, at libyaml's places. Inputs are texts, and once more
 * the choices of lines that texts are made of: many of those are simple. */
#include "parse/front_matter/simple_yaml.h"

#include "base/buffer.h"

#include "fuzz/fuzz.h"

/* Most of them leave a text simple. */
const char *const fuzz_tokens[] = {"a: b\n",
                                   "\nkey: ",
                                   "\n  key: c",
                                   "\n    d: e\n",
                                   "\n- x",
                                   "\n  - y\n",
                                   "\n  - k: v\n    w: z\n",
                                   "\n# c\n",
                                   " # c\n",
                                   " #c",
                                   "#",
                                   "x",
                                   "word",
                                   "  ",
                                   " ",
                                   ", ",
                                   "[a, b]",
                                   "[]",
                                   "\"a: b\"",
                                   "'#a'",
                                   "-1",
                                   "2021-11-25",
                                   "a:b",
                                   "a#b",
                                   "đ",
                                   "ế",
                                   "–",
                                   ": ",
                                   ":\n",
                                   "- ",
                                   "\n",
                                   "\n  ",
                                   "\n    ",
                                   ":",
                                   "-",
                                   "[",
                                   "]",
                                   "{a: b}",
                                   "*a",
                                   "|\n",
                                   "\"",
                                   "''",
                                   "---\n",
                                   "\t",
                                   "\r\n",
                                   "\xc2\x85",
                                   "\xe2\x80\xa8",
                                   NULL};

static void expect_mark(const yaml_mark_t *theirs, struct source_location ours) {
  struct source_location location = source_location_at(theirs->line + 1, theirs->column + 1);
  FUZZ_CHECK(location.line == ours.line && location.column == ours.column);
}

static void expect_event(yaml_parser_t *parser, const struct yaml_event *ours) {
  yaml_event_t theirs;
  do
    FUZZ_CHECK(yaml_parser_parse(parser, &theirs));
  while (theirs.type == YAML_STREAM_START_EVENT || theirs.type == YAML_DOCUMENT_START_EVENT);
  FUZZ_CHECK(theirs.type == ours->type);
  expect_mark(&theirs.start_mark, ours->location);
  if (theirs.type == YAML_SCALAR_EVENT) {
    struct view value = {(const char *)theirs.data.scalar.value, theirs.data.scalar.length};
    FUZZ_CHECK(view_equal(value, ours->value));
    FUZZ_CHECK(theirs.data.scalar.style == ours->style);
    FUZZ_CHECK(theirs.data.scalar.anchor == NULL && theirs.data.scalar.tag == NULL && ours->tag == NULL);
  }
  yaml_event_delete(&theirs);
}

static void compare(struct view text) {
  struct simple_yaml yaml = {0};
  if (simple_yaml_read(&yaml, text, 1)) {
    yaml_parser_t parser;
    FUZZ_CHECK(yaml_parser_initialize(&parser));
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.data, text.length);
    for (size_t i = 0; i < yaml.count; i++)
      expect_event(&parser, &yaml.events[i]);
    FUZZ_CHECK(yaml.count > 2 && yaml.events[yaml.count - 1].type == YAML_STREAM_END_EVENT);
    yaml_parser_delete(&parser);
  }
  simple_yaml_free(&yaml);
}

/* A byte is a line: how far it is indented, which the first one is not, and what is on it. */
static void add_line(struct buffer *text, uint8_t byte) {
  static const char *const lines[] = {
      "a: b",        "a:",         "- x",     "- a: b",     "- a:",       "a: [x, \"y\"] # c",
      "c: \"b: \" ", "a: 'đ' # ế", "- [x-y]", "- \"a\"",    "- đ: a:b#c", "# c: #d",
      "a.b: # c",    "",           "b: -1",   "-   k-1: v",
  };
  enum { LINES = sizeof lines / sizeof *lines };
  int indent = text->length == 0 ? 0 : byte % 4 * 2;
  buffer_format(text, "%*s%s\n", indent, "", lines[byte / 4 % LINES]);
}

static void compare_lines(const uint8_t *data, size_t size) {
  struct buffer text = {0};
  for (size_t i = 0; i < size; i++)
    add_line(&text, data[i]);
  compare(buffer_view(&text));
  /* The last line without its end. */
  compare(view_slice(buffer_view(&text), 0, text.length - 1));
  buffer_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  compare((struct view){(const char *)data, size});
  enum { LINES = 5, MOST = 50 * LINES };
  for (size_t i = 0; i < size && i < MOST; i += LINES)
    compare_lines(data + i, size - i < LINES ? size - i : LINES);
  return 0;
}
