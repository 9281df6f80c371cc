#include "edit/references.h"

#include "base/path.h"
#include "parse/entry.h"
#include "register/continuations.h"
#include "schema/body.h"

struct search {
  struct arena *arena;
  const struct entry *wanted, *owner;
  /* The record that is looked at. */
  const struct record_type *type;
  const void *record;
  struct reference_place *items;
  size_t count, capacity;
};

static void add(struct search *search, struct reference_place place) {
  search->items =
      arena_grow(search->arena, search->items, search->count, &search->capacity, sizeof *search->items);
  place.owner = search->owner;
  place.file = search->owner->path;
  search->items[search->count++] = place;
}

static void add_field(struct search *search, const struct field *field, struct source_location location,
                      bool is_number) {
  add(search, (struct reference_place){.location = location,
                                       .field = field,
                                       .type = search->type,
                                       .record = search->record,
                                       .is_number = is_number});
}

static void look_at_reference(struct search *search, const struct field *field,
                              const struct reference *reference) {
  if (reference->location.line == 0 || reference->length != REFERENCE_RESOLVED) return;
  if (reference->target == search->wanted) add_field(search, field, reference->location, false);
}

static void look_at_record(struct search *search, const struct record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    search->type = type;
    search->record = record;
    switch (field->kind) {
    case FIELD_REFERENCE:
      look_at_reference(search, field, value);
      break;
    case FIELD_REFERENCES:
      for (size_t k = 0; k < list->count; k++)
        look_at_reference(search, field, (const struct reference *)list->items + k);
      break;
    case FIELD_RECORD:
      if (field_record(value) != NULL) look_at_record(search, field->target, field_record(value));
      break;
    case FIELD_RECORDS:
      for (size_t k = 0; k < list->count; k++)
        look_at_record(search, field->target, (const char *)list->items + k * field_stride(field));
      break;
    default:
      break;
    }
  }
}

/* The numbers of commitments that are continued, of an agreement that names the wanted one. */
static void look_at_continuations(struct search *search, const struct agreement *agreement) {
  const struct field *field = record_type_find(&commitment_type, VIEW("continues"));
  const struct commitment *commitments = agreement->commitments.items;
  struct continuations continuations;
  if (search->wanted->type != &agreement_type || !continuations_are_given(agreement)) return;
  continuations_open(&continuations, agreement);
  search->type = &commitment_type;
  for (size_t i = 0; i < agreement->commitments.count; i++) {
    search->record = &commitments[i];
    for (size_t k = 0; k < commitments[i].continues.count; k++) {
      const struct text *text = (const struct text *)commitments[i].continues.items + k;
      struct continuation found;
      continuations_find(&continuations, text_view(*text), &found);
      if (found.agreement != NULL && &found.agreement->entry == search->wanted)
        add_field(search, field, text->location, view_find_byte(text_view(*text), '#', 0) == VIEW_NOT_FOUND);
    }
  }
  continuations_close(&continuations);
}

static void look_at_successor(struct search *search, const struct removed *removed) {
  search->type = &removed_type;
  search->record = removed;
  if (removed->successor == search->wanted)
    add_field(search, record_type_find(&removed_type, VIEW("replaced_by")), removed->replaced_by.location,
              false);
}

/* Whether a link of the same body, and so of the same definition, was found at the place. */
static bool is_known(const struct map *seen, const struct source_location *location) {
  return map_get(seen, (struct view){(const char *)location, sizeof *location}) != NULL;
}

static void look_at_body(struct search *search, const struct body *body) {
  struct map seen = {0};
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    const struct body_link *link = &body->links[i];
    if (link->entry != search->wanted || link->location.line == 0 || is_known(&seen, &link->location))
      continue;
    *map_slot(&seen, (struct view){(const char *)&link->location, sizeof link->location}) = search;
    add(search, (struct reference_place){.location = link->location, .link = link});
  }
  map_free(&seen);
}

struct list references_find(struct arena *arena, const struct registry *registry, const struct entry *entry) {
  struct search search = {.arena = arena, .wanted = entry};
  for (size_t i = 0; i < registry->all.count; i++) {
    const struct entry *other = search.owner = list_at(&registry->all, i);
    look_at_record(&search, other->type, other);
    if (other->type == &agreement_type) look_at_continuations(&search, (const struct agreement *)other);
    if (other->type == &removed_type) look_at_successor(&search, (const struct removed *)other);
    look_at_body(&search, other->body);
  }
  return list_of(search.items, search.count);
}

static size_t mark_length(struct view text) {
  return view_starts_with(text, "\xEF\xBB\xBF") ? 3 : 0;
}

size_t source_line_begin(struct view text, size_t offset) {
  size_t begin = view_line_begin(text, offset);
  return begin == 0 ? mark_length(text) : begin;
}

size_t source_location_offset(struct view text, struct source_location location) {
  size_t at = mark_length(text);
  if (!source_location_is_exact(location)) return text.length;
  for (size_t line = 1; line < location.line && at < text.length; line++) {
    at = view_find_byte(text, '\n', at);
    at = at == VIEW_NOT_FOUND ? text.length : at + 1;
  }
  for (size_t column = 1; column < location.column && at < text.length && text.data[at] != '\n'; column++)
    do
      at++;
    while (at < text.length && utf8_continues(text.data[at]));
  return at;
}

static bool is_of_id(struct view text, size_t at) {
  return at < text.length &&
         (parse_id_is_good(view_slice(text, at, 1)) || text.data[at] == '-' || text.data[at] == '_');
}

/* The first word of its line, from `at` on, that is the id and no part of a longer one. */
static bool find_word(struct view text, size_t at, struct view id, size_t *begin) {
  struct view line = view_slice(text, 0, view_line_end(text, at));
  for (size_t found = view_find(line, id, at); found != VIEW_NOT_FOUND;
       found = view_find(line, id, found + 1)) {
    if (is_of_id(line, found + id.length) || (found > 0 && is_of_id(line, found - 1))) continue;
    *begin = found;
    return true;
  }
  return false;
}

/* A link names the entry behind its scheme or by its file. What stands there in other letters than the id's,
 * as %2D or an entity, is not found. */
bool references_locate(const struct reference_place *place, const struct entry *entry, struct view text,
                       size_t *begin, size_t *end) {
  size_t at = source_location_offset(text, place->location);
  bool is_found = source_location_is_exact(place->location) && find_word(text, at, entry->id, begin);
  *end = *begin + entry->id.length;
  return is_found;
}
