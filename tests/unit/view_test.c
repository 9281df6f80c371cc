#include "base/view.h"

#include "unit/fixture.h"

#include <stdlib.h>

static const struct view nothing = {NULL, 0};

static void a_slice_is_clipped_to_the_view(void **state) {
  (void)state;
  struct view view = VIEW("agreement");
  assert_view(view_slice(view, 0, 5), "agree");
  assert_view(view_shorten(VIEW("đổi"), 5), "đổ");
  assert_view(view_shorten(VIEW("đổi"), 4), "đ");
  assert_view(view_shorten(VIEW("đổi"), 6), "đổi");
  assert_view(view_shorten(VIEW("đổi"), 1), "");
  assert_view(view_slice(view, 5, SIZE_MAX), "ment");
  assert_view(view_slice(view, 9, 1), "");
  assert_view(view_slice(view, SIZE_MAX, SIZE_MAX), "");
  assert_ptr_equal(view_slice(view, SIZE_MAX, 1).data, view.data + view.length);
  assert_int_equal(view_slice(nothing, 0, SIZE_MAX).length, 0);
  assert_null(view_slice(nothing, 0, 1).data);
}

static void equal_means_the_same_bytes(void **state) {
  (void)state;
  assert_true(view_equal(VIEW("ký"), VIEW("ký")));
  assert_true(view_equal(nothing, VIEW("")));
  assert_false(view_equal(VIEW("ký"), VIEW("kY")));
  assert_false(view_equal(VIEW("a"), VIEW("ab")));
  assert_true(view_equal(VIEW("a\0b"), VIEW("a\0b")));
  assert_false(view_equal(VIEW("a\0b"), VIEW("a\0c")));
  assert_true(view_equal_string(VIEW("kết"), "kết"));
  assert_false(view_equal_string(VIEW("a\0b"), "a"));
  assert_true(view_equal_string(nothing, ""));
}

static int sign(int number) {
  return (number > 0) - (number < 0);
}

static void compare_orders_by_bytes_and_a_prefix_first(void **state) {
  (void)state;
  assert_int_equal(sign(view_compare(VIEW("a"), VIEW("b"))), -1);
  assert_int_equal(sign(view_compare(VIEW("b"), VIEW("a"))), 1);
  assert_int_equal(view_compare(VIEW("a"), VIEW("a")), 0);
  assert_int_equal(sign(view_compare(VIEW("a"), VIEW("aa"))), -1);
  assert_int_equal(sign(view_compare(VIEW("aa"), VIEW("a"))), 1);
  assert_int_equal(sign(view_compare(VIEW("z"), VIEW("\xc4\x91"))), -1);
  assert_int_equal(sign(view_compare(nothing, VIEW("a"))), -1);
  assert_int_equal(view_compare(nothing, VIEW("")), 0);
}

static void starts_and_ends(void **state) {
  (void)state;
  assert_true(view_starts_with(VIEW("news/2021"), "news/"));
  assert_true(view_starts_with(VIEW("news"), ""));
  assert_false(view_starts_with(VIEW("new"), "news"));
  assert_false(view_starts_with(VIEW("News"), "news"));
  assert_true(view_ends_with(VIEW("x.md"), ".md"));
  assert_false(view_ends_with(VIEW("md"), ".md"));
  assert_false(view_ends_with(VIEW("x.mD"), ".md"));
}

static void trim_takes_ascii_white_space_at_both_ends(void **state) {
  (void)state;
  assert_view(view_trim(VIEW(" \t\r\n\f\va b\n ")), "a b");
  assert_view(view_trim(VIEW("\xc2\xa0x")), "\xc2\xa0x");
  assert_view(view_trim(VIEW(" \n ")), "");
  assert_int_equal(view_trim(nothing).length, 0);
}

static void find_looks_from_an_offset_on(void **state) {
  (void)state;
  struct view view = VIEW("abcabc");
  assert_int_equal(view_find(view, VIEW("bc"), 0), 1);
  assert_int_equal(view_find(view, VIEW("bc"), 2), 4);
  assert_true(view_find(view, VIEW("bc"), 5) == VIEW_NOT_FOUND);
  assert_true(view_find(view, VIEW("bd"), 0) == VIEW_NOT_FOUND);
  assert_true(view_find(view, VIEW("abcabcabc"), 0) == VIEW_NOT_FOUND);
  assert_int_equal(view_find(view, VIEW(""), 6), 6);
  assert_true(view_find(view, VIEW(""), 7) == VIEW_NOT_FOUND);
  assert_true(view_find(nothing, VIEW("a"), 0) == VIEW_NOT_FOUND);
  assert_int_equal(view_find_byte(view, 'c', 0), 2);
  assert_int_equal(view_find_byte(view, 'c', 3), 5);
  assert_true(view_find_byte(view, 'c', 6) == VIEW_NOT_FOUND);
  assert_true(view_find_byte(view, 'd', 0) == VIEW_NOT_FOUND);
  assert_true(view_find_byte(nothing, 'a', 0) == VIEW_NOT_FOUND);
}

/* At any place of texts of any length, with parts of it before, and no further. */
static void find_finds_as_by_looking_at_each_place(void **state) {
  (void)state;
  for (size_t length = 1; length < 70; length++)
    for (size_t size = 1; size < 12; size++)
      for (size_t place = 0; place <= length; place++) {
        char *bytes = malloc(length);
        assert_non_null(bytes);
        for (size_t i = 0; i < length; i++)
          bytes[i] = i % 7 == 3 ? 'b' : 'a';
        char needle[] = "abaaaaacaaaab";
        bool is_in = place + size <= length;
        if (is_in) memcpy(bytes + place, needle, size);
        size_t first = 0;
        while (first + size <= length && memcmp(bytes + first, needle, size) != 0)
          first++;
        size_t found = view_find((struct view){bytes, length}, (struct view){needle, size}, 0);
        assert_true(found == (first + size <= length ? first : VIEW_NOT_FOUND));
        free(bytes);
      }
}

static void one_of_several_words_is_enough(void **state) {
  (void)state;
  static const char *const words[] = {"sơ kết", "tổng kết"};
  assert_true(VIEW_HAS_ANY(VIEW("Hội nghị tổng kết năm"), words));
  assert_true(VIEW_HAS_ANY(VIEW("sơ kết"), words));
  assert_false(VIEW_HAS_ANY(VIEW("Hội nghị tổng"), words));
  assert_false(VIEW_HAS_ANY(nothing, words));
  assert_false(view_has_any(VIEW("sơ kết"), words, 0));
}

static void next_cuts_pieces_off_the_front(void **state) {
  (void)state;
  struct view rest = VIEW("a//b/"), piece;
  static const char *const pieces[] = {"a", "", "b", ""};
  for (size_t i = 0; i < 4; i++) {
    assert_true(view_next(&rest, '/', &piece));
    assert_view(piece, pieces[i]);
  }
  assert_false(view_next(&rest, '/', &piece));
  rest = nothing;
  assert_false(view_next(&rest, '/', &piece));
  rest = VIEW("");
  assert_true(view_next(&rest, '/', &piece));
  assert_false(view_next(&rest, '/', &piece));
}

static void a_view_of_a_string_ends_at_its_nul(void **state) {
  (void)state;
  assert_int_equal(view_of("Huế").length, 5);
  assert_int_equal(view_of(NULL).length, 0);
  assert_null(view_of(NULL).data);
  assert_int_equal(VIEW("a\0b").length, 3);
  const char *text = "abc";
  assert_view(view_between(text + 1, text + 3), "bc");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_slice_is_clipped_to_the_view),
      cmocka_unit_test(equal_means_the_same_bytes),
      cmocka_unit_test(compare_orders_by_bytes_and_a_prefix_first),
      cmocka_unit_test(starts_and_ends),
      cmocka_unit_test(trim_takes_ascii_white_space_at_both_ends),
      cmocka_unit_test(find_looks_from_an_offset_on),
      cmocka_unit_test(find_finds_as_by_looking_at_each_place),
      cmocka_unit_test(one_of_several_words_is_enough),
      cmocka_unit_test(next_cuts_pieces_off_the_front),
      cmocka_unit_test(a_view_of_a_string_ends_at_its_nul),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
