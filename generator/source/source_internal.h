/* What the files of source/ share; only they include it. */
#ifndef KYKET_SOURCE_SOURCE_INTERNAL_H
#define KYKET_SOURCE_SOURCE_INTERNAL_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "source/packs.h"
#include "source/source.h"
#include "source/turns.h"
#include "text/date.h"

#include <git2.h>
#include <sys/stat.h>

enum {
  OBJECT_BYTES = 20,       /* a git object's id */
  OBJECT_HEX = 40,         /* ... in hex digits */
  FOLDER_DEPTH_LIMIT = 64, /* folders below the one that is listed */
  PIECE_BYTES = 64 * 1024, /* what is copied at once */
};

struct listing;

struct source_kind {
  /* As source_list, for a folder in its plain form; adds to the listing. */
  bool (*list)(struct source *source, struct view folder, struct listing *listing);
  bool (*read_text)(struct source *source, const struct source_file *file, struct arena *arena,
                    struct view *text, struct diagnostics *diagnostics);
  size_t (*read_beginning)(struct source *source, const struct source_file *file, char *bytes, size_t size);
  /* As source_measure. */
  bool (*measure)(struct source *source, const struct source_file *file, size_t *size);
  /* Writes the file's bytes to the open file `output`. */
  bool (*copy)(struct source *source, const struct source_file *file, int output, const char *path,
               struct diagnostics *diagnostics);
};

struct source {
  const struct source_kind *kind;
  git_repository *repository; /* NULL: a folder without one */
  git_odb *objects;
  char *common;                      /* the repository's folder, of all its work trees; NULL without one */
  struct packs *packs;               /* NULL: libgit2 reads all */
  struct turns *turns;               /* to be waited for before libgit2 reads objects */
  bool (*accepts)(struct view name); /* see struct source_options */
  bool signs;                        /* see struct source_options */
  struct known_files *known;         /* see struct source_options */
  const struct map *changes;         /* see source_show_changes; NULL: none */
  bool is_partial;                   /* a partial clone: objects may be left at the server */
  bool has_commit;
  git_oid commit, tree;
  int root;        /* the open folder on disk; -1 for a revision */
  char *root_path; /* its path; NULL for a revision */
  char *place;     /* what diagnostics put before a path; NULL: nothing */
};

extern const struct source_kind source_git, source_disk;

/* Adds a name from a repository, which must not be able to write lines of its own, to a text for people. */
void source_add_name(struct buffer *text, struct view name);

/* Adds a diagnostic at a path of the source. */
void source_report(const struct source *source, struct diagnostics *diagnostics, struct view path,
                   struct message message);

/* Adds the diagnostic for an object of this path that could not be read: libgit2's result and message. */
void source_report_object(const struct source *source, struct diagnostics *diagnostics, struct view path,
                          const unsigned char *object, int result);

void source_report_too_large(const struct source *source, struct diagnostics *diagnostics, struct view path,
                             size_t size);

/* The kind and the size of an object; libgit2's result. */
int source_read_header(const struct source *source, const git_oid *id, size_t *size, git_object_t *type);

/* libgit2's message on what failed last. */
const char *source_git_reason(void);

/* Makes the object database read the loose objects of the repository with zlib; those of alternates stay
 * libgit2's. */
bool source_add_loose(git_odb *objects, const char *common_folder);

/* Lets the object database read from what the repository's alternates borrow by relative paths. */
void source_add_alternates(git_odb *objects, const char *common_folder);

/* Reports the first folder that the repository, or one that it borrows from, names and that is not there. */
bool source_report_lost_alternate(const struct source *source, struct diagnostics *diagnostics);

/* Reports the first of git's own files in an open repository that is a pipe, a device or the like, but for
 * references and loose objects, of which there can be many. */
bool source_report_special_file(git_repository *repository, struct diagnostics *diagnostics);

/* The same of references. */
bool source_report_special_reference(git_repository *repository, struct diagnostics *diagnostics);

/* The same of what may have kept the repository at or above a folder from being opened. */
bool source_report_special_above(const char *folder, struct diagnostics *diagnostics);

/* Whether the nearest `.git` in a folder or above it is a file that names a folder which is not there, which
 * is said. */
bool source_report_lost_repository(const char *folder, struct diagnostics *diagnostics);

/* Opens the commit that is to be read (options->revision, else HEAD) and fills in `commit`, `tree` and so on.
 * With `optional` a repository without a commit is no failure. */
bool source_find_commit(struct source *source, const char *revision, bool optional,
                        struct diagnostics *diagnostics);

/* A time as git stores it, brought into what a date can hold. */
struct date source_date(git_time time);

/* Opens a folder on disk that is no part of a repository. NULL with errno set. */
struct source *source_open_folder(const char *path);

/* Results beside libgit2's. */
enum { OBJECT_OF_ANOTHER_TYPE = -1000, OBJECT_ENDS_EARLY, OBJECT_IN_UNREADABLE_PACK, OBJECT_WITHOUT_FILE };

/* Why a commit of the history, named in hexadecimal digits, can't be read. */
struct message source_commit_message(const struct source *source, const char *hex, int result);

/* The first bytes of a loose object of the repository's own, as source_read_beginning; SIZE_MAX too where it
 * is not there or no blob. */
size_t source_read_loose_beginning(const struct source *source, const unsigned char *object, char *bytes,
                                   size_t size);

/* Whether the program has, or had, too many files open, so that what seems to be missing need not be. */
bool source_ran_out_of_files(const struct source *source);

/* Reads an object that must be of the type. Returns libgit2's result or one of ours; free with
 * git_odb_object_free. */
int source_read_object(struct source *source, const unsigned char *object, git_object_t type,
                       git_odb_object **read);

/* The files found so far, and the path walked. */
struct listing {
  struct arena *arena;
  struct diagnostics *diagnostics;
  const struct source *source;
  struct source_file *items;
  size_t count, capacity;
  struct buffer path; /* of the folder that is walked, with / at the end unless it is the root */
  size_t folder_length;
  size_t spent;                     /* bytes of memory; bounds what a small repository can unfold to */
  bool stopped;                     /* when that was too much */
  unsigned char tree[OBJECT_BYTES]; /* the folder's id in a revision */
};

enum source_found { SOURCE_FOUND, SOURCE_ABSENT, SOURCE_BROKEN };

/* Walks a revision down to the folder, in its plain form; `tree` becomes its id. What is in its way or can't
 * be read is reported. */
enum source_found source_find_folder(struct source *source, struct view folder, struct listing *listing,
                                     unsigned char *tree);

/* Adds the files of a revision's folder, which is the one that is walked. */
void source_list_tree(struct source *source, const unsigned char *tree, unsigned depth,
                      struct listing *listing);

/* Puts a name behind the path; returns the length to go back to with listing_leave. */
size_t listing_enter(struct listing *listing, struct view name);
void listing_leave(struct listing *listing, size_t length);

/* Whether the name is one to list; false for those left out, with a warning where it's a surprise. */
bool listing_accepts(struct listing *listing, struct view name);

/* Adds the file of this name in the folder that is walked. `object` may be NULL. */
void listing_add_file(struct listing *listing, struct view name, size_t size, const unsigned char *object);

void listing_report(struct listing *listing, struct view name, struct message message);

/* Of a file on disk that was listed. */
struct known_file {
  struct view path;
  size_t size;
  unsigned char object[OBJECT_BYTES];
  bool is_current; /* it has a sign, and nothing was told of it since */
  bool is_listed;  /* in the last listing */
};

/* NULL: it must be looked at. */
const struct known_file *known_files_find(const struct known_files *known, struct view path);
void known_files_note(struct known_files *known, const struct source_file *file);

/* Notes that these, of which nothing had to be reported, are all files of the folder; nothing to do where
 * they were taken from what is known. */
void known_files_note_all(const struct source *source, struct view folder, const struct source_files *files);

/* Whether `listed` are all files of the folder, if those of which something was told still are files. If not,
 * the listing is forgotten. */
bool known_files_are_all(const struct source *source, struct view folder);
void known_files_forget_listing(struct known_files *known);

/* Whether the walk may go one folder deeper; if not, it is reported. */
bool listing_may_descend(struct listing *listing, unsigned depth);

#endif
