#include "schema/image.h"

#include "schema/records.h"

enum { WORD_BITS = 32 };

_Static_assert(sizeof(struct mark) == 4, "marks are written as they are");
_Static_assert(sizeof(struct date_value) == 16, "dates are written as they are");
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
  image_add_number(image, view.data == NULL ? IMAGE_NO_VIEW : view.length);
  if (view.data != NULL) buffer_add(image, view);
}

static void add_text(struct buffer *image, struct text text) {
  image_add_mark(image, text.mark);
  image_add_view(image, text_view(text));
}

static void add_list(struct buffer *image, const struct field *field, const struct list *list) {
  size_t stride = field_stride(field);
  image_add_mark(image, list->mark);
  image_add_number(image, list->count);
  for (size_t i = 0; i < list->count; i++) {
    const void *item = (const char *)list->items + i * stride;
    if (field->kind == FIELD_TEXTS) {
      add_text(image, *(const struct text *)item);
    } else if (field->kind == FIELD_REFERENCES) {
      add_text(image, reference_id(*(const struct reference *)item));
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
    add_text(image, reference_id(*(const struct reference *)value));
    break;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    add_list(image, field, value);
    break;
  case FIELD_RECORD:
    image_add_mark(image, *(const struct mark *)field_record(value));
    image_add_record(image, field->target, field_record(value));
    break;
  default:
    add_text(image, *(const struct text *)value);
    break;
  }
}

static bool has_mark(struct mark mark) {
  return mark.line != 0 || mark.column != 0;
}

static bool has_text(struct text text) {
  return text.data != NULL || has_mark(text.mark);
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
    return has_text(reference_id(*(const struct reference *)value));
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    return list->count > 0 || has_mark(list->mark);
  case FIELD_RECORD:
    return field_record(value) != NULL;
  default:
    return has_text(*(const struct text *)value);
  }
}

/* Before the values of each 32 fields a word that tells which of them are there. */
void image_add_record(struct buffer *image, const struct record_type *type, const void *record) {
  uint32_t word = 0;
  size_t place = image->length;
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    const char *value = (const char *)record + field->offset;
    if (i % WORD_BITS == 0) {
      place = image->length;
      word = 0;
      image_add_number(image, word);
    }
    if (!is_kept(field) || !has_value(field, value)) continue;
    word |= (uint32_t)1 << i % WORD_BITS;
    memcpy(image->data + place, &word, sizeof word);
    add_value(image, field, value);
  }
}

enum { LEAST_ELEMENT = 8 }; /* bytes: a mark, and a length or a word */

static void read_reference(struct image_reader *reader, struct reference *reference) {
  struct text id;
  image_read_text(reader, &id);
  *reference = reference_to(id);
}

static void read_list(struct image_reader *reader, const struct field *field, struct list *list) {
  size_t stride = field_stride(field);
  list->mark = image_read_mark(reader);
  size_t count = image_read_count(reader, LEAST_ELEMENT);
  if (count == 0) return;
  list->items = arena_array(reader->arena, count, stride);
  list->count = (uint32_t)count;
  for (size_t i = 0; i < count && !reader->failed; i++) {
    void *item = (char *)list->items + i * stride;
    if (field->kind == FIELD_TEXTS) {
      image_read_text(reader, item);
    } else if (field->kind == FIELD_REFERENCES) {
      read_reference(reader, item);
    } else {
      *(struct mark *)item = image_read_mark(reader);
      image_read_record(reader, field->target, item);
    }
  }
}

static void read_date(struct image_reader *reader, struct date_value *date) {
  if (!image_read_bytes(reader, date, sizeof *date) || date_is_sound(date->value)) return;
  date->value = (struct date){0};
  image_read_fail(reader);
}

static void read_boolean(struct image_reader *reader, struct boolean_value *boolean) {
  boolean->mark = image_read_mark(reader);
  uint32_t value = image_read_number(reader);
  boolean->value = value == 1;
  if (value > 1) image_read_fail(reader);
}

static void read_part(struct image_reader *reader, const struct record_type *type, void **value) {
  struct mark *record = arena_allocate(reader->arena, type->size);
  *value = record;
  *record = image_read_mark(reader);
  image_read_record(reader, type, record);
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
    image_read_bytes(reader, value, sizeof(struct integer_value));
    break;
  case FIELD_BOOLEAN:
    read_boolean(reader, value);
    break;
  case FIELD_REFERENCE:
    read_reference(reader, value);
    break;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    read_list(reader, field, value);
    break;
  case FIELD_RECORD:
    read_part(reader, field->target, value);
    break;
  default:
    image_read_text(reader, value);
    break;
  }
}

/* A bit may only stand for a field that is kept. */
bool image_read_record(struct image_reader *reader, const struct record_type *type, void *record) {
  for (size_t first = 0; first < type->field_count && !reader->failed; first += WORD_BITS) {
    uint32_t word = image_read_number(reader);
    for (; word != 0 && !reader->failed; word &= word - 1) {
      size_t i = first + (size_t)__builtin_ctz(word);
      if (i < type->field_count && is_kept(&type->fields[i]))
        read_value(reader, &type->fields[i], (char *)record + type->fields[i].offset);
      else
        image_read_fail(reader);
    }
  }
  return !reader->failed;
}
