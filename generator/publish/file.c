#include "publish/file.h"

#include "base/file_bytes.h"
#include "publish/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of all that is hashed nearly all bytes are files': for them it pays to use what the processor has. */
#if __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

uint64_t file_content_hash(struct view bytes) {
  return XXH3_64bits(bytes.data, bytes.length);
}

int file_write(int folder, const char *path, struct view bytes) {
  int file = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (file < 0) return -1;
  bool good = file_bytes_write(file, 0, bytes);
  int saved = errno;
  if (close(file) != 0 && good) return -1;
  errno = saved;
  return good ? 0 : -1;
}

bool file_read(int file, struct buffer *buffer) {
  enum { PIECE = 65536 };
  struct stat found;
  ssize_t length = fstat(file, &found) == 0 && S_ISREG(found.st_mode) ? 1 : -1;
  while (length > 0 && (length = read(file, buffer_reserve(buffer, PIECE), PIECE)) > 0)
    buffer->length += (size_t)length;
  return length == 0;
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
