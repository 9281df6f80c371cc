/* Preloaded into the program: writes down, in their order, the calls that change files or wait for the disk,
 * one a line with the paths in full, into the file that RECORDER names. */
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;

static void *next(const char *name) {
  return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("RECORDER");
  if (path != NULL) log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}

static void path_of(int file, char path[static PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length < 0 ? 0 : length] = '\0';
}

static void path_at(int folder, const char *name, char path[static 2 * PATH_MAX]) {
  char above[PATH_MAX] = "";
  if (folder == AT_FDCWD && name[0] != '/' && getcwd(above, sizeof above) == NULL) above[0] = '\0';
  if (folder != AT_FDCWD && name[0] != '/') path_of(folder, above);
  snprintf(path, 2 * PATH_MAX, "%s%s%s", above, name[0] == '/' ? "" : "/", name);
}

__attribute__((format(printf, 1, 2))) static void record(const char *format, ...) {
  typedef ssize_t write_call(int, const void *, size_t);
  char line[4 * PATH_MAX + 64];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  if (log_file < 0 || length < 0) return;
  pthread_mutex_lock(&lock);
  ((write_call *)next("write"))(log_file, line, (size_t)length);
  pthread_mutex_unlock(&lock);
}

static void record_write(int file) {
  char path[PATH_MAX];
  path_of(file, path);
  if (path[0] == '/') record("write\t%s\n", path);
}

ssize_t write(int file, const void *bytes, size_t length) {
  if (file > STDERR_FILENO) record_write(file);
  return ((ssize_t(*)(int, const void *, size_t))next("write"))(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
  record_write(file);
  return ((ssize_t(*)(int, const void *, size_t, off_t))next("pwrite"))(file, bytes, length, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
  record_write(file);
  return ((ssize_t(*)(int, const void *, size_t, off64_t))next("pwrite64"))(file, bytes, length, at);
}

ssize_t writev(int file, const struct iovec *pieces, int count) {
  record_write(file);
  return ((ssize_t(*)(int, const struct iovec *, int))next("writev"))(file, pieces, count);
}

int fsync(int file) {
  char path[PATH_MAX];
  int result = ((int (*)(int))next("fsync"))(file);
  path_of(file, path);
  record("fsync\t%s\n", path);
  return result;
}

int fdatasync(int file) {
  char path[PATH_MAX];
  int result = ((int (*)(int))next("fdatasync"))(file);
  path_of(file, path);
  record("fsync\t%s\n", path);
  return result;
}

int syncfs(int file) {
  int result = ((int (*)(int))next("syncfs"))(file);
  record("syncfs\n");
  return result;
}

static void record_rename(int from_folder, const char *from, int to_folder, const char *to) {
  char from_path[2 * PATH_MAX], to_path[2 * PATH_MAX];
  path_at(from_folder, from, from_path);
  path_at(to_folder, to, to_path);
  record("rename\t%s\t%s\n", from_path, to_path);
}

int rename(const char *from, const char *to) {
  record_rename(AT_FDCWD, from, AT_FDCWD, to);
  return ((int (*)(const char *, const char *))next("rename"))(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  record_rename(from_folder, from, to_folder, to);
  return ((int (*)(int, const char *, int, const char *))next("renameat"))(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  typedef int rename_call(int, const char *, int, const char *, unsigned);
  record_rename(from_folder, from, to_folder, to);
  return ((rename_call *)next("renameat2"))(from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char *name, int flags) {
  char path[2 * PATH_MAX];
  path_at(folder, name, path);
  record("unlink\t%s\n", path);
  return ((int (*)(int, const char *, int))next("unlinkat"))(folder, name, flags);
}
