#include "formats/reference.h"

static void add_choices(struct buffer *buffer, const struct field *field) {
  for (size_t i = 0; field->choices[i] != NULL; i++)
    buffer_format(buffer, "%s`%s`", i == 0 ? "" : ", ", field->choices[i]);
}

static void add_kind(struct buffer *buffer, const struct field *field) {
  static const char *const names[] = {[FIELD_TEXT] = "text",
                                      [FIELD_URL] = "web address",
                                      [FIELD_PATH] = "path or web address",
                                      [FIELD_MEDIA] = "file in `media/`",
                                      [FIELD_DATE] = "day or time",
                                      [FIELD_START] = "year or day",
                                      [FIELD_END] = "year or day",
                                      [FIELD_INTEGER] = "whole number",
                                      [FIELD_DECIMAL] = "number",
                                      [FIELD_BOOLEAN] = "`true`, `false`",
                                      [FIELD_TEXTS] = "list of texts"};
  switch (field->kind) {
  case FIELD_CHOICE:
    add_choices(buffer, field);
    break;
  case FIELD_REFERENCE:
    buffer_format(buffer, "id of %s", field->target->name);
    break;
  case FIELD_REFERENCES:
    buffer_format(buffer, "ids of %s", field->target->name);
    break;
  case FIELD_RECORD:
    buffer_format(buffer, "mapping: %s", field->target->name);
    break;
  case FIELD_RECORDS:
    buffer_format(buffer, "list of mappings: %s", field->target->name);
    break;
  default:
    buffer_add_string(buffer, names[field->kind]);
  }
}

static void add_row(struct buffer *buffer, const struct field *field) {
  buffer_format(buffer, "| `%s`%s | ", field->name, (field->flags & REQUIRED) != 0 ? " *" : "");
  add_kind(buffer, field);
  buffer_format(buffer, " | %s | %s |\n", field->label, field->help);
}

static void add_table(struct buffer *buffer, const struct record_type *type) {
  bool data = type->folder != NULL && strncmp(type->folder, "data/", 5) == 0;
  buffer_add_string(buffer, "| key | value | label | meaning |\n| --- | --- | --- | --- |\n");
  if (data) buffer_add_string(buffer, "| `id` * | text | Mã | Mã dùng khi nhắc tới mục này. |\n");
  for (size_t i = 0; i < type->field_count; i++)
    if ((type->fields[i].flags & FIELD_IS_DERIVED) == 0) add_row(buffer, &type->fields[i]);
}

/* Types of parts, each once, in the order in which they are first named. */
enum { PARTS_LIMIT = 32 };

struct parts {
  const struct record_type *types[PARTS_LIMIT];
  size_t count;
};

static void collect_parts(struct parts *parts, const struct record_type *type) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    bool nested = field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS;
    if (!nested || (field->flags & FIELD_IS_DERIVED) != 0) continue;
    bool known = parts->count == PARTS_LIMIT;
    for (size_t k = 0; k < parts->count && !known; k++)
      known = parts->types[k] == field->target;
    if (known) continue;
    parts->types[parts->count++] = field->target;
    collect_parts(parts, field->target);
  }
}

static void add_document(struct buffer *buffer, const struct record_type *type) {
  bool file = strchr(type->folder, '.') != NULL;
  buffer_format(buffer, "#### %s: %s (`content/%s%s`)\n\n", type->name, type->label, type->folder,
                file ? "" : "/ID.md");
  add_table(buffer, type);
  buffer_add_byte(buffer, '\n');
}

static void add_parts(struct buffer *buffer, const struct parts *parts) {
  for (size_t i = 0; i < parts->count; i++) {
    buffer_format(buffer, "#### %s: %s\n\n", parts->types[i]->name, parts->types[i]->label);
    add_table(buffer, parts->types[i]);
    buffer_add_byte(buffer, '\n');
  }
}

void reference_write(struct buffer *buffer, const struct record_type *type) {
  struct parts parts = {.count = 0};
  add_document(buffer, type);
  collect_parts(&parts, type);
  add_parts(buffer, &parts);
}

static bool has_files(enum entry_kind kind) {
  return strchr(entry_types[kind]->folder, '.') == NULL;
}

void reference_write_all(struct buffer *buffer) {
  struct parts parts = {.count = 0};
  add_document(buffer, &site_type);
  collect_parts(&parts, &site_type);
  /* Kinds with a file for each entry, then those that are kept in data files. */
  for (size_t i = 0; i < 2 * (size_t)ENTRY_KINDS; i++) {
    enum entry_kind kind = (enum entry_kind)(i % ENTRY_KINDS);
    if (has_files(kind) != (i < ENTRY_KINDS)) continue;
    add_document(buffer, entry_types[kind]);
    collect_parts(&parts, entry_types[kind]);
  }
  add_parts(buffer, &parts);
}
