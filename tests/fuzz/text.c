/* Dates, Unicode and suggestions. */
#include "fuzz/fuzz.h"
#include "text/collation.h"
#include "text/date.h"
#include "text/suggestion.h"
#include "text/word_difference.h"

const char *const fuzz_tokens[] = {"2021",
                                   "-",
                                   "11",
                                   "25",
                                   "T",
                                   " ",
                                   "16:45",
                                   ":00",
                                   "Z",
                                   "+07:00",
                                   "-14:00",
                                   "9999",
                                   "0001",
                                   "'",
                                   "''",
                                   "yyyy",
                                   "MMMM",
                                   "EEEE",
                                   "dd",
                                   "HH",
                                   "mm",
                                   "Đ",
                                   "đ",
                                   "ế",
                                   "\xcc\x81",
                                   "\xcc\xa3",
                                   "\xc6\xb0",
                                   "\xe1\xbb",
                                   "\xf0\x9f\x98\x80",
                                   "\xed\xa0\x80",
                                   "\xff",
                                   "ß",
                                   "ǆ",
                                   "İ",
                                   "ﬃ",
                                   "한",
                                   NULL};

static void check_date(struct view text, bool end) {
  struct date date = {0}, again = {0};
  struct buffer iso = {0};
  if (date_parse(text, end, &date)) {
    FUZZ_CHECK(date.year >= 1 && date.year <= 9999);
    date_add_iso(&iso, date);
    FUZZ_CHECK(date_parse(buffer_view(&iso), end, &again));
    FUZZ_CHECK(date_compare(date, again) == 0 && date.precision == again.precision);
    struct date day = date_of_day_number(date_day_number(date));
    FUZZ_CHECK(date_first_day_number(date) <= date_day_number(date) &&
               date_day_number(date) <= date_last_day_number(date));
    FUZZ_CHECK(day.year == date.year && day.month == date.month && day.day == date.day);
    if (date.precision == DATE_TIME)
      FUZZ_CHECK(date_seconds(date_of_seconds(date_seconds(date))) == date_seconds(date));
  }
  buffer_free(&iso);
}

static void check_pattern(struct view text) {
  struct buffer shown = {0};
  struct arena arena = {0};
  struct date_pattern pattern;
  struct date date = {.precision = DATE_DAY, .year = 2021, .month = 11, .day = 25};
  struct date_names *names = date_names_open("vi");
  FUZZ_CHECK(names != NULL);
  if (date_pattern_read(&pattern, text, names, &arena)) date_add_pattern(&shown, date, &pattern);
  date_names_close(names);
  arena_free(&arena);
  buffer_free(&shown);
}

static void check_forms(struct arena *arena, struct view text) {
  struct view normal = text_normalize(arena, text), folded = text_fold(arena, text);
  FUZZ_CHECK(text_is_utf8(normal, NULL) && text_is_normalized(normal));
  FUZZ_CHECK(view_equal(text_normalize(arena, normal), normal));
  FUZZ_CHECK(text_is_utf8(folded, NULL));
  FUZZ_CHECK(view_equal(text_fold(arena, folded), folded));
  struct view slug = text_slug(arena, text);
  FUZZ_CHECK(view_equal(text_slug(arena, slug), slug));
  for (size_t i = 0; i < slug.length; i++)
    FUZZ_CHECK((slug.data[i] >= 'a' && slug.data[i] <= 'z') || (slug.data[i] >= '0' && slug.data[i] <= '9') ||
               (slug.data[i] == '-' && i > 0 && i + 1 < slug.length));
  FUZZ_CHECK(text_is_utf8(text_initial(arena, text), NULL));
}

static void check_keys(struct arena *arena, struct view text) {
  struct collation *collation = collation_open("vi");
  FUZZ_CHECK(collation != NULL);
  struct view key = collation_key(collation, arena, text);
  FUZZ_CHECK(view_equal(key, collation_key(collation, arena, text_normalize(arena, text))));
  collation_name_key(collation, arena, text);
  collation_close(collation);
}

static void check_distance(struct view text, size_t limit) {
  struct view a = view_slice(text, 0, text.length / 2), b = view_slice(text, text.length / 2, SIZE_MAX);
  size_t distance = suggestion_distance(a, b, limit);
  FUZZ_CHECK(distance <= limit + 1 && distance == suggestion_distance(b, a, limit));
  FUZZ_CHECK(suggestion_distance(a, a, limit) == 0);
  struct suggestion suggestion = {.written = a};
  suggestion_offer(&suggestion, b, b);
  suggestion_offer(&suggestion, a, a);
  if (a.length > 0) FUZZ_CHECK(suggestion.best.data != NULL && suggestion.distance == 0);
}

/* Same and removed is the old text, same and added the new. */
static void check_difference(struct arena *arena, struct view text, size_t middle) {
  struct view old = view_slice(text, 0, middle), new = view_slice(text, middle, SIZE_MAX);
  struct word_difference difference;
  word_difference(arena, old, new, &difference);
  for (size_t i = 0; i < difference.count; i++) {
    struct view piece = difference.items[i].text;
    enum difference_kind kind = difference.items[i].kind;
    FUZZ_CHECK(piece.length > 0 && (i == 0 || kind != difference.items[i - 1].kind));
    if (kind != DIFFERENCE_ADDED) {
      FUZZ_CHECK(view_equal(view_slice(old, 0, piece.length), piece));
      old = view_slice(old, piece.length, SIZE_MAX);
    }
    if (kind != DIFFERENCE_REMOVED) {
      FUZZ_CHECK(view_equal(view_slice(new, 0, piece.length), piece));
      new = view_slice(new, piece.length, SIZE_MAX);
    }
  }
  FUZZ_CHECK(old.length == 0 && new.length == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  struct view text = {(const char *)data + 1, size - 1};
  struct arena arena = {0};
  size_t bad = 0;
  check_date(text, false);
  check_date(text, true);
  check_distance(text, data[0]);
  check_difference(&arena, text, text.length * data[0] / 255);
  if (text_is_utf8(text, &bad)) {
    check_pattern(text);
    check_forms(&arena, text);
    check_keys(&arena, text);
  } else {
    FUZZ_CHECK(bad < text.length && text_is_utf8(view_slice(text, 0, bad), NULL));
  }
  arena_free(&arena);
  return 0;
}
