#include "publish/publication.h"

#include "base/memory.h"
#include "publish/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char marker[] = ".kyket";

struct publication {
  struct arena arena;
  struct diagnostics *diagnostics;
  struct view place; /* the output folder, for messages */
  const char *name;  /* its name in the parent */
  const char *fresh; /* the new site's name beside it until the swap, then the old one's */
  const char *aside; /* the old site's name for the moment of a swap in two steps */
  int parent;        /* open and locked */
  int site;          /* the new site */
  int old;           /* the published site; -1: none */
  struct publication_counts counts;
};

static bool fail(struct publication *publication, const char *what, struct view name) {
  int error = errno;
  diagnostics_add(publication->diagnostics, SEVERITY_ERROR, publication->place, (struct mark){0}, "output",
                  "%s %.*s: %s; the published site is as it was", what, VIEW_FORMAT(name), strerror(error));
  return false;
}

/* Splits the path into the parent, which is opened and locked, and the name; a link to a folder is followed.
 */
static bool open_parent(struct publication *publication, const char *path) {
  char real[PATH_MAX];
  struct stat found;
  if (lstat(path, &found) == 0 && S_ISLNK(found.st_mode) && realpath(path, real) != NULL) path = real;
  struct view rest = view_of(path);
  while (rest.length > 1 && rest.data[rest.length - 1] == '/')
    rest.length--;
  size_t slash = rest.length;
  while (slash > 0 && rest.data[slash - 1] != '/')
    slash--;
  struct view name = view_slice(rest, slash, SIZE_MAX);
  struct view parent = slash == 0 ? VIEW(".") : view_slice(rest, 0, slash);
  publication->place = arena_copy(&publication->arena, rest);
  if (name.length == 0 || view_equal_string(name, ".") || view_equal_string(name, "..")) {
    diagnostics_add(publication->diagnostics, SEVERITY_ERROR, publication->place, (struct mark){0},
                    "output-refused",
                    "the output must be a folder of its own; name one with -o, for example -o output");
    return false;
  }
  publication->name = arena_copy(&publication->arena, name).data;
  publication->fresh = arena_format(&publication->arena, ".%s.kyket-new", publication->name).data;
  publication->aside = arena_format(&publication->arena, ".%s.kyket-old", publication->name).data;
  const char *folder = arena_copy(&publication->arena, parent).data;
  if (folder_make_parents(AT_FDCWD, arena_format(&publication->arena, "%s/x", folder).data) != 0)
    return fail(publication, "can't make the folder", parent);
  publication->parent = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (publication->parent < 0) return fail(publication, "can't open the folder", parent);
  if (flock(publication->parent, LOCK_EX) != 0) return fail(publication, "can't lock the folder", parent);
  return true;
}

/* Finishes what a killed build left: puts back a site that was set aside, and dot files that had not moved
 * over yet. */
static bool recover(struct publication *publication) {
  struct stat found;
  bool published = fstatat(publication->parent, publication->name, &found, AT_SYMLINK_NOFOLLOW) == 0;
  if (!published &&
      renameat(publication->parent, publication->aside, publication->parent, publication->name) != 0 &&
      errno != ENOENT)
    return fail(publication, "can't put back", view_of(publication->aside));
  const char *const left[] = {publication->fresh, publication->aside};
  for (size_t i = 0; i < 2; i++) {
    int from = folder_open(publication->parent, left[i]);
    int to = folder_open(publication->parent, publication->name);
    size_t missing = 0;
    bool good = from < 0 || to < 0 || folder_carry(from, to, marker, &missing) == 0;
    if (from >= 0) close(from);
    if (to >= 0) close(to);
    if (!good || folder_remove(publication->parent, left[i]) != 0)
      return fail(publication, "can't clear away", view_of(left[i]));
  }
  return true;
}

/* Opens what is published; false when it is not ours to replace. */
static bool open_old(struct publication *publication) {
  struct stat found;
  publication->old = folder_open(publication->parent, publication->name);
  if (publication->old < 0)
    return errno == ENOENT || fail(publication, "can't open", view_of(publication->name));
  if (fstatat(publication->old, marker, &found, AT_SYMLINK_NOFOLLOW) == 0 || folder_is_bare(publication->old))
    return true;
  diagnostics_add(
      publication->diagnostics, SEVERITY_ERROR, publication->place, (struct mark){0}, "output-refused",
      "the folder holds files that are not kyket's, which would be lost; empty it or name another with -o");
  return false;
}

static bool make_new(struct publication *publication) {
  if (mkdirat(publication->parent, publication->fresh, 0777) != 0)
    return fail(publication, "can't make the folder", view_of(publication->fresh));
  publication->site = folder_open(publication->parent, publication->fresh);
  if (publication->site < 0) return fail(publication, "can't open the folder", view_of(publication->fresh));
  return publication_write(publication, view_of(marker), VIEW("kyket\n"));
}

struct publication *publication_open(const char *path, struct diagnostics *diagnostics) {
  struct publication *publication = memory_allocate(1, sizeof *publication);
  publication->diagnostics = diagnostics;
  publication->parent = publication->site = publication->old = -1;
  if (open_parent(publication, path) && recover(publication) && open_old(publication) &&
      make_new(publication)) {
    publication->counts = (struct publication_counts){0};
    return publication;
  }
  publication_close(publication);
  return NULL;
}

static bool write_all(int file, struct view bytes) {
  while (bytes.length > 0) {
    ssize_t written = write(file, bytes.data, bytes.length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = view_slice(bytes, (size_t)written, SIZE_MAX);
  }
  return true;
}

/* Whether the published file has these bytes. */
static bool is_same(const struct publication *publication, const char *name, struct view bytes) {
  if (publication->old < 0) return false;
  int file = folder_open_file(publication->old, name);
  if (file < 0) return false;
  struct stat found;
  bool same = fstat(file, &found) == 0 && S_ISREG(found.st_mode) && (size_t)found.st_size == bytes.length;
  char piece[16384];
  while (same && bytes.length > 0) {
    ssize_t count = read(file, piece, sizeof piece);
    if (count < 0 && errno == EINTR) continue;
    same = count > 0 && (size_t)count <= bytes.length && memcmp(piece, bytes.data, (size_t)count) == 0;
    if (same) bytes = view_slice(bytes, (size_t)count, SIZE_MAX);
  }
  close(file);
  return same;
}

/* A folder that held dot files can't become a file: they would have no place. */
static bool has_room(struct publication *publication, const char *path) {
  if (publication->old < 0 || !folder_holds_dots(publication->old, path)) return true;
  diagnostics_add(publication->diagnostics, SEVERITY_ERROR, publication->place, (struct mark){0}, "output",
                  "%s was a folder and becomes a file, but there are dot files in the folder, which would be "
                  "lost; move them elsewhere. The published site is as it was",
                  path);
  return false;
}

bool publication_write(struct publication *publication, struct view name, struct view bytes) {
  char path[PATH_MAX];
  if (name.length >= sizeof path) {
    errno = ENAMETOOLONG;
    return fail(publication, "can't write", name);
  }
  memcpy(path, name.data, name.length);
  path[name.length] = '\0';
  bool same = is_same(publication, path, bytes);
  if (!same && !has_room(publication, path)) return false;
  if (folder_make_parents(publication->site, path) != 0)
    return fail(publication, "can't make the folder of", name);
  /* Where the file system has no links the file is written again. */
  if (same && linkat(publication->old, path, publication->site, path, 0) == 0) {
    publication->counts.unchanged++;
    return true;
  }
  int file = openat(publication->site, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (file < 0) return fail(publication, "can't make", name);
  bool good = write_all(file, bytes);
  if (!good) fail(publication, "can't write", name);
  if (close(file) != 0 && good) good = fail(publication, "can't write", name);
  if (same)
    publication->counts.unchanged++;
  else
    publication->counts.written++;
  return good;
}

/* Whether two regular files hold the same; both below their folders. */
static bool is_same_file(int left_folder, int right_folder, const char *name) {
  int left = openat(left_folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  int right = folder_open_file(right_folder, name);
  struct stat a, b;
  bool same = left >= 0 && right >= 0 && fstat(left, &a) == 0 && fstat(right, &b) == 0 &&
              S_ISREG(b.st_mode) && a.st_size == b.st_size;
  if (same && a.st_size > 0) {
    size_t size = (size_t)a.st_size;
    void *first = mmap(NULL, size, PROT_READ, MAP_PRIVATE, left, 0);
    void *second = mmap(NULL, size, PROT_READ, MAP_PRIVATE, right, 0);
    same = first != MAP_FAILED && second != MAP_FAILED && memcmp(first, second, size) == 0;
    if (first != MAP_FAILED) munmap(first, size);
    if (second != MAP_FAILED) munmap(second, size);
  }
  if (left >= 0) close(left);
  if (right >= 0) close(right);
  return same;
}

bool publication_copy(struct publication *publication, struct view name, struct source *source,
                      const struct source_file *file) {
  const char *path = arena_copy(&publication->arena, name).data;
  if (folder_make_parents(publication->site, path) != 0)
    return fail(publication, "can't make the folder of", name);
  if (!source_copy(source, file, publication->site, path, publication->diagnostics)) return false;
  if (publication->old < 0 || !is_same_file(publication->site, publication->old, path)) {
    publication->counts.written++;
    return has_room(publication, path);
  }
  publication->counts.unchanged++;
  if (unlinkat(publication->site, path, 0) != 0) return fail(publication, "can't replace", name);
  if (linkat(publication->old, path, publication->site, path, 0) == 0) return true;
  return source_copy(source, file, publication->site, path, publication->diagnostics);
}

/* After it the old site has the name of the new one. */
static bool swap(struct publication *publication) {
  int parent = publication->parent;
  if (renameat2(parent, publication->fresh, parent, publication->name, RENAME_EXCHANGE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS)
    return fail(publication, "can't swap in", view_of(publication->fresh));
  if (renameat(parent, publication->name, parent, publication->aside) != 0)
    return fail(publication, "can't set aside", view_of(publication->name));
  if (renameat(parent, publication->fresh, parent, publication->name) != 0) {
    fail(publication, "can't swap in", view_of(publication->fresh));
    if (renameat(parent, publication->aside, parent, publication->name) != 0)
      fail(publication, "can't put back (the next build will)", view_of(publication->aside));
    return false;
  }
  if (renameat(parent, publication->aside, parent, publication->fresh) == 0) return true;
  /* The site is published; the next build clears the old one away. */
  return true;
}

bool publication_commit(struct publication *publication) {
  if (publication->old < 0) {
    if (renameat(publication->parent, publication->fresh, publication->parent, publication->name) == 0)
      return true;
    return fail(publication, "can't swap in", view_of(publication->fresh));
  }
  if (!swap(publication)) return false;
  if (folder_carry(publication->old, publication->site, marker, &publication->counts.removed) == 0)
    return true;
  int error = errno;
  diagnostics_add(
      publication->diagnostics, SEVERITY_WARNING, publication->place, (struct mark){0}, "output",
      "the site is published, but its dot files did not all move over: %s; the next build tries again",
      strerror(error));
  publication->fresh = NULL;
  return true;
}

struct publication_counts publication_counts(const struct publication *publication) {
  return publication->counts;
}

void publication_close(struct publication *publication) {
  if (publication == NULL) return;
  if (publication->site >= 0) close(publication->site);
  if (publication->old >= 0) close(publication->old);
  if (publication->parent >= 0) {
    if (publication->fresh != NULL && publication->site >= 0 &&
        folder_remove(publication->parent, publication->fresh) != 0)
      diagnostics_add(publication->diagnostics, SEVERITY_WARNING, publication->place, (struct mark){0},
                      "output", "can't clear away %s: %s; the next build tries again", publication->fresh,
                      strerror(errno));
    close(publication->parent);
  }
  arena_free(&publication->arena);
  free(publication);
}
