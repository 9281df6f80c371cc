/* All commits that lead to one, children before their parents and otherwise the newest first. */
#ifndef KYKET_SOURCE_COMMITS_H
#define KYKET_SOURCE_COMMITS_H

#include "source/history.h"
#include "source/source_internal.h"

struct path_set;

struct commit {
  unsigned char id[OBJECT_BYTES], tree[OBJECT_BYTES];
  struct commit **parents;
  size_t parent_count;
  git_time time;          /* the committer's */
  size_t children;        /* not yet walked */
  bool boundary;          /* of a shallow clone: its parents are not known */
  struct path_set *paths; /* whose line of history has come to this commit */
  struct change *change;  /* made for the first file that is changed here */
};

struct commits {
  struct commit **items; /* items[0] is where the walk starts */
  size_t count, capacity;
};

/* Reads the source's commit and all before it. Commits live in the arena; release with commits_free. */
bool commits_read(struct source *source, struct arena *arena, struct commits *commits,
                  struct diagnostics *diagnostics);
void commits_free(struct commits *commits);

#endif
