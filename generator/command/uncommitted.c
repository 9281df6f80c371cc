#include "command/uncommitted.h"

static void find(struct uncommitted *uncommitted, const struct source *source) {
  source_find_uncommitted(source, view_of(uncommitted->options->registry.content),
                          uncommitted->options->theme == NULL, uncommitted->limit, &uncommitted->arena,
                          &uncommitted->found);
}

/* libgit2's repositories are not shared by threads. */
static void find_beside(void *context) {
  struct uncommitted *uncommitted = context;
  struct diagnostics unheard = {0};
  struct source *own = source_open_history(uncommitted->source, &unheard);
  if (own != NULL) find(uncommitted, own);
  source_close(own);
  diagnostics_free(&unheard);
}

void uncommitted_begin(struct uncommitted *uncommitted, const struct options *options,
                       const struct source *source, size_t limit) {
  if (source == NULL || options->quiet || options->source.worktree) return;
  uncommitted->options = options;
  uncommitted->source = source;
  uncommitted->limit = limit;
  threads_begin(&uncommitted->job, find_beside, uncommitted);
}

void uncommitted_find(struct uncommitted *uncommitted, const struct options *options,
                      const struct source *source, size_t limit) {
  if (source == NULL || options->quiet || options->source.worktree) return;
  uncommitted->options = options;
  uncommitted->limit = limit;
  find(uncommitted, source);
}

void uncommitted_end(struct uncommitted *uncommitted, struct diagnostics *diagnostics) {
  threads_end(&uncommitted->job);
  if (uncommitted->found.count > 0)
    diagnostics_add(diagnostics, (struct view){NULL, 0}, (struct source_location){0},
                    message_uncommitted((long long)uncommitted->found.count, uncommitted->found.files));
  arena_free(&uncommitted->arena);
}
