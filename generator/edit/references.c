#include "edit/references.h"

#include "base/path.h"
#include "parse/entry.h"
#include "schema/body.h"

struct search {
  struct arena *arena;
  const struct entry *wanted;
  struct view file;
  struct reference_place *items;
  size_t count, capacity;
};

static void add(struct search *search, struct reference_place place) {
  search->items =
      arena_grow(search->arena, search->items, search->count, &search->capacity, sizeof *search->items);
  place.file = search->file;
  search->items[search->count++] = place;
}

static void look_at_reference(struct search *search, const struct field *field,
                              const struct reference *reference) {
  if (reference->location.line == 0 || reference->length != REFERENCE_RESOLVED) return;
  if (reference->target == search->wanted)
    add(search, (struct reference_place){.location = reference->location, .field = field});
}

static void look_at_record(struct search *search, const struct record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
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

static void look_at_body(struct search *search, const struct body *body) {
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    const struct body_link *link = &body->links[i];
    if (link->entry == search->wanted && link->location.line != 0)
      add(search, (struct reference_place){.location = link->location, .link = link});
  }
}

struct list references_find(struct arena *arena, const struct registry *registry, const struct entry *entry) {
  struct search search = {.arena = arena, .wanted = entry};
  for (size_t i = 0; i < registry->all.count; i++) {
    const struct entry *other = list_at(&registry->all, i);
    search.file = other->path;
    look_at_record(&search, other->type, other);
    look_at_body(&search, other->body);
  }
  return list_of(search.items, search.count);
}

size_t source_location_offset(struct view text, struct source_location location) {
  size_t at = view_starts_with(text, "\xEF\xBB\xBF") ? 3 : 0;
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
  bool is_found = find_word(text, at, entry->id, begin);
  *end = *begin + entry->id.length;
  return is_found;
}
