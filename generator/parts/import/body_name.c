#include "parts/import/body_name.h"

#include "parts/import/abbreviations.h"
#include "text/unicode.h"

/* "Viện kiểm sát tỉnh" is the Viện kiểm sát nhân dân. */
static struct view with_people(struct arena *arena, struct view text) {
  static const char *const courts[] = {"viện kiểm sát", "tòa án"};
  struct view folded = text_fold_case(arena, text);
  for (size_t i = 0; i < sizeof courts / sizeof *courts; i++) {
    size_t length = strlen(courts[i]);
    struct view rest = view_slice(folded, length, SIZE_MAX);
    bool is_whole = view_starts_with(rest, " nhân") || view_starts_with(rest, " quân");
    if (!view_starts_with(folded, courts[i]) || is_whole || folded.length != text.length) continue;
    return ARENA_JOIN(arena, view_slice(text, 0, length), VIEW(" nhân dân"),
                      view_slice(text, length, SIZE_MAX));
  }
  return text;
}

/* `of_capitals`: the name has no small letter, so that "TƯ" may be the word: "SỞ TƯ PHÁP". */
static struct view whole_word(struct arena *arena, struct view word, bool of_capitals) {
  if (of_capitals && view_equal_string(word, "TƯ")) return word;
  const char *words = abbreviation_words(word);
  if (words != NULL) return view_of(words);
  if (!view_starts_with(word, "TP.")) return word;
  word = view_slice(word, strlen("TP."), SIZE_MAX);
  if (word.length == 0) return VIEW("thành phố");
  return view_equal_string(word, "HCM") ? VIEW("Thành phố Hồ Chí Minh")
                                        : ARENA_JOIN(arena, VIEW("thành phố "), word);
}

struct view body_name_whole(struct arena *arena, struct view name) {
  struct buffer whole = {0};
  struct view word;
  bool of_capitals = !text_has_small_letter(name);
  while (view_next(&name, ' ', &word)) {
    if (view_starts_with(word, "(") && view_ends_with(word, ")")) continue;
    if (whole.length > 0) buffer_add_byte(&whole, ' ');
    buffer_add(&whole, whole_word(arena, word, of_capitals));
  }
  struct view text = text_capitalize(arena, arena_copy(arena, buffer_view(&whole)));
  buffer_free(&whole);
  return with_people(arena, text);
}

struct view body_name_without_country(struct arena *arena, struct view written) {
  const struct view country = VIEW(" Việt Nam");
  struct view name = body_name_whole(arena, written);
  if (view_ends_with(name, " Việt Nam") && !view_starts_with(name, "Ủy ban")) name.length -= country.length;
  return name;
}

static bool is_city(struct arena *arena, const struct unit_name *home) {
  return view_equal_string(text_fold(arena, home->kind), "thanh pho");
}

bool body_name_is_of_youth_union(const struct text_unit *unit, size_t from) {
  return text_unit_is(unit, from, "doan") && !text_unit_is(unit, from + 1, "dai");
}

bool body_name_is_of_party(const struct text_unit *unit, size_t from, size_t length) {
  size_t last = from + length - 1;
  return length > 2 && text_unit_is(unit, last, "uy") &&
         (text_unit_is(unit, last - 1, "tinh") || text_unit_is(unit, last - 1, "thanh"));
}

struct view body_name_at_home(struct arena *arena, const struct home_names *home,
                              const struct text_unit *unit, size_t from, size_t length) {
  if (body_name_is_of_party(unit, from, length)) {
    bool is_city_body = text_unit_is(unit, from + length - 2, "thanh");
    struct view place = is_city_body ? home->here.name : home->as_province.name;
    return ARENA_JOIN(arena, body_name_whole(arena, text_unit_part(unit, from, length)), VIEW(" "), place);
  }
  if (text_unit_is(unit, from, "thanh") && text_unit_is(unit, from + 1, "doan"))
    return ARENA_JOIN(arena, VIEW("Thành đoàn "), home->here.name);
  if (text_unit_is(unit, from, "tinh"))
    return ARENA_JOIN(arena, is_city(arena, &home->as_province) ? VIEW("Thành đoàn ") : VIEW("Tỉnh đoàn "),
                      home->as_province.name);
  const struct unit_name *name = &home->here;
  if (body_name_is_of_youth_union(unit, from))
    return ARENA_JOIN(arena, is_city(arena, name) ? VIEW("Thành đoàn ") : VIEW("Tỉnh đoàn "), name->name);
  while (length > 1 && text_unit_is(unit, from + length - 1, "tinh"))
    length--;
  if (text_unit_is(unit, from + length, "tinh")) name = &home->as_province;
  while (length > 2 && text_unit_is(unit, from + length - 1, "pho") &&
         text_unit_is(unit, from + length - 2, "thanh"))
    length -= 2;
  struct view head = text_unit_part(unit, from, length);
  return ARENA_JOIN(arena, body_name_whole(arena, head),
                    is_city(arena, name) ? VIEW(" thành phố ") : VIEW(" tỉnh "), name->name);
}
