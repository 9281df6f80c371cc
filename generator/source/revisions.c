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
  free(history->gone);
  *history = (struct history){0};
}
