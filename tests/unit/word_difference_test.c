#include "unit/fixture.h"

#include "base/buffer.h"
#include "text/sequence_difference.h"
#include "text/word.h"
#include "text/word_difference.h"

#include <stdlib.h>

/* "same [-removed-] {+added+}" */
static void expect_shown(const char *old, const char *new, const char *shown) {
  static const char *const marks[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
  struct arena arena = {0};
  struct buffer buffer = {0};
  struct word_difference difference;
  word_difference(&arena, view_of(old), view_of(new), &difference);
  for (size_t i = 0; i < difference.count; i++) {
    buffer_add_string(&buffer, marks[difference.items[i].kind][0]);
    buffer_add(&buffer, difference.items[i].text);
    buffer_add_string(&buffer, marks[difference.items[i].kind][1]);
  }
  buffer_add_byte(&buffer, '\0');
  assert_string_equal(buffer.data, shown);
  buffer_free(&buffer);
  arena_free(&arena);
}

static void test_words(void **state) {
  (void)state;
  expect_shown("", "", "");
  expect_shown("a b", "a b", "a b");
  expect_shown("", "a b", "{+a b+}");
  expect_shown("a b", "", "[-a b-]");
  expect_shown("một hai ba", "một bốn ba", "một [-hai-]{+bốn+} ba");
  expect_shown("một ba", "một hai ba", "một {+hai +}ba");
  expect_shown("một hai ba", "một ba", "một [-hai -]ba");
  expect_shown("Đến 31/12/2020, 20.000 người", "Đến 31/12/2025, 25.000 người",
               "Đến [-31/12/2020, 20.000-]{+31/12/2025, 25.000+} người");
  expect_shown("xong.", "xong;", "xong[-.-]{+;+}");
  expect_shown("(a) b", "(a b)", "(a[-)-] b{+)+}");
}

static void test_diacritics_count(void **state) {
  (void)state;
  expect_shown("Tỉnh đoàn Nghệ An", "Tỉnh đoàn Nghe An", "Tỉnh đoàn [-Nghệ-]{+Nghe+} An");
  expect_shown("Kiên Giang", "kiên giang", "[-Kiên Giang-]{+kiên giang+}");
}

static void test_islands(void **state) {
  (void)state;
  expect_shown("con mèo đen", "con chó trắng", "con [-mèo đen-]{+chó trắng+}");
  /* A word stays, unless it is alone in much that changed. */
  expect_shown("a b c d e f", "a x c y e f", "a [-b-]{+x+} c [-d-]{+y+} e f");
  expect_shown("1 2 3 4 và 5 6 7 8", "a b c d và e f g h", "[-1 2 3 4 và 5 6 7 8-]{+a b c d và e f g h+}");
  expect_shown("1 2 3 4 và 5 6 7", "a b c d và e f g", "[-1 2 3 4-]{+a b c d+} và [-5 6 7-]{+e f g+}");
  /* Lines stay apart; what mere removals or additions leave standing stays. */
  expect_shown("một\nhai\n", "ba\nbốn\n", "[-một-]{+ba+}\n[-hai-]{+bốn+}\n");
  expect_shown("a(b)c, d", "(b), d", "[-a-](b)[-c-], d");
  expect_shown("!a?b", "!?", "![-a-]?[-b-]");
  expect_shown("!?", "!a?b", "!{+a+}?{+b+}");
}

static void test_counts(void **state) {
  (void)state;
  struct arena arena = {0};
  struct word_difference difference;
  word_difference(&arena, VIEW("một hai, ba bốn."), VIEW("một hai, năm sáu bảy bốn."), &difference);
  assert_int_equal(difference.same, 3);
  assert_int_equal(difference.removed, 1);
  assert_int_equal(difference.added, 3);
  arena_free(&arena);
}

static void test_any_bytes(void **state) {
  (void)state;
  expect_shown("\xff\xfe a", "\xff a", "[-\xff\xfe-]{+\xff+} a");
  expect_shown("a\xe2\x80", "a", "[-a\xe2\x80-]{+a+}");
  expect_shown("a\xc2\xa0z b", "a z b", "a[-\xc2\xa0-]{+ +}z b");
  assert_int_equal(word_count(VIEW("a – b\xe2\x80\xa6 “c”, 1/2 d-e f.")), 6);
}

static uint32_t next_random(uint32_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

static void expect_whole(struct view old, struct view new) {
  struct arena arena = {0};
  struct buffer back = {0}, on = {0};
  struct word_difference difference;
  word_difference(&arena, old, new, &difference);
  for (size_t i = 0; i < difference.count; i++) {
    struct difference_piece piece = difference.items[i];
    assert_true(piece.text.length > 0);
    if (i > 0) assert_int_not_equal(piece.kind, difference.items[i - 1].kind);
    if (piece.kind != DIFFERENCE_ADDED) buffer_add(&back, piece.text);
    if (piece.kind != DIFFERENCE_REMOVED) buffer_add(&on, piece.text);
  }
  assert_true(view_equal(buffer_view(&back), old));
  assert_true(view_equal(buffer_view(&on), new));
  assert_int_equal(difference.same + difference.removed, word_count(old));
  assert_int_equal(difference.same + difference.added, word_count(new));
  buffer_free(&back);
  buffer_free(&on);
  arena_free(&arena);
}

static void test_random_texts(void **state) {
  (void)state;
  static const char *const pool[] = {"a", "b", "Nghệ", "Nghe", " ",    " ",    "\n",  "  ",
                                     ".", ",", "-",    "“",    "\xe2", "\xc2", "\x80"};
  uint32_t seed = 20211125;
  for (int round = 0; round < 4000; round++) {
    struct buffer texts[2] = {0};
    uint32_t kinds = 1 + next_random(&seed) % (sizeof pool / sizeof pool[0]), most = next_random(&seed) % 60;
    for (uint32_t i = 0; i < most; i++) {
      const char *word = pool[next_random(&seed) % kinds];
      uint32_t chance = next_random(&seed) % 8;
      if (chance != 0) buffer_add_string(&texts[0], word);
      if (chance != 1) buffer_add_string(&texts[1], chance == 2 ? pool[next_random(&seed) % kinds] : word);
    }
    expect_whole(buffer_view(&texts[0]), buffer_view(&texts[1]));
    buffer_free(&texts[0]);
    buffer_free(&texts[1]);
  }
}

enum { MOST = 24 };

/* How many elements change at least, by the table of all common subsequences. */
static size_t least_changes(const uint32_t *a, size_t n, const uint32_t *b, size_t m) {
  size_t common[MOST + 1][MOST + 1] = {{0}};
  for (size_t i = 1; i <= n; i++)
    for (size_t j = 1; j <= m; j++) {
      size_t left = common[i][j - 1], above = common[i - 1][j];
      common[i][j] = a[i - 1] == b[j - 1] ? common[i - 1][j - 1] + 1 : left > above ? left : above;
    }
  return n + m - 2 * common[n][m];
}

/* Nothing shorter turns one sequence into the other, and what is left is the same on both sides. */
static void test_shortest(void **state) {
  (void)state;
  uint32_t seed = 42;
  for (int round = 0; round < 20000; round++) {
    uint32_t a[MOST], b[MOST];
    bool removed[MOST] = {0}, added[MOST] = {0};
    size_t n = next_random(&seed) % (MOST + 1), m = next_random(&seed) % (MOST + 1), budget = 1000000;
    uint32_t kinds = 1 + next_random(&seed) % 6;
    for (size_t i = 0; i < MOST; i++) {
      a[i] = next_random(&seed) % kinds;
      b[i] = next_random(&seed) % kinds;
    }
    assert_true(
        sequence_difference((struct sequence){a, n, removed}, (struct sequence){b, m, added}, &budget));
    size_t i = 0, j = 0, changes = 0;
    while (i < n || j < m) {
      if (i < n && removed[i]) {
        i++, changes++;
      } else if (j < m && added[j]) {
        j++, changes++;
      } else {
        assert_true(i < n && j < m && a[i++] == b[j++]);
      }
    }
    assert_int_equal(changes, least_changes(a, n, b, m));
  }
}

static void test_budget(void **state) {
  (void)state;
  uint32_t a[] = {1, 2, 3, 4, 5}, b[] = {6, 7, 8, 9, 10};
  bool removed[5] = {0}, added[5] = {0};
  size_t budget = 10;
  assert_false(
      sequence_difference((struct sequence){a, 5, removed}, (struct sequence){b, 5, added}, &budget));
  assert_int_equal(budget, 0);
}

static void add_lines(struct buffer *buffer, uint32_t seed, size_t lines, size_t changed) {
  for (size_t i = 0; i < lines; i++) {
    for (size_t j = 0; j < 20; j++)
      buffer_format(buffer, "w%u ", (unsigned)next_random(&seed));
    buffer_format(buffer, "%s\n", i == changed ? "mới" : "cũ");
  }
}

/* Beyond the limits the difference is coarser and still whole. */
static void test_limits(void **state) {
  (void)state;
  struct buffer old = {0}, new = {0}, other = {0};
  struct arena arena = {0};
  struct word_difference difference;
  enum { LINES = 4000 };
  add_lines(&old, 1, LINES, 1);
  add_lines(&new, 1, LINES, LINES - 2);
  word_difference(&arena, buffer_view(&old), buffer_view(&new), &difference);
  assert_int_equal(difference.count, 7);
  assert_int_equal(difference.removed, 2);
  expect_whole(buffer_view(&old), buffer_view(&new));
  add_lines(&other, 2, LINES, 1);
  word_difference(&arena, buffer_view(&old), buffer_view(&other), &difference);
  assert_int_equal(difference.count, 2);
  expect_whole(buffer_view(&old), buffer_view(&other));
  buffer_free(&old);
  buffer_free(&new);
  buffer_free(&other);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words),     cmocka_unit_test(test_diacritics_count),
      cmocka_unit_test(test_islands),   cmocka_unit_test(test_counts),
      cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_random_texts),
      cmocka_unit_test(test_shortest),  cmocka_unit_test(test_budget),
      cmocka_unit_test(test_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
