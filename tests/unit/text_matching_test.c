#include "unit/fixture.h"

#include "text/text_matching.h"

enum { MOST = 260 };

struct texts {
  struct view items[MOST];
  size_t count;
};

/* Texts, one a line. */
static struct texts lines_of(const char *lines) {
  struct texts texts = {.count = 0};
  struct view rest = view_of(lines);
  while (lines[0] != '\0' && view_next(&rest, '\n', &texts.items[texts.count]))
    texts.count++;
  return texts;
}

/* For each new text in order "=2" (equal to the old text 2, counted from 0), "~2" or "+". */
static void expect_matches(const char *old, const char *new, const char *expected) {
  struct texts olds = lines_of(old), news = lines_of(new);
  struct text_match matches[MOST];
  text_match((struct text_list){olds.items, olds.count}, (struct text_list){news.items, news.count}, matches);
  struct buffer found = {0};
  for (size_t i = 0; i < news.count; i++) {
    if (i > 0) buffer_add_byte(&found, ' ');
    buffer_add_byte(&found, matches[i].old == TEXT_UNMATCHED ? '+' : matches[i].is_equal ? '=' : '~');
    if (matches[i].old != TEXT_UNMATCHED) buffer_add_integer(&found, (int64_t)matches[i].old);
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

static void equal_but_for_case_space_and_final_marks(void **state) {
  (void)state;
  expect_matches("Hợp tác quốc tế", "Hợp tác quốc tế", "=0");
  expect_matches("Hợp tác quốc tế", "  HỢP TÁC   quốc tế.", "=0");
  expect_matches("Chăm lo, bảo vệ trẻ em;", "chăm lo , bảo vệ trẻ em.", "=0");
  expect_matches("Chăm lo, bảo vệ trẻ em", "Chăm lo; bảo vệ trẻ em", "~0");
  expect_matches("trẻ em", "trẻem", "+");
}

static void diacritics_count(void **state) {
  (void)state;
  expect_matches("Tỉnh đoàn Nghệ An", "Tỉnh đoàn Nghe An", "~0");
  expect_matches("Trẻ em", "Tre em", "~0");
  expect_matches("Bảo vệ", "Bao ve", "+");
}

static void half_of_the_words_are_enough(void **state) {
  (void)state;
  expect_matches("a b c d", "a b x y", "~0");
  expect_matches("a b c d", "a b x y z", "+");
  expect_matches("a b c d", "a x y z", "+");
  /* A repeated word counts as often as both have it. */
  expect_matches("a a a a", "a b c d", "+");
  expect_matches("a a b c", "a a x y", "~0");
  expect_matches("", "", "");
  expect_matches("a", "", "");
  expect_matches("", "a\nb", "+ +");
  expect_matches("…", "?", "+");
}

static void each_is_taken_once(void **state) {
  (void)state;
  expect_matches("a b\na b", "a b\na b\na b", "=0 =1 +");
  expect_matches("a b c d", "a b c x\na b c d", "+ =0");
  expect_matches("a b c d", "a b x y\na b c x", "+ ~0");
  /* The most similar pair comes first, whoever asks first. */
  expect_matches("a b c d\na b c x", "a b c y\na b c x", "~0 =1");
  expect_matches("a b c d e f\na b c d x y", "a b c d x z\na b c d e z", "~1 ~0");
}

static void equally_similar_go_by_their_places(void **state) {
  (void)state;
  expect_matches("a b c 1\na b c 2\na b c 3", "a b c 7\na b c 8\na b c 9", "~0 ~1 ~2");
  expect_matches("x\na b c 1\na b c 2", "a b c 7\ny\na b c 9", "~1 + ~2");
  expect_matches("a b c 1\nq\na b c 2", "r\na b c 9\ns", "+ ~0 +");
}

static void one_can_move(void **state) {
  (void)state;
  expect_matches("một hai ba\nbốn năm sáu", "bốn năm sáu\nmột hai ba", "=1 =0");
}

static void many_texts(void **state) {
  (void)state;
  struct arena arena = {0};
  struct view old[MOST], new[MOST];
  struct text_match matches[MOST];
  for (int i = 0; i < MOST; i++) {
    old[i] = arena_format(&arena, "nội dung số w%d x%d y%d", i, i, i);
    new[MOST - 1 - i] = arena_format(&arena, "Nội dung số w%d x%d z%d", i, i, i);
  }
  text_match((struct text_list){old, MOST}, (struct text_list){new, MOST}, matches);
  for (size_t i = 0; i < MOST; i++) {
    assert_int_equal(matches[i].old, MOST - 1 - i);
    assert_false(matches[i].is_equal);
  }
  arena_free(&arena);
}

/* Of long texts only the beginning counts for similarity, the whole for equality. */
static void long_texts(void **state) {
  (void)state;
  struct buffer old = {0}, new = {0}, other = {0};
  for (int i = 0; i < 3000; i++) {
    buffer_format(&old, "w%d ", i);
    buffer_format(&new, i < 1000 ? "w%d " : "v%d ", i);
    buffer_format(&other, i < 1000 ? "v%d " : "w%d ", i);
  }
  struct view texts[] = {buffer_view(&old), buffer_view(&new), buffer_view(&other)};
  struct text_match match;
  text_match((struct text_list){texts, 1}, (struct text_list){texts + 1, 1}, &match);
  assert_int_equal(match.old, 0);
  assert_false(match.is_equal);
  text_match((struct text_list){texts, 1}, (struct text_list){texts + 2, 1}, &match);
  assert_true(match.old == TEXT_UNMATCHED);
  buffer_free(&old);
  buffer_free(&new);
  buffer_free(&other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_but_for_case_space_and_final_marks),
      cmocka_unit_test(diacritics_count),
      cmocka_unit_test(half_of_the_words_are_enough),
      cmocka_unit_test(each_is_taken_once),
      cmocka_unit_test(equally_similar_go_by_their_places),
      cmocka_unit_test(one_can_move),
      cmocka_unit_test(many_texts),
      cmocka_unit_test(long_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
