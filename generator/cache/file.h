/* The one format of the cache's files: a header and arrays.
 *
 * The header has a magic number with the format's version, which of the cache's files this is, a number that
 * stands for all that the contents depend on, the length of each array, and a checksum over all of it. Each
 * array begins aligned for any type. What the elements mean is for whoever keeps them; they are in the byte
 * order and with the sizes of the program that wrote them, so `depends` must stand for that program too,
 * directly or through another file. */
#ifndef KYKET_CACHE_FILE_H
#define KYKET_CACHE_FILE_H

#include "cache/cache.h"

#include <stdatomic.h>

enum { CACHE_ARRAYS = 10, CACHE_ALIGNMENT = 8 };

/* A file that is open: its arrays, by number. */
struct cache_file {
  struct view arrays[CACHE_ARRAYS];
  struct view bytes; /* the whole, mapped */
  uint64_t checksum; /* by which this file is known from any other */
};

/* False when there is no such file, it depends on something else, or any of its bytes was changed; then
 * nothing is to be released. What stands in the arrays is for the caller to check where a wrong value could
 * do harm: a checksum is no proof against bytes that somebody made up. */
bool cache_file_open(struct cache_file *file, const struct cache *cache, enum cache_name name,
                     uint64_t output, uint64_t depends);

/* How many elements of a size an array has. False when it is not a whole number of them. */
bool cache_file_count(const struct cache_file *file, size_t array, size_t size, size_t *count);

/* What was looked at of a large file gives its memory back for now. */
void cache_file_evict(const struct cache_file *file);

/* Of a zeroed file too. */
void cache_file_close(struct cache_file *file);

/* A file being written, array by array in the order of their numbers; an array may come in pieces. Memory
 * holds little of it. Errors are remembered for the commit. */
struct cache_writer {
  struct cache_draft draft;
  uint32_t name;
  uint64_t depends;
  uint64_t lengths[CACHE_ARRAYS]; /* in bytes */
  size_t array;                   /* which is being written */
  atomic_int error;               /* the first errno; 0: none */
  atomic_uint_least64_t shared;   /* bytes of the array that threads add to */
  struct buffer waiting;          /* to be written at `at` */
  uint64_t at;
  struct XXH3_state_s *sum; /* of what stands before it, the header apart */
};

void cache_writer_open(struct cache_writer *writer, const struct cache *cache, enum cache_name name,
                       uint64_t output, uint64_t depends);

/* `array` is the one that was added to last, or a later one. */
void cache_writer_add(struct cache_writer *writer, size_t array, const void *data, size_t length);

/* Between these two calls several threads may add to the array; each piece is contiguous and they stand in no
 * particular order. The offset of the piece in the array, in bytes. */
void cache_writer_begin_shared(struct cache_writer *writer, size_t array);
uint64_t cache_writer_add_shared(struct cache_writer *writer, const void *data, size_t length);
void cache_writer_end_shared(struct cache_writer *writer);

/* Puts the file in the place of what is there; its checksum in `checksum` unless that is NULL. False with
 * errno when that or anything before it failed: what was there stays. */
bool cache_writer_commit(struct cache_writer *writer, uint64_t *checksum);

/* Removes what was not committed. */
void cache_writer_close(struct cache_writer *writer);

#endif
