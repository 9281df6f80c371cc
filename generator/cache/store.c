#include "cache/store.h"

#include "base/files.h"
#include "base/memory.h"
#include "cache/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the values begin with; the number is random. */
struct values_header {
  uint64_t magic, number;
};
#define VALUES_MAGIC UINT64_C(0x32306c6176796b6b)

/* The arrays of the index. */
enum { INDEX_NUMBER, INDEX_RECORDS, INDEX_NAMES };

struct record {
  uint64_t offset;
  uint32_t length, name_length;
  unsigned char version[STORE_VERSION_BYTES];
  uint32_t unused;
};
_Static_assert(sizeof(struct record) == 40, "records have no gaps");

struct store {
  struct cache_file index;
  struct view values; /* the file in memory */
  uint64_t number;
  const struct record *records;
  size_t count;
};

static bool read_index(struct store *store) {
  size_t numbers;
  if (!cache_file_count(&store->index, INDEX_NUMBER, sizeof store->number, &numbers) || numbers != 1 ||
      !cache_file_count(&store->index, INDEX_RECORDS, sizeof *store->records, &store->count))
    return false;
  memcpy(&store->number, store->index.arrays[INDEX_NUMBER].data, sizeof store->number);
  store->records = (const void *)store->index.arrays[INDEX_RECORDS].data;
  return true;
}

static bool has_number(const struct values_header *header, uint64_t number) {
  return header->magic == VALUES_MAGIC && header->number == number;
}

static bool are_of_index(struct view values, uint64_t number) {
  struct values_header header;
  if (values.length < sizeof header) return false;
  memcpy(&header, values.data, sizeof header);
  return has_number(&header, number);
}

struct store *store_open(const struct cache *cache, uint64_t depends) {
  struct store *store = memory_allocate(1, sizeof *store);
  if (cache_file_open(&store->index, cache, CACHE_INDEX, 0, depends) && read_index(store))
    store->values = cache_map(cache, CACHE_VALUES, 0, false);
  if (are_of_index(store->values, store->number)) return store;
  store_close(store);
  return NULL;
}

void store_close(struct store *store) {
  if (store == NULL) return;
  cache_file_close(&store->index);
  cache_unmap(store->values);
  free(store);
}

static bool is_inside(const struct store *store, const struct record *record) {
  return record->offset % CACHE_ALIGNMENT == 0 && record->offset <= store->values.length &&
         record->length <= store->values.length - record->offset;
}

bool store_find(const struct store *store, struct store_cursor *cursor, struct view name,
                const unsigned char *version, struct store_place *place) {
  while (cursor->record < store->count) {
    const struct record *record = &store->records[cursor->record];
    struct view found = view_slice(store->index.arrays[INDEX_NAMES], cursor->name, record->name_length);
    bool same = view_equal(found, name);
    if (!same && view_compare(found, name) > 0) return false;
    cursor->record++;
    cursor->name += record->name_length;
    if (!same) continue;
    if (memcmp(record->version, version, sizeof record->version) != 0 || !is_inside(store, record))
      return false;
    *place = (struct store_place){record->offset, record->length};
    return record->length > 0;
  }
  return false;
}

void store_evict(const struct store *store) {
  cache_file_evict(&store->index);
  memory_evict(store->values.data, store->values.length);
}

struct view store_value(const struct store *store, struct store_place place) {
  return view_slice(store->values, place.offset, place.length);
}

/* What a thread has added since it wrote last, and whose places are still relative. */
struct pending {
  struct buffer bytes;
  struct store_place **places;
  size_t count, capacity;
};

struct store_writer {
  const struct cache *cache;
  const struct store *old;
  uint64_t depends, number;
  struct cache_draft draft; /* of new values; none when the old ones are written on */
  int file;                 /* of the values */
  atomic_int error;         /* the first errno; 0: none */
  atomic_uint_least64_t end;
  size_t threads;
  struct pending *pending;
};

enum { PORTION_BYTES = 256 * 1024, SPARE_BYTES = 1024 * 1024 };

static void fail(struct store_writer *writer) {
  int none = 0;
  atomic_compare_exchange_strong(&writer->error, &none, errno == 0 ? EIO : errno);
}

static bool begin_new_values(struct store_writer *writer) {
  struct values_header header = {.magic = VALUES_MAGIC};
  if (getrandom(&header.number, sizeof header.number, 0) != sizeof header.number ||
      !cache_draft_open(&writer->draft, writer->cache, CACHE_VALUES, 0))
    return false;
  writer->file = writer->draft.file;
  writer->number = header.number;
  writer->end = sizeof header;
  return file_write_at(writer->file, 0, (struct view){(const char *)&header, sizeof header});
}

static uint64_t align(uint64_t offset) {
  return (offset + CACHE_ALIGNMENT - 1) / CACHE_ALIGNMENT * CACHE_ALIGNMENT;
}

/* The file must be the one that the old store has. False with errno. */
static bool continue_old_values(struct store_writer *writer) {
  struct values_header header;
  struct stat status;
  char *path = cache_path(writer->cache, CACHE_VALUES, 0);
  writer->file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  free(path);
  if (writer->file < 0 || flock(writer->file, LOCK_EX | LOCK_NB) != 0 || fstat(writer->file, &status) != 0)
    return false;
  errno = ESTALE;
  if (pread(writer->file, &header, sizeof header, 0) != sizeof header ||
      !has_number(&header, writer->old->number))
    return false;
  writer->number = header.number;
  writer->end = align((uint64_t)status.st_size);
  return true;
}

struct store_writer *store_write(const struct cache *cache, const struct store *old, uint64_t depends,
                                 size_t threads) {
  struct store_writer *writer = memory_allocate(1, sizeof *writer);
  *writer = (struct store_writer){.cache = cache,
                                  .old = old,
                                  .depends = depends,
                                  .draft = {.file = -1},
                                  .file = -1,
                                  .threads = threads,
                                  .pending = memory_allocate(threads, sizeof *writer->pending)};
  errno = 0;
  if (!(old == NULL ? begin_new_values(writer) : continue_old_values(writer))) fail(writer);
  return writer;
}

void store_abandon(struct store_writer *writer) {
  if (writer == NULL) return;
  if (writer->file >= 0 && writer->file != writer->draft.file) close(writer->file);
  cache_draft_close(&writer->draft);
  for (size_t i = 0; i < writer->threads; i++) {
    buffer_free(&writer->pending[i].bytes);
    free(writer->pending[i].places);
  }
  free(writer->pending);
  free(writer);
}

static void write_pending(struct store_writer *writer, struct pending *pending) {
  size_t length = pending->bytes.length;
  uint64_t offset = atomic_fetch_add(&writer->end, length);
  if (!file_write_at(writer->file, offset, buffer_view(&pending->bytes))) fail(writer);
  for (size_t i = 0; i < pending->count; i++)
    pending->places[i]->offset += offset;
  pending->count = 0;
  buffer_clear(&pending->bytes);
}

void store_add(struct store_writer *writer, size_t thread, struct view value, struct store_place *place) {
  static const char padding[CACHE_ALIGNMENT];
  struct pending *pending = &writer->pending[thread];
  if (writer->error != 0 || value.length > UINT32_MAX) return;
  *place = (struct store_place){pending->bytes.length, (uint32_t)value.length};
  pending->places =
      memory_grow(pending->places, pending->count, &pending->capacity, sizeof(struct store_place *));
  pending->places[pending->count++] = place;
  buffer_add(&pending->bytes, value);
  buffer_add(&pending->bytes, (struct view){padding, align(value.length) - value.length});
  if (pending->bytes.length >= PORTION_BYTES) write_pending(writer, pending);
}

static void add_records(struct cache_writer *index, const struct store_item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct record record = {.offset = items[i].place->offset,
                            .length = items[i].place->length,
                            .name_length = (uint32_t)items[i].name.length};
    memcpy(record.version, items[i].version, sizeof record.version);
    if (record.length > 0) cache_writer_add(index, INDEX_RECORDS, &record, sizeof record);
  }
  for (size_t i = 0; i < count; i++)
    if (items[i].place->length > 0)
      cache_writer_add(index, INDEX_NAMES, items[i].name.data, items[i].name.length);
}

static bool write_index(const struct store_writer *writer, const struct store_item *items, size_t count) {
  struct cache_writer index;
  cache_writer_open(&index, writer->cache, CACHE_INDEX, 0, writer->depends);
  cache_writer_add(&index, INDEX_NUMBER, &writer->number, sizeof writer->number);
  add_records(&index, items, count);
  bool good = cache_writer_commit(&index, NULL);
  cache_writer_close(&index);
  return good;
}

/* Whether the values that were written on are still those that the next run finds; they are on the disk. */
static bool end_old_values(const struct store_writer *writer) {
  struct stat own, found;
  char *path = cache_path(writer->cache, CACHE_VALUES, 0);
  bool same = fstat(writer->file, &own) == 0 && lstat(path, &found) == 0 && own.st_dev == found.st_dev &&
              own.st_ino == found.st_ino;
  free(path);
  if (!same) errno = ESTALE;
  return same && cache_sync_data(writer->cache, writer->file);
}

static bool is_wasteful(const struct store_writer *writer, const struct store_item *items, size_t count) {
  uint64_t used = SPARE_BYTES;
  for (size_t i = 0; i < count; i++)
    used += 2 * align(items[i].place->length);
  return writer->end > used;
}

/* Why it is not kept, for people. */
static const char *reason_of(int error) {
  switch (error) {
  case ENOSPC:
  case EDQUOT:
    return "the disk is full";
  case EFBIG:
    return strerror(error);
  case EACCES:
  case EPERM:
  case EROFS:
    return "its folder may not be written to";
  case EWOULDBLOCK:
  case ESTALE:
    return "another build writes it";
  default:
    return "its files can't be written";
  }
}

/* New values: of the old ones those alone that are still asked for. */
static bool commit_copy(const struct store_writer *writer, const struct store_item *items, size_t count,
                        const char **reason) {
  struct view values = cache_map_open_file(writer->file, false);
  *reason = reason_of(EIO);
  if (values.data == NULL) return false;
  struct store_writer *copy = store_write(writer->cache, NULL, writer->depends, 1);
  struct store_place *places = memory_allocate(count, sizeof *places);
  struct store_item *copied = memory_allocate(count, sizeof *copied);
  for (size_t i = 0; i < count; i++) {
    copied[i] = (struct store_item){items[i].name, items[i].version, &places[i]};
    if (items[i].place->length == 0) continue;
    store_add(copy, 0, view_slice(values, items[i].place->offset, items[i].place->length), &places[i]);
  }
  bool good = store_commit(copy, copied, count, reason);
  cache_unmap(values);
  free(copied);
  free(places);
  return good;
}

static bool commit(struct store_writer *writer, const struct store_item *items, size_t count) {
  if (writer->old == NULL ? !cache_draft_commit(&writer->draft) : !end_old_values(writer)) return false;
  return write_index(writer, items, count);
}

bool store_commit(struct store_writer *writer, const struct store_item *items, size_t count,
                  const char **reason) {
  bool good = writer->error == 0;
  for (size_t i = 0; i < writer->threads && good; i++)
    if (writer->pending[i].count > 0) write_pending(writer, &writer->pending[i]);
  good = writer->error == 0;
  errno = 0;
  if (good && writer->old != NULL && is_wasteful(writer, items, count)) {
    good = commit_copy(writer, items, count, reason);
  } else {
    if (good && !commit(writer, items, count)) fail(writer);
    good = writer->error == 0;
    *reason = good ? NULL : reason_of(writer->error);
  }
  store_abandon(writer);
  return good;
}
