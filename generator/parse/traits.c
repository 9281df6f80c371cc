#include "parse/traits.h"

#include "text/legacy_encoding.h"
#include "text/year_span.h"

static bool are_legacy(const struct text *texts, size_t count) {
  size_t where;
  for (size_t i = 0; i < count; i++)
    if (text_is_legacy(texts[i].value, &where)) return true;
  return false;
}

/* Types nest as their tables do. */
static bool is_record_legacy(const struct record_type *type, const void *record) {
  bool found = false;
  for (size_t i = 0; i < type->field_count && !found; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    if (field->kind == FIELD_TEXT) found = are_legacy(value, 1);
    if (field->kind == FIELD_TEXTS) found = are_legacy(list->items, list->count);
    if (field->kind == FIELD_RECORD) found = is_record_legacy(field->target, value);
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count && !found; k++)
      found = is_record_legacy(field->target, (const char *)list->items + k * field->target->size);
  }
  return found;
}

static bool is_body_legacy(struct view markdown) {
  struct view line;
  size_t where;
  while (view_next(&markdown, '\n', &line))
    if (text_is_legacy(line, &where)) return true;
  return false;
}

unsigned parse_traits(const struct entry *entry) {
  unsigned traits = 0;
  size_t at = 0;
  struct year_span span;
  if (text_next_year_span(entry->markdown, &at, &span)) traits |= ENTRY_HAS_YEARS;
  if (is_record_legacy(entry->type, entry) || is_body_legacy(entry->markdown)) traits |= ENTRY_LOOKS_LEGACY;
  return traits;
}
