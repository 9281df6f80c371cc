#include "source/file_revisions.h"

#include "source/history_cache.h"

#include <xxhash.h>

bool file_revisions_last(const struct history *history, const struct file_history *file,
                         struct change *last) {
  if (!file->is_as_committed || file->kept == 0) return false;
  *last = file->newest != NULL ? *file->newest->change : history_past_last(history->past, file->past);
  return true;
}

const struct file_change *file_revisions_list(const struct history *history, const struct file_history *file,
                                              struct arena *arena) {
  return file->past == NULL ? file->newest : history_past_changes(history->past, file, arena);
}

uint64_t file_revisions_digest(const struct history *history, const struct file_history *file) {
  const uint64_t counts[] = {file->count, file->kept};
  uint64_t digest = XXH3_64bits(counts, sizeof counts);
  for (const struct file_change *at = file->newest; at != NULL; at = at->older)
    digest = XXH3_64bits_withSeed(at->change->commit.data, at->change->commit.length, digest);
  return file->past == NULL ? digest : history_past_digest(history->past, file, digest);
}
