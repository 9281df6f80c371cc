#include "parse/entry_flags.h"

#include "text/legacy_encoding.h"
#include "text/year_span.h"

static const struct text *first_legacy(const struct text *texts, size_t count) {
  size_t where;
  for (size_t i = 0; i < count; i++)
    if (text_is_legacy(text_view(texts[i]), &where)) return &texts[i];
  return NULL;
}

/* Types nest as their tables do. */
const struct text *parse_legacy_text(const struct record_type *type, const void *record) {
  const struct text *found = NULL;
  for (size_t i = 0; i < type->field_count && found == NULL; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    if (field->kind == FIELD_TEXT) found = first_legacy(value, 1);
    if (field->kind == FIELD_TEXTS) found = first_legacy(list->items, list->count);
    if (field->kind == FIELD_RECORD && field_record(value) != NULL)
      found = parse_legacy_text(field->target, field_record(value));
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count && found == NULL; k++)
      found = parse_legacy_text(field->target, (const char *)list->items + k * field->target->size);
  }
  return found;
}

size_t parse_legacy_place(struct view markdown) {
  struct view rest = markdown, line;
  size_t where;
  while (view_next(&rest, '\n', &line))
    if (text_is_legacy(line, &where)) return (size_t)(line.data - markdown.data) + where;
  return VIEW_NOT_FOUND;
}

unsigned parse_entry_flags(const struct entry *entry) {
  unsigned flags = 0;
  size_t at = 0;
  struct year_span span;
  if (text_next_year_span(entry->markdown, &at, &span)) flags |= ENTRY_HAS_YEARS;
  if (parse_legacy_text(entry->type, entry) != NULL || parse_legacy_place(entry->markdown) != VIEW_NOT_FOUND)
    flags |= ENTRY_LOOKS_LEGACY;
  return flags;
}
