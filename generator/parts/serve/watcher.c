#include "parts/serve/watcher.h"

#include "base/memory.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { DEPTH_LIMIT = 64 };

/* A file that is made is not whole before it is closed. */
static const uint32_t events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                               IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW;

struct watcher {
  int file, root;
  struct known_files *known;
  struct view *paths; /* of the folders, by their watches, which are small numbers */
  size_t path_count;
  struct arena arena;
  struct buffer path; /* at hand */
  struct buffer saved;
  int root_watch; /* of the root, of which only some names count */
  const struct view *folders;
  size_t count;
  bool (*accepts)(struct view name);
  bool is_stale; /* folders have come or gone since the last renewal */
};

static void note_path(struct watcher *watcher, int number) {
  size_t at = (size_t)number;
  if (at >= watcher->path_count) {
    watcher->paths = memory_resize(watcher->paths, 2 * at + 1, sizeof *watcher->paths);
    memset(watcher->paths + watcher->path_count, 0,
           (2 * at + 1 - watcher->path_count) * sizeof *watcher->paths);
    watcher->path_count = 2 * at + 1;
  }
  struct view path = buffer_view(&watcher->path);
  if (watcher->paths[at].data == NULL || !view_equal(watcher->paths[at], path))
    watcher->paths[at] = arena_copy(&watcher->arena, path);
}

/* By the open folder, so that it is the one that is walked. */
static int watch(struct watcher *watcher, int folder) {
  char path[64];
  (void)snprintf(path, sizeof path, "/proc/self/fd/%d/.", folder);
  int number = inotify_add_watch(watcher->file, path, events);
  if (number >= 0) note_path(watcher, number);
  return number;
}

/* Puts a name behind the path at hand; the length to go back to. */
static size_t enter(struct watcher *watcher, struct view name) {
  size_t length = watcher->path.length;
  if (length > 0) buffer_add_byte(&watcher->path, '/');
  buffer_add(&watcher->path, name);
  return length;
}

static bool is_folder(int folder, const struct dirent *entry) {
  if (entry->d_type != DT_UNKNOWN) return entry->d_type == DT_DIR;
  int opened = openat(folder, entry->d_name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (opened >= 0) close(opened);
  return opened >= 0;
}

/* Takes over the open folder; what is gone meanwhile is no failure. */
static bool watch_all(struct watcher *watcher, int folder, unsigned depth, bool is_root) {
  if (!is_root && watch(watcher, folder) < 0 && errno != ENOENT) {
    close(folder);
    return false;
  }
  DIR *stream = fdopendir(folder);
  if (stream == NULL) {
    close(folder);
    return true;
  }
  bool good = true;
  for (const struct dirent *entry; good && depth < DEPTH_LIMIT && (entry = readdir(stream)) != NULL;) {
    if (entry->d_name[0] == '.' || !is_folder(folder, entry)) continue;
    if (is_root && !watcher->accepts(view_of(entry->d_name))) continue;
    int below = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (below < 0) continue;
    size_t length = enter(watcher, view_of(entry->d_name));
    good = watch_all(watcher, below, depth + 1, false);
    watcher->path.length = length;
  }
  int fault = errno;
  closedir(stream);
  errno = fault;
  return good;
}

bool watcher_renew(struct watcher *watcher) {
  if (!watcher->is_stale) return true;
  watcher->is_stale = false;
  buffer_clear(&watcher->path);
  watcher->root_watch = watch(watcher, watcher->root);
  if (watcher->root_watch < 0) return false;
  for (size_t i = 0; i < watcher->count; i++) {
    struct view folder = watcher->folders[i];
    char path[PATH_MAX] = ".";
    if (folder.length >= sizeof path) continue;
    memcpy(path, folder.data, folder.length);
    path[folder.length == 0 ? 1 : folder.length] = '\0';
    int opened = openat(watcher->root, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    buffer_clear(&watcher->path);
    buffer_add(&watcher->path, folder);
    if (opened >= 0 && !watch_all(watcher, opened, 0, folder.length == 0)) return false;
  }
  return true;
}

struct watcher *watcher_open(int root, const struct view *folders, size_t count,
                             bool (*accepts)(struct view name), struct known_files *known) {
  struct watcher *watcher = memory_allocate(1, sizeof *watcher);
  *watcher = (struct watcher){.file = inotify_init1(IN_NONBLOCK | IN_CLOEXEC),
                              .root = root,
                              .known = known,
                              .folders = folders,
                              .count = count,
                              .accepts = accepts,
                              .is_stale = true};
  if (watcher->file >= 0 && watcher_renew(watcher)) return watcher;
  int fault = errno;
  watcher_close(watcher);
  errno = fault;
  return NULL;
}

void watcher_close(struct watcher *watcher) {
  if (watcher == NULL) return;
  if (watcher->file >= 0) close(watcher->file);
  free(watcher->paths);
  buffer_free(&watcher->path);
  buffer_free(&watcher->saved);
  arena_free(&watcher->arena);
  free(watcher);
}

int watcher_file(const struct watcher *watcher) {
  return watcher->file;
}

/* Whether it is the first step of the way to a folder that is watched. */
static bool leads_to_folder(const struct watcher *watcher, struct view name) {
  for (size_t i = 0; i < watcher->count; i++) {
    struct view watched = watcher->folders[i];
    if (watched.length == 0 && watcher->accepts(name)) return true;
    if (view_equal(name, watched) || path_is_below(watched, name)) return true;
  }
  return false;
}

/* Puts the path of the file at hand that the event is about; false: it is about a folder, or any file. */
static bool find_file(struct watcher *watcher, const struct inotify_event *event) {
  size_t at = (size_t)event->wd;
  struct view name = view_of(event->len > 0 ? event->name : "");
  bool is_known = event->wd >= 0 && at < watcher->path_count && watcher->paths[at].data != NULL;
  buffer_clear(&watcher->path);
  if ((event->mask & IN_ISDIR) != 0 || name.length == 0 || !is_known) return false;
  buffer_add(&watcher->path, watcher->paths[at]);
  (void)enter(watcher, name);
  return true;
}

/* What is known of files below a folder goes with it. */
static void forget(struct watcher *watcher, const struct inotify_event *event) {
  if ((event->mask & IN_IGNORED) != 0) return;
  if (find_file(watcher, event))
    known_files_forget(watcher->known, buffer_view(&watcher->path));
  else
    known_files_forget_all(watcher->known);
}

static bool counts(struct watcher *watcher, const struct inotify_event *event) {
  bool of_folder = (event->mask & IN_ISDIR) != 0;
  struct view name = view_of(event->len > 0 ? event->name : "");
  if ((event->mask & IN_IGNORED) != 0) return false;
  if ((event->mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF)) != 0) return watcher->is_stale = true;
  if (name.length == 0 || name.data[0] == '.') return false;
  if (event->wd == watcher->root_watch && !leads_to_folder(watcher, name)) return false;
  if (of_folder && (event->mask & IN_ATTRIB) == 0) watcher->is_stale = true;
  return of_folder || (event->mask & IN_CREATE) == 0;
}

/* The path at hand; false: it is a folder's, or another one was saved. */
static bool add_saved(struct watcher *watcher) {
  struct view path = buffer_view(&watcher->path);
  if (watcher->saved.length == 0) buffer_add(&watcher->saved, path);
  return path.length > 0 && view_equal(buffer_view(&watcher->saved), path);
}

bool watcher_take(struct watcher *watcher, struct view *saved) {
  _Alignas(struct inotify_event) char bytes[16 * 1024];
  bool changed = false, is_one = true;
  buffer_clear(&watcher->saved);
  for (ssize_t length; (length = read(watcher->file, bytes, sizeof bytes)) > 0;)
    for (ssize_t at = 0; at < length;) {
      const struct inotify_event *event = (const struct inotify_event *)(const void *)(bytes + at);
      forget(watcher, event);
      if (counts(watcher, event)) {
        changed = true;
        is_one = is_one && (event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 && add_saved(watcher);
      }
      at += (ssize_t)sizeof *event + event->len;
    }
  *saved = changed && is_one ? buffer_view(&watcher->saved) : (struct view){NULL, 0};
  return changed;
}
