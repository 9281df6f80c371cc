/* The shards of the search index hold what documents have, and nothing else, however it is cut. The bytes are
 * the documents: of each a gap of its id, and keys with their classes. */
#include "fuzz/fuzz.h"
#include "support/search_shard.h"

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

struct document {
  struct search_term terms[TERMS];
  uint32_t body[TERMS];
  size_t term_count, body_count;
};

static void make_document(struct input *input, struct document *document, struct shard_contents *contents,
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
  qsort(terms, term_count, sizeof *terms, search_term_compare);
  qsort(body, body_count, sizeof *body, search_key_compare);
  for (size_t i = 0; i < term_count; i++)
    if (i == 0 || terms[i].key != terms[i - 1].key) terms[document->term_count++] = terms[i];
  for (size_t i = 0; i < body_count; i++)
    if (i == 0 || body[i] != body[i - 1]) body[document->body_count++] = body[i];
  for (size_t i = 0; i < document->term_count; i++)
    shard_contents_add(contents, terms[i].key, terms[i].class,
                       terms[i].class == SEARCH_IN_BODY ? 0 : terms[i].exact, id);
  for (size_t i = 0; i < document->body_count; i++) {
    const struct search_term wanted = {.key = body[i]};
    if (bsearch(&wanted, terms, document->term_count, sizeof *terms, search_term_compare) == NULL)
      shard_contents_add(contents, body[i], SEARCH_IN_BODY, 0, id);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct input input = {data, size, 0};
  struct arena arena = {0};
  struct shard_contents wanted = {0}, found = {0};
  struct document documents[DOCUMENTS] = {0};
  uint32_t ids[DOCUMENTS], id = 0;
  unsigned bits = take(&input, 1) % 8;
  uint32_t document_count = take(&input, 1) % DOCUMENTS;
  for (uint32_t i = 0; i < document_count; i++) {
    ids[i] = id += 1 + take(&input, 2);
    make_document(&input, &documents[i], &wanted, id);
  }
  struct search_gathered *pieces[] = {search_gather_open(bits, NULL), search_gather_open(bits, NULL)};
  for (uint32_t i = 0; i < document_count; i++)
    search_gather_terms(pieces[i > bits], documents[i].terms, documents[i].term_count, i);
  for (uint32_t i = 0; i < document_count; i++)
    search_gather_body(pieces[i > bits], documents[i].body, documents[i].body_count, i);
  search_gather_end(pieces[0]);
  search_gather_end(pieces[1]);
  size_t parts = search_parts(bits), shards = search_shards_of_part(bits);
  size_t *ends = arena_array(&arena, shards, sizeof *ends);
  for (size_t part = 0; part < parts; part++) {
    struct buffer bytes = {0};
    FUZZ_CHECK(search_write_part(&bytes, ends, pieces, 2, ids, part));
    for (size_t i = 0; i < shards; i++)
      FUZZ_CHECK(shard_read(&found, buffer_view(&bytes), i == 0 ? 0 : ends[i - 1], ends[i],
                            (uint32_t)(part * shards + i), bits));
    buffer_free(&bytes);
  }
  FUZZ_CHECK(found.count == wanted.count && found.sum == wanted.sum);
  search_gather_close(pieces[0]);
  search_gather_close(pieces[1]);
  arena_free(&arena);
  return 0;
}
