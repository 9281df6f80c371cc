#include "source/theme_files.h"

#include "base/files.h"
#include "base/path.h"
#include "source/source_internal.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <xxhash.h>

#define PARTS "/libexec/kyket"

static const struct source_location no_location = {0, 0};
static const struct view no_file = {NULL, 0};

static void find_installed_themes(char path[PATH_MAX]) {
  char folder[PATH_MAX];
  if (!file_program_folder(folder, sizeof folder)) folder[0] = '\0';
  struct view program = view_of(folder);
  bool is_part = view_ends_with(program, PARTS);
  struct view prefix =
      is_part ? view_slice(program, 0, program.length - strlen(PARTS)) : path_folder(program);
  snprintf(path, PATH_MAX, "%.*s/share/kyket/themes", VIEW_FORMAT(prefix));
}

/* Reads what was listed. False when something could not be read. */
static bool read_files(struct source *source, const struct source_files *files, struct arena *arena,
                       struct theme_files *theme, struct diagnostics *diagnostics) {
  bool all = true;
  theme->items = arena_array(arena, files->count, sizeof *theme->items);
  theme->count = files->count;
  for (size_t i = 0; i < files->count; i++) {
    theme->items[i].name = files->items[i].name;
    if (!source_read_text(source, &files->items[i], arena, &theme->items[i].bytes, diagnostics)) all = false;
  }
  return all;
}

enum outcome { TAKEN, NOT_HERE, FAILED };

static enum outcome take_from_source(struct source *source, struct view folder, struct arena *arena,
                                     struct theme_files *theme, struct diagnostics *diagnostics) {
  struct source_files files;
  size_t errors = diagnostics->errors;
  bool found = source_list(source, folder, arena, &files, diagnostics);
  if (diagnostics->errors > errors) return FAILED;
  if (!found || files.count == 0) return NOT_HERE;
  return read_files(source, &files, arena, theme, diagnostics) ? TAKEN : FAILED;
}

static enum outcome take_from_disk(const char *path, struct arena *arena, struct theme_files *theme,
                                   struct diagnostics *diagnostics) {
  struct source *folder = source_open_folder(path);
  if (folder == NULL && (errno == ENOENT || errno == ENOTDIR)) return NOT_HERE;
  if (folder == NULL) {
    diagnostics_add(diagnostics, view_of(path), no_location, message_unreadable(strerror(errno)));
    return FAILED;
  }
  theme->place = arena_copy(arena, view_of(folder->place));
  enum outcome outcome = take_from_source(folder, no_file, arena, theme, diagnostics);
  source_close(folder);
  return outcome;
}

static enum outcome take_builtin(struct arena *arena, struct theme_files *theme) {
  if (builtin_file_count == 0) return NOT_HERE;
  theme->place = VIEW("built-in theme");
  theme->count = builtin_file_count;
  theme->items = arena_array(arena, theme->count, sizeof *theme->items);
  for (size_t i = 0; i < theme->count; i++)
    theme->items[i] = (struct theme_file){view_of(builtin_files[i].name),
                                          view_between(builtin_files[i].begin, builtin_files[i].end)};
  return TAKEN;
}

static bool is_plain_name(struct view name) {
  return name.length > 0 && name.data[0] != '.' && view_find_byte(name, '/', 0) == VIEW_NOT_FOUND &&
         memchr(name.data, '\0', name.length) == NULL;
}

static bool read_folder(const char *folder, struct arena *arena, struct theme_files *theme,
                        struct diagnostics *diagnostics) {
  enum outcome outcome = take_from_disk(folder, arena, theme, diagnostics);
  if (outcome == NOT_HERE)
    diagnostics_add(diagnostics, no_file, no_location, message_no_theme_in_folder(folder));
  return outcome == TAKEN;
}

bool theme_files_read(struct source *source, const struct theme_search *search, struct arena *arena,
                      struct theme_files *theme, struct diagnostics *diagnostics) {
  *theme = (struct theme_files){0};
  if (search->folder != NULL) return read_folder(search->folder, arena, theme, diagnostics);
  if (!is_plain_name(search->name)) {
    diagnostics_add(diagnostics, no_file, no_location, message_bad_theme_name(search->name));
    return false;
  }
  char themes[PATH_MAX];
  if (search->installed == NULL) find_installed_themes(themes);
  struct view in_source = arena_format(arena, "themes/%.*s", VIEW_FORMAT(search->name));
  struct view installed = arena_format(
      arena, "%s/%.*s", search->installed == NULL ? themes : search->installed, VIEW_FORMAT(search->name));
  enum outcome outcome = NOT_HERE;
  theme->place = in_source;
  if (source != NULL) outcome = take_from_source(source, in_source, arena, theme, diagnostics);
  if (outcome == NOT_HERE && view_equal_string(search->name, "default")) outcome = take_builtin(arena, theme);
  if (outcome == NOT_HERE) outcome = take_from_disk(installed.data, arena, theme, diagnostics);
  if (outcome == NOT_HERE)
    diagnostics_add(diagnostics, no_file, no_location,
                    message_unknown_theme(search->name, in_source, installed));
  return outcome == TAKEN;
}

/* The sum over a file, or a folder with all that is in it, so that the order of names does not count. By
 * hand: glibc's fts_open crashes where memory ends. */
static uint64_t state_of(char path[PATH_MAX], size_t length) {
  struct stat found;
  if (lstat(path, &found) != 0) return 0;
  struct buffer line = {0};
  buffer_format(&line, "%s %jd %jd.%09ld", path, (intmax_t)found.st_size, (intmax_t)found.st_mtim.tv_sec,
                found.st_mtim.tv_nsec);
  uint64_t sum = XXH3_64bits(line.data, line.length);
  buffer_free(&line);
  DIR *folder = S_ISDIR(found.st_mode) ? opendir(path) : NULL;
  for (struct dirent *item; folder != NULL && (item = readdir(folder)) != NULL;) {
    size_t name = strlen(item->d_name);
    if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0 || length + name + 2 > PATH_MAX)
      continue;
    path[length] = '/';
    memcpy(path + length + 1, item->d_name, name + 1);
    sum += state_of(path, length + 1 + name);
  }
  path[length] = '\0';
  if (folder != NULL) closedir(folder);
  return sum;
}

void theme_files_add_state(struct buffer *text) {
  char path[PATH_MAX];
  find_installed_themes(path);
  uint64_t state = state_of(path, strlen(path));
  buffer_format(text, "%s %016jx\n", path, (uintmax_t)state);
}

static int compare_name(const void *key, const void *item) {
  const struct view *name = key;
  const struct theme_file *file = item;
  return view_compare(*name, file->name);
}

const struct theme_file *theme_files_find(const struct theme_files *theme, struct view name) {
  if (theme->count == 0) return NULL;
  return bsearch(&name, theme->items, theme->count, sizeof *theme->items, compare_name);
}

struct view theme_files_place(const struct theme_files *theme, struct view name, struct arena *arena) {
  return arena_format(arena, "%.*s/%.*s", VIEW_FORMAT(theme->place), VIEW_FORMAT(name));
}
