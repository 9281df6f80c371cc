/* What is known of files on disk from one listing to the next. */
#include "base/hash.h"
#include "base/memory.h"
#include "base/path.h"
#include "source/source_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

enum { STRANGE_LIMIT = 4096 }; /* bytes of their paths */

void known_files_forget_listing(struct known_files *known) {
  known->folder = (struct view){NULL, 0};
  buffer_clear(&known->strange);
}

void known_files_free(struct known_files *known) {
  known_files_forget_all(known);
  map_free(&known->object_by_sign);
  arena_free(&known->objects);
  free(known->listed);
  buffer_free(&known->strange);
}

/* A file that is not listed may be one that an editor writes before it takes the place of another; a
 * .gitignore tells which are. */
void known_files_forget(struct known_files *known, struct view path) {
  struct known_file *file = map_get(&known->by_path, path);
  if (file != NULL) file->is_current = false;
  if (file != NULL && file->is_listed) return;
  if (view_equal_string(path_name(path), ".gitignore") ||
      known->strange.length + path.length > STRANGE_LIMIT) {
    known_files_forget_listing(known);
  } else if (known->folder.data != NULL) {
    buffer_add(&known->strange, path);
    buffer_add_byte(&known->strange, '\0');
  }
}

void known_files_forget_all(struct known_files *known) {
  known_files_forget_listing(known);
  known->listed_count = 0;
  map_free(&known->by_path);
  known->by_path = (struct map){0};
  arena_free(&known->files);
}

const struct known_file *known_files_find(const struct known_files *known, struct view path) {
  const struct known_file *file = map_get(&known->by_path, path);
  return file != NULL && file->is_current ? file : NULL;
}

void known_files_note(struct known_files *known, const struct source_file *file) {
  struct known_file *kept = map_get(&known->by_path, file->path);
  if (kept == NULL) {
    kept = arena_allocate(&known->files, sizeof *kept);
    kept->path = arena_copy(&known->files, file->path);
    *map_slot(&known->by_path, kept->path) = kept;
  }
  kept->size = file->size;
  memcpy(kept->object, file->object, sizeof kept->object);
  kept->is_current = source_file_has_object(file);
}

static void add_status(struct buffer *all, int root, const char *path) {
  struct stat status = {0};
  bool is_there = fstatat(root, path, &status, 0) == 0;
  const uint64_t parts[] = {is_there,
                            (uint64_t)status.st_ino,
                            (uint64_t)status.st_size,
                            (uint64_t)status.st_mtim.tv_sec,
                            (uint64_t)status.st_mtim.tv_nsec,
                            (uint64_t)status.st_ctim.tv_sec,
                            (uint64_t)status.st_ctim.tv_nsec};
  buffer_add(all, (struct view){(const char *)parts, sizeof parts});
}

/* Of what tells git which files below the folder to ignore, but for what lies there, of which something is
 * told: its index, whose files it never does, its own list, and those of the folders above. */
static uint64_t ignored_digest(const struct source *source, struct view folder) {
  static const char *const own[] = {"index", "info/exclude"};
  struct buffer path = {0}, all = {0};
  struct view rest = folder, name;
  if (source->repository == NULL) return 0;
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
    buffer_clear(&path);
    buffer_format(&path, "%s%s", git_repository_path(source->repository), own[i]);
    buffer_add_byte(&path, '\0');
    add_status(&all, source->root, path.data);
  }
  add_status(&all, source->root, ".gitignore");
  while (rest.length > 0 && view_next(&rest, '/', &name)) {
    buffer_clear(&path);
    buffer_add(&path, view_between(folder.data, name.data + name.length));
    buffer_add(&path, VIEW("/.gitignore\0"));
    add_status(&all, source->root, path.data);
  }
  uint64_t digest = hash_short(buffer_view(&all), 0);
  buffer_free(&path);
  buffer_free(&all);
  return digest;
}

void known_files_note_all(const struct source *source, struct view folder, const struct source_files *files) {
  struct known_files *known = source->known;
  if (known == NULL || source->changes != NULL || known->folder.data != NULL) return;
  for (size_t i = 0; i < known->listed_count; i++)
    known->listed[i]->is_listed = false;
  known->listed = memory_resize(known->listed, files->count + 1, sizeof(struct known_file *));
  known->listed_count = 0;
  for (size_t i = 0; i < files->count; i++) {
    struct known_file *file = map_get(&known->by_path, files->items[i].path);
    if (file == NULL) return;
    file->is_listed = true;
    known->listed[known->listed_count++] = file;
  }
  known->spent = files->spent;
  known->ignored = ignored_digest(source, folder);
  known->folder = arena_copy(&known->files, folder);
}

/* Whether files that were not listed are not there. */
static bool are_gone(const struct known_files *known, int root) {
  struct stat status;
  for (size_t at = 0; at < known->strange.length; at += strlen(known->strange.data + at) + 1)
    if (fstatat(root, known->strange.data + at, &status, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT)
      return false;
  return true;
}

bool known_files_are_all(const struct source *source, struct view folder) {
  struct known_files *known = source->known;
  if (known == NULL || source->changes != NULL) return false;
  bool are_all = known->folder.data != NULL && view_equal(known->folder, folder) &&
                 are_gone(known, source->root) && known->ignored == ignored_digest(source, folder);
  if (are_all)
    buffer_clear(&known->strange);
  else
    known_files_forget_listing(known);
  return are_all;
}
