#include "register/fingerprints.h"

#include "base/hash.h"
#include "parse/body.h"
#include "schema/reads.h"

uint64_t fingerprint_mix(uint64_t hash, uint64_t value) {
  const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
  __uint128_t product = (__uint128_t)(hash ^ UINT64_C(0x2545f4914f6cdd1d)) * (value ^ odd);
  return (uint64_t)product ^ (uint64_t)(product >> 64) ^ ((hash << 7) + value);
}

static uint64_t hash_view(struct view view) {
  return hash_short(view, view.length);
}

uint64_t fingerprint_mix_view(uint64_t hash, struct view view) {
  return fingerprint_mix(hash, hash_view(view));
}

/* How much of a record counts. */
enum depth {
  DERIVED, /* what is derived: the rest is left to the digest of its file */
  LACKING, /* where its references lead, too: some of what the file names is not published */
  DEEP,    /* all, as of a record that another entry's derived field leads to */
};

static uint64_t mix_record(uint64_t hash, const struct record_type *type, const void *record,
                           enum depth depth);

static uint64_t mix_entry(uint64_t hash, const struct entry *entry) {
  return fingerprint_mix(hash, entry == NULL ? 0 : entry->key);
}

static uint64_t mix_target(uint64_t hash, const struct record_type *type, const void *target) {
  if (target == NULL) return fingerprint_mix(hash, 0);
  if (reads_is_entry(type)) return mix_entry(hash, target);
  if (type == &event_type) return fingerprint_mix(hash, ((const struct event *)target)->key);
  /* A commit stands for all that it holds. */
  if (type == &revision_type) return fingerprint_mix_view(hash, ((const struct revision *)target)->commit);
  return mix_record(hash, type, target, DEEP);
}

static uint64_t mix_reference(uint64_t hash, const struct reference *reference) {
  return mix_entry(hash, reference->target);
}

/* Where the links lead; what they say is in the file. */
static uint64_t mix_body(uint64_t hash, const struct body *body, const struct address_book *addresses) {
  if (body == NULL) return hash;
  for (size_t i = 0; i < body->link_count; i++) {
    const struct body_link *link = &body->links[i];
    hash = mix_entry(hash, link->entry);
    if (link->entry != NULL) hash = fingerprint_mix_view(hash, address_book_entry(addresses, link->entry));
    hash = fingerprint_mix_view(hash, link->title);
  }
  return hash;
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
                         enum depth depth) {
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

static uint64_t mix_date(uint64_t hash, const struct date *date) {
  uint64_t day;
  uint32_t rest;
  _Static_assert(sizeof *date == sizeof day + sizeof rest, "no gaps");
  memcpy(&day, date, sizeof day);
  memcpy(&rest, (const char *)date + sizeof day, sizeof rest);
  return fingerprint_mix(fingerprint_mix(hash, day), rest);
}

/* Of a value that a file gives. */
static uint64_t mix_written(uint64_t hash, enum field_kind kind, const void *value) {
  switch (kind) {
  case FIELD_DATE:
  case FIELD_START:
  case FIELD_END:
    return mix_date(hash, value);
  case FIELD_INTEGER:
  case FIELD_DECIMAL: {
    const struct integer_value *number = value; /* a decimal's bits lie in the same place */
    return fingerprint_mix(fingerprint_mix(hash, (uint64_t)number->value), number->mark.line != 0);
  }
  case FIELD_BOOLEAN:
    return fingerprint_mix(hash, ((const struct boolean_value *)value)->value);
  default:
    return fingerprint_mix_view(hash, text_view(*(const struct text *)value));
  }
}

/* Whether values of a field that is not derived say something at this depth. */
static bool counts(enum field_kind kind, enum depth depth) {
  if (kind == FIELD_REFERENCE || kind == FIELD_REFERENCES) return depth != DERIVED;
  return depth == DEEP || kind == FIELD_RECORD || kind == FIELD_RECORDS || kind == FIELD_BODY;
}

/* Whether a field says more than what is written. References do so where one of the entry's leads nowhere;
 * else where they lead is written. */
static bool says_more(const struct field *field, enum depth depth) {
  if (field->kind == FIELD_ADDRESS && field->address == ADDRESS_OF_MEDIA) return false;
  if ((field->flags & FIELD_IS_DERIVED) != 0) return field->kind != FIELD_JSON;
  if (field->kind != FIELD_RECORD && field->kind != FIELD_RECORDS) return counts(field->kind, depth);
  for (size_t i = 0; i < field->target->field_count; i++)
    if (says_more(&field->target->fields[i], depth)) return true;
  return false;
}

static uint64_t mix_value(uint64_t hash, const struct field *field, const void *value, enum depth depth) {
  if ((field->flags & FIELD_IS_DERIVED) != 0) depth = DEEP;
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
    return depth == DEEP ? mix_list(hash, field, value, depth) : hash;
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
    return depth == DEEP ? mix_written(hash, field->kind, value) : hash;
  }
}

static uint64_t mix_record(uint64_t hash, const struct record_type *type, const void *record,
                           enum depth depth) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0 || counts(field->kind, depth))
      hash = mix_value(hash, field, (const char *)record + field->offset, depth);
  }
  return hash;
}

static size_t bits_of(const struct record_type *type) {
  size_t derived = 0;
  for (size_t i = 0; i < type->field_count; i++)
    derived += (type->fields[i].flags & FIELD_IS_DERIVED) != 0;
  return derived + 1 < READS_BITS ? derived + 1 : READS_BITS;
}

/* The fields of a type of entries that say more than is written and than their keys, and where that goes. */
struct outline {
  struct part {
    const struct field *field;
    unsigned bit;
    bool lacking; /* it says something only where a reference leads nowhere */
    bool own;     /* it is derived from what the entry's file says, its id and the site, and nothing else */
  } * parts;
  size_t count;
};

/* Whether a derived field, whose bit is its own, follows from the entry's file. */
static bool is_own(const struct record_type *type, const struct field *field) {
  if (reads_bit(type, field) == READS_LAST) return false;
  static const size_t offsets[] = {offsetof(struct entry, heading), offsetof(struct entry, short_heading),
                                   offsetof(struct entry, contents)};
  if (field->kind == FIELD_ADDRESS) return field->address != ADDRESS_OF_HISTORY;
  for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++)
    if (field->offset == offsets[i]) return true;
  return false;
}

static struct outline outline_of(const struct record_type *type, struct arena *arena) {
  struct outline outline = {.parts = arena_array(arena, type->field_count, sizeof *outline.parts)};
  for (size_t i = 0; i < type->field_count; i++)
    if (says_more(&type->fields[i], LACKING) && type->fields[i].offset != offsetof(struct entry, id) &&
        type->fields[i].offset != offsetof(struct entry, entry_kind))
      outline.parts[outline.count++] =
          (struct part){&type->fields[i], reads_bit(type, &type->fields[i]),
                        !says_more(&type->fields[i], DERIVED), is_own(type, &type->fields[i])};
  return outline;
}

/* Most derived fields of most entries are. */
static bool is_empty(enum field_kind kind, const void *value) {
  switch (kind) {
  case FIELD_VIEW:
  case FIELD_MARKUP:
  case FIELD_ADDRESS: /* what was looked up */
    return ((const struct view *)value)->length == 0;
  case FIELD_LINKS:
  case FIELD_RECORDS:
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
    return ((const struct list *)value)->count == 0;
  case FIELD_LINK:
  case FIELD_BODY:
    return *(void *const *)value == NULL;
  case FIELD_FLAG:
    return !*(const bool *)value;
  case FIELD_NUMBER:
    return *(const int64_t *)value == 0;
  case FIELD_DAY:
    return ((const struct date *)value)->precision == DATE_NONE;
  default:
    return false;
  }
}

/* What is empty says nothing; so each part that is not says which it is. */
void fingerprints_of_entry(const struct fingerprints *fingerprints, size_t number, const uint64_t *old,
                           uint64_t *items) {
  const struct entry *entry = fingerprints->entries[number - 1];
  const struct outline *outline = &fingerprints->outlines[entry_kind_of_type(entry->type)];
  items[READS_OWN] = fingerprint_mix(entry->digest, entry->hidden);
  struct view view = {NULL, 0}; /* the last one; a name may be the short name too */
  uint64_t hash = 0;
  bool same = old != NULL && old[READS_OWN] == items[READS_OWN];
  for (size_t i = 0; i < outline->count; i++) {
    const struct field *field = outline->parts[i].field;
    const void *value = (const char *)entry + field->offset;
    struct view address;
    if (field->kind == FIELD_ADDRESS) {
      address = address_book_find(fingerprints->addresses, field->address, value);
      value = &address;
    }
    if ((outline->parts[i].lacking && !entry->is_lacking) || is_empty(field->kind, value)) continue;
    uint64_t *item = &items[outline->parts[i].bit];
    if (same && outline->parts[i].own) {
      *item = old[outline->parts[i].bit];
      continue;
    }
    *item = fingerprint_mix(*item, i);
    if (field->kind == FIELD_VIEW || field->kind == FIELD_ADDRESS) {
      const struct view *found = value;
      if (found->data != view.data || found->length != view.length) hash = hash_view(*found);
      view = *found;
      *item = fingerprint_mix(*item, hash);
    } else if (field->offset == offsetof(struct entry, contents)) {
      *item = fingerprint_mix(*item, entry->digest); /* of the same file's text */
    } else if (field->kind == FIELD_BODY) {
      *item = mix_body(*item, entry->body, fingerprints->addresses);
    } else {
      *item = mix_value(*item, field, value, entry->is_lacking ? LACKING : DERIVED);
    }
  }
}

static void number_all(struct fingerprints *fingerprints, const struct list *entries) {
  size_t bits = 0;
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    if (i == 0 || entry->type != ((const struct entry *)list_at(entries, i - 1))->type)
      bits = bits_of(entry->type);
    fingerprints->entries[fingerprints->count] = entry;
    fingerprints->keys[fingerprints->count] = entry->key;
    fingerprints->begins[fingerprints->count + 1] =
        fingerprints->begins[fingerprints->count] + (uint32_t)bits;
    fingerprints->count++;
  }
}

void fingerprints_begin(struct fingerprints *fingerprints, const struct registry *registry,
                        const struct address_book *addresses, struct arena *arena) {
  size_t count = registry->entry_count;
  struct outline *outlines = arena_array(arena, ENTRY_KINDS, sizeof *outlines);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    outlines[kind] = outline_of(entry_types[kind], arena);
  *fingerprints = (struct fingerprints){.keys = arena_array(arena, count, sizeof *fingerprints->keys),
                                        .begins = arena_array(arena, count + 1, sizeof *fingerprints->begins),
                                        .entries = arena_array(arena, count, sizeof *fingerprints->entries),
                                        .outlines = outlines,
                                        .addresses = addresses};
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    number_all(fingerprints, &registry->entries[kind]);
  number_all(fingerprints, &registry->hidden);
  fingerprints->items = arena_array(arena, fingerprints->begins[count], sizeof *fingerprints->items);
}

uint64_t fingerprint_list(const struct field *field, const struct list *list) {
  return mix_list(0, field, list, DEEP);
}

uint64_t fingerprint_event(const struct event *event) {
  return mix_record(0, &event_type, event, DEEP);
}
