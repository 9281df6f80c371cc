#include "command/commands.h"
#include "command/project.h"
#include "command/report.h"

enum exit_status command_check(int argc, char **argv) {
  struct options options;
  enum exit_status status = options_read(&options, OF_CHECK, argc, argv);
  if (status != EXIT_DONE) return status;
  options.registry.advice = true;
  struct diagnostics diagnostics = {.strict = options.strict};
  struct project project = {0};
  status = project_open(&project, &options, NULL, &diagnostics);
  if (!report_print(stdout, &diagnostics, (enum report_format)options.format)) status = EXIT_ENVIRONMENT;
  if (!options.quiet && options.format == REPORT_TEXT) {
    size_t entries = 0;
    for (size_t kind = 0; project.registry != NULL && kind < ENTRY_KINDS; kind++)
      entries += project.registry->entries[kind].count;
    printf("kyket: entries: %zu, errors: %zu, warnings: %zu\n", entries, diagnostics.errors,
           diagnostics.warnings);
    if (options.verbose)
      printf("kyket: read %.3f s, planned %.3f s\n", project.read_seconds, project.plan_seconds);
  }
  project_close(&project);
  diagnostics_free(&diagnostics);
  return status;
}
