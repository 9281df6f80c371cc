#include "register/steps.h"

#include "base/memory.h"
#include "base/threads.h"

#include <stdlib.h>

/* Of one worker, kept for the steps to come. */
struct room {
  struct arena arena;
  struct growing lists;
};

struct step_rooms {
  size_t count;
  struct room items[];
};

struct doing {
  struct registry *registry;
  registry_step *const *steps;
  struct diagnostics *found; /* by step */
};

/* The first worker goes on in the registry's own arena. */
static void open_rooms(struct registry *registry) {
  size_t count = threads_count(registry->options.threads);
  struct step_rooms *rooms = memory_allocate(1, sizeof *rooms + count * sizeof(struct room));
  rooms->count = count;
  for (size_t i = 0; i < count; i++)
    rooms->items[i].lists.arena = i == 0 ? &registry->arena : &rooms->items[i].arena;
  registry->rooms = rooms;
}

static void run(void *context, size_t worker, size_t begin, size_t end) {
  struct doing *doing = context;
  for (size_t i = begin; i < end; i++)
    doing->steps[i](doing->registry, &doing->registry->rooms->items[worker].lists, &doing->found[i]);
}

void steps_do(struct registry *registry, registry_step *const *steps, size_t count,
              struct diagnostics *diagnostics) {
  if (registry->rooms == NULL) open_rooms(registry);
  struct doing doing = {registry, steps, memory_allocate(count, sizeof *doing.found)};
  threads_do(registry->options.threads, count, 1, run, &doing);
  for (size_t i = 0; i < count; i++) {
    diagnostics_append(diagnostics, &doing.found[i], SEVERITY_ERROR);
    diagnostics_free(&doing.found[i]);
  }
  free(doing.found);
}

void steps_free(struct step_rooms *rooms) {
  if (rooms == NULL) return;
  for (size_t i = 0; i < rooms->count; i++)
    arena_free(&rooms->items[i].arena);
  free(rooms);
}
