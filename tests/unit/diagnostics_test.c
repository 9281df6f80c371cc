#include "base/diagnostics.h"

#include "unit/fixture.h"

static void add_at(struct diagnostics *diagnostics, const char *file, uint32_t line, uint32_t column,
                   const char *message) {
  diagnostics_add_as(diagnostics, SEVERITY_NOTE, view_of(file), source_location_at(line, column),
                     message_unreadable(message));
}

static void keeps_copies_and_counts(void **state) {
  (void)state;
  struct diagnostics found = {0};
  char file[] = "a.md", message[] = "wrong";
  diagnostics_add(&found, view_of(file), (struct source_location){3, 7},
                  message_no_number(message, view_of(message)));
  diagnostics_add(&found, (struct view){NULL, 0}, (struct source_location){0}, message_submodule());
  diagnostics_add(&found, view_of(file), (struct source_location){1, 1}, message_shallow_history());
  file[0] = message[0] = 'X';
  assert_int_equal(found.count, 3);
  assert_int_equal(found.errors, 1);
  assert_int_equal(found.warnings, 1);
  assert_view(found.items[0].file, "a.md");
  assert_view(
      english_of(&found.items[0]),
      "wrong: \"wrong\" is no number; write digits, with a dot where there is a fraction, as in 10.25");
  assert_string_equal(found.items[0].code, "bad-number");
  assert_view(found.items[0].arguments[1].text, "wrong");
  assert_int_equal(found.items[0].location.line, 3);
  assert_int_equal(found.items[0].location.column, 7);
  assert_int_equal(found.items[0].severity, SEVERITY_ERROR);
  assert_int_equal(found.items[1].file.length, 0);
  diagnostics_free(&found);
  assert_int_equal(found.count + found.errors + found.warnings, 0);
}

static void strict_makes_warnings_errors_and_leaves_notes(void **state) {
  (void)state;
  struct diagnostics found = {.strict = true};
  diagnostics_add(&found, VIEW("a"), (struct source_location){1, 1}, message_submodule());
  diagnostics_add(&found, VIEW("a"), (struct source_location){1, 1}, message_shallow_history());
  assert_int_equal(found.errors, 1);
  assert_int_equal(found.warnings, 0);
  assert_int_equal(found.items[0].severity, SEVERITY_ERROR);
  assert_int_equal(found.items[1].severity, SEVERITY_NOTE);
  diagnostics_free(&found);
  assert_true(found.strict);
}

static void a_message_is_one_line(void **state) {
  (void)state;
  struct diagnostics found = {0};
  add_at(&found, "a", 1, 1,
         "a\nb\rc\td\x1b[31m\x7fđ\xc2\x9b"
         "31m");
  assert_view(english_of(&found.items[0]), "can't be read: a b c d [31m đ  31m");
  diagnostics_free(&found);
}

static void long_messages_are_whole(void **state) {
  (void)state;
  struct diagnostics found = {0};
  struct buffer text = {0};
  buffer_format(&text, "%*s", 100000, "end");
  buffer_add_byte(&text, '\0');
  add_at(&found, "a", 1, 1, text.data);
  buffer_free(&text);
  assert_int_equal(english_of(&found.items[0]).length, 100000 + strlen("can't be read: "));
  assert_true(view_ends_with(english_of(&found.items[0]), " end"));
  diagnostics_free(&found);
}

static void many_of_a_code_and_file_are_counted(void **state) {
  (void)state;
  struct diagnostics from = {0}, into = {0};
  for (uint32_t i = 0; i < 250; i++) {
    diagnostics_add(&from, VIEW("a.md"), source_location_at(i + 1, 1), message_no_number("x", VIEW("y")));
    diagnostics_add(&from, VIEW("b.md"), source_location_at(i + 1, 1), message_submodule());
  }
  diagnostics_add(&from, VIEW("a.md"), source_location_at(999, 1), message_submodule());
  assert_int_equal(from.count, 2 * DIAGNOSTICS_SHOWN + 1);
  diagnostics_append(&into, &from, SEVERITY_ERROR);
  for (uint32_t i = 0; i < 50; i++)
    diagnostics_add(&into, VIEW("a.md"), source_location_at(1000, 1), message_no_number("x", VIEW("y")));
  assert_int_equal(into.errors, 300);
  assert_int_equal(into.warnings, 251);
  diagnostics_sort(&into);
  assert_int_equal(into.count, 2 * DIAGNOSTICS_SHOWN + 3);
  assert_int_equal(into.errors, 300);
  const struct diagnostic *last = &into.items[DIAGNOSTICS_SHOWN + 1];
  assert_view(last->file, "a.md");
  assert_int_equal(last->severity, SEVERITY_NOTE);
  assert_view(english_of(last), "200 more messages [bad-number] about this file are not shown");
  diagnostics_sort(&into);
  assert_int_equal(into.count, 2 * DIAGNOSTICS_SHOWN + 3);
  diagnostics_free(&from);
  diagnostics_free(&into);
}

static void appending_limits_the_severity(void **state) {
  (void)state;
  struct diagnostics from = {0}, into = {0};
  diagnostics_add(&from, VIEW("a.md"), (struct source_location){2, 3},
                  message_unreadable("100% {reason} wrong"));
  diagnostics_add(&from, VIEW("a.md"), (struct source_location){3, 3}, message_unknown_key(VIEW("w"), NULL));
  diagnostics_add(&from, VIEW("a.md"), (struct source_location){4, 3}, message_shallow_history());
  diagnostics_append(&into, &from, SEVERITY_NOTE);
  assert_int_equal(into.errors + into.warnings, 0);
  assert_int_equal(into.count, 3);
  diagnostics_append(&into, &from, SEVERITY_WARNING);
  assert_int_equal(into.errors, 0);
  assert_int_equal(into.warnings, 2);
  diagnostics_append(&into, &from, SEVERITY_ERROR);
  assert_int_equal(into.errors, 1);
  assert_int_equal(into.warnings, 3);
  diagnostics_free(&from);
  assert_view(english_of(&into.items[6]), "can't be read: 100% {reason} wrong");
  assert_string_equal(into.items[6].code, "unreadable");
  assert_int_equal(into.items[6].location.line, 2);
  diagnostics_free(&into);
}

static void sorts_by_place_and_keeps_the_order_of_one_place(void **state) {
  (void)state;
  struct diagnostics found = {0};
  diagnostics_sort(&found);
  add_at(&found, "b.md", 1, 1, "6");
  add_at(&found, "a.md", 10, 1, "5");
  add_at(&found, "a.md", 2, 20, "3");
  add_at(&found, "a.md", 2, 3, "1");
  add_at(&found, "a.md", 2, 20, "4");
  add_at(&found, "a.md", 2, 3, "2");
  add_at(&found, "", 0, 0, "0");
  diagnostics_sort(&found);
  for (size_t i = 0; i < found.count; i++)
    assert_true(view_ends_with(english_of(&found.items[i]), (char[]){(char)('0' + i), '\0'}));
  diagnostics_free(&found);
}

static void sorting_many_of_one_place_is_stable(void **state) {
  (void)state;
  struct diagnostics found = {0};
  for (uint32_t i = 0; i < 5000; i++) {
    char file[16], text[16];
    snprintf(file, sizeof file, "%02u", i / 100); /* more of one file would be counted */
    snprintf(text, sizeof text, "%05u", i);
    add_at(&found, file, i % 3 + 1, 1, text);
  }
  diagnostics_sort(&found);
  assert_int_equal(found.count, 5000);
  for (size_t i = 1; i < found.count; i++) {
    const struct diagnostic *a = &found.items[i - 1], *b = &found.items[i];
    assert_true(view_compare(a->file, b->file) < 0 || a->location.line < b->location.line ||
                (a->location.line == b->location.line && view_compare(english_of(a), english_of(b)) < 0));
  }
  diagnostics_free(&found);
}

static void severities_have_names(void **state) {
  (void)state;
  assert_string_equal(severity_name(SEVERITY_NOTE), "note");
  assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
  assert_string_equal(severity_name(SEVERITY_ERROR), "error");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_copies_and_counts),
      cmocka_unit_test(strict_makes_warnings_errors_and_leaves_notes),
      cmocka_unit_test(a_message_is_one_line),
      cmocka_unit_test(long_messages_are_whole),
      cmocka_unit_test(many_of_a_code_and_file_are_counted),
      cmocka_unit_test(appending_limits_the_severity),
      cmocka_unit_test(sorts_by_place_and_keeps_the_order_of_one_place),
      cmocka_unit_test(sorting_many_of_one_place_is_stable),
      cmocka_unit_test(severities_have_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
