#include "publish/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { DEPTH_LIMIT = 256 };

int folder_open(int parent, const char *name) {
  return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* At once, without following a link anywhere; -1 with ENOSYS or EPERM by old kernels, and in sandboxes that
 * know no such call. */
static int open_below(int folder, const char *path, int flags) {
  const struct open_how how = {.flags = (unsigned)flags, .resolve = RESOLVE_NO_SYMLINKS};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

static int walk_to_parent(int folder, const char *path, bool make) {
  int at = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  char name[NAME_MAX + 1];
  for (const char *slash; at >= 0 && (slash = strchr(path, '/')) != NULL; path = slash + 1) {
    int below = -1;
    errno = ENAMETOOLONG;
    if ((size_t)(slash - path) < sizeof name) {
      memcpy(name, path, (size_t)(slash - path));
      name[slash - path] = '\0';
      if (!make || mkdirat(at, name, 0777) == 0 || errno == EEXIST) below = folder_open(at, name);
    }
    int saved = errno;
    close(at);
    errno = saved;
    at = below;
  }
  return at;
}

/* Most often it is there. */
int folder_open_parent(int folder, const char *path, bool make) {
  const char *slash = strrchr(path, '/');
  char parent[PATH_MAX];
  size_t length = slash == NULL ? 0 : (size_t)(slash - path);
  if (length > 0 && path[0] != '/' && length < sizeof parent) {
    memcpy(parent, path, length);
    parent[length] = '\0';
    int found = open_below(folder, parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (found >= 0) return found;
  }
  return walk_to_parent(folder, path, make);
}

int folder_open_file(int folder, const char *path) {
  const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  int file = open_below(folder, path, flags);
  if (file >= 0 || (errno != ENOSYS && errno != EPERM)) return file;
  const char *slash = strrchr(path, '/');
  int parent = folder_open_parent(folder, path, false);
  if (parent < 0) return -1;
  file = openat(parent, slash == NULL ? path : slash + 1, flags);
  int saved = errno;
  close(parent);
  errno = saved;
  return file;
}

/* Most often all but the last are there. */
int folder_make_parents(int folder, const char *path) {
  char part[PATH_MAX];
  size_t length = strlen(path);
  if (length >= sizeof part) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(part, path, length + 1);
  size_t end = length;
  bool made = false;
  while (!made) {
    while (end > 0 && part[end] != '/')
      end--;
    if (end == 0) break;
    part[end] = '\0';
    made = mkdirat(folder, part, 0777) == 0 || errno == EEXIST;
    if (!made && errno != ENOENT) return -1;
  }
  if (made) part[end++] = '/';
  /* Down again over those that were missing. */
  for (; end < length; end++) {
    if (part[end] != '\0') continue;
    if (end > 0 && mkdirat(folder, part, 0777) != 0 && errno != EEXIST) return -1;
    part[end] = '/';
  }
  return 0;
}

static bool is_self_or_parent(const char *name) {
  return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Calls `visit` for each name in the folder, which it may remove or move; 0, or -1 with errno. */
static int for_each(int folder, int (*visit)(int folder, const char *name, void *context), void *context) {
  int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = copy < 0 ? NULL : fdopendir(copy);
  if (entries == NULL) {
    if (copy >= 0) close(copy);
    return -1;
  }
  int result = 0;
  const struct dirent *entry;
  while (result == 0 && (errno = 0, entry = readdir(entries)) != NULL)
    if (!is_self_or_parent(entry->d_name)) result = visit(folder, entry->d_name, context);
  if (result == 0 && errno != 0) result = -1;
  int saved = errno;
  closedir(entries);
  errno = saved;
  return result;
}

struct removal {
  int depth;
};

static int remove_name(int folder, const char *name, void *context) {
  struct removal *removal = context;
  if (unlinkat(folder, name, 0) == 0 || errno == ENOENT) return 0;
  if (errno != EISDIR && errno != EPERM) return -1;
  int below = folder_open(folder, name);
  if (below < 0) return -1;
  struct removal deeper = {removal->depth + 1};
  int result = -1;
  if (deeper.depth > DEPTH_LIMIT)
    errno = ELOOP;
  else
    result = for_each(below, remove_name, &deeper);
  int saved = errno;
  close(below);
  errno = saved;
  return result == 0 ? unlinkat(folder, name, AT_REMOVEDIR) : -1;
}

int folder_remove(int parent, const char *name) {
  struct removal removal = {0};
  return remove_name(parent, name, &removal);
}

static int find_visible(int folder, const char *name, void *context) {
  (void)folder;
  if (name[0] != '.') *(bool *)context = true;
  return 0;
}

bool folder_is_bare(int folder) {
  bool visible = false;
  return for_each(folder, find_visible, &visible) == 0 && !visible;
}

struct dots {
  bool found;
  int depth;
};

static int find_dots(int folder, const char *name, void *context) {
  struct dots *dots = context;
  if (name[0] == '.') {
    dots->found = true;
    return 0;
  }
  int below = dots->depth > DEPTH_LIMIT ? -1 : folder_open(folder, name);
  if (below < 0) return 0;
  struct dots deeper = {false, dots->depth + 1};
  int result = for_each(below, find_dots, &deeper);
  close(below);
  dots->found = dots->found || deeper.found;
  return result;
}

bool folder_holds_dots(int parent, const char *path) {
  int folder = folder_open_file(parent, path);
  struct stat found;
  struct dots dots = {0};
  if (folder >= 0 && fstat(folder, &found) == 0 && S_ISDIR(found.st_mode)) for_each(folder, find_dots, &dots);
  if (folder >= 0) close(folder);
  return dots.found;
}

struct carrying {
  int to;             /* the same folder in the new site; -1 where it has none */
  int top;            /* the new site */
  const char *path;   /* of the folder at hand below the top, "" or with / at the end */
  const char *except; /* at this level */
  size_t *missing;
  int depth;
};

static int carry_name(int from, const char *name, void *context);

static int carry_folder(int from, const char *name, struct carrying *carrying) {
  char path[PATH_MAX];
  int length = snprintf(path, sizeof path, "%s%s/", carrying->path, name);
  if (length < 0 || (size_t)length >= sizeof path || carrying->depth > DEPTH_LIMIT) {
    errno = ENAMETOOLONG;
    return -1;
  }
  int below = folder_open(from, name);
  if (below < 0) return errno == ENOTDIR || errno == ELOOP ? 0 : -1;
  struct carrying deeper = *carrying;
  deeper.to = carrying->to < 0 ? -1 : folder_open(carrying->to, name);
  deeper.path = path;
  deeper.except = NULL;
  deeper.depth++;
  int result = for_each(below, carry_name, &deeper);
  int saved = errno;
  if (deeper.to >= 0) close(deeper.to);
  close(below);
  errno = saved;
  return result;
}

/* Moves a name to another folder unless that has it. */
static int move_new(int from, int to, const char *name) {
  struct stat found;
  if (renameat2(from, name, to, name, RENAME_NOREPLACE) == 0 || errno == EEXIST) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  if (fstatat(to, name, &found, AT_SYMLINK_NOFOLLOW) == 0) return 0;
  return renameat(from, name, to, name);
}

static int carry_dot_name(int from, const char *name, const struct carrying *carrying) {
  char path[PATH_MAX];
  int length = snprintf(path, sizeof path, "%s%s", carrying->path, name);
  if (length < 0 || (size_t)length >= sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  int to = folder_open_parent(carrying->top, path, true);
  /* What is a file or a link now can't hold it. */
  if (to < 0) return errno == ENOTDIR || errno == ELOOP ? 0 : -1;
  int result = move_new(from, to, name);
  int saved = errno;
  close(to);
  errno = saved;
  return result;
}

static int carry_name(int from, const char *name, void *context) {
  struct carrying *carrying = context;
  if (carrying->except != NULL && strcmp(name, carrying->except) == 0) return 0;
  if (name[0] == '.') return carry_dot_name(from, name, carrying);
  struct stat found;
  if (fstatat(from, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return -1;
  if (S_ISDIR(found.st_mode)) return carry_folder(from, name, carrying);
  if (carrying->to < 0 || fstatat(carrying->to, name, &found, AT_SYMLINK_NOFOLLOW) != 0) ++*carrying->missing;
  return 0;
}

int folder_carry(int from, int to, const char *except, size_t *missing) {
  size_t count = 0;
  struct carrying carrying = {.to = to, .top = to, .path = "", .except = except, .missing = &count};
  int result = for_each(from, carry_name, &carrying);
  *missing += count;
  return result;
}
