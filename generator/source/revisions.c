#include "source/revisions.h"

#include "base/memory.h"
#include "source/history_past.h"

#include <stdlib.h>
#include <xxhash.h>

void history_add(struct file_history *history, struct file_change *older) {
  if (history->oldest == NULL)
    history->newest = older;
  else
    history->oldest->older = older;
  history->oldest = older;
  history->kept++;
}

uint64_t history_gone_hash(struct view path) {
  return XXH3_64bits(path.data, path.length);
}

void history_add_gone(struct history *history, uint64_t hash) {
  history->gone =
      memory_grow(history->gone, history->gone_count, &history->gone_capacity, sizeof *history->gone);
  history->gone[history->gone_count++] = hash;
}

void history_free(struct history *history) {
  free(history->gone);
  *history = (struct history){0};
}

bool history_last(const struct history *history, const struct file_history *file, struct change *last) {
  if (!file->is_as_committed || file->kept == 0) return false;
  *last = file->newest != NULL ? *file->newest->change : history_past_last(history->past, file->past);
  return true;
}

const struct file_change *history_changes(const struct history *history, const struct file_history *file,
                                          struct arena *arena) {
  return file->past == NULL ? file->newest : history_past_changes(history->past, file, arena);
}

uint64_t history_digest(const struct history *history, const struct file_history *file) {
  const uint64_t counts[] = {file->count, file->kept};
  uint64_t digest = XXH3_64bits(counts, sizeof counts);
  for (const struct file_change *at = file->newest; at != NULL; at = at->older)
    digest = XXH3_64bits_withSeed(at->change->commit.data, at->change->commit.length, digest);
  return file->past == NULL ? digest : history_past_digest(history->past, file, digest);
}
