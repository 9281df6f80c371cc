/* Reads a shard of the search index as formats/search_index.h says that it is made. */
#ifndef KYKET_TESTS_SUPPORT_SEARCH_SHARD_H
#define KYKET_TESTS_SUPPORT_SEARCH_SHARD_H

#include "formats/search_index.h"

#include <stdbool.h>

struct shard_contents {
  uint64_t count; /* of postings */
  uint64_t sum;   /* over them of something that tells them apart */
};

static inline uint64_t tell_apart(uint32_t key, unsigned class, unsigned exact, uint32_t id) {
  return ((uint64_t)key << 32 | id) * 0x9e3779b97f4a7c15 ^ class << 8 ^ exact;
}

static inline void shard_contents_add(struct shard_contents *contents, uint32_t key, unsigned class,
                                      unsigned exact, uint32_t id) {
  contents->count++;
  contents->sum += tell_apart(key, class, exact, id);
}

static inline bool shard_number(struct view bytes, size_t *at, uint64_t *number) {
  *number = 0;
  for (unsigned shift = 0; *at < bytes.length && shift < 63; shift += 7) {
    unsigned char byte = (unsigned char)bytes.data[(*at)++];
    *number |= (uint64_t)(byte & 0x7f) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

static inline bool shard_list(struct shard_contents *contents, struct view bytes, size_t *at, uint32_t key,
                              bool *more) {
  uint64_t head, gap;
  if (!shard_number(bytes, at, &head)) return false;
  *more = (head & 1) != 0;
  unsigned class = head >> 1 & 3, exact = 0;
  if (class != SEARCH_IN_BODY && *at >= bytes.length) return false;
  if (class != SEARCH_IN_BODY) exact = (unsigned char)bytes.data[(*at)++];
  uint32_t id = 0;
  for (uint64_t i = 0; i < head >> 3; i++) {
    if (!shard_number(bytes, at, &gap)) return false;
    shard_contents_add(contents, key, class, exact, id += (uint32_t)gap);
  }
  return true;
}

/* Adds what is in the bytes from `at` up to `end`. False: they are no shard of this number. */
static inline bool shard_read(struct shard_contents *contents, struct view bytes, size_t at, size_t end,
                              uint32_t shard, unsigned bits) {
  uint32_t low = 0, last = 0;
  for (bool first = true; at < end; first = false) {
    uint64_t gap;
    if (!shard_number(bytes, &at, &gap)) return false;
    low += (uint32_t)gap;
    uint32_t key = bits == 0 ? low : shard << (32 - bits) | low;
    if (!first && key <= last) return false;
    last = key;
    for (bool more = true; more;)
      if (!shard_list(contents, bytes, &at, key, &more)) return false;
  }
  return at == end;
}

static inline int search_term_compare(const void *left, const void *right) {
  const struct search_term *a = left, *b = right;
  return (a->key > b->key) - (a->key < b->key);
}

static inline int search_key_compare(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

#endif
