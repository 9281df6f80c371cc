#include "formats/json_schema.h"

#include "unit/fixture.h"

static const char *text_of(const json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

static bool holds(const json_t *array, const char *text) {
  for (size_t i = 0; i < json_array_size(array); i++)
    if (strcmp(json_string_value(json_array_get(array, i)), text) == 0) return true;
  return false;
}

/* The object's schema says what the type's table says, and nothing else. */
static void expect_object(const json_t *schema, const struct record_type *type, bool with_id) {
  const json_t *properties = json_object_get(schema, "properties"),
               *required = json_object_get(schema, "required");
  size_t count = with_id, required_count = with_id;
  assert_string_equal(text_of(schema, "type"), "object");
  assert_true(json_is_false(json_object_get(schema, "additionalProperties")));
  if (with_id) assert_true(json_object_get(properties, "id") != NULL && holds(required, "id"));
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    const json_t *property = json_object_get(properties, field->name);
    if ((field->flags & FIELD_IS_DERIVED) != 0) {
      if (!with_id || strcmp(field->name, "id") != 0) assert_null(property);
      continue;
    }
    if (property == NULL) fail_msg("%s.%s is missing", type->name, field->name);
    assert_string_equal(text_of(property, "title"), field->label);
    assert_string_equal(text_of(property, "description"), field->help);
    assert_int_equal(holds(required, field->name), (field->flags & REQUIRED) != 0);
    required_count += (field->flags & REQUIRED) != 0;
    count++;
    if (field->kind == FIELD_RECORD) expect_object(property, field->target, false);
    if (field->kind == FIELD_RECORDS) {
      assert_string_equal(text_of(property, "type"), "array");
      expect_object(json_object_get(property, "items"), field->target, false);
    }
    if (field->single != NULL) {
      expect_object(json_object_get(properties, field->single), field->target, false);
      count++;
    }
  }
  assert_int_equal(json_object_size(properties), count);
  assert_int_equal(json_array_size(required), required_count);
}

static void expect_document(const json_t *schema, const struct record_type *type) {
  bool data = strncmp(type->folder, "data/", 5) == 0;
  if (data) assert_string_equal(text_of(schema, "type"), "array");
  assert_string_equal(text_of(schema, "title"), type->label);
  expect_object(data ? json_object_get(schema, "items") : schema, type, data && type->key == NULL);
}

static void a_schema_says_what_the_table_says(void **state) {
  (void)state;
  for (size_t kind = 0; kind <= ENTRY_KINDS; kind++) {
    const struct record_type *type = kind == ENTRY_KINDS ? &site_type : entry_types[kind];
    json_t *schema = json_schema_of(type);
    assert_non_null(schema);
    assert_string_equal(text_of(schema, "$schema"), "https://json-schema.org/draft/2020-12/schema");
    expect_document(schema, type);
    json_decref(schema);
  }
}

static void all_of_them_stand_below_defs(void **state) {
  (void)state;
  json_t *schema = json_schema_of_all();
  const json_t *definitions = json_object_get(schema, "$defs");
  assert_int_equal(json_object_size(definitions), ENTRY_KINDS + 1);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    expect_document(json_object_get(definitions, entry_types[kind]->name), entry_types[kind]);
  expect_document(json_object_get(definitions, "site"), &site_type);
  json_decref(schema);
}

static void values_have_their_form(void **state) {
  (void)state;
  json_t *schema = json_schema_of(&agreement_type);
  const json_t *properties = json_object_get(schema, "properties");
  const json_t *review = json_object_get(json_object_get(properties, "review"), "enum");
  assert_int_equal(json_array_size(review), 2);
  assert_true(holds(review, "annual") && holds(review, "none"));
  assert_string_equal(text_of(json_object_get(properties, "title"), "type"), "string");
  assert_string_equal(text_of(json_object_get(properties, "draft"), "type"), "boolean");
  assert_string_equal(text_of(json_object_get(properties, "type"), "pattern"), "^[a-z0-9][a-z0-9_-]*$");
  assert_int_equal(json_array_size(json_object_get(json_object_get(properties, "topics"), "anyOf")), 2);
  const json_t *signed_on = json_object_get(json_object_get(properties, "signed"), "anyOf");
  assert_non_null(text_of(json_array_get(signed_on, 1), "pattern"));
  json_decref(schema);
  schema = json_schema_of(&site_type);
  const json_t *size = json_object_get(json_object_get(schema, "properties"), "page_size");
  assert_string_equal(text_of(size, "type"), "integer");
  assert_int_equal(json_integer_value(json_object_get(size, "minimum")), 0);
  json_decref(schema);
}

static void a_type_of_a_data_file_alone_has_an_id(void **state) {
  (void)state;
  json_t *schema = json_schema_of(&news_type);
  assert_null(json_object_get(json_object_get(schema, "properties"), "id"));
  json_decref(schema);
  schema = json_schema_of(&province_type);
  const json_t *items = json_object_get(schema, "items");
  assert_string_equal(text_of(json_object_get(json_object_get(items, "properties"), "latitude"), "type"),
                      "number");
  json_decref(schema);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_schema_says_what_the_table_says),
      cmocka_unit_test(all_of_them_stand_below_defs),
      cmocka_unit_test(values_have_their_form),
      cmocka_unit_test(a_type_of_a_data_file_alone_has_an_id),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
