#include "support/search_shard.h"
#include "text/search_terms.h"
#include "unit/fixture.h"

struct written {
  struct buffer bytes;
  struct shard_contents found;
};

static void read_shard(struct written *written, size_t at, size_t end, uint32_t shard, unsigned bits) {
  assert_true(shard_read(&written->found, buffer_view(&written->bytes), at, end, shard, bits));
}

enum { DOCUMENTS = 40, TERMS = 60 };

/* All that documents have stands in the shards, and nothing else, however many shards there are. */
static void what_documents_have_is_in_the_shards(void **state) {
  (void)state;
  unsigned seed = 20261130;
  static struct search_term terms[DOCUMENTS][TERMS];
  static uint32_t bodies[DOCUMENTS][TERMS];
  uint32_t ids[DOCUMENTS];
  uint64_t sum = 0;
  for (uint32_t d = 0; d < DOCUMENTS; d++) {
    ids[d] = 3 + d * 1000;
    for (uint32_t i = 0; i < TERMS; i++) {
      /* Even keys of terms and odd ones of bodies, some of them in all documents. */
      uint32_t key = (i * UINT32_C(0x4321567) + (i % 3 == 0 ? 0 : (uint32_t)rand_r(&seed))) & ~UINT32_C(1);
      terms[d][i] = (struct search_term){key, (uint8_t)i, (uint8_t)(1 + i % 2)};
      bodies[d][i] = (key * 7) | 1;
      sum += tell_apart(key, terms[d][i].class, terms[d][i].exact, ids[d]);
      sum += tell_apart(bodies[d][i], SEARCH_IN_BODY, 0, ids[d]);
    }
    qsort(terms[d], TERMS, sizeof terms[d][0], search_term_compare);
    qsort(bodies[d], TERMS, sizeof bodies[d][0], search_key_compare);
  }
  for (unsigned bits = 0; bits <= 10; bits++) {
    struct written written = {0};
    size_t shards = search_shards_of_part(bits), *ends = calloc(shards, sizeof *ends);
    assert_int_equal(shards * search_parts(bits), (size_t)1 << bits);
    struct search_gathered *gathered[] = {search_gather_open(bits, NULL), search_gather_open(bits, NULL)};
    for (uint32_t d = 0; d < DOCUMENTS; d++)
      search_gather_terms(gathered[d > bits], terms[d], TERMS, d);
    for (uint32_t d = 0; d < DOCUMENTS; d++)
      search_gather_body(gathered[d > bits], bodies[d], TERMS, d);
    search_gather_end(gathered[0]);
    search_gather_end(gathered[1]);
    for (size_t part = 0; part < search_parts(bits); part++) {
      size_t begin = written.bytes.length;
      assert_true(search_write_part(&written.bytes, ends, gathered, 2, ids, part));
      for (size_t i = 0; i < shards; i++) {
        read_shard(&written, begin, ends[i], (uint32_t)(part * shards + i), bits);
        begin = ends[i];
      }
    }
    assert_int_equal(written.found.count, 2 * DOCUMENTS * TERMS);
    assert_true(written.found.sum == sum);
    free(ends);
    search_gather_close(gathered[0]);
    search_gather_close(gathered[1]);
    buffer_free(&written.bytes);
  }
}

/* A body's key that a term of the document has too is left out; a mention stands in its place among bodies.
 */
static void a_body_repeats_nothing(void **state) {
  (void)state;
  const struct search_term terms[] = {
      {10, 1, SEARCH_IN_NAME}, {20, 1, SEARCH_IN_TEXT}, {30, 0, SEARCH_IN_BODY}};
  const uint32_t body[] = {5, 10, 20, 30}, ids[] = {9, 11, 14};
  const uint64_t wanted = tell_apart(5, 0, 0, 9) + tell_apart(10, SEARCH_IN_NAME, 1, 9) +
                          tell_apart(20, SEARCH_IN_TEXT, 1, 9) + tell_apart(30, 0, 0, 9) +
                          tell_apart(10, 0, 0, 11) + tell_apart(30, 0, 0, 11) + tell_apart(30, 0, 0, 14);
  struct search_gathered *gathered = search_gather_open(0, NULL);
  struct written written = {0};
  size_t end;
  search_gather_terms(gathered, terms, 3, 0);
  search_gather_body(gathered, body, 4, 0);
  search_gather_body(gathered, body + 1, 1, 1);
  search_gather_terms(gathered, terms + 2, 1, 1);
  search_gather_body(gathered, body + 3, 1, 2);
  search_gather_end(gathered);
  assert_true(search_write_part(&written.bytes, &end, &gathered, 1, ids, 0));
  search_gather_close(gathered);
  read_shard(&written, 0, end, 0, 0);
  assert_int_equal(written.found.count, 7);
  assert_true(written.found.sum == wanted);
  buffer_free(&written.bytes);
}

/* Documents of which a part has more than is made at a time, and gathers more than is held. */
enum { MANY = 1500, MANY_BITS = 11, MANY_KEYS = 900 };

static void gather_many(struct search_gathered *gathered) {
  static uint32_t keys[MANY_KEYS];
  for (uint32_t d = 0; d < MANY; d++) {
    struct search_term terms[] = {{d % 50 * 1000, 1, SEARCH_IN_TEXT},
                                  {UINT32_C(0x1800000) + d, 2, SEARCH_IN_NAME}};
    /* Two parts, which each have eight shards. */
    for (uint32_t i = 0; i < MANY_KEYS; i++)
      keys[i] = i * (UINT32_C(0x2000000) / MANY_KEYS) + d % 7;
    search_gather_terms(gathered, terms, 2, d);
    search_gather_body(gathered, keys, MANY_KEYS, d);
  }
  search_gather_end(gathered);
}

/* The first two parts; false when one can't be written. */
static bool write_many(struct buffer *buffer, size_t *ends, struct search_gathered *gathered) {
  static uint32_t ids[MANY];
  size_t shards = search_shards_of_part(MANY_BITS);
  for (uint32_t d = 0; d < MANY; d++)
    ids[d] = d;
  return search_write_part(buffer, ends, &gathered, 1, ids, 0) &&
         search_write_part(buffer, ends + shards, &gathered, 1, ids, 1);
}

static void what_is_put_aside_comes_to_the_same(void **state) {
  struct fixture *fixture = *state;
  struct buffer bytes[2] = {{0}};
  size_t ends[2][2 << MANY_BITS] = {{0}}, shards = 2 * search_shards_of_part(MANY_BITS);
  struct spill spill;
  spill_open(&spill, fixture->folder);
  for (size_t i = 0; i < 2; i++) {
    struct search_gathered *gathered = search_gather_open(MANY_BITS, i == 0 ? NULL : &spill);
    gather_many(gathered);
    assert_true(write_many(&bytes[i], ends[i], gathered));
    search_gather_close(gathered);
  }
  assert_true(spill.end > 1);
  assert_int_equal(bytes[0].length, bytes[1].length);
  assert_memory_equal(bytes[0].data, bytes[1].data, bytes[0].length);
  assert_memory_equal(ends[0], ends[1], shards * sizeof ends[0][0]);
  struct shard_contents found = {0};
  for (uint32_t i = 0, part = (uint32_t)shards / 2; i < shards; i++)
    assert_true(
        shard_read(&found, buffer_view(&bytes[1]), i == 0 ? 0 : ends[1][i - 1], ends[1][i], i, MANY_BITS) &&
        i / part < 2);
  assert_in_range(found.count, MANY * MANY_KEYS, MANY * (MANY_KEYS + 2));
  spill_close(&spill);
  buffer_free(&bytes[0]);
  buffer_free(&bytes[1]);
}

static void what_is_lost_is_not_written(void **state) {
  struct fixture *fixture = *state;
  struct buffer bytes = {0};
  size_t ends[2 << MANY_BITS];
  struct spill spill;
  spill_open(&spill, fixture->folder);
  struct search_gathered *gathered = search_gather_open(MANY_BITS, &spill);
  gather_many(gathered);
  buffer_add(&bytes, VIEW("before"));
  spill.failed = true;
  assert_false(write_many(&bytes, ends, gathered));
  assert_true(view_equal_string(buffer_view(&bytes), "before"));
  search_gather_close(gathered);
  spill_close(&spill);
  buffer_free(&bytes);
}

static struct search_word word_of(struct search_reader *reader, const char *text) {
  struct view rest = view_of(text);
  struct search_word word;
  assert_true(search_next_word(reader, &rest, false, &word));
  struct search_word none;
  assert_false(search_next_word(reader, &rest, false, &none));
  return word;
}

static void words_are_told_apart_as_readers_do(void **state) {
  (void)state;
  struct search_reader *reader = search_reader_open();
  struct search_word old = word_of(reader, "hoà"), new = word_of(reader, "HÒA"),
                     bare = word_of(reader, "hoa");
  assert_true(old.folded == new.folded &&old.exact == new.exact);
  assert_true(old.folded == bare.folded && old.exact != bare.exact);
  assert_true(word_of(reader, "Đắk").folded == word_of(reader, "dak").folded);
  assert_false(word_of(reader, "nghiêng").stands_out || word_of(reader, "quyền").stands_out);
  assert_true(word_of(reader, "2026").stands_out && word_of(reader, "BLĐTBXH").stands_out &&
              word_of(reader, "internet").stands_out);
  search_reader_close(reader);
}

static size_t count_words(struct search_reader *reader, const char *text, bool is_html) {
  struct view rest = view_of(text);
  struct search_word word;
  size_t count = 0;
  while (search_next_word(reader, &rest, is_html, &word))
    count++;
  return count;
}

static void words_end_where_they_should(void **state) {
  (void)state;
  struct search_reader *reader = search_reader_open();
  assert_int_equal(count_words(reader, "4286-CTPH/BLĐTBXH-TWĐTN", false), 4);
  assert_int_equal(count_words(reader, "4286CTPH", false), 2);
  assert_int_equal(count_words(reader, "2021\u20132025\u00a0\u201cThanh niên\u201d", false), 4);
  assert_int_equal(count_words(reader, "<p class=\"a b\">Nghệ&nbsp;An &amp; Huế</p>", true), 3);
  assert_int_equal(count_words(reader, "a < b & c", false), 3);
  assert_int_equal(count_words(reader, "", false) + count_words(reader, "<p", true), 0);
  search_reader_close(reader);
}

/* Any bytes are read to their end, and give keys in order. */
static void any_bytes_have_terms(void **state) {
  (void)state;
  struct search_reader *reader = search_reader_open();
  unsigned seed = 7;
  for (int round = 0; round < 2000; round++) {
    char bytes[300];
    size_t length = (size_t)(rand_r(&seed) % (int)sizeof bytes);
    for (size_t i = 0; i < length; i++)
      bytes[i] = (char)(rand_r(&seed) % 3 == 0 ? ' ' + rand_r(&seed) % 90 : rand_r(&seed));
    char *exact = test_malloc(length + 1);
    memcpy(exact, bytes, length);
    uint32_t count;
    const uint32_t *keys = search_terms_of_html(reader, (struct view){exact, length}, &count);
    for (uint32_t i = 1; i < count; i++)
      assert_true(keys[i - 1] < keys[i]);
    test_free(exact);
  }
  search_reader_close(reader);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_documents_have_is_in_the_shards),
      cmocka_unit_test(a_body_repeats_nothing),
      FIXTURE_TEST(what_is_put_aside_comes_to_the_same),
      FIXTURE_TEST(what_is_lost_is_not_written),
      cmocka_unit_test(words_are_told_apart_as_readers_do),
      cmocka_unit_test(words_end_where_they_should),
      cmocka_unit_test(any_bytes_have_terms),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
