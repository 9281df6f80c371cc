/* The revisions of each file, from the commits' history, whether this walk has come by them or one before has
 * kept them (source/history_cache.h). */
#ifndef KYKET_SOURCE_HISTORY_H
#define KYKET_SOURCE_HISTORY_H

#include "source/source.h"

/* The most revisions of a file that are kept; they are the newest. */
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

struct cached_file;

struct file_history {
  struct file_change *newest, *oldest; /* of those that are kept and that the walk has come by */
  const struct cached_file *cached;    /* those before them, which another walk has; NULL: none */
  size_t count;                        /* of all */
  uint32_t kept;                       /* of those that file_revisions_list gives */
  bool is_as_committed;                /* false for one on disk that differs from the commit */
  bool is_cut;        /* the repository knows neither all of its past nor the commit that made it */
  struct date cut_at; /* then: the oldest commit that it knows on this file's line, the committer's date */
};

struct history_cache;

struct history {
  struct file_history *files; /* of the listed files, in their order; NULL: there is no commit */
  size_t file_count;
  const struct history_cache *cache; /* where the walk ended; NULL: it was a whole one */
  bool shallow;                      /* the repository does not know all of its past */
  /* For the next walk, see source/history_cache.h: */
  bool keeps;        /* a walk can go on from here */
  size_t walked;     /* commits */
  uint64_t *deleted; /* hashes of paths below the folder that once had something and have no listed file */
  size_t deleted_count, deleted_capacity;
};

/* Puts an older revision behind the others. */
void history_add(struct file_history *history, struct file_change *older);

/* Notes that something was at a path below the folder, by the path's hash. */
void history_add_deleted(struct history *history, uint64_t hash);

/* The hash that stands for a path in `deleted`. */
uint64_t history_deleted_hash(struct view path);

void history_free(struct history *history);

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

/* The last commit that changed the file. False for none, and for a file that differs from the commit on disk.
 */
bool file_revisions_last(const struct history *history, const struct file_history *file, struct change *last);

/* The revisions of the file that are kept, the newest first; in the arena, or where they are. */
const struct file_change *file_revisions_list(const struct history *history, const struct file_history *file,
                                              struct arena *arena);

/* A number for the revisions: another one as soon as there is another revision. */
uint64_t file_revisions_digest(const struct history *history, const struct file_history *file);

#endif
