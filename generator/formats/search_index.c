#include "formats/search_index.h"

#include "base/memory.h"
#include "base/sorting.h"

#include <stdlib.h>

enum { PART_BITS = 8 };

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

/* Items that were put aside together: their place in the spill file << STORED_BITS | their number. */
typedef uint64_t stored_items;
enum { STORED_BITS = 24 };

/* The occurrences of a part: those put aside come before those in blocks. */
struct blocks {
  struct block *first, *last; /* NULL: none */
  size_t count;               /* of all occurrences */
  stored_items *stored;
  size_t stored_count, stored_capacity;
};

enum gathered_from { FROM_TERMS, FROM_BODIES, FROM_ALL };
struct search_gathered {
  unsigned bits;
  struct spill *spill; /* NULL: all are held */
  struct spill_writer writer;
  size_t held;   /* occurrences in blocks */
  bool is_aside; /* something is put aside */
  struct blocks blocks[FROM_ALL][1 << PART_BITS];
};

struct search_gathered *search_gather_open(unsigned bits, struct spill *spill) {
  struct search_gathered *gathered = memory_allocate(1, sizeof *gathered);
  gathered->bits = bits;
  gathered->spill = spill;
  return gathered;
}

static void free_held(struct blocks *blocks) {
  for (struct block *block = blocks->first, *next; block != NULL; block = next) {
    next = block->next;
    free(block);
  }
  blocks->first = blocks->last = NULL;
}

static void free_blocks(struct blocks *blocks) {
  free_held(blocks);
  free(blocks->stored);
  *blocks = (struct blocks){0};
}

void search_gather_close(struct search_gathered *gathered) {
  if (gathered == NULL) return;
  if (gathered->spill != NULL) spill_writer_close(gathered->spill, &gathered->writer);
  for (size_t part = 0; part < search_parts(gathered->bits); part++)
    for (enum gathered_from from = 0; from < FROM_ALL; from++)
      free_blocks(&gathered->blocks[from][part]);
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

static void add_item(struct search_gathered *gathered, enum gathered_from from, uint64_t posting) {
  struct blocks *blocks = &gathered->blocks[from][(posting >> KEY_SHIFT) >> (32 - part_bits(gathered->bits))];
  if (blocks->last == NULL || blocks->last->count == blocks->last->capacity) add_block(blocks);
  blocks->last->items[blocks->last->count++] = posting;
  blocks->count++;
}

/* Puts aside what the blocks hold; false when the disk does not take it, or it is more than others may be. */
static bool put_aside(struct search_gathered *gathered, struct blocks *blocks, struct buffer *bytes) {
  buffer_clear(bytes);
  for (const struct block *block = blocks->first; block != NULL; block = block->next)
    buffer_add(bytes, (struct view){(const char *)block->items, block->count * sizeof *block->items});
  if (bytes->length == 0) return true;
  if ((bytes->length / sizeof(uint64_t)) >> STORED_BITS != 0) return false;
  uint64_t place = spill_add(gathered->spill, &gathered->writer, buffer_view(bytes));
  if (place == 0) return false;
  blocks->stored =
      memory_grow(blocks->stored, blocks->stored_count, &blocks->stored_capacity, sizeof *blocks->stored);
  blocks->stored[blocks->stored_count++] = place << STORED_BITS | bytes->length / sizeof(uint64_t);
  free_held(blocks);
  return true;
}

static void put_all_aside(struct search_gathered *gathered) {
  struct buffer bytes = {0};
  bool good = true;
  for (size_t part = 0; good && part < search_parts(gathered->bits); part++)
    for (enum gathered_from from = 0; good && from < FROM_ALL; from++)
      good = put_aside(gathered, &gathered->blocks[from][part], &bytes);
  gathered->held = 0;
  gathered->is_aside = true;
  buffer_free(&bytes);
}

enum { HELD_MOST = 256 * 1024 };

/* When `count` more are held. */
static void limit_held(struct search_gathered *gathered, size_t count) {
  gathered->held += count;
  if (gathered->spill != NULL && gathered->held >= HELD_MOST) put_all_aside(gathered);
}

void search_gather_end(struct search_gathered *gathered) {
  if (gathered->is_aside) put_all_aside(gathered);
  if (gathered->spill != NULL) spill_writer_close(gathered->spill, &gathered->writer);
}

static uint64_t posting_of(uint32_t key, unsigned class, unsigned exact, uint32_t place) {
  return (uint64_t)key << KEY_SHIFT | (uint64_t) class << CLASS_SHIFT | (uint64_t)exact << EXACT_SHIFT |
         place;
}

void search_gather_terms(struct search_gathered *gathered, const struct search_term *terms, size_t count,
                         uint32_t place) {
  for (size_t i = 0; i < count; i++)
    add_item(gathered, FROM_TERMS, posting_of(terms[i].key, terms[i].class, terms[i].exact, place));
  limit_held(gathered, count);
}

void search_gather_body(struct search_gathered *gathered, const uint32_t *keys, size_t count,
                        uint32_t place) {
  for (size_t i = 0; i < count; i++)
    add_item(gathered, FROM_BODIES, posting_of(keys[i], SEARCH_IN_BODY, 0, place));
  limit_held(gathered, count);
}

static uint32_t key_of(uint64_t posting) {
  return (uint32_t)(posting >> KEY_SHIFT);
}

/* Some neighbouring shards of a part are made at a time, so that few occurrences need be sorted at once. */
struct cut {
  struct search_gathered *const *gathered;
  size_t count, part;
  uint32_t first, last; /* keys */
  bool is_whole;        /* all of the part */
};

struct postings {
  uint64_t *items, *room; /* the latter while they are sorted */
  size_t count, capacity;
};

static void free_postings(struct postings *postings) {
  free(postings->items);
  free(postings->room);
}

static void make_room(struct postings *postings, size_t more) {
  size_t wanted = postings->count + more;
  if (postings->items != NULL && wanted <= postings->capacity) return;
  postings->capacity = wanted > 2 * postings->capacity ? wanted : 2 * postings->capacity;
  postings->items = memory_resize(postings->items, postings->capacity, sizeof *postings->items);
}

/* Drops those of the newest `count` that are not the cut's. */
static void keep_own(struct postings *postings, size_t count, const struct cut *cut) {
  size_t kept = postings->count;
  postings->count += count;
  if (cut->is_whole) return;
  for (size_t i = kept; i < postings->count; i++) {
    uint64_t item = postings->items[i];
    postings->items[kept] = item;
    kept += key_of(item) >= cut->first && key_of(item) <= cut->last;
  }
  postings->count = kept;
}

static bool take_stored(struct postings *postings, const struct cut *cut, const struct spill *spill,
                        stored_items stored) {
  size_t count = stored & ((1U << STORED_BITS) - 1);
  make_room(postings, count);
  char *to = (char *)(postings->items + postings->count);
  if (!spill_read(spill, stored >> STORED_BITS, to, count * sizeof *postings->items)) return false;
  keep_own(postings, count, cut);
  return true;
}

static void take_block(struct postings *postings, const struct cut *cut, const struct block *block) {
  make_room(postings, block->count);
  memcpy(postings->items + postings->count, block->items, block->count * sizeof *block->items);
  keep_own(postings, block->count, cut);
}

/* The cut's occurrences by key, class, exact writing and place; free_postings in any case. False when they
 * can't be read. */
static bool take(const struct cut *cut, enum gathered_from from, struct postings *postings) {
  size_t whole = 0;
  bool good = true;
  for (size_t i = 0; i < cut->count; i++)
    whole += cut->gathered[i]->blocks[from][cut->part].count;
  if (cut->is_whole) make_room(postings, whole);
  for (size_t i = 0; good && i < cut->count; i++) {
    const struct search_gathered *gathered = cut->gathered[i];
    const struct blocks *blocks = &gathered->blocks[from][cut->part];
    for (size_t k = 0; good && k < blocks->stored_count; k++)
      good = take_stored(postings, cut, gathered->spill, blocks->stored[k]);
    for (const struct block *block = blocks->first; good && block != NULL; block = block->next)
      take_block(postings, cut, block);
  }
  /* They come by places, and bodies have no class and no exact writing to be told apart by. */
  postings->room = memory_resize(NULL, postings->count + 1, sizeof *postings->room);
  uint64_t *sorted = sorting_sort_numbers(postings->items, postings->room, postings->count,
                                          from == FROM_TERMS ? EXACT_SHIFT : KEY_SHIFT,
                                          64 - part_bits(cut->gathered[0]->bits));
  if (sorted == postings->room) {
    postings->room = postings->items;
    postings->items = sorted;
  }
  return good;
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

struct shard_writer {
  struct buffer *buffer;
  const uint32_t *ids;
  struct postings terms, bodies;
  size_t term, body; /* the next of each */
  uint64_t *mixed;   /* see add_both */
};

/* Writes all keys below `end`, the first of them as the gap from `last`. */
static void write_shard(struct shard_writer *writer, uint64_t last, uint64_t end) {
  const struct postings *terms = &writer->terms, *bodies = &writer->bodies;
  for (;;) {
    size_t term = writer->term, body = writer->body;
    uint64_t of_term = key_at(terms, term), of_body = key_at(bodies, body);
    uint64_t key = of_term < of_body ? of_term : of_body;
    if (key >= end) return;
    add_number(writer->buffer, key - last);
    last = key;
    writer->term = key_end(terms, term, key);
    writer->body = key_end(bodies, body, key);
    size_t term_count = writer->term - term, body_count = writer->body - body;
    if (body_count == 0)
      add_lists(writer->buffer, terms->items + term, term_count, writer->ids);
    else if (term_count == 0)
      add_list(writer->buffer, bodies->items + body, body_count, false, writer->ids);
    else
      add_both(writer->buffer, terms->items + term, term_count, bodies->items + body, body_count,
               writer->mixed, writer->ids);
  }
}

/* The cut's shards, whose number is `count`, from the first on. */
static bool write_cut(struct buffer *buffer, size_t *ends, const struct cut *cut, const uint32_t *ids,
                      size_t count) {
  struct shard_writer writer = {.buffer = buffer, .ids = ids};
  uint64_t first = cut->first, share = ((uint64_t)cut->last + 1 - first) / count;
  bool good = take(cut, FROM_TERMS, &writer.terms) && take(cut, FROM_BODIES, &writer.bodies);
  writer.mixed = memory_resize(NULL, writer.terms.count + writer.bodies.count + 1, sizeof *writer.mixed);
  for (size_t i = 0; good && i < count; i++) {
    write_shard(&writer, first + i * share, first + (i + 1) * share);
    ends[i] = buffer->length;
  }
  free(writer.mixed);
  free_postings(&writer.terms);
  free_postings(&writer.bodies);
  return good;
}

enum { CUT_POSTINGS = 256 * 1024 };

/* A power of two, at most the number of the part's shards. */
static size_t count_cuts(struct search_gathered *const *gathered, size_t count, size_t part) {
  size_t postings = 0, cuts = 1, shards = search_shards_of_part(gathered[0]->bits);
  for (size_t i = 0; i < count; i++)
    for (enum gathered_from from = 0; from < FROM_ALL; from++)
      postings += gathered[i]->blocks[from][part].count;
  while (cuts < shards && postings / cuts > CUT_POSTINGS)
    cuts *= 2;
  return cuts;
}

bool search_write_part(struct buffer *buffer, size_t *ends, struct search_gathered *const *gathered,
                       size_t count, const uint32_t *ids, size_t part) {
  size_t cuts = count_cuts(gathered, count, part), shards = search_shards_of_part(gathered[0]->bits) / cuts,
         begin = buffer->length;
  uint64_t share = (UINT64_C(1) << 32) / search_parts(gathered[0]->bits) / cuts;
  bool good = true;
  for (size_t i = 0; good && i < cuts; i++) {
    uint64_t first = (part * cuts + i) * share;
    const struct cut cut = {gathered, count, part, (uint32_t)first, (uint32_t)(first + share - 1), cuts == 1};
    good = write_cut(buffer, ends + i * shards, &cut, ids, shards);
  }
  if (!good) buffer->length = begin;
  for (size_t i = 0; good && i < count; i++)
    for (enum gathered_from from = 0; from < FROM_ALL; from++)
      free_blocks(&gathered[i]->blocks[from][part]);
  return good;
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
