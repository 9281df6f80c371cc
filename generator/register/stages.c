#include "register/stages.h"
#include "base/memory.h"
#include "base/threads.h"
#include "register/entries.h"
#include "register/history.h"
#include <stdlib.h>

/* What each worker makes lists in, kept from one row of stages to the next. */
struct worker_arenas {
  size_t count;
  struct worker_arena {
    struct arena arena;
    struct list_builder lists;
  } items[];
};

struct row {
  struct registry *registry;
  registry_stage *const *stages;
  struct diagnostics *found; /* by stage */
};

/* The first worker goes on in the registry's own arena. */
static void open_worker_arenas(struct registry *registry) {
  size_t count = threads_count(registry->options.threads);
  struct worker_arenas *arenas = memory_allocate(1, sizeof *arenas + count * sizeof *arenas->items);
  arenas->count = count;
  for (size_t i = 0; i < count; i++)
    arenas->items[i].lists.arena = i == 0 ? &registry->arena : &arenas->items[i].arena;
  registry->worker_arenas = arenas;
}

static void run(void *context, size_t worker, size_t begin, size_t end) {
  const struct row *row = context;
  for (size_t i = begin; i < end; i++)
    row->stages[i](row->registry, &row->registry->worker_arenas->items[worker].lists, &row->found[i]);
}

void stages_run(struct registry *registry, registry_stage *const *stages, size_t count,
                struct diagnostics *diagnostics) {
  if (registry->worker_arenas == NULL) open_worker_arenas(registry);
  struct row row = {registry, stages, memory_allocate(count, sizeof *row.found)};
  threads_do(registry->options.threads, count, 1, run, &row);
  for (size_t i = 0; i < count; i++) {
    diagnostics_append(diagnostics, &row.found[i], SEVERITY_ERROR);
    diagnostics_free(&row.found[i]);
  }
  free(row.found);
}

void worker_arenas_free(struct worker_arenas *arenas) {
  if (arenas == NULL) return;
  for (size_t i = 0; i < arenas->count; i++)
    arena_free(&arenas->items[i].arena);
  free(arenas);
}

enum { ENDING_DAYS = 180 };

static void set_site_defaults(struct site *site) {
  if (site->language.length == 0) site->language = text_at(VIEW("vi"), site->language.location);
  if (site->ending_days.location.line == 0) site->ending_days.value = ENDING_DAYS;
}

/* Everything after reading; the rows are those of stages.h. */
static void run_stages(struct registry *registry, struct diagnostics *found) {
  static registry_stage *const first[] = {registry_rank_newest, registry_resolve_numbers, registry_rank_names,
                                          registry_derive_status};
  static registry_stage *const last[] = {registry_build_timelines,   registry_check_entries,
                                         registry_check_consistency, registry_check_consistency_of_news,
                                         registry_check_overlaps,    registry_link_partners,
                                         registry_count_statuses,    registry_derive_reviews};
  struct stopwatch *stopwatch = registry->options.stopwatch;
  set_site_defaults(registry->site);
  registry_resolve(registry, found);
  entries_forget_ids(registry->kept);
  stopwatch_lap(stopwatch, "resolve");
  stages_run(registry, first, sizeof first / sizeof first[0], found);
  stopwatch_lap(stopwatch, "order");
  registry_link(registry, found);
  stopwatch_lap(stopwatch, "link");
  stages_run(registry, last, sizeof last / sizeof last[0], found);
  registry_advise(registry, found);
  stopwatch_lap(stopwatch, "derive");
}

struct registry *registry_load(struct source *source, const struct registry_options *options, bool history,
                               struct diagnostics *diagnostics) {
  struct registry *registry = memory_allocate(1, sizeof *registry);
  struct diagnostics found = {0};
  registry->options = *options;
  registry_open_history_cache(registry);
  bool good = registry_read(registry, source, history, &found);
  if (good) run_stages(registry, &found);
  registry_silence(registry, &found, diagnostics);
  diagnostics_free(&found);
  if (good && history && diagnostics->errors == 0)
    good = registry_take_history(registry, diagnostics);
  else
    registry_end_history(registry);
  stopwatch_lap(options->stopwatch, "history");
  if (good) return registry;
  registry_free(registry);
  return NULL;
}
