#include "register/load.h"

#include "base/memory.h"
#include "register/history.h"
#include "register/phases.h"
#include "text/collation.h"

enum { ENDING_DAYS = 180 };

static void add_defaults(struct site *site) {
  if (site->language.value.length == 0) site->language.value = VIEW("vi");
  if (site->ending_days.mark.line == 0) site->ending_days.value = ENDING_DAYS;
}

static void add_sort_keys(struct registry *registry) {
  struct view tag = arena_copy(&registry->arena, registry->site->language.value);
  struct collation *collation = collation_open(tag.data);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      if (collation == NULL)
        entry->sort_key = entry->heading;
      else if (kind == ENTRY_PERSON)
        entry->sort_key = collation_name_key(collation, &registry->arena, entry->heading);
      else if (kind != ENTRY_NEWS && kind != ENTRY_AGREEMENT)
        entry->sort_key = collation_key(collation, &registry->arena, entry->heading);
    }
  }
  if (collation != NULL) collation_close(collation);
}

/* Everything after reading. */
static void complete(struct registry *registry, struct diagnostics *found) {
  struct stopwatch *stopwatch = registry->options.stopwatch;
  add_defaults(registry->site);
  registry_resolve(registry, found);
  registry_resolve_numbers(registry, found);
  registry_check(registry, found);
  stopwatch_lap(stopwatch, "resolve");
  add_sort_keys(registry);
  registry_rank(registry);
  stopwatch_lap(stopwatch, "order");
  registry_judge(registry, found);
  registry_link(registry);
  registry_gather_commitments(registry);
  registry_count(registry);
  registry_review(registry);
  registry_partner(registry);
  stopwatch_lap(stopwatch, "link");
  registry_check_consistency(registry, found);
  stopwatch_lap(stopwatch, "consistency");
  registry_chronicle(registry);
  stopwatch_lap(stopwatch, "events");
}

struct registry *registry_load(struct source *source, const struct registry_options *options, bool history,
                               struct diagnostics *diagnostics) {
  struct registry *registry = memory_allocate(1, sizeof *registry);
  struct diagnostics found = {0};
  registry->options = *options;
  registry_open_past(registry);
  bool good = registry_read(registry, source, history, &found);
  if (good) complete(registry, &found);
  registry_silence(registry, &found, diagnostics);
  diagnostics_free(&found);
  if (good && history && diagnostics->errors == 0) good = registry_take_history(registry, diagnostics);
  stopwatch_lap(options->stopwatch, "history");
  if (good) return registry;
  registry_free(registry);
  return NULL;
}
