/* Git's own files, of which each must be a file, or a link to one. A pipe or a device there can't hold what
 * git wrote, and libgit2 takes some of them for missing: without a diagnostic it would read another history,
 * or say that there is no repository. */
#include "base/files.h"
#include "base/path.h"
#include "source/source_internal.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* In a work tree's folder, in the repository's, or in both. The packs come besides. */
static const char *const names[] = {"HEAD",    "commondir",       "gitdir",
                                    "config",  "config.worktree", "packed-refs",
                                    "shallow", "info/grafts",     "objects/info/alternates"};

enum { REFERENCE_DEPTH_LIMIT = 32, LINK_BYTES_LIMIT = 2 * PATH_MAX };

static bool is_special(int folder, const char *name) {
  struct stat found;
  return fstatat(folder, name, &found, 0) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

static bool report(const char *folder, const char *name, struct diagnostics *diagnostics) {
  struct buffer path = {0}, shown = {0};
  buffer_format(&path, "%.*s/%s", VIEW_FORMAT(path_without_end_slashes(view_of(folder))), name);
  source_add_name(&shown, buffer_view(&path));
  buffer_add_byte(&shown, '\0');
  diagnostics_add(diagnostics, (struct view){NULL, 0}, (struct source_location){0},
                  message_special_git_file(shown.data));
  buffer_free(&path);
  buffer_free(&shown);
  return true;
}

/* Where the kind of a folder's entry is not known from its listing, or it is a link. */
static bool is_special_entry(int folder, const struct dirent *entry) {
  if (entry->d_type == DT_REG || entry->d_type == DT_DIR) return false;
  return is_special(folder, entry->d_name);
}

static bool is_of_pack(struct view name) {
  return view_ends_with(name, ".idx") || view_ends_with(name, ".pack") ||
         view_equal_string(name, "multi-pack-index");
}

static bool report_pack(const char *common, struct diagnostics *diagnostics) {
  struct buffer path = {0};
  bool found = false;
  buffer_format(&path, "%sobjects/pack", common);
  buffer_add_byte(&path, '\0');
  DIR *folder = opendir(path.data);
  for (const struct dirent *entry; folder != NULL && !found && (entry = readdir(folder)) != NULL;)
    if (is_of_pack(view_of(entry->d_name)) && is_special_entry(dirfd(folder), entry))
      found = report(path.data, entry->d_name, diagnostics);
  if (folder != NULL) closedir(folder);
  buffer_free(&path);
  return found;
}

static bool report_named(const char *path, struct diagnostics *diagnostics) {
  int folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  bool found = false;
  for (size_t i = 0; folder >= 0 && !found && i < sizeof names / sizeof *names; i++)
    found = is_special(folder, names[i]) && report(path, names[i], diagnostics);
  if (folder >= 0) close(folder);
  return found;
}

bool source_report_special_file(git_repository *repository, struct diagnostics *diagnostics) {
  const char *own = git_repository_path(repository), *common = git_repository_commondir(repository);
  return report_named(own, diagnostics) || (strcmp(own, common) != 0 && report_named(common, diagnostics)) ||
         report_pack(common, diagnostics);
}

/* In the folder of references, which is taken over, and those below it. */
static bool report_reference(int opened, const char *path, unsigned depth, struct diagnostics *diagnostics) {
  DIR *folder = opened < 0 ? NULL : fdopendir(opened);
  bool found = false;
  if (folder == NULL && opened >= 0) close(opened);
  for (const struct dirent *entry; folder != NULL && !found && (entry = readdir(folder)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    if (is_special_entry(opened, entry)) {
      found = report(path, entry->d_name, diagnostics);
    } else if (entry->d_type != DT_REG && depth < REFERENCE_DEPTH_LIMIT) {
      struct buffer below = {0};
      buffer_format(&below, "%s/%s", path, entry->d_name);
      buffer_add_byte(&below, '\0');
      found = report_reference(openat(opened, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC), below.data,
                               depth + 1, diagnostics);
      buffer_free(&below);
    }
  }
  if (folder != NULL) closedir(folder);
  return found;
}

bool source_report_special_reference(git_repository *repository, struct diagnostics *diagnostics) {
  struct buffer path = {0};
  buffer_format(&path, "%srefs", git_repository_commondir(repository));
  buffer_add_byte(&path, '\0');
  bool found =
      report_reference(open(path.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path.data, 0, diagnostics);
  buffer_free(&path);
  return found;
}

/* From the path of a file `.git` in the folder to the path that it names, as "gitdir: PATH". False: it names
 * none. */
static bool follow_link(const char *folder, struct buffer *path) {
  struct buffer text = {0};
  int file = open(path->data, O_RDONLY | O_CLOEXEC);
  bool good = file >= 0 && file_read(file, &text);
  if (file >= 0) close(file);
  struct view line = buffer_view(&text), name = view_slice(line, strlen("gitdir: "), SIZE_MAX);
  while (name.length > 0 && (name.data[name.length - 1] == '\n' || name.data[name.length - 1] == '\r'))
    name.length--;
  good = good && view_starts_with(line, "gitdir: ") && name.length > 0 && name.length < PATH_MAX;
  buffer_clear(path);
  if (good && name.data[0] != '/') buffer_format(path, "%s/", folder);
  if (good) buffer_add(path, name);
  buffer_add_byte(path, '\0');
  buffer_free(&text);
  return good;
}

static bool is_folder(const char *path) {
  struct stat found;
  return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* A bare repository, whatever its files are. */
static bool is_bare(const char *folder) {
  char objects[PATH_MAX + sizeof "/objects"], references[PATH_MAX + sizeof "/refs"];
  (void)snprintf(objects, sizeof objects, "%s/objects", folder);
  (void)snprintf(references, sizeof references, "%s/refs", folder);
  return is_folder(objects) && is_folder(references);
}

/* In a folder that a search for a repository passes; `ends`: it goes no further. */
static bool report_at(const char *folder, bool *ends, struct diagnostics *diagnostics) {
  struct buffer path = {0};
  struct stat git;
  buffer_format(&path, "%s/.git", folder);
  buffer_add_byte(&path, '\0');
  bool is_there = stat(path.data, &git) == 0, found = false;
  *ends = is_there || is_bare(folder);
  if (!is_there)
    found = *ends && report_named(folder, diagnostics);
  else if (S_ISDIR(git.st_mode))
    found = report_named(path.data, diagnostics);
  else if (!S_ISREG(git.st_mode))
    found = report(folder, ".git", diagnostics);
  else
    found = follow_link(folder, &path) && report_named(path.data, diagnostics);
  buffer_free(&path);
  return found;
}

static void report_lost(struct view file, struct view folder, struct diagnostics *diagnostics) {
  struct buffer shown_file = {0}, shown_folder = {0};
  source_add_name(&shown_file, file);
  source_add_name(&shown_folder, folder);
  diagnostics_add(diagnostics, (struct view){NULL, 0}, (struct source_location){0},
                  message_lost_repository(buffer_view(&shown_file), buffer_view(&shown_folder)));
  buffer_free(&shown_folder);
  buffer_free(&shown_file);
}

/* As report_at, of a file `.git` that names a folder which is not there. */
static bool report_lost_at(const char *folder, bool *ends, struct diagnostics *diagnostics) {
  struct buffer file = {0}, path = {0};
  struct stat git;
  buffer_format(&file, "%s/.git", folder);
  buffer_add(&path, buffer_view(&file));
  buffer_add_byte(&file, '\0');
  buffer_add_byte(&path, '\0');
  *ends = stat(file.data, &git) == 0;
  bool found = *ends && S_ISREG(git.st_mode) && follow_link(folder, &path) && !is_folder(path.data);
  if (found) report_lost(view_of(file.data), view_of(path.data), diagnostics);
  buffer_free(&path);
  buffer_free(&file);
  return found;
}

/* Looks in the folder and in each above it until one is found, or ends it. */
static bool search_above(const char *start, bool (*look)(const char *, bool *, struct diagnostics *),
                         struct diagnostics *diagnostics) {
  char folder[PATH_MAX];
  bool ends = false, found = false;
  for (bool is_there = realpath(start, folder) != NULL; is_there && !found && !ends;) {
    found = look(folder, &ends, diagnostics);
    is_there = strcmp(folder, "/") != 0;
    size_t above = path_folder(view_of(folder)).length;
    folder[above == 0 ? 1 : above] = '\0';
  }
  return found;
}

bool source_report_special_above(const char *folder, struct diagnostics *diagnostics) {
  return search_above(folder, report_at, diagnostics);
}

bool source_report_lost_repository(const char *folder, struct diagnostics *diagnostics) {
  return search_above(folder, report_lost_at, diagnostics);
}
