#include "register/web_addresses.h"

/* The fields of a type that are web addresses or records with such, as bits: types nest to a fixed and small
 * depth. */
static uint64_t fields_with_addresses(const struct record_type *type) {
  uint64_t fields = 0;
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    bool is_record = field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS;
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    if (field->kind == FIELD_URL || (is_record && fields_with_addresses(field->target) != 0))
      fields |= UINT64_C(1) << i;
  }
  return fields;
}

struct visit {
  take_web_address *take;
  void *context;
  const struct entry *entry;
};

static void visit_record(const struct visit *visit, const struct record_type *type, uint64_t fields,
                         const void *record) {
  for (; fields != 0; fields &= fields - 1) {
    const struct field *field = &type->fields[__builtin_ctzll(fields)];
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    const struct text *text = value;
    if (field->kind == FIELD_URL && text->length > 0) visit->take(visit->context, visit->entry, text);
    if (field->kind == FIELD_RECORD && field_record(value) != NULL)
      visit_record(visit, field->target, fields_with_addresses(field->target), field_record(value));
    if (field->kind != FIELD_RECORDS || list->count == 0) continue;
    uint64_t inner = fields_with_addresses(field->target);
    for (size_t i = 0; i < list->count; i++)
      visit_record(visit, field->target, inner, (const char *)list->items + i * field->target->size);
  }
}

void registry_each_web_address(const struct registry *registry, take_web_address *take, void *context) {
  uint64_t fields[ENTRY_KINDS];
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    fields[kind] = fields_with_addresses(entry_types[kind]);
  for (size_t i = 0; i < registry->all.count; i++) {
    const struct entry *entry = list_at(&registry->all, i);
    const struct visit visit = {take, context, entry};
    visit_record(&visit, entry->type, fields[entry_kind_of_type(entry->type)], entry);
  }
}
