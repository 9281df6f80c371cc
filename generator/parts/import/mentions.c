#include "parts/import/mentions.h"

#include "parts/import/body_name.h"
#include "parts/import/place_behind.h"
#include "parts/import/recognition.h"

#include "base/ascii.h"
#include "text/unicode.h"

/* "Quảng Trị, Đà Nẵng và Bình Định": the name stands right behind that of another province. */
static bool is_next_province(const struct text_unit *unit, size_t from) {
  static const char *const joints[] = {", ", "; ", " - ", " – ", " và "};
  if (unit->mention_count == 0) return false;
  const struct mention *last = &unit->mentions[unit->mention_count - 1];
  size_t begin = unit->tokens.items[from].begin;
  if (last->entry == NULL || last->entry->type != &province_type || last->end > begin) return false;
  struct view gap = view_slice(unit->text, last->end, begin - last->end);
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
    if (view_equal_string(gap, joints[i])) return true;
  return false;
}

/* "tỉnh Trà Vinh", "TP. Huế", "tại Hà Nội", or at the beginning: else it may be a person or what bears the
 * name. */
static bool is_province_here(const struct text_unit *unit, size_t from, size_t length) {
  static const char *const before[] = {"tinh", "pho", "tai", "o", "ve", "den", "doan", "tu", "gom", "giua"};
  if (!text_unit_are_capital(unit, from, length)) return false;
  if (text_unit_is(unit, from, "thanh") && text_unit_is(unit, from + 1, "pho"))
    return true; /* the name has the kind in it */
  if (text_unit_is(unit, from, "tinh")) return true;
  if (from == 0) return length > 1 || unit->tokens.items[0].end - unit->tokens.items[0].begin > 4;
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    if (text_unit_is(unit, from - 1, before[i])) return true;
  return is_next_province(unit, from);
}

/* "Ủy viên BCH Trung ương Đoàn", "UV Ban Thường vụ Tỉnh đoàn": a rank of the person, whose office is another.
 */
static bool is_in_rank(const struct text_unit *unit, size_t from) {
  static const char *const between[] = {"bch", "btv",  "ban",   "chap", "hanh", "thuong",
                                        "vu",  "truc", "chinh", "thuc", "du",   "khuyet"};
  enum { MOST = 9 };
  /* "Bí thư Đảng ủy Công an tỉnh" is told of beside the office. */
  bool is_party = text_unit_is(unit, from, "dang") && text_unit_is(unit, from + 1, "uy");
  if (is_party && from >= 2 && text_unit_is(unit, from - 2, "bi") && text_unit_is(unit, from - 1, "thu"))
    return true;
  for (size_t back = 1; back <= MOST && back <= from; back++) {
    size_t i = from - back;
    if (text_unit_is(unit, i, "uv") ||
        (text_unit_is(unit, i, "vien") && i > 0 && text_unit_is(unit, i - 1, "uy")))
      return true;
    bool is_between = false;
    for (size_t k = 0; k < sizeof between / sizeof *between; k++)
      is_between = is_between || text_unit_is(unit, i, between[k]);
    if (!is_between) return false;
  }
  return false;
}

/* "ủy ban MTTQ" is written with a small letter in many papers. */
static bool is_committee(const struct text_unit *unit, size_t from) {
  return text_unit_is(unit, from, "uy") && text_unit_is(unit, from + 1, "ban") &&
         (text_unit_is(unit, from + 2, "mat") || text_unit_is(unit, from + 2, "nhan"));
}

static bool is_here(const struct text_unit *unit, const struct name_use *use, size_t from, size_t length) {
  const struct record_type *type = use->entry == NULL ? &organization_type : use->entry->type;
  if (!text_unit_is_together(unit, from, length, type == &organization_type || type == &agreement_type))
    return false;
  if (type == &person_type) return length >= 2 && text_unit_are_capital(unit, from, length);
  if (type == &province_type) return is_province_here(unit, from, length);
  if (type == &organization_type && is_in_rank(unit, from)) return false;
  return unit->tokens.items[from].is_capital || type == &agreement_type || type == &agreement_type_type ||
         is_committee(unit, from);
}

bool mention_is_of_other_province(const struct entry *entry, const struct entry *home) {
  if (entry == NULL || entry->type != &agreement_type || home == NULL) return false;
  const struct list *signatories = &((const struct agreement *)entry)->signatories;
  for (size_t i = 0; i < signatories->count; i++) {
    const struct entry *office = ((const struct signatory *)signatories->items)[i].organization.target;
    const struct entry *province = office == NULL ? NULL : mention_province(office);
    if (province == NULL || province == home) return false;
  }
  return true;
}

/* One id is no choice: the name may as well be of what the register does not have. */
static struct message say_candidates(struct recognition *recognition, struct view name, struct view ids) {
  ids = arena_copy(recognition->arena, ids);
  return view_find_byte(ids, ',', 0) == VIEW_NOT_FOUND ? sentence_import_candidate(name, ids)
                                                       : sentence_import_candidates(name, ids);
}

/* The longest name at the token. "Sở Y tế" in "Sở Y tế, Tỉnh đoàn" has no "tỉnh" behind it. */
static const struct name_use *find_name(const struct recognition *recognition, const struct text_unit *unit,
                                        size_t from, size_t *length) {
  struct tokens front = unit->tokens;
  const struct name_use *uses = name_index_find(recognition->index, &front, from, length);
  if (uses == NULL || *length < 2 || place_kind_behind(unit, from + *length - 1) > 0 ||
      !text_unit_is(unit, from + *length - 1, "tinh"))
    return uses;
  front.count = from + *length - 1;
  return name_index_find(recognition->index, &front, from, length);
}

/* A name at the token; how many tokens it takes. */
static size_t take_name(struct recognition *recognition, struct text_unit *unit, size_t from,
                        bool only_whole) {
  size_t length = 0;
  const struct name_use *uses = find_name(recognition, unit, from, &length);
  if (uses == NULL || !is_here(unit, uses, from, length)) return 1;
  if (text_unit_is_in_number(unit, from, length)) return 1;
  struct view name = view_slice(unit->text, unit->tokens.items[from].begin,
                                unit->tokens.items[from + length - 1].end - unit->tokens.items[from].begin);
  struct buffer candidates = {0};
  const struct entry *entry = NULL;
  size_t taken = length;
  if (recognition_has_kind(uses, NAME_WHOLE)) {
    entry = recognition_choose(recognition, uses, NAME_WHOLE, &candidates);
    if (mention_is_of_other_province(entry, recognition->home)) entry = NULL;
    size_t of_body = only_whole ? 0 : recognition_take_body(recognition, unit, uses, from, length, entry);
    recognition->has_centre =
        recognition->has_centre ||
        (recognition_is_central_body(entry) && !recognition_is_of_many(unit, uses, from, length, entry));
    if (of_body > 0)
      taken = of_body;
    else if (entry != NULL)
      recognition_add(unit, from, length, entry, (struct view){NULL, 0});
    else if (!only_whole)
      recognition_tell_once(recognition, name, say_candidates(recognition, name, buffer_view(&candidates)));
  } else if (!only_whole) {
    bool is_of_other = place_behind(unit, recognition->index, from + length) > 0 ||
                       place_country_behind(unit, from + length) > 0 ||
                       recognition_is_central(unit, from, length) || place_is_lower(unit, from + length);
    bool is_lower = recognition->is_lower && recognition_may_be_lower(unit, from);
    if (!is_of_other && recognition_has_kind(uses, NAME_RELATIVE) && !is_lower)
      entry = recognition_choose(recognition, uses, NAME_RELATIVE, &candidates);
    bool is_known_home = recognition->home != NULL;
    if (entry != NULL) {
      recognition_tell_once(recognition, entry->id, sentence_import_relative(name, entry->id));
      recognition_add(unit, from, length, entry, (struct view){NULL, 0});
    } else if (!is_of_other && candidates.length > 0 && !is_known_home && !is_lower) {
      recognition_tell_once(recognition, name, say_candidates(recognition, name, buffer_view(&candidates)));
    } else {
      taken = recognition_take_office(recognition, unit, uses, from, length);
    }
  }
  buffer_free(&candidates);
  return taken;
}

/* The province at the token, with "tỉnh" or "thành phố" before it; how many tokens it takes, 0: none. */
static size_t province_at(const struct recognition *recognition, const struct text_unit *unit, size_t at,
                          const struct entry **province, size_t *name) {
  *name = at;
  size_t length = 0, kind = text_unit_is(unit, at, "tinh") ? 1 : 0;
  for (size_t skip = 0; skip <= kind; skip++) {
    const struct name_use *use = name_index_find(recognition->index, &unit->tokens, at + skip, &length);
    if (use == NULL || use->entry == NULL || use->entry->type != &province_type ||
        !text_unit_are_capital(unit, at + skip, length))
      continue;
    *name = at + skip;
    *province = use->entry;
    return skip + length;
  }
  return 0;
}

/* Whether what stands between two tokens joins parts of a list. */
static bool is_list_gap(const struct text_unit *unit, size_t before, size_t behind, bool is_first) {
  static const char *const joints[] = {", ", " và ", " - ", " – ", ", và ", "; ", " với ", "-", "–"};
  struct view gap = view_between(unit->text.data + unit->tokens.items[before].end,
                                 unit->text.data + unit->tokens.items[behind].begin);
  if (is_first) return gap.length <= 3; /* a blank, ": " or " (" */
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
    if (view_equal_string(gap, joints[i])) return true;
  return false;
}

/* The office of the head's kind in the province: "UBND" and Long An are the UBND tỉnh Long An. */
static void add_listed(struct recognition *recognition, struct text_unit *unit, struct view head, size_t from,
                       size_t length, const struct entry *entry) {
  const struct province *province = (const struct province *)entry;
  struct view kind = text_view(province->kind);
  bool is_city = view_equal_string(text_fold(recognition->arena, kind), "thanh pho");
  struct view name = ARENA_JOIN(recognition->arena, body_name_whole(recognition->arena, head),
                                is_city ? VIEW(" thành phố ") : VIEW(" tỉnh "), text_view(province->name));
  const struct entry *office = recognition_find_whole(recognition, name);
  recognition_add(unit, from, length, office,
                  office == NULL ? recognition_first_spelling(recognition, name) : (struct view){NULL, 0});
}

/* "UBND 6 tỉnh gồm Long An, Tiền Giang và …", "Công an các tỉnh, thành phố: …": an office of each; how many
 * tokens they take, 0 where no list is here. */
static size_t take_listed(struct recognition *recognition, struct text_unit *unit, size_t from) {
  enum { MOST = 40 };
  static const char *const openings[][2] = {{"gom", NULL}, {"bao", "gom"}, {"la", NULL}};
  size_t length = 0, begins[MOST], lengths[MOST], count = 0, name;
  const struct entry *provinces[MOST], *province = NULL;
  const struct name_use *uses = name_index_find(recognition->index, &unit->tokens, from, &length);
  if (uses == NULL || !(recognition_has_kind(uses, NAME_LEAD) || recognition_has_kind(uses, NAME_RELATIVE)) ||
      !is_here(unit, uses, from, length))
    return 0;
  size_t at = from + length;
  long long said = text_unit_number(unit, at); /* "6", "hai"; "các" says no number */
  bool is_several = said > 0 || view_equal_string(text_unit_word(unit, at), "các");
  if (!is_several || !text_unit_is_together(unit, at - 1, 2, false) || !text_unit_is(unit, at + 1, "tinh"))
    return 0;
  at += 2;
  if (text_unit_is(unit, at, "thanh")) at += text_unit_is(unit, at + 1, "pho") ? 2 : 1;
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
    if (text_unit_is(unit, at, openings[i][0]) &&
        (openings[i][1] == NULL || text_unit_is(unit, at + 1, openings[i][1]))) {
      at += openings[i][1] == NULL ? 1 : 2;
      break;
    }
  while (count < MOST) {
    size_t next = at + (count > 0 && text_unit_is(unit, at, "va") ? 1 : 0);
    if (next >= unit->tokens.count || !is_list_gap(unit, at - 1, next, count == 0)) break;
    size_t taken = province_at(recognition, unit, next, &province, &name);
    if (taken == 0) break;
    begins[count] = name;
    lengths[count] = taken - (name - next);
    provinces[count++] = province;
    at = next + taken;
  }
  if (count < 2) return 0;
  struct view head = view_slice(unit->text, unit->tokens.items[from].begin,
                                unit->tokens.items[from + length - 1].end - unit->tokens.items[from].begin);
  for (size_t i = 0; i < count; i++)
    add_listed(recognition, unit, head, begins[i], lengths[i], provinces[i]);
  if (said > 0 && said != (long long)count)
    recognition_tell_once(recognition, head, sentence_import_offices(said, (long long)count));
  return at - from;
}

/* "Văn phòng UBND tỉnh Gia Lai" is an office of its own, not the committee; where something is held, none. */
static void take_secretariat(struct recognition *recognition, struct text_unit *unit, size_t from) {
  static const char *const places[] = {"tai", "o", "so", "den"};
  const struct view own = VIEW("Văn phòng ");
  struct mention *mention = &unit->mentions[unit->mention_count - 1];
  const struct entry *entry = mention->entry;
  if (from < 2 || (entry != NULL && entry->type != &organization_type) ||
      !text_unit_is(unit, from - 2, "van") || !text_unit_is(unit, from - 1, "phong") ||
      !text_unit_is_together(unit, from - 2, 3, false))
    return;
  for (size_t i = 0; i < sizeof places / sizeof *places && from > 2; i++)
    if (text_unit_is(unit, from - 3, places[i])) {
      unit->mention_count--;
      return;
    }
  struct view of = entry == NULL ? mention->unknown : text_view(((const struct organization *)entry)->name);
  struct view name = ARENA_JOIN(recognition->arena, own, of);
  mention->entry = recognition_find_whole(recognition, name);
  mention->unknown =
      mention->entry == NULL ? recognition_first_spelling(recognition, name) : (struct view){NULL, 0};
  /* "Chánh Văn phòng" is a position, and stays before the office. */
  if (from == 2 || !text_unit_is(unit, from - 3, "chanh"))
    mention->begin = unit->tokens.items[from - 2].begin;
}

/* Whether the name says of which place the office is. */
static bool has_place(const struct recognition *recognition, struct view name, const struct entry *entry) {
  static const char *const kinds[] = {" tỉnh", " thành phố", " Thành phố", " TP", " huyện", " xã", " phường"};
  const struct entry *province = entry == NULL ? recognition->home : mention_province(entry);
  if (VIEW_HAS_ANY(name, kinds)) return true;
  if (province == NULL) return false;
  struct view place = text_view(((const struct province *)province)->name);
  return name.length > place.length &&
         view_equal(view_slice(name, name.length - place.length, SIZE_MAX), place);
}

/* "Hội Phụ nữ Công an tỉnh Lạng Sơn", "Đoàn Thanh niên Sở Y tế": two offices' names with a blank between are
 * that of a body within the second. */
static void join_names(struct recognition *recognition, struct text_unit *unit) {
  enum { LONGEST = 160 };
  if (unit->mention_count < 2) return;
  struct mention *within = &unit->mentions[unit->mention_count - 2], *last = within + 1;
  bool are_offices = (within->entry == NULL || within->entry->type == &organization_type) &&
                     (last->entry == NULL || last->entry->type == &organization_type);
  struct view name = view_slice(unit->text, within->begin, within->end - within->begin);
  if (!are_offices || last->begin != within->end + 1 || unit->text.data[within->end] != ' ' ||
      last->end - within->begin > LONGEST || has_place(recognition, name, within->entry))
    return;
  name = view_slice(unit->text, within->begin, last->end - within->begin);
  within->end = last->end;
  within->entry = recognition_find_whole(recognition, name);
  within->unknown =
      within->entry == NULL ? recognition_first_spelling(recognition, name) : (struct view){NULL, 0};
  unit->mention_count--;
}

static void scan(struct recognition *recognition, bool only_whole) {
  for (size_t i = 0; i < recognition->unit_count; i++) {
    struct text_unit *unit = &recognition->units[i];
    unit->mention_count = 0;
    for (size_t at = 0; at < unit->tokens.count;) {
      size_t listed = only_whole ? 0 : take_listed(recognition, unit, at), known = unit->mention_count;
      size_t taken = listed > 0 ? listed : take_name(recognition, unit, at, only_whole);
      if (listed == 0 && !only_whole && unit->mention_count > known) {
        take_secretariat(recognition, unit, at);
        join_names(recognition, unit);
      }
      at += taken;
    }
  }
}

/* Names of a title in capital letters as the text writes them, and what the register has in another order of
 * words. */
static void spell_unknown(struct recognition *recognition) {
  for (size_t i = 0; i < recognition->unit_count; i++)
    for (size_t k = 0; k < recognition->units[i].mention_count; k++) {
      struct mention *mention = &recognition->units[i].mentions[k];
      if (mention->entry != NULL || mention->unknown.length == 0) continue;
      mention->entry = recognition_same_words(recognition, mention->unknown);
      mention->unknown = mention->entry != NULL ? (struct view){NULL, 0}
                                                : recognition_first_spelling(recognition, mention->unknown);
    }
}

/* The only province that the units from the first on name; NULL with `*several` where there are more. */
static const struct entry *only_province(const struct recognition *recognition, size_t count, bool *several) {
  const struct entry *only = NULL;
  *several = false;
  for (size_t i = 0; i < count && !*several; i++)
    for (size_t k = 0; k < recognition->units[i].mention_count; k++) {
      const struct entry *entry = recognition->units[i].mentions[k].entry;
      if (entry == NULL) continue;
      const struct entry *province = entry->type == &province_type ? entry : mention_province(entry);
      if (province == NULL) continue;
      *several = *several || (only != NULL && only != province);
      only = province;
    }
  return *several ? NULL : only;
}

/* An office that is named whole leaves no doubt where it is named without its province too. */
static void trust_whole_names(struct recognition *recognition) {
  for (size_t i = 0; i < recognition->unit_count; i++)
    for (size_t k = 0; k < recognition->units[i].mention_count; k++) {
      const struct entry *entry = recognition->units[i].mentions[k].entry;
      if (entry != NULL)
        *map_slot(&recognition->told, text_fold_case(recognition->arena, entry->id)) = recognition;
    }
}

/* "tại Hà Nội", "ở tỉnh Lạng Sơn": the place of something. */
static bool is_where(const struct text_unit *unit, const struct mention *mention) {
  static const char *const kinds[] = {"tỉnh", "thành phố", "Thành phố", "TP.", "TP", "thủ đô", "Thủ đô"};
  struct view before = view_trim(view_slice(unit->text, 0, mention->begin));
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (view_ends_with(before, kinds[i])) {
      before = view_trim(view_slice(before, 0, before.length - strlen(kinds[i])));
      break;
    }
  return view_ends_with(before, " tại") || view_ends_with(before, " ở") || view_equal_string(before, "Tại") ||
         view_ends_with(before, ". Tại");
}

static enum text_scope scope_of(const struct recognition *recognition) {
  bool has_office = false, has_place = false, is_about = recognition->is_paper_of_home;
  for (size_t i = 0; i < recognition->unit_count; i++)
    for (size_t k = 0; k < recognition->units[i].mention_count; k++) {
      const struct mention *mention = &recognition->units[i].mentions[k];
      if (mention->entry == NULL) continue;
      has_office = has_office || mention_province(mention->entry) != NULL;
      if (mention->entry->type != &province_type) continue;
      has_place = true;
      is_about = is_about || !is_where(&recognition->units[i], mention);
    }
  if (has_office || (is_about && recognition->home != NULL)) return SCOPE_PROVINCE;
  if (!has_place) return SCOPE_CENTRAL;
  return is_about || recognition->has_centre ? SCOPE_PLACE : SCOPE_PROVINCE;
}

/* Whether the words of the name stand somewhere in the article, in any writing. */
static bool says(const struct recognition *recognition, struct view name) {
  struct tokens tokens = name_tokens(recognition->index, name);
  for (size_t i = 0; i < recognition->unit_count; i++) {
    const struct tokens *text = &recognition->units[i].tokens;
    for (size_t from = 0; from + tokens.count <= text->count; from++) {
      size_t same = 0;
      while (same < tokens.count && view_equal(text->items[from + same].folded, tokens.items[same].folded))
        same++;
      if (same == tokens.count) return true;
    }
  }
  return false;
}

/* An article of before says "tỉnh Quảng Ninh" of a city of today. A former name may stand without its kind,
 * unless the present one is written alike. */
static void find_home_names(struct recognition *recognition) {
  struct home_names *names = &recognition->home_names;
  const struct entry *home = recognition->home;
  size_t count = home == NULL ? 0 : names_count(home);
  bool is_said = false;
  for (size_t i = 0; i < count; i++) {
    struct unit_name name = names_at(home, i);
    bool is_former = !view_equal(name.name, names_at(home, count - 1).name);
    bool is_city = view_equal_string(text_fold(recognition->arena, name.kind), "thanh pho");
    if (!is_said) names->here = name;
    is_said = is_said || says(recognition, ARENA_JOIN(recognition->arena, name.kind, VIEW(" "), name.name)) ||
              (is_former && says(recognition, name.name));
    if (!is_city || names->as_province.name.length == 0) names->as_province = name;
  }
}

static void find_home(struct recognition *recognition, const struct article *article) {
  bool several;
  for (size_t units = 1; units <= 2 && recognition->home == NULL; units++) {
    recognition->home = only_province(recognition, units, &several);
    if (several) return;
  }
  if (recognition->home == NULL)
    recognition->home = only_province(recognition, recognition->unit_count, &several);
  if (recognition->home == NULL && !several) {
    recognition->home = name_index_province_in(recognition->index, article->dateline);
    recognition->is_paper_of_home = recognition->home != NULL;
  }
  if (recognition->home != NULL || several) return;
  /* A province's paper does not say of which province it writes. */
  recognition->home = name_index_province_in(recognition->index, article->url);
  if (recognition->home == NULL)
    recognition->home = name_index_province_in(recognition->index, article->outlet);
  recognition->is_paper_of_home = recognition->home != NULL;
  if (recognition->home != NULL)
    doubts_add(recognition->doubts, DOUBT_NAMES,
               sentence_import_home(text_view(((const struct province *)recognition->home)->name)));
}

/* The place below a province that the tokens name, "huyện Ba Thê": how many tokens, 0: none. */
static size_t lower_place(const struct text_unit *unit, size_t at) {
  size_t kind = place_lower_kind(unit, at), words = 0;
  if (kind == 0 || view_equal_string(text_unit_word(unit, at + 1), "nhánh")) return 0;
  while (at + kind + words < unit->tokens.count && words < 4 &&
         unit->tokens.items[at + kind + words].is_capital &&
         unit->tokens.items[at + kind + words].begin == unit->tokens.items[at + kind + words - 1].end + 1)
    words++;
  return words == 0 ? 0 : kind + words;
}

/* Of which kind the places of such offices are: "huyện"; `*several` where they differ. */
static void note_kind(struct arena *arena, const struct text_unit *unit, size_t at, struct view *kind,
                      bool *several) {
  const struct token *last = &unit->tokens.items[at + place_lower_kind(unit, at) - 1];
  struct view here = text_fold(
      arena, view_between(unit->text.data + unit->tokens.items[at].begin, unit->text.data + last->end));
  *several = *several || (kind->length > 0 && !view_equal(*kind, here));
  *kind = here;
}

/* Whether the article is about offices below the province, and of which place. */
static void find_lower(struct recognition *recognition) {
  size_t lower = 0, upper = 0;
  bool several = false;
  struct view folded = {NULL, 0}, kind = {NULL, 0};
  for (size_t i = 0; i < recognition->unit_count; i++) {
    const struct text_unit *unit = &recognition->units[i];
    for (size_t at = 0, length; at < unit->tokens.count; at++) {
      size_t place = lower_place(unit, at);
      if (place > 0) {
        struct view name = view_between(unit->text.data + unit->tokens.items[at].begin,
                                        unit->text.data + unit->tokens.items[at + place - 1].end);
        struct view key = text_fold(recognition->arena, name);
        several = several || (folded.length > 0 && !view_equal(key, folded));
        folded = key;
        recognition->lower_home = name;
        at += place - 1;
        continue;
      }
      const struct name_use *uses = name_index_find(recognition->index, &unit->tokens, at, &length);
      if (uses == NULL) continue;
      bool is_whole = recognition_has_kind(uses, NAME_WHOLE) && uses->entry != NULL &&
                      mention_province(uses->entry) != NULL;
      size_t kind_at = at;
      while (is_whole && kind_at < at + length && place_lower_kind(unit, kind_at) == 0)
        kind_at++;
      /* "UBND huyện Ba Thê", which the register knows, is one of a district too. */
      bool is_known_lower = is_whole && kind_at < at + length;
      if (is_known_lower) note_kind(recognition->arena, unit, kind_at, &kind, &several);
      lower += is_known_lower;
      upper += is_whole && !is_known_lower;
      if (is_whole || !(recognition_has_kind(uses, NAME_LEAD) || recognition_has_kind(uses, NAME_RELATIVE)))
        continue;
      size_t behind = at + length;
      if (behind < unit->tokens.count && !text_unit_is_together(unit, at, length + 1, true)) continue;
      size_t words = place_lower_kind(unit, behind);
      if (words > 0 && !view_equal_string(text_unit_word(unit, behind + 1), "nhánh")) {
        note_kind(recognition->arena, unit, behind, &kind, &several);
        lower++;
      }
      upper += place_kind_behind(unit, behind) > 0 || place_kind_behind(unit, behind - 1) > 0;
    }
  }
  /* "Hội Phụ nữ huyện" is not of the "thị trấn" that is named. */
  bool is_of_kind = kind.length > 0 && folded.length > kind.length && folded.data[kind.length] == ' ' &&
                    view_equal(kind, view_slice(folded, 0, kind.length));
  if (several || !is_of_kind) recognition->lower_home = (struct view){NULL, 0};
  recognition->is_lower = lower > 0 && upper == 0;
}

void mentions_find(struct mentions *mentions, struct arena *arena, const struct article *article,
                   const struct name_index *index, struct doubts *doubts) {
  *mentions = (struct mentions){.paragraph_units = article->paragraph_count};
  mentions->unit_count = 1 + article->paragraph_count + article->caption_count;
  mentions->units = arena_array(arena, mentions->unit_count, sizeof *mentions->units);
  mentions->units[0].text = article->title;
  for (size_t i = 0; i < article->paragraph_count; i++)
    mentions->units[1 + i].text = article->paragraphs[i].text;
  for (size_t i = 0; i < article->caption_count; i++)
    mentions->units[1 + article->paragraph_count + i].text = article->captions[i].text;
  for (size_t i = 0; i < mentions->unit_count; i++) {
    struct text_unit *unit = &mentions->units[i];
    unit->is_loud = !text_has_small_letter(unit->text);
    unit->tokens = name_tokens(index, unit->text);
    unit->mentions = arena_array(arena, unit->tokens.count + 1, sizeof *unit->mentions);
  }
  struct recognition recognition = {.units = mentions->units,
                                    .unit_count = mentions->unit_count,
                                    .arena = arena,
                                    .index = index,
                                    .doubts = doubts};
  scan(&recognition, true);
  trust_whole_names(&recognition);
  find_home(&recognition, article);
  find_home_names(&recognition);
  recognition.scope = scope_of(&recognition);
  find_lower(&recognition);
  scan(&recognition, false);
  spell_unknown(&recognition);
  mentions->home = recognition.home;
  map_free(&recognition.told);
  map_free(&recognition.spellings);
  map_free(&recognition.offices);
}
