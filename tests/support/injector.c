/* Preloaded into the program: makes one call of a class go wrong, or that one and all after it.
 *
 *     INJECT_CLASS   open, read, write, close, rename, link, unlink, mkdir, mmap, stat, readdir, lock, sync,
 *                    memory or threads; without it nothing goes wrong
 *     INJECT_AT      which call of the class, counted from 1
 *     INJECT_ON      set: those after it too
 *     INJECT_HOW     fail: the call does nothing and gives INJECT_ERROR (a number of errno);
 *                    short: the call reads or writes half of what it was to;
 *                    kill: the program is killed before the call; stop: it is stopped there by SIGSTOP;
 *                    trap: SIGTRAP, for a debugger
 *     INJECT_COUNTS  a file into which the number of calls of each class is written at the end
 *     INJECT_CALL    a file into which the call that went wrong is written, with its path
 *     INJECT_SERVER  set: the program, loaded but not begun, is begun anew in a copy of its process for each
 * line that is read from REQUESTS: CLASS AT HOW ERROR ON FILE, where FILE gets what the program says; ANSWERS
 * gets "run PID", "stopped" and "ended STATUS", a line each. To load the program takes longer than to build a
 * small register.
 *
 * Calls on the standard streams are left alone: the program could not say what went wrong. So are those that
 * the C library makes inside itself. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define CLASSES(C)                                                                                           \
  C(open)                                                                                                    \
  C(read)                                                                                                    \
  C(write)                                                                                                   \
  C(close)                                                                                                   \
  C(rename) C(link) C(unlink) C(mkdir) C(mmap) C(stat) C(readdir) C(lock) C(sync) C(memory) C(threads)

#define NAME_OF(name) #name,
#define CLASS_OF(name) CLASS_##name,
enum class { CLASSES(CLASS_OF) CLASS_COUNT };
static const char *const class_names[] = {CLASSES(NAME_OF)};

enum how { HOW_NONE, HOW_FAIL, HOW_SHORT, HOW_KILL, HOW_STOP, HOW_TRAP };
static const char *const how_names[] = {"none", "fail", "short", "kill", "stop", "trap"};

static atomic_ulong counts[CLASS_COUNT];
static enum class wanted_class;
static enum how how;
static unsigned long at;
static bool on;
static int error;
static const char *call_path;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (found == NULL) abort();
  return found;
}

static unsigned long number_of(const char *name) {
  const char *text = getenv(name);
  return text == NULL ? 0 : strtoul(text, NULL, 10);
}

enum { REQUESTS = 3, ANSWERS = 4 };

static void answer(const char *word, long number) {
  char text[64];
  int length = snprintf(text, sizeof text, "%s %ld\n", word, number);
  if (syscall(SYS_write, ANSWERS, text, (size_t)length) != length) _exit(1);
}

/* One line, without its end; false: there are no more. */
static bool read_request(char *line, size_t room) {
  size_t length = 0;
  for (; length + 1 < room && syscall(SYS_read, REQUESTS, line + length, (size_t)1) == 1; length++)
    if (line[length] == '\n') {
      line[length] = '\0';
      return true;
    }
  return false;
}

/* In the copy: what the environment of a program that is started for this one request would say. */
static void take_request(char *line) {
  static const char *const names[] = {"INJECT_CLASS", "INJECT_AT", "INJECT_HOW", "INJECT_ERROR", "INJECT_ON"};
  char *rest = line;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *word = strsep(&rest, " ");
    if (word == NULL || rest == NULL) abort();
    if (strcmp(word, "-") != 0) setenv(names[i], word, 1);
  }
  unsetenv("INJECT_SERVER");
  int said = (int)syscall(SYS_openat, AT_FDCWD, rest, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (said < 0 || dup2(said, STDOUT_FILENO) < 0 || dup2(said, STDERR_FILENO) < 0) abort();
  syscall(SYS_close, said);
  syscall(SYS_close, REQUESTS);
  syscall(SYS_close, ANSWERS);
}

/* Returns in each copy. */
static void serve(void) {
  char line[PATH_MAX + 256];
  while (read_request(line, sizeof line)) {
    pid_t child = fork();
    if (child < 0) abort();
    if (child == 0) {
      take_request(line);
      return;
    }
    answer("run", child);
    int status;
    while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status))
      answer("stopped", 0);
    answer("ended", status);
  }
  _exit(0);
}

__attribute__((constructor)) static void start(void) {
  if (getenv("INJECT_SERVER") != NULL) serve();
  const char *class_name = getenv("INJECT_CLASS"), *how_name = getenv("INJECT_HOW");
  at = number_of("INJECT_AT");
  on = getenv("INJECT_ON") != NULL;
  error = (int)number_of("INJECT_ERROR");
  call_path = getenv("INJECT_CALL");
  for (int i = 0; i < CLASS_COUNT; i++) {
    counts[i] = 0;
    if (class_name != NULL && strcmp(class_name, class_names[i]) == 0) wanted_class = (enum class)i;
  }
  for (size_t i = 0; class_name != NULL && how_name != NULL && i < sizeof how_names / sizeof *how_names; i++)
    if (strcmp(how_name, how_names[i]) == 0) how = (enum how)i;
}

/* Past the C library's streams and what is replaced below. */
static void write_file(const char *path, const char *text, size_t length) {
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return;
  if (syscall(SYS_write, file, text, length) < 0) abort();
  syscall(SYS_close, file);
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("INJECT_COUNTS");
  char text[1024];
  size_t length = 0;
  how = HOW_NONE;
  if (path == NULL) return;
  for (int i = 0; i < CLASS_COUNT; i++)
    length += (size_t)snprintf(text + length, sizeof text - length, "%s %lu\n", class_names[i], counts[i]);
  write_file(path, text, length);
}

/* Where the program is started anew by another of its kind, the other counts for itself. */
static void note_call(const char *call, int folder, const char *name) {
  char text[PATH_MAX + 256], link[64], above[PATH_MAX] = "";
  if (call_path == NULL) return;
  if (folder >= 0) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, above, sizeof above - 1);
    above[length < 0 ? 0 : length] = '\0';
  }
  int length = snprintf(text, sizeof text, "%s %.2000s %.2000s\n", call, above, name == NULL ? "" : name);
  if (length > 0) write_file(call_path, text, (size_t)length);
}

/* Counts a call; how it is to go wrong. */
static enum how next(enum class class, const char *call, int folder, const char *name) {
  unsigned long number = ++counts[class];
  if (how == HOW_NONE || class != wanted_class || number < at || (number > at && !on)) return HOW_NONE;
  if (number == at) note_call(call, folder, name);
  switch (how) {
  case HOW_KILL:
    syscall(SYS_kill, getpid(), SIGKILL);
    break;
  case HOW_STOP:
    syscall(SYS_kill, getpid(), SIGSTOP);
    return HOW_NONE;
  case HOW_TRAP:
    syscall(SYS_kill, getpid(), SIGTRAP);
    return HOW_NONE;
  default:
    break;
  }
  errno = error;
  return how;
}

static bool fails(enum class class, const char *call, int folder, const char *name) {
  return next(class, call, folder, name) == HOW_FAIL;
}

static bool is_stream(int file) {
  return file >= 0 && file <= STDERR_FILENO;
}

/* --- open --- */

static mode_t mode_of(int flags, va_list arguments) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}

#define OPEN(name)                                                                                           \
  int name(const char *path, int flags, ...) {                                                               \
    va_list arguments;                                                                                       \
    va_start(arguments, flags);                                                                              \
    mode_t mode = mode_of(flags, arguments);                                                                 \
    va_end(arguments);                                                                                       \
    return fails(CLASS_open, #name, -1, path) ? -1 : REAL(name)(path, flags, mode);                          \
  }
#define OPENAT(name)                                                                                         \
  int name(int folder, const char *path, int flags, ...) {                                                   \
    va_list arguments;                                                                                       \
    va_start(arguments, flags);                                                                              \
    mode_t mode = mode_of(flags, arguments);                                                                 \
    va_end(arguments);                                                                                       \
    return fails(CLASS_open, #name, folder, path) ? -1 : REAL(name)(folder, path, flags, mode);              \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags) {
  return open(path, flags);
}
int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags) {
  return open(path, flags);
}
int __openat_2(int folder, const char *path, int flags);
int __openat_2(int folder, const char *path, int flags) {
  return openat(folder, path, flags);
}
int __openat64_2(int folder, const char *path, int flags);
int __openat64_2(int folder, const char *path, int flags) {
  return openat(folder, path, flags);
}

FILE *fopen(const char *path, const char *mode) {
  return fails(CLASS_open, "fopen", -1, path) ? NULL : REAL(fopen)(path, mode);
}

FILE *fopen64(const char *path, const char *mode) {
  return fails(CLASS_open, "fopen64", -1, path) ? NULL : REAL(fopen64)(path, mode);
}

DIR *opendir(const char *path) {
  return fails(CLASS_open, "opendir", -1, path) ? NULL : REAL(opendir)(path);
}

DIR *fdopendir(int folder) {
  return fails(CLASS_open, "fdopendir", folder, NULL) ? NULL : REAL(fdopendir)(folder);
}

/* Of the system's own calls by number the program makes one that opens. */
long syscall(long number, ...) {
  long a[6];
  va_list arguments;
  va_start(arguments, number);
  for (int i = 0; i < 6; i++)
    a[i] = va_arg(arguments, long);
  va_end(arguments);
  if (number == SYS_openat2 && fails(CLASS_open, "openat2", (int)a[0], (const char *)a[1])) return -1;
  return ((long (*)(long, ...))real("syscall"))(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* --- read and write --- */

/* How many bytes are to be read or written; -1: the call fails. */
static ssize_t length_of(enum class class, const char *call, int file, size_t length) {
  if (is_stream(file)) return (ssize_t)length;
  switch (next(class, call, file, NULL)) {
  case HOW_FAIL:
    return -1;
  case HOW_SHORT:
    return (ssize_t)(length > 1 ? length / 2 : length);
  default:
    return (ssize_t)length;
  }
}

ssize_t read(int file, void *bytes, size_t length) {
  ssize_t count = length_of(CLASS_read, "read", file, length);
  return count < 0 ? -1 : REAL(read)(file, bytes, (size_t)count);
}

ssize_t __read_chk(int file, void *bytes, size_t length, size_t room);
ssize_t __read_chk(int file, void *bytes, size_t length, size_t room) {
  if (length > room) abort();
  return read(file, bytes, length);
}

ssize_t pread(int file, void *bytes, size_t length, off_t place) {
  ssize_t count = length_of(CLASS_read, "pread", file, length);
  return count < 0 ? -1 : REAL(pread)(file, bytes, (size_t)count, place);
}

ssize_t pread64(int file, void *bytes, size_t length, off_t place) {
  return pread(file, bytes, length, place);
}

ssize_t __pread_chk(int file, void *bytes, size_t length, off_t place, size_t room);
ssize_t __pread_chk(int file, void *bytes, size_t length, off_t place, size_t room) {
  if (length > room) abort();
  return pread(file, bytes, length, place);
}

ssize_t __pread64_chk(int file, void *bytes, size_t length, off_t place, size_t room);
ssize_t __pread64_chk(int file, void *bytes, size_t length, off_t place, size_t room) {
  return __pread_chk(file, bytes, length, place, room);
}

ssize_t write(int file, const void *bytes, size_t length) {
  ssize_t count = length_of(CLASS_write, "write", file, length);
  return count < 0 ? -1 : REAL(write)(file, bytes, (size_t)count);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t place) {
  ssize_t count = length_of(CLASS_write, "pwrite", file, length);
  return count < 0 ? -1 : REAL(pwrite)(file, bytes, (size_t)count, place);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off_t place) {
  return pwrite(file, bytes, length, place);
}

int close(int file) {
  if (is_stream(file) || !fails(CLASS_close, "close", file, NULL)) return REAL(close)(file);
  REAL(close)(file);
  errno = error;
  return -1;
}

int fclose(FILE *stream) {
  bool bad = fileno(stream) > STDERR_FILENO && fails(CLASS_close, "fclose", -1, NULL);
  int result = REAL(fclose)(stream);
  if (!bad) return result;
  errno = error;
  return EOF;
}

ssize_t readlink(const char *restrict path, char *restrict bytes, size_t length) {
  return fails(CLASS_stat, "readlink", -1, path) ? -1 : REAL(readlink)(path, bytes, length);
}

ssize_t readlinkat(int folder, const char *restrict path, char *restrict bytes, size_t length) {
  return fails(CLASS_stat, "readlinkat", folder, path) ? -1 : REAL(readlinkat)(folder, path, bytes, length);
}

/* --- names --- */

int rename(const char *from, const char *to) {
  return fails(CLASS_rename, "rename", -1, to) ? -1 : REAL(rename)(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  return fails(CLASS_rename, "renameat", to_folder, to) ? -1
                                                        : REAL(renameat)(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  return fails(CLASS_rename, "renameat2", to_folder, to)
             ? -1
             : REAL(renameat2)(from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) {
  return fails(CLASS_link, "link", -1, to) ? -1 : REAL(link)(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  return fails(CLASS_link, "linkat", to_folder, to) ? -1
                                                    : REAL(linkat)(from_folder, from, to_folder, to, flags);
}

int symlink(const char *target, const char *path) {
  return fails(CLASS_link, "symlink", -1, path) ? -1 : REAL(symlink)(target, path);
}

int unlink(const char *path) {
  return fails(CLASS_unlink, "unlink", -1, path) ? -1 : REAL(unlink)(path);
}

int unlinkat(int folder, const char *path, int flags) {
  return fails(CLASS_unlink, "unlinkat", folder, path) ? -1 : REAL(unlinkat)(folder, path, flags);
}

int rmdir(const char *path) {
  return fails(CLASS_unlink, "rmdir", -1, path) ? -1 : REAL(rmdir)(path);
}

int mkdir(const char *path, mode_t mode) {
  return fails(CLASS_mkdir, "mkdir", -1, path) ? -1 : REAL(mkdir)(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode) {
  return fails(CLASS_mkdir, "mkdirat", folder, path) ? -1 : REAL(mkdirat)(folder, path, mode);
}

/* --- what there is --- */

#define STAT(name, type)                                                                                     \
  int name(const char *restrict path, struct type *restrict found) {                                         \
    return fails(CLASS_stat, #name, -1, path) ? -1 : REAL(name)(path, found);                                \
  }
#define FSTAT(name, type)                                                                                    \
  int name(int file, struct type *found) {                                                                   \
    return fails(CLASS_stat, #name, file, NULL) ? -1 : REAL(name)(file, found);                              \
  }
#define FSTATAT(name, type)                                                                                  \
  int name(int folder, const char *restrict path, struct type *restrict found, int flags) {                  \
    return fails(CLASS_stat, #name, folder, path) ? -1 : REAL(name)(folder, path, found, flags);             \
  }
STAT(stat, stat)
STAT(lstat, stat)
FSTAT(fstat, stat)
FSTATAT(fstatat, stat)
STAT(stat64, stat64)
STAT(lstat64, stat64)
FSTAT(fstat64, stat64)
FSTATAT(fstatat64, stat64)

int access(const char *path, int wanted) {
  return fails(CLASS_stat, "access", -1, path) ? -1 : REAL(access)(path, wanted);
}

int faccessat(int folder, const char *path, int wanted, int flags) {
  return fails(CLASS_stat, "faccessat", folder, path) ? -1 : REAL(faccessat)(folder, path, wanted, flags);
}

char *realpath(const char *restrict path, char *restrict found) {
  return fails(CLASS_stat, "realpath", -1, path) ? NULL : REAL(realpath)(path, found);
}

char *__realpath_chk(const char *path, char *found, size_t room);
char *__realpath_chk(const char *path, char *found, size_t room) {
  (void)room;
  return realpath(path, found);
}

struct dirent *readdir(DIR *folder) {
  return fails(CLASS_readdir, "readdir", dirfd(folder), NULL) ? NULL : REAL(readdir)(folder);
}

struct dirent64 *readdir64(DIR *folder) {
  return fails(CLASS_readdir, "readdir64", dirfd(folder), NULL) ? NULL : REAL(readdir64)(folder);
}

/* --- the rest --- */

int flock(int file, int operation) {
  return fails(CLASS_lock, "flock", file, NULL) ? -1 : REAL(flock)(file, operation);
}

int fsync(int file) {
  return fails(CLASS_sync, "fsync", file, NULL) ? -1 : REAL(fsync)(file);
}

int fdatasync(int file) {
  return fails(CLASS_sync, "fdatasync", file, NULL) ? -1 : REAL(fdatasync)(file);
}

int syncfs(int file) {
  return fails(CLASS_sync, "syncfs", file, NULL) ? -1 : REAL(syncfs)(file);
}

void *mmap(void *place, size_t length, int protection, int flags, int file, off_t offset) {
  return fails(CLASS_mmap, "mmap", file, NULL) ? MAP_FAILED
                                               : REAL(mmap)(place, length, protection, flags, file, offset);
}

void *mmap64(void *place, size_t length, int protection, int flags, int file, off_t offset) {
  return mmap(place, length, protection, flags, file, offset);
}

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*work)(void *), void *restrict context) {
  if (fails(CLASS_threads, "pthread_create", -1, NULL)) return error;
  return REAL(pthread_create)(thread, attributes, work, context);
}

/* --- memory: the C library's own, which dlsym may ask for too --- */

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
  return fails(CLASS_memory, "malloc", -1, NULL) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  return fails(CLASS_memory, "calloc", -1, NULL) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  return size > 0 && fails(CLASS_memory, "realloc", -1, NULL) ? NULL : __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  return fails(CLASS_memory, "memalign", -1, NULL) ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  return memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  void *found = memalign(alignment, size);
  if (found == NULL) return ENOMEM;
  *block = found;
  return 0;
}
