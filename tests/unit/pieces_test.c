#include "publish/pieces.h"

#include "unit/fixture.h"

#include <xxhash.h>

static void assert_pieces(const struct pieces *pieces, const char *const *expected, size_t count) {
  assert_int_equal(pieces->count, count);
  for (size_t i = 0; i < count; i++)
    assert_view(pieces->items[i], expected[i]);
}

static void what_is_taken_stands_between_what_was_written(void **state) {
  struct fixture *fixture = *state;
  struct website_taken taken[] = {{0, VIEW("A")}, {2, VIEW("BC")}, {2, VIEW("D")}, {5, VIEW("E")}};
  struct website_past past = {.taken = taken, .taken_count = 4};
  struct pieces pieces = pieces_of_page(&fixture->arena, VIEW("12345"), &past);
  assert_pieces(&pieces, (const char *const[]){"", "A", "12", "BC", "", "D", "345", "E", ""}, 9);
  assert_int_equal(pieces_length(&pieces), 10);
  assert_true(pieces_hash(&pieces) == XXH3_64bits("A12BCD345E", 10));
}

static void a_page_without_a_past_is_one_piece(void **state) {
  struct fixture *fixture = *state;
  struct website_past past = {0};
  struct pieces pieces = pieces_of_page(&fixture->arena, VIEW("12345"), &past);
  assert_pieces(&pieces, (const char *const[]){"12345"}, 1);
  assert_true(pieces_hash(&pieces) == XXH3_64bits("12345", 5));
  struct pieces empty = pieces_of_page(&fixture->arena, (struct view){NULL, 0}, &past);
  assert_int_equal(pieces_length(&empty), 0);
  assert_true(pieces_hash(&empty) == XXH3_64bits("", 0));
}

/* However long they are, and wherever they are cut. */
static void the_hash_is_that_of_all_bytes(void **state) {
  (void)state;
  enum { LENGTH = 5000 };
  char bytes[LENGTH];
  for (size_t i = 0; i < LENGTH; i++)
    bytes[i] = (char)(i * 31 + i / 7);
  for (size_t at = 0; at <= LENGTH; at += 97) {
    struct view whole = {bytes, LENGTH};
    struct view halves[] = {view_slice(whole, 0, at), view_slice(whole, at, SIZE_MAX)};
    assert_true(pieces_hash(&(struct pieces){halves, 2}) == XXH3_64bits(bytes, LENGTH));
    halves[1].length -= at < LENGTH;
    assert_int_equal(pieces_hash(&(struct pieces){halves, 2}) == XXH3_64bits(bytes, LENGTH), at == LENGTH);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_is_taken_stands_between_what_was_written),
      FIXTURE_TEST(a_page_without_a_past_is_one_piece),
      FIXTURE_TEST(the_hash_is_that_of_all_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
