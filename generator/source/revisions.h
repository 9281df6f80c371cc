/* What is known of the revisions of files. */
#ifndef KYKET_SOURCE_REVISIONS_H
#define KYKET_SOURCE_REVISIONS_H

#include "base/arena.h"
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

struct past_file;

struct file_history {
  struct file_change *newest, *oldest; /* of those that are kept and that the walk has come by */
  const struct past_file *past;        /* those before them, which another walk has; NULL: none */
  size_t count;                        /* of all */
  uint32_t kept;                       /* of those that file_revisions_list gives */
  bool is_as_committed;                /* false for one on disk that differs from the commit */
  bool is_cut;        /* the repository knows neither all of its past nor the commit that made it */
  struct date cut_at; /* then: the oldest commit that it knows on this file's line, the committer's date */
};

struct history_past;

struct history {
  struct file_history *files; /* of the listed files, in their order; NULL: there is no commit */
  size_t file_count;
  const struct history_past *past; /* where the walk ended; NULL: it was a whole one */
  bool shallow;                    /* the repository does not know all of its past */
  /* For the next walk, see source/history_cache.h: */
  bool keeps;     /* a walk can go on from here */
  size_t walked;  /* commits */
  uint64_t *gone; /* hashes of paths below the folder that were something once and are no listed file */
  size_t gone_count, gone_capacity;
};

/* Puts an older revision behind the others. */
void history_add(struct file_history *history, struct file_change *older);

/* Notes that something was at a path below the folder, by the path's hash. */
void history_add_gone(struct history *history, uint64_t hash);

/* The hash that stands for a path in the list of those that are gone. */
uint64_t history_gone_hash(struct view path);

void history_free(struct history *history);

#endif
