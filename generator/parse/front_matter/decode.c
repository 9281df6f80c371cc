#include "parse/front_matter/decode.h"

#include "base/memory.h"
#include "parse/front_matter/decode_scalar.h"

#include <stdlib.h>

_Static_assert(FIELDS_OF_TYPE < 64, "each field of a type has a bit in `seen`");

void decode_wrong_type(struct yaml_reader *reader, const char *what, enum phrase expected) {
  yaml_event_type_t type = yaml_reader_type(reader);
  enum phrase found = type == YAML_SCALAR_EVENT           ? PHRASE_a_single_value
                      : type == YAML_SEQUENCE_START_EVENT ? PHRASE_a_list
                      : type == YAML_MAPPING_START_EVENT  ? PHRASE_a_mapping
                                                          : PHRASE_nothing;
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                  message_wrong_type(what, expected, found));
}

/* One element of a list, added behind the others. The list is moved into the arena when it is complete. */
struct elements {
  char *items;
  size_t count, capacity, stride;
};

static void *grow(struct elements *elements) {
  elements->items = memory_grow(elements->items, elements->count, &elements->capacity, elements->stride);
  void *item = elements->items + elements->count++ * elements->stride;
  return memset(item, 0, elements->stride);
}

static bool decode_element(struct yaml_reader *reader, const struct field *field, struct elements *elements) {
  if (field->kind == FIELD_RECORDS) {
    if (yaml_reader_type(reader) != YAML_MAPPING_START_EVENT) {
      decode_wrong_type(reader, field->name, PHRASE_a_list_of_mappings);
      return yaml_reader_skip(reader);
    }
    struct source_location *record = grow(elements);
    *record = yaml_reader_location(reader);
    return decode_record(reader, field->target, record);
  }
  if (yaml_reader_type(reader) != YAML_SCALAR_EVENT) {
    decode_wrong_type(reader, field->name,
                      field->kind == FIELD_TEXTS ? PHRASE_a_list_of_texts : PHRASE_a_list_of_ids);
    return yaml_reader_skip(reader);
  }
  if (!yaml_reader_is_null(reader)) decode_scalar(reader, field, grow(elements));
  return yaml_reader_next(reader);
}

static bool decode_list(struct yaml_reader *reader, const struct field *field, struct list *list) {
  struct elements elements = {.stride = field_stride(field)};
  list->location = yaml_reader_location(reader);
  bool going = true;
  if (yaml_reader_type(reader) == YAML_SEQUENCE_START_EVENT) {
    going = yaml_reader_next(reader);
    while (going && yaml_reader_type(reader) != YAML_SEQUENCE_END_EVENT)
      going = decode_element(reader, field, &elements);
    if (going) going = yaml_reader_next(reader);
  } else {
    going = decode_element(reader, field, &elements);
  }
  if (elements.count > 0) {
    list->items = arena_array(reader->arena, elements.count, elements.stride);
    memcpy(list->items, elements.items, elements.count * elements.stride);
    list->count = (uint32_t)elements.count;
  }
  free(elements.items);
  return going;
}

static bool decode_part(struct yaml_reader *reader, const struct record_type *type, void **value) {
  struct source_location *record = arena_allocate(reader->arena, type->size);
  *value = record;
  *record = yaml_reader_location(reader);
  return decode_record(reader, type, record);
}

static bool decode_value(struct yaml_reader *reader, const struct field *field, void *value) {
  if (yaml_reader_is_null(reader)) return yaml_reader_next(reader);
  switch (field->kind) {
  case FIELD_RECORD:
    if (yaml_reader_type(reader) != YAML_MAPPING_START_EVENT) {
      decode_wrong_type(reader, field->name, PHRASE_a_mapping_of_keys);
      return yaml_reader_skip(reader);
    }
    return decode_part(reader, field->target, value);
  case FIELD_RECORDS:
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
    return decode_list(reader, field, value);
  default:
    if (yaml_reader_type(reader) != YAML_SCALAR_EVENT) {
      decode_wrong_type(reader, field->name, PHRASE_a_single_value);
      return yaml_reader_skip(reader);
    }
    decode_scalar(reader, field, value);
    return yaml_reader_next(reader);
  }
}

static void report_unknown_key(struct yaml_reader *reader, const struct record_type *type, struct view key,
                               struct source_location location) {
  const struct field *near = record_type_suggest(type, key, false);
  diagnostics_add(reader->diagnostics, reader->file, location,
                  message_unknown_key(key, near == NULL ? NULL : near->name));
}

/* A text without a letter is as good as none. */
static bool is_empty(const struct field *field, const void *value) {
  const struct text *text = value;
  return field->kind == FIELD_TEXT && text->data != NULL && text->length == 0;
}

/* The field that a key names, by its own name or (`*single`) by the one for a list's only record. */
static const struct field *field_of_key(const struct record_type *type, struct view key, bool *single) {
  const struct field *field = record_type_find(type, key);
  *single = false;
  if (field != NULL) return (field->flags & FIELD_IS_DERIVED) != 0 ? NULL : field;
  field = record_type_find_single(type, key);
  *single = field != NULL;
  return field;
}

/* The only record of a list, written under the key for a single one. */
static bool decode_single(struct yaml_reader *reader, const struct field *field, void *value) {
  if (!yaml_reader_is_null(reader) && yaml_reader_type(reader) != YAML_MAPPING_START_EVENT) {
    decode_wrong_type(reader, field->single, PHRASE_a_mapping_of_keys);
    return yaml_reader_skip(reader);
  }
  return decode_value(reader, field, value);
}

/* Which fields of a record were given, and which of these by the key for a list's only record: a bit for each
 * field. */
struct seen {
  uint64_t fields, singles;
};

static void report_second(struct yaml_reader *reader, const struct field *field, bool single, bool was_single,
                          struct source_location location) {
  diagnostics_add(reader->diagnostics, reader->file, location,
                  single != was_single ? message_single_and_list(field->single, field->name)
                                       : message_duplicate_key(single ? field->single : field->name));
}

static bool decode_pair(struct yaml_reader *reader, const struct record_type *type, void *record,
                        struct seen *seen) {
  struct source_location location = yaml_reader_location(reader);
  if (yaml_reader_type(reader) != YAML_SCALAR_EVENT) {
    decode_wrong_type(reader, type->name, PHRASE_a_plain_key);
    return yaml_reader_skip(reader) && yaml_reader_skip(reader);
  }
  bool single;
  const struct field *field = field_of_key(type, yaml_reader_value(reader), &single);
  if (field == NULL) {
    struct view key = yaml_reader_scalar(reader);
    if (!yaml_reader_next(reader)) return false;
    report_unknown_key(reader, type, key, location);
    return yaml_reader_skip(reader);
  }
  if (!yaml_reader_next(reader)) return false;
  size_t index = (size_t)(field - type->fields);
  uint64_t bit = (uint64_t)1 << index;
  if ((seen->fields & bit) != 0) {
    report_second(reader, field, single, (seen->singles & bit) != 0, location);
    return yaml_reader_skip(reader);
  }
  seen->fields |= bit;
  if (single) seen->singles |= bit;
  void *value = (char *)record + field->offset;
  bool nothing = yaml_reader_is_null(reader);
  if (!(single ? decode_single : decode_value)(reader, field, value)) return false;
  if (nothing || is_empty(field, value)) {
    seen->fields &= ~bit;
    seen->singles &= ~bit;
  }
  return true;
}

bool decode_record(struct yaml_reader *reader, const struct record_type *type, void *record) {
  struct source_location location = yaml_reader_location(reader);
  struct seen seen = {0, 0};
  if (!yaml_reader_next(reader)) return false;
  while (yaml_reader_type(reader) != YAML_MAPPING_END_EVENT)
    if (!decode_pair(reader, type, record, &seen)) return false;
  for (size_t i = 0; i < type->field_count; i++)
    if ((type->fields[i].flags & REQUIRED) != 0 && (seen.fields & (uint64_t)1 << i) == 0)
      diagnostics_add(reader->diagnostics, reader->file, location,
                      message_missing_field(type->name, type->fields[i].name, type->fields[i].help));
  return yaml_reader_next(reader);
}
