#include "formats/search_index.h"

#include "base/memory.h"

#include <stdlib.h>

enum { PART_BITS = 6 };

static unsigned part_bits(unsigned bits) {
  return bits < PART_BITS ? bits : PART_BITS;
}

size_t search_parts(unsigned bits) {
  return (size_t)1 << part_bits(bits);
}

size_t search_shards_of_part(unsigned bits) {
  return (size_t)1 << (bits - part_bits(bits));
}

/* An occurrence: the key, 2 bits of the class, 8 of the exact writing, 22 of the document's place. */
enum { CLASS_SHIFT = 30, EXACT_SHIFT = 22 };

struct postings {
  uint64_t *items, *sorted;
  size_t count, capacity;
};

static void add_posting(struct postings *postings, uint32_t key, unsigned class, unsigned exact,
                        size_t document) {
  postings->items =
      memory_grow(postings->items, postings->count, &postings->capacity, sizeof *postings->items);
  postings->items[postings->count++] = (uint64_t)key << 32 | (uint64_t) class << CLASS_SHIFT |
                                       (uint64_t)exact << EXACT_SHIFT | (uint64_t)document;
}

/* Where to look for the first of `count` ascending keys that is not below `key`: they are spread evenly. */
static size_t near(size_t count, uint32_t key) {
  return (size_t)((uint64_t)count * key >> 32);
}

static size_t first_of_body(const struct search_document *document, uint32_t key) {
  const uint32_t *keys = document->body;
  size_t at = near(document->body_count, key);
  while (at > 0 && keys[at - 1] >= key)
    at--;
  while (at < document->body_count && keys[at] < key)
    at++;
  return at;
}

static size_t first_term(const struct search_document *document, uint32_t key) {
  const struct search_term *terms = document->terms;
  size_t at = near(document->term_count, key);
  while (at > 0 && terms[at - 1].key >= key)
    at--;
  while (at < document->term_count && terms[at].key < key)
    at++;
  return at;
}

static void collect(struct postings *postings, const struct search_document *documents, size_t count,
                    unsigned bits, size_t part) {
  unsigned shift = 32 - part_bits(bits);
  uint32_t first = shift == 32 ? 0 : (uint32_t)part << shift;
  uint32_t last = first + (shift == 32 ? UINT32_MAX : (UINT32_C(1) << shift) - 1);
  for (size_t i = 0; i < count; i++) {
    const struct search_document *document = &documents[i];
    for (size_t k = first_term(document, first); k < document->term_count && document->terms[k].key <= last;
         k++)
      add_posting(postings, document->terms[k].key, document->terms[k].class, document->terms[k].exact, i);
    size_t term = first_term(document, first);
    for (size_t k = first_of_body(document, first); k < document->body_count && document->body[k] <= last;
         k++) {
      uint32_t key = document->body[k];
      while (term < document->term_count && document->terms[term].key < key)
        term++;
      bool is_known = term < document->term_count && document->terms[term].key == key;
      if (!is_known) add_posting(postings, key, SEARCH_IN_BODY, 0, i);
    }
  }
}

/* By all but the document's place, in whose order they were collected. */
static void sort_postings(struct postings *postings) {
  enum { BITS = 11, DIGITS = 1 << BITS, FIRST = 64 - 4 * BITS };
  postings->sorted = memory_allocate(postings->count, sizeof *postings->sorted);
  for (unsigned shift = FIRST; shift < 64; shift += BITS) {
    size_t begins[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < postings->count; i++)
      begins[postings->items[i] >> shift & (DIGITS - 1)]++;
    for (size_t i = 0; i < DIGITS; i++) {
      size_t some = begins[i];
      begins[i] = sum;
      sum += some;
    }
    for (size_t i = 0; i < postings->count; i++)
      postings->sorted[begins[postings->items[i] >> shift & (DIGITS - 1)]++] = postings->items[i];
    uint64_t *other = postings->items;
    postings->items = postings->sorted;
    postings->sorted = other;
  }
}

static void add_number(struct buffer *buffer, uint64_t number) {
  for (; number >= 0x80; number >>= 7)
    buffer_add_byte(buffer, (char)(number | 0x80));
  buffer_add_byte(buffer, (char)number);
}

static uint64_t without_place(uint64_t posting) {
  return posting >> EXACT_SHIFT;
}

static uint32_t key_of(uint64_t posting) {
  return (uint32_t)(posting >> 32);
}

/* The list that begins at `begin`; where the next one does. */
static size_t add_list(struct buffer *buffer, const struct postings *postings, size_t begin,
                       const struct search_document *documents) {
  const uint64_t *items = postings->items;
  size_t end = begin + 1;
  while (end < postings->count && without_place(items[end]) == without_place(items[begin]))
    end++;
  bool more = end < postings->count && key_of(items[end]) == key_of(items[begin]);
  unsigned class = items[begin] >> CLASS_SHIFT & 3;
  add_number(buffer, (uint64_t)(end - begin) << 3 | class << 1 | more);
  if (class != SEARCH_IN_BODY) buffer_add_byte(buffer, (char)(items[begin] >> EXACT_SHIFT));
  uint32_t last = 0;
  for (size_t i = begin; i < end; i++) {
    uint32_t id = documents[items[i] & (SEARCH_DOCUMENTS_MOST - 1)].id;
    add_number(buffer, id - last);
    last = id;
  }
  return end;
}

void search_write_part(struct buffer *buffer, size_t *ends, const struct search_document *documents,
                       size_t count, unsigned bits, size_t part) {
  struct postings postings = {0};
  collect(&postings, documents, count, bits, part);
  sort_postings(&postings);
  size_t shards = search_shards_of_part(bits), at = 0;
  unsigned shift = 32 - bits;
  for (size_t i = 0; i < shards; i++) {
    uint64_t shard = part * shards + i;
    uint32_t last = 0;
    while (at < postings.count && (uint64_t)key_of(postings.items[at]) >> shift == shard) {
      uint32_t key = key_of(postings.items[at]), low = (uint32_t)(key & ((UINT64_C(1) << shift) - 1));
      add_number(buffer, low - last);
      last = low;
      while (at < postings.count && key_of(postings.items[at]) == key)
        at = add_list(buffer, &postings, at, documents);
    }
    ends[i] = buffer->length;
  }
  free(postings.items);
  free(postings.sorted);
}

static void add_signed(struct buffer *buffer, int64_t number) {
  add_number(buffer, number < 0 ? (uint64_t)-number * 2 - 1 : (uint64_t)number * 2);
}

void search_days_add(struct search_days *days, uint32_t id, unsigned flags, const int32_t of[static 5]) {
  int32_t from = 0;
  add_number(days->buffer, id - days->id);
  buffer_add_byte(days->buffer, (char)flags);
  days->id = id;
  if ((flags & SEARCH_DAYS_SIGNED) != 0) {
    add_signed(days->buffer, (int64_t)of[0] - days->signed_on);
    from = days->signed_on = of[0];
  }
  if ((flags & SEARCH_DAYS_BEGINS) != 0) {
    add_signed(days->buffer, (int64_t)of[1] - from);
    from = of[1];
  }
  for (unsigned i = 2; i < 5; i++)
    if ((flags & (1U << i)) != 0) add_signed(days->buffer, (int64_t)of[i] - from);
}
