#include "publish/output.h"

#include "base/memory.h"
#include "publish/folder.h"
#include "publish/placement.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

struct held_output {
  struct output output; /* what others see */
  struct arena arena;
  struct diagnostics *diagnostics;
  pthread_mutex_t reporting; /* held to add a diagnostic */
};

static struct held_output *held(struct output *output) {
  return (struct held_output *)output;
}

void output_add(struct output *output, struct message message) {
  pthread_mutex_lock(&held(output)->reporting);
  diagnostics_add(held(output)->diagnostics, output->place, (struct source_location){0}, message);
  pthread_mutex_unlock(&held(output)->reporting);
}

bool output_fail(struct output *output, enum phrase action, struct view name) {
  const char *reason = strerror(errno);
  output_add(output, output->changed ? message_output_fails_late(action, name, reason)
                                     : message_output_fails(action, name, reason));
  return false;
}

bool output_refuse_file(struct output *output, const char *path) {
  output_add(output, message_dots_in_folder(path));
  return false;
}

void output_report(struct output *output, const struct diagnostics *found) {
  pthread_mutex_lock(&held(output)->reporting);
  diagnostics_append(held(output)->diagnostics, found, SEVERITY_ERROR);
  pthread_mutex_unlock(&held(output)->reporting);
}

int output_sync(const struct output *output, int folder) {
  return output->no_sync ? 0 : folder_sync_all(folder);
}

bool output_path(struct output *output, struct view name, char path[static PATH_MAX]) {
  if (name.length >= PATH_MAX) {
    errno = ENAMETOOLONG;
    return output_fail(output, PHRASE_cant_write, name);
  }
  memcpy(path, name.data, name.length);
  path[name.length] = '\0';
  return true;
}

/* Splits the path into the parent and the name; a link to a folder is followed. False when it has none of
 * its own. */
static bool split_path(const char *path, struct arena *arena, struct output *output) {
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
  output->place = arena_copy(arena, rest);
  output->name = arena_copy(arena, name).data;
  output->parent_path = arena_copy(arena, parent);
  return name.length > 0 && !view_equal_string(name, ".") && !view_equal_string(name, "..");
}

/* The marker that is there now; zeros: none. Each build that publishes puts another file in its place. */
static struct stat find_marker(const struct output *output) {
  struct stat found = {0};
  int site = folder_open(output->parent, output->name);
  if (site < 0) return found;
  if (fstatat(site, OUTPUT_MARKER, &found, AT_SYMLINK_NOFOLLOW) != 0) found = (struct stat){0};
  close(site);
  return found;
}

/* Waits for the lock, and looks whether another build has published meanwhile. False with errno. */
static bool lock(struct output *output) {
  if (flock(output->parent, LOCK_EX | LOCK_NB) == 0) return true;
  struct stat before = find_marker(output);
  while (flock(output->parent, LOCK_EX) != 0)
    if (errno != EINTR) return false;
  struct stat after = find_marker(output);
  output->overtaken = before.st_ino != after.st_ino || before.st_mtim.tv_sec != after.st_mtim.tv_sec ||
                      before.st_mtim.tv_nsec != after.st_mtim.tv_nsec;
  return true;
}

/* Opens the parent and locks it. */
static bool open_parent(struct output *output, const char *path) {
  struct arena *arena = &held(output)->arena;
  if (!split_path(path, arena, output)) {
    output_add(output, message_no_output_folder());
    return false;
  }
  output->fresh = arena_format(arena, ".%s.kyket-new", output->name).data;
  output->aside = arena_format(arena, ".%s.kyket-old", output->name).data;
  output->stage = output->stage_beside = arena_format(arena, ".%s.kyket-stage", output->name).data;
  struct view parent = output->parent_path;
  if (folder_make_parents(AT_FDCWD, arena_format(arena, "%s/x", output->parent_path.data).data) != 0)
    return output_fail(output, PHRASE_cant_make_folder, parent);
  output->parent = open(output->parent_path.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (output->parent < 0) return output_fail(output, PHRASE_cant_open_folder, parent);
  return lock(output) || output_fail(output, PHRASE_cant_lock_folder, parent);
}

/* Whether it was a site, or was about to be: the marker is made last. */
static bool is_site(int folder) {
  struct stat found;
  return fstatat(folder, OUTPUT_MARKER, &found, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Clears away a folder that a killed build left beside the site, its dot files apart. False with errno. */
static bool clear_left(struct output *output, const char *name) {
  int from = folder_open(output->parent, name);
  if (from < 0 && errno == ENOENT) return true;
  int to = folder_open(output->parent, output->name);
  bool good = from < 0 || to < 0 || !is_site(from) || folder_carry(from, to, OUTPUT_MARKER) == 0;
  int saved = errno;
  if (from >= 0) close(from);
  if (to >= 0) close(to);
  errno = saved;
  return good && folder_remove(output->parent, name) == 0;
}

/* Clears a name away and its replacements, and takes the first that is free: what another user left there,
 * and this one may not remove, must not stop every later build. */
static bool free_name(struct output *output, const char **name) {
  enum { NAMES = 4 };
  const char *first = *name, *taken = NULL;
  for (int i = 1; i <= NAMES; i++) {
    const char *next = i == 1 ? first : arena_format(&held(output)->arena, "%s-%d", first, i).data;
    bool cleared = clear_left(output, next);
    if (cleared && taken == NULL) taken = next;
    if (!cleared && i == NAMES && taken == NULL) return output_fail(output, PHRASE_cant_clear, view_of(next));
    if (!cleared) output_add(output, message_not_cleared(next, strerror(errno)));
  }
  *name = taken;
  return true;
}

/* Finishes what a killed build left: puts back a site that was set aside, and dot files that had not moved
 * over yet. */
static bool recover(struct output *output) {
  struct stat found;
  bool published = fstatat(output->parent, output->name, &found, AT_SYMLINK_NOFOLLOW) == 0;
  if (!published && renameat(output->parent, output->aside, output->parent, output->name) != 0 &&
      errno != ENOENT)
    return output_fail(output, PHRASE_cant_put_back, view_of(output->aside));
  return free_name(output, &output->fresh) && free_name(output, &output->aside);
}

/* Reads the marker: a line `kyket`, one of the id, and one of the commit where there was one. */
static void read_marker(struct output *output) {
  static const char first_line[] = "kyket\n";
  char text[128] = {0}, *end = text;
  int file = folder_open_file(output->site, OUTPUT_MARKER);
  if (file < 0) return;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0 || strncmp(text, first_line, strlen(first_line)) != 0) return;
  errno = 0;
  uint64_t id = strtoull(text + strlen(first_line), &end, 16);
  if (errno != 0 || *end != '\n') return;
  output->id = id;
  const char *commit = end + 1;
  if (strspn(commit, "0123456789abcdef") == OUTPUT_COMMIT && commit[OUTPUT_COMMIT] == '\n')
    memcpy(output->commit, commit, OUTPUT_COMMIT);
}

int output_stage_place(const struct output *output) {
  return output->stages_inside ? output->site : output->parent;
}

bool output_is_replaceable(const struct output *output) {
  return output->site < 0 || placement_is_replaceable(output->parent, output->name, output->site);
}

/* Where the folder is a mount point, or the one above it may not be written to, all is done inside. */
static void choose_stage(struct output *output) {
  output->stages_inside = output->site >= 0 && (placement_is_mount(output->parent, output->site) ||
                                                faccessat(output->parent, ".", W_OK | X_OK, AT_EACCESS) != 0);
  if (output->stages_inside) output->stage = OUTPUT_STAGE_INSIDE;
}

uint64_t output_hash(const struct output *output) {
  char real[PATH_MAX];
  const char *parent = realpath(output->parent_path.data, real);
  if (parent == NULL) parent = output->parent_path.data;
  uint64_t hash = XXH3_64bits(parent, strlen(parent));
  hash = XXH3_64bits_withSeed(output->name, strlen(output->name), hash);
  return hash == 0 ? 1 : hash;
}

void output_refresh(struct output *output) {
  output->id = 0;
  output->commit[0] = '\0';
  if (output->site >= 0) read_marker(output);
}

struct view output_marker(const struct output *output, struct arena *arena, uint64_t id) {
  const char *end = output->new_commit[0] == '\0' ? "" : "\n";
  return arena_format(arena, "kyket\n%016llx\n%s%s", (unsigned long long)id, output->new_commit, end);
}

/* Opens what is published; false when it is not ours to replace. */
static bool open_site(struct output *output) {
  struct stat found;
  output->site = folder_open(output->parent, output->name);
  if (output->site < 0)
    return errno == ENOENT || output_fail(output, PHRASE_cant_open, view_of(output->name));
  choose_stage(output);
  output_refresh(output);
  /* A folder of that name is the cache that stands beside an output. */
  bool marked = fstatat(output->site, OUTPUT_MARKER, &found, AT_SYMLINK_NOFOLLOW) == 0;
  if (marked && S_ISREG(found.st_mode)) return true;
  if (!marked && errno != ENOENT) return output_fail(output, PHRASE_cant_open, view_of(output->name));
  if (folder_is_bare(output->site)) return true;
  output_add(output, message_foreign_output());
  return false;
}

struct output *output_open(const char *path, struct diagnostics *diagnostics) {
  struct held_output *opened = memory_allocate(1, sizeof *opened);
  struct output *output = &opened->output;
  opened->diagnostics = diagnostics;
  pthread_mutex_init(&opened->reporting, NULL);
  output->parent = output->site = -1;
  if (open_parent(output, path) && recover(output) && open_site(output)) return output;
  output_close(output);
  return NULL;
}

void output_unlock(struct output *output) {
  if (output == NULL || output->parent < 0) return;
  close(output->parent);
  output->parent = -1;
}

void output_close(struct output *output) {
  if (output == NULL) return;
  if (output->site >= 0) close(output->site);
  if (output->parent >= 0) close(output->parent);
  pthread_mutex_destroy(&held(output)->reporting);
  arena_free(&held(output)->arena);
  free(held(output));
}
