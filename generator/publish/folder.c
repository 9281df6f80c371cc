#include "publish/folder.h"

#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Of all that is hashed nearly all bytes are files': for them it pays to use what the processor has. */
#if __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

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
bool folder_look(int folder, struct view path, struct stat *found) {
  char name[PATH_MAX];
  if (path.length >= sizeof name) {
    errno = ENAMETOOLONG;
    return false;
  }
  memcpy(name, path.data, path.length);
  name[path.length] = '\0';
  return fstatat(folder, name, found, AT_SYMLINK_NOFOLLOW) == 0;
}

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

/* Removing a tree takes neither stack nor descriptors for each of its levels: what lies deeper than
 * NESTED_LEVELS is moved up to the top of the tree, under a name that is free there, and removed from there.
 */
enum { NESTED_LEVELS = 16 };

struct removal {
  int top;        /* the folder at the top of the tree */
  int level;      /* of the folder at hand below it, the top's being 1 */
  size_t *lifted; /* how many names were used for folders that were moved up */
  bool visible;   /* names that begin with a dot stay, and what is nested deeply */
};

static int lift(int folder, const char *name, const struct removal *removal) {
  char free_name[40];
  int result;
  do
    snprintf(free_name, sizeof free_name, "lifted-%zu", ++*removal->lifted);
  while ((result = renameat(folder, name, removal->top, free_name)) != 0 &&
         (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR));
  return result;
}

static int remove_below(int folder, const char *name, const struct removal *removal);

static int remove_name(int folder, const char *name, void *context) {
  const struct removal *removal = context;
  if (removal->visible && name[0] == '.') return 0;
  if (unlinkat(folder, name, 0) == 0 || errno == ENOENT) return 0;
  if (errno != EISDIR && errno != EPERM) return -1;
  if (removal->level < NESTED_LEVELS) return remove_below(folder, name, removal);
  return removal->visible ? 0 : lift(folder, name, removal);
}

static int remove_below(int folder, const char *name, const struct removal *removal) {
  int below = folder_open(folder, name);
  if (below < 0) return -1;
  size_t lifted = 0;
  struct removal deeper = *removal;
  deeper.level++;
  if (deeper.level == 1) {
    deeper.top = below;
    deeper.lifted = &lifted;
  }
  int result;
  size_t before;
  /* A pass may move folders up to the top, which are left to the next. */
  do {
    before = lifted;
    result = for_each(below, remove_name, &deeper);
  } while (result == 0 && lifted != before);
  int saved = errno;
  close(below);
  errno = saved;
  if (result != 0) return -1;
  result = unlinkat(folder, name, AT_REMOVEDIR);
  return removal->visible && (errno == ENOTEMPTY || errno == EEXIST) ? 0 : result;
}

int folder_remove(int parent, const char *name) {
  if (unlinkat(parent, name, 0) == 0 || errno == ENOENT) return 0;
  if (errno != EISDIR && errno != EPERM) return -1;
  struct removal removal = {0};
  return remove_below(parent, name, &removal);
}

int folder_remove_visible(int parent, const char *name) {
  struct removal removal = {.visible = true};
  return remove_below(parent, name, &removal);
}

int folder_sync_all(int folder) {
  return syncfs(folder);
}

/* Some file systems keep a folder's names in order by themselves and refuse the call. */
int folder_sync_names(int folder) {
  return fsync(folder) == 0 || errno == EINVAL ? 0 : -1;
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

/* The folders of a tree that are still to be looked at, by their paths below its top: so a tree of any depth
 * is walked with few descriptors and no recursion. */
struct folder_queue {
  struct buffer paths; /* each with a NUL at the end */
};

static void queue_add(struct folder_queue *queue, const char *folder, const char *name) {
  if (folder[0] != '\0') {
    buffer_add_string(&queue->paths, folder);
    buffer_add_byte(&queue->paths, '/');
  }
  buffer_add_string(&queue->paths, name);
  buffer_add_byte(&queue->paths, '\0');
}

/* Takes the path that was added last into `path`; false: there is none. */
static bool queue_take(struct folder_queue *queue, struct buffer *path) {
  struct buffer *paths = &queue->paths;
  if (paths->length == 0) return false;
  size_t begin = paths->length - 1;
  while (begin > 0 && paths->data[begin - 1] != '\0')
    begin--;
  size_t length = paths->length - begin;
  buffer_clear(path);
  memcpy(buffer_reserve(path, length), paths->data + begin, length);
  path->length = length;
  paths->length = begin;
  return true;
}

static int open_queued(int top, const char *path) {
  int found = open_below(top, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (found >= 0) return found;
  int parent = folder_open_parent(top, path, false);
  if (parent < 0) return -1;
  const char *slash = strrchr(path, '/');
  found = folder_open(parent, slash == NULL ? path : slash + 1);
  int saved = errno;
  close(parent);
  errno = saved;
  return found;
}

struct dots {
  struct folder_queue queue;
  const char *path; /* of the folder at hand */
  bool found;
};

static int find_dots(int folder, const char *name, void *context) {
  struct dots *dots = context;
  struct stat found;
  if (name[0] == '.') {
    dots->found = true;
    return -1;
  }
  bool is_known = fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0;
  if (is_known && S_ISDIR(found.st_mode)) queue_add(&dots->queue, dots->path, name);
  dots->found = !is_known && errno != ENOENT; /* rather than to lose some */
  return dots->found ? -1 : 0;
}

bool folder_holds_dots(int parent, const char *path) {
  int top = folder_open_file(parent, path);
  struct stat found;
  struct dots dots = {.path = ""};
  struct buffer below = {0};
  if (top >= 0 && fstat(top, &found) == 0 && S_ISDIR(found.st_mode)) for_each(top, find_dots, &dots);
  while (!dots.found && queue_take(&dots.queue, &below)) {
    int folder = open_queued(top, below.data);
    if (folder < 0) continue;
    dots.path = below.data;
    for_each(folder, find_dots, &dots);
    close(folder);
  }
  if (top >= 0) close(top);
  buffer_free(&below);
  buffer_free(&dots.queue.paths);
  return dots.found;
}

/* A walk through the folders of `from`, with what is at the same places in another tree. */
struct pairing {
  struct folder_queue queue;
  int to;             /* the same folder in the other tree; -1 where it has none */
  int top;            /* of the other tree */
  const char *path;   /* of the folder at hand below the top */
  const char *except; /* at this level */
  struct buffer *left;
  size_t missing;
};

/* Whether a folder begins with a dot, or lies in one that does: all that is in it is others'. */
static bool is_dotted(const char *path) {
  return path[0] == '.' || strstr(path, "/.") != NULL;
}

static void add_path(struct buffer *text, const char *folder, const char *name) {
  buffer_format(text, "%s%s%s", folder, folder[0] == '\0' ? "" : "/", name);
  buffer_add_byte(text, '\0');
}

/* The folder in the other tree that the name belongs into, which is made; -1 with errno. */
static int open_other(const struct pairing *pairing, const char *name) {
  struct buffer path = {0};
  add_path(&path, pairing->path, name);
  int to = folder_open_parent(pairing->top, path.data, true);
  int saved = errno;
  buffer_free(&path);
  errno = saved;
  return to;
}

/* 0, or -1 where it can't be known. */
static int look_for_folder(int folder, const char *name, bool *is_folder) {
  struct stat found;
  *is_folder = false;
  if (fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return errno == ENOENT ? 0 : -1;
  *is_folder = S_ISDIR(found.st_mode);
  return 0;
}

/* Has it visited where it is a folder. */
static int queue_folder(int folder, const char *name, struct pairing *pairing) {
  bool is_folder;
  int result = look_for_folder(folder, name, &is_folder);
  if (is_folder) queue_add(&pairing->queue, pairing->path, name);
  return result;
}

/* Moves a name to another folder unless that has it: EEXIST. */
static int move_new(int from, int to, const char *name) {
  struct stat found;
  if (renameat2(from, name, to, name, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  if (fstatat(to, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return renameat(from, name, to, name);
  errno = EEXIST;
  return -1;
}

static int carry_dot_name(int from, const char *name, struct pairing *pairing) {
  int to = open_other(pairing, name);
  /* What is a file or a link now can't hold it. */
  if (to < 0) return errno == ENOTDIR || errno == ELOOP ? 0 : -1;
  int result = move_new(from, to, name);
  int saved = errno;
  close(to);
  if (result == 0 || saved != EEXIST) {
    errno = saved;
    return result;
  }
  return queue_folder(from, name, pairing);
}

static int carry_name(int from, const char *name, void *context) {
  struct pairing *pairing = context;
  if (pairing->except != NULL && strcmp(name, pairing->except) == 0) return 0;
  if (name[0] == '.' || is_dotted(pairing->path)) return carry_dot_name(from, name, pairing);
  return queue_folder(from, name, pairing);
}

static int pair_folder(int top, const char *path, struct pairing *pairing,
                       int (*visit)(int from, const char *name, void *pairing)) {
  int from = open_queued(top, path);
  if (from < 0) return errno == ENOTDIR || errno == ELOOP ? 0 : -1;
  pairing->to = open_queued(pairing->top, path);
  pairing->path = path;
  int result = for_each(from, visit, pairing);
  int saved = errno;
  if (pairing->to >= 0) close(pairing->to);
  close(from);
  errno = saved;
  return result;
}

/* Visits every name of the tree whose folders the visits put into the queue. */
static int pair(int from, struct pairing *pairing, int (*visit)(int from, const char *name, void *pairing)) {
  struct buffer path = {0};
  pairing->path = "";
  int result = for_each(from, visit, pairing);
  pairing->except = NULL;
  while (result == 0 && queue_take(&pairing->queue, &path))
    result = pair_folder(from, path.data, pairing, visit);
  int saved = errno;
  buffer_free(&path);
  buffer_free(&pairing->queue.paths);
  errno = saved;
  return result;
}

int folder_carry(int from, int to, const char *except) {
  struct pairing pairing = {.to = to, .top = to, .except = except};
  return pair(from, &pairing, carry_name);
}

bool folder_take_rights(int folder, const struct stat *rights) {
  struct stat own;
  if (fstat(folder, &own) != 0) return false;
  if ((own.st_uid != rights->st_uid || own.st_gid != rights->st_gid) &&
      fchown(folder, rights->st_uid, rights->st_gid) != 0)
    return false;
  return own.st_mode == rights->st_mode || fchmod(folder, rights->st_mode & 07777) == 0;
}

/* Where there is no list, or the file system knows of none, the one that a folder above gave goes. */
static bool take_list(int folder, int from, const char *name) {
  enum { FIRST_ROOM = 256 };
  struct buffer list = {0};
  ssize_t length = fgetxattr(from, name, buffer_reserve(&list, FIRST_ROOM), FIRST_ROOM);
  if (length < 0 && errno == ERANGE && (length = fgetxattr(from, name, NULL, 0)) > 0)
    length = fgetxattr(from, name, buffer_reserve(&list, (size_t)length), (size_t)length);
  if (length <= 0) (void)fremovexattr(folder, name);
  bool good = length <= 0 || fsetxattr(folder, name, list.data, (size_t)length, 0) == 0;
  int saved = errno;
  buffer_free(&list);
  errno = saved;
  return good;
}

bool folder_take_all_rights(int folder, int from) {
  struct stat rights;
  return fstat(from, &rights) == 0 && take_list(folder, from, "system.posix_acl_access") &&
         take_list(folder, from, "system.posix_acl_default") && folder_take_rights(folder, &rights);
}

/* Makes the folder, as the other one is, unless it is there. */
static int make_alike(int to, const char *name, const struct stat *found) {
  if (mkdirat(to, name, 0700) != 0) return errno == EEXIST ? 0 : -1;
  int folder = folder_open(to, name);
  bool good = folder >= 0 && folder_take_rights(folder, found);
  int saved = errno;
  if (folder >= 0) close(folder);
  if (!good) unlinkat(to, name, AT_REMOVEDIR);
  errno = saved;
  return good ? 0 : -1;
}

/* Makes a file with the bytes of another, and its rights as far as that may be. */
static bool copy_bytes(int from, int to, const struct stat *found) {
  (void)folder_take_rights(to, found);
  for (off_t left = found->st_size; left > 0;) {
    ssize_t count = sendfile(to, from, NULL, (size_t)left);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    left -= count;
  }
  return true;
}

/* What can't have a second name gets a copy, which stands in for it till it is moved. Of what is neither a
 * file nor a link there is none. */
static void copy_dot_name(int from, const char *name, int to, const struct stat *found) {
  char target[PATH_MAX];
  if (S_ISLNK(found->st_mode)) {
    ssize_t length = readlinkat(from, name, target, sizeof target - 1);
    if (length < 0) return;
    target[length] = '\0';
    (void)!symlinkat(target, to, name);
  }
  if (!S_ISREG(found->st_mode)) return;
  int source = openat(from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  int copy = source < 0 ? -1 : openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (copy >= 0 && !copy_bytes(source, copy, found)) unlinkat(to, name, 0);
  if (copy >= 0) close(copy);
  if (source >= 0) close(source);
}

static int link_dot_name(int from, const char *name, struct pairing *pairing) {
  struct stat found;
  if (fstatat(from, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return errno == ENOENT ? 0 : -1;
  int to = open_other(pairing, name);
  if (to < 0) return errno == ENOTDIR || errno == ELOOP ? 0 : -1;
  bool is_folder = S_ISDIR(found.st_mode);
  int result = is_folder ? make_alike(to, name, &found) : linkat(from, name, to, name, 0);
  if (result == 0 && is_folder) queue_add(&pairing->queue, pairing->path, name);
  if (result != 0 && errno != EEXIST) {
    if (!is_folder) copy_dot_name(from, name, to, &found);
    add_path(pairing->left, pairing->path, name);
  }
  close(to);
  return 0;
}

static int link_name(int from, const char *name, void *context) {
  struct pairing *pairing = context;
  if (pairing->except != NULL && strcmp(name, pairing->except) == 0) return 0;
  if (name[0] == '.' || is_dotted(pairing->path)) return link_dot_name(from, name, pairing);
  struct stat found;
  if (fstatat(from, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return -1;
  if (S_ISDIR(found.st_mode))
    queue_add(&pairing->queue, pairing->path, name);
  else if (pairing->to < 0 || fstatat(pairing->to, name, &found, AT_SYMLINK_NOFOLLOW) != 0)
    pairing->missing++;
  return 0;
}

int folder_link_dots(int from, int to, const char *except, struct buffer *left, size_t *missing) {
  struct pairing pairing = {.to = to, .top = to, .except = except, .left = left};
  int result = pair(from, &pairing, link_name);
  *missing += pairing.missing;
  return result;
}

static int list_name(int folder, const char *name, void *context) {
  struct pairing *pairing = context;
  if (name[0] == '.') return 0;
  bool is_folder;
  if (look_for_folder(folder, name, &is_folder) != 0) return -1;
  if (is_folder) queue_add(&pairing->queue, pairing->path, name);
  add_path(pairing->left, pairing->path, name);
  if (!is_folder) return 0;
  pairing->left->data[pairing->left->length - 1] = '/';
  buffer_add_byte(pairing->left, '\0');
  return 0;
}

int folder_list_visible(int folder, struct buffer *paths) {
  struct pairing pairing = {.to = -1, .top = folder, .left = paths};
  return pair(folder, &pairing, list_name);
}

static int move_over(int from, int to, const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
  int from_parent = folder_open_parent(from, path, false), to_parent = folder_open_parent(to, path, true);
  bool good = from_parent >= 0 && to_parent >= 0 &&
              (renameat(from_parent, name, to_parent, name) == 0 || errno == ENOENT);
  int saved = errno;
  if (from_parent >= 0) close(from_parent);
  if (to_parent >= 0) close(to_parent);
  errno = saved;
  return good ? 0 : -1;
}

int folder_move_left(int from, int to, struct view left) {
  struct view path;
  while (view_next(&left, '\0', &path))
    if (path.length > 0 && move_over(from, to, path.data) != 0) return -1;
  return 0;
}

uint64_t file_content_hash(struct view bytes) {
  return XXH3_64bits(bytes.data, bytes.length);
}

bool file_holds(int folder, const char *path, struct view bytes) {
  int file = folder_open_file(folder, path);
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

bool file_is_same(int left_folder, const char *left_path, int right_folder, const char *right_path) {
  int left = openat(left_folder, left_path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  int right = folder_open_file(right_folder, right_path);
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
