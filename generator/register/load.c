#include "register/load.h"

#include "base/memory.h"
#include "register/phases.h"
#include "source/history.h"
#include "source/history_past.h"

/* Entries side by side often have the same last change, which then is one record. */
static struct revision *revision_of(struct registry *registry, const struct change *change,
                                    struct revision *before) {
  if (before != NULL && before->commit.data == change->commit.data) return before;
  struct revision *revision = arena_allocate(&registry->arena, sizeof *revision);
  *revision = (struct revision){change->date, change->author, change->commit, change->summary};
  return revision;
}

static void take_history(struct registry *registry, const struct history *history) {
  struct revision *revision = NULL;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      struct change last;
      if (entry->file == 0) continue;
      const struct file_history *file = entry->history = &history->files[entry->file - 1];
      entry->revision_count = (int64_t)file->count;
      if (file->is_cut) entry->history_cut = file->cut_at;
      if (history_last(history, file, &last))
        entry->last_change = revision = revision_of(registry, &last, revision);
    }
}

/* Belongs to entries that have a file of their own. */
static bool add_history(struct registry *registry, struct source *source, struct diagnostics *diagnostics) {
  registry->history = arena_allocate(&registry->arena, sizeof *registry->history);
  bool good = history_read(source, view_of(registry->options.content), &registry->files, registry->past,
                           &registry->arena, registry->history, diagnostics);
  if (good && registry->history->files != NULL) take_history(registry, registry->history);
  registry->shallow = registry->history->shallow;
  if (registry->shallow)
    diagnostics_add(
        diagnostics, SEVERITY_NOTE, (struct view){NULL, 0}, (struct mark){0}, "shallow-history",
        "the clone is shallow: changes before its oldest commit are not known and not shown; git fetch "
        "--unshallow brings them");
  return good;
}

/* So few commits after those that are kept are walked again rather than written. */
enum { FEW_COMMITS = 16 };

void registry_keep_history(const struct registry *registry, const struct source *source,
                           struct buffer *bytes) {
  const struct history *history = registry->history;
  if (history != NULL && history->keeps && (history->past == NULL || history->walked > FEW_COMMITS))
    history_past_write(bytes, source_commit_id(source), view_of(registry->options.content), &registry->files,
                       history);
}

enum { ENDING_DAYS = 180 };

static void add_defaults(struct site *site) {
  if (site->language.value.length == 0) site->language.value = VIEW("vi");
  if (site->ending_days.mark.line == 0) site->ending_days.value = ENDING_DAYS;
}

/* Everything after reading: steps of one row need those of the rows before. */
static void complete(struct registry *registry, struct diagnostics *found) {
  static registry_step *const first[] = {registry_rank_newest, registry_resolve_numbers, registry_rank_names,
                                         registry_judge};
  static registry_step *const last[] = {registry_chronicle,
                                        registry_check,
                                        registry_check_consistency,
                                        registry_check_consistency_of_news,
                                        registry_check_overlaps,
                                        registry_partner,
                                        registry_count,
                                        registry_review};
  struct stopwatch *stopwatch = registry->options.stopwatch;
  add_defaults(registry->site);
  registry_resolve(registry, found);
  stopwatch_lap(stopwatch, "resolve");
  steps_do(registry, first, sizeof first / sizeof first[0], found);
  stopwatch_lap(stopwatch, "order");
  registry_link(registry, found);
  stopwatch_lap(stopwatch, "link");
  steps_do(registry, last, sizeof last / sizeof last[0], found);
  registry_advise(registry, found);
  stopwatch_lap(stopwatch, "derive");
}

static void open_past(struct registry *registry) {
  struct history_past *past = arena_allocate(&registry->arena, sizeof *past);
  const char *path = registry->options.past;
  if (path != NULL && history_past_open(past, path, view_of(registry->options.content)))
    registry->past = past;
}

struct registry *registry_load(struct source *source, const struct registry_options *options, bool history,
                               struct diagnostics *diagnostics) {
  struct registry *registry = memory_allocate(1, sizeof *registry);
  struct diagnostics found = {0};
  registry->options = *options;
  open_past(registry);
  bool good = registry_read(registry, source, &found);
  if (good) complete(registry, &found);
  registry_silence(registry, &found, diagnostics);
  diagnostics_free(&found);
  if (good && history && diagnostics->errors == 0) good = add_history(registry, source, diagnostics);
  stopwatch_lap(options->stopwatch, "history");
  if (good) return registry;
  registry_free(registry);
  return NULL;
}
