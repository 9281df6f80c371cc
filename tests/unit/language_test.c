#include "render/language.h"
#include "unit/english.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

struct reading {
  struct arena arena;
  struct map strings;
  struct diagnostics diagnostics;
};

static bool read(struct reading *reading, const char *text) {
  *reading = (struct reading){.strings = {0}};
  return language_read(view_of(text), VIEW("i18n/vi.yaml"), &reading->strings, &reading->arena,
                       &reading->diagnostics);
}

static void release(struct reading *reading) {
  map_free(&reading->strings);
  diagnostics_free(&reading->diagnostics);
  arena_free(&reading->arena);
}

static void assert_string(const struct reading *reading, const char *name, const char *text, uint32_t line,
                          uint32_t column) {
  const struct template_text *found = map_get(&reading->strings, view_of(name));
  assert_non_null(found);
  assert_int_equal(found->text.length, strlen(text));
  assert_memory_equal(found->text.data, text, found->text.length);
  assert_true(view_equal_string(found->file, "i18n/vi.yaml"));
  assert_int_equal(found->location.line, line);
  assert_int_equal(found->location.column, column);
}

/* Exactly one problem; the others' texts are read all the same. */
static void refuse(const char *text, uint32_t line, uint32_t column, const char *code, const char *part) {
  struct reading reading;
  assert_false(read(&reading, text));
  assert_int_equal(reading.diagnostics.count, 1);
  const struct diagnostic *item = &reading.diagnostics.items[0];
  assert_string_equal(item->code, code);
  assert_int_equal(item->severity, SEVERITY_ERROR);
  assert_true(view_equal_string(item->file, "i18n/vi.yaml"));
  if (view_find(english_of(item), view_of(part), 0) == VIEW_NOT_FOUND)
    fail_msg("not \"%s\" but: %.*s", part, VIEW_FORMAT(english_of(item)));
  assert_int_equal(item->location.line, line);
  assert_int_equal(item->location.column, column);
  release(&reading);
}

static void reads_texts_with_their_places(void **state) {
  (void)state;
  struct reading reading;
  assert_true(read(&reading, "# lời\n"
                             "more: Xem thêm\n"
                             "\"quoted\": \"a: {{b}}\\n\"\n"
                             "single:  'it''s'\n"
                             "Tỉnh: thành\n"
                             "block: |\n"
                             "  one\n"
                             "  two\n"
                             "folded: >-\n"
                             "    x\n"
                             "    y\n"
                             "range: 2021-2025\n"
                             "number: '12'\n"));
  assert_int_equal(reading.strings.count, 8);
  assert_string(&reading, "more", "Xem thêm", 2, 7);
  assert_string(&reading, "quoted", "a: {{b}}\n", 3, 12);
  assert_string(&reading, "single", "it's", 4, 11);
  assert_string(&reading, "Tỉnh", "thành", 5, 7); /* in characters */
  assert_string(&reading, "block", "one\ntwo\n", 7, 3);
  assert_string(&reading, "folded", "x y", 10, 5);
  assert_string(&reading, "range", "2021-2025", 12, 8);
  assert_string(&reading, "number", "12", 13, 10);
  release(&reading);
}

static void flattens_groups(void **state) {
  (void)state;
  struct reading reading;
  assert_true(read(&reading, "date:\n  short: dd/MM/y\n  long: \"d MMMM y\"\na: {b: {c: d}}\nx.y: z\n"));
  assert_int_equal(reading.strings.count, 4);
  assert_string(&reading, "date.short", "dd/MM/y", 2, 10);
  assert_string(&reading, "date.long", "d MMMM y", 3, 10);
  assert_string(&reading, "a.b.c", "d", 4, 12);
  assert_string(&reading, "x.y", "z", 5, 6);
  release(&reading);
  assert_true(read(&reading, ""));
  assert_int_equal(reading.strings.count, 0);
  release(&reading);
}

static void refuses_what_is_given_twice(void **state) {
  (void)state;
  refuse("a: x\nb: y\na: z\n", 3, 1, "language-file", "\"a\" is given twice, first on line 1");
  refuse("d:\n  e: x\nd.e: y\n", 3, 1, "language-file", "\"d.e\" is given twice, first on line 2");
  refuse("d:\n  e: x\nd:\n  f: y\n", 3, 1, "language-file", "\"d\" is given twice, first on line 1");
  struct reading reading;
  assert_false(read(&reading, "a: x\na: z\nb: y\n"));
  assert_string(&reading, "a", "x", 1, 4);
  assert_string(&reading, "b", "y", 3, 4);
  release(&reading);
}

static void refuses_what_is_no_text(void **state) {
  (void)state;
  refuse("a: x\nb: 12\n", 2, 4, "language-file", "\"b\" is no text");
  refuse("b: -1.5e3\n", 1, 4, "language-file", "\"b\" is no text");
  refuse("b: true\n", 1, 4, "language-file", "\"b\" is no text");
  refuse("b: ~\n", 1, 4, "language-file", "\"b\" is no text");
  refuse("b: !!int '3'\n", 1, 4, "language-file", "\"b\" is no text");
  refuse("g:\n  b: [x, y]\n  c: z\n", 2, 6, "language-file", "\"g.b\" is a list");
  refuse("? [x]\n: y\n", 1, 3, "language-file", "a name that is no text");
  refuse("- x\n", 1, 1, "language-file", "is no language file");
  refuse("a: b\n---\nc: d\n", 2, 1, "language-file", "second document");
  refuse("a: \"x\n", 1, 4, "yaml-syntax", "quote");
  refuse("a: &x y\nb: *x\n", 1, 4, "yaml-alias", "anchors");
}

static void bounds_depth(void **state) {
  (void)state;
  struct reading reading;
  assert_true(read(&reading, "{a: {b: {c: {d: {e: {f: {g: {h: x}}}}}}}}"));
  assert_string(&reading, "a.b.c.d.e.f.g.h", "x", 1, 33);
  release(&reading);
  refuse("{a: {b: {c: {d: {e: {f: {g: {h: {i: x}}}}}}}}, z: y}", 1, 30, "language-file", "too deep");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_texts_with_their_places),
      cmocka_unit_test(flattens_groups),
      cmocka_unit_test(refuses_what_is_given_twice),
      cmocka_unit_test(refuses_what_is_no_text),
      cmocka_unit_test(bounds_depth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
