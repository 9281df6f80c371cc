#include "command/commands.h"
#include "formats/json_schema.h"
#include "formats/reference.h"
#include "text/suggestion.h"

#include <getopt.h>
#include <stdio.h>

static enum exit_status usage(const char *problem, const char *value, struct view best) {
  fprintf(stderr, "kyket schema: %s: %s", problem, value);
  if (best.data != NULL) fprintf(stderr, "; did you mean \"%.*s\"?", VIEW_FORMAT(best));
  fprintf(stderr, "\n");
  return EXIT_USAGE;
}

static const struct record_type *find_type(const char *name, struct view *best) {
  struct suggestion suggestion = {.written = view_of(name)};
  for (size_t i = 0; i <= ENTRY_KINDS; i++) {
    const struct record_type *type = i == ENTRY_KINDS ? &site_type : entry_types[i];
    if (strcmp(name, type->name) == 0) return type;
    suggestion_offer(&suggestion, view_of(type->name), view_of(type->name));
  }
  *best = suggestion.best;
  return NULL;
}

static bool print_json(const struct record_type *type) {
  json_t *schema = type == NULL ? json_schema_of_all() : json_schema_of(type);
  bool good = schema != NULL && json_dumpf(schema, stdout, JSON_INDENT(2)) == 0 && putchar('\n') != EOF;
  json_decref(schema);
  return good;
}

static bool print_markdown(const struct record_type *type) {
  struct buffer buffer = {0};
  if (type == NULL)
    reference_write_all(&buffer);
  else
    reference_write(&buffer, type);
  bool good = fwrite(buffer.data, 1, buffer.length, stdout) == buffer.length;
  buffer_free(&buffer);
  return good;
}

enum exit_status command_schema(int argc, char **argv) {
  static const struct option names[] = {{"format", required_argument, NULL, 'f'}, {NULL, 0, NULL, 0}};
  bool markdown = false;
  struct view none = {NULL, 0};
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":", names, NULL)) != -1;) {
    if (option != 'f') return usage("unknown option or no value", argv[optind - 1], none);
    markdown = strcmp(optarg, "markdown") == 0;
    if (!markdown && strcmp(optarg, "json") != 0) return usage("--format is json or markdown", optarg, none);
  }
  const struct record_type *type = NULL;
  if (optind < argc) {
    struct view best = none;
    type = find_type(argv[optind], &best);
    if (type == NULL) return usage("there is no such kind of record", argv[optind], best);
    if (optind + 1 < argc) return usage("unexpected argument", argv[optind + 1], none);
  }
  bool good = markdown ? print_markdown(type) : print_json(type);
  if (good && fflush(stdout) == 0) return EXIT_DONE;
  fprintf(stderr, "kyket schema: can't write the output\n");
  return EXIT_ENVIRONMENT;
}
