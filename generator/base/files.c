#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_write_at(int file, uint64_t at, struct view bytes) {
  while (bytes.length > 0) {
    ssize_t written = pwrite(file, bytes.data, bytes.length, (off_t)at);
    if (written < 0 && errno == EINTR) continue;
    if (written == 0) errno = EIO;
    if (written <= 0) return false;
    bytes = view_slice(bytes, (size_t)written, SIZE_MAX);
    at += (uint64_t)written;
  }
  return true;
}

bool file_read_at(int file, uint64_t at, char *bytes, size_t length) {
  while (length > 0) {
    ssize_t got = pread(file, bytes, length, (off_t)at);
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) errno = EIO;
    if (got <= 0) return false;
    bytes += got;
    at += (uint64_t)got;
    length -= (size_t)got;
  }
  return true;
}

int file_write(int folder, const char *path, struct view bytes) {
  int file = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (file < 0) return -1;
  bool good = file_write_at(file, 0, bytes);
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
