#include "register/stages.h"

#include "base/memory.h"
#include "base/threads.h"

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
