#include "schema/image.h"

#include "schema/records.h"

#include <xxhash.h>

enum { WORD_BITS = 32 };
#define NO_VIEW UINT32_MAX /* as a length: {NULL, 0} */

_Static_assert(sizeof(struct mark) == 8, "marks are written as they are");
_Static_assert(sizeof(struct date_value) == 20, "dates are written as they are");
_Static_assert(sizeof(struct integer_value) == 16, "numbers are written as they are");
_Static_assert(sizeof(struct decimal_value) == 16, "numbers are written as they are");

static void add_bytes(struct buffer *image, const void *bytes, size_t size) {
  memcpy(buffer_reserve(image, size), bytes, size);
  image->length += size;
}

void image_add_number(struct buffer *image, size_t number) {
  uint32_t word = (uint32_t)number;
  add_bytes(image, &word, sizeof word);
}

void image_add_mark(struct buffer *image, struct mark mark) {
  add_bytes(image, &mark, sizeof mark);
}

void image_add_view(struct buffer *image, struct view view) {
  image_add_number(image, view.data == NULL ? NO_VIEW : view.length);
  buffer_add(image, view);
}

static void add_text(struct buffer *image, const struct text *text) {
  image_add_mark(image, text->mark);
  image_add_view(image, text->value);
}

static void add_list(struct buffer *image, const struct field *field, const struct list *list) {
  size_t stride = field_stride(field);
  image_add_mark(image, list->mark);
  image_add_number(image, list->count);
  for (size_t i = 0; i < list->count; i++) {
    const void *item = (const char *)list->items + i * stride;
    if (field->kind == FIELD_TEXTS) {
      add_text(image, item);
    } else if (field->kind == FIELD_REFERENCES) {
      add_text(image, &((const struct reference *)item)->id);
    } else {
      image_add_mark(image, *(const struct mark *)item);
      image_add_record(image, field->target, item);
    }
  }
}

static void add_boolean(struct buffer *image, const struct boolean_value *boolean) {
  image_add_mark(image, boolean->mark);
  image_add_number(image, boolean->value);
}

static void add_value(struct buffer *image, const struct field *field, const void *value) {
  switch (field->kind) {
  case FIELD_DATE:
  case FIELD_START:
  case FIELD_END:
    add_bytes(image, value, sizeof(struct date_value));
    break;
  case FIELD_INTEGER:
  case FIELD_DECIMAL:
    add_bytes(image, value, sizeof(struct integer_value));
    break;
  case FIELD_BOOLEAN:
    add_boolean(image, value);
    break;
  case FIELD_REFERENCE:
    add_text(image, &((const struct reference *)value)->id);
    break;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    add_list(image, field, value);
    break;
  case FIELD_RECORD:
    image_add_mark(image, *(const struct mark *)value);
    image_add_record(image, field->target, value);
    break;
  default:
    add_text(image, value);
    break;
  }
}

static bool has_mark(struct mark mark) {
  return mark.line != 0 || mark.column != 0;
}

static bool has_text(const struct text *text) {
  return text->value.data != NULL || has_mark(text->mark);
}

static bool has_bytes(const void *bytes, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (((const char *)bytes)[i] != 0) return true;
  return false;
}

static bool is_kept(const struct field *field) {
  return (field->flags & FIELD_IS_DERIVED) == 0;
}

static bool has_value(const struct field *field, const void *value) {
  const struct list *list = value;
  switch (field->kind) {
  case FIELD_DATE:
  case FIELD_START:
  case FIELD_END:
    return has_bytes(value, sizeof(struct date_value));
  case FIELD_INTEGER:
  case FIELD_DECIMAL:
    return has_bytes(value, sizeof(struct integer_value));
  case FIELD_BOOLEAN:
    return ((const struct boolean_value *)value)->value ||
           has_mark(((const struct boolean_value *)value)->mark);
  case FIELD_REFERENCE:
    return has_text(&((const struct reference *)value)->id);
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    return list->count > 0 || has_mark(list->mark);
  case FIELD_RECORD:
    if (has_mark(*(const struct mark *)value)) return true;
    for (size_t i = 0; i < field->target->field_count; i++) {
      const struct field *inner = &field->target->fields[i];
      if (is_kept(inner) && has_value(inner, (const char *)value + inner->offset)) return true;
    }
    return false;
  default:
    return has_text(value);
  }
}

/* Before each 32 values a word that tells which of them are there. */
void image_add_record(struct buffer *image, const struct record_type *type, const void *record) {
  uint32_t word = 0;
  size_t kept = 0, place = image->length;
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    const char *value = (const char *)record + field->offset;
    if (!is_kept(field)) continue;
    if (kept % WORD_BITS == 0) {
      place = image->length;
      word = 0;
      image_add_number(image, word);
    }
    if (has_value(field, value)) {
      word |= (uint32_t)1 << kept % WORD_BITS;
      memcpy(image->data + place, &word, sizeof word);
      add_value(image, field, value);
    }
    kept++;
  }
}

void image_read_fail(struct image_reader *reader) {
  reader->failed = true;
  reader->at = reader->end;
}

static bool read_bytes(struct image_reader *reader, void *bytes, size_t size) {
  if ((size_t)(reader->end - reader->at) < size) {
    image_read_fail(reader);
    return false;
  }
  memcpy(bytes, reader->at, size);
  reader->at += size;
  return true;
}

uint32_t image_read_number(struct image_reader *reader) {
  uint32_t number = 0;
  read_bytes(reader, &number, sizeof number);
  return number;
}

size_t image_read_count(struct image_reader *reader, size_t size) {
  size_t count = image_read_number(reader);
  if (count <= (size_t)(reader->end - reader->at) / size) return count;
  image_read_fail(reader);
  return 0;
}

struct mark image_read_mark(struct image_reader *reader) {
  struct mark mark = {0};
  read_bytes(reader, &mark, sizeof mark);
  return mark;
}

struct view image_read_view(struct image_reader *reader) {
  uint32_t length = NO_VIEW;
  if (!read_bytes(reader, &length, sizeof length) || length == NO_VIEW) return (struct view){NULL, 0};
  if (length > (size_t)(reader->end - reader->at)) {
    image_read_fail(reader);
    return (struct view){NULL, 0};
  }
  struct view view = {reader->at, length};
  reader->at += length;
  return view;
}

static void read_text(struct image_reader *reader, struct text *text) {
  text->mark = image_read_mark(reader);
  text->value = image_read_view(reader);
}

enum { LEAST_ELEMENT = 12 }; /* bytes: a mark, and a length or a word */

static void read_list(struct image_reader *reader, const struct field *field, struct list *list) {
  size_t stride = field_stride(field);
  list->mark = image_read_mark(reader);
  size_t count = image_read_count(reader, LEAST_ELEMENT);
  if (count == 0) return;
  list->items = arena_array(reader->arena, count, stride);
  list->count = count;
  for (size_t i = 0; i < count && !reader->failed; i++) {
    void *item = (char *)list->items + i * stride;
    if (field->kind == FIELD_TEXTS) {
      read_text(reader, item);
    } else if (field->kind == FIELD_REFERENCES) {
      read_text(reader, &((struct reference *)item)->id);
    } else {
      *(struct mark *)item = image_read_mark(reader);
      image_read_record(reader, field->target, item);
    }
  }
}

static void read_date(struct image_reader *reader, struct date_value *date) {
  if (!read_bytes(reader, date, sizeof *date) || date_is_sound(date->value)) return;
  date->value = (struct date){0};
  image_read_fail(reader);
}

static void read_boolean(struct image_reader *reader, struct boolean_value *boolean) {
  boolean->mark = image_read_mark(reader);
  uint32_t value = image_read_number(reader);
  boolean->value = value == 1;
  if (value > 1) image_read_fail(reader);
}

static void read_value(struct image_reader *reader, const struct field *field, void *value) {
  switch (field->kind) {
  case FIELD_DATE:
  case FIELD_START:
  case FIELD_END:
    read_date(reader, value);
    break;
  case FIELD_INTEGER:
  case FIELD_DECIMAL:
    read_bytes(reader, value, sizeof(struct integer_value));
    break;
  case FIELD_BOOLEAN:
    read_boolean(reader, value);
    break;
  case FIELD_REFERENCE:
    read_text(reader, &((struct reference *)value)->id);
    break;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    read_list(reader, field, value);
    break;
  case FIELD_RECORD:
    *(struct mark *)value = image_read_mark(reader);
    image_read_record(reader, field->target, value);
    break;
  default:
    read_text(reader, value);
    break;
  }
}

bool image_read_record(struct image_reader *reader, const struct record_type *type, void *record) {
  uint32_t word = 0;
  size_t kept = 0;
  for (size_t i = 0; i < type->field_count && !reader->failed; i++) {
    const struct field *field = &type->fields[i];
    if (!is_kept(field)) continue;
    if (kept % WORD_BITS == 0) word = image_read_number(reader);
    if ((word >> kept % WORD_BITS & 1) != 0) read_value(reader, field, (char *)record + field->offset);
    kept++;
  }
  return !reader->failed;
}

static void describe_type(struct buffer *text, const struct record_type *type);

static void describe_field(struct buffer *text, const struct field *field) {
  buffer_format(text, "%s %d %u %s %s %s", field->name, (int)field->kind, field->flags,
                field->label == NULL ? "" : field->label, field->help == NULL ? "" : field->help,
                field->target == NULL ? "" : field->target->name);
  for (size_t i = 0; field->choices != NULL && field->choices[i] != NULL; i++)
    buffer_format(text, "|%s", field->choices[i]);
  if (is_kept(field) && field->target != NULL &&
      (field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS))
    describe_type(text, field->target);
  buffer_add_byte(text, '\n');
}

static void describe_type(struct buffer *text, const struct record_type *type) {
  buffer_format(text, "{%s %zu %s\n", type->name, type->size, type->label);
  for (size_t i = 0; i < type->field_count; i++)
    describe_field(text, &type->fields[i]);
  buffer_add_string(text, "}\n");
}

uint64_t schema_fingerprint(void) {
  struct buffer text = {0};
  uint32_t order = 0x01020304;
  add_bytes(&text, &order, sizeof order);
  image_add_number(&text, sizeof(void *));
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    describe_type(&text, entry_types[kind]);
  uint64_t hash = XXH3_64bits(text.data, text.length);
  buffer_free(&text);
  return hash;
}
