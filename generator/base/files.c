#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How much of a path is left without its last name and the slashes before it; 0: the current folder. */
static size_t length_above(struct view path) {
  size_t length = path.length;
  while (length > 0 && path.data[length - 1] != '/')
    length--;
  while (length > 1 && path.data[length - 1] == '/')
    length--;
  return length;
}

struct view file_real_path(struct arena *arena, const char *path) {
  char real[PATH_MAX];
  struct view whole = view_of(path);
  while (whole.length > 1 && whole.data[whole.length - 1] == '/')
    whole.length--;
  if (whole.length == 0) return whole;
  char *there = arena_allocate(arena, whole.length + 1);
  memcpy(there, whole.data, whole.length);
  there[whole.length] = '\0';
  struct view above = {there, whole.length};
  while (above.length >= PATH_MAX || realpath(above.length == 0 ? "." : there, real) == NULL) {
    size_t length = length_above(above);
    /* Even the root or the current folder, which may have been removed, can't be found. */
    if (above.length == 0 || length == above.length) return arena_copy(arena, whole);
    above.length = length;
    there[length] = '\0';
  }
  struct view below = view_slice(whole, above.length, SIZE_MAX);
  if (below.length == 0) return arena_copy(arena, view_of(real));
  if (below.data[0] == '/') below = view_slice(below, 1, SIZE_MAX);
  return arena_format(arena, "%s/%.*s", strcmp(real, "/") == 0 ? "" : real, VIEW_FORMAT(below));
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
