#include "base/spill.h"

#include "base/files.h"

#include <fcntl.h>
#include <unistd.h>

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
