#include "command/project.h"

#include "register/consequences.h"
#include "register/load.h"

static bool read_theme(struct project *project, const struct options *options,
                       struct diagnostics *diagnostics) {
  struct view name = text_view(project->registry->site->theme);
  struct theme_search search = {.folder = options->theme, .name = name.length == 0 ? VIEW("default") : name};
  return theme_files_read(project->source, &search, &project->arena, &project->theme, diagnostics);
}

static void open_website(struct project *project, const struct options *options, struct published *published,
                         struct diagnostics *diagnostics) {
  struct website_side_work side_work = {0};
  if (published != NULL) side_work = published_side_work(published, project->registry);
  project->website = website_open(project->registry, &project->theme, project->source, options->base_url,
                                  published == NULL ? NULL : &side_work, diagnostics);
}

enum exit_status project_status(const struct diagnostics *diagnostics) {
  if (diagnostics->errors == 0) return EXIT_DONE;
  /* What git or the disk holds and does not give is no fault of the content. */
  return diagnostics_have_error(diagnostics, "unreadable") ? EXIT_ENVIRONMENT : EXIT_CONTENT;
}

static enum exit_status conclude(const struct options *options, struct diagnostics *diagnostics) {
  consequences_remove(diagnostics, view_of(options->registry.content));
  return project_status(diagnostics);
}

enum exit_status project_read(struct project *project, const struct options *options, bool history,
                              struct diagnostics *diagnostics) {
  double start = stopwatch_clock();
  if (project->source == NULL) project->source = source_open(&options->source, diagnostics);
  if (project->source == NULL) return EXIT_ENVIRONMENT;
  project->threads = threads_open(options->threads);
  struct registry_options registry = options->registry;
  registry.threads = project->threads;
  project->registry = registry_load(project->source, &registry, history, diagnostics);
  if (project->registry == NULL) return EXIT_ENVIRONMENT;
  project->read_seconds = stopwatch_clock() - start;
  return conclude(options, diagnostics);
}

enum exit_status project_open(struct project *project, const struct options *options,
                              struct published *published, struct diagnostics *diagnostics) {
  enum exit_status status =
      project_read(project, options, published != NULL || options->registry.advice, diagnostics);
  if (project->registry == NULL) return status;
  double start = stopwatch_clock();
  if (read_theme(project, options, diagnostics)) open_website(project, options, published, diagnostics);
  project->plan_seconds = stopwatch_clock() - start;
  return conclude(options, diagnostics);
}

const struct message_language *project_language(const struct project *project,
                                                const struct options *options) {
  struct view tag = {NULL, 0};
  if (project->registry != NULL) tag = text_view(project->registry->site->language);
  return options_language(options, tag);
}

void project_close(struct project *project) {
  website_close(project->website);
  registry_free(project->registry);
  /* Before libgit2 ends, which keeps something for each thread. */
  threads_close(project->threads);
  if (project->source != NULL) source_close(project->source);
  arena_free(&project->arena);
}
