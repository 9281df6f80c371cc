#include "register/load.h"

#include "base/memory.h"
#include "register/phases.h"
#include "source/history.h"
#include "source/history_past.h"

static void take_history(struct registry *registry, const struct history *history, struct entry *entry) {
  entry->history = map_get(&history->files, entry->path);
  if (entry->history == NULL) return;
  entry->revision_count = (int64_t)entry->history->count;
  if (entry->history->is_cut) entry->history_cut = entry->history->cut_at;
  const struct change *change = history_last(history, entry->path);
  if (change == NULL) return;
  entry->last_change = arena_allocate(&registry->arena, sizeof *entry->last_change);
  *entry->last_change = (struct revision){change->date, change->author, change->commit, change->summary};
}

/* Belongs to entries that have a file of their own. */
static bool add_history(struct registry *registry, struct source *source, struct diagnostics *diagnostics) {
  struct history_past past;
  struct view folder = view_of(registry->options.content);
  bool has_past = registry->options.past != NULL &&
                  history_past_open(&past, registry->options.past, folder, &registry->arena);
  registry->history = arena_allocate(&registry->arena, sizeof *registry->history);
  bool good = history_read(source, folder, &registry->files, has_past ? &past : NULL, &registry->arena,
                           registry->history, diagnostics);
  for (size_t kind = 0; good && kind < ENTRY_KINDS; kind++) {
    if (strchr(entry_types[kind]->folder, '.') != NULL) continue;
    for (size_t i = 0; i < registry->entries[kind].count; i++)
      take_history(registry, registry->history, list_at(&registry->entries[kind], i));
  }
  registry->shallow = registry->history->shallow;
  if (registry->shallow)
    diagnostics_add(
        diagnostics, SEVERITY_NOTE, (struct view){NULL, 0}, (struct mark){0}, "shallow-history",
        "the clone is shallow: changes before its oldest commit are not known and not shown; git fetch "
        "--unshallow brings them");
  return good;
}

/* So few commits are walked again rather than written. */
enum { FEW_COMMITS = 16 };

void registry_keep_history(const struct registry *registry, const struct source *source,
                           struct buffer *bytes) {
  const struct history *history = registry->history;
  if (history != NULL && history->keeps && history->walked > FEW_COMMITS)
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

struct registry *registry_load(struct source *source, const struct registry_options *options, bool history,
                               struct diagnostics *diagnostics) {
  struct registry *registry = memory_allocate(1, sizeof *registry);
  struct diagnostics found = {0};
  registry->options = *options;
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
