#include "source/revisions.h"

#include "base/memory.h"

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
  map_free(&history->files);
  free(history->gone);
  *history = (struct history){0};
}

const struct change *history_last(const struct history *history, struct view path) {
  const struct file_history *file = map_get(&history->files, path);
  return file == NULL || !file->is_as_committed || file->newest == NULL ? NULL : file->newest->change;
}
