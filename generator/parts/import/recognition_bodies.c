#include "parts/import/body_name.h"
#include "parts/import/place_behind.h"
#include "parts/import/recognition.h"
#include "text/unicode.h"

bool recognition_is_central_body(const struct entry *entry) {
  return entry != NULL && entry->type == &organization_type && mention_province(entry) == NULL;
}

bool recognition_is_of_many(const struct text_unit *unit, const struct name_use *uses, size_t from,
                            size_t length, const struct entry *entry) {
  return recognition_is_central_body(entry) && !recognition_is_central(unit, from, length) &&
         (recognition_has_kind(uses, NAME_RELATIVE) || recognition_has_kind(uses, NAME_LEAD));
}

/* "lực lượng BĐBP", "chiến sĩ BĐBP": the force, no office. */
static bool is_force(const struct text_unit *unit, size_t from) {
  static const char *const words[][2] = {{"luc", "luong"}, {"chien", "si"}, {"chien", "sy"}};
  for (size_t i = 0; i < sizeof words / sizeof *words && from >= 2; i++)
    if (text_unit_is(unit, from - 2, words[i][0]) && text_unit_is(unit, from - 1, words[i][1])) return true;
  return false;
}

/* How many tokens right behind a name, with a blank before them, say of which place it is: "tỉnh Long An",
 * "Long An", "tỉnh". */
static size_t place_of_body(const struct recognition *recognition, const struct text_unit *unit,
                            size_t from) {
  if (from >= unit->tokens.count) return 0;
  size_t end = unit->tokens.items[from - 1].end, begin = unit->tokens.items[from].begin;
  if (begin < end || !view_equal_string(view_slice(unit->text, end, begin - end), " ")) return 0;
  size_t place = place_behind(unit, recognition->index, from);
  return place > 0 ? place : place_kind_behind(unit, from);
}

/* A central body's name with a place behind it is that place's office, known or not: "Hội NDVN tỉnh Long An";
 * how many tokens it takes. */
static size_t take_body_of_place(struct recognition *recognition, struct text_unit *unit, size_t from,
                                 size_t length, size_t place, const struct entry *centre) {
  struct arena *arena = recognition->arena;
  struct view behind = text_unit_part(unit, from + length, place);
  struct view body = body_name_without_country(arena, text_unit_part(unit, from, length));
  bool is_kind_alone = place_behind(unit, recognition->index, from + length) == 0;
  struct view name = ARENA_JOIN(arena, body, VIEW(" "), behind);
  if (is_kind_alone && recognition->home == NULL) return length + place;
  const struct home_names *home = &recognition->home_names;
  bool is_of_province = view_equal_string(text_fold(arena, behind), "tinh");
  if (is_kind_alone)
    name = ARENA_JOIN(arena, name, VIEW(" "), is_of_province ? home->as_province.name : home->here.name);
  const struct entry *office = recognition_find_whole(recognition, name);
  if (office == centre) office = NULL;
  recognition_add(unit, from, length + place, office,
                  office == NULL ? recognition_first_spelling(recognition, name) : (struct view){NULL, 0});
  return length + place;
}

/* A central body's name that offices of provinces have too, in a text of a province: the office of that, if
 * the register has it, else a doubt. How many tokens it takes. */
static size_t take_body_at_home(struct recognition *recognition, struct text_unit *unit,
                                const struct name_use *uses, size_t from, size_t length,
                                const struct entry *centre) {
  const struct entry *home = recognition->home;
  struct view written = text_unit_part(unit, from, length);
  struct buffer candidates = {0};
  const struct entry *office = recognition_choose(recognition, uses, NAME_RELATIVE, &candidates);
  buffer_free(&candidates);
  struct view name =
      home == NULL ? written
                   : body_name_at_home(recognition->arena, &recognition->home_names, unit, from, length);
  if (office == NULL && home != NULL) office = recognition_find_whole(recognition, name);
  if (office != NULL && office != centre) {
    recognition_tell_once(recognition, office->id, sentence_import_relative(written, office->id));
    recognition_add(unit, from, length, office, (struct view){NULL, 0});
  } else if (home != NULL) {
    recognition_tell_once(recognition, written, sentence_import_not_centre(written, name, centre->id));
    recognition_add(unit, from, length, NULL, recognition_first_spelling(recognition, name));
  } else {
    recognition_tell_once(recognition, written, sentence_import_whose_office(written, centre->id));
  }
  return length;
}

size_t recognition_take_body(struct recognition *recognition, struct text_unit *unit,
                             const struct name_use *uses, size_t from, size_t length,
                             const struct entry *entry) {
  if (!recognition_is_central_body(entry)) return 0;
  size_t place = place_of_body(recognition, unit, from + length);
  bool has_country = place_country_behind(unit, from + length - 2) > 0;
  /* "Bộ Y tế Hà Nội" may be two lines that were joined. */
  if (place > 0 && !recognition_is_of_many(unit, uses, from, length, entry) && !has_country &&
      !place_begins(unit, from + length))
    place = 0;
  if (place > 0) return take_body_of_place(recognition, unit, from, length, place, entry);
  if (!recognition_is_of_many(unit, uses, from, length, entry)) return 0;
  if (place_is_lower(unit, from + length)) return length;
  if (recognition->scope == SCOPE_CENTRAL) return 0;
  if (is_force(unit, from)) return length;
  if (recognition->scope == SCOPE_PROVINCE)
    return take_body_at_home(recognition, unit, uses, from, length, entry);
  struct view written = text_unit_part(unit, from, length);
  recognition_tell_once(recognition, written, sentence_import_centre(written, entry->id));
  return 0;
}
