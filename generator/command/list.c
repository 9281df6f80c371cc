#include "command/commands.h"
#include "command/kind.h"
#include "command/project.h"
#include "command/report.h"

#include <stdlib.h>

static int compare_ids(const void *left, const void *right) {
  const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
  size_t shorter = a->id.length < b->id.length ? a->id.length : b->id.length;
  int order = memcmp(a->id.data, b->id.data, shorter);
  return order != 0 ? order : (a->id.length > b->id.length) - (a->id.length < b->id.length);
}

/* "ID<tab>NAME", by id; those that are not published too. */
static bool print_entries(const struct registry *registry, enum entry_kind kind) {
  struct arena arena = {0};
  struct list found = {0};
  for (size_t i = 0; i < registry->all.count; i++) {
    struct entry *entry = list_at(&registry->all, i);
    if (entry_kind_of_type(entry->type) == kind) list_append(&arena, &found, entry);
  }
  if (found.count > 0) qsort(found.items, found.count, sizeof(struct entry *), compare_ids);
  for (size_t i = 0; i < found.count; i++) {
    const struct entry *entry = list_at(&found, i);
    printf("%.*s\t%.*s\n", VIEW_FORMAT(entry->id), VIEW_FORMAT(entry->heading));
  }
  arena_free(&arena);
  return fflush(stdout) == 0 && !ferror(stdout);
}

/* What is wrong with the register is told, and does not hide what is there. */
enum exit_status command_list(int argc, char **argv) {
  struct options options;
  enum exit_status status = options_read(&options, OF_LIST, argc, argv);
  if (status != EXIT_DONE) return status;
  const struct message_language *language = options_language(&options, (struct view){NULL, 0});
  enum entry_kind kind = kind_find(argv[0], options.arguments[0], language);
  if (kind == ENTRY_KINDS) return EXIT_USAGE;
  struct diagnostics diagnostics = {0};
  struct project project = {0};
  status = project_read(&project, &options, false, &diagnostics);
  diagnostics_keep_errors(&diagnostics);
  language = project_language(&project, &options);
  if (!report_print(stderr, &diagnostics, REPORT_TEXT, language)) status = EXIT_ENVIRONMENT;
  if (project.registry != NULL && !print_entries(project.registry, kind)) {
    report_sentence(stderr, language, sentence_unwritable_output(argv[0]));
    status = EXIT_ENVIRONMENT;
  }
  project_close(&project);
  diagnostics_free(&diagnostics);
  return status;
}
