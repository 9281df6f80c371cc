/* Where the register and the theme are read from: a revision of a git repository, or the files on disk.
 * Nothing here writes, and a repository's work tree is only touched to be read when it is asked for.
 *
 * The way of a blob from reading to a page, and whose memory it is in:
 *
 * 1. source_list (listing.c; revision.c walks the trees, work_tree.c the folders) names the files, with paths
 *    in the caller's arena; source_list_since (renewal.c) reads only the folders that changed since an
 * earlier list.
 *
 * 2. register/entries takes what the cache has of a blob and reads the rest with source_read_text, each
 *    thread from a source of its own; open.c hands that to revision.c or work_tree.c.
 *
 * 3. revision.c asks packs.c, which inflates a whole blob straight into the thread's arena. Differences and
 *    loose objects come through libgit2 (objects.c) and are copied into it, which is the only copy.
 *
 * 4. parse/entry reads front matter and body where they stand: the views in a record point into that text,
 *    which lives as long as the register, and pages are written from them.
 *
 * What can't be read is a diagnostic at the file. Memory that can't be had ends the program (base/memory.h).
 */
#ifndef KYKET_SOURCE_SOURCE_H
#define KYKET_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/map.h"
#include "text/date.h"

/* Larger files of text are refused; media and static files may be of any size. */
#define SOURCE_TEXT_LIMIT ((size_t)16 * 1024 * 1024)

struct source_file {
  struct view path;         /* from the repository's root, with /, UTF-8 as stored */
  struct view name;         /* the part of `path` below the folder that was listed */
  size_t size;              /* in bytes, of a file on disk; in a revision 0 until source_measure */
  unsigned char object[20]; /* git's blob id; of a file on disk zero, or what tells it (signs) */
  unsigned char content;    /* enum file_content, of a file that was looked at, see register/media.h */
  unsigned char marks;      /* enum source_mark; set with source_file_mark, for threads do */
  unsigned char flaws;      /* enum file_flaw, of a file that was looked at, see register/media.h */
};

/* What is known of a file below media/ from those that name it. */
enum source_mark {
  SOURCE_NAMED = 1,    /* by an entry */
  SOURCE_PHOTO = 2,    /* shown as a photo, by an entry that is published */
  SOURCE_DOCUMENT = 4, /* offered as a document, by an entry that is published */
  SOURCE_WANTED = 8,   /* something leads to the file itself */
  SOURCE_WITHHELD = 16 /* it is not published: renditions are shown in its place, see register/photos.h */
};

static inline void source_file_mark(struct source_file *file, unsigned marks) {
  __atomic_fetch_or(&file->marks, (unsigned char)marks, __ATOMIC_RELAXED);
}

enum { SOURCE_OBJECT_BYTES = sizeof((struct source_file *)NULL)->object };

/* False of a file on disk that has no sign. */
static inline bool source_file_has_object(const struct source_file *file) {
  for (size_t i = 0; i < SOURCE_OBJECT_BYTES; i++)
    if (file->object[i] != 0) return true;
  return false;
}

struct source_files {
  struct source_file *items; /* sorted by path, bytewise */
  size_t count;
  unsigned char
      tree[20]; /* the folder's id in a revision, where nothing in it had to be reported; else zeros */
  size_t spent; /* what they count as, see source/listing.c */
};

/* The file of that path, NULL when there is none. */
const struct source_file *source_files_find(const struct source_files *files, struct view path);

/* What one who reads files on disk again and again knows of them: the objects that git would make of them, by
 * their signs; by their paths the signs of those that nothing was told of since they were listed; and which
 * files there are while none has come or gone, so that a listing takes all of that as it was.
 * Zero-initialise; release with known_files_free. One thread at a time. */
struct known_files {
  struct arena objects, files; /* what the maps hold */
  struct map object_by_sign;
  struct map by_path;
  /* The last listing, of `folder`; no data: it must be made anew. */
  struct view folder;
  struct known_file **listed;
  size_t listed_count, spent;
  uint64_t ignored;      /* another one when git may ignore other files */
  struct buffer strange; /* paths of files that were not listed and that something has happened to, each with
                            a NUL behind it */
};

void known_files_free(struct known_files *known);

/* Something has happened to the file of that path from the root, or to any. To be called for all that happens
 * from the first listing on. */
void known_files_forget(struct known_files *known, struct view path);
void known_files_forget_all(struct known_files *known);

struct source_options {
  const char *repository; /* a folder in or of a repository; NULL: the current folder */
  const char *revision;   /* NULL: HEAD */
  bool worktree;          /* the files on disk instead of a revision; then no repository is needed */
  bool (*accepts)(struct view name); /* of what lies in the root; NULL: all */
  /* Files on disk get a sign in place of an object: their place, size and times. Those of the last two
   * seconds get none, for another change may leave the times what they are. */
  bool signs;
  struct known_files *known; /* of files with signs; NULL: each is looked at and compared with its commit */
};

/* Opens the repository around the folder. On failure: NULL, and the reason as a diagnostic (code
 * "repository" or "revision") with the way out. Release with source_close. With `worktree` paths are from the
 * work tree's root, or from the folder itself where there is no repository, and `revision` is not looked at.
 * Threads may share a source for reading and copying, each with its own arena and diagnostics; in a revision
 * they wait for each other, so one that reads much opens it again. */
struct source *source_open(const struct source_options *options, struct diagnostics *diagnostics);
void source_close(struct source *source);

/* Where the repository around the folder has its hooks, which need not be there yet, and the name of the
 * branch that HEAD leads to, which need not have a commit; empty where it leads to none. Both in the arena.
 * False: there is no repository.
 */
bool source_find_hooks(const char *folder, struct arena *arena, struct view *hooks, struct view *branch);

/* The folder without what changes nothing: "./a//b/" is "a/b". False when it would leave the source. */
bool source_plain_folder(struct view folder, struct buffer *plain);

/* The open folder on disk that paths begin from, which is the source's; -1 of a revision. */
int source_folder(const struct source *source);

/* What is read in the place of a file on disk. */
struct source_change {
  struct view path, text;
  bool is_new;     /* there is no file on disk */
  bool is_removed; /* there shall be none */
};

/* Shows the files on disk as they would be after changes: path -> struct source_change. Before anything is
 * listed; the map stays the caller's. Beginnings, copies and open files are still those on disk. */
void source_show_changes(struct source *source, const struct map *changes);

/* The same files for another thread, which then need not wait for this one. NULL with a diagnostic. It knows
 * no history. Release with source_close. */
struct source *source_open_again(const struct source *source, struct diagnostics *diagnostics);

/* The same revision with its history, for a thread that reads that. */
struct source *source_open_history(const struct source *source, struct diagnostics *diagnostics);

/* What a thread reads from. Zero-initialise; release with source_share_close. */
struct source_share {
  struct source *own;
  bool none; /* there can be none of its own */
};

/* A source of the thread's own, opened when it is asked for first; `first`, which others use too, when
 * there can be none, or when the thread is the one that `first` belongs to. */
struct source *source_share_take(struct source_share *share, struct source *first, bool is_owner);
void source_share_close(struct source_share *share);

/* The commit that is read: SOURCE_OBJECT_BYTES bytes; zeros where there is none. */
const unsigned char *source_commit_id(const struct source *source);

/* Whether the commit that is read, which is one, lies in the past of the commit `later` (40 hexadecimal
 * digits), and that one still belongs to a branch, a tag or HEAD. False where that can't be known, as of a
 * commit that is not in the repository, and of one that was taken back: then no name leads to it any more. */
bool source_is_outdated(const struct source *source, const char *later);

/* Whether the file has the bytes of the object. */
bool source_file_is(const struct source *source, const struct source_file *file, const unsigned char *object);

/* Finds where the line of the revision and that of the source's commit part, as SOURCE_OBJECT_BYTES in
 * hexadecimal digits: the revision's commit where the other comes after it, and where no such place is known.
 * False with a diagnostic where there is no such revision. */
bool source_find_base(const struct source *source, const char *revision,
                      char base[static 2 * SOURCE_OBJECT_BYTES + 1], struct diagnostics *diagnostics);

/* What lies on disk and differs from the commit that is read. */
struct source_uncommitted {
  size_t count;      /* of files */
  struct view files; /* the first of them */
};

/* Finds what is not committed below the folder, and with `themes` below themes/: changed, new and removed
 * files, but what git ignores and what source_list leaves out. Nothing where
 * the repository has no files on disk, where another commit than HEAD is read, where more than `limit` files
 * are kept in it, and where that can't be found out. Not while another thread uses the source. The text lives
 * in the arena. */
void source_find_uncommitted(const struct source *source, struct view content, bool themes, size_t limit,
                             struct arena *arena, struct source_uncommitted *found);

/* Whether a file of this path is on disk, and what is read lacks it because git ignores it. */
bool source_hides(const struct source *source, struct view path);

/* Whether a revision is read, and not the files on disk. */
bool source_is_revision(const struct source *source);

/* Adds what names all that can be read of a revision, its history included: as long as that is the same, so
 * is what is read. */
void source_add_state(const struct source *source, struct buffer *text);

/* Of a partial clone a number that changes when objects come to it that it lacked; else 0. */
uint64_t source_objects_state(const struct source *source);

/* All regular files below a folder of the source ("content"; "themes/default"; "" is the root), at any depth
 * up to 64. Names that begin with a dot are left out, and with a warning each: symbolic links
 * ("symbolic-link"), submodules and repositories within ("submodule"), pipes and devices ("special-file"),
 * names with control characters or that are not UTF-8 ("file-name"). On disk what git ignores and does not
 * track is left out too. False when there is no such folder: no diagnostic, unless a symbolic link or a
 * submodule is in its place. Folders that can't be read are errors ("unreadable", "too-deep",
 * "too-many-files"), and the rest is listed. Views and items live in the arena. */
bool source_list(struct source *source, struct view folder, struct arena *arena, struct source_files *files,
                 struct diagnostics *diagnostics);

struct history_cache;

/* The same list, from the list at an earlier commit: only folders are read that are not the same in both.
 * False when source_list might report something, or is needed to be sure; nothing is reported then. The paths
 * live as long as the cache, the rest in the arena. */
bool source_list_since(struct source *source, const struct history_cache *cache, struct arena *arena,
                       struct source_files *files);

/* The whole text of a file in the arena. False with a diagnostic at the file when it can't be read or is
 * larger than SOURCE_TEXT_LIMIT ("too-large", "unreadable"). Encoding is not looked at. */
bool source_read_text(struct source *source, const struct source_file *file, struct arena *arena,
                      struct view *text, struct diagnostics *diagnostics);

/* The first bytes of a file, at most `size` of them: how many there are. SIZE_MAX when they can't be read,
 * which is not reported: whoever needs the whole file does that. Threads may share the source. */
size_t source_read_beginning(struct source *source, const struct source_file *file, char *bytes, size_t size);

enum source_text {
  SOURCE_TEXT_READ,
  SOURCE_TEXT_MISSING, /* zeros, or not in the repository, as in a partial clone */
  SOURCE_TEXT_TOO_LARGE,
  SOURCE_TEXT_UNREADABLE, /* it is there, or should be, and can't be read or is damaged: with a diagnostic */
};

/* The whole text of a blob of the repository in the arena, at most `limit` bytes (and SOURCE_TEXT_LIMIT),
 * which once was the file at `path`. Threads may share the source, as for reading files. */
enum source_text source_read_object_text(struct source *source, struct view path, const unsigned char *object,
                                         size_t limit, struct arena *arena, struct view *text,
                                         struct diagnostics *diagnostics);

/* How many bytes a file has, without reading it where it lies in a revision. False: that can't be found out.
 */
bool source_measure(struct source *source, const struct source_file *file, size_t *size);

/* The id that git has, or would have, for the file's bytes: SOURCE_OBJECT_BYTES. False: it can't be read. */
bool source_identify(struct source *source, const struct source_file *file, unsigned char *id);

/* Opens a file for reading, wherever it comes from: one of a revision as a copy in memory. -1: it can't be
 * read. Close with close(). */
int source_open_any(struct source *source, const struct source_file *file);

/* Opens a file on disk for reading, through no symbolic link; its size. -1 with errno. Close with close(). */
int source_open_file(struct source *source, const struct source_file *file, size_t *size);

/* Copies a file of any size to a new file at `path` below the open folder `directory`, whose folders are
 * there; in pieces, but for packed objects, which libgit2 reads as a whole. False with a diagnostic when
 * either side fails ("unreadable", "unwritable"); then there is no new file. */
bool source_copy(struct source *source, const struct source_file *file, int directory, const char *path,
                 struct diagnostics *diagnostics);

#endif
