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

/* Occurrences in the order of parts, and of one part as they came. */
struct run {
  uint64_t *items; /* NULL: they are put aside */
  uint64_t place;  /* then: in the spill file */
  uint32_t begins[(1 << PART_BITS) + 1];
};

/* Runs, and behind them what is no run yet. */
struct occurrences {
  struct run *runs;
  size_t run_count, run_capacity;
  uint64_t *items;
  size_t count, capacity;
};

enum gathered_from { FROM_TERMS, FROM_BODIES, FROM_ALL };
struct search_gathered {
  unsigned bits;
  struct spill *spill; /* NULL: all are held */
  struct spill_writer writer;
  bool is_aside; /* something is put aside */
  struct occurrences from[FROM_ALL];
};

struct search_gathered *search_gather_open(unsigned bits, struct spill *spill) {
  struct search_gathered *gathered = memory_allocate(1, sizeof *gathered);
  gathered->bits = bits;
  gathered->spill = spill;
  return gathered;
}

void search_gather_close(struct search_gathered *gathered) {
  if (gathered == NULL) return;
  if (gathered->spill != NULL) spill_writer_close(gathered->spill, &gathered->writer);
  for (enum gathered_from from = 0; from < FROM_ALL; from++) {
    struct occurrences *occurrences = &gathered->from[from];
    for (size_t i = 0; i < occurrences->run_count; i++)
      free(occurrences->runs[i].items);
    free(occurrences->runs);
    free(occurrences->items);
  }
  free(gathered);
}

static size_t part_of(const struct search_gathered *gathered, uint64_t posting) {
  return (posting >> KEY_SHIFT) >> (32 - part_bits(gathered->bits));
}

/* `to` has room for all. */
static void order_by_parts(const struct search_gathered *gathered, const struct occurrences *occurrences,
                           uint64_t *to, uint32_t begins[static(1 << PART_BITS) + 1]) {
  uint32_t at[(1 << PART_BITS) + 1] = {0};
  for (size_t i = 0; i < occurrences->count; i++)
    at[part_of(gathered, occurrences->items[i]) + 1]++;
  for (size_t i = 0; i < 1 << PART_BITS; i++)
    at[i + 1] += at[i];
  memcpy(begins, at, sizeof at);
  for (size_t i = 0; i < occurrences->count; i++)
    to[at[part_of(gathered, occurrences->items[i])]++] = occurrences->items[i];
}

/* Makes a run of what is none yet. What the disk does not take is held. */
static void end_run(struct search_gathered *gathered, struct occurrences *occurrences) {
  if (occurrences->count == 0) return;
  occurrences->runs = memory_grow(occurrences->runs, occurrences->run_count, &occurrences->run_capacity,
                                  sizeof *occurrences->runs);
  struct run *run = &occurrences->runs[occurrences->run_count++];
  run->items = memory_resize(NULL, occurrences->count, sizeof *run->items);
  order_by_parts(gathered, occurrences, run->items, run->begins);
  if (gathered->is_aside)
    run->place = spill_add(gathered->spill, &gathered->writer,
                           (struct view){(const char *)run->items, occurrences->count * sizeof *run->items});
  if (gathered->is_aside && run->place != 0) {
    free(run->items);
    run->items = NULL;
  }
  occurrences->count = 0;
}

/* What is held before it is put aside; so that few bytes are for nothing in small registers, it grows. */
enum { HELD_MOST = 64 * 1024 };

static void limit_held(struct search_gathered *gathered, struct occurrences *occurrences) {
  if (occurrences->count < HELD_MOST) return;
  gathered->is_aside = gathered->spill != NULL;
  end_run(gathered, occurrences);
}

void search_gather_end(struct search_gathered *gathered) {
  for (enum gathered_from from = 0; from < FROM_ALL; from++) {
    struct occurrences *occurrences = &gathered->from[from];
    end_run(gathered, occurrences);
    free(occurrences->items);
    occurrences->items = NULL;
    occurrences->capacity = 0;
  }
  if (gathered->spill != NULL) spill_writer_close(gathered->spill, &gathered->writer);
}

static void add_item(struct occurrences *occurrences, uint64_t posting) {
  occurrences->items =
      memory_grow(occurrences->items, occurrences->count, &occurrences->capacity, sizeof *occurrences->items);
  occurrences->items[occurrences->count++] = posting;
}

static uint64_t posting_of(uint32_t key, unsigned class, unsigned exact, uint32_t place) {
  return (uint64_t)key << KEY_SHIFT | (uint64_t) class << CLASS_SHIFT | (uint64_t)exact << EXACT_SHIFT |
         place;
}

void search_gather_terms(struct search_gathered *gathered, const struct search_term *terms, size_t count,
                         uint32_t place) {
  struct occurrences *occurrences = &gathered->from[FROM_TERMS];
  for (size_t i = 0; i < count; i++)
    add_item(occurrences, posting_of(terms[i].key, terms[i].class, terms[i].exact, place));
  limit_held(gathered, occurrences);
}

void search_gather_body(struct search_gathered *gathered, const uint32_t *keys, size_t count,
                        uint32_t place) {
  struct occurrences *occurrences = &gathered->from[FROM_BODIES];
  for (size_t i = 0; i < count; i++)
    add_item(occurrences, posting_of(keys[i], SEARCH_IN_BODY, 0, place));
  limit_held(gathered, occurrences);
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

static bool take_run(struct postings *postings, const struct cut *cut, const struct spill *spill,
                     const struct run *run) {
  size_t begin = run->begins[cut->part], count = run->begins[cut->part + 1] - begin;
  if (count == 0) return true;
  make_room(postings, count);
  uint64_t *to = postings->items + postings->count;
  if (run->items != NULL)
    memcpy(to, run->items + begin, count * sizeof *to);
  else if (!spill_read(spill, run->place + begin * sizeof *to, (char *)to, count * sizeof *to))
    return false;
  keep_own(postings, count, cut);
  return true;
}

static size_t count_of_part(const struct occurrences *occurrences, size_t part) {
  size_t count = 0;
  for (size_t i = 0; i < occurrences->run_count; i++)
    count += occurrences->runs[i].begins[part + 1] - occurrences->runs[i].begins[part];
  return count;
}

/* The cut's occurrences by key, class, exact writing and place; free_postings in any case. False when they
 * can't be read. */
static bool take(const struct cut *cut, enum gathered_from from, struct postings *postings) {
  size_t whole = 0;
  bool good = true;
  for (size_t i = 0; i < cut->count; i++)
    whole += count_of_part(&cut->gathered[i]->from[from], cut->part);
  if (cut->is_whole) make_room(postings, whole);
  for (size_t i = 0; good && i < cut->count; i++) {
    const struct occurrences *occurrences = &cut->gathered[i]->from[from];
    for (size_t k = 0; good && k < occurrences->run_count; k++)
      good = take_run(postings, cut, cut->gathered[i]->spill, &occurrences->runs[k]);
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
      postings += count_of_part(&gathered[i]->from[from], part);
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
