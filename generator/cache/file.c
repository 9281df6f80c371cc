#include "cache/file.h"

#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <xxhash.h>

/* Changes with the format. */
#define MAGIC UINT64_C(0x31306874656b796b)

struct header {
  uint64_t magic;
  uint64_t checksum; /* of the arrays with what aligns them, and of what follows here */
  uint64_t depends;
  uint64_t name;
  uint64_t lengths[CACHE_ARRAYS];
};

_Static_assert(sizeof(struct header) % CACHE_ALIGNMENT == 0, "arrays begin behind it");

static uint64_t align(uint64_t offset) {
  return (offset + CACHE_ALIGNMENT - 1) / CACHE_ALIGNMENT * CACHE_ALIGNMENT;
}

static uint64_t sum_header(const struct header *header, uint64_t arrays) {
  const char *begin = (const char *)&header->depends, *end = (const char *)(header + 1);
  return XXH3_64bits_withSeed(begin, (size_t)(end - begin), arrays);
}

static XXH3_state_t *begin_sum(void) {
  XXH3_state_t *state = XXH3_createState();
  if (state == NULL) memory_fail(SIZE_MAX);
  XXH3_64bits_reset(state);
  return state;
}

/* Of what stands behind the header. Only a piece of a large file is in memory at a time. */
static uint64_t sum_arrays(struct view bytes) {
  struct view left = view_slice(bytes, sizeof(struct header), SIZE_MAX);
  if (bytes.length < MEMORY_MANY_BYTES) return XXH3_64bits(left.data, left.length);
  XXH3_state_t *state = begin_sum();
  while (left.length > 0) {
    struct view piece = view_slice(left, 0, MEMORY_MANY_BYTES);
    XXH3_64bits_update(state, piece.data, piece.length);
    left = view_slice(left, piece.length, SIZE_MAX);
    memory_evict(bytes.data, bytes.length);
  }
  uint64_t sum = XXH3_64bits_digest(state);
  XXH3_freeState(state);
  return sum;
}

/* Finds the arrays, which take all bytes behind the header. */
static bool find_arrays(struct cache_file *file, const struct header *header) {
  uint64_t at = sizeof *header;
  for (size_t i = 0; i < CACHE_ARRAYS; i++) {
    uint64_t left = file->bytes.length - at;
    if (header->lengths[i] > left || align(header->lengths[i]) > left) return false;
    file->arrays[i] = view_slice(file->bytes, at, header->lengths[i]);
    at += align(header->lengths[i]);
  }
  return at == file->bytes.length;
}

static bool is_sound(struct cache_file *file, enum cache_name name, uint64_t depends) {
  struct header header;
  if (file->bytes.length < sizeof header) return false;
  memcpy(&header, file->bytes.data, sizeof header);
  file->checksum = header.checksum;
  return header.magic == MAGIC && header.name == name && header.depends == depends &&
         find_arrays(file, &header) && header.checksum == sum_header(&header, sum_arrays(file->bytes));
}

bool cache_file_open(struct cache_file *file, const struct cache *cache, enum cache_name name,
                     uint64_t output, uint64_t depends) {
  *file = (struct cache_file){.bytes = cache_map(cache, name, output, true)};
  if (is_sound(file, name, depends)) return true;
  cache_file_close(file);
  return false;
}

bool cache_file_count(const struct cache_file *file, size_t array, size_t size, size_t *count) {
  *count = file->arrays[array].length / size;
  return file->arrays[array].length % size == 0;
}

void cache_file_evict(const struct cache_file *file) {
  memory_evict(file->bytes.data, file->bytes.length);
}

void cache_file_close(struct cache_file *file) {
  cache_unmap(file->bytes);
  *file = (struct cache_file){0};
}

enum { PIECE = 256 * 1024 };

/* The first failure is the one whose reason is kept. */
static void fail(struct cache_writer *writer) {
  int none = 0;
  atomic_compare_exchange_strong(&writer->error, &none, errno == 0 ? EIO : errno);
}

void cache_writer_open(struct cache_writer *writer, const struct cache *cache, enum cache_name name,
                       uint64_t output, uint64_t depends) {
  *writer = (struct cache_writer){
      .name = name, .depends = depends, .at = sizeof(struct header), .sum = begin_sum()};
  if (!cache_draft_open(&writer->draft, cache, name, output)) fail(writer);
}

static void write_at(struct cache_writer *writer, uint64_t at, struct view bytes) {
  if (writer->error == 0 && !file_write_at(writer->draft.file, at, bytes)) fail(writer);
}

static void write_waiting(struct cache_writer *writer) {
  struct view waiting = buffer_view(&writer->waiting);
  if (waiting.length > 0) XXH3_64bits_update(writer->sum, waiting.data, waiting.length);
  write_at(writer, writer->at, waiting);
  writer->at += waiting.length;
  buffer_clear(&writer->waiting);
}

static void add(struct cache_writer *writer, const char *data, size_t length) {
  buffer_reserve(&writer->waiting, PIECE - writer->waiting.length);
  for (size_t done = 0, count; done < length; done += count) {
    size_t room = PIECE - writer->waiting.length;
    count = length - done < room ? length - done : room;
    buffer_add(&writer->waiting, (struct view){data + done, count});
    if (count == room) write_waiting(writer);
  }
}

/* What makes the next array begin aligned. */
static void end_array(struct cache_writer *writer) {
  static const char zeros[CACHE_ALIGNMENT];
  uint64_t length = writer->lengths[writer->array];
  add(writer, zeros, align(length) - length);
}

void cache_writer_add(struct cache_writer *writer, size_t array, const void *data, size_t length) {
  if (array != writer->array) end_array(writer);
  writer->array = array;
  writer->lengths[array] += length;
  add(writer, data, length);
}

void cache_writer_begin_shared(struct cache_writer *writer, size_t array) {
  cache_writer_add(writer, array, NULL, 0);
  write_waiting(writer);
}

uint64_t cache_writer_add_shared(struct cache_writer *writer, const void *data, size_t length) {
  uint64_t offset = atomic_fetch_add_explicit(&writer->shared, length, memory_order_relaxed);
  write_at(writer, writer->at + offset, (struct view){data, length});
  return offset;
}

/* The pieces are read again for the checksum: their order in the file was not known before. */
void cache_writer_end_shared(struct cache_writer *writer) {
  uint64_t end = writer->at + writer->shared;
  char *piece = buffer_reserve(&writer->waiting, PIECE);
  writer->lengths[writer->array] = writer->shared;
  for (uint64_t length; writer->at < end; writer->at += length) {
    length = end - writer->at < PIECE ? end - writer->at : PIECE;
    if (writer->error == 0 && !file_read_at(writer->draft.file, writer->at, piece, length)) fail(writer);
    if (writer->error == 0) XXH3_64bits_update(writer->sum, piece, length);
  }
}

bool cache_writer_commit(struct cache_writer *writer, uint64_t *checksum) {
  struct header header = {.magic = MAGIC, .depends = writer->depends, .name = writer->name};
  memcpy(header.lengths, writer->lengths, sizeof header.lengths);
  end_array(writer);
  write_waiting(writer);
  header.checksum = sum_header(&header, XXH3_64bits_digest(writer->sum));
  write_at(writer, 0, (struct view){(const char *)&header, sizeof header});
  if (writer->error == 0 && !cache_draft_commit(&writer->draft)) fail(writer);
  if (checksum != NULL) *checksum = header.checksum;
  errno = writer->error;
  return writer->error == 0;
}

void cache_writer_close(struct cache_writer *writer) {
  cache_draft_close(&writer->draft);
  buffer_free(&writer->waiting);
  XXH3_freeState(writer->sum);
  *writer = (struct cache_writer){.draft.file = -1};
}
