#include "schema/records.h"

#include "base/message.h"
#include "text/unicode.h"
#include "unit/fixture.h"

#define TYPE_OF(name) &name##_type,
static const struct record_type *const all_types[] = {EACH_RECORD_TYPE(TYPE_OF)};
enum { TYPE_COUNT = sizeof all_types / sizeof *all_types };

static bool is_from_yaml(const struct field *field) {
  return (field->flags & FIELD_IS_DERIVED) == 0;
}

/* Calls the check with every field of every type. */
static void for_each_field(void (*check)(const struct record_type *type, const struct field *field)) {
  size_t checked = 0;
  for (size_t i = 0; i < TYPE_COUNT; i++)
    for (size_t k = 0; k < all_types[i]->field_count; k++, checked++)
      check(all_types[i], &all_types[i]->fields[k]);
  assert_true(checked > 150);
}

static size_t size_of_value(const struct field *field) {
  switch (field->kind) {
  case FIELD_TEXT:
  case FIELD_URL:
  case FIELD_PATH:
  case FIELD_MEDIA:
  case FIELD_CHOICE:
    return sizeof(struct text);
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    return sizeof(struct date_value);
  case FIELD_INTEGER:
    return sizeof(struct integer_value);
  case FIELD_DECIMAL:
    return sizeof(struct decimal_value);
  case FIELD_BOOLEAN:
    return sizeof(struct boolean_value);
  case FIELD_REFERENCE:
    return sizeof(struct reference);
  case FIELD_RECORD:
    return sizeof(void *);
  case FIELD_VIEW:
  case FIELD_MARKUP:
    return sizeof(struct view);
  case FIELD_DAY:
    return sizeof(struct date);
  case FIELD_NUMBER:
    return sizeof(int64_t);
  case FIELD_FLAG:
    return sizeof(bool);
  case FIELD_ADDRESS:
    return field->address == ADDRESS_OF_MEDIA ? sizeof(struct text) : sizeof(uint32_t);
  case FIELD_BODY:
  case FIELD_LINK:
  case FIELD_JSON:
    return sizeof(void *);
  default:
    return sizeof(struct list);
  }
}

static size_t alignment_of_value(enum field_kind kind) {
  switch (kind) {
  case FIELD_FLAG:
    return _Alignof(bool);
  case FIELD_DAY:
    return _Alignof(struct date);
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    return _Alignof(struct date_value);
  case FIELD_BOOLEAN:
    return _Alignof(struct boolean_value);
  default:
    return _Alignof(void *);
  }
}

static void expect_place(const struct record_type *type, const struct field *field) {
  size_t size = size_of_value(field);
  if (field->offset + size > type->size) fail_msg("%s.%s reaches past the end", type->name, field->name);
  size_t alignment = field->kind == FIELD_ADDRESS ? _Alignof(uint32_t) : alignment_of_value(field->kind);
  if (field->offset % alignment != 0) fail_msg("%s.%s is not aligned", type->name, field->name);
  if (field->kind == FIELD_ADDRESS) return; /* its place is that of another value, which it is found by */
  for (const struct field *other = type->fields; other < field; other++)
    if (other->kind != FIELD_ADDRESS && field->offset < other->offset + size_of_value(other) &&
        other->offset < field->offset + size)
      fail_msg("%s.%s lies over %s", type->name, field->name, other->name);
}

static void every_value_has_its_own_place_in_the_record(void **state) {
  (void)state;
  for_each_field(expect_place);
}

static bool is_name(const char *name) {
  if (*name < 'a' || *name > 'z') return false;
  while ((*name >= 'a' && *name <= 'z') || *name == '_')
    name++;
  return *name == '\0';
}

static void expect_name(const struct record_type *type, const struct field *field) {
  if (!is_name(field->name)) fail_msg("%s has a field \"%s\"", type->name, field->name);
  for (const struct field *other = type->fields; other < field; other++)
    if (strcmp(field->name, other->name) == 0) fail_msg("%s.%s stands twice", type->name, field->name);
}

static void names_are_plain_and_differ_within_a_type(void **state) {
  (void)state;
  for_each_field(expect_name);
  for (size_t i = 0; i < TYPE_COUNT; i++) {
    assert_true(is_name(all_types[i]->name));
    for (size_t k = 0; k < i; k++)
      assert_string_not_equal(all_types[i]->name, all_types[k]->name);
  }
}

/* One bit each in the decoder, and one more for a data file's id. */
static void a_type_has_fewer_than_64_fields(void **state) {
  (void)state;
  for (size_t i = 0; i < TYPE_COUNT; i++) {
    assert_true(all_types[i]->field_count > 0);
    assert_true(all_types[i]->field_count <= FIELDS_OF_TYPE);
  }
}

/* A text for people: there, NFC, without white space at its ends or signs of HTML and Markdown tables. */
static void expect_words(const char *type, const char *field, const char *words) {
  struct view view = view_of(words);
  if (view.length == 0) fail_msg("%s.%s has no label or help", type, field);
  if (!text_is_utf8(view, NULL) || !text_is_normalized(view)) fail_msg("%s.%s: not NFC", type, field);
  if (view_trim(view).length != view.length) fail_msg("%s.%s: blanks around \"%s\"", type, field, words);
  if (strpbrk(words, "|<>\n\t") != NULL) fail_msg("%s.%s: a sign of tables in \"%s\"", type, field, words);
}

static bool is_vietnamese(const char *words) {
  struct arena arena = {0};
  bool folded = !view_equal_string(text_fold(&arena, view_of(words)), words);
  arena_free(&arena);
  return folded;
}

static void expect_label_and_help(const struct record_type *type, const struct field *field) {
  expect_words(type->name, field->name, field->help);
  if (!is_vietnamese(field->help)) fail_msg("%s.%s: the help is not Vietnamese", type->name, field->name);
  if (!is_from_yaml(field)) {
    assert_null(field->label);
    return;
  }
  expect_words(type->name, field->name, field->label);
  if (!is_vietnamese(field->label)) fail_msg("%s.%s: the label is not Vietnamese", type->name, field->name);
  if (field->help[strlen(field->help) - 1] != '.')
    fail_msg("%s.%s: the help is no sentence", type->name, field->name);
}

static void every_field_of_yaml_has_a_label_and_a_sentence_of_help(void **state) {
  (void)state;
  for_each_field(expect_label_and_help);
  for (size_t i = 0; i < TYPE_COUNT; i++)
    expect_words(all_types[i]->name, "type", all_types[i]->label);
}

static void expect_choices(const struct record_type *type, const struct field *field) {
  if (field->kind == FIELD_CHOICE) assert_non_null(field->choices);
  if (field->choices == NULL) return;
  if (field->kind != FIELD_CHOICE && field->kind != FIELD_VIEW)
    fail_msg("%s.%s can't have choices", type->name, field->name);
  size_t count = 0;
  for (; field->choices[count] != NULL; count++) {
    assert_true(count < 32);
    assert_true(strlen(field->choices[count]) > 0);
    for (size_t k = 0; k < count; k++)
      assert_string_not_equal(field->choices[k], field->choices[count]);
  }
  assert_true(count >= 2);
}

static void choices_differ_and_end_with_null(void **state) {
  (void)state;
  for_each_field(expect_choices);
}

static void expect_target(const struct record_type *type, const struct field *field) {
  bool needs = field->kind == FIELD_REFERENCE || field->kind == FIELD_REFERENCES ||
               field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS || field->kind == FIELD_LINK ||
               field->kind == FIELD_LINKS;
  if (needs != (field->target != NULL)) fail_msg("%s.%s: wrong target", type->name, field->name);
  if ((field->kind == FIELD_REFERENCE || field->kind == FIELD_REFERENCES) &&
      entry_kind_of_type(field->target) == ENTRY_KINDS)
    fail_msg("%s.%s refers to what is no entry", type->name, field->name);
  bool either = field->kind == FIELD_RECORDS || field->kind == FIELD_TEXTS;
  if (is_from_yaml(field) != (field->kind < FIELD_VIEW) && !either)
    fail_msg("%s.%s: derived or not?", type->name, field->name);
  if (is_from_yaml(field) && (field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS))
    assert_int_equal(entry_kind_of_type(field->target), ENTRY_KINDS);
}

static void only_what_refers_or_nests_has_a_target(void **state) {
  (void)state;
  for_each_field(expect_target);
}

static unsigned depth_of(const struct record_type *type, unsigned above) {
  unsigned deepest = above;
  assert_true(above < 8);
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if (!is_from_yaml(field) || (field->kind != FIELD_RECORD && field->kind != FIELD_RECORDS)) continue;
    unsigned depth = depth_of(field->target, above + 1);
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/* Records are decoded and resolved by recursion over their types. */
static void types_nest_to_a_small_depth(void **state) {
  (void)state;
  assert_int_equal(depth_of(&agreement_type, 0), 2);
  for (size_t i = 0; i < TYPE_COUNT; i++)
    assert_true(depth_of(all_types[i], 0) <= 2);
}

static void required_are_the_fields_of_the_design(void **state) {
  (void)state;
  static const struct {
    const struct record_type *type;
    const char *required;
  } rows[] = {{&agreement_type, "title signatories "},
              {&news_type, "title date "},
              {&organization_type, "name "},
              {&person_type, "name "},
              {&province_type, "name "},
              {&topic_type, "name "},
              {&agreement_type_type, "name "},
              {&page_type, "title "},
              {&site_type, "title base_url "},
              {&photo_type, "file "},
              {&signatory_type, "organization "},
              {&position_type, "organization title "}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct buffer names = {0};
    for (size_t k = 0; k < rows[i].type->field_count; k++)
      if ((rows[i].type->fields[k].flags & REQUIRED) != 0)
        buffer_format(&names, "%s ", rows[i].type->fields[k].name);
    assert_view(buffer_view(&names), rows[i].required);
    buffer_free(&names);
  }
}

static void kinds_and_types_and_names_lead_to_each_other(void **state) {
  (void)state;
  static const char *const folders[ENTRY_KINDS] = {"data/provinces.yaml",
                                                   "data/regions.yaml",
                                                   "data/topics.yaml",
                                                   "data/agreement-types.yaml",
                                                   "organizations",
                                                   "people",
                                                   "agreements",
                                                   "news",
                                                   "pages",
                                                   "data/removed.yaml"};
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
    assert_int_equal(entry_kind_of_type(entry_types[kind]), kind);
    assert_int_equal(entry_kind_of_name(view_of(entry_types[kind]->name)), kind);
    assert_string_equal(entry_types[kind]->folder, folders[kind]);
  }
  assert_int_equal(entry_kind_of_type(&site_type), ENTRY_KINDS);
  assert_int_equal(entry_kind_of_name(VIEW("agreements")), ENTRY_KINDS);
  assert_int_equal(entry_kind_of_name(VIEW("")), ENTRY_KINDS);
  assert_int_equal(entry_kind_of_scheme("agreement"), ENTRY_AGREEMENT);
  assert_int_equal(entry_kind_of_scheme("agreement_type"), ENTRY_KINDS);
  assert_int_equal(entry_kind_of_scheme("media"), ENTRY_KINDS);
}

/* Every entry begins with the rows of struct entry. */
static void entries_share_their_first_fields(void **state) {
  (void)state;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < entry_type.field_count; i++) {
      const struct field *field = &entry_types[kind]->fields[i];
      assert_string_equal(field->name, entry_type.fields[i].name);
      assert_int_equal(field->offset, entry_type.fields[i].offset);
      assert_int_equal(field->kind, entry_type.fields[i].kind);
    }
    assert_true(entry_types[kind]->size >= sizeof(struct entry));
  }
}

static void fields_are_found_by_their_whole_name(void **state) {
  (void)state;
  const struct field *field = record_type_find(&agreement_type, VIEW("signed"));
  assert_non_null(field);
  assert_int_equal(field->offset, offsetof(struct agreement, signed_on));
  assert_null(record_type_find(&agreement_type, VIEW("signed_on")));
  assert_null(record_type_find(&agreement_type, VIEW("sign")));
  assert_null(record_type_find(&agreement_type, VIEW("")));
  struct agreement agreement = {.draft = {true, {3, 1}}};
  assert_ptr_equal(record_value(&agreement_type, &agreement, "draft"), &agreement.draft);
  assert_null(record_value(&topic_type, &agreement, "draft"));
}

static void suggestions_are_near_and_of_yaml_unless_asked(void **state) {
  (void)state;
  assert_string_equal(record_type_suggest(&agreement_type, VIEW("sigend"), false)->name, "signed");
  assert_string_equal(record_type_suggest(&agreement_type, VIEW("provinse"), false)->name, "provinces");
  assert_null(record_type_suggest(&agreement_type, VIEW("xylophone"), false));
  assert_null(record_type_suggest(&agreement_type, VIEW("short_heding"), false));
  assert_string_equal(record_type_suggest(&agreement_type, VIEW("short_heding"), true)->name,
                      "short_heading");
}

static void strides_and_pointers_follow_the_kind(void **state) {
  (void)state;
  struct field field = {.kind = FIELD_REFERENCES};
  assert_int_equal(field_stride(&field), sizeof(struct reference));
  assert_true(field_is_pointer(&field));
  field.kind = FIELD_TEXTS;
  assert_int_equal(field_stride(&field), sizeof(struct text));
  assert_false(field_is_pointer(&field));
  field = (struct field){.kind = FIELD_RECORDS, .target = &signer_type};
  assert_int_equal(field_stride(&field), sizeof(struct signer));
  assert_false(field_is_pointer(&field));
  field.kind = FIELD_LINKS;
  assert_int_equal(field_stride(&field), sizeof(void *));
  assert_true(field_is_pointer(&field));
  field.kind = FIELD_TEXT;
  assert_int_equal(field_stride(&field), 0);
}

static void a_list_grows_pointer_by_pointer(void **state) {
  (void)state;
  struct arena arena = {0};
  struct list list = {0};
  static char items[1000];
  for (size_t i = 0; i < 1000; i++) {
    list_append(&arena, &list, items + i);
    assert_int_equal(list.count, i + 1);
  }
  for (size_t i = 0; i < 1000; i++)
    assert_ptr_equal(list_at(&list, i), items + i);
  arena_free(&arena);
}

static bool has_term(const char *word) {
  for (const struct message_term *term = message_vietnamese.terms; term->word != NULL; term++)
    if (strcmp(term->word, word) == 0) return true;
  return false;
}

/* A message that names a type names it in the language. */
static void every_type_of_yaml_has_a_name_in_vietnamese(void **state) {
  (void)state;
  for (size_t i = 0; i < ENTRY_KINDS; i++) {
    const struct record_type *type = entry_types[i];
    if (!has_term(type->name)) fail_msg("no TERM for %s", type->name);
    for (size_t k = 0; k < type->field_count; k++) {
      const struct field *field = &type->fields[k];
      bool is_part = field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS;
      if (is_part && (field->flags & FIELD_IS_DERIVED) == 0 && !has_term(field->target->name))
        fail_msg("no TERM for %s", field->target->name);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_type_of_yaml_has_a_name_in_vietnamese),
      cmocka_unit_test(every_value_has_its_own_place_in_the_record),
      cmocka_unit_test(names_are_plain_and_differ_within_a_type),
      cmocka_unit_test(a_type_has_fewer_than_64_fields),
      cmocka_unit_test(every_field_of_yaml_has_a_label_and_a_sentence_of_help),
      cmocka_unit_test(choices_differ_and_end_with_null),
      cmocka_unit_test(only_what_refers_or_nests_has_a_target),
      cmocka_unit_test(types_nest_to_a_small_depth),
      cmocka_unit_test(required_are_the_fields_of_the_design),
      cmocka_unit_test(kinds_and_types_and_names_lead_to_each_other),
      cmocka_unit_test(entries_share_their_first_fields),
      cmocka_unit_test(fields_are_found_by_their_whole_name),
      cmocka_unit_test(suggestions_are_near_and_of_yaml_unless_asked),
      cmocka_unit_test(strides_and_pointers_follow_the_kind),
      cmocka_unit_test(a_list_grows_pointer_by_pointer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
