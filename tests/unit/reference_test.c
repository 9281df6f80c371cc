#include "formats/reference.h"

#include "base/message.h"
#include "unit/fixture.h"

static struct view reference_of(struct buffer *buffer, const struct record_type *type) {
  buffer_clear(buffer);
  reference_write(buffer, type, REFERENCE_MARKDOWN);
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
    size_t rows = strncmp(type->folder, "data/", 5) == 0 && type->key == NULL; /* the id */
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
  reference_write_all(&buffer, REFERENCE_MARKDOWN);
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
  assert_contains(text, "| `title` * | text of up to 1000 characters |");
  assert_contains(text, "| `review` | `annual`, `none` |");
  assert_contains(text, "| `signed` | year, month, day or time |");
  assert_contains(text, "| `type` | id of agreement_type |");
  assert_contains(text, "| `topics` | ids of topic |");
  assert_contains(text, "| `period` | mapping: period |");
  assert_contains(text, "| `signatories` * | list of mappings: signatory, at most 500 |");
  assert_contains(text, "| `draft` | `true`, `false` |");
  assert_contains(section_of(text, "signatory"), "| `signers` | list of mappings: signer |");
  assert_contains(section_of(text, "signer"), "| `person` | id of person |");
  text = reference_of(&buffer, &province_type);
  assert_contains(text, "(`content/data/provinces.yaml`)");
  assert_contains(text, "| `id` * | text of up to 200 characters |");
  assert_contains(text, "| `latitude` | number |");
  assert_contains(reference_of(&buffer, &site_type), "(`content/site.yaml`)");
  buffer_free(&buffer);
}

static void the_whole_reference_has_each_type_once(void **state) {
  (void)state;
  struct buffer buffer = {0};
  reference_write_all(&buffer, REFERENCE_MARKDOWN);
  struct view text = buffer_view(&buffer);
  assert_true(view_starts_with(text, "#### site: "));
  static const char *const names[] = {"site",         "agreement",
                                      "news",         "organization",
                                      "person",       "page",
                                      "province",     "region",
                                      "topic",        "agreement_type",
                                      "period",       "signatory",
                                      "signer",       "photo",
                                      "origin",       "occasion",
                                      "position",     "successor",
                                      "menu_item",    "legal_document",
                                      "attachment",   "commitment",
                                      "termination",  "silence",
                                      "former_name",  "former_unit_name",
                                      "removed",      "contact",
                                      "licence",      "tile",
                                      "island",       "forms",
                                      "forms_backend"};
  struct arena arena = {0};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    assert_int_equal(count_of(text, arena_format(&arena, "#### %s: ", names[i]).data), 1);
  assert_int_equal(count_of(text, "#### "), sizeof names / sizeof *names);
  assert_int_equal(count_of(text, "(null)"), 0);
  arena_free(&arena);
  buffer_free(&buffer);
}

/* How often a line is in the text. */
static size_t lines_of(struct view text, const char *line) {
  struct arena arena = {0};
  size_t count = count_of(text, arena_format(&arena, "\n%s\n", line).data);
  arena_free(&arena);
  return count;
}

static void the_manual_has_every_key_once(void **state) {
  (void)state;
  for (size_t kind = 0; kind <= ENTRY_KINDS; kind++) {
    const struct record_type *type = kind == ENTRY_KINDS ? &site_type : entry_types[kind];
    struct buffer buffer = {0};
    reference_write(&buffer, type, REFERENCE_MAN);
    struct view text = buffer_view(&buffer);
    size_t end = view_find(text, VIEW("\n.El\n"), 0);
    assert_true(end != VIEW_NOT_FOUND);
    text = view_slice(text, 0, end + 1);
    for (size_t i = 0; i < type->field_count; i++) {
      const struct field *field = &type->fields[i];
      if (strcmp(field->name, "id") == 0) continue;
      struct arena arena = {0};
      bool derived = (field->flags & FIELD_IS_DERIVED) != 0;
      assert_int_equal(count_of(text, arena_format(&arena, "\n.It Ic %s Pq ", field->name).data), !derived);
      arena_free(&arena);
    }
    buffer_free(&buffer);
  }
}

static void the_manual_tells_values_in_words(void **state) {
  (void)state;
  struct buffer buffer = {0};
  reference_write_all(&buffer, REFERENCE_MAN);
  struct view text = buffer_view(&buffer);
  assert_true(view_starts_with(text, ".Ss site: Trang web (content/site.yaml)\n.Bl -tag -width Ds\n"));
  assert_contains(text, ".Ss agreement: Thỏa thuận (content/agreements/ID.md)\n");
  assert_contains(text, ".It Ic number Pq text of up to 500 characters\nSố hiệu:\nSố và ký hiệu");
  assert_int_equal(lines_of(text, ".It Ic signatories Pq list of mappings: signatory, at most 500; required"),
                   1);
  assert_int_equal(lines_of(text, ".It Ic review Pq annual, none"), 1);
  assert_int_equal(lines_of(text, ".It Ic id Pq text of up to 200 characters; required"), 4);
  assert_int_equal(count_of(text, ".Bl "), count_of(text, ".El\n"));
  assert_int_equal(count_of(text, ".Bl "), count_of(text, ".Ss "));
  assert_int_equal(count_of(text, "`"), 0);
  buffer_free(&buffer);
}

/* Types made for this: two pages with a common head, a part, and texts that mdoc would take for its own. */
struct made_part {
  struct view dotted;
};
struct made_page {
  struct view title;
  bool shown;
  void *part;
};

static const struct field made_part_fields[] = {
    {.name = "dotted",
     .name_length = sizeof "dotted" - 1,
     .kind = FIELD_VIEW,
     .flags = FIELD_IS_DERIVED,
     .help = ".Bl \\fB. And \\e"},
};
static const struct record_type made_part_type = {
    .name = "made_part", .size = sizeof(struct made_part), .fields = made_part_fields, .field_count = 1};
static const struct field made_page_fields[] = {
    {.name = "title",
     .name_length = sizeof "title" - 1,
     .kind = FIELD_VIEW,
     .flags = FIELD_IS_DERIVED,
     .help = "Of all."},
    {.name = "shown",
     .name_length = sizeof "shown" - 1,
     .kind = FIELD_FLAG,
     .flags = FIELD_IS_DERIVED,
     .offset = offsetof(struct made_page, shown),
     .help = "Of one."},
    {.name = "part",
     .name_length = sizeof "part" - 1,
     .kind = FIELD_LINK,
     .flags = FIELD_IS_DERIVED,
     .offset = offsetof(struct made_page, part),
     .target = &made_part_type,
     .help = "A part."},
};
static const struct record_type bare_page_type = {
    .name = "bare_page", .size = sizeof(struct made_page), .fields = made_page_fields, .field_count = 1};
static const struct record_type full_page_type = {
    .name = "full_page", .size = sizeof(struct made_page), .fields = made_page_fields, .field_count = 3};
static const struct reference_template made_templates[] = {
    {VIEW_LITERAL("bare"), &bare_page_type, false},
    {VIEW_LITERAL("full"), &full_page_type, true},
};

static void templates_have_common_names_and_their_own(void **state) {
  (void)state;
  struct buffer buffer = {0};
  reference_write_templates(&buffer, made_templates, 2, REFERENCE_MARKDOWN);
  struct view text = buffer_view(&buffer);
  assert_true(view_starts_with(text,
                               "#### every template\n\n| name | value | meaning |\n| --- | --- | --- |\n"
                               "| `title` | text | Of all. |\n\n#### bare.mustache\n\n"
                               "No other names.\n\n"
                               "#### full.mustache: a theme may be without it\n\n"
                               "| name | value | meaning |\n| --- | --- | --- |\n"
                               "| `shown` | flag | Of one. |\n"
                               "| `part` | made_part | A part. |\n\n"
                               "#### made_part\n\n"));
  assert_int_equal(lines_of(text, "#### entry"), 1);
  buffer_free(&buffer);
}

static void the_manual_prints_texts_as_they_are(void **state) {
  (void)state;
  struct buffer buffer = {0};
  reference_write_templates(&buffer, made_templates, 2, REFERENCE_MAN);
  assert_contains(buffer_view(&buffer), "\n.It Ic dotted Pq text\n\\&.Bl \\efB.\nAnd \\ee\n.El\n");
  buffer_free(&buffer);
}

static void every_message_stands_under_its_code(void **state) {
  (void)state;
  struct buffer markdown = {0}, manual = {0};
  reference_write_diagnostics(&markdown, REFERENCE_MARKDOWN, &message_english);
  reference_write_diagnostics(&manual, REFERENCE_MAN, &message_english);
  struct view text = buffer_view(&markdown);
  const char *codes[MESSAGE_KINDS];
  size_t count = message_codes(codes);
  assert_int_equal(count_of(text, "\n| `"), MESSAGE_KINDS);
  assert_int_equal(count_of(buffer_view(&manual), ".It Li "), count);
  assert_int_equal(count_of(buffer_view(&manual), "\n.Pp\n"), MESSAGE_KINDS - count);
  for (size_t i = 0; i < MESSAGE_KINDS; i++) {
    struct arena arena = {0};
    assert_contains(text,
                    arena_format(&arena, "\n| `%s` | %s | %s", message_rows[i].code,
                                 severity_name(message_rows[i].severity), message_english.texts[i].sentence)
                        .data);
    arena_free(&arena);
  }
  assert_contains(text, "is no date; write a day like 2021-11-25, or a month like 2021-11 or a year like "
                        "2021 where only that is known |\n");
  buffer_free(&markdown);
  buffer_free(&manual);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_field_of_yaml_has_a_row),
      cmocka_unit_test(every_row_has_four_cells),
      cmocka_unit_test(values_are_told_in_words),
      cmocka_unit_test(the_whole_reference_has_each_type_once),
      cmocka_unit_test(the_manual_has_every_key_once),
      cmocka_unit_test(the_manual_tells_values_in_words),
      cmocka_unit_test(templates_have_common_names_and_their_own),
      cmocka_unit_test(the_manual_prints_texts_as_they_are),
      cmocka_unit_test(every_message_stands_under_its_code),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
