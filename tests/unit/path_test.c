#include "base/ascii.h"
#include "base/path.h"

#include "unit/fixture.h"

static void paths_are_split_at_the_last_slash(void **state) {
  (void)state;
  assert_view(path_folder(VIEW("a/b/c.md")), "a/b");
  assert_view(path_name(VIEW("a/b/c.md")), "c.md");
  assert_view(path_folder(VIEW("c.md")), "");
  assert_view(path_name(VIEW("c.md")), "c.md");
  assert_view(path_folder(VIEW("/c")), "");
  assert_view(path_name(VIEW("a/")), "");
  assert_view(path_folder((struct view){NULL, 0}), "");
  assert_view(path_name((struct view){NULL, 0}), "");
}

static void slashes_at_the_end_are_left_out(void **state) {
  (void)state;
  assert_view(path_without_end_slashes(VIEW("a/b//")), "a/b");
  assert_view(path_without_end_slashes(VIEW("//")), "/");
  assert_view(path_without_end_slashes(VIEW("/")), "/");
  assert_view(path_without_end_slashes(VIEW("a")), "a");
  assert_view(path_without_end_slashes((struct view){NULL, 0}), "");
}

/* Against the definitions byte by byte: what is not ASCII is of no class. */
static void classes_are_those_of_ascii(void **state) {
  (void)state;
  for (int byte = -128; byte < 128; byte++) {
    char at = (char)byte;
    bool digit = byte != 0 && byte > 0 && strchr("0123456789", byte) != NULL;
    bool lower = byte > 0 && strchr("abcdefghijklmnopqrstuvwxyz", byte) != NULL;
    bool upper = byte > 0 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", byte) != NULL;
    assert_int_equal(ascii_is_digit(at), digit);
    assert_int_equal(ascii_is_lower(at), lower);
    assert_int_equal(ascii_is_upper(at), upper);
    assert_int_equal(ascii_is_letter(at), lower || upper);
    assert_int_equal(ascii_is_alphanumeric(at), lower || upper || digit);
    assert_int_equal(ascii_is_space(at), byte > 0 && strchr(" \t\n\v\f\r", byte) != NULL);
    assert_int_equal(ascii_is_control(at), (byte >= 0 && byte < 32) || byte == 127);
    assert_int_equal(ascii_lower(at), upper ? byte + 32 : byte);
    assert_int_equal(utf8_continues(at), byte >= -128 && byte < -64);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paths_are_split_at_the_last_slash),
      cmocka_unit_test(slashes_at_the_end_are_left_out),
      cmocka_unit_test(classes_are_those_of_ascii),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
