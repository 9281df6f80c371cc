#include "base/file_bytes.h"

#include <errno.h>
#include <unistd.h>

bool file_bytes_write(int file, uint64_t at, struct view bytes) {
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

bool file_bytes_read(int file, uint64_t at, char *bytes, size_t length) {
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
