#include "schema/fingerprint.h"

#include "base/hash.h"
#include "schema/reads.h"

uint64_t fingerprint_mix(uint64_t hash, uint64_t value) {
  const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
  __uint128_t product = (__uint128_t)(hash ^ UINT64_C(0x2545f4914f6cdd1d)) * (value ^ odd);
  return (uint64_t)product ^ (uint64_t)(product >> 64) ^ ((hash << 7) + value);
}

uint64_t fingerprint_view(struct view view) {
  return hash_short(view, view.length);
}

uint64_t fingerprint_mix_view(uint64_t hash, struct view view) {
  return fingerprint_mix(hash, fingerprint_view(view));
}

static uint64_t mix_record(uint64_t hash, const struct record_type *type, const void *record,
                           enum fingerprint_depth depth);

static uint64_t mix_entry(uint64_t hash, const struct entry *entry) {
  return fingerprint_mix(hash, entry == NULL ? 0 : entry->key);
}

static uint64_t mix_target(uint64_t hash, const struct record_type *type, const void *target) {
  if (target == NULL) return fingerprint_mix(hash, 0);
  if (reads_is_entry(type)) return mix_entry(hash, target);
  if (type == &event_type) return fingerprint_mix(hash, ((const struct event *)target)->key);
  /* A commit stands for all that it holds, but for its day, which is never later than the build's. */
  if (type == &revision_type) {
    const struct revision *revision = target;
    return fingerprint_mix(fingerprint_mix_view(hash, revision->commit),
                           (uint64_t)date_day_number(revision->date));
  }
  return mix_record(hash, type, target, FINGERPRINT_DEEP);
}

static uint64_t mix_reference(uint64_t hash, const struct reference *reference) {
  return mix_entry(hash, reference->target);
}

static uint64_t mix_links(uint64_t hash, const struct record_type *type, const struct list *list) {
  size_t at = reads_is_entry(type)  ? offsetof(struct entry, key)
              : type == &event_type ? offsetof(struct event, key)
                                    : SIZE_MAX;
  for (size_t i = 0; i < list->count; i++) {
    const char *target = list_at(list, i);
    if (at == SIZE_MAX) {
      hash = mix_target(hash, type, target);
      continue;
    }
    uint64_t key;
    memcpy(&key, target + at, sizeof key);
    hash = fingerprint_mix(hash, key);
  }
  return hash;
}

static uint64_t mix_list(uint64_t hash, const struct field *field, const struct list *list,
                         enum fingerprint_depth depth) {
  const char *items = list->items;
  hash = fingerprint_mix(hash, list->count);
  if (field->kind == FIELD_LINKS) return mix_links(hash, field->target, list);
  for (size_t i = 0; i < list->count; i++) {
    if (field->kind == FIELD_RECORDS)
      hash = mix_record(hash, field->target, items + i * field->target->size, depth);
    else if (field->kind == FIELD_REFERENCES)
      hash = mix_reference(hash, (const struct reference *)list->items + i);
    else
      hash = fingerprint_mix_view(hash, text_view(((const struct text *)list->items)[i]));
  }
  return hash;
}

/* Member by member: between the seconds and the year lie bytes that mean nothing and may be anything. */
static uint64_t mix_date(uint64_t hash, const struct date *date) {
  uint64_t day = (uint64_t)date->precision | (uint64_t)date->month << 8 | (uint64_t)date->day << 16;
  uint64_t time = (uint64_t)date->hour << 24 | (uint64_t)date->minute << 32 | (uint64_t)date->second << 40;
  return fingerprint_mix(fingerprint_mix(hash, day | time), (uint32_t)date->year);
}

/* Of a value that a file gives. */
static uint64_t mix_written(uint64_t hash, enum field_kind kind, const void *value) {
  switch (kind) {
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
    return mix_date(hash, value);
  case FIELD_OPEN_END:
    return fingerprint_mix(mix_date(hash, value), date_value_is_open(*(const struct date_value *)value));
  case FIELD_INTEGER:
  case FIELD_DECIMAL: {
    const struct integer_value *number = value; /* a decimal's bits lie in the same place */
    return fingerprint_mix(fingerprint_mix(hash, (uint64_t)number->value), number->location.line != 0);
  }
  case FIELD_BOOLEAN:
    return fingerprint_mix(hash, ((const struct boolean_value *)value)->value);
  default:
    return fingerprint_mix_view(hash, text_view(*(const struct text *)value));
  }
}

bool fingerprint_counts(enum field_kind kind, enum fingerprint_depth depth) {
  if (kind == FIELD_REFERENCE || kind == FIELD_REFERENCES) return depth != FINGERPRINT_DERIVED;
  return depth == FINGERPRINT_DEEP || kind == FIELD_RECORD || kind == FIELD_RECORDS || kind == FIELD_BODY;
}

uint64_t fingerprint_value(uint64_t hash, const struct field *field, const void *value,
                           enum fingerprint_depth depth) {
  if ((field->flags & FIELD_IS_DERIVED) != 0) depth = FINGERPRINT_DEEP;
  switch (field->kind) {
  case FIELD_VIEW:
  case FIELD_MARKUP:
    return fingerprint_mix_view(hash, *(const struct view *)value);
  case FIELD_DAY:
    return mix_date(hash, value);
  case FIELD_NUMBER:
    return fingerprint_mix(hash, (uint64_t) * (const int64_t *)value);
  case FIELD_FLAG:
    return fingerprint_mix(hash, *(const bool *)value);
  case FIELD_LINK:
    return mix_target(hash, field->target, *(void *const *)value);
  case FIELD_TEXTS:
    return depth == FINGERPRINT_DEEP ? mix_list(hash, field, value, depth) : hash;
  case FIELD_LINKS:
  case FIELD_RECORDS:
  case FIELD_REFERENCES:
    return mix_list(hash, field, value, depth);
  case FIELD_REFERENCE:
    return mix_reference(hash, value);
  case FIELD_RECORD:
    hash = fingerprint_mix(hash, field_record(value) != NULL);
    return field_record(value) == NULL ? hash : mix_record(hash, field->target, field_record(value), depth);
  case FIELD_JSON:
  case FIELD_ADDRESS: /* of an entry it is mixed where its website is known; of a file it is written */
  case FIELD_BODY:    /* an entry's, likewise */
    return hash;
  default:
    return depth == FINGERPRINT_DEEP ? mix_written(hash, field->kind, value) : hash;
  }
}

static uint64_t mix_record(uint64_t hash, const struct record_type *type, const void *record,
                           enum fingerprint_depth depth) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0 || fingerprint_counts(field->kind, depth))
      hash = fingerprint_value(hash, field, (const char *)record + field->offset, depth);
  }
  return hash;
}

uint64_t fingerprint_list(const struct field *field, const struct list *list) {
  return mix_list(0, field, list, FINGERPRINT_DEEP);
}

uint64_t fingerprint_event(const struct event *event) {
  return mix_record(0, &event_type, event, FINGERPRINT_DEEP);
}
