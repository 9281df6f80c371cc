#include "register/history.h"

#include "base/memory.h"
#include "base/threads.h"
#include "source/history.h"
#include "source/history_past.h"

#include <stdlib.h>

/* What the thread that reads has for itself until the history is taken. */
struct registry_history {
  struct registry *registry;
  struct source *source;
  struct arena arena;
  struct diagnostics found;
  struct history history;
  struct threads_job job;
  bool begun, good;
};

void registry_open_past(struct registry *registry) {
  struct history_past *past = arena_allocate(&registry->arena, sizeof *past);
  const char *path = registry->options.past;
  if (path != NULL && history_past_open(past, path, view_of(registry->options.content)))
    registry->past = past;
}

static void read_history(struct registry_history *reading, struct source *source) {
  const struct registry *registry = reading->registry;
  reading->begun = true;
  reading->good = history_read(source, view_of(registry->options.content), &registry->files, registry->past,
                               &reading->arena, &reading->history, &reading->found);
}

static void read_beside(void *context) {
  struct registry_history *reading = context;
  struct diagnostics unheard = {0};
  /* Where it can't be opened again, the one reads while the other waits. */
  struct source *own = source_open_history(reading->source, &unheard);
  read_history(reading, own == NULL ? reading->source : own);
  source_close(own);
  diagnostics_free(&unheard);
}

void registry_begin_history(struct registry *registry, struct source *source) {
  struct registry_history *reading = memory_allocate(1, sizeof *reading);
  *reading = (struct registry_history){.registry = registry, .source = source};
  registry->reading_history = reading;
  if (threads_count(registry->options.threads) > 1) threads_begin(&reading->job, read_beside, reading);
}

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
      if (file_revisions_last(history, file, &last))
        entry->last_change = revision = revision_of(registry, &last, revision);
    }
}

bool registry_take_history(struct registry *registry, struct diagnostics *diagnostics) {
  struct registry_history *reading = registry->reading_history;
  threads_end(&reading->job);
  if (!reading->begun) read_history(reading, reading->source);
  diagnostics_append(diagnostics, &reading->found, SEVERITY_ERROR);
  registry->history = &reading->history;
  if (reading->good && registry->history->files != NULL) take_history(registry, registry->history);
  registry->shallow = registry->history->shallow;
  if (registry->shallow)
    diagnostics_add(diagnostics, (struct view){NULL, 0}, (struct mark){0}, message_shallow_history());
  return reading->good;
}

void registry_let_go_history(const struct registry *registry) {
  if (registry->past != NULL) history_past_let_go(registry->past);
}

void registry_end_history(struct registry *registry) {
  if (registry->reading_history != NULL) threads_end(&registry->reading_history->job);
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

void registry_free_history(struct registry *registry) {
  struct registry_history *reading = registry->reading_history;
  registry_end_history(registry);
  if (reading != NULL) {
    history_free(&reading->history);
    arena_free(&reading->arena);
    diagnostics_free(&reading->found);
    free(reading);
  }
  if (registry->past != NULL) history_past_close(registry->past);
}
