/* What a walk through the history has found, as bytes for a cache and back: the files at one commit and their
 * revisions, so that the next listing need not read what is as it was then, and the next walk need not go
 * past that commit. In the byte order and with the sizes of the program that wrote it, which alone reads it.
 */
#ifndef KYKET_SOURCE_HISTORY_PAST_H
#define KYKET_SOURCE_HISTORY_PAST_H

#include "base/arena.h"
#include "base/buffer.h"
#include "source/history.h"
#include "source/source.h"

struct past_file;
struct past_revision;
struct past_change;

/* Points into the bytes that it was read from. Release with history_past_close. */
struct history_past {
  struct view folder;
  unsigned char commit[20], tree[20]; /* the commit, and the listed folder's, see struct source_files */
  size_t spent;                       /* see struct source_files */
  const struct past_file *files;      /* by path */
  size_t file_count;
  const uint64_t *gone; /* see struct history; ascending */
  size_t gone_count;
  const struct past_revision *revisions;
  const struct past_change *changes;
  size_t revision_count, change_count;
  struct view text;
  struct view bytes; /* the file, which nobody may write to meanwhile: it is replaced */
};

/* Reads the file at that path, written for the same folder of the repository. False when there is none, or
 * it is damaged or another program's. */
bool history_past_open(struct history_past *past, const char *path, struct view folder);
/* What was looked at of a large one needs no memory for now. */
void history_past_let_go(const struct history_past *past);
void history_past_close(struct history_past *past);

struct view history_past_path(const struct history_past *past, size_t index);
const unsigned char *history_past_object(const struct history_past *past, size_t index);

/* Where the first file stands whose path is not before this one. */
size_t history_past_place(const struct history_past *past, struct view path);

/* The file of that path, NULL when there was none. */
const struct past_file *history_past_find(const struct history_past *past, struct view path);

/* Puts the file's revisions of that time behind those that are newer. */
void history_past_append(const struct past_file *file, struct file_history *history);

/* Whether something may have been at the path at that commit or before it, though no file is in the list. */
bool history_past_is_gone(const struct history_past *past, struct view path);

/* The files without revisions have those that they had: none of the commits since has touched them. False
 * when one was not there. Adds to `gone` what the past knows to be gone, and its files that are not listed
 * any more. */
bool history_past_take(const struct history_past *past, const struct source_files *files,
                       struct history *history);

/* The last revision of a file that had one. */
struct change history_past_last(const struct history_past *past, const struct past_file *file);

/* As file_revisions_list and file_revisions_digest, of a file that was there; the digest of what came since
 * goes in. */
const struct file_change *history_past_changes(const struct history_past *past,
                                               const struct file_history *file, struct arena *arena);
uint64_t history_past_digest(const struct history_past *past, const struct file_history *file,
                             uint64_t digest);

/* Writes the history of the files, found at this commit, in their order, in an empty buffer. */
void history_past_write(struct buffer *bytes, const unsigned char *commit, struct view folder,
                        const struct source_files *files, const struct history *history);

#endif
