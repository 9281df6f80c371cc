#include "edit/references.h"

#include "base/path.h"
#include "edit/link_layout.h"
#include "parse/entry.h"
#include "register/continuations.h"
#include "schema/body.h"

#include <stdlib.h>

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

static void look_at_body(struct search *search, const struct body *body) {
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    const struct body_link *link = &body->links[i];
    if (link->entry == search->wanted && link->location.line != 0)
      add(search, (struct reference_place){.location = link->location, .link = link});
  }
}

static int compare_places(const void *left, const void *right) {
  return source_location_compare(((const struct reference_place *)left)->location,
                                 ((const struct reference_place *)right)->location);
}

void reference_places_sort(struct list *places) {
  struct reference_place *items = places->items;
  size_t kept = 0;
  for (size_t begin = 0, end; begin < places->count; begin = end) {
    for (end = begin + 1; end < places->count && view_equal(items[end].file, items[begin].file);)
      end++;
    qsort(items + begin, end - begin, sizeof *items, compare_places);
    for (size_t i = begin; i < end; i++)
      if (i == begin || compare_places(&items[i], &items[i - 1]) != 0 ||
          !source_location_is_exact(items[i].location))
        items[kept++] = items[i];
  }
  places->count = (uint32_t)kept;
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
  struct list places = list_of(search.items, search.count);
  reference_places_sort(&places);
  return places;
}

static size_t mark_length(struct view text) {
  return view_starts_with(text, "\xEF\xBB\xBF") ? 3 : 0;
}

size_t source_line_begin(struct view text, size_t offset) {
  size_t begin = view_line_begin(text, offset);
  return begin == 0 ? mark_length(text) : begin;
}

size_t source_cursor_offset(struct source_cursor *cursor, struct view text, struct source_location location) {
  if (!source_location_is_exact(location)) return text.length;
  if (cursor->text.data != text.data || cursor->text.length != text.length ||
      source_location_compare(location, cursor->location) < 0)
    *cursor = (struct source_cursor){text, source_location_at(1, 1), mark_length(text)};
  size_t at = cursor->offset, line = cursor->location.line, column = cursor->location.column;
  for (; line < location.line && at < text.length; line++) {
    at = view_find_byte(text, '\n', at);
    at = at == VIEW_NOT_FOUND ? text.length : at + 1;
    column = 1;
  }
  for (; column < location.column && at < text.length && text.data[at] != '\n'; column++)
    do
      at++;
    while (at < text.length && utf8_continues(text.data[at]));
  cursor->offset = at;
  cursor->location = source_location_at(line, column);
  return at;
}

size_t source_location_offset(struct view text, struct source_location location) {
  struct source_cursor cursor = {0};
  return source_cursor_offset(&cursor, text, location);
}

static bool is_of_id(struct view text, size_t at) {
  return at < text.length &&
         (parse_id_is_good(view_slice(text, at, 1)) || text.data[at] == '-' || text.data[at] == '_');
}

/* Where what is written at the place ends: the destination of a link, a value in double quotes, in which
 * letters may be escaped, else the line. */
static size_t end_of_place(const struct reference_place *place, struct view text, size_t at) {
  if (place->link != NULL)
    return link_destination_end(text, view_starts_with(view_slice(text, at, 1), "<") ? at + 1 : at);
  size_t end = view_line_end(text, at);
  if (at == text.length || text.data[at] != '"') return end;
  size_t closing = view_find_byte(text, '"', at + 1);
  return closing < end ? closing : end;
}

/* The first word in the front of the text, from `at` on, that is the id and no part of a longer one. */
static bool find_word(struct view front, size_t at, struct view id, size_t *begin) {
  for (size_t found = view_find(front, id, at); found != VIEW_NOT_FOUND;
       found = view_find(front, id, found + 1)) {
    if (is_of_id(front, found + id.length) || (found > 0 && is_of_id(front, found - 1))) continue;
    *begin = found;
    return true;
  }
  return false;
}

bool references_locate(struct source_cursor *cursor, const struct reference_place *place,
                       const struct entry *entry, struct view text, size_t *begin, size_t *end) {
  if (!source_location_is_exact(place->location)) return false;
  size_t at = source_cursor_offset(cursor, text, place->location);
  if (!find_word(view_slice(text, 0, end_of_place(place, text, at)), at, entry->id, begin)) return false;
  *end = *begin + entry->id.length;
  return true;
}
