#include "base/store_files.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char *join(const char *folder, const char *name) {
  char *path = NULL;
  if (asprintf(&path, "%s/%s", folder, name) < 0) memory_allocate(SIZE_MAX, 1);
  return path;
}

void store_files_name(struct store_files *files, const char *folder) {
  *files = (struct store_files){
      .folder = join(folder, ""),
      .data_paths = {join(folder, "short.mdb"), join(folder, "long.mdb")},
      .state_path = join(folder, "state"),
      .lock_path = join(folder, "lock"),
      .lock = -1,
  };
}

void store_files_close(struct store_files *files) {
  if (files->lock >= 0) close(files->lock);
  free(files->folder);
  for (size_t i = 0; i < STORE_DATA_FILES; i++)
    free(files->data_paths[i]);
  free(files->state_path);
  free(files->lock_path);
  *files = (struct store_files){.lock = -1};
}

/* Byte 0 is the lock itself; who wants it alone first takes byte 1, so that of two who wait for each other
 * one gives up. When a change of a lock fails it stays as it was. */
static bool set_lock(const struct store_files *files, short kind, off_t byte) {
  struct flock lock = {.l_type = kind, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
  int result;
  do
    result = fcntl(files->lock, F_OFD_SETLK, &lock);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

static bool wait_for_lock(const struct store_files *files, short kind) {
  for (int waited = 0; !set_lock(files, kind, 0); waited++) {
    if (waited == STORE_WAIT || (errno != EAGAIN && errno != EACCES)) return false;
    nanosleep(&(struct timespec){.tv_nsec = 1000000L}, NULL);
  }
  return true;
}

bool store_files_open(struct store_files *files, const char **reason) {
  *reason = "the folder can't be made";
  if (mkdir(files->folder, 0777) != 0 && errno != EEXIST) return false;
  *reason = "the folder can't be written to";
  files->lock = open(files->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
  if (files->lock < 0) return false;
  *reason = "another program is writing it, or files can't be locked here";
  return wait_for_lock(files, F_RDLCK);
}

bool store_files_take(struct store_files *files) {
  if (!set_lock(files, F_WRLCK, 1)) return false;
  bool taken = wait_for_lock(files, F_WRLCK);
  set_lock(files, F_UNLCK, 1);
  return taken;
}

bool store_files_share(struct store_files *files) {
  return set_lock(files, F_RDLCK, 0);
}

static size_t read_file(const char *path, char *bytes, size_t size) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return 0;
  size_t length = 0;
  for (ssize_t more = 1; more > 0 && length<size; length += more> 0 ? (size_t)more : 0)
    more = read(file, bytes + length, size - length);
  close(file);
  return length;
}

/* What the state must be; false when that can't be known. */
static bool describe(const struct store_files *files, struct view stamp, struct buffer *state) {
  char boot[64];
  size_t length = read_file("/proc/sys/kernel/random/boot_id", boot, sizeof boot);
  buffer_format(state, "a cache: safe to delete, not to change\n%.*s", (int)length, boot);
  for (size_t i = 0; i < STORE_DATA_FILES; i++) {
    struct stat data;
    if (lstat(files->data_paths[i], &data) != 0 || !S_ISREG(data.st_mode)) return false;
    buffer_format(state, "%ju %ju %jd.%09ld %jd.%09ld\n", (uintmax_t)data.st_ino, (uintmax_t)data.st_size,
                  (intmax_t)data.st_mtim.tv_sec, data.st_mtim.tv_nsec, (intmax_t)data.st_ctim.tv_sec,
                  data.st_ctim.tv_nsec);
  }
  buffer_add(state, stamp);
  return length > 0;
}

bool store_files_are_as_recorded(const struct store_files *files, struct view stamp) {
  struct buffer expected = {0};
  bool same = describe(files, stamp, &expected);
  if (same) {
    size_t room = expected.length + 1;
    char *bytes = memory_allocate(room, 1);
    size_t length = read_file(files->state_path, bytes, room);
    same = view_equal((struct view){bytes, length}, buffer_view(&expected));
    free(bytes);
  }
  buffer_free(&expected);
  return same;
}

static bool write_all(int file, struct view bytes) {
  while (bytes.length > 0) {
    ssize_t written = write(file, bytes.data, bytes.length);
    if (written <= 0) return false;
    bytes = view_slice(bytes, (size_t)written, SIZE_MAX);
  }
  return true;
}

bool store_files_record(const struct store_files *files, struct view stamp) {
  struct buffer state = {0};
  bool good = describe(files, stamp, &state);
  unlink(files->state_path);
  int file = good ? open(files->state_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
  good = file >= 0 && write_all(file, buffer_view(&state));
  if (file >= 0 && close(file) != 0) good = false;
  buffer_free(&state);
  return good;
}

void store_files_drop(const struct store_files *files) {
  unlink(files->state_path);
  for (size_t i = 0; i < STORE_DATA_FILES; i++)
    unlink(files->data_paths[i]);
}

size_t store_files_data_bytes(const struct store_files *files) {
  size_t bytes = 0;
  for (size_t i = 0; i < STORE_DATA_FILES; i++) {
    struct stat data;
    if (stat(files->data_paths[i], &data) == 0) bytes += (size_t)data.st_size;
  }
  return bytes;
}
