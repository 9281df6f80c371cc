/* Where the register and the theme are read from: a revision of a git repository, or the files on disk.
 * Nothing here writes, and a repository's work tree is only touched to be read when it is asked for. */
#ifndef KYKET_SOURCE_SOURCE_H
#define KYKET_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "text/date.h"

/* Larger files of text are refused; media and static files may be of any size. */
#define SOURCE_TEXT_LIMIT (16u * 1024 * 1024)

struct source_options {
  const char *repository; /* a folder in or of a repository; NULL: the current folder */
  const char *revision;   /* NULL: HEAD */
  bool worktree;          /* the files on disk instead of a revision; then no repository is needed */
};

struct source;

/* Opens the repository around the folder. On failure: NULL, and the reason as a diagnostic (code
 * "repository", "revision", ...) with the way out. Release with source_close. */
struct source *source_open(const struct source_options *options, struct diagnostics *diagnostics);
void source_close(struct source *source);

/* The commit that is read, 40 hex digits, empty where there is none (a work tree without a repository). */
struct view source_commit(const struct source *source);
/* The commit's date (committer's), no date where there is no commit. */
struct date source_commit_date(const struct source *source);

struct source_file {
  struct view path;         /* from the repository's root, with /, in NFC bytes as stored */
  struct view name;         /* the part of `path` below the folder that was listed */
  size_t size;              /* in bytes */
  unsigned char object[20]; /* git's blob id; of a file on disk computed from its bytes on first use: zero */
};

struct source_files {
  struct source_file *items; /* sorted by path, bytewise */
  size_t count;
};

/* All regular files below a folder of the source ("content"; "themes/default"; "" is the root), at any depth.
 * Symbolic links, submodules, devices and names that begin with a dot are left out, the first two
 * with a warning each ("symbolic-link", "submodule"). False when there is no such folder: no diagnostic.
 * Views and items live in the arena. */
bool source_list(struct source *source, struct view folder, struct arena *arena, struct source_files *files,
                 struct diagnostics *diagnostics);

/* The whole text of a file in the arena. False with a diagnostic at the file when it can't be read or is
 * larger than SOURCE_TEXT_LIMIT ("too-large", "unreadable"). Encoding is not looked at. */
bool source_read_text(struct source *source, const struct source_file *file, struct arena *arena,
                      struct view *text, struct diagnostics *diagnostics);

/* Copies a file of any size to a new file at `path` below the open folder `directory`, in pieces. False with
 * a diagnostic when either side fails. */
bool source_copy(struct source *source, const struct source_file *file, int directory, const char *path,
                 struct diagnostics *diagnostics);

#endif
