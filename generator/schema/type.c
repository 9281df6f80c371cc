#include "schema/type.h"

#include "text/suggestion.h"

const struct field *record_type_find(const struct record_type *type, struct view name) {
  if (name.length == 0) return NULL;
  for (size_t i = 0; i < type->field_count; i++)
    if (type->fields[i].name_length == name.length && type->fields[i].name[0] == name.data[0] &&
        memcmp(type->fields[i].name, name.data, name.length) == 0)
      return &type->fields[i];
  return NULL;
}

const struct field *record_type_find_single(const struct record_type *type, struct view key) {
  for (size_t i = 0; i < type->field_count; i++)
    if (type->fields[i].single != NULL && view_equal_string(key, type->fields[i].single))
      return &type->fields[i];
  return NULL;
}

const struct field *record_type_suggest(const struct record_type *type, struct view name, bool derived_too) {
  struct suggestion suggestion = {.written = name};
  for (size_t i = 0; i < type->field_count; i++) {
    if ((type->fields[i].flags & FIELD_IS_DERIVED) != 0 && !derived_too) continue;
    suggestion_offer(&suggestion, view_of(type->fields[i].name), view_of(type->fields[i].name));
  }
  return suggestion.best.data == NULL ? NULL : record_type_find(type, suggestion.best);
}

size_t field_longest(const struct field *field) {
  enum { WORDS = 500, SENTENCES = 5000, ADDRESS = 4000 };
  if ((field->flags & FIELD_IS_DERIVED) != 0) return 0;
  switch (field->kind) {
  case FIELD_TEXT:
  case FIELD_TEXTS:
    if (field->longest != 0) return field->longest;
    return (field->flags & PROSE) != 0 ? SENTENCES : WORDS;
  case FIELD_URL:
  case FIELD_PATH:
    return ADDRESS;
  default:
    return 0;
  }
}

size_t field_stride(const struct field *field) {
  switch (field->kind) {
  case FIELD_REFERENCES:
    return sizeof(struct reference);
  case FIELD_TEXTS:
    return sizeof(struct text);
  case FIELD_RECORDS:
    return field->target->size;
  case FIELD_LINKS:
    return sizeof(void *);
  default:
    return 0;
  }
}

bool field_is_pointer(const struct field *field) {
  return field->kind == FIELD_REFERENCE || field->kind == FIELD_REFERENCES || field->kind == FIELD_LINK ||
         field->kind == FIELD_LINKS;
}

void list_append(struct arena *arena, struct list *list, void *item) {
  /* The room is always the next power of two. */
  if ((list->count & (list->count - 1)) == 0) {
    void **items = arena_array(arena, list->count == 0 ? 1 : list->count * 2, sizeof *items);
    if (list->count > 0) memcpy(items, list->items, list->count * sizeof *items);
    list->items = items;
  }
  ((void **)list->items)[list->count++] = item;
}

static void **take(struct list_builder *builder, size_t size) {
  void ***spare = &builder->spare[__builtin_ctzll(size)];
  void **items = *spare;
  if (items == NULL) return arena_array(builder->arena, size, sizeof *items);
  *spare = *items;
  return items;
}

void list_builder_enlarge(struct list_builder *builder, struct list *list) {
  void **old = list->items;
  void **items = take(builder, list->count == 0 ? 2 : list->count * 2);
  if (list->count > 0) {
    memcpy(items, old, list->count * sizeof *items);
    void ***spare = &builder->spare[__builtin_ctzll(list->count)];
    *old = *spare;
    *spare = old;
  }
  list->items = items;
}
