/* The last change of each file, from the commits' history. */
#ifndef KYKET_SOURCE_HISTORY_H
#define KYKET_SOURCE_HISTORY_H

#include "base/map.h"
#include "source/source.h"

struct change {
  struct date date;    /* the author's, with the author's offset */
  struct view author;  /* the author's name */
  struct view commit;  /* 40 hex digits */
  struct view summary; /* the message's first line */
};

struct history {
  struct map changes; /* path -> struct change; a file that was never committed, or differs from the commit on
                         disk, has none */
  bool shallow;       /* the repository does not know all of its past: files changed before have none */
};

/* Walks back from the source's commit until the last change of every listed file is known. A commit changed a
 * file when it differs from that of every parent; of parents that agree the line of history is followed as
 * git log does (`git log -1 -- PATH`, exactly). False with a diagnostic when commits or trees are missing or
 * damaged; in a shallow or partial clone it is no error that they are missing. Everything lives in the arena
 * but the map (release with history_free). */
bool history_read(struct source *source, const struct source_files *files, struct arena *arena,
                  struct history *history, struct diagnostics *diagnostics);
void history_free(struct history *history);

#endif
