#include "formats/json_schema.h"

#include "formats/field_pattern.h"
#include "parse/entry.h"

static json_t *object_schema(const struct record_type *type, bool with_id);

static json_t *string_schema(const char *keyword, const char *value) {
  json_t *schema = json_pack("{s:s}", "type", "string");
  if (value != NULL) json_object_set_new(schema, keyword, json_string(value));
  return schema;
}

static json_t *choice_schema(const struct field *field) {
  json_t *choices = json_array();
  for (size_t i = 0; field->choices[i] != NULL; i++)
    json_array_append_new(choices, json_string(field->choices[i]));
  return json_pack("{s:o}", "enum", choices);
}

/* YAML reads 2021 as a number, 2021-11 as a text and 2021-11-25 as a text or a date. */
static json_t *date_schema(const char *pattern) {
  return json_pack("{s:[{s:s,s:i,s:i},{s:s,s:s}]}", "anyOf", "type", "integer", "minimum", 1, "maximum", 9999,
                   "type", "string", "pattern", pattern);
}

static json_t *one_or_more(json_t *alone, json_t *item) {
  return json_pack("{s:[o,{s:s,s:o}]}", "anyOf", alone, "type", "array", "items", item);
}

static json_t *id_schema(void) {
  json_t *schema = string_schema("pattern", id_pattern);
  json_object_set_new(schema, "maxLength", json_integer(ID_LIMIT));
  return schema;
}

static json_t *text_schema(const struct field *field) {
  size_t longest = field_longest(field);
  json_t *schema = string_schema("pattern", field_pattern(field));
  if (longest != 0) json_object_set_new(schema, "maxLength", json_integer((json_int_t)longest));
  return schema;
}

/* A text of a list may be a number, such as that of a commitment that is continued. */
static json_t *word_schema(const struct field *field) {
  return json_pack("{s:[o,{s:s}]}", "anyOf", text_schema(field), "type", "integer");
}

static json_t *records_schema(const struct field *field) {
  json_t *schema = json_pack("{s:s,s:o}", "type", "array", "items", object_schema(field->target, false));
  if (field->most != 0) json_object_set_new(schema, "maxItems", json_integer((json_int_t)field->most));
  return schema;
}

static json_t *value_schema(const struct field *field) {
  switch (field->kind) {
  case FIELD_CHOICE:
    return choice_schema(field);
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    return date_schema(field_pattern(field));
  case FIELD_INTEGER:
    return json_pack("{s:s,s:i}", "type", "integer", "minimum", 0);
  case FIELD_DECIMAL:
    return json_pack("{s:s}", "type", "number");
  case FIELD_BOOLEAN:
    return json_pack("{s:s}", "type", "boolean");
  case FIELD_REFERENCE:
    return id_schema();
  case FIELD_REFERENCES:
    return one_or_more(id_schema(), id_schema());
  case FIELD_TEXTS:
    return one_or_more(word_schema(field), word_schema(field));
  case FIELD_RECORD:
    return object_schema(field->target, false);
  case FIELD_RECORDS:
    return records_schema(field);
  default:
    return text_schema(field);
  }
}

struct object {
  json_t *properties, *required;
  json_t *excluded; /* keys that may not stand together */
};

static bool is_key(const struct field *field) {
  return (field->flags & FIELD_IS_DERIVED) == 0;
}

static void add_property(struct object *object, const char *key, const struct field *field, json_t *schema) {
  json_object_set_new(schema, "title", json_string(field->label));
  json_object_set_new(schema, "description", json_string(field->help));
  json_object_set_new(object->properties, key, schema);
}

static void add_key(struct object *object, const struct field *field) {
  add_property(object, field->name, field, value_schema(field));
  if ((field->flags & REQUIRED) != 0) json_array_append_new(object->required, json_string(field->name));
  if (field->single == NULL) return;
  add_property(object, field->single, field, object_schema(field->target, false));
  json_array_append_new(object->excluded, json_pack("{s:[s,s]}", "required", field->single, field->name));
}

static json_t *object_schema(const struct record_type *type, bool with_id) {
  struct object object = {json_object(), json_array(), json_array()};
  if (with_id) {
    json_object_set_new(object.properties, "id", id_schema());
    json_array_append_new(object.required, json_string("id"));
  }
  /* The type's own keys come before those that all entries have. */
  for (size_t shared = 0; shared < 2; shared++)
    for (size_t i = 0; i < type->field_count; i++)
      if (is_key(&type->fields[i]) && entry_type_shares(type, &type->fields[i]) == (shared == 1))
        add_key(&object, &type->fields[i]);
  json_t *schema = json_pack("{s:s,s:s,s:o,s:o,s:b}", "title", type->label, "type", "object", "properties",
                             object.properties, "required", object.required, "additionalProperties", 0);
  if (json_array_size(object.excluded) > 0)
    json_object_set_new(schema, "not", json_pack("{s:o}", "anyOf", object.excluded));
  else
    json_decref(object.excluded);
  return schema;
}

static bool is_data_type(const struct record_type *type) {
  return type->folder != NULL && strncmp(type->folder, "data/", 5) == 0;
}

static json_t *document_schema(const struct record_type *type) {
  if (!is_data_type(type)) return object_schema(type, false);
  return json_pack("{s:s,s:s,s:o}", "title", type->label, "type", "array", "items",
                   object_schema(type, type->key == NULL));
}

static const char dialect[] = "https://json-schema.org/draft/2020-12/schema";

json_t *json_schema_of(const struct record_type *type) {
  json_t *schema = document_schema(type);
  json_object_set_new(schema, "$schema", json_string(dialect));
  return schema;
}

json_t *json_schema_of_all(void) {
  json_t *definitions = json_object();
  for (size_t i = 0; i < ENTRY_KINDS; i++)
    json_object_set_new(definitions, entry_types[i]->name, document_schema(entry_types[i]));
  json_object_set_new(definitions, site_type.name, document_schema(&site_type));
  return json_pack("{s:s,s:s,s:o}", "$schema", dialect, "title", "kyket", "$defs", definitions);
}
