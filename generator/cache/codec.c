#include "cache/codec.h"

#include "schema/records.h"

enum { WORD_BITS = 32 };

_Static_assert(sizeof(struct source_location) == 4, "marks are written as they are");
_Static_assert(sizeof(struct date_value) == 16, "dates are written as they are");
_Static_assert(sizeof(struct integer_value) == 16, "numbers are written as they are");
_Static_assert(sizeof(struct decimal_value) == 16, "numbers are written as they are");

static void add_bytes(struct buffer *encoded, const void *bytes, size_t size) {
  memcpy(buffer_reserve(encoded, size), bytes, size);
  encoded->length += size;
}

void encode_number(struct buffer *encoded, size_t number) {
  uint32_t word = (uint32_t)number;
  add_bytes(encoded, &word, sizeof word);
}

void encode_mark(struct buffer *encoded, struct source_location location) {
  add_bytes(encoded, &location, sizeof location);
}

void encode_view(struct buffer *encoded, struct view view) {
  encode_number(encoded, view.data == NULL ? ENCODED_NO_VIEW : view.length);
  if (view.data != NULL) buffer_add(encoded, view);
}

static void add_text(struct buffer *encoded, struct text text) {
  encode_mark(encoded, text.location);
  encode_view(encoded, text_view(text));
}

static void add_list(struct buffer *encoded, const struct field *field, const struct list *list) {
  size_t stride = field_stride(field);
  encode_mark(encoded, list->location);
  encode_number(encoded, list->count);
  for (size_t i = 0; i < list->count; i++) {
    const void *item = (const char *)list->items + i * stride;
    if (field->kind == FIELD_TEXTS) {
      add_text(encoded, *(const struct text *)item);
    } else if (field->kind == FIELD_REFERENCES) {
      add_text(encoded, reference_id(*(const struct reference *)item));
    } else {
      encode_mark(encoded, *(const struct source_location *)item);
      encode_record(encoded, field->target, item);
    }
  }
}

static void add_boolean(struct buffer *encoded, const struct boolean_value *boolean) {
  encode_mark(encoded, boolean->location);
  encode_number(encoded, boolean->value);
}

static void add_value(struct buffer *encoded, const struct field *field, const void *value) {
  switch (field->kind) {
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    add_bytes(encoded, value, sizeof(struct date_value));
    break;
  case FIELD_INTEGER:
  case FIELD_DECIMAL:
    add_bytes(encoded, value, sizeof(struct integer_value));
    break;
  case FIELD_BOOLEAN:
    add_boolean(encoded, value);
    break;
  case FIELD_REFERENCE:
    add_text(encoded, reference_id(*(const struct reference *)value));
    break;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    add_list(encoded, field, value);
    break;
  case FIELD_RECORD:
    encode_mark(encoded, *(const struct source_location *)field_record(value));
    encode_record(encoded, field->target, field_record(value));
    break;
  default:
    add_text(encoded, *(const struct text *)value);
    break;
  }
}

static bool has_mark(struct source_location location) {
  return location.line != 0 || location.column != 0;
}

static bool has_text(struct text text) {
  return text.data != NULL || has_mark(text.location);
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
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    return has_bytes(value, sizeof(struct date_value));
  case FIELD_INTEGER:
  case FIELD_DECIMAL:
    return has_bytes(value, sizeof(struct integer_value));
  case FIELD_BOOLEAN:
    return ((const struct boolean_value *)value)->value ||
           has_mark(((const struct boolean_value *)value)->location);
  case FIELD_REFERENCE:
    return has_text(reference_id(*(const struct reference *)value));
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    return list->count > 0 || has_mark(list->location);
  case FIELD_RECORD:
    return field_record(value) != NULL;
  default:
    return has_text(*(const struct text *)value);
  }
}

/* Before the values of each 32 fields a word that tells which of them are there. */
void encode_record(struct buffer *encoded, const struct record_type *type, const void *record) {
  uint32_t word = 0;
  size_t place = encoded->length;
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    const char *value = (const char *)record + field->offset;
    if (i % WORD_BITS == 0) {
      place = encoded->length;
      word = 0;
      encode_number(encoded, word);
    }
    if (!is_kept(field) || !has_value(field, value)) continue;
    word |= (uint32_t)1 << i % WORD_BITS;
    memcpy(encoded->data + place, &word, sizeof word);
    add_value(encoded, field, value);
  }
}

enum { LEAST_ELEMENT = 8 }; /* bytes: a location, and a length or a word */

static void read_reference(struct decoder *decoder, struct reference *reference) {
  struct text id;
  decoder_text(decoder, &id);
  *reference = reference_to(id);
}

static void read_list(struct decoder *decoder, const struct field *field, struct list *list) {
  size_t stride = field_stride(field);
  list->location = decoder_mark(decoder);
  size_t count = decoder_count(decoder, LEAST_ELEMENT);
  if (count == 0) return;
  list->items = arena_array(decoder->arena, count, stride);
  list->count = (uint32_t)count;
  for (size_t i = 0; i < count && !decoder->failed; i++) {
    void *item = (char *)list->items + i * stride;
    if (field->kind == FIELD_TEXTS) {
      decoder_text(decoder, item);
    } else if (field->kind == FIELD_REFERENCES) {
      read_reference(decoder, item);
    } else {
      *(struct source_location *)item = decoder_mark(decoder);
      decoder_record(decoder, field->target, item);
    }
  }
}

static void read_date(struct decoder *decoder, struct date_value *date) {
  if (!decoder_bytes(decoder, date, sizeof *date) || date_is_sound(date->value)) return;
  date->value = (struct date){0};
  decoder_fail(decoder);
}

static void read_boolean(struct decoder *decoder, struct boolean_value *boolean) {
  boolean->location = decoder_mark(decoder);
  uint32_t value = decoder_number(decoder);
  boolean->value = value == 1;
  if (value > 1) decoder_fail(decoder);
}

static void read_part(struct decoder *decoder, const struct record_type *type, void **value) {
  struct source_location *record = arena_allocate(decoder->arena, type->size);
  *value = record;
  *record = decoder_mark(decoder);
  decoder_record(decoder, type, record);
}

static void read_value(struct decoder *decoder, const struct field *field, void *value) {
  switch (field->kind) {
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    read_date(decoder, value);
    break;
  case FIELD_INTEGER:
  case FIELD_DECIMAL:
    decoder_bytes(decoder, value, sizeof(struct integer_value));
    break;
  case FIELD_BOOLEAN:
    read_boolean(decoder, value);
    break;
  case FIELD_REFERENCE:
    read_reference(decoder, value);
    break;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    read_list(decoder, field, value);
    break;
  case FIELD_RECORD:
    read_part(decoder, field->target, value);
    break;
  default:
    decoder_text(decoder, value);
    break;
  }
}

/* A bit may only stand for a field that is kept. */
bool decoder_record(struct decoder *decoder, const struct record_type *type, void *record) {
  for (size_t first = 0; first < type->field_count && !decoder->failed; first += WORD_BITS) {
    uint32_t word = decoder_number(decoder);
    for (; word != 0 && !decoder->failed; word &= word - 1) {
      size_t i = first + (size_t)__builtin_ctz(word);
      if (i < type->field_count && is_kept(&type->fields[i]))
        read_value(decoder, &type->fields[i], (char *)record + type->fields[i].offset);
      else
        decoder_fail(decoder);
    }
  }
  return !decoder->failed;
}
