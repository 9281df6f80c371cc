#include "text/unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

enum { LAST_CHARACTER = 0x10FFFF, MOST_UNITS = 1 << 15, MOST_BYTES = 3 * MOST_UNITS };

struct units {
  UChar data[MOST_UNITS];
  int32_t length;
};

struct bytes {
  char data[MOST_BYTES];
  size_t length;
};

static struct view view_of_bytes(const struct bytes *bytes) {
  return (struct view){bytes->data, bytes->length};
}

static void add_character(struct bytes *bytes, uint32_t character) {
  UBool error = 0;
  U8_APPEND((uint8_t *)bytes->data, bytes->length, sizeof bytes->data, character, error);
  assert_false(error);
}

static void units_of(struct view text, struct units *units) {
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(units->data, MOST_UNITS, &units->length, text.data, (int32_t)text.length, &status);
  assert_true(U_SUCCESS(status));
}

static void bytes_of(const struct units *units, struct bytes *bytes) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  u_strToUTF8(bytes->data, MOST_BYTES, &length, units->data, units->length, &status);
  assert_true(U_SUCCESS(status));
  bytes->length = (size_t)length;
}

static void normalize_units(bool composed, const struct units *from, struct units *to) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *form = composed ? unorm2_getNFCInstance(&status) : unorm2_getNFDInstance(&status);
  to->length = unorm2_normalize(form, from->data, from->length, to->data, MOST_UNITS, &status);
  assert_true(U_SUCCESS(status));
}

static void reference_normalize(struct view text, struct bytes *normalized) {
  static struct units first, second;
  units_of(text, &first);
  normalize_units(true, &first, &second);
  bytes_of(&second, normalized);
}

/* The header's definition, step by step over the whole text. */
static void reference_fold(struct view text, struct bytes *folded) {
  static struct units first, second;
  units_of(text, &first);
  normalize_units(false, &first, &second);
  first.length = 0;
  for (int32_t at = 0; at < second.length;) {
    int32_t begin = at;
    U16_FWD_1(second.data, at, second.length);
    UChar32 character = at - begin == 2 ? U16_GET_SUPPLEMENTARY(second.data[begin], second.data[begin + 1])
                                        : second.data[begin];
    if (u_charType(character) == U_NON_SPACING_MARK) continue;
    while (begin < at)
      first.data[first.length++] = second.data[begin++];
  }
  UErrorCode status = U_ZERO_ERROR;
  second.length =
      u_strFoldCase(second.data, MOST_UNITS, first.data, first.length, U_FOLD_CASE_DEFAULT, &status);
  assert_true(U_SUCCESS(status));
  for (int32_t i = 0; i < second.length; i++)
    if (second.data[i] == 0x111) second.data[i] = 'd';
  normalize_units(true, &second, &first);
  bytes_of(&first, folded);
}

static void reference_fold_case(struct view text, struct bytes *folded) {
  static struct units first, second;
  units_of(text, &first);
  UErrorCode status = U_ZERO_ERROR;
  second.length =
      u_strFoldCase(second.data, MOST_UNITS, first.data, first.length, U_FOLD_CASE_DEFAULT, &status);
  assert_true(U_SUCCESS(status));
  normalize_units(true, &second, &first);
  bytes_of(&first, folded);
}

static void assert_text(struct view text, const char *expected) {
  if (!view_equal_string(text, expected)) fail_msg("\"%.*s\" instead of \"%s\"", VIEW_FORMAT(text), expected);
}

static uint32_t random_between(unsigned *seed, uint32_t first, uint32_t last) {
  return first + (uint32_t)rand_r(seed) % (last - first + 1);
}

static uint32_t random_character(unsigned *seed) {
  uint32_t character;
  switch (rand_r(seed) % 10) {
  case 0:
    return random_between(seed, 0xC0, 0x24F);
  case 1:
    return random_between(seed, 0x1E00, 0x1EFF);
  case 2:
    return random_between(seed, 0x300, 0x36F);
  case 3:
    return random_between(seed, 0x1100, 0x11FF); /* Hangul, which composes from letters */
  case 4:
    return random_between(seed, 0x900, 0xE7F); /* India to Laos: marks of many classes */
  case 5:
    return random_between(seed, 0x2000, 0x206F);
  case 6:
    character = random_between(seed, 1, LAST_CHARACTER);
    return U_IS_SURROGATE(character) ? 'x' : character;
  default:
    return random_between(seed, ' ', '~');
  }
}

/* Some are longer than any buffer's first size, some have long runs that need no change. */
static void random_text(unsigned *seed, struct bytes *text) {
  text->length = 0;
  int characters = rand_r(seed) % (rand_r(seed) % 16 == 0 ? 800 : 24);
  while (characters-- > 0) {
    add_character(text, random_character(seed));
    if (rand_r(seed) % 24 == 0)
      for (int run = rand_r(seed) % 100; run > 0; run--)
        add_character(text, rand_r(seed) % 2 == 0 ? 'a' : 0x1EC7);
  }
}

static void utf8_is_recognised(void **state) {
  (void)state;
  static const char *const right[] = {"",
                                      "Nghệ An",
                                      "\x7F",
                                      "\xC2\x80",
                                      "\xE0\xA0\x80",
                                      "\xED\x9F\xBF",
                                      "\xEE\x80\x80",
                                      "\xEF\xBF\xBF",
                                      "\xF0\x90\x80\x80",
                                      "\xF4\x8F\xBF\xBF"};
  for (size_t i = 0; i < sizeof right / sizeof *right; i++)
    if (!text_is_utf8(view_of(right[i]), NULL)) fail_msg("\"%s\" was refused", right[i]);
  assert_true(text_is_utf8((struct view){NULL, 0}, NULL));
  assert_true(text_is_utf8((struct view){"a\0b", 3}, NULL));
}

static void what_is_not_utf8_is_found(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t bad_offset;
  } wrong[] = {
      {"\x80", 0},
      {"abc\xFF", 3},
      {"a long text of ASCII only\xC3", 25},
      {"\xC0\x80", 0},
      {"\xC1\xBF", 0},
      {"\xE0\x9F\xBF", 0},
      {"\xED\xA0\x80", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xF4\x90\x80\x80", 0},
      {"\xF5\x80\x80\x80", 0},
      {"\xE1\xBB\x87\xE1\xBB", 3},
      {"\xE1\xBB\x87\xE1\xBBz", 3},
      {"\xE1\xBB\x87\xBB", 3},
      {"Ngh\xEA An", 3}, /* Latin-1 */
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    size_t bad_offset = SIZE_MAX;
    if (text_is_utf8(view_of(wrong[i].text), &bad_offset)) fail_msg("text %zu was taken for UTF-8", i);
    assert_int_equal(bad_offset, wrong[i].bad_offset);
    assert_false(text_is_utf8(view_of(wrong[i].text), NULL));
  }
}

static bool reference_is_utf8(struct view text) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;
  u_strFromUTF8(NULL, 0, &length, text.data, (int32_t)text.length, &status);
  return status == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(status);
}

static void validity_equals_icus(void **state) {
  (void)state;
  static struct bytes text;
  unsigned seed = 11;
  size_t valid = 0, invalid = 0;
  for (int round = 0; round < 20000; round++) {
    random_text(&seed, &text);
    for (int changes = rand_r(&seed) % 3; changes > 0 && text.length > 0; changes--)
      text.data[(size_t)rand_r(&seed) % text.length] = (char)rand_r(&seed);
    size_t bad_offset = SIZE_MAX;
    struct view view = view_of_bytes(&text);
    bool right = text_is_utf8(view, &bad_offset);
    assert_int_equal(right, reference_is_utf8(view));
    valid += right;
    if (right) continue;
    invalid++;
    assert_true(reference_is_utf8(view_slice(view, 0, bad_offset)));
    for (size_t length = 1; length <= 4; length++)
      assert_false(reference_is_utf8(view_slice(view, bad_offset, length)));
  }
  assert_true(valid > 1000 && invalid > 1000);
}

static void vietnamese_is_composed(void **state) {
  (void)state;
  struct arena arena = {0};
  struct view decomposed = VIEW("Nghe\xCC\xA3\xCC\x82 An, \xC4\x90"
                                "a\xCC\x80 Na\xCC\x86\xCC\x83ng");
  assert_false(text_is_normalized(decomposed));
  struct view composed = text_normalize(&arena, decomposed);
  assert_text(composed, "Nghệ An, Đà Nẵng");
  assert_true(text_is_normalized(composed));
  assert_text(text_normalize(&arena, VIEW("\xE1\xBA\xB9\xCC\x82")), "ệ"); /* ẹ and a circumflex */
  assert_text(text_normalize(&arena, VIEW("\xE2\x84\xAB \xEF\xA4\x80")), "Å 豈");
  arena_free(&arena);
}

/* Texts of these alone are not looked at by ICU: each must stay as it is, and join with nothing. */
static void what_is_taken_for_normalized_is(void **state) {
  (void)state;
  static const UChar32 ranges[][2] = {{0, 0x2FF}, {0x1E00, 0x1EFF}, {0x2010, 0x203F}};
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    for (UChar32 character = ranges[i][0]; character <= ranges[i][1]; character++) {
      assert_int_equal(u_getCombiningClass(character), 0);
      assert_int_equal(u_getIntPropertyValue(character, UCHAR_NFC_QUICK_CHECK), UNORM_YES);
    }
  }
  /* Beside them stand some that are not. */
  assert_int_equal(u_getIntPropertyValue(0x300, UCHAR_NFC_QUICK_CHECK), UNORM_MAYBE);
  assert_int_equal(u_getIntPropertyValue(0x2000, UCHAR_NFC_QUICK_CHECK), UNORM_NO);
}

static bool is_clean(struct view text) {
  for (size_t at = 0; at < text.length;) {
    int32_t character = text_next_character(text, &at);
    if (character < 0 || (character > 0x2FF && (character < 0x1E00 || character > 0x1EFF) &&
                          (character < 0x2010 || character > 0x203F)))
      return false;
  }
  return true;
}

/* Wherever in the text a character or a wrong byte stands. */
static void sure_is_what_is_of_clean_blocks(void **state) {
  (void)state;
  static const char *const pieces[] = {"a",           "\xC2\xA0", "\xCB\xBF", "\xE1\xB8\x80", "\xE1\xBB\xBF",
                                       "\xE2\x80\x90"};
  static const char *const wrong[] = {"\xCC\x80",     "\xE2\x80\x8F",     "\xE2\x81\x80", "\xE1\xB7\xBF",
                                      "\xE1\xBC\x80", "\xF0\x9F\x98\x80", "\xC1\xBF",     "\xC2",
                                      "\x80",         "\xE1\xBA",         "\xE2\x80",     "\xFF"};
  unsigned seed = 1;
  size_t clean = 0;
  for (int round = 0; round < 20000; round++) {
    char bytes[64];
    size_t length = 0, wanted = (size_t)rand_r(&seed) % 56;
    while (length < wanted) {
      bool bad = rand_r(&seed) % 40 == 0;
      size_t any = (size_t)rand_r(&seed);
      struct view piece = view_of(bad ? wrong[any % (sizeof wrong / sizeof *wrong)]
                                      : pieces[any % (sizeof pieces / sizeof *pieces)]);
      memcpy(bytes + length, piece.data, piece.length);
      length += piece.length;
    }
    char *exact = malloc(length == 0 ? 1 : length);
    assert_non_null(exact);
    memcpy(exact, bytes, length);
    struct view text = {exact, length};
    assert_int_equal(text_is_surely_clean(text), is_clean(text));
    clean += text_is_surely_clean(text);
    free(exact);
  }
  assert_true(clean > 1000 && clean < 19000);
  assert_true(text_is_surely_clean((struct view){NULL, 0}));
}

static void normalized_text_is_not_copied(void **state) {
  (void)state;
  static const char *const texts[] = {"",          "ASCII",   "Nghệ An – “Đà Nẵng”…", "Ελλάδα 한국 🇻🇳",
                                      "e\xCC\xBF", "\xCC\x81"};
  struct arena arena = {0};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct view text = view_of(texts[i]);
    assert_true(text_is_normalized(text));
    struct view same = text_normalize(&arena, text);
    assert_ptr_equal(same.data, text.data);
    assert_int_equal(same.length, text.length);
  }
  assert_null(arena.newest);
}

/* Alone, and between letters it might compose with. */
static void each_character_normalizes_as_icu_says(void **state) {
  (void)state;
  static struct bytes text, expected;
  for (uint32_t character = 0; character <= LAST_CHARACTER; character++) {
    if (U_IS_SURROGATE(character)) continue;
    if (character == 0x30000) character = 0xE0000; /* nothing but ideographs and gaps between */
    struct arena arena = {0};
    text.length = 0;
    add_character(&text, 'e');
    add_character(&text, character);
    add_character(&text, 0x302);
    add_character(&text, character);
    add_character(&text, 'o');
    reference_normalize(view_of_bytes(&text), &expected);
    struct view normalized = text_normalize(&arena, view_of_bytes(&text));
    bool same = view_equal(view_of_bytes(&text), view_of_bytes(&expected));
    if (!view_equal(normalized, view_of_bytes(&expected)) || text_is_normalized(view_of_bytes(&text)) != same)
      fail_msg("U+%04X", (unsigned int)character);
    arena_free(&arena);
  }
}

static void random_text_normalizes_as_icu_says(void **state) {
  (void)state;
  static struct bytes text, expected;
  unsigned seed = 13;
  int changed = 0;
  for (int round = 0; round < 20000; round++) {
    struct arena arena = {0};
    random_text(&seed, &text);
    reference_normalize(view_of_bytes(&text), &expected);
    bool same = view_equal(view_of_bytes(&text), view_of_bytes(&expected));
    assert_int_equal(text_is_normalized(view_of_bytes(&text)), same);
    assert_true(view_equal(text_normalize(&arena, view_of_bytes(&text)), view_of_bytes(&expected)));
    changed += !same;
    arena_free(&arena);
  }
  assert_true(changed > 1000 && changed < 19000);
}

static void known_texts_fold(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"", ""},
      {"Nghệ An", "nghe an"},
      {"ĐẮK LẮK, Đà Nẵng", "dak lak, da nang"},
      {"Thừa Thiên – Huế “ƯỚC”", "thua thien – hue “uoc”"},
      {"quyết định số 15/2020/QĐ-UBND", "quyet dinh so 15/2020/qd-ubnd"},
      {"Nghe\xCC\xA3\xCC\x82 \xC6\xAF\xCC\x81", "nghe u"},
      {"Straße, Œuvre, Ÿ, İ", "strasse, œuvre, y, i"},
      {"ΕΛΛΆΔΑ", "ελλαδα"},
      {"Москва", "москва"},
      {"한국 日本 ไทย", "한국 日本 ไทย"},
  };
  struct arena arena = {0};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    struct view text = view_of(pairs[i][0]);
    struct view folded = text_fold(&arena, text);
    assert_text(folded, pairs[i][1]);
    assert_true(folded.data != text.data);
  }
  arena_free(&arena);
}

static void case_folds_and_diacritics_stay(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"", ""},
      {"Nghệ An", "nghệ an"},
      {"ĐỒNG THÁP", "đồng tháp"},
      {"ƯU TIÊN Ơ", "ưu tiên ơ"},
      {"Tie\xcc\x82\xcc\x81NG", "tiếng"},
      {"Straße", "strasse"},
      {"a\xff"
       "B",
       "a\xef\xbf\xbd"
       "b"},
  };
  struct arena arena = {0};
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    assert_text(text_fold_case(&arena, view_of(pairs[i][0])), pairs[i][1]);
  arena_free(&arena);
}

static void check_fold_case(struct view text) {
  static struct bytes expected;
  struct arena arena = {0};
  reference_fold_case(text, &expected);
  struct view folded = text_fold_case(&arena, text);
  if (!view_equal(folded, (struct view){expected.data, expected.length}))
    fail_msg("\"%.*s\" folds to \"%.*s\"", VIEW_FORMAT(text), VIEW_FORMAT(folded));
  arena_free(&arena);
}

/* Alone, and between letters, one of which is a location that may join it. */
static void the_case_of_each_character_folds(void **state) {
  (void)state;
  static struct bytes text;
  for (uint32_t character = 1; character <= 0x2FFF; character++)
    for (int among = 0; among < 3; among++) {
      text.length = 0;
      if (among > 0) add_character(&text, 0x1EC6);
      add_character(&text, character);
      if (among > 0) add_character(&text, among == 1 ? 'Z' : 0x301);
      check_fold_case((struct view){text.data, text.length});
    }
}

static void each_vietnamese_letter_folds_to_ascii(void **state) {
  (void)state;
  struct arena arena = {0};
  assert_text(
      text_fold(&arena,
                VIEW("ÀẢÃÁẠ ĂẰẲẴẮẶ ÂẦẨẪẤẬ ĐÈẺẼÉẸ ÊỀỂỄẾỆ ÌỈĨÍỊ ÒỎÕÓỌ ÔỒỔỖỐỘ ƠỜỞỠỚỢ ÙỦŨÚỤ ƯỪỬỮỨỰ ỲỶỸÝỴ")),
      "aaaaa aaaaaa aaaaaa deeeee eeeeee iiiii ooooo oooooo oooooo uuuuu uuuuuu yyyyy");
  assert_text(
      text_fold(&arena,
                VIEW("àảãáạ ăằẳẵắặ âầẩẫấậ đèẻẽéẹ êềểễếệ ìỉĩíị òỏõóọ ôồổỗốộ ơờởỡớợ ùủũúụ ưừửữứự ỳỷỹýỵ")),
      "aaaaa aaaaaa aaaaaa deeeee eeeeee iiiii ooooo oooooo oooooo uuuuu uuuuuu yyyyy");
  arena_free(&arena);
}

static void check_fold(struct view text) {
  static struct bytes expected;
  struct arena arena = {0};
  reference_fold(text, &expected);
  struct view folded = text_fold(&arena, text);
  if (!view_equal(folded, view_of_bytes(&expected)))
    fail_msg("\"%.*s\" folds to \"%.*s\" instead of \"%.*s\"", VIEW_FORMAT(text), VIEW_FORMAT(folded),
             VIEW_FORMAT(view_of_bytes(&expected)));
  if (!view_equal(text_fold(&arena, folded), folded))
    fail_msg("\"%.*s\" folds to another text when folded again", VIEW_FORMAT(text));
  arena_free(&arena);
}

static void each_character_folds_as_icu_says(void **state) {
  (void)state;
  static struct bytes text;
  for (uint32_t character = 0; character <= LAST_CHARACTER; character++) {
    if (U_IS_SURROGATE(character)) continue;
    if (character == 0x30000) character = 0xE0000;
    text.length = 0;
    add_character(&text, character);
    check_fold(view_of_bytes(&text));
  }
}

static void random_text_folds_as_icu_says(void **state) {
  (void)state;
  static struct bytes text;
  unsigned seed = 17;
  for (int round = 0; round < 20000; round++) {
    random_text(&seed, &text);
    check_fold(view_of_bytes(&text));
  }
}

/* Longer than what is on the stack, without a letter that would let them be taken piece by piece. */
static void long_runs_of_other_scripts(void **state) {
  (void)state;
  static struct bytes text, expected;
  static const uint32_t characters[] = {0x1100, 0x390, 0xFB2C, 0x1D160, 0x1E9E}; /* all grow or compose */
  for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
    struct arena arena = {0};
    text.length = 0;
    for (int count = 0; count < 3000; count++) {
      add_character(&text, characters[i]);
      if (characters[i] == 0x1100) add_character(&text, 0x1161);
      add_character(&text, 0x2126); /* not in NFC */
    }
    check_fold(view_of_bytes(&text));
    reference_normalize(view_of_bytes(&text), &expected);
    assert_false(text_is_normalized(view_of_bytes(&text)));
    assert_true(view_equal(text_normalize(&arena, view_of_bytes(&text)), view_of_bytes(&expected)));
    arena_free(&arena);
  }
}

static void known_slugs(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"Căn cứ & cơ sở", "can-cu-co-so"},
      {"  Điều 1. Phạm vi  ", "dieu-1-pham-vi"},
      {"15/2020/QĐ-UBND", "15-2020-qd-ubnd"},
      {"--a---b--", "a-b"},
      {"x", "x"},
      {"Hội nghị “ký kết”…", "hoi-nghi-ky-ket"},
      {"日本 2021 한국", "2021"},
      {"日本", ""},
      {"-", ""},
      {"", ""},
  };
  struct arena arena = {0};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_text(text_slug(&arena, view_of(pairs[i][0])), pairs[i][1]);
  arena_free(&arena);
}

static void slugs_hold_only_letters_digits_and_single_hyphens(void **state) {
  (void)state;
  static struct bytes text;
  unsigned seed = 19;
  int filled = 0;
  for (int round = 0; round < 20000; round++) {
    struct arena arena = {0};
    random_text(&seed, &text);
    struct view slug = text_slug(&arena, view_of_bytes(&text));
    for (size_t i = 0; i < slug.length; i++) {
      bool hyphen = slug.data[i] == '-';
      if (!hyphen && strchr("abcdefghijklmnopqrstuvwxyz0123456789", slug.data[i]) == NULL)
        fail_msg("\"%.*s\" is no slug", VIEW_FORMAT(slug));
      if (hyphen && (i == 0 || i + 1 == slug.length || slug.data[i - 1] == '-'))
        fail_msg("\"%.*s\" has a hyphen too many", VIEW_FORMAT(slug));
    }
    assert_true(view_equal(text_slug(&arena, slug), slug));
    filled += slug.length > 0;
    arena_free(&arena);
  }
  assert_true(filled > 1000);
}

static void any_bytes_are_survived(void **state) {
  (void)state;
  unsigned seed = 23;
  for (int round = 0; round < 5000; round++) {
    struct arena arena = {0};
    size_t length = (size_t)rand_r(&seed) % (round % 20 == 0 ? 2000 : 12);
    /* In memory of its own length, so that reading past the end is noticed. */
    char *copy = malloc(length > 0 ? length : 1);
    assert_non_null(copy);
    static const char frequent[] = "\xE1\xBB\xCC\xC3"
                                   "a ";
    for (size_t i = 0; i < length; i++)
      copy[i] = (char)(rand_r(&seed) % 3 == 0 ? rand_r(&seed) : frequent[rand_r(&seed) % 6]);
    struct view text = {copy, length};
    size_t bad_offset = 0;
    if (!text_is_utf8(text, &bad_offset)) assert_true(bad_offset < length);
    struct view normalized = text_normalize(&arena, text);
    assert_true(text_is_utf8(text_fold(&arena, text), NULL));
    text_slug(&arena, normalized);
    arena_free(&arena);
    free(copy);
  }
}

static void small_letters_are_found(void **state) {
  (void)state;
  assert_true(text_has_small_letter(view_of("SỞ TƯ PHÁp")));
  assert_true(text_has_small_letter(view_of("ệ")));
  assert_false(text_has_small_letter(view_of("SỞ TƯ PHÁP, 2021")));
  assert_false(text_has_small_letter(view_of("")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(utf8_is_recognised),
      cmocka_unit_test(what_is_not_utf8_is_found),
      cmocka_unit_test(validity_equals_icus),
      cmocka_unit_test(vietnamese_is_composed),
      cmocka_unit_test(what_is_taken_for_normalized_is),
      cmocka_unit_test(sure_is_what_is_of_clean_blocks),
      cmocka_unit_test(normalized_text_is_not_copied),
      cmocka_unit_test(each_character_normalizes_as_icu_says),
      cmocka_unit_test(random_text_normalizes_as_icu_says),
      cmocka_unit_test(known_texts_fold),
      cmocka_unit_test(case_folds_and_diacritics_stay),
      cmocka_unit_test(the_case_of_each_character_folds),
      cmocka_unit_test(each_vietnamese_letter_folds_to_ascii),
      cmocka_unit_test(each_character_folds_as_icu_says),
      cmocka_unit_test(random_text_folds_as_icu_says),
      cmocka_unit_test(long_runs_of_other_scripts),
      cmocka_unit_test(small_letters_are_found),
      cmocka_unit_test(known_slugs),
      cmocka_unit_test(slugs_hold_only_letters_digits_and_single_hyphens),
      cmocka_unit_test(any_bytes_are_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
