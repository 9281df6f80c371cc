#include "parts/import/place_behind.h"

#include "base/ascii.h"
#include "text/unicode.h"

size_t place_lower_kind(const struct text_unit *unit, size_t i) {
  static const char *const kinds[][3] = {
      {"huyện", "Huyện", NULL}, {"quận", "Quận", NULL}, {"xã", "Xã", NULL},    {"phường", "Phường", NULL},
      {"thị", "Thị", "xã"},     {"thị", "Thị", "trấn"}, {"đặc", "Đặc", "khu"}, {"chi", "Chi", "nhánh"}};
  struct view word = text_unit_word(unit, i), next = text_unit_word(unit, i + 1);
  if (view_equal_string(next, "hội")) return 0; /* "xã hội" */
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    if (!view_equal_string(word, kinds[k][0]) && !view_equal_string(word, kinds[k][1])) continue;
    if (kinds[k][2] == NULL) return 1;
    if (view_equal_string(next, kinds[k][2])) return 2;
  }
  return 0;
}

bool place_is_lower(const struct text_unit *unit, size_t from) {
  if (from == 0 || from >= unit->tokens.count) return false;
  size_t end = unit->tokens.items[from - 1].end, begin = unit->tokens.items[from].begin;
  if (begin <= end || !view_equal_string(view_slice(unit->text, end, begin - end), " ")) return false;
  struct view word = text_unit_word(unit, from);
  return place_lower_kind(unit, from) > 0 || view_equal_string(word, "cấp") ||
         view_equal_string(word, "các") || ascii_is_digit(word.data[0]);
}

bool place_is_number(struct view word) {
  enum { LONGEST = 6 };
  if (word.length == 0 || word.length > LONGEST) return false;
  bool is_roman = true, is_digits = true;
  for (size_t i = 0; i < word.length; i++) {
    is_roman = is_roman && strchr("IVX", word.data[i]) != NULL;
    is_digits = is_digits && ascii_is_digit(word.data[i]);
  }
  return is_roman || is_digits;
}

/* How many tokens are a numbered district of an authority: "khu vực XI", "Khu vực 1". */
static size_t numbered_district(const struct text_unit *unit, size_t at) {
  enum { LENGTH = 3 };
  bool is_word = view_equal_string(text_unit_word(unit, at + 1), "vực") && text_unit_is(unit, at, "khu");
  return is_word && place_is_number(text_unit_word(unit, at + 2)) &&
                 text_unit_is_together(unit, at, LENGTH, false)
             ? LENGTH
             : 0;
}

/* "khu vực 1 - Gia Lai": how many tokens are the province of the district. */
static size_t province_of_district(const struct text_unit *unit, const struct name_index *index, size_t at) {
  if (at >= unit->tokens.count) return 0;
  struct view gap = view_between(unit->text.data + unit->tokens.items[at - 1].end,
                                 unit->text.data + unit->tokens.items[at].begin);
  size_t length;
  const struct name_use *use = name_index_find(index, &unit->tokens, at, &length);
  bool is_joined = view_equal_string(gap, " - ") || view_equal_string(gap, " – ");
  return is_joined && use != NULL && use->entry != NULL && use->entry->type == &province_type ? length : 0;
}

size_t place_behind(const struct text_unit *unit, const struct name_index *index, size_t from) {
  enum { MOST_WORDS = 4 };
  size_t at = from, length, lower = place_lower_kind(unit, at),
         district = numbered_district(unit, at + lower);
  if (district > 0 && from > 0 && text_unit_is_together(unit, from - 1, lower + 2, false))
    return lower + district + province_of_district(unit, index, from + lower + district);
  bool is_branch = lower > 0 && text_unit_is(unit, at, "chi"); /* "chi nhánh tỉnh Lào Cai" */
  at += lower;
  if ((lower == 0 || is_branch) && text_unit_is(unit, at, "tinh"))
    at++;
  else if ((lower == 0 || is_branch) && text_unit_is(unit, at, "thanh") && text_unit_is(unit, at + 1, "pho"))
    at += 2;
  if (at > from && !text_unit_is_together(unit, from - 1, at - from + 1, false)) return 0;
  const struct name_use *use = name_index_find(index, &unit->tokens, at, &length);
  if (at > 0 && use != NULL && use->entry != NULL && use->entry->type == &province_type &&
      text_unit_are_capital(unit, at, length) && text_unit_is_together(unit, at - 1, length + 1, false))
    return at + length - from;
  size_t words = 0;
  /* In a title in capital letters each word would be a place's name. */
  while (!unit->is_loud && at + words < unit->tokens.count && words < MOST_WORDS &&
         (unit->tokens.items[at + words].is_capital ||
          (lower > 0 && ascii_is_digit(text_unit_word(unit, at + words).data[0]))) &&
         text_unit_is_together(unit, at + words - 1, 2, false) &&
         unit->tokens.items[at + words].begin == unit->tokens.items[at + words - 1].end + 1 &&
         unit->text.data[unit->tokens.items[at + words].begin - 1] == ' ')
    words++;
  /* "Chủ tịch UBND huyện Ba Thê Nguyễn Văn An": places have two words, and people more. */
  if (words == MOST_WORDS) words = 2;
  bool has_kind = at > from;
  return words > 0 && has_kind ? at + words - from : 0;
}

size_t place_country_behind(const struct text_unit *unit, size_t from) {
  return text_unit_is(unit, from, "viet") && text_unit_is(unit, from + 1, "nam") &&
                 unit->tokens.items[from].is_capital && text_unit_is_together(unit, from - 1, 3, false)
             ? 2
             : 0;
}

size_t place_kind_behind(const struct text_unit *unit, size_t from) {
  if (from == 0 || from >= unit->tokens.count || !text_unit_is_together(unit, from - 1, 2, false)) return 0;
  if (text_unit_is(unit, from, "tinh")) return 1;
  return text_unit_is(unit, from, "thanh") && text_unit_is(unit, from + 1, "pho") ? 2 : 0;
}

bool place_begins(const struct text_unit *unit, size_t at) {
  return place_kind_behind(unit, at) > 0 || place_lower_kind(unit, at) > 0 || numbered_district(unit, at) > 0;
}
