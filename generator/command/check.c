#include "command/check.h"

#include "base/memory.h"
#include "command/commands.h"
#include "command/part.h"
#include "command/report.h"
#include "command/uncommitted.h"

enum exit_status check_run(int argc, char **argv, check_more *more) {
  struct options options;
  enum exit_status status = options_read(&options, OF_CHECK, argc, argv);
  if (status != EXIT_DONE) return status;
  if (options.registry.foreign_links && more == NULL)
    return part_execute("links", argv, options_language(&options, (struct view){NULL, 0}));
  options.registry.advice = true;
  options.registry.photos.find_program = part_find_photos;
  struct diagnostics diagnostics = {.strict = options.strict};
  struct project project = {0};
  struct uncommitted uncommitted = {0};
  project.source = source_open(&options.source, &diagnostics);
  struct since since = {0};
  if (options.since != NULL && project.source != NULL &&
      !since_read(&since, &options, project.source, &diagnostics)) {
    report_print(stderr, &diagnostics, REPORT_TEXT, options_language(&options, (struct view){NULL, 0}));
    since_close(&since);
    project_close(&project);
    diagnostics_free(&diagnostics);
    return EXIT_USAGE;
  }
  uncommitted_begin(&uncommitted, &options, project.source, SIZE_MAX);
  status = project.source == NULL ? EXIT_ENVIRONMENT : project_open(&project, &options, NULL, &diagnostics);
  uncommitted_end(&uncommitted, &diagnostics);
  if (options.since != NULL && project.registry != NULL) {
    since_remove(&since, &project, &diagnostics);
    status = project_status(&diagnostics);
  }
  if (more != NULL && project.registry != NULL)
    more(&project, options.since == NULL ? NULL : &since, &diagnostics);
  since_close(&since);
  const struct message_language *language = project_language(&project, &options);
  if (!report_print(stdout, &diagnostics, (enum report_format)options.format, language)) {
    report_sentence(stderr, language, sentence_unwritable_output(argv[0]));
    status = EXIT_ENVIRONMENT;
  }
  if (!options.quiet && options.format == REPORT_TEXT) {
    size_t entries = project.registry == NULL ? 0 : registry_count(project.registry);
    report_sentence(
        stdout, language,
        sentence_checked((long long)entries, (long long)diagnostics.errors, (long long)diagnostics.warnings));
    if (options.verbose)
      report_sentence(
          stdout, language,
          sentence_checked_in(report_seconds(project.read_seconds), report_seconds(project.plan_seconds)));
  }
  if (MEMORY_FREED_AT_END) {
    project_close(&project);
    diagnostics_free(&diagnostics);
  }
  return status;
}

enum exit_status command_check(int argc, char **argv) {
  return check_run(argc, argv, NULL);
}
