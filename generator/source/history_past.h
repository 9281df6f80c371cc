/* What a walk through the history has found, as bytes for a cache and back: the revisions of each file at one
 * commit, so that the next walk need not go past that commit. In the byte order and with the sizes of the
 * program that wrote it, which alone reads it. */
#ifndef KYKET_SOURCE_HISTORY_PAST_H
#define KYKET_SOURCE_HISTORY_PAST_H

#include "base/arena.h"
#include "base/buffer.h"
#include "source/files.h"
#include "source/revisions.h"

struct past_file;
struct past_revision;
struct past_change;

/* Points into the bytes that it was read from. */
struct history_past {
  unsigned char commit[20];
  const struct past_file *files; /* by path */
  size_t file_count;
  const uint64_t *gone; /* see struct history; ascending */
  size_t gone_count;
  const struct past_revision *revisions;
  const struct past_change *changes;
  size_t revision_count, change_count;
  struct view text;
  const struct change **made; /* of the changes, as they are asked for */
  struct arena *arena;
};

/* Reads the file at that path, written for the same folder of the repository. False when there is none, or
 * it is damaged or another program's. What is made lives in the arena. */
bool history_past_open(struct history_past *past, const char *path, struct view folder, struct arena *arena);

/* Adds the file's revisions of that time to those that are newer. False when there was no such file. */
bool history_past_append(struct history_past *past, struct view path, struct file_history *history);

/* Whether something may have been at the path at that commit or before it, though no file is in the list. */
bool history_past_is_gone(const struct history_past *past, struct view path);

/* Adds to `gone` what the past knows to be gone, and its files that are not listed any more. */
void history_past_add_gone(const struct history_past *past, const struct source_files *files,
                           struct history *history);

/* Writes the history of the files, found at this commit. */
void history_past_write(struct buffer *bytes, const unsigned char *commit, struct view folder,
                        const struct source_files *files, const struct history *history);

#endif
