#include "base/buffer.h"
#include "base/file_bytes.h"
#include "base/memory.h"
#include "base/snapshot_files.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* What a thread has added since it wrote last, and whose places are still to be told. */
struct pending {
  struct buffer bytes;
  struct snapshot_place **places;
  size_t count, capacity;
};

struct snapshot_writer {
  char *path;
  const struct snapshot *old;
  uint64_t stamp, number;
  struct snapshot_draft draft; /* of a new file of values; none when the old one is written on */
  int file;                    /* of the values */
  atomic_uint_least64_t end;
  atomic_bool failed;
  size_t threads;
  struct pending *pending;
};

enum { PORTION_BYTES = 256 * 1024, SPARE_BYTES = 1024 * 1024 };

static bool begin_new_values(struct snapshot_writer *writer) {
  struct snapshot_values_header header = {.format = SNAPSHOT_FORMAT};
  if (getrandom(&header.number, sizeof header.number, 0) != sizeof header.number ||
      !snapshot_draft_open(&writer->draft, writer->path, "values"))
    return false;
  writer->file = writer->draft.file;
  writer->number = header.number;
  writer->end = sizeof header;
  return file_bytes_write(writer->file, 0, (struct view){(const char *)&header, sizeof header});
}

static uint64_t align(uint64_t offset) {
  return (offset + SNAPSHOT_ALIGNMENT - 1) / SNAPSHOT_ALIGNMENT * SNAPSHOT_ALIGNMENT;
}

/* The file must be the one that the old snapshot is of. */
static bool go_on_with_old_values(struct snapshot_writer *writer) {
  struct snapshot_values_header header;
  struct stat status;
  char *name = snapshot_file_path(writer->path, "values");
  writer->file = open(name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  free(name);
  if (writer->file < 0 || flock(writer->file, LOCK_EX | LOCK_NB) != 0 ||
      pread(writer->file, &header, sizeof header, 0) != sizeof header ||
      header.number != writer->old->number || fstat(writer->file, &status) != 0)
    return false;
  writer->number = header.number;
  writer->end = align((uint64_t)status.st_size);
  return true;
}

static struct snapshot_writer *open_writer(const char *path, const struct snapshot *old, uint64_t stamp,
                                           size_t threads) {
  struct snapshot_writer *writer = memory_allocate(1, sizeof *writer);
  *writer = (struct snapshot_writer){.path = memory_allocate(strlen(path) + 1, 1),
                                     .old = old,
                                     .stamp = stamp,
                                     .draft = {.file = -1},
                                     .file = -1,
                                     .threads = threads,
                                     .pending = memory_allocate(threads, sizeof *writer->pending)};
  memcpy(writer->path, path, strlen(path));
  writer->failed = !(old == NULL ? begin_new_values(writer) : go_on_with_old_values(writer));
  return writer;
}

struct snapshot_writer *snapshot_write(const char *path, const struct snapshot *old, struct view stamp,
                                       size_t threads) {
  return open_writer(path, old, XXH3_64bits(stamp.data, stamp.length), threads);
}

void snapshot_abandon(struct snapshot_writer *writer) {
  if (writer == NULL) return;
  if (writer->file != writer->draft.file) close(writer->file);
  snapshot_draft_close(&writer->draft);
  for (size_t i = 0; i < writer->threads; i++) {
    buffer_free(&writer->pending[i].bytes);
    free(writer->pending[i].places);
  }
  free(writer->pending);
  free(writer->path);
  free(writer);
}

static void write_pending(struct snapshot_writer *writer, struct pending *pending) {
  size_t length = pending->bytes.length;
  uint64_t offset = atomic_fetch_add(&writer->end, length);
  if (!file_bytes_write(writer->file, offset, buffer_view(&pending->bytes))) writer->failed = true;
  for (size_t i = 0; i < pending->count; i++)
    pending->places[i]->offset += offset;
  pending->count = 0;
  buffer_clear(&pending->bytes);
}

void snapshot_add(struct snapshot_writer *writer, size_t thread, struct view value,
                  struct snapshot_place *place) {
  static const char padding[SNAPSHOT_ALIGNMENT];
  struct pending *pending = &writer->pending[thread];
  if (writer->failed || value.length > UINT32_MAX) return;
  *place = (struct snapshot_place){pending->bytes.length, (uint32_t)value.length};
  pending->places =
      memory_grow(pending->places, pending->count, &pending->capacity, sizeof(struct snapshot_place *));
  pending->places[pending->count++] = place;
  buffer_add(&pending->bytes, value);
  buffer_add(&pending->bytes, (struct view){padding, align(value.length) - value.length});
  if (pending->bytes.length >= PORTION_BYTES) write_pending(writer, pending);
}

/* Of a long index little is in memory. */
struct index_stream {
  int file;
  uint64_t offset;
  struct buffer bytes;
  XXH3_state_t *hash;
  bool failed;
};

static void flush_index(struct index_stream *stream) {
  struct view bytes = buffer_view(&stream->bytes);
  XXH3_64bits_update(stream->hash, bytes.data, bytes.length);
  if (!file_bytes_write(stream->file, stream->offset, bytes)) stream->failed = true;
  stream->offset += bytes.length;
  buffer_clear(&stream->bytes);
}

static void add_to_index(struct index_stream *stream, struct view bytes) {
  buffer_add(&stream->bytes, bytes);
  if (stream->bytes.length >= PORTION_BYTES) flush_index(stream);
}

static void add_records(struct index_stream *stream, const struct snapshot_item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct snapshot_record record = {.offset = items[i].place->offset,
                                     .length = items[i].place->length,
                                     .name_length = (uint32_t)items[i].name.length};
    memcpy(record.version, items[i].version, sizeof record.version);
    if (record.length > 0) add_to_index(stream, (struct view){(const char *)&record, sizeof record});
  }
}

static struct snapshot_index_header make_header(const struct snapshot_writer *writer,
                                                const struct snapshot_item *items, size_t count) {
  struct snapshot_index_header header = {
      .stamp = writer->stamp, .number = writer->number, .format = SNAPSHOT_FORMAT};
  for (size_t i = 0; i < count; i++) {
    if (items[i].place->length == 0) continue;
    header.names += items[i].name.length;
    header.count++;
  }
  return header;
}

/* The hash, which stands at the beginning, comes last. */
static bool write_index_to(int file, struct snapshot_index_header header, const struct snapshot_item *items,
                           size_t count) {
  struct index_stream stream = {.file = file, .offset = sizeof header.hash, .hash = XXH3_createState()};
  if (stream.hash == NULL) return false;
  XXH3_64bits_reset(stream.hash);
  add_to_index(&stream,
               view_slice((struct view){(const char *)&header, sizeof header}, sizeof header.hash, SIZE_MAX));
  add_records(&stream, items, count);
  for (size_t i = 0; i < count; i++)
    if (items[i].place->length > 0) add_to_index(&stream, items[i].name);
  flush_index(&stream);
  header.hash = XXH3_64bits_digest(stream.hash);
  bool good = !stream.failed &&
              file_bytes_write(file, 0, (struct view){(const char *)&header.hash, sizeof header.hash});
  XXH3_freeState(stream.hash);
  buffer_free(&stream.bytes);
  return good;
}

static bool write_index(const struct snapshot_writer *writer, const struct snapshot_item *items,
                        size_t count) {
  struct snapshot_draft draft;
  bool good = snapshot_draft_open(&draft, writer->path, "index") &&
              write_index_to(draft.file, make_header(writer, items, count), items, count) &&
              snapshot_draft_publish(&draft);
  snapshot_draft_close(&draft);
  return good;
}

/* Whether the values that were written on are those that the next run finds. */
static bool are_in_place(const struct snapshot_writer *writer) {
  struct stat own, found;
  char *name = snapshot_file_path(writer->path, "values");
  bool same = fstat(writer->file, &own) == 0 && lstat(name, &found) == 0 && own.st_dev == found.st_dev &&
              own.st_ino == found.st_ino;
  free(name);
  return same;
}

static bool is_wasteful(const struct snapshot_writer *writer, const struct snapshot_item *items,
                        size_t count) {
  uint64_t used = SPARE_BYTES;
  for (size_t i = 0; i < count; i++)
    used += 2 * align(items[i].place->length);
  return writer->end > used;
}

/* A new file of the values alone that are still asked for. */
static bool commit_copy(const struct snapshot_writer *writer, const struct snapshot_item *items, size_t count,
                        const char **reason) {
  struct view values = snapshot_map(writer->file);
  if (values.data == NULL) return false;
  struct snapshot_writer *copy = open_writer(writer->path, NULL, writer->stamp, 1);
  struct snapshot_place *places = memory_allocate(count, sizeof *places);
  struct snapshot_item *copied = memory_allocate(count, sizeof *copied);
  for (size_t i = 0; i < count; i++) {
    copied[i] = (struct snapshot_item){items[i].name, items[i].version, &places[i]};
    if (items[i].place->length == 0) continue;
    snapshot_add(copy, 0, view_slice(values, items[i].place->offset, items[i].place->length), &places[i]);
  }
  bool good = snapshot_commit(copy, copied, count, reason);
  snapshot_unmap(values);
  free(copied);
  free(places);
  return good;
}

static bool commit(struct snapshot_writer *writer, const struct snapshot_item *items, size_t count,
                   const char **reason) {
  *reason = "another program writes it, or its files can't be made";
  if (writer->file < 0 || writer->number == 0) return false;
  *reason = "it could not be written (is the disk full?)";
  for (size_t i = 0; i < writer->threads; i++)
    if (writer->pending[i].count > 0) write_pending(writer, &writer->pending[i]);
  if (writer->failed) return false;
  if (writer->old != NULL && is_wasteful(writer, items, count))
    return commit_copy(writer, items, count, reason);
  return (writer->old == NULL ? snapshot_draft_publish(&writer->draft) : are_in_place(writer)) &&
         write_index(writer, items, count);
}

bool snapshot_commit(struct snapshot_writer *writer, const struct snapshot_item *items, size_t count,
                     const char **reason) {
  bool good = commit(writer, items, count, reason);
  if (good) *reason = NULL;
  snapshot_abandon(writer);
  return good;
}
