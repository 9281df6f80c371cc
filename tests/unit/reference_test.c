#include "formats/reference.h"

#include "unit/fixture.h"

static struct view reference_of(struct buffer *buffer, const struct record_type *type) {
  buffer_clear(buffer);
  reference_write(buffer, type);
  return buffer_view(buffer);
}

/* The part of the text between a type's heading and the next. */
static struct view section_of(struct view text, const char *name) {
  struct arena arena = {0};
  size_t begin = view_find(text, arena_format(&arena, "#### %s: ", name), 0);
  arena_free(&arena);
  if (begin == VIEW_NOT_FOUND) fail_msg("no section of %s", name);
  size_t end = view_find(text, VIEW("\n#### "), begin);
  return view_slice(text, begin, end == VIEW_NOT_FOUND ? SIZE_MAX : end - begin);
}

static void every_field_of_yaml_has_a_row(void **state) {
  (void)state;
  struct buffer buffer = {0};
  for (size_t kind = 0; kind <= ENTRY_KINDS; kind++) {
    const struct record_type *type = kind == ENTRY_KINDS ? &site_type : entry_types[kind];
    struct view section = section_of(reference_of(&buffer, type), type->name);
    size_t rows = strncmp(type->folder, "data/", 5) == 0;
    for (size_t i = 0; i < type->field_count; i++) {
      const struct field *field = &type->fields[i];
      struct arena arena = {0};
      bool derived = (field->flags & FIELD_IS_DERIVED) != 0;
      const char *star = (field->flags & REQUIRED) != 0 ? " *" : "";
      const char *row = arena_format(&arena, "\n| `%s`%s | ", field->name, star).data;
      if (!derived || strcmp(field->name, "id") != 0) assert_int_equal(count_of(section, row), !derived);
      if (!derived)
        assert_int_equal(
            count_of(section, arena_format(&arena, " | %s | %s |\n", field->label, field->help).data), 1);
      rows += !derived;
      arena_free(&arena);
    }
    assert_int_equal(count_of(section, "\n| `"), rows);
  }
  buffer_free(&buffer);
}

static void every_row_has_four_cells(void **state) {
  (void)state;
  struct buffer buffer = {0};
  reference_write_all(&buffer);
  struct view rest = buffer_view(&buffer), line;
  size_t rows = 0;
  while (view_next(&rest, '\n', &line)) {
    if (!view_starts_with(line, "|")) continue;
    if (count_of(line, "|") != 5) fail_msg("%.*s", VIEW_FORMAT(line));
    rows++;
  }
  assert_true(rows > 100);
  buffer_free(&buffer);
}

static void values_are_told_in_words(void **state) {
  (void)state;
  struct buffer buffer = {0};
  struct view text = reference_of(&buffer, &agreement_type);
  assert_contains(text, "#### agreement: Thỏa thuận (`content/agreements/ID.md`)\n\n| key | value |");
  assert_contains(text, "| `title` * | text |");
  assert_contains(text, "| `review` | `annual`, `none` |");
  assert_contains(text, "| `signed` | day or time |");
  assert_contains(text, "| `type` | id of agreement_type |");
  assert_contains(text, "| `topics` | ids of topic |");
  assert_contains(text, "| `period` | mapping: period |");
  assert_contains(text, "| `signatories` * | list of mappings: signatory |");
  assert_contains(text, "| `draft` | `true`, `false` |");
  assert_contains(section_of(text, "signatory"), "| `signers` | list of mappings: signer |");
  assert_contains(section_of(text, "signer"), "| `person` | id of person |");
  text = reference_of(&buffer, &province_type);
  assert_contains(text, "(`content/data/provinces.yaml`)");
  assert_contains(text, "| `id` * | text |");
  assert_contains(text, "| `latitude` | number |");
  assert_contains(reference_of(&buffer, &site_type), "(`content/site.yaml`)");
  buffer_free(&buffer);
}

static void the_whole_reference_has_each_type_once(void **state) {
  (void)state;
  struct buffer buffer = {0};
  reference_write_all(&buffer);
  struct view text = buffer_view(&buffer);
  assert_true(view_starts_with(text, "#### site: "));
  static const char *const names[] = {
      "site",           "agreement",  "news",           "organization", "person",    "page",
      "province",       "topic",      "agreement_type", "period",       "signatory", "signer",
      "photo",          "origin",     "occasion",       "position",     "successor", "menu_item",
      "legal_document", "attachment", "commitment",     "termination",  "silence"};
  struct arena arena = {0};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    assert_int_equal(count_of(text, arena_format(&arena, "#### %s: ", names[i]).data), 1);
  assert_int_equal(count_of(text, "#### "), sizeof names / sizeof *names);
  assert_int_equal(count_of(text, "(null)"), 0);
  arena_free(&arena);
  buffer_free(&buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_field_of_yaml_has_a_row),
      cmocka_unit_test(every_row_has_four_cells),
      cmocka_unit_test(values_are_told_in_words),
      cmocka_unit_test(the_whole_reference_has_each_type_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
