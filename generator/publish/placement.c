#include "publish/placement.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/path.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

bool placement_is_mount(int parent, int folder) {
  struct statx found;
  struct stat above, own;
  if (statx(folder, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &found) == 0 &&
      (found.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0)
    return (found.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
  return fstat(parent, &above) == 0 && fstat(folder, &own) == 0 && above.st_dev != own.st_dev;
}

/* Of a line of mountinfo (proc(5)). The root of all is an empty path. */
struct mount {
  unsigned major, minor;
  struct view root;  /* the folder of the file system that is mounted */
  struct view point; /* where, as the process sees it */
};

/* Blanks and line ends in a path are written in octal: \040. */
static struct view unescape(struct arena *arena, struct view text) {
  char *bytes = arena_allocate(arena, text.length + 1);
  size_t length = 0;
  for (size_t i = 0; i < text.length; i++) {
    bool is_escape = text.data[i] == '\\' && i + 3 < text.length;
    if (is_escape) {
      const char digits[] = {text.data[i + 1], text.data[i + 2], text.data[i + 3], '\0'};
      bytes[length++] = (char)strtoul(digits, NULL, 8);
      i += 3;
    } else {
      bytes[length++] = text.data[i];
    }
  }
  return (struct view){bytes, length == 1 ? 0 : length};
}

static bool parse_mount(struct arena *arena, struct view line, struct mount *mount) {
  struct view word, numbers;
  if (!view_next(&line, ' ', &word) || !view_next(&line, ' ', &word) || !view_next(&line, ' ', &numbers) ||
      !view_next(&line, ' ', &mount->root) || !view_next(&line, ' ', &mount->point))
    return false;
  char text[32];
  (void)snprintf(text, sizeof text, "%.*s", VIEW_FORMAT(view_slice(numbers, 0, sizeof text - 1)));
  char *colon;
  mount->major = (unsigned)strtoul(text, &colon, 10);
  if (*colon != ':') return false;
  mount->minor = (unsigned)strtoul(colon + 1, NULL, 10);
  mount->root = unescape(arena, mount->root);
  mount->point = unescape(arena, mount->point);
  return true;
}

static bool read_mounts(const char *path, struct buffer *text) {
  enum { PIECE = 16384 };
  buffer_clear(text);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? -1 : 1;
  while (length > 0 && (length = read(file, buffer_reserve(text, PIECE), PIECE)) > 0)
    text->length += (size_t)length;
  if (file >= 0) close(file);
  return length == 0;
}

struct search {
  struct arena arena;
  struct buffer text; /* of a mountinfo */
  dev_t device;       /* of its file system, as mountinfo has it, which is not always stat's */
  struct view path;   /* the folder's, as this process sees it */
  struct view within; /* the same within its file system */
  bool found;
};

/* Learns what the folder's path is within its file system: the innermost mount that holds it says so. */
static bool find_within(struct search *search) {
  struct view rest = buffer_view(&search->text), line;
  struct mount mount, best = {0};
  bool found = false;
  while (view_next(&rest, '\n', &line)) {
    if (!parse_mount(&search->arena, line, &mount) || !path_is_or_lies_in(search->path, mount.point))
      continue;
    if (found && mount.point.length < best.point.length) continue;
    best = mount;
    found = true;
  }
  if (!found) return false;
  search->device = makedev(best.major, best.minor);
  struct view below = view_slice(search->path, best.point.length, SIZE_MAX);
  search->within = arena_format(&search->arena, "%.*s%.*s", VIEW_FORMAT(best.root), VIEW_FORMAT(below));
  return true;
}

/* Whether the folder, or one in it, is mounted anywhere by one of these. */
static void look_for_roots(struct search *search) {
  struct view rest = buffer_view(&search->text), line;
  struct mount mount;
  while (!search->found && view_next(&rest, '\n', &line))
    search->found = parse_mount(&search->arena, line, &mount) &&
                    makedev(mount.major, mount.minor) == search->device &&
                    path_is_or_lies_in(mount.root, search->within);
}

/* Whether something is mounted on the folder or in it. */
static void look_for_points(struct search *search) {
  struct view rest = buffer_view(&search->text), line;
  struct mount mount;
  while (!search->found && view_next(&rest, '\n', &line))
    search->found =
        parse_mount(&search->arena, line, &mount) && path_is_or_lies_in(mount.point, search->path);
}

/* Other mount namespaces, each as one of its processes sees it. */
static void look_elsewhere(struct search *search) {
  struct stat own = {0}, other;
  (void)stat("/proc/self/ns/mnt", &own);
  DIR *processes = opendir("/proc");
  if (processes == NULL) return;
  char path[NAME_MAX + 32];
  for (const struct dirent *item; !search->found && (item = readdir(processes)) != NULL;) {
    if (item->d_name[0] < '1' || item->d_name[0] > '9') continue;
    (void)snprintf(path, sizeof path, "/proc/%s/ns/mnt", item->d_name);
    if (stat(path, &other) == 0 && other.st_ino == own.st_ino) continue;
    (void)snprintf(path, sizeof path, "/proc/%s/mountinfo", item->d_name);
    if (read_mounts(path, &search->text)) look_for_roots(search);
    arena_reset(&search->arena);
  }
  closedir(processes);
}

static bool is_mounted(int parent, const char *name) {
  char own[32], real[PATH_MAX];
  struct search search = {0};
  struct arena names = {0};
  (void)snprintf(own, sizeof own, "/proc/self/fd/%d", parent);
  ssize_t length = readlink(own, real, sizeof real - 1);
  if (length > 0 && read_mounts("/proc/self/mountinfo", &search.text)) {
    real[length] = '\0';
    search.path = arena_format(&names, "%s/%s", length == 1 ? "" : real, name);
    look_for_points(&search);
    if (!search.found && find_within(&search)) {
      search.within = arena_copy(&names, search.within);
      look_for_roots(&search);
      if (!search.found) look_elsewhere(&search);
    }
  }
  buffer_free(&search.text);
  arena_free(&search.arena);
  arena_free(&names);
  return search.found;
}

/* Whether a folder that this process makes can be its own in owner and group. */
static bool can_be_given(int folder) {
  struct stat status;
  if (fstat(folder, &status) != 0) return false;
  if (geteuid() == 0 || (status.st_uid == geteuid() && status.st_gid == getegid())) return true;
  gid_t groups[1024];
  int count = status.st_uid == geteuid() ? getgroups(sizeof groups / sizeof *groups, groups) : 0;
  for (int i = 0; i < count; i++)
    if (groups[i] == status.st_gid) return true;
  return false;
}

bool placement_is_replaceable(int parent, const char *name, int folder) {
  struct statfs file_system;
  bool overlaid = fstatfs(folder, &file_system) == 0 && file_system.f_type == OVERLAYFS_SUPER_MAGIC;
  return !overlaid && !placement_is_mount(parent, folder) && can_be_given(folder) &&
         faccessat(parent, ".", W_OK | X_OK, AT_EACCESS) == 0 && !is_mounted(parent, name);
}
