/* The walk through the commits' history, which finds the revisions of each file. */
#ifndef KYKET_SOURCE_HISTORY_H
#define KYKET_SOURCE_HISTORY_H

#include "source/revisions.h"

/* Walks back from the source's commit through all that came before. A commit changed a file when it differs
 * from that of every parent, and is followed to the first parent that has it as the commit has it, else to
 * all of them: what `git log -- PATH` lists, in the order of `--date-order`, for the path as it is now (files
 * are not followed through renames). `folder` is where all the files are; with the history at an earlier
 * commit, `cache` (else NULL), only what came after that is walked, if it leads there. False with a
 * diagnostic when commits or trees are missing or damaged; in a shallow or partial clone it is no error that
 * they are missing. Everything lives in the arena but what history_free releases, and the cache must live as
 * long. */
bool history_read(struct source *source, struct view folder, const struct source_files *files,
                  const struct history_cache *cache, struct arena *arena, struct history *history,
                  struct diagnostics *diagnostics);

#endif
