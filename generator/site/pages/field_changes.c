#include "site/pages/field_changes.h"

#include "base/map.h"
#include "register/registry.h"
#include "site/pages/difference.h"

/* Texts from this length on are compared word by word. */
enum { LONG_TEXT = 100 };

struct comparing {
  struct page_context *context;
  struct arena *arena;
  struct list changes; /* struct history_change */
  bool is_cut;
};

static void compare_records(struct comparing *comparing, const struct record_type *type, const void *old,
                            const void *new, struct view prefix);

static const void *value_at(const struct field *field, const void *record) {
  return (const char *)record + field->offset;
}

static bool is_written(const struct field *field) {
  return (field->flags & FIELD_IS_DERIVED) == 0;
}

static struct view string_of(const struct comparing *comparing, struct view group, struct view name) {
  struct view key = ARENA_JOIN(comparing->arena, group, VIEW("."), name, VIEW_LITERAL("\0"));
  return website_string(comparing->context->website, key.data);
}

static struct view label_of(const struct comparing *comparing, const struct field *field,
                            struct view prefix) {
  struct view label = string_of(comparing, VIEW("field"), view_of(field->name));
  if (label.length == 0) label = view_of(field->label);
  return prefix.length == 0 ? label : ARENA_JOIN(comparing->arena, prefix, VIEW(", "), label);
}

static struct history_value *add_value(const struct comparing *comparing, struct list *values,
                                       struct view text) {
  struct history_value *value = arena_allocate(comparing->arena, sizeof *value);
  *value = (struct history_value){.text = text};
  list_append(comparing->arena, values, value);
  return value;
}

static void add_text(const struct comparing *comparing, struct list *values, struct view text) {
  if (text.length > 0) add_value(comparing, values, text);
}

/* An entry by its name. Where there is none of that id a later one may have it. */
static void add_name(const struct comparing *comparing, struct list *values, const struct field *field,
                     struct reference reference) {
  struct reads *reads = comparing->context->reads;
  struct view id = text_view(reference_id(reference));
  if (id.length == 0) return;
  const struct entry *entry =
      registry_find(comparing->context->website->registry, entry_kind_of_type(field->target), id);
  if (entry == NULL || entry->hidden) {
    reads_note_world(reads, READS_EVERYTHING);
    add_value(comparing, values, id);
  } else {
    reads_note(reads, entry, READS_OWN); /* it may be held back later */
    add_value(comparing, values, *(const struct view *)reads_field(reads, entry, "short_heading"));
  }
}

static void add_values(const struct comparing *comparing, struct list *values, const struct field *field,
                       const void *value);

static void add_record(const struct comparing *comparing, struct list *values, const struct record_type *type,
                       const void *record) {
  for (size_t i = 0; i < type->field_count; i++)
    if (is_written(&type->fields[i]))
      add_values(comparing, values, &type->fields[i], value_at(&type->fields[i], record));
}

static void add_element(const struct comparing *comparing, struct list *values, const struct field *field,
                        const void *element) {
  if (field->kind == FIELD_REFERENCES)
    add_name(comparing, values, field, *(const struct reference *)element);
  else if (field->kind == FIELD_TEXTS)
    add_text(comparing, values, text_view(*(const struct text *)element));
  else
    add_record(comparing, values, field->target, element);
}

static const void *element_at(const struct field *field, const struct list *list, size_t index) {
  return (const char *)list->items + index * field_stride(field);
}

static void add_date(const struct comparing *comparing, struct list *values, struct date_value date) {
  if (date.location.line == 0) return;
  struct history_value *shown = add_value(comparing, values, (struct view){NULL, 0});
  shown->day = date.value;
  shown->is_open = date_value_is_open(date);
}

/* Nothing for a value that is not given. */
static void add_values(const struct comparing *comparing, struct list *values, const struct field *field,
                       const void *value) {
  switch (field->kind) {
  case FIELD_TEXT:
  case FIELD_URL:
  case FIELD_PATH:
  case FIELD_MEDIA:
    add_text(comparing, values, text_view(*(const struct text *)value));
    break;
  case FIELD_CHOICE: {
    struct view choice = text_view(*(const struct text *)value);
    struct view words = string_of(comparing, view_of(field->name), choice);
    add_text(comparing, values, words.length > 0 ? words : choice);
    break;
  }
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    add_date(comparing, values, *(const struct date_value *)value);
    break;
  case FIELD_INTEGER: {
    const struct integer_value *number = value;
    if (number->location.line != 0)
      add_value(comparing, values, arena_integer(comparing->arena, number->value));
    break;
  }
  case FIELD_DECIMAL: {
    const struct decimal_value *number = value;
    if (number->location.line != 0)
      add_value(comparing, values, arena_format(comparing->arena, "%.6g", number->value));
    break;
  }
  case FIELD_BOOLEAN: {
    const struct boolean_value *flag = value;
    if (flag->location.line != 0)
      add_text(comparing, values,
               website_string(comparing->context->website, flag->value ? "history.yes" : "history.no"));
    break;
  }
  case FIELD_REFERENCE:
    add_name(comparing, values, field, *(const struct reference *)value);
    break;
  case FIELD_RECORD: {
    const void *record = field_record(value);
    if (record != NULL) add_record(comparing, values, field->target, record);
    break;
  }
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS: {
    const struct list *list = value;
    for (size_t i = 0; i < list->count; i++)
      add_element(comparing, values, field, element_at(field, list, i));
    break;
  }
  default:
    break; /* derived: not written */
  }
}

/* What tells values apart: their words with marks between them. */
static struct view key_of(const struct comparing *comparing, const struct list *values) {
  struct buffer key = {0};
  for (size_t i = 0; i < values->count; i++) {
    const struct history_value *value = list_at(values, i);
    buffer_add(&key, value->text);
    if (value->day.precision != DATE_NONE) date_add_iso(&key, value->day);
    buffer_add(&key, value->is_open ? VIEW("\1\n") : VIEW("\n"));
  }
  struct view copy = arena_copy(comparing->arena, buffer_view(&key));
  buffer_free(&key);
  return copy;
}

/* NULL when there are enough. */
static struct history_change *add_change(struct comparing *comparing, const char *kind, struct view label) {
  comparing->is_cut = comparing->changes.count == FIELD_CHANGES;
  if (comparing->is_cut) return NULL;
  struct history_change *change = arena_allocate(comparing->arena, sizeof *change);
  *change = (struct history_change){.change_kind = view_of(kind), .label = label};
  list_append(comparing->arena, &comparing->changes, change);
  return change;
}

static void add_difference(struct comparing *comparing, struct view label, struct list before,
                           struct list after) {
  const char *kind = before.count == 0 ? "added" : after.count == 0 ? "removed" : "changed";
  struct history_change *change = add_change(comparing, kind, label);
  if (change == NULL) return;
  change->before = before;
  change->after = after;
}

static bool is_text(const struct field *field) {
  return field->kind == FIELD_TEXT || field->kind == FIELD_URL || field->kind == FIELD_PATH ||
         field->kind == FIELD_MEDIA;
}

static void compare_texts(struct comparing *comparing, struct view label, struct view old, struct view new) {
  struct word_difference difference;
  bool is_cut = false;
  struct history_change *change = add_change(comparing, "changed", label);
  if (change == NULL) return;
  word_difference(comparing->arena, old, new, &difference);
  change->passages = history_passages(comparing->arena, &difference, &is_cut);
  comparing->is_cut |= is_cut;
}

static void compare_values(struct comparing *comparing, const struct field *field, const void *old,
                           const void *new, struct view label) {
  struct list before = {0}, after = {0};
  add_values(comparing, &before, field, old);
  add_values(comparing, &after, field, new);
  if (view_equal(key_of(comparing, &before), key_of(comparing, &after))) return;
  if (is_text(field) && before.count == 1 && after.count == 1) {
    const struct history_value *one = list_at(&before, 0), *other = list_at(&after, 0);
    if (one->text.length >= LONG_TEXT && other->text.length >= LONG_TEXT) {
      compare_texts(comparing, label, one->text, other->text);
      return;
    }
  }
  add_difference(comparing, label, before, after);
}

/* An element of a list, and whether the other list has none of its kind left. */
struct element {
  struct list values;
  struct view key;
  bool is_alone;
};

static struct element *elements_of(const struct comparing *comparing, const struct field *field,
                                   const struct list *list) {
  struct element *elements = arena_array(comparing->arena, list->count + 1, sizeof *elements);
  for (size_t i = 0; i < list->count; i++) {
    elements[i] = (struct element){0};
    add_element(comparing, &elements[i].values, field, element_at(field, list, i));
    elements[i].key = key_of(comparing, &elements[i].values);
  }
  return elements;
}

/* Marks the elements of one list that the other has not as often; false when there are none. */
static bool find_alone(struct element *elements, size_t count, const struct element *others,
                       size_t other_count) {
  struct map left = {0};
  bool is_any = false;
  for (size_t i = 0; i < other_count; i++) {
    void **slot = map_slot(&left, others[i].key);
    *slot = (void *)((uintptr_t)*slot + 1);
  }
  for (size_t i = 0; i < count; i++) {
    void **slot = map_slot(&left, elements[i].key);
    elements[i].is_alone = *slot == NULL;
    if (*slot != NULL) *slot = (void *)((uintptr_t)*slot - 1);
    is_any |= elements[i].is_alone;
  }
  map_free(&left);
  return is_any;
}

static struct view numbered(const struct comparing *comparing, struct view label, size_t index) {
  return ARENA_JOIN(comparing->arena, label, VIEW(" "), arena_integer(comparing->arena, (int64_t)index + 1));
}

static void add_elements(struct comparing *comparing, const struct field *field,
                         const struct element *elements, size_t count, struct view label, bool is_new) {
  struct list together = {0}, none = {0};
  for (size_t i = 0; i < count; i++) {
    if (!elements[i].is_alone) continue;
    const struct list *values = &elements[i].values;
    if (field->kind == FIELD_RECORDS)
      add_difference(comparing, numbered(comparing, label, i), is_new ? none : *values,
                     is_new ? *values : none);
    else
      for (size_t k = 0; k < values->count; k++)
        list_append(comparing->arena, &together, list_at(values, k));
  }
  if (together.count > 0)
    add_difference(comparing, label, is_new ? none : together, is_new ? together : none);
}

static void compare_lists(struct comparing *comparing, const struct field *field, const struct list *old,
                          const struct list *new, struct view label) {
  struct element *before = elements_of(comparing, field, old), *after = elements_of(comparing, field, new);
  bool is_gone = find_alone(before, old->count, after, new->count);
  bool is_new = find_alone(after, new->count, before, old->count);
  if (!is_gone && !is_new) {
    for (size_t i = 0; i < old->count; i++)
      if (!view_equal(before[i].key, after[i].key)) {
        add_change(comparing, "reordered", label);
        return;
      }
    return;
  }
  for (size_t i = 0; field->kind == FIELD_RECORDS && i < old->count && i < new->count; i++) {
    if (!before[i].is_alone || !after[i].is_alone) continue;
    before[i].is_alone = after[i].is_alone = false;
    compare_records(comparing, field->target, element_at(field, old, i), element_at(field, new, i),
                    numbered(comparing, label, i));
  }
  add_elements(comparing, field, before, old->count, label, false);
  add_elements(comparing, field, after, new->count, label, true);
}

static void compare_field(struct comparing *comparing, const struct field *field, const void *old,
                          const void *new, struct view prefix) {
  struct view label = label_of(comparing, field, prefix);
  if (field->kind == FIELD_REFERENCES || field->kind == FIELD_TEXTS || field->kind == FIELD_RECORDS)
    compare_lists(comparing, field, old, new, label);
  else if (field->kind == FIELD_RECORD && field_record(old) != NULL && field_record(new) != NULL)
    compare_records(comparing, field->target, field_record(old), field_record(new), label);
  else
    compare_values(comparing, field, old, new, label);
}

static void compare_records(struct comparing *comparing, const struct record_type *type, const void *old,
                            const void *new, struct view prefix) {
  for (size_t i = 0; i < type->field_count && !comparing->is_cut; i++) {
    const struct field *field = &type->fields[i];
    if (is_written(field))
      compare_field(comparing, field, value_at(field, old), value_at(field, new), prefix);
  }
}

struct list field_changes(struct page_context *context, const struct entry *old, const struct entry *new,
                          bool *is_cut) {
  struct comparing comparing = {.context = context, .arena = context->scratch};
  compare_records(&comparing, old->type, old, new, (struct view){NULL, 0});
  *is_cut = comparing.is_cut;
  return comparing.changes;
}
