#include "register/examine.h"

#include "base/memory.h"
#include "base/threads.h"

#include <stdlib.h>

enum { RUN = 64 };

struct examining {
  const struct examination *examination;
  const struct list *entries;
  bool *passed;
};

static void examine_run(void *context, size_t worker, size_t begin, size_t end) {
  const struct examining *examining = context;
  (void)worker;
  for (size_t i = begin; i < end; i++)
    examining->passed[i] =
        examining->examination->passes(examining->examination->context, list_at(examining->entries, i));
}

static void report(const struct examination *examination, struct entry *entry,
                   struct diagnostics *diagnostics) {
  struct diagnostics found = {0};
  if (!entry->hidden) {
    examination->report(examination->context, entry, diagnostics);
    return;
  }
  examination->report(examination->context, entry, &found);
  diagnostics_append(diagnostics, &found, entry_severity(entry));
  diagnostics_free(&found);
}

void registry_examine(const struct registry *registry, const struct examination *examination,
                      struct diagnostics *diagnostics) {
  struct examining examining = {examination, &registry->all,
                                memory_allocate(registry->all.count, sizeof(bool))};
  threads_do(registry->options.threads, registry->all.count, RUN, examine_run, &examining);
  for (size_t i = 0; i < registry->all.count; i++)
    if (!examining.passed[i]) report(examination, list_at(&registry->all, i), diagnostics);
  free(examining.passed);
}
