#include "edit/entry_template.h"

#include <strings.h>

/* How deep records are shown within records. */
enum { DEEPEST = 4 };

/* Begins as a word does, and has nothing that ends or splits a plain value. YAML reads some words and numbers
 * as other things than texts. */
static bool is_plain(struct view text) {
  static const char *const words[] = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
  if (text.length == 0) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i]) == text.length && strncasecmp(words[i], text.data, text.length) == 0) return false;
  unsigned char first = (unsigned char)text.data[0];
  bool is_letter = (first | 0x20) >= 'a' && (first | 0x20) <= 'z';
  if (!is_letter && first != '/' && first < 0x80) return false;
  for (size_t i = 0; i < text.length; i++) {
    bool is_last = i + 1 == text.length;
    if (text.data[i] == ':' && (is_last || text.data[i + 1] == ' ')) return false;
    if (text.data[i] == ' ' && (is_last || text.data[i + 1] == '#')) return false;
    if ((unsigned char)text.data[i] < ' ') return false;
  }
  return true;
}

void yaml_add_text(struct buffer *buffer, struct view text) {
  if (is_plain(text)) {
    buffer_add(buffer, text);
    return;
  }
  buffer_add_byte(buffer, '\'');
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == '\'') buffer_add_byte(buffer, '\'');
    buffer_add_byte(buffer, (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i]);
  }
  buffer_add_byte(buffer, '\'');
}

struct writing {
  struct buffer *buffer;
  const struct entry_template *entry;
  size_t indent;
};

static void begin_line(const struct writing *writing, size_t deeper, bool is_comment) {
  for (size_t i = 0; i < writing->indent; i++)
    buffer_add_byte(writing->buffer, ' ');
  if (is_comment) buffer_add_string(writing->buffer, "# ");
  for (size_t i = 0; i < deeper; i++)
    buffer_add_byte(writing->buffer, ' ');
}

/* Unless the help has them. */
static void add_choices(struct buffer *buffer, const struct field *field) {
  if (field->kind != FIELD_CHOICE || field->choices == NULL) return;
  if (strstr(field->help, field->choices[0]) != NULL) return;
  buffer_add_string(buffer, " (");
  for (const char *const *choice = field->choices; *choice != NULL; choice++)
    buffer_format(buffer, "%s%s", choice == field->choices ? "" : ", ", *choice);
  buffer_add_byte(buffer, ')');
}

static void add_help(struct buffer *buffer, const struct field *field) {
  buffer_add_string(buffer, field->help);
  add_choices(buffer, field);
  buffer_add_byte(buffer, '\n');
}

/* A field a line, its help behind it. */
static void write_parts(const struct writing *writing, const struct record_type *type, size_t deeper,
                        bool is_list, bool is_comment, unsigned depth) {
  bool is_first = is_list;
  for (size_t i = 0; i < type->field_count && depth < DEEPEST; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    bool is_required = (field->flags & REQUIRED) != 0 || (is_first && !is_comment);
    begin_line(writing, deeper, is_comment || !is_required);
    buffer_format(writing->buffer, "%s%s:  # ", is_first ? "- " : is_list ? "  " : "", field->name);
    add_help(writing->buffer, field);
    is_first = false;
    bool is_record = field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS;
    if (is_record)
      write_parts(writing, field->target, deeper + (is_list ? 4 : 2), field->kind == FIELD_RECORDS,
                  is_comment || !is_required, depth + 1);
  }
}

/* What the entry is told by: its title, its name, or the address that stands in place of an id. */
static bool is_heading(const struct record_type *type, const struct field *field) {
  if (type->key != NULL) return strcmp(field->name, type->key) == 0;
  return strcmp(field->name, "title") == 0 || strcmp(field->name, "name") == 0;
}

static struct view given_value(const struct entry_template *entry, const struct field *field) {
  for (size_t i = 0; i < entry->given_count; i++)
    if (strcmp(entry->given[i].name, field->name) == 0) return entry->given[i].value;
  return (struct view){NULL, 0};
}

static void write_value(const struct writing *writing, const struct field *field) {
  struct buffer *buffer = writing->buffer;
  struct date today = writing->entry->today;
  if (is_heading(writing->entry->type, field)) {
    buffer_add_byte(buffer, ' ');
    yaml_add_text(buffer, writing->entry->name);
  } else if ((field->kind == FIELD_DATE || field->kind == FIELD_WHEN) && (field->flags & REQUIRED) != 0) {
    buffer_format(buffer, " %04d-%02d-%02d", (int)today.year, (int)today.month, (int)today.day);
  } else if (strcmp(field->name, "draft") == 0) {
    buffer_add_string(buffer, " true");
  } else if (given_value(writing->entry, field).length > 0) {
    buffer_format(buffer, " %.*s", VIEW_FORMAT(given_value(writing->entry, field)));
  }
  buffer_add_byte(buffer, '\n');
}

static void write_field(const struct writing *writing, const struct field *field) {
  if ((field->flags & FIELD_IS_DERIVED) != 0) return;
  bool is_given = (field->flags & REQUIRED) != 0 || strcmp(field->name, "draft") == 0 ||
                  given_value(writing->entry, field).length > 0;
  begin_line(writing, 0, true);
  add_help(writing->buffer, field);
  begin_line(writing, 0, !is_given);
  buffer_format(writing->buffer, "%s:", field->name);
  write_value(writing, field);
  bool is_record = field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS;
  if (is_record) write_parts(writing, field->target, 2, field->kind == FIELD_RECORDS, !is_given, 0);
}

static bool has_own_file(const struct record_type *type) {
  return strchr(type->folder, '.') == NULL;
}

void entry_template_write(struct buffer *buffer, const struct entry_template *entry, size_t indent) {
  struct writing writing = {buffer, entry, 0};
  if (has_own_file(entry->type)) {
    buffer_add_string(buffer, "---\n");
  } else {
    begin_line(&(struct writing){buffer, entry, indent}, 0, false);
    buffer_format(buffer, "- %s: %.*s\n", entry->type->key == NULL ? "id" : entry->type->key,
                  VIEW_FORMAT(entry->id));
    writing.indent = indent + 2;
  }
  for (int shared = 0; shared < 2; shared++)
    for (size_t i = 0; i < entry->type->field_count; i++) {
      const struct field *field = &entry->type->fields[i];
      bool is_key = entry->type->key != NULL && is_heading(entry->type, field);
      if (!is_key && entry_type_shares(entry->type, field) == (shared == 1)) write_field(&writing, field);
    }
  if (has_own_file(entry->type)) buffer_add_string(buffer, "---\n");
}
