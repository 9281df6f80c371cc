/* What a walk through the history has found, as arrays of bytes for a cache and back: the files at one commit
 * and their revisions, so that the next listing need not read what is as it was then, and the next walk need
 * not go past that commit. The arrays have the byte order and the sizes of the program that wrote them, which
 * alone may read them. Whoever keeps them, and knows where, is above this folder (register/history.h). */
#ifndef KYKET_SOURCE_HISTORY_CACHE_H
#define KYKET_SOURCE_HISTORY_CACHE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "source/history.h"
#include "source/source.h"

enum history_cache_array {
  HISTORY_CACHE_HEAD,
  HISTORY_CACHE_DELETED,
  HISTORY_CACHE_FILES,
  HISTORY_CACHE_REVISIONS,
  HISTORY_CACHE_CHANGES,
  HISTORY_CACHE_TEXT,
  HISTORY_CACHE_ARRAYS,
};

struct cached_file;
struct cached_revision;
struct cached_change;

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
  size_t revision_count, change_count;
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
 * more. */
bool history_cache_take(const struct history_cache *cache, const struct source_files *files,
                        struct history *history);

/* The last revision of a file that had one. */
struct change history_cache_last(const struct history_cache *cache, const struct cached_file *file);

/* As file_revisions_list and file_revisions_digest, of a file that was there; the digest of what came since
 * goes in. */
const struct file_change *history_cache_changes(const struct history_cache *cache,
                                                const struct file_history *file, struct arena *arena);
uint64_t history_cache_digest(const struct history_cache *cache, const struct file_history *file,
                              uint64_t digest);

/* The history of the files, found at this commit, in their order; the buffers, one for each array, must be
 * empty. False when it is too long to be kept. */
bool history_cache_encode(struct buffer arrays[static HISTORY_CACHE_ARRAYS], const unsigned char *commit,
                          const struct source_files *files, const struct history *history);

#endif
