#include "publish/file.h"

#include "base/file_bytes.h"
#include "base/memory.h"
#include "publish/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int file_write(int folder, const char *path, struct view bytes) {
  return file_write_pieces(folder, path, &bytes, 1);
}

int file_write_pieces(int folder, const char *path, const struct view *pieces, size_t count) {
  int file = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (file < 0) return -1;
  bool good = true;
  uint64_t at = 0;
  for (size_t i = 0; i < count && good; at += pieces[i++].length)
    good = file_bytes_write(file, at, pieces[i]);
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

struct view file_map(int file) {
  struct stat found;
  if (fstat(file, &found) != 0 || !S_ISREG(found.st_mode) || found.st_size == 0)
    return (struct view){NULL, 0};
  int at_once = found.st_size < MEMORY_MANY_BYTES ? MAP_POPULATE : 0;
  void *data = mmap(NULL, (size_t)found.st_size, PROT_READ, MAP_PRIVATE | at_once, file, 0);
  return data == MAP_FAILED ? (struct view){NULL, 0} : (struct view){data, (size_t)found.st_size};
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
