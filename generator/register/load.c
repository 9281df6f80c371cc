#include "register/load.h"

#include "base/memory.h"
#include "register/entries.h"
#include "register/history.h"
#include "register/phases.h"

enum { ENDING_DAYS = 180 };

static void add_defaults(struct site *site) {
  if (site->language.length == 0) site->language = text_at(VIEW("vi"), site->language.mark);
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
  entries_forget_ids(registry->kept);
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
  registry_open_past(registry);
  bool good = registry_read(registry, source, history, &found);
  if (good) complete(registry, &found);
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
