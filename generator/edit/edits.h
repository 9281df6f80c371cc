/* Changes to the files of a work tree: gathered first, then written together. */
#ifndef KYKET_EDIT_EDITS_H
#define KYKET_EDIT_EDITS_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/map.h"
#include "schema/type.h"

/* Zero-initialise, but for the root; release with edits_free. */
struct edits {
  int root; /* the open folder that all paths begin from */
  struct arena arena;
  struct list files;  /* pointers to struct file_edit */
  struct map by_path; /* the same */
};

/* The bytes of the file as they are on disk, those of a new file as they will be; no data where it can't be
 * read, with a diagnostic at it ("unreadable"). They live as long as the edits. */
struct view edits_text(struct edits *edits, struct view path, struct diagnostics *diagnostics);

/* Puts `text` in the place of the file's bytes from `begin` to before `end`. The file's text was asked for
 * before. Places are those of that text, whatever else is replaced; they must not overlap. What is put in
 * twice at one place stands there in that order, its lines end as the file's do. */
void edits_replace(struct edits *edits, struct view path, size_t begin, size_t end, struct view text);

/* A file that is not there yet. */
void edits_create(struct edits *edits, struct view path, struct view text);

/* Moves a file, with what is replaced in it, to a path where none is. */
void edits_move(struct edits *edits, struct view path, struct view new_path);

void edits_remove(struct edits *edits, struct view path);

/* What the files would be, for source_show_changes: path -> struct source_change, in the edits' arena.
 * Release with map_free. No file that moves is among them. */
void edits_changes(struct edits *edits, struct map *changes);

/* The line of the file as it is on disk that stands in line `line` of what it would be; behind
 * edits_changes. */
uint32_t edits_old_line(struct edits *edits, struct view path, uint32_t line);

/* Writes what was gathered: first all new texts beside their files, then each by a rename, then the removals.
 * False with a diagnostic ("unwritable") where one can't be written; then no file is changed, unless a rename
 * or removal itself fails, which then names the file that is left. */
bool edits_write(struct edits *edits, struct diagnostics *diagnostics);

/* The paths that were written, moved to or removed, one a line, in the order of their first change. */
void edits_print(const struct edits *edits, struct buffer *buffer);

void edits_free(struct edits *edits);

#endif
