#include "depend/fingerprints.h"

#include "schema/body.h"
#include "schema/fingerprint.h"
#include "schema/reads.h"

/* Where the links lead; what they say is in the file. */
static uint64_t mix_body(uint64_t hash, const struct body *body, const struct address_book *addresses) {
  if (body == NULL) return hash;
  for (size_t i = 0; i < body->link_count; i++) {
    const struct body_link *link = &body->links[i];
    hash = fingerprint_mix(hash, link->entry == NULL ? 0 : link->entry->key);
    if (link->entry != NULL) hash = fingerprint_mix_view(hash, address_book_entry(addresses, link->entry));
    hash = fingerprint_mix_view(hash, link->title);
    if (link->picture != NULL) hash = fingerprint_mix(hash, (uint64_t)link->picture->key);
  }
  return hash;
}

/* Whether a field says more than what is written. References do so where one of the entry's leads nowhere;
 * else where they lead is written. */
static bool says_more(const struct field *field, enum fingerprint_depth depth) {
  if (field->kind == FIELD_ADDRESS && field->address == ADDRESS_OF_MEDIA) return false;
  if ((field->flags & FIELD_IS_DERIVED) != 0) return field->kind != FIELD_JSON;
  if (field->kind != FIELD_RECORD && field->kind != FIELD_RECORDS)
    return fingerprint_counts(field->kind, depth);
  for (size_t i = 0; i < field->target->field_count; i++)
    if (says_more(&field->target->fields[i], depth)) return true;
  return false;
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
    bool own;     /* it is derived from what the entry's file says, its id and the site, and, where it has
                 former names, the day */
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
    if (says_more(&type->fields[i], FINGERPRINT_LACKING) &&
        type->fields[i].offset != offsetof(struct entry, id) &&
        type->fields[i].offset != offsetof(struct entry, entry_kind))
      outline.parts[outline.count++] =
          (struct part){&type->fields[i], reads_bit(type, &type->fields[i]),
                        !says_more(&type->fields[i], FINGERPRINT_DERIVED), is_own(type, &type->fields[i])};
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
    if (same && outline->parts[i].own && !entry->has_former_names) {
      *item = old[outline->parts[i].bit];
      continue;
    }
    *item = fingerprint_mix(*item, i);
    if (field->kind == FIELD_VIEW || field->kind == FIELD_ADDRESS) {
      const struct view *found = value;
      if (found->data != view.data || found->length != view.length) hash = fingerprint_view(*found);
      view = *found;
      *item = fingerprint_mix(*item, hash);
    } else if (field->offset == offsetof(struct entry, contents)) {
      *item = fingerprint_mix(*item, entry->digest); /* of the same file's text */
    } else if (field->kind == FIELD_BODY) {
      *item = mix_body(*item, entry->body, fingerprints->addresses);
    } else {
      *item = fingerprint_value(*item, field, value,
                                entry->is_lacking ? FINGERPRINT_LACKING : FINGERPRINT_DERIVED);
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
