#include "base/byte_block.h"

#include "unit/fixture.h"

#include <stdlib.h>

static byte_block mark_digit_or_nul(byte_block block) {
  return byte_block_between(block, '0', '9') | byte_block_is(block, '\0');
}

static void marks_are_of_the_bytes_asked_for(void **state) {
  (void)state;
  for (unsigned byte = 0; byte <= UINT8_MAX; byte++) {
    char bytes[BYTE_BLOCK] = {0};
    bytes[5] = (char)byte;
    byte_block block = byte_block_at(bytes);
    assert_int_equal(byte_block_is(block, 0xE1)[5], byte == 0xE1 ? UINT8_MAX : 0);
    assert_int_equal(byte_block_between(block, 0x7F, 0x80)[5], byte == 0x7F || byte == 0x80 ? UINT8_MAX : 0);
    assert_int_equal(byte_block_between(block, 0xE0, UINT8_MAX)[5], byte >= 0xE0 ? UINT8_MAX : 0);
  }
}

static void the_first_mark_counts(void **state) {
  (void)state;
  for (size_t first = 0; first <= BYTE_BLOCK; first++)
    for (size_t second = first; second <= BYTE_BLOCK; second++) {
      char bytes[BYTE_BLOCK + 1] = {0};
      bytes[first] = bytes[second] = 'x';
      assert_int_equal(byte_block_first(byte_block_is(byte_block_at(bytes), 'x')), first);
    }
}

/* At any place of a text of any length, and no further. */
static void a_byte_is_found_as_by_looking_at_each(void **state) {
  (void)state;
  for (size_t length = 0; length < (size_t)3 * BYTE_BLOCK; length++)
    for (size_t place = 0; place <= length; place++)
      for (size_t from = 0; from <= length; from++) {
        char *bytes = malloc(length == 0 ? 1 : length);
        assert_non_null(bytes);
        memset(bytes, 'a', length);
        if (place < length) bytes[place] = place % 2 == 0 ? '7' : '\0';
        struct view text = {bytes, length};
        assert_int_equal(byte_block_find(text, from, mark_digit_or_nul), from <= place ? place : length);
        free(bytes);
      }
  assert_int_equal(byte_block_find((struct view){NULL, 0}, 0, mark_digit_or_nul), 0);
}

static byte_block mark_three(byte_block first, byte_block second, byte_block third) {
  return byte_block_is(first, '1') & byte_block_is(second, '2') &
         (byte_block_is(third, '3') | byte_block_is(third, '\0'));
}

/* Behind the text's end stands a NUL, and what lies there is not looked at. */
static void three_bytes_are_found_as_by_looking_at_each(void **state) {
  (void)state;
  for (size_t length = 2; length < (size_t)4 * BYTE_BLOCK; length++)
    for (size_t place = 0; place < length; place++) {
      char *bytes = malloc(length);
      assert_non_null(bytes);
      memset(bytes, 'a', length);
      size_t room = length - place;
      memcpy(bytes + place, "123", room < 3 ? room : 3);
      size_t found = room > 1 ? place : length;
      for (size_t from = 0; from <= length; from++)
        assert_int_equal(byte_block_find_three((struct view){bytes, length}, from, mark_three),
                         from <= found ? found : length);
      free(bytes);
    }
}

static byte_block mark_digit(byte_block block) {
  return byte_block_between(block, '0', '9');
}

static void all_marks_come_in_their_order(void **state) {
  (void)state;
  for (size_t length = 0; length < (size_t)4 * BYTE_BLOCK; length++)
    for (size_t step = 1; step < 20; step++) {
      char *bytes = malloc(length + 1);
      assert_non_null(bytes);
      for (size_t i = 0; i < length; i++)
        bytes[i] = i % step == 0 ? '7' : 'a';
      struct byte_block_marks marks = {0};
      struct view text = {bytes, length};
      for (size_t at = 0; at < length; at += step)
        assert_int_equal(byte_block_next(text, &marks, mark_digit), at);
      for (int i = 0; i < 3; i++)
        assert_int_equal(byte_block_next(text, &marks, mark_digit), length);
      free(bytes);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_are_of_the_bytes_asked_for),
      cmocka_unit_test(the_first_mark_counts),
      cmocka_unit_test(a_byte_is_found_as_by_looking_at_each),
      cmocka_unit_test(three_bytes_are_found_as_by_looking_at_each),
      cmocka_unit_test(all_marks_come_in_their_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
