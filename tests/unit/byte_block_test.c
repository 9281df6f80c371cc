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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_are_of_the_bytes_asked_for),
      cmocka_unit_test(the_first_mark_counts),
      cmocka_unit_test(a_byte_is_found_as_by_looking_at_each),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
