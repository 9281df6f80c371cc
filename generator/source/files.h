/* The files of a source. */
#ifndef KYKET_SOURCE_FILES_H
#define KYKET_SOURCE_FILES_H

#include "base/view.h"

struct source;

/* Larger files of text are refused; media and static files may be of any size. */
#define SOURCE_TEXT_LIMIT ((size_t)16 * 1024 * 1024)

struct source_file {
  struct view path;         /* from the repository's root, with /, UTF-8 as stored */
  struct view name;         /* the part of `path` below the folder that was listed */
  size_t size;              /* in bytes, of a file on disk; 0 in a revision, where only reading tells */
  unsigned char object[20]; /* git's blob id; zero for a file on disk */
};

enum { SOURCE_OBJECT_BYTES = sizeof((struct source_file *)NULL)->object };

/* False of a file on disk. */
static inline bool source_file_has_object(const struct source_file *file) {
  for (size_t i = 0; i < SOURCE_OBJECT_BYTES; i++)
    if (file->object[i] != 0) return true;
  return false;
}

struct source_files {
  struct source_file *items; /* sorted by path, bytewise */
  size_t count;
  unsigned char tree[20]; /* the folder's id in a revision, where nothing in it had to be told; else zeros */
  size_t spent;           /* what they count as, see source/listing.c */
};

/* The file of that path, NULL when there is none. */
const struct source_file *source_files_find(const struct source_files *files, struct view path);

#endif
