/* What is known of the revisions of files. */
#ifndef KYKET_SOURCE_REVISIONS_H
#define KYKET_SOURCE_REVISIONS_H

#include "base/map.h"
#include "text/date.h"

/* So many revisions of a file are kept, the newest. */
enum { HISTORY_LIMIT = 50 };

/* A commit. */
struct change {
  struct date date;    /* the author's, with the author's offset */
  struct view author;  /* the author's name */
  struct view commit;  /* 40 hex digits */
  struct view summary; /* the message's first line */
};

/* A commit that changed a file. An id of zeros: the commit has no such file (any more), or what has its name
 * is a link or a folder. */
struct file_change {
  struct file_change *older; /* the next one of the list; NULL at its end */
  const struct change *change;
  unsigned char object[20]; /* the file's blob id in this commit */
  unsigned char before[20]; /* and in the commit before, of a merge in its first parent */
};

struct file_history {
  struct file_change *newest, *oldest; /* of those that are kept */
  size_t count, kept;                  /* of all, and of those that are in the list */
  bool is_as_committed;                /* false for one on disk that differs from the commit */
  bool is_cut;        /* the repository knows neither all of its past nor the commit that made it */
  struct date cut_at; /* then: the oldest commit that it knows on this file's line, the committer's date */
};

struct history {
  struct map files; /* path -> struct file_history, of every listed file */
  bool shallow;     /* the repository does not know all of its past */
  /* For the next walk, see source/history_past.h: */
  bool keeps;     /* a walk can go on from here */
  size_t walked;  /* commits */
  uint64_t *gone; /* hashes of paths below the folder that were something once and are no listed file */
  size_t gone_count, gone_capacity;
};

/* The last commit that changed the file; NULL for none, and for one that differs from the commit on disk. */
const struct change *history_last(const struct history *history, struct view path);

/* Puts an older revision behind the others. */
void history_add(struct file_history *history, struct file_change *older);

/* Notes that something was at a path below the folder, by the path's hash. */
void history_add_gone(struct history *history, uint64_t hash);

/* The hash that stands for a path in the list of those that are gone. */
uint64_t history_gone_hash(struct view path);

void history_free(struct history *history);

#endif
