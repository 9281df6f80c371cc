#include "formats/reference.h"

#include "base/message.h"
#include "parse/entry.h"

struct writer {
  struct buffer *buffer;
  enum reference_format format;
  bool of_templates; /* fields are described as templates see them, with those that the program derives */
};

/* What a field's value is; the name of the target follows where there is one. Fields with choices, and
 * booleans in YAML, name their values instead. */
static const char *const names_in_yaml[] = {[FIELD_TEXT] = "text",
                                            [FIELD_URL] = "web address",
                                            [FIELD_PATH] = "path or web address",
                                            [FIELD_MEDIA] = "file in media/",
                                            [FIELD_DATE] = "day or time",
                                            [FIELD_WHEN] = "year, month, day or time",
                                            [FIELD_START] = "year, month or day",
                                            [FIELD_END] = "year, month or day",
                                            [FIELD_OPEN_END] = "year, month, day or open",
                                            [FIELD_INTEGER] = "whole number",
                                            [FIELD_DECIMAL] = "number",
                                            [FIELD_REFERENCE] = "id of ",
                                            [FIELD_REFERENCES] = "ids of ",
                                            [FIELD_TEXTS] = "list of texts",
                                            [FIELD_RECORD] = "mapping: ",
                                            [FIELD_RECORDS] = "list of mappings: "};

static const char *const names_in_templates[] = {[FIELD_TEXT] = "text",
                                                 [FIELD_URL] = "text",
                                                 [FIELD_PATH] = "text",
                                                 [FIELD_MEDIA] = "text",
                                                 [FIELD_CHOICE] = "text",
                                                 [FIELD_DATE] = "date",
                                                 [FIELD_WHEN] = "date",
                                                 [FIELD_START] = "date",
                                                 [FIELD_END] = "date",
                                                 [FIELD_OPEN_END] = "date",
                                                 [FIELD_INTEGER] = "number",
                                                 [FIELD_DECIMAL] = "number",
                                                 [FIELD_BOOLEAN] = "flag",
                                                 [FIELD_REFERENCE] = "",
                                                 [FIELD_REFERENCES] = "list of ",
                                                 [FIELD_TEXTS] = "list of texts",
                                                 [FIELD_RECORD] = "",
                                                 [FIELD_RECORDS] = "list of ",
                                                 [FIELD_VIEW] = "text",
                                                 [FIELD_MARKUP] = "markup",
                                                 [FIELD_BODY] = "markup",
                                                 [FIELD_DAY] = "date",
                                                 [FIELD_NUMBER] = "number",
                                                 [FIELD_FLAG] = "flag",
                                                 [FIELD_LINK] = "",
                                                 [FIELD_LINKS] = "list of ",
                                                 [FIELD_JSON] = "data",
                                                 [FIELD_ADDRESS] = "text"};

/* mdoc begins a macro with a dot or an apostrophe at the head of a line, an escape with a backslash, and a
 * sentence on a line of its own. */
static void add_man_text(struct buffer *buffer, const char *text) {
  if (text[0] == '.' || text[0] == '\'') buffer_add_string(buffer, "\\&");
  for (const char *at = text; *at != '\0'; at++) {
    bool ends_sentence = at[0] == ' ' && at > text && at[-1] == '.' && at[1] >= 'A' && at[1] <= 'Z';
    if (*at == '\\')
      buffer_add_string(buffer, "\\e");
    else
      buffer_add_byte(buffer, ends_sentence ? '\n' : *at);
  }
}

/* Before and after a word that is typed as it is. */
static const char *code_mark(const struct writer *writer) {
  return writer->format == REFERENCE_MARKDOWN ? "`" : "";
}

static void add_choices(const struct writer *writer, const char *const *choices) {
  for (size_t i = 0; choices[i] != NULL; i++)
    buffer_format(writer->buffer, "%s%s%s%s", i == 0 ? "" : ", ", code_mark(writer), choices[i],
                  code_mark(writer));
}

static void add_kind(const struct writer *writer, const struct field *field) {
  static const char *const booleans[] = {"true", "false", NULL};
  const char *const *names = writer->of_templates ? names_in_templates : names_in_yaml;
  if (field->choices != NULL) {
    add_choices(writer, field->choices);
  } else if (field->kind == FIELD_BOOLEAN && !writer->of_templates) {
    add_choices(writer, booleans);
  } else {
    buffer_add_string(writer->buffer, names[field->kind]);
    if (field->target != NULL) buffer_add_string(writer->buffer, field->target->name);
    if (!writer->of_templates && field_longest(field) != 0)
      buffer_format(writer->buffer, " of up to %zu characters", field_longest(field));
    if (!writer->of_templates && field->most != 0)
      buffer_format(writer->buffer, ", at most %zu", field->most);
    if (field->single != NULL && !writer->of_templates)
      buffer_format(writer->buffer, ", or one alone as %s%s%s", code_mark(writer), field->single,
                    code_mark(writer));
  }
}

static void add_markdown_row(const struct writer *writer, const struct field *field) {
  bool required = !writer->of_templates && (field->flags & REQUIRED) != 0;
  buffer_format(writer->buffer, "| `%s`%s | ", field->name, required ? " *" : "");
  add_kind(writer, field);
  if (!writer->of_templates) buffer_format(writer->buffer, " | %s", field->label);
  buffer_format(writer->buffer, " | %s |\n", field->help);
}

static void add_man_row(const struct writer *writer, const struct field *field) {
  bool required = !writer->of_templates && (field->flags & REQUIRED) != 0;
  buffer_format(writer->buffer, ".It Ic %s Pq ", field->name);
  add_kind(writer, field);
  buffer_add_string(writer->buffer, required ? "; required\n" : "\n");
  if (!writer->of_templates) buffer_format(writer->buffer, "%s:\n", field->label);
  add_man_text(writer->buffer, field->help);
  buffer_add_byte(writer->buffer, '\n');
}

static void add_row(const struct writer *writer, const struct field *field) {
  (writer->format == REFERENCE_MARKDOWN ? add_markdown_row : add_man_row)(writer, field);
}

static void begin_table(const struct writer *writer) {
  const char *begin = ".Bl -tag -width Ds\n";
  if (writer->format == REFERENCE_MARKDOWN)
    begin = writer->of_templates ? "| name | value | meaning |\n| --- | --- | --- |\n"
                                 : "| key | value | label | meaning |\n| --- | --- | --- | --- |\n";
  buffer_add_string(writer->buffer, begin);
}

static void end_table(const struct writer *writer) {
  buffer_add_string(writer->buffer, writer->format == REFERENCE_MAN ? ".El\n" : "\n");
}

/* `place` is where such a record stands; empty for a part of others. */
static void add_heading(const struct writer *writer, struct view name, const char *label, const char *place) {
  bool markdown = writer->format == REFERENCE_MARKDOWN, placed = place[0] != '\0';
  buffer_format(writer->buffer, "%s %.*s", markdown ? "####" : ".Ss", VIEW_FORMAT(name));
  if (label != NULL) buffer_format(writer->buffer, ": %s", label);
  if (placed) buffer_format(writer->buffer, markdown ? " (`%s`)" : " (%s)", place);
  buffer_add_string(writer->buffer, markdown ? "\n\n" : "\n");
}

/* The id of an entry in a data file is no field of its type. */
static const struct field id_field = {.name = "id",
                                      .kind = FIELD_TEXT,
                                      .flags = REQUIRED,
                                      .longest = ID_LIMIT,
                                      .label = "Mã",
                                      .help = "Mã dùng khi nhắc tới mục này."};

static bool is_in_yaml(const struct field *field) {
  return (field->flags & FIELD_IS_DERIVED) == 0;
}

/* The type's own keys come before those that all entries have. */
static void add_keys(const struct writer *writer, const struct record_type *type) {
  begin_table(writer);
  if (type->folder != NULL && type->key == NULL && strncmp(type->folder, "data/", 5) == 0)
    add_row(writer, &id_field);
  for (size_t common = 0; common < 2; common++)
    for (size_t i = 0; i < type->field_count; i++)
      if (is_in_yaml(&type->fields[i]) && entry_type_shares(type, &type->fields[i]) == (common == 1))
        add_row(writer, &type->fields[i]);
  end_table(writer);
}

/* Record types in the order in which they are first named. */
enum { TYPES_LIMIT = 96 };

struct types {
  const struct record_type *items[TYPES_LIMIT];
  size_t count;
};

static bool types_add(struct types *types, const struct record_type *type) {
  for (size_t i = 0; i < types->count; i++)
    if (types->items[i] == type) return false;
  if (types->count == TYPES_LIMIT) return false;
  types->items[types->count++] = type;
  return true;
}

/* The types of the parts that a file's mappings have. */
static void collect_parts(struct types *parts, const struct record_type *type) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    bool nested = field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS;
    if (nested && is_in_yaml(field) && types_add(parts, field->target)) collect_parts(parts, field->target);
  }
}

static void add_file(const struct writer *writer, struct types *parts, const struct record_type *type) {
  struct arena arena = {0};
  bool is_file = strchr(type->folder, '.') != NULL;
  add_heading(writer, view_of(type->name), type->label,
              arena_format(&arena, "content/%s%s", type->folder, is_file ? "" : "/ID.md").data);
  arena_free(&arena);
  add_keys(writer, type);
  collect_parts(parts, type);
}

static void add_parts(const struct writer *writer, const struct types *parts) {
  for (size_t i = 0; i < parts->count; i++) {
    add_heading(writer, view_of(parts->items[i]->name), parts->items[i]->label, "");
    add_keys(writer, parts->items[i]);
  }
}

void reference_write(struct buffer *buffer, const struct record_type *type, enum reference_format format) {
  struct writer writer = {.buffer = buffer, .format = format};
  struct types parts = {.count = 0};
  add_file(&writer, &parts, type);
  add_parts(&writer, &parts);
}

static bool has_files(enum entry_kind kind) {
  return strchr(entry_types[kind]->folder, '.') == NULL;
}

void reference_write_all(struct buffer *buffer, enum reference_format format) {
  struct writer writer = {.buffer = buffer, .format = format};
  struct types parts = {.count = 0};
  add_file(&writer, &parts, &site_type);
  /* Kinds with a file for each entry, then those that are kept in data files. */
  for (size_t i = 0; i < 2 * (size_t)ENTRY_KINDS; i++) {
    enum entry_kind kind = (enum entry_kind)(i % ENTRY_KINDS);
    if (has_files(kind) == (i < ENTRY_KINDS)) add_file(&writer, &parts, entry_types[kind]);
  }
  add_parts(&writer, &parts);
}

/* Whether the type has the same field at the same place: one that came from a common head. */
static bool has_field(const struct record_type *type, const struct field *field) {
  const struct field *own = record_type_find(type, view_of(field->name));
  return own != NULL && own->offset == field->offset && own->kind == field->kind;
}

static bool all_have(const struct reference_template *templates, size_t count, const struct field *field) {
  for (size_t i = 0; i < count; i++)
    if (!has_field(templates[i].type, field)) return false;
  return true;
}

/* What all templates can name. */
static void add_common_names(const struct writer *writer, const struct reference_template *templates,
                             size_t count) {
  add_heading(writer, VIEW("every template"), NULL, "");
  begin_table(writer);
  for (size_t i = 0; i < templates[0].type->field_count; i++)
    if (all_have(templates, count, &templates[0].type->fields[i]))
      add_row(writer, &templates[0].type->fields[i]);
  end_table(writer);
}

/* What a template can name besides. */
static void add_own_names(const struct writer *writer, const struct reference_template *templates,
                          size_t count, const struct reference_template *template) {
  size_t own = 0;
  struct arena arena = {0};
  add_heading(writer, arena_format(&arena, "%.*s.mustache", VIEW_FORMAT(template->name)),
              template->optional ? "a theme may be without it" : NULL, "");
  arena_free(&arena);
  for (size_t i = 0; i < template->type->field_count; i++) {
    if (all_have(templates, count, &template->type->fields[i])) continue;
    if (own++ == 0) begin_table(writer);
    add_row(writer, &template->type->fields[i]);
  }
  if (own > 0)
    end_table(writer);
  else
    buffer_add_string(writer->buffer,
                      writer->format == REFERENCE_MAN ? "No other names.\n" : "No other names.\n\n");
}

/* All types that a template comes to by the names of this one. */
static void collect_targets(struct types *targets, const struct record_type *type) {
  for (size_t i = 0; i < type->field_count; i++)
    if (type->fields[i].target != NULL && types_add(targets, type->fields[i].target))
      collect_targets(targets, type->fields[i].target);
}

/* The names that every entry has stand once, under the type `entry`. */
static void add_names_of_type(const struct writer *writer, const struct record_type *type) {
  add_heading(writer, view_of(type->name),
              entry_kind_of_type(type) != ENTRY_KINDS ? "all of entry, and" : NULL, "");
  begin_table(writer);
  for (size_t i = 0; i < type->field_count; i++)
    if (!entry_type_shares(type, &type->fields[i])) add_row(writer, &type->fields[i]);
  end_table(writer);
}

void reference_write_templates(struct buffer *buffer, const struct reference_template *templates,
                               size_t count, enum reference_format format) {
  struct writer writer = {.buffer = buffer, .format = format, .of_templates = true};
  struct types targets = {.count = 0};
  add_common_names(&writer, templates, count);
  for (size_t i = 0; i < count; i++) {
    add_own_names(&writer, templates, count, &templates[i]);
    collect_targets(&targets, templates[i].type);
  }
  types_add(&targets, &entry_type);
  for (size_t i = 0; i < targets.count; i++)
    add_names_of_type(&writer, targets.items[i]);
}

/* A message as one text: the sentence, then the way out. */
static struct view message_template(struct arena *arena, enum message_kind kind,
                                    const struct message_language *language) {
  const struct message_text *text = &language->texts[kind];
  if (text->way_out == NULL) return view_of(text->sentence);
  const char *joint = view_ends_with(view_of(text->sentence), ":") ? " " : "; ";
  return arena_format(arena, "%s%s%s", text->sentence, joint, text->way_out);
}

static void add_message(const struct writer *writer, enum message_kind kind,
                        const struct message_language *language, bool is_first) {
  struct arena arena = {0};
  struct view text = message_template(&arena, kind, language);
  const char *severity = severity_name(message_rows[kind].severity), *code = message_rows[kind].code;
  if (writer->format == REFERENCE_MARKDOWN) {
    buffer_format(writer->buffer, "| `%s` | %s | %.*s |\n", code, severity, VIEW_FORMAT(text));
  } else {
    if (is_first)
      buffer_format(writer->buffer, ".It Li %s\n", code);
    else
      buffer_add_string(writer->buffer, ".Pp\n");
    buffer_format(writer->buffer, "%s: ", severity);
    add_man_text(writer->buffer, text.data);
    buffer_add_byte(writer->buffer, '\n');
  }
  arena_free(&arena);
}

void reference_write_diagnostics(struct buffer *buffer, enum reference_format format,
                                 const struct message_language *language) {
  struct writer writer = {.buffer = buffer, .format = format};
  const char *codes[MESSAGE_KINDS];
  size_t count = message_codes(codes);
  buffer_add_string(buffer, format == REFERENCE_MAN ? ".Bl -tag -width Ds\n"
                                                    : "| code | severity | message |\n| --- | --- | --- |\n");
  for (size_t i = 0; i < count; i++) {
    bool is_first = true;
    for (enum message_kind kind = 0; kind < MESSAGE_KINDS; kind++) {
      if (strcmp(message_rows[kind].code, codes[i]) != 0) continue;
      add_message(&writer, kind, language, is_first);
      is_first = false;
    }
  }
  end_table(&writer);
}
