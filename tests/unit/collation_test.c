#include "text/collation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct view key_function(const struct collation *collation, struct arena *arena, struct view text);

struct fixture {
  struct collation *collation;
  struct arena arena;
};

static int open_vietnamese(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (fixture == NULL) return -1;
  fixture->collation = collation_open("vi");
  *state = fixture;
  return fixture->collation == NULL ? -1 : 0;
}

static int close_vietnamese(void **state) {
  struct fixture *fixture = *state;
  collation_close(fixture->collation);
  arena_free(&fixture->arena);
  free(fixture);
  return 0;
}

/* Every text comes before all that follow it. */
static void assert_ascending(struct fixture *fixture, key_function *key, const char *const *texts,
                             size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct view low = key(fixture->collation, &fixture->arena, view_of(texts[i]));
    for (size_t j = i + 1; j < count; j++) {
      struct view high = key(fixture->collation, &fixture->arena, view_of(texts[j]));
      if (view_compare(low, high) >= 0) fail_msg("\"%s\" does not come before \"%s\"", texts[i], texts[j]);
      assert_true(view_compare(high, low) > 0);
    }
  }
}

#define ASSERT_ASCENDING(fixture, key, ...)                                                                  \
  do {                                                                                                       \
    static const char *const texts[] = {__VA_ARGS__};                                                        \
    assert_ascending(fixture, key, texts, sizeof texts / sizeof *texts);                                     \
  } while (0)

static void letters_in_vietnamese_order(void **state) {
  ASSERT_ASCENDING(*state, collation_key, "", "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k",
                   "l", "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y");
}

static void tones_in_vietnamese_order(void **state) {
  ASSERT_ASCENDING(*state, collation_key, "ma", "mà", "mả", "mã", "má", "mạ", "mă", "mằ", "mâ");
  ASSERT_ASCENDING(*state, collation_key, "má an", "ma bình"); /* letters weigh more than tones */
}

static void provinces_in_vietnamese_order(void **state) {
  ASSERT_ASCENDING(*state, collation_key, "An Giang", "Bạc Liêu", "Bắc Giang", "Cà Mau", "Cần Thơ", "Đà Nẵng",
                   "Điện Biên", "Hà Nội", "Hải Phòng", "Khánh Hoà", "Nghệ An", "Ninh Bình", "Thanh Hoá",
                   "Thừa Thiên Huế", "Vĩnh Phúc", "Yên Bái");
}

static void d_with_stroke_is_a_letter_of_its_own(void **state) {
  ASSERT_ASCENDING(*state, collation_key, "dz", "đa", "e");
}

static void digits_count_as_numbers(void **state) {
  ASSERT_ASCENDING(*state, collation_key, "CTPH 2", "CTPH 10", "CTPH 4286", "CTPH 10000");
  struct fixture *fixture = *state;
  struct view plain = collation_key(fixture->collation, &fixture->arena, VIEW("Số 7"));
  struct view zeros = collation_key(fixture->collation, &fixture->arena, VIEW("Số 007"));
  assert_true(view_equal(plain, zeros));
}

static void composed_and_decomposed_are_equal(void **state) {
  struct fixture *fixture = *state;
  struct view composed = collation_key(fixture->collation, &fixture->arena, VIEW("Nghệ"));
  struct view decomposed = collation_key(fixture->collation, &fixture->arena, VIEW("Nghe\xCC\xA3\xCC\x82"));
  struct view another = collation_key(fixture->collation, &fixture->arena, VIEW("Nghê"));
  assert_true(view_equal(composed, decomposed));
  assert_false(view_equal(composed, another));
}

static void given_name_comes_first(void **state) {
  ASSERT_ASCENDING(*state, collation_name_key, "Trần Văn An", "Lê Thị Ân", "Hồ Bình", "Nguyễn Ái Quốc",
                   "Đặng Thị Ngọc Thịnh", "Bùi Văn Yên");
}

static void family_name_decides_between_equal_given_names(void **state) {
  ASSERT_ASCENDING(*state, collation_name_key, "An", "Lê An", "Nguyễn Thị An", "Nguyễn Văn An", "Trần An",
                   "Đỗ Anh");
  ASSERT_ASCENDING(*state, collation_name_key, "Vũ Hà", "Bùi Hạ"); /* the given name's tone decides first */
}

static void name_key_is_not_the_plain_key(void **state) {
  ASSERT_ASCENDING(*state, collation_key, "Bùi Văn Yên", "Trần Văn An");
  ASSERT_ASCENDING(*state, collation_name_key, "Trần Văn An", "Bùi Văn Yên");
}

static void blanks_in_names_do_not_count(void **state) {
  struct fixture *fixture = *state;
  struct view plain = collation_name_key(fixture->collation, &fixture->arena, VIEW("Lê An"));
  struct view blanks = collation_name_key(fixture->collation, &fixture->arena, VIEW(" \tLê  An\n"));
  assert_true(view_equal(plain, blanks));
}

static void any_bytes_have_a_key(void **state) {
  struct fixture *fixture = *state;
  unsigned seed = 7;
  char bytes[3000];
  for (int round = 0; round < 300; round++) {
    size_t length = (size_t)rand_r(&seed) % (round % 10 == 0 ? sizeof bytes : 20);
    for (size_t i = 0; i < length; i++)
      bytes[i] = (char)rand_r(&seed);
    struct view text = {bytes, length};
    struct view key = collation_key(fixture->collation, &fixture->arena, text);
    assert_null(key.length == 0 ? NULL : memchr(key.data, 0, key.length));
    struct view again = collation_key(fixture->collation, &fixture->arena, text);
    assert_true(view_equal(key, again));
    assert_non_null(collation_name_key(fixture->collation, &fixture->arena, text).data);
  }
  struct view nothing = {NULL, 0};
  assert_true(view_compare(collation_key(fixture->collation, &fixture->arena, nothing),
                           collation_key(fixture->collation, &fixture->arena, VIEW("a"))) < 0);
}

static void long_texts_have_whole_keys(void **state) {
  struct fixture *fixture = *state;
  char first[5000], second[5000];
  memset(first, 'n', sizeof first);
  memset(second, 'n', sizeof second);
  second[sizeof second - 1] = 'o';
  struct view low = collation_key(fixture->collation, &fixture->arena, (struct view){first, sizeof first});
  struct view high = collation_key(fixture->collation, &fixture->arena, (struct view){second, sizeof second});
  assert_true(view_compare(low, high) < 0);
}

static void languages_that_are_unknown_are_refused(void **state) {
  (void)state;
  static const char *const unknown[] = {"", "xx", "tlh", "not a tag!", "vi_VN.UTF-8", "vi-"};
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
    if (collation_open(unknown[i]) != NULL) fail_msg("\"%s\" was taken for a language", unknown[i]);
  static const char *const known[] = {"vi", "vi-VN", "en", "en-GB", "lo", "km", "zh-Hant"};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    struct collation *collation = collation_open(known[i]);
    if (collation == NULL) fail_msg("\"%s\" was refused", known[i]);
    collation_close(collation);
  }
  collation_close(NULL);
}

static void languages_differ(void **state) {
  struct fixture *fixture = *state;
  struct collation *english = collation_open("en");
  assert_non_null(english);
  struct view before = collation_key(english, &fixture->arena, VIEW("đa"));
  struct view after = collation_key(english, &fixture->arena, VIEW("dz"));
  assert_true(view_compare(before, after) < 0);
  collation_close(english);
}

#define WITH_VIETNAMESE(test) cmocka_unit_test_setup_teardown(test, open_vietnamese, close_vietnamese)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH_VIETNAMESE(letters_in_vietnamese_order),
      WITH_VIETNAMESE(tones_in_vietnamese_order),
      WITH_VIETNAMESE(provinces_in_vietnamese_order),
      WITH_VIETNAMESE(d_with_stroke_is_a_letter_of_its_own),
      WITH_VIETNAMESE(digits_count_as_numbers),
      WITH_VIETNAMESE(composed_and_decomposed_are_equal),
      WITH_VIETNAMESE(given_name_comes_first),
      WITH_VIETNAMESE(family_name_decides_between_equal_given_names),
      WITH_VIETNAMESE(name_key_is_not_the_plain_key),
      WITH_VIETNAMESE(blanks_in_names_do_not_count),
      WITH_VIETNAMESE(any_bytes_have_a_key),
      WITH_VIETNAMESE(long_texts_have_whole_keys),
      cmocka_unit_test(languages_that_are_unknown_are_refused),
      WITH_VIETNAMESE(languages_differ),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
