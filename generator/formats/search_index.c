#include "formats/search_index.h"

#include "base/memory.h"
#include "base/sorting.h"

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
enum { KEY_SHIFT = 32, CLASS_SHIFT = 30, EXACT_SHIFT = 22 };

/* Blocks are small at first, for small registers, and stay so that few bytes of the last one are for nothing.
 */
enum { FIRST_BLOCK = 64, BLOCK = 256 };

struct block {
  struct block *next;
  size_t count, capacity;
  uint64_t items[];
};

struct blocks {
  struct block *first, *last; /* NULL: none */
  size_t count;               /* of occurrences */
};

/* By part. An occurrence in a body takes half of an item: those of a document follow its place and their
 * number, which take one. */
enum gathered_from { FROM_TERMS, FROM_BODIES };
struct search_gathered {
  unsigned bits;
  struct blocks blocks[2][1 << PART_BITS];
};

struct search_gathered *search_gather_open(unsigned bits) {
  struct search_gathered *gathered = memory_allocate(1, sizeof *gathered);
  gathered->bits = bits;
  return gathered;
}

static void free_blocks(struct blocks *blocks) {
  for (struct block *block = blocks->first, *next; block != NULL; block = next) {
    next = block->next;
    free(block);
  }
  *blocks = (struct blocks){0};
}

void search_gather_close(struct search_gathered *gathered) {
  for (size_t part = 0; gathered != NULL && part < search_parts(gathered->bits); part++) {
    free_blocks(&gathered->blocks[FROM_TERMS][part]);
    free_blocks(&gathered->blocks[FROM_BODIES][part]);
  }
  free(gathered);
}

static void add_block(struct blocks *blocks) {
  size_t capacity = blocks->last == NULL ? FIRST_BLOCK : 2 * blocks->last->capacity;
  if (capacity > BLOCK) capacity = BLOCK;
  struct block *block = memory_resize(NULL, 1, sizeof *block + capacity * sizeof *block->items);
  *block = (struct block){.capacity = capacity};
  *(blocks->last == NULL ? &blocks->first : &blocks->last->next) = block;
  blocks->last = block;
}

/* Room for `count` items, at most FIRST_BLOCK. */
static uint64_t *add_items(struct blocks *blocks, size_t count) {
  if (blocks->last == NULL || blocks->last->capacity - blocks->last->count < count) add_block(blocks);
  struct block *block = blocks->last;
  block->count += count;
  return block->items + block->count - count;
}

static size_t part_of(const struct search_gathered *gathered, uint32_t key) {
  return (size_t)((uint64_t)key >> (32 - part_bits(gathered->bits)));
}

static uint64_t posting_of(uint32_t key, unsigned class, unsigned exact, uint32_t place) {
  return (uint64_t)key << KEY_SHIFT | (uint64_t) class << CLASS_SHIFT | (uint64_t)exact << EXACT_SHIFT |
         place;
}

void search_gather_terms(struct search_gathered *gathered, const struct search_term *terms, size_t count,
                         uint32_t place) {
  for (size_t i = 0; i < count; i++) {
    struct blocks *blocks = &gathered->blocks[FROM_TERMS][part_of(gathered, terms[i].key)];
    *add_items(blocks, 1) = posting_of(terms[i].key, terms[i].class, terms[i].exact, place);
    blocks->count++;
  }
}

enum { RUN_KEYS = 2 * (FIRST_BLOCK - 1) };

void search_gather_body(struct search_gathered *gathered, const uint32_t *keys, size_t count,
                        uint32_t place) {
  for (size_t i = 0, end; i < count; i = end) {
    size_t part = part_of(gathered, keys[i]);
    struct blocks *blocks = &gathered->blocks[FROM_BODIES][part];
    for (end = i + 1; end < count && end - i < RUN_KEYS && part_of(gathered, keys[end]) == part;)
      end++;
    uint64_t *items = add_items(blocks, 1 + (end - i + 1) / 2);
    *items = (uint64_t)place << 32 | (uint64_t)(end - i);
    memcpy(items + 1, keys + i, (end - i) * sizeof *keys);
    blocks->count += end - i;
  }
}

/* Sorted; the caller frees `memory`, in which they are. */
struct postings {
  uint64_t *items, *memory;
  size_t count;
};

/* The occurrences in a block of terms; where the next one goes. */
static uint64_t *take_terms(const struct block *block, uint64_t *to) {
  memcpy(to, block->items, block->count * sizeof *to);
  return to + block->count;
}

/* As take_terms, of bodies. */
static uint64_t *take_bodies(const struct block *block, uint64_t *to) {
  for (const uint64_t *item = block->items, *end = item + block->count; item < end;) {
    uint32_t place = (uint32_t)(*item >> 32), count = (uint32_t)*item++, key;
    for (uint32_t i = 0; i < count; i++) {
      memcpy(&key, (const char *)item + i * sizeof key, sizeof key);
      *to++ = posting_of(key, SEARCH_IN_BODY, 0, place);
    }
    item += (count + 1) / 2;
  }
  return to;
}

/* What was gathered of a part, by key, class, exact writing and place; it is freed. */
static struct postings take_part(struct search_gathered *const *gathered, size_t count, size_t part,
                                 enum gathered_from from) {
  struct postings postings = {0};
  for (size_t i = 0; i < count; i++)
    postings.count += gathered[i]->blocks[from][part].count;
  postings.memory = memory_resize(NULL, 2 * postings.count + 1, sizeof *postings.memory);
  uint64_t *to = postings.memory;
  for (size_t i = 0; i < count; i++) {
    struct blocks *blocks = &gathered[i]->blocks[from][part];
    for (const struct block *block = blocks->first; block != NULL; block = block->next)
      to = from == FROM_TERMS ? take_terms(block, to) : take_bodies(block, to);
    free_blocks(blocks);
  }
  /* They come by places, and bodies have no class and no exact writing to be told apart by. */
  postings.items =
      sorting_sort_numbers(postings.memory, to, postings.count, from == FROM_TERMS ? EXACT_SHIFT : KEY_SHIFT,
                           64 - part_bits(gathered[0]->bits));
  return postings;
}

enum { NUMBER_BYTES = 10, ID_BYTES = 5 };

/* Where the next byte goes. */
static char *put_number(char *to, uint64_t number) {
  for (; number >= 0x80; number >>= 7)
    *to++ = (char)(number | 0x80);
  *to++ = (char)number;
  return to;
}

static void add_number(struct buffer *buffer, uint64_t number) {
  char *begin = buffer_reserve(buffer, NUMBER_BYTES);
  buffer->length += (size_t)(put_number(begin, number) - begin);
}

static uint64_t without_place(uint64_t posting) {
  return posting >> EXACT_SHIFT;
}

static uint32_t key_of(uint64_t posting) {
  return (uint32_t)(posting >> 32);
}

static uint32_t place_of(uint64_t posting) {
  return (uint32_t)(posting & (SEARCH_DOCUMENTS_MOST - 1));
}

/* The list that all of the postings make. */
static void add_list(struct buffer *buffer, const uint64_t *items, size_t count, bool more,
                     const uint32_t *ids) {
  unsigned class = items[0] >> CLASS_SHIFT & 3;
  char *first = buffer_reserve(buffer, NUMBER_BYTES + 1 + count * ID_BYTES);
  char *to = put_number(first, (uint64_t)count << 3 | class << 1 | more);
  if (class != SEARCH_IN_BODY) *to++ = (char)(items[0] >> EXACT_SHIFT);
  uint32_t last = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t id = ids[place_of(items[i])];
    to = put_number(to, id - last);
    last = id;
  }
  buffer->length += (size_t)(to - first);
}

/* The lists of a key's terms. */
static void add_lists(struct buffer *buffer, const uint64_t *items, size_t count, const uint32_t *ids) {
  for (size_t begin = 0, end; begin < count; begin = end) {
    for (end = begin + 1; end < count && without_place(items[end]) == without_place(items[begin]);)
      end++;
    add_list(buffer, items + begin, end - begin, end < count, ids);
  }
}

/* Behind those from `at` on that have the key. */
static size_t key_end(const struct postings *postings, size_t at, uint64_t key) {
  while (at < postings->count && key_of(postings->items[at]) == key)
    at++;
  return at;
}

/* Which of the postings, which are in the order of places, has the place; `count`: none. */
static size_t find_place(const uint64_t *items, size_t count, uint32_t place) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (place_of(items[middle]) < place)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && place_of(items[low]) == place ? low : count;
}

/* Both of a key. What a term has of a document is better than its body; mentions, which are the first of the
 * terms, stand in one list with bodies. `mixed` has room for both. */
static void add_both(struct buffer *buffer, const uint64_t *terms, size_t count, uint64_t *bodies,
                     size_t body_count, uint64_t *mixed, const uint32_t *ids) {
  const uint64_t taken = UINT64_C(1) << EXACT_SHIFT; /* a body has no exact writing */
  size_t mentions = 0, found = 0;
  for (size_t i = 0; i < count; i++) {
    size_t at = find_place(bodies, body_count, place_of(terms[i]));
    if (at < body_count) bodies[at] |= taken;
  }
  while (mentions < count && (terms[mentions] >> CLASS_SHIFT & 3) == SEARCH_IN_BODY)
    mentions++;
  for (size_t i = 0, mention = 0; i < body_count || mention < mentions;) {
    bool is_mention =
        i == body_count || (mention < mentions && place_of(terms[mention]) <= place_of(bodies[i]));
    uint64_t posting = is_mention ? terms[mention++] : bodies[i++];
    if (is_mention || (posting & taken) == 0) mixed[found++] = posting;
  }
  if (found > 0) add_list(buffer, mixed, found, mentions < count, ids);
  add_lists(buffer, terms + mentions, count - mentions, ids);
}

/* The key at `at`, or one above all keys. */
static uint64_t key_at(const struct postings *postings, size_t at) {
  return at < postings->count ? key_of(postings->items[at]) : UINT64_MAX;
}

void search_write_part(struct buffer *buffer, size_t *ends, struct search_gathered *const *gathered,
                       size_t count, const uint32_t *ids, size_t part) {
  unsigned shift = 32 - gathered[0]->bits;
  struct postings terms = take_part(gathered, count, part, FROM_TERMS),
                  bodies = take_part(gathered, count, part, FROM_BODIES);
  uint64_t *mixed = memory_resize(NULL, terms.count + bodies.count + 1, sizeof *mixed);
  size_t shards = search_shards_of_part(gathered[0]->bits), term = 0, body = 0;
  for (size_t i = 0; i < shards; i++) {
    uint64_t last = (uint64_t)(part * shards + i) << shift, end = last + (UINT64_C(1) << shift);
    for (;;) {
      uint64_t of_term = key_at(&terms, term), of_body = key_at(&bodies, body);
      uint64_t key = of_term < of_body ? of_term : of_body;
      if (key >= end) break;
      add_number(buffer, key - last);
      last = key;
      size_t term_end = key_end(&terms, term, key), body_end = key_end(&bodies, body, key);
      if (body == body_end)
        add_lists(buffer, terms.items + term, term_end - term, ids);
      else if (term == term_end)
        add_list(buffer, bodies.items + body, body_end - body, false, ids);
      else
        add_both(buffer, terms.items + term, term_end - term, bodies.items + body, body_end - body, mixed,
                 ids);
      term = term_end;
      body = body_end;
    }
    ends[i] = buffer->length;
  }
  free(mixed);
  free(terms.memory);
  free(bodies.memory);
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
