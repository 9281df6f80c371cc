/* The revisions of each file, whether a walk has come by them (source/history.h) or one before has kept them.
 * What a walk has found can be had as arrays of bytes for a cache and back: the files at one commit and their
 * revisions, so that the next listing need not read what is as it was then, and the next walk need not go
 * past that commit. The arrays have the byte order and the sizes of the program that wrote them, which alone
 * may read them. Whoever keeps them, and knows where, is above this folder (register/history.h). */
#ifndef KYKET_SOURCE_REVISIONS_H
#define KYKET_SOURCE_REVISIONS_H

#include "source/source.h"

struct cached_file;
struct history_cache;

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

struct file_history {
  struct file_change *newest, *oldest; /* of those that are kept and that the walk has come by */
  const struct cached_file *cached;    /* those before them, which another walk has; NULL: none */
  size_t count;                        /* of all */
  uint32_t kept;                       /* of those that file_revisions_list gives */
  bool is_as_committed;                /* false for one on disk that differs from the commit */
  bool is_cut;        /* the repository knows neither all of its past nor the commit that made it */
  struct date cut_at; /* then: the oldest commit that it knows on this file's line, the committer's date */
};

/* A file of Markdown below the folder that once was there and is not listed any more. */
struct gone_file {
  struct view path;
  unsigned char object[20]; /* as it was last */
  struct date date;         /* of the commit without it, the committer's; none: it is not on disk */
};

struct history {
  struct file_history *files; /* of the listed files, in their order; NULL: there is no commit */
  size_t file_count;
  const struct history_cache *cache; /* where the walk ended; NULL: it was a whole one */
  bool shallow;                      /* the repository does not know all of its past */
  bool partial;                      /* then: folders of the past were left at a server */
  /* For the next walk, see history_cache_encode: */
  bool keeps;        /* a walk can go on from here */
  size_t walked;     /* commits */
  uint64_t *deleted; /* hashes of paths below the folder that once had something and have no listed file */
  size_t deleted_count, deleted_capacity;
  struct gone_file *gone; /* each path once, those that went last first */
  size_t gone_count, gone_capacity;
};

/* Puts an older revision behind the others. */
void history_add(struct file_history *history, struct file_change *older);

/* Notes that something was at a path below the folder, by the path's hash. */
void history_add_deleted(struct history *history, uint64_t hash);

/* Notes that a file is gone; the path must stay. */
void history_add_gone(struct history *history, struct gone_file gone);

/* The hash that stands for a path in `deleted`. */
uint64_t history_deleted_hash(struct view path);

void history_free(struct history *history);

/* The last commit that changed the file. False for none, and for a file that differs from the commit on disk.
 */
bool file_revisions_last(const struct history *history, const struct file_history *file, struct change *last);

/* When the commit was made that is the file's first; no date where there is none, or where it is not known:
 * its past is cut, or has more revisions than are kept. */
struct date file_revisions_first(const struct history *history, const struct file_history *file);

/* The revisions of the file that are kept, the newest first; in the arena, or where they are. */
const struct file_change *file_revisions_list(const struct history *history, const struct file_history *file,
                                              struct arena *arena);

/* A number for the revisions: another one as soon as there is another revision. */
uint64_t file_revisions_digest(const struct history *history, const struct file_history *file);

enum history_cache_array {
  HISTORY_CACHE_HEAD,
  HISTORY_CACHE_DELETED,
  HISTORY_CACHE_FILES,
  HISTORY_CACHE_REVISIONS,
  HISTORY_CACHE_CHANGES,
  HISTORY_CACHE_GONE,
  HISTORY_CACHE_TEXT,
  HISTORY_CACHE_ARRAYS,
};

struct cached_revision;
struct cached_change;
struct cached_gone;

/* Points into the arrays that it was decoded from. */
struct history_cache {
  struct view folder;
  unsigned char commit[20], tree[20]; /* the commit, and the listed folder's, see struct source_files */
  size_t spent;                       /* see struct source_files */
  const struct cached_file *files;    /* by path */
  size_t file_count;
  const uint64_t *deleted; /* see struct history; ascending */
  size_t deleted_count;
  const struct cached_revision *revisions;
  const struct cached_change *changes;
  const struct cached_gone *gone;
  size_t revision_count, change_count, gone_count;
  struct view text;
};

/* From arrays that were encoded for the same folder of the repository, which the caller makes sure of, and
 * that are aligned for any type. False when they are not sound: any bytes can be decoded. */
bool history_cache_decode(struct history_cache *cache, const struct view arrays[static HISTORY_CACHE_ARRAYS],
                          struct view folder);

struct view history_cache_path(const struct history_cache *cache, size_t index);
const unsigned char *history_cache_object(const struct history_cache *cache, size_t index);

/* Where the first file stands whose path is not before this one. */
size_t history_cache_place(const struct history_cache *cache, struct view path);

/* The file of that path, NULL when there was none. */
const struct cached_file *history_cache_find(const struct history_cache *cache, struct view path);

/* Puts the file's revisions of that time behind those that are newer. */
void history_cache_append(const struct cached_file *file, struct file_history *history);

/* Whether something may have been at the path at that commit or before it, though no file is in the list. */
bool history_cache_is_deleted(const struct history_cache *cache, struct view path);

/* The files without revisions have those that they had: none of the commits since has touched them. False
 * when one was not there. Adds to `deleted` what the cache has there, and its files that are not listed any
 * more; to `gone` those of the cache that are not listed now and not there yet. */
bool history_cache_take(const struct history_cache *cache, const struct source_files *files,
                        struct history *history);

/* The history of the files, found at this commit, in their order; the buffers, one for each array, must be
 * empty. False when it is too long to be kept. */
bool history_cache_encode(struct buffer arrays[static HISTORY_CACHE_ARRAYS], const unsigned char *commit,
                          const struct source_files *files, const struct history *history);

#endif
