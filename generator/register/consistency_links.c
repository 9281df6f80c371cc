#include "parse/body.h"
#include "register/consistency_rules.h"

static void name_target(const struct entry *entry, struct entry *target) {
  if (target != NULL && target != entry) target->is_named = true;
}

static void name_targets(const struct entry *entry, const struct list *references) {
  const struct reference *items = references->items;
  for (size_t i = 0; i < references->count; i++)
    name_target(entry, items[i].target);
}

/* Types nest as their tables do, which is a fixed and small depth. */
static void walk_record(const struct entry *entry, const struct record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    if (field->kind == FIELD_REFERENCE) name_target(entry, ((const struct reference *)value)->target);
    if (field->kind == FIELD_REFERENCES) name_targets(entry, list);
    if (field->kind == FIELD_RECORD && field_record(value) != NULL)
      walk_record(entry, field->target, field_record(value));
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count; k++)
      walk_record(entry, field->target, (const char *)list->items + k * field->target->size);
  }
}

static void walk_body(const struct entry *entry) {
  for (size_t i = 0; entry->body != NULL && i < entry->body->link_count; i++)
    name_target(entry, entry->body->links[i].entry);
}

void consistency_check_links(struct diagnostics *diagnostics, const struct registry *registry) {
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      const struct entry *entry = list_at(&registry->entries[kind], i);
      walk_record(entry, entry->type, entry);
      walk_body(entry);
    }
  }
  static const enum entry_kind kinds[] = {ENTRY_ORGANIZATION, ENTRY_PERSON, ENTRY_TOPIC};
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
    const struct list *entries = &registry->entries[kinds[k]];
    for (size_t i = 0; i < entries->count; i++) {
      const struct entry *entry = list_at(entries, i);
      if (!entry->is_named)
        consistency_report(diagnostics, entry, entry->mark, message_not_linked(entry->type->name, entry->id));
    }
  }
}
