/* All commits that lead to one, children before their parents and otherwise the newest first. */
#ifndef KYKET_SOURCE_COMMITS_H
#define KYKET_SOURCE_COMMITS_H

#include "source/revisions.h"
#include "source/source_internal.h"

struct path_set;

struct commit {
  unsigned char id[OBJECT_BYTES], tree[OBJECT_BYTES];
  struct commit **parents;
  size_t parent_count;
  git_time time;          /* the committer's */
  size_t children;        /* not yet walked */
  bool boundary;          /* of a shallow clone: its parents are not known */
  bool known;             /* what was before it is known, so its parents are not read */
  bool passed;            /* the walk has compared it with its parents */
  struct path_set *paths; /* whose line of history has come to this commit */
  struct change *change;  /* made for the first file that is changed here */
};

struct commits {
  struct commit **items; /* items[0] is where the walk starts */
  size_t count, capacity;
  bool shallow; /* the repository has commits whose parents are not known */
};

/* Reads the source's commit and all before it. Commits live in the arena; release with commits_free. */
bool commits_read(struct source *source, struct arena *arena, struct commits *commits,
                  struct diagnostics *diagnostics);

/* The same up to a commit before which everything is known. False also when a line of history leads past it,
 * or when it is more than `limit` commits away. */
bool commits_read_since(struct source *source, struct arena *arena, const unsigned char *known, size_t limit,
                        struct commits *commits);
void commits_free(struct commits *commits);

#endif
