/* The files on disk as the source: the work tree of a repository, or any folder. */
#include "base/files.h"
#include "base/memory.h"
#include "base/path.h"
#include "source/source_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* Opens the folder of a path step by step so that no symbolic link is followed; -1 with errno set. */
static int open_folder(struct source *source, struct view folder) {
  struct view rest = folder, name;
  int at = openat(source->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  while (at >= 0 && rest.length > 0 && view_next(&rest, '/', &name)) {
    char step[NAME_MAX + 1] = {0};
    if (name.length > NAME_MAX) {
      close(at);
      errno = ENAMETOOLONG;
      return -1;
    }
    memcpy(step, name.data, name.length);
    int next = openat(at, step, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int fault = errno;
    close(at);
    errno = fault;
    at = next;
  }
  return at;
}

/* Opens a regular file; -1 with errno set. A pipe that has taken the file's place does not block. */
static int open_file(struct source *source, struct view path, struct stat *status) {
  struct view folder = path_folder(path), name = path_name(path);
  char step[NAME_MAX + 1] = {0};
  if (name.length == 0 || name.length > NAME_MAX) {
    errno = ENOENT;
    return -1;
  }
  memcpy(step, name.data, name.length);
  int directory = open_folder(source, folder);
  if (directory < 0) return -1;
  int file = openat(directory, step, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  int fault = errno;
  close(directory);
  if (file >= 0 && (fstat(file, status) != 0 || !S_ISREG(status->st_mode))) {
    close(file);
    fault = EINVAL;
    file = -1;
  }
  errno = fault;
  return file;
}

/* What git ignores, which a file that it keeps never is; `path` ends with a slash for a folder. */
static bool is_ignored(git_repository *repository, git_index *index, const char *path, bool folder) {
  int ignored = 0;
  bool kept = index != NULL && (folder ? git_index_find_prefix(NULL, index, path) == 0
                                       : git_index_get_bypath(index, path, 0) != NULL);
  return !kept && git_ignore_path_is_ignored(&ignored, repository, path) == 0 && ignored == 1;
}

struct walk {
  struct source *source;
  struct listing *listing;
  git_index *index; /* NULL without a repository */
};

static bool walk_ignores(struct walk *walk, struct view name, bool folder) {
  struct listing *listing = walk->listing;
  if (walk->source->repository == NULL) return false;
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  if (folder) buffer_add_byte(&listing->path, '/');
  *buffer_reserve(&listing->path, 1) = '\0';
  bool ignored = is_ignored(walk->source->repository, walk->index, listing->path.data, folder);
  listing->path.length = length;
  return ignored;
}

static void list_folder(struct walk *walk, int folder, unsigned depth);

static void report_errno(struct listing *listing, struct view name, int fault) {
  listing_report(listing, name, message_unreadable(strerror(fault)));
}

static void list_below(struct walk *walk, int folder, const char *name, unsigned depth) {
  struct listing *listing = walk->listing;
  struct view view = view_of(name);
  if (walk_ignores(walk, view, true)) return;
  int below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (below < 0) {
    if (errno != ENOENT) report_errno(listing, view, errno);
    return;
  }
  struct stat status;
  if (walk->source->repository != NULL && fstatat(below, ".git", &status, AT_SYMLINK_NOFOLLOW) == 0) {
    listing_report(listing, view, message_nested_repository());
    close(below);
    return;
  }
  size_t length = listing_enter(listing, view);
  if (listing_may_descend(listing, depth))
    list_folder(walk, below, depth + 1);
  else
    close(below);
  listing_leave(listing, length);
}

enum { SETTLED_SECONDS = 2 }; /* the coarsest times that file systems keep */

/* What is another when the file is. False: it may change without that. */
static bool sign(const struct stat *status, unsigned char object[static OBJECT_BYTES]) {
  struct timespec now;
  time_t newest =
      status->st_ctim.tv_sec > status->st_mtim.tv_sec ? status->st_ctim.tv_sec : status->st_mtim.tv_sec;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0 || now.tv_sec - newest <= SETTLED_SECONDS) return false;
  const uint64_t parts[] = {(uint64_t)status->st_dev,          (uint64_t)status->st_ino,
                            (uint64_t)status->st_size,         (uint64_t)status->st_mtim.tv_sec,
                            (uint64_t)status->st_mtim.tv_nsec, (uint64_t)status->st_ctim.tv_sec,
                            (uint64_t)status->st_ctim.tv_nsec};
  XXH128_hash_t hash = XXH3_128bits(parts, sizeof parts);
  memcpy(object, &hash, sizeof hash);
  memcpy(object + sizeof hash, "disk", OBJECT_BYTES - sizeof hash);
  return true;
}

void source_show_changes(struct source *source, const struct map *changes) {
  source->changes = changes;
}

static const struct source_change *find_change(const struct source *source, struct view path) {
  return source->changes == NULL ? NULL : map_get(source->changes, path);
}

/* Whether a change takes the file of that name away. */
static bool is_removed(struct walk *walk, struct view name) {
  struct listing *listing = walk->listing;
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  const struct source_change *change = find_change(walk->source, buffer_view(&listing->path));
  listing->path.length = length;
  return change != NULL && change->is_removed;
}

/* Files of the folder that only changes make. */
static void list_new_files(struct walk *walk, struct view folder) {
  size_t at = 0;
  const struct map *changes = walk->source->changes;
  for (const struct map_slot *slot; changes != NULL && (slot = map_next(changes, &at)) != NULL;) {
    const struct source_change *change = slot->value;
    if (change->is_new && (folder.length == 0 || path_is_below(change->path, folder)))
      listing_add_file(walk->listing, view_slice(change->path, walk->listing->path.length, SIZE_MAX),
                       change->text.length, NULL);
  }
}

static const struct known_file *find_known(const struct walk *walk, struct view name) {
  struct listing *listing = walk->listing;
  if (walk->source->known == NULL) return NULL;
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  const struct known_file *found = known_files_find(walk->source->known, buffer_view(&listing->path));
  listing->path.length = length;
  return found;
}

/* Adds it with its sign where the source wants that, which is noted. */
static void list_file(const struct source *source, struct listing *listing, struct view name,
                      const struct stat *status) {
  unsigned char object[OBJECT_BYTES];
  bool has_sign = source->signs && sign(status, object);
  listing_add_file(listing, name, (size_t)status->st_size, has_sign ? object : NULL);
  if (source->known != NULL) known_files_note(source->known, &listing->items[listing->count - 1]);
}

static void list_name(struct walk *walk, int folder, const char *name, unsigned depth) {
  struct listing *listing = walk->listing;
  struct view view = view_of(name);
  struct stat status;
  if (!listing_accepts(listing, view)) return;
  const struct known_file *known = find_known(walk, view);
  if (known != NULL) {
    if (!walk_ignores(walk, view, false)) listing_add_file(listing, view, known->size, known->object);
    return;
  }
  if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno != ENOENT) report_errno(listing, view, errno);
    return;
  }
  if (S_ISDIR(status.st_mode))
    list_below(walk, folder, name, depth);
  else if (walk_ignores(walk, view, false))
    return;
  else if (S_ISREG(status.st_mode) && walk->source->changes != NULL && is_removed(walk, view))
    return;
  else if (S_ISREG(status.st_mode))
    list_file(walk->source, listing, view, &status);
  else if (S_ISLNK(status.st_mode))
    listing_report(listing, view, message_symbolic_link());
  else
    listing_report(listing, view, message_special_file());
}

/* Takes over the open folder. */
static void list_folder(struct walk *walk, int folder, unsigned depth) {
  struct view no_name = {NULL, 0};
  DIR *stream = fdopendir(folder);
  if (stream == NULL) {
    report_errno(walk->listing, no_name, errno);
    close(folder);
    return;
  }
  const struct dirent *entry;
  while (!walk->listing->stopped && (errno = 0, entry = readdir(stream)) != NULL)
    list_name(walk, folder, entry->d_name, depth);
  if (!walk->listing->stopped && errno != 0) report_errno(walk->listing, no_name, errno);
  closedir(stream);
}

/* A symbolic link on the way to the folder is worth a word, a missing folder is the caller's matter. */
static bool report_folder(struct source *source, struct view folder, int fault, struct listing *listing) {
  struct view rest = folder, name;
  struct stat status;
  if (fault == ENOENT) return false;
  if (fault != ENOTDIR && fault != ELOOP) {
    report_errno(listing, (struct view){NULL, 0}, fault);
    return true;
  }
  while (rest.length > 0 && view_next(&rest, '/', &name)) {
    struct view path = view_between(folder.data, name.data + name.length);
    int above = open_folder(source, path_folder(path));
    char step[NAME_MAX + 1] = {0};
    if (name.length <= NAME_MAX) memcpy(step, name.data, name.length);
    bool link =
        above >= 0 && fstatat(above, step, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
    if (above >= 0) close(above);
    if (!link) continue;
    source_report(source, listing->diagnostics, path, message_symbolic_link_to_folder());
    return false;
  }
  return false;
}

/* Whether the path is a submodule of the repository that is not checked out. */
static bool is_missing_submodule(const struct source *source, git_index *index, struct view path) {
  struct buffer name = {0};
  struct stat status;
  buffer_add(&name, path);
  buffer_add_byte(&name, '\0');
  const git_index_entry *entry = git_index_get_bypath(index, name.data, 0);
  bool is_submodule = entry != NULL && entry->mode == GIT_FILEMODE_COMMIT;
  name.length--;
  buffer_add_string(&name, "/.git");
  buffer_add_byte(&name, '\0');
  bool missing = is_submodule && fstatat(source->root, name.data, &status, AT_SYMLINK_NOFOLLOW) != 0;
  buffer_free(&name);
  return missing;
}

/* Reports one in the place of the folder, or above it. */
static bool report_missing_submodule(struct walk *walk, struct view folder) {
  struct view rest = folder, name;
  if (walk->index == NULL) return false;
  while (rest.length > 0 && view_next(&rest, '/', &name)) {
    struct view path = view_between(folder.data, name.data + name.length);
    if (!is_missing_submodule(walk->source, walk->index, path)) continue;
    source_report(walk->source, walk->listing->diagnostics, path, message_submodule_not_there(path));
    return true;
  }
  return false;
}

/* Adds the files of the folder, which is the one that is walked, as they are known. False, and nothing is
 * added: the folder must be walked. */
static bool list_known(const struct source *source, struct view folder, struct listing *listing) {
  struct known_files *known = source->known;
  if (!known_files_are_all(source, folder)) return false;
  size_t begin = listing->path.length;
  for (size_t i = 0; i < known->listed_count; i++) {
    const struct known_file *file = known->listed[i];
    struct view name = view_slice(file->path, begin, SIZE_MAX);
    struct stat status;
    if (file->is_current) {
      listing_add_file(listing, name, file->size, file->object);
    } else if (fstatat(source->root, file->path.data, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
               S_ISREG(status.st_mode)) {
      list_file(source, listing, name, &status);
    } else {
      listing->count = 0;
      known_files_forget_listing(known);
      return false;
    }
  }
  listing->spent = known->spent;
  return true;
}

static bool list_disk(struct source *source, struct view folder, struct listing *listing) {
  struct walk walk = {source, listing, NULL};
  if (list_known(source, folder, listing)) return true;
  /* Without an index nothing counts as kept; then only what git ignores is missing. */
  if (source->repository != NULL && git_repository_index(&walk.index, source->repository) != 0)
    walk.index = NULL;
  int root = open_folder(source, folder), fault = errno;
  bool found = true;
  if (report_missing_submodule(&walk, folder)) {
    if (root >= 0) close(root);
  } else if (root < 0) {
    found = report_folder(source, folder, fault, listing);
  } else {
    list_folder(&walk, root, 0);
    list_new_files(&walk, folder);
  }
  git_index_free(walk.index);
  return found;
}

int source_open_file(struct source *source, const struct source_file *file, size_t *size) {
  struct stat status;
  int opened = open_file(source, file->path, &status);
  if (opened >= 0) *size = (size_t)status.st_size;
  return opened;
}

static bool report_unreadable(struct source *source, const struct source_file *file, struct message message,
                              struct diagnostics *diagnostics) {
  source_report(source, diagnostics, file->path, message);
  return false;
}

/* Up to `limit` bytes; SIZE_MAX with errno set. */
static size_t read_bytes(int file, char *bytes, size_t limit) {
  size_t length = 0;
  while (length < limit) {
    ssize_t more = read(file, bytes + length, limit - length);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return SIZE_MAX;
    if (more == 0) break;
    length += (size_t)more;
  }
  return length;
}

static bool read_text(struct source *source, const struct source_file *file, struct arena *arena,
                      struct view *text, struct diagnostics *diagnostics) {
  struct stat status;
  const struct source_change *change = find_change(source, file->path);
  if (change != NULL) {
    *text = arena_copy(arena, change->text);
    return true;
  }
  int input = open_file(source, file->path, &status);
  if (input < 0) return report_unreadable(source, file, message_unreadable(strerror(errno)), diagnostics);
  size_t size = (size_t)status.st_size;
  if (size > SOURCE_TEXT_LIMIT) {
    source_report_too_large(source, diagnostics, file->path, size);
    close(input);
    return false;
  }
  /* One byte more shows whether it has grown; it is also the NUL behind the text. */
  char *bytes = arena_allocate(arena, size + 1);
  size_t length = read_bytes(input, bytes, size + 1);
  int fault = errno;
  close(input);
  if (length == SIZE_MAX)
    return report_unreadable(source, file, message_unreadable(strerror(fault)), diagnostics);
  if (length != size) return report_unreadable(source, file, message_changed_while_read(), diagnostics);
  *text = (struct view){bytes, length};
  return true;
}

static size_t read_beginning(struct source *source, const struct source_file *file, char *bytes,
                             size_t size) {
  struct stat status;
  int input = open_file(source, file->path, &status);
  if (input < 0) return SIZE_MAX;
  size_t length = read_bytes(input, bytes, size);
  close(input);
  return length;
}

enum { COPY_BYTES = 1 << 30 }; /* asked of the system at once */

static bool copy_pieces(struct source *source, const struct source_file *file, int input, int output,
                        const char *path, struct diagnostics *diagnostics) {
  char *piece = memory_allocate(PIECE_BYTES, 1);
  size_t length;
  bool copied = true;
  do {
    length = read_bytes(input, piece, PIECE_BYTES);
    if (length == SIZE_MAX) {
      copied = report_unreadable(source, file, message_unreadable(strerror(errno)), diagnostics);
    } else if (!file_append(output, (struct view){piece, length})) {
      source_report(source, diagnostics, file->path, message_unwritable_copy(path, strerror(errno)));
      copied = false;
    }
  } while (copied && length == PIECE_BYTES);
  free(piece);
  return copied;
}

/* Lets the file system share the bytes, or copy them without us; what it does not do is left to copy_pieces,
 * which goes on where this ended. */
static bool copy_by_system(int input, int output) {
  if (ioctl(output, FICLONE, input) == 0) return true;
  while (copy_file_range(input, NULL, output, NULL, COPY_BYTES, 0) > 0) {
  }
  return false;
}

static bool copy(struct source *source, const struct source_file *file, int output, const char *path,
                 struct diagnostics *diagnostics) {
  struct stat status;
  int input = open_file(source, file->path, &status);
  if (input < 0) return report_unreadable(source, file, message_unreadable(strerror(errno)), diagnostics);
  bool copied = copy_by_system(input, output) || copy_pieces(source, file, input, output, path, diagnostics);
  close(input);
  return copied;
}

static bool measure(struct source *source, const struct source_file *file, size_t *size) {
  (void)source;
  *size = file->size;
  return true;
}

const struct source_kind source_disk = {list_disk, read_text, read_beginning, measure, copy};
