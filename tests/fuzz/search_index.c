/* The shards of the search index hold what documents have, and nothing else, however it is cut. The bytes are
 * the documents: of each a gap of its id, and keys with their classes. */
#include "formats/search_index.h"

#include "fuzz/fuzz.h"

const char *const fuzz_tokens[] = {
    "\x01", "\x02\x03", "\x7f\xff\xff\xff", "\x80\x00\x00\x00", "\xff\xff\xff\xff", NULL};

enum { DOCUMENTS = 16, TERMS = 32, KEY_BYTES = 4 };

struct input {
  const uint8_t *data;
  size_t size, at;
};

static uint32_t take(struct input *input, size_t bytes) {
  uint32_t number = 0;
  for (size_t i = 0; i < bytes; i++)
    number = number << 8 | (input->at < input->size ? input->data[input->at++] : 0);
  return number;
}

struct contents {
  uint64_t count, sum;
};

static void count(struct contents *contents, uint32_t key, unsigned class, unsigned exact, uint32_t id) {
  contents->count++;
  contents->sum += ((uint64_t)key << 32 | id) * 0x9e3779b97f4a7c15 ^ class << 8 ^ exact;
}

static int by_key(const void *left, const void *right) {
  const struct search_term *a = left, *b = right;
  return (a->key > b->key) - (a->key < b->key);
}

static int by_number(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

static uint64_t read_number(struct view bytes, size_t *at) {
  uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    FUZZ_CHECK(*at < bytes.length && shift < 63);
    unsigned char byte = (unsigned char)bytes.data[(*at)++];
    number |= (uint64_t)(byte & 0x7f) << shift;
    if (byte < 0x80) return number;
  }
}

static void read_shard(struct contents *contents, struct view bytes, size_t at, size_t end, uint32_t shard,
                       unsigned bits) {
  uint32_t low = 0, last = 0;
  for (bool first = true; at < end; first = false) {
    low += (uint32_t)read_number(bytes, &at);
    uint32_t key = bits == 0 ? low : shard << (32 - bits) | low;
    FUZZ_CHECK(first || key > last);
    last = key;
    for (bool more = true; more;) {
      uint64_t head = read_number(bytes, &at);
      more = (head & 1) != 0;
      unsigned class = head >> 1 & 3, exact = 0;
      if (class != SEARCH_IN_BODY) exact = (unsigned char)bytes.data[at++];
      uint32_t id = 0;
      for (uint64_t i = 0; i < head >> 3; i++)
        count(contents, key, class, exact, id += (uint32_t)read_number(bytes, &at));
    }
  }
  FUZZ_CHECK(at == end);
}

struct document {
  struct search_term terms[TERMS];
  uint32_t body[TERMS];
  size_t term_count, body_count;
};

static void make_document(struct input *input, struct document *document, struct contents *contents,
                          uint32_t id) {
  struct search_term *terms = document->terms;
  uint32_t *body = document->body;
  size_t term_count = take(input, 1) % TERMS, body_count = take(input, 1) % TERMS;
  for (size_t i = 0; i < term_count; i++) {
    uint32_t key = take(input, KEY_BYTES), kind = take(input, 1);
    terms[i] = (struct search_term){key, (uint8_t)kind, (uint8_t)(kind % 3)};
  }
  for (size_t i = 0; i < body_count; i++)
    body[i] = take(input, KEY_BYTES);
  qsort(terms, term_count, sizeof *terms, by_key);
  qsort(body, body_count, sizeof *body, by_number);
  for (size_t i = 0; i < term_count; i++)
    if (i == 0 || terms[i].key != terms[i - 1].key) terms[document->term_count++] = terms[i];
  for (size_t i = 0; i < body_count; i++)
    if (i == 0 || body[i] != body[i - 1]) body[document->body_count++] = body[i];
  for (size_t i = 0; i < document->term_count; i++)
    count(contents, terms[i].key, terms[i].class, terms[i].class == SEARCH_IN_BODY ? 0 : terms[i].exact, id);
  for (size_t i = 0; i < document->body_count; i++) {
    const struct search_term wanted = {.key = body[i]};
    if (bsearch(&wanted, terms, document->term_count, sizeof *terms, by_key) == NULL)
      count(contents, body[i], SEARCH_IN_BODY, 0, id);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct input input = {data, size, 0};
  struct arena arena = {0};
  struct contents wanted = {0}, found = {0};
  struct document documents[DOCUMENTS] = {0};
  uint32_t ids[DOCUMENTS], id = 0;
  unsigned bits = take(&input, 1) % 8;
  uint32_t document_count = take(&input, 1) % DOCUMENTS;
  for (uint32_t i = 0; i < document_count; i++) {
    ids[i] = id += 1 + take(&input, 2);
    make_document(&input, &documents[i], &wanted, id);
  }
  struct search_gathered *pieces[] = {search_gather_open(bits), search_gather_open(bits)};
  for (uint32_t i = 0; i < document_count; i++)
    search_gather_terms(pieces[i > bits], documents[i].terms, documents[i].term_count, i);
  for (uint32_t i = 0; i < document_count; i++)
    search_gather_body(pieces[i > bits], documents[i].body, documents[i].body_count, i);
  size_t parts = search_parts(bits), shards = search_shards_of_part(bits);
  size_t *ends = arena_array(&arena, shards, sizeof *ends);
  for (size_t part = 0; part < parts; part++) {
    struct buffer bytes = {0};
    search_write_part(&bytes, ends, pieces, 2, ids, part);
    for (size_t i = 0; i < shards; i++)
      read_shard(&found, buffer_view(&bytes), i == 0 ? 0 : ends[i - 1], ends[i],
                 (uint32_t)(part * shards + i), bits);
    buffer_free(&bytes);
  }
  FUZZ_CHECK(found.count == wanted.count && found.sum == wanted.sum);
  search_gather_close(pieces[0]);
  search_gather_close(pieces[1]);
  arena_free(&arena);
  return 0;
}
