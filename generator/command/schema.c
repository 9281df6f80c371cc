#include "command/commands.h"
#include "command/kind.h"
#include "command/report.h"
#include "formats/forms_config.h"
#include "formats/json_schema.h"
#include "formats/reference.h"
#include "site/models.h"

#include <stdio.h>

/* What is described. */
struct subject {
  const struct record_type *type; /* NULL: all types of files, unless it is one of the others */
  bool is_theme;                  /* what templates can name */
  bool is_diagnostics;            /* what a report can say */
};

/* Whether there is a JSON Schema of it. */
static bool has_schema(const struct subject *subject) {
  return !subject->is_theme && !subject->is_diagnostics;
}

/* `name` may be NULL. False when there is no such kind. */
static bool find_subject(const char *name, struct subject *subject) {
  *subject = (struct subject){0};
  if (name == NULL) return true;
  for (size_t i = 0; i <= ENTRY_KINDS; i++) {
    const struct record_type *type = i == ENTRY_KINDS ? &site_type : entry_types[i];
    if (strcmp(name, type->name) == 0) subject->type = type;
  }
  subject->is_theme = strcmp(name, "theme") == 0;
  subject->is_diagnostics = strcmp(name, "diagnostics") == 0;
  return subject->type != NULL || !has_schema(subject);
}

/* Takes the reference. */
static bool print_json(json_t *value) {
  bool good = value != NULL && json_dumpf(value, stdout, JSON_INDENT(2)) == 0 && putchar('\n') != EOF;
  json_decref(value);
  return good;
}

static bool print_schema(const struct record_type *type) {
  return print_json(type == NULL ? json_schema_of_all() : json_schema_of(type));
}

/* Of any register: what site.yaml says is for whoever builds the site. */
static bool print_forms(const struct record_type *type) {
  const struct forms_settings settings = {.content = "content"};
  return print_json(type == NULL ? forms_config(&settings) : forms_config_of(&settings, type));
}

static void add_templates(struct buffer *buffer, enum reference_format format) {
  struct reference_template templates[PAGE_KINDS];
  for (size_t i = 0; i < PAGE_KINDS; i++)
    templates[i] = (struct reference_template){page_templates[i].name, page_templates[i].type,
                                               page_templates[i].is_optional};
  reference_write_templates(buffer, templates, PAGE_KINDS, format);
}

static bool print_reference(const struct subject *subject, enum reference_format format,
                            const struct message_language *language) {
  struct buffer buffer = {0};
  if (subject->is_theme)
    add_templates(&buffer, format);
  else if (subject->is_diagnostics)
    reference_write_diagnostics(&buffer, format, language);
  else if (subject->type == NULL)
    reference_write_all(&buffer, format);
  else
    reference_write(&buffer, subject->type, format);
  bool good = fwrite(buffer.data, 1, buffer.length, stdout) == buffer.length;
  buffer_free(&buffer);
  return good;
}

enum exit_status command_schema(int argc, char **argv) {
  struct options options;
  enum exit_status status = options_read(&options, OF_SCHEMA, argc, argv);
  if (status != EXIT_DONE) return status;
  const struct message_language *language = options_language(&options, (struct view){NULL, 0});
  struct subject subject;
  if (!find_subject(options.argument_count > 0 ? options.arguments[0] : NULL, &subject)) {
    kind_refuse(argv[0], options.arguments[0], language);
    return EXIT_USAGE;
  }
  bool is_forms = options.format == SCHEMA_SVELTIA;
  if (!has_schema(&subject) && options.has_format && (options.format == SCHEMA_JSON || is_forms))
    return options_refuse(&options, argv[0], PHRASE_bad_format_of_kind, is_forms ? "sveltia" : "json");
  bool good;
  if (is_forms)
    good = print_forms(subject.type);
  else if (options.format == SCHEMA_JSON && has_schema(&subject))
    good = print_schema(subject.type);
  else
    good = print_reference(&subject, options.format == SCHEMA_MAN ? REFERENCE_MAN : REFERENCE_MARKDOWN,
                           language);
  if (good && fflush(stdout) == 0) return EXIT_DONE;
  report_sentence(stderr, language, sentence_unwritable_output(argv[0]));
  return EXIT_ENVIRONMENT;
}
