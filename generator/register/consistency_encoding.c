#include "register/consistency_rules.h"
#include "text/legacy_encoding.h"

static void report(struct diagnostics *diagnostics, const struct entry *entry, struct mark mark) {
  consistency_report(diagnostics, entry, mark, RULE_LEGACY_ENCODING,
                     "this looks like Vietnamese in TCVN3 or VNI; convert the text to Unicode");
}

static bool check_texts(struct diagnostics *diagnostics, const struct entry *entry, const struct text *texts,
                        size_t count) {
  size_t where;
  for (size_t i = 0; i < count; i++) {
    if (!text_is_legacy(texts[i].value, &where)) continue;
    report(diagnostics, entry, texts[i].mark);
    return true;
  }
  return false;
}

/* True after the first report; one an entry says enough. Types nest as their tables do. */
static bool check_record(struct diagnostics *diagnostics, const struct entry *entry,
                         const struct record_type *type, const void *record) {
  bool found = false;
  for (size_t i = 0; i < type->field_count && !found; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    if (field->kind == FIELD_TEXT) found = check_texts(diagnostics, entry, value, 1);
    if (field->kind == FIELD_TEXTS) found = check_texts(diagnostics, entry, list->items, list->count);
    if (field->kind == FIELD_RECORD) found = check_record(diagnostics, entry, field->target, value);
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count && !found; k++)
      found = check_record(diagnostics, entry, field->target,
                           (const char *)list->items + k * field->target->size);
  }
  return found;
}

void consistency_check_encoding(struct diagnostics *diagnostics, const struct entry *entry) {
  if ((entry->traits & ENTRY_LOOKS_LEGACY) == 0) return;
  if (check_record(diagnostics, entry, entry->type, entry)) return;
  struct view rest = entry->markdown, line;
  while (view_next(&rest, '\n', &line)) {
    size_t where;
    if (!text_is_legacy(line, &where)) continue;
    size_t offset = (size_t)(line.data - entry->markdown.data) + where;
    report(diagnostics, entry, consistency_mark_in_body(entry, offset));
    return;
  }
}
