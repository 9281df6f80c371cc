#include "text/suggestion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LONGEST_SAMPLE = 40 };

/* The whole table, as the definition has it. */
static size_t reference_distance(struct view a, struct view b) {
  size_t table[LONGEST_SAMPLE + 1][LONGEST_SAMPLE + 1];
  for (size_t i = 0; i <= a.length; i++) {
    for (size_t j = 0; j <= b.length; j++) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      size_t best = table[i - 1][j - 1] + (a.data[i - 1] != b.data[j - 1]);
      if (table[i - 1][j] + 1 < best) best = table[i - 1][j] + 1;
      if (table[i][j - 1] + 1 < best) best = table[i][j - 1] + 1;
      if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1] &&
          table[i - 2][j - 2] + 1 < best)
        best = table[i - 2][j - 2] + 1;
      table[i][j] = best;
    }
  }
  return table[a.length][b.length];
}

static size_t bounded(size_t distance, size_t limit) {
  return distance > limit ? limit + 1 : distance;
}

static struct view random_text(unsigned *seed, char *room, size_t most) {
  size_t length = (size_t)rand_r(seed) % (most + 1);
  int letters = 2 + rand_r(seed) % 3;
  for (size_t i = 0; i < length; i++)
    room[i] = (char)('a' + rand_r(seed) % letters);
  return (struct view){room, length};
}

/* A few edits away from `text`, so that small distances are met often. */
static struct view edit_text(unsigned *seed, struct view text, char *room) {
  size_t length = text.length;
  if (length > 0) memcpy(room, text.data, length);
  for (int edits = rand_r(seed) % 5; edits > 0 && length > 1; edits--) {
    size_t at = (size_t)rand_r(seed) % (length - 1);
    char kept = room[at];
    switch (rand_r(seed) % 3) {
    case 0:
      room[at] = room[at + 1];
      room[at + 1] = kept;
      break;
    case 1:
      room[at] = 'z';
      break;
    default:
      memmove(room + at, room + at + 1, length - at - 1);
      length--;
    }
  }
  return (struct view){room, length};
}

static void check_pair(struct view a, struct view b) {
  size_t expected = reference_distance(a, b);
  for (size_t limit = 0; limit <= LONGEST_SAMPLE + 1; limit++) {
    assert_int_equal(suggestion_distance(a, b, limit), bounded(expected, limit));
    assert_int_equal(suggestion_distance(b, a, limit), bounded(expected, limit));
  }
  assert_int_equal(suggestion_distance(a, b, SIZE_MAX), expected);
}

static void distance_equals_the_definition(void **state) {
  (void)state;
  unsigned seed = 20211125;
  char first[LONGEST_SAMPLE], second[LONGEST_SAMPLE];
  for (int round = 0; round < 2000; round++) {
    struct view a = random_text(&seed, first, round % 8 == 0 ? LONGEST_SAMPLE : 9);
    struct view b = round % 2 == 0 ? edit_text(&seed, a, second) : random_text(&seed, second, 9);
    check_pair(a, b);
  }
}

static void distance_of_known_pairs(void **state) {
  (void)state;
  assert_int_equal(suggestion_distance(VIEW(""), VIEW(""), 5), 0);
  assert_int_equal(suggestion_distance((struct view){0}, VIEW("abc"), 5), 3);
  assert_int_equal(suggestion_distance(VIEW("ctph-4268"), VIEW("ctph-4286"), 5), 1);
  assert_int_equal(suggestion_distance(VIEW("nghe an"), VIEW("nghe-an"), 5), 1);
  assert_int_equal(suggestion_distance(VIEW("kitten"), VIEW("sitting"), 5), 3);
  assert_int_equal(suggestion_distance(VIEW("kitten"), VIEW("sitting"), 2), 3);
  /* Optimal string alignment edits no part twice: the unrestricted distance would be 2. */
  assert_int_equal(suggestion_distance(VIEW("ca"), VIEW("abc"), 5), 3);
  /* The definition has no cap: what differs everywhere is as far as it is long. */
  assert_int_equal(
      suggestion_distance(VIEW("aaaaaaaaaaaaaaaaaaaaaaaa"), VIEW("bbbbbbbbbbbbbbbbbbbbbbbb"), 99), 24);
}

static struct suggestion suggestion_for(struct view written) {
  return (struct suggestion){.written = written};
}

static void offer(struct suggestion *suggestion, const char *folded, const char *name) {
  suggestion_offer(suggestion, view_of(folded), view_of(name));
}

static void assert_best(const struct suggestion *suggestion, const char *name) {
  if (!view_equal_string(suggestion->best, name))
    fail_msg("suggested \"%.*s\" instead of \"%s\"", VIEW_FORMAT(suggestion->best), name);
}

static void nearest_is_suggested(void **state) {
  (void)state;
  struct suggestion suggestion = suggestion_for(VIEW("thanh hoa"));
  offer(&suggestion, "thanh pho", "Thành phố");
  assert_best(&suggestion, "Thành phố");
  assert_int_equal(suggestion.distance, 2);
  offer(&suggestion, "thanh hai", "Thanh Hải");
  assert_best(&suggestion, "Thành phố"); /* as near: the first of equals stays */
  offer(&suggestion, "khanh hoa", "Khánh Hoà");
  assert_best(&suggestion, "Khánh Hoà");
  assert_int_equal(suggestion.distance, 1);
  offer(&suggestion, "thanh hoa", "exact");
  offer(&suggestion, "thanh hoa", "another");
  assert_best(&suggestion, "exact");
  assert_int_equal(suggestion.distance, 0);
}

static void far_is_not_suggested(void **state) {
  (void)state;
  struct suggestion suggestion = suggestion_for(VIEW("thanh hoa"));
  offer(&suggestion, "ha noi", "Hà Nội");
  offer(&suggestion, "", "nothing");
  offer(&suggestion, "thanh", "4 of 9 letters are missing");
  assert_null(suggestion.best.data);
  offer(&suggestion, "than xyz", "4 edits");
  assert_null(suggestion.best.data);
  offer(&suggestion, "thanh h", "2 of 9 letters are missing");
  assert_non_null(suggestion.best.data);
}

static void short_words_allow_little(void **state) {
  (void)state;
  struct suggestion four = suggestion_for(VIEW("date"));
  offer(&four, "abcd", "all differs");
  offer(&four, "dxyz", "three differ");
  assert_null(four.best.data);
  offer(&four, "dayz", "two differ");
  assert_non_null(four.best.data);

  struct suggestion three = suggestion_for(VIEW("url"));
  offer(&three, "uxx", "two differ");
  assert_null(three.best.data);
  offer(&three, "uri", "one differs");
  assert_non_null(three.best.data);

  struct suggestion two = suggestion_for(VIEW("id"));
  offer(&two, "it", "one differs");
  assert_null(two.best.data);

  struct suggestion none = suggestion_for(VIEW(""));
  offer(&none, "", "nothing");
  offer(&none, "a", "a");
  assert_null(none.best.data);
}

static void long_texts_allow_sixteen_and_stay_cheap(void **state) {
  (void)state;
  enum { LONG = 1800000 };
  char *written = malloc(LONG), *other = malloc(LONG);
  assert_non_null(written);
  assert_non_null(other);
  memset(written, 'a', LONG);
  memset(other, 'a', LONG);
  for (size_t i = 0; i < 16; i++)
    other[1000 + i * 100000] = 'b';
  struct suggestion suggestion = suggestion_for((struct view){written, LONG});
  suggestion_offer(&suggestion, (struct view){other, LONG}, VIEW("sixteen"));
  assert_best(&suggestion, "sixteen");

  other[LONG - 1] = 'b';
  suggestion = suggestion_for((struct view){written, LONG});
  suggestion_offer(&suggestion, (struct view){other, LONG}, VIEW("seventeen"));
  assert_null(suggestion.best.data);
  free(written);
  free(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(distance_equals_the_definition),
      cmocka_unit_test(distance_of_known_pairs),
      cmocka_unit_test(nearest_is_suggested),
      cmocka_unit_test(far_is_not_suggested),
      cmocka_unit_test(short_words_allow_little),
      cmocka_unit_test(long_texts_allow_sixteen_and_stay_cheap),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
