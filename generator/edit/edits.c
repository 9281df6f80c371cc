#include "edit/edits.h"

#include "base/files.h"
#include "base/path.h"
#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct replacement {
  size_t begin, end;
  size_t order;
  struct view text;
};

struct file_edit {
  struct view path, new_path; /* `new_path`: no data unless it moves */
  struct view text;           /* as it is on disk */
  struct list replacements;   /* pointers to struct replacement */
  bool is_new, is_removed, is_read;
  bool is_waiting; /* its new text lies beside it */
};

static struct file_edit *find(struct edits *edits, struct view path) {
  struct file_edit *file = map_get(&edits->by_path, path);
  if (file != NULL) return file;
  file = arena_allocate(&edits->arena, sizeof *file);
  file->path = arena_copy(&edits->arena, path);
  *map_slot(&edits->by_path, file->path) = file;
  list_append(&edits->arena, &edits->files, file);
  return file;
}

struct view edits_text(struct edits *edits, struct view path, struct diagnostics *diagnostics) {
  struct file_edit *file = find(edits, path);
  if (file->is_read || file->is_new) return file->text;
  int open = openat(edits->root, file->path.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct buffer buffer = {0};
  if (open < 0 || !file_read(open, &buffer)) {
    diagnostics_add(diagnostics, path, (struct source_location){0, 0}, message_unreadable(strerror(errno)));
  } else {
    file->text = arena_copy(&edits->arena, buffer_view(&buffer));
    file->is_read = true;
  }
  if (open >= 0) close(open);
  buffer_free(&buffer);
  return file->text;
}

/* The text with the ends of lines that the file has: those of its first line. */
static struct view with_ends_of(struct edits *edits, const struct file_edit *file, struct view text) {
  size_t first = view_find_byte(file->text, '\n', 0);
  bool has_returns = first != VIEW_NOT_FOUND && first > 0 && file->text.data[first - 1] == '\r';
  if (!has_returns || view_find_byte(text, '\n', 0) == VIEW_NOT_FOUND) return arena_copy(&edits->arena, text);
  struct buffer buffer = {0};
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == '\n' && (i == 0 || text.data[i - 1] != '\r')) buffer_add_byte(&buffer, '\r');
    buffer_add_byte(&buffer, text.data[i]);
  }
  struct view converted = arena_copy(&edits->arena, buffer_view(&buffer));
  buffer_free(&buffer);
  return converted;
}

void edits_replace(struct edits *edits, struct view path, size_t begin, size_t end, struct view text) {
  struct file_edit *file = find(edits, path);
  struct replacement *replacement = arena_allocate(&edits->arena, sizeof *replacement);
  *replacement = (struct replacement){begin, end, file->replacements.count, with_ends_of(edits, file, text)};
  list_append(&edits->arena, &file->replacements, replacement);
}

void edits_create(struct edits *edits, struct view path, struct view text) {
  struct file_edit *file = find(edits, path);
  file->is_new = true;
  file->text = arena_copy(&edits->arena, text);
}

void edits_move(struct edits *edits, struct view path, struct view new_path) {
  find(edits, path)->new_path = arena_copy(&edits->arena, new_path);
}

void edits_remove(struct edits *edits, struct view path) {
  find(edits, path)->is_removed = true;
}

static int compare_replacements(const void *left, const void *right) {
  const struct replacement *a = *(const struct replacement *const *)left,
                           *b = *(const struct replacement *const *)right;
  if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

static struct view new_text(struct edits *edits, struct file_edit *file) {
  if (file->replacements.count > 0)
    qsort(file->replacements.items, file->replacements.count, sizeof(void *), compare_replacements);
  struct buffer buffer = {0};
  size_t at = 0;
  for (size_t i = 0; i < file->replacements.count; i++) {
    const struct replacement *replacement = list_at(&file->replacements, i);
    buffer_add(&buffer, view_slice(file->text, at, replacement->begin - at));
    buffer_add(&buffer, replacement->text);
    at = replacement->end;
  }
  buffer_add(&buffer, view_slice(file->text, at, SIZE_MAX));
  struct view text = arena_copy(&edits->arena, buffer_view(&buffer));
  buffer_free(&buffer);
  return text;
}

static bool is_written(const struct file_edit *file) {
  return !file->is_removed && (file->is_new || file->replacements.count > 0 || file->new_path.data != NULL);
}

void edits_changes(struct edits *edits, struct map *changes) {
  for (size_t i = 0; i < edits->files.count; i++) {
    struct file_edit *file = list_at(&edits->files, i);
    if (!is_written(file) && !file->is_removed) continue;
    struct source_change *change = arena_allocate(&edits->arena, sizeof *change);
    *change =
        (struct source_change){.path = file->path, .is_new = file->is_new, .is_removed = file->is_removed};
    if (!file->is_removed) change->text = new_text(edits, file);
    *map_slot(changes, change->path) = change;
  }
}

static size_t count_lines(struct view text) {
  size_t count = 0;
  for (size_t at = 0; (at = view_find_byte(text, '\n', at)) != VIEW_NOT_FOUND; at++)
    count++;
  return count;
}

uint32_t edits_old_line(struct edits *edits, struct view path, uint32_t line) {
  const struct file_edit *file = find(edits, path);
  size_t at = 0, old_line = 1, new_line = 1;
  for (size_t i = 0; i < file->replacements.count; i++) {
    const struct replacement *replacement = list_at(&file->replacements, i);
    size_t same = count_lines(view_slice(file->text, at, replacement->begin - at));
    bool is_line = view_line_begin(file->text, replacement->begin) == replacement->begin;
    if (new_line + same > line || (new_line + same == line && !is_line)) break;
    old_line +=
        same + count_lines(view_slice(file->text, replacement->begin, replacement->end - replacement->begin));
    new_line += same + count_lines(replacement->text);
    at = replacement->end;
  }
  return line < new_line ? (uint32_t)old_line : (uint32_t)(old_line + (line - new_line));
}

static struct view place_of(const struct file_edit *file) {
  return file->new_path.data != NULL ? file->new_path : file->path;
}

/* Where a file's new text waits until all are written. */
static struct view waiting_path(struct edits *edits, const struct file_edit *file) {
  return ARENA_JOIN(&edits->arena, place_of(file), VIEW(".kyket-new"));
}

static bool make_folders(struct edits *edits, struct view path) {
  for (size_t i = 1; i < path.length; i++) {
    if (path.data[i] != '/') continue;
    struct view folder = arena_copy(&edits->arena, view_slice(path, 0, i));
    if (mkdirat(edits->root, folder.data, 0777) != 0 && errno != EEXIST) return false;
  }
  return true;
}

/* A place that must be free is taken: EEXIST. */
static bool write_aside(struct edits *edits, struct file_edit *file) {
  struct stat status;
  bool is_same_place = !file->is_new && file->new_path.data == NULL;
  if (!is_same_place && fstatat(edits->root, place_of(file).data, &status, AT_SYMLINK_NOFOLLOW) == 0) {
    errno = EEXIST;
    return false;
  }
  if (!make_folders(edits, place_of(file))) return false;
  struct view waiting = waiting_path(edits, file);
  unlinkat(edits->root, waiting.data, 0);
  file->is_waiting = true; /* a part of it may be left, too */
  if (file_write(edits->root, waiting.data, new_text(edits, file)) != 0) return false;
  /* A file keeps its rights. */
  return file->is_new || fstatat(edits->root, file->path.data, &status, 0) != 0 ||
         fchmodat(edits->root, waiting.data, status.st_mode & 07777, 0) == 0;
}

static void report(const struct file_edit *file, struct diagnostics *diagnostics) {
  diagnostics_add(diagnostics, place_of(file), (struct source_location){0, 0},
                  message_unwritable_file(strerror(errno)));
}

static void take_back(struct edits *edits) {
  for (size_t i = 0; i < edits->files.count; i++) {
    struct file_edit *file = list_at(&edits->files, i);
    if (file->is_waiting) unlinkat(edits->root, waiting_path(edits, file).data, 0);
    file->is_waiting = false;
  }
}

bool edits_write(struct edits *edits, struct diagnostics *diagnostics) {
  for (size_t i = 0; i < edits->files.count; i++) {
    struct file_edit *file = list_at(&edits->files, i);
    if (!is_written(file) || write_aside(edits, file)) continue;
    report(file, diagnostics);
    take_back(edits);
    return false;
  }
  bool good = true;
  for (size_t i = 0; i < edits->files.count; i++) {
    struct file_edit *file = list_at(&edits->files, i);
    bool is_done = true;
    if (file->is_waiting)
      is_done = renameat(edits->root, waiting_path(edits, file).data, edits->root, place_of(file).data) == 0;
    if (is_done && (file->is_removed || file->new_path.data != NULL))
      is_done = unlinkat(edits->root, file->path.data, 0) == 0;
    if (!is_done) report(file, diagnostics);
    if (is_done) file->is_waiting = false;
    good = good && is_done;
  }
  take_back(edits);
  return good;
}

void edits_print(const struct edits *edits, struct buffer *buffer) {
  for (size_t i = 0; i < edits->files.count; i++) {
    const struct file_edit *file = list_at(&edits->files, i);
    if (!is_written(file) && !file->is_removed) continue;
    buffer_add(buffer, place_of(file));
    buffer_add_byte(buffer, '\n');
  }
}

void edits_free(struct edits *edits) {
  map_free(&edits->by_path);
  arena_free(&edits->arena);
}
