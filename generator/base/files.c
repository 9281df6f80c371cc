#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct view file_real_path(struct arena *arena, const char *path) {
  char real[PATH_MAX];
  struct view rest = view_of(path);
  while (rest.length > 1 && rest.data[rest.length - 1] == '/')
    rest.length--;
  const char *whole = arena_copy(arena, rest).data;
  if (realpath(whole, real) != NULL) return arena_copy(arena, view_of(real));
  size_t slash = rest.length;
  while (slash > 0 && rest.data[slash - 1] != '/')
    slash--;
  if (rest.length == 0 || slash == rest.length) return rest;
  const char *parent = slash == 0 ? "." : arena_copy(arena, view_slice(rest, 0, slash)).data;
  struct view above = file_real_path(arena, parent), name = view_slice(rest, slash, SIZE_MAX);
  return arena_format(arena, "%.*s/%.*s", VIEW_FORMAT(above), VIEW_FORMAT(name));
}

bool file_program_folder(char *folder, size_t size) {
  ssize_t length = readlink("/proc/self/exe", folder, size);
  if (length <= 0 || (size_t)length >= size) return false;
  folder[length] = '\0';
  char *slash = strrchr(folder, '/');
  if (slash != NULL) *slash = '\0';
  return slash != NULL;
}

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

bool file_append(int file, struct view bytes) {
  while (bytes.length > 0) {
    ssize_t written = write(file, bytes.data, bytes.length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = view_slice(bytes, (size_t)written, SIZE_MAX);
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

/* What a writer takes of the file at a time. */
enum { PART = 1024 * 1024 };

void spill_open(struct spill *spill, const char *folder) {
  *spill = (struct spill){.file = -1, .end = 1};
  if (folder != NULL) spill->file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

void spill_close(struct spill *spill) {
  if (spill->file >= 0) close(spill->file);
  spill->file = -1;
}

static void write_waiting(struct spill *spill, struct spill_writer *writer) {
  if (!spill->failed && !file_write_at(spill->file, writer->begin, buffer_view(&writer->waiting)))
    spill->failed = true;
  buffer_clear(&writer->waiting);
}

uint64_t spill_add(struct spill *spill, struct spill_writer *writer, struct view bytes) {
  if (spill->file < 0 || spill->failed) return 0;
  if (writer->begin == 0 || bytes.length > writer->room) {
    write_waiting(spill, writer);
    writer->room = bytes.length > PART ? bytes.length : PART;
    writer->begin = atomic_fetch_add_explicit(&spill->end, writer->room, memory_order_relaxed);
  }
  uint64_t place = writer->begin + writer->waiting.length;
  buffer_add(&writer->waiting, bytes);
  writer->room -= bytes.length;
  return place;
}

void spill_writer_close(struct spill *spill, struct spill_writer *writer) {
  if (writer->waiting.length > 0) write_waiting(spill, writer);
  buffer_free(&writer->waiting);
  *writer = (struct spill_writer){0};
}

bool spill_read(const struct spill *spill, uint64_t place, char *bytes, size_t length) {
  if (spill->file < 0 || spill->failed || place == 0) return false;
  return file_read_at(spill->file, place, bytes, length);
}
