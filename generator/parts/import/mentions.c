#include "parts/import/mentions.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

struct finding {
  struct mentions *mentions;
  struct arena *arena;
  const struct name_index *index;
  struct doubts *doubts;
  struct map told;      /* names that a doubt was told of */
  struct map spellings; /* the words of an unknown name -> the view as which it was written first */
};

const struct entry *mention_province(const struct entry *entry) {
  return entry->type == &organization_type ? ((const struct organization *)entry)->province.target : NULL;
}

/* Whether the words from one token to another are one name: no mark that parts them. */
static bool is_together(const struct text_unit *unit, size_t from, size_t length, bool with_commas) {
  for (size_t i = from; i + 1 < from + length; i++) {
    const struct token *a = &unit->tokens.items[i], *b = &unit->tokens.items[i + 1];
    if (b->begin <= a->end) continue;
    struct view gap = view_slice(unit->text, a->end, b->begin - a->end);
    if (view_find_byte(gap, ';', 0) != VIEW_NOT_FOUND || view_find_byte(gap, ':', 0) != VIEW_NOT_FOUND ||
        gap.length > (view_starts_with(gap, " (") ? 48U : 12U))
      return false;
    if (!with_commas && view_find_byte(gap, ',', 0) != VIEW_NOT_FOUND) return false;
    if (view_find(gap, VIEW("“"), 0) != VIEW_NOT_FOUND || view_find_byte(gap, '"', 0) != VIEW_NOT_FOUND)
      return false;
    bool has_stop = gap.data[0] == '.' && gap.length > 1;
    if (has_stop && !view_equal_string(view_slice(unit->text, a->end - 1, 1), "P") && a->end - a->begin > 3)
      return false;
  }
  return true;
}

static bool are_capital(const struct text_unit *unit, size_t from, size_t length) {
  for (size_t i = from; i < from + length; i++)
    if (!unit->tokens.items[i].is_capital) return false;
  return true;
}

static bool token_is(const struct text_unit *unit, size_t i, const char *folded) {
  return i < unit->tokens.count && view_equal_string(unit->tokens.items[i].folded, folded);
}

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
  if (!are_capital(unit, from, length)) return false;
  if (token_is(unit, from, "thanh") && token_is(unit, from + 1, "pho"))
    return true; /* the name has the kind in it */
  if (token_is(unit, from, "tinh")) return true;
  if (from == 0) return length > 1 || unit->tokens.items[0].end - unit->tokens.items[0].begin > 4;
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    if (token_is(unit, from - 1, before[i])) return true;
  return is_next_province(unit, from);
}

/* "Ủy viên BCH Trung ương Đoàn", "UV Ban Thường vụ Tỉnh đoàn": a rank of the person, whose office is another.
 */
static bool is_in_rank(const struct text_unit *unit, size_t from) {
  static const char *const between[] = {"bch", "btv",  "ban",   "chap", "hanh", "thuong",
                                        "vu",  "truc", "chinh", "thuc", "du",   "khuyet"};
  enum { MOST = 9 };
  for (size_t back = 1; back <= MOST && back <= from; back++) {
    size_t i = from - back;
    if (token_is(unit, i, "uv") || (token_is(unit, i, "vien") && i > 0 && token_is(unit, i - 1, "uy")))
      return true;
    bool is_between = false;
    for (size_t k = 0; k < sizeof between / sizeof *between; k++)
      is_between = is_between || token_is(unit, i, between[k]);
    if (!is_between) return false;
  }
  return false;
}

/* "ủy ban MTTQ" is written with a small letter in many papers. */
static bool is_committee(const struct text_unit *unit, size_t from) {
  return token_is(unit, from, "uy") && token_is(unit, from + 1, "ban") &&
         (token_is(unit, from + 2, "mat") || token_is(unit, from + 2, "nhan"));
}

static bool is_here(const struct text_unit *unit, const struct name_use *use, size_t from, size_t length) {
  const struct record_type *type = use->entry == NULL ? &organization_type : use->entry->type;
  if (!is_together(unit, from, length, type == &organization_type || type == &agreement_type)) return false;
  if (type == &person_type) return length >= 2 && are_capital(unit, from, length);
  if (type == &province_type) return is_province_here(unit, from, length);
  if (type == &organization_type && is_in_rank(unit, from)) return false;
  return unit->tokens.items[from].is_capital || type == &agreement_type || type == &agreement_type_type ||
         is_committee(unit, from);
}

static struct view word_at(const struct text_unit *unit, size_t i) {
  if (i >= unit->tokens.count) return (struct view){NULL, 0};
  const struct token *token = &unit->tokens.items[i];
  return view_slice(unit->text, token->begin, token->end - token->begin);
}

/* How many tokens name a kind of place below the province: "huyện", "thị xã". */
static size_t lower_kind(const struct text_unit *unit, size_t i) {
  static const char *const kinds[][3] = {
      {"huyện", "Huyện", NULL}, {"quận", "Quận", NULL}, {"xã", "Xã", NULL},   {"phường", "Phường", NULL},
      {"thị", "Thị", "xã"},     {"thị", "Thị", "trấn"}, {"đặc", "Đặc", "khu"}};
  struct view word = word_at(unit, i), next = word_at(unit, i + 1);
  if (view_equal_string(next, "hội")) return 0; /* "xã hội" */
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    if (!view_equal_string(word, kinds[k][0]) && !view_equal_string(word, kinds[k][1])) continue;
    if (kinds[k][2] == NULL) return 1;
    if (view_equal_string(next, kinds[k][2])) return 2;
  }
  return 0;
}

/* Whether what stands right behind a name says that it is not the province's office: "Công an huyện", "UBND
 * các xã", "UBND 6 tỉnh". */
static bool is_of_lower(const struct text_unit *unit, size_t from) {
  if (from == 0 || from >= unit->tokens.count) return false;
  size_t end = unit->tokens.items[from - 1].end, begin = unit->tokens.items[from].begin;
  if (begin <= end || !view_equal_string(view_slice(unit->text, end, begin - end), " ")) return false;
  struct view word = word_at(unit, from);
  return lower_kind(unit, from) > 0 || view_equal_string(word, "cấp") || view_equal_string(word, "các") ||
         ascii_is_digit(word.data[0]);
}

/* How many tokens behind the name of an office say of which place it is: "tỉnh Đồng Tháp", "Bến Tre", "huyện
 * Ia Pa". */
static size_t place_behind(const struct text_unit *unit, const struct name_index *index, size_t from) {
  enum { MOST_WORDS = 4 };
  size_t at = from, length, lower = lower_kind(unit, at);
  if (token_is(unit, at, "tinh"))
    at++;
  else if (token_is(unit, at, "thanh") && token_is(unit, at + 1, "pho"))
    at += 2;
  else
    at += lower;
  if (at > from && !is_together(unit, from - 1, at - from + 1, false)) return 0;
  const struct name_use *use = name_index_find(index, &unit->tokens, at, &length);
  if (at > 0 && use != NULL && use->entry != NULL && use->entry->type == &province_type &&
      are_capital(unit, at, length) && is_together(unit, at - 1, length + 1, false))
    return at + length - from;
  size_t words = 0;
  while (at + words < unit->tokens.count && words < MOST_WORDS &&
         (unit->tokens.items[at + words].is_capital ||
          (lower > 0 && ascii_is_digit(word_at(unit, at + words).data[0]))) &&
         is_together(unit, at + words - 1, 2, false) &&
         view_equal_string(view_slice(unit->text, unit->tokens.items[at + words].begin - 1, 1), " "))
    words++;
  bool has_kind = at > from;
  return words > 0 && has_kind ? at + words - from : 0;
}

/* Words with capital letters or numbers behind a name, one blank between two: of "Trường Đại học Vinh" the
 * last. */
static size_t own_name_behind(const struct text_unit *unit, size_t from) {
  enum { MOST_WORDS = 8 };
  size_t words = 0;
  while (
      from > 0 && from + words < unit->tokens.count && words < MOST_WORDS &&
      (unit->tokens.items[from + words].is_capital || ascii_is_digit(word_at(unit, from + words).data[0])) &&
      unit->tokens.items[from + words].begin == unit->tokens.items[from + words - 1].end + 1)
    words++;
  return words;
}

/* "Việt Nam" behind a name: it is that of the whole country. */
static size_t country_behind(const struct text_unit *unit, size_t from) {
  return token_is(unit, from, "viet") && token_is(unit, from + 1, "nam") &&
                 unit->tokens.items[from].is_capital && is_together(unit, from - 1, 3, false)
             ? 2
             : 0;
}

/* "tỉnh" or "thành phố" behind a name, with no name behind it. */
static size_t kind_behind(const struct text_unit *unit, size_t from) {
  if (from == 0 || from >= unit->tokens.count || !is_together(unit, from - 1, 2, false)) return 0;
  if (token_is(unit, from, "tinh")) return 1;
  return token_is(unit, from, "thanh") && token_is(unit, from + 1, "pho") ? 2 : 0;
}

static void tell_once(struct finding *finding, struct view name, struct message message) {
  struct view key = text_fold_case(finding->arena, name);
  void **slot = map_slot(&finding->told, key);
  if (*slot == NULL) doubts_add(finding->doubts, DOUBT_NAMES, message);
  *slot = finding;
}

/* The only use of the kind whose entry is of the home province, or of any where there is one use; else NULL,
 * and the ids of all in `candidates`. */
static const struct entry *choose(struct finding *finding, const struct name_use *uses,
                                  enum name_use_kind kind, struct buffer *candidates) {
  const struct entry *home = finding->mentions->home, *only = NULL, *at_home = NULL;
  size_t count = 0, count_at_home = 0;
  for (const struct name_use *use = uses; use != NULL; use = use->next) {
    if (use->kind != kind) continue;
    only = use->entry;
    count++;
    if (candidates->length < 400)
      buffer_format(candidates, "%s%.*s", candidates->length == 0 ? "" : ", ", VIEW_FORMAT(use->entry->id));
    if (home == NULL || mention_province(use->entry) != home) continue;
    at_home = use->entry;
    count_at_home++;
  }
  if (kind == NAME_WHOLE && count == 1) return only;
  return count_at_home == 1 ? at_home : NULL;
}

static bool has_kind(const struct name_use *uses, enum name_use_kind kind) {
  for (; uses != NULL; uses = uses->next)
    if (uses->kind == kind) return true;
  return false;
}

static void add_mention(struct text_unit *unit, size_t from, size_t length, const struct entry *entry,
                        struct view unknown) {
  unit->mentions[unit->mention_count++] = (struct mention){
      unit->tokens.items[from].begin, unit->tokens.items[from + length - 1].end, entry, unknown};
}

/* "Trung ương" before the name. */
static bool is_of_center(const struct text_unit *unit, size_t from) {
  return from >= 2 && token_is(unit, from - 2, "trung") && token_is(unit, from - 1, "uong");
}

static bool is_central(const struct text_unit *unit, size_t from, size_t length) {
  if (token_is(unit, from, "bo") && !token_is(unit, from + 1, "chi") && !token_is(unit, from + 1, "doi"))
    return true;
  if (token_is(unit, from, "tong")) return true;
  for (size_t i = from + 1; i <= from + length; i++)
    if (token_is(unit, i, "toi") && token_is(unit, i + 1, "cao")) return true; /* "tối cao" */
  bool has_country = false;
  for (size_t i = from; i + 1 < from + length; i++)
    has_country = has_country || (token_is(unit, i, "viet") && token_is(unit, i + 1, "nam"));
  bool is_of_front = token_is(unit, from, "uy") || token_is(unit, from, "mat");
  if (has_country && !is_of_front) return true;
  return is_of_center(unit, from);
}

/* What is written short in running text has its whole name in a register. */
static struct view whole_words(struct arena *arena, struct view name) {
  static const char *const short_words[][2] = {{"UBMTTQ", "Ủy ban Mặt trận Tổ quốc"},
                                               {"UBND", "Ủy ban nhân dân"},
                                               {"HĐND", "Hội đồng nhân dân"},
                                               {"MTTQ", "Mặt trận Tổ quốc"},
                                               {"LHPN", "Liên hiệp Phụ nữ"},
                                               {"LĐLĐ", "Liên đoàn Lao động"},
                                               {"LHTN", "Liên hiệp Thanh niên"},
                                               {"CCB", "Cựu chiến binh"},
                                               {"CAND", "Công an nhân dân"},
                                               {"BĐBP", "Bộ đội Biên phòng"},
                                               {"BHXH", "Bảo hiểm xã hội"},
                                               {"ĐBQH", "đại biểu Quốc hội"},
                                               {"MTTQVN", "Mặt trận Tổ quốc Việt Nam"},
                                               {"UBMTTQVN", "Ủy ban Mặt trận Tổ quốc Việt Nam"},
                                               {"VKSND", "Viện kiểm sát nhân dân"},
                                               {"KSND", "kiểm sát nhân dân"},
                                               {"TAND", "Tòa án nhân dân"},
                                               {"CHQS", "Chỉ huy Quân sự"},
                                               {"ND", "Nông dân"}};
  struct buffer whole = {0};
  struct view word;
  while (view_next(&name, ' ', &word)) {
    if (view_starts_with(word, "(") && view_ends_with(word, ")")) continue;
    struct view written = word;
    for (size_t i = 0; i < sizeof short_words / sizeof *short_words; i++)
      if (view_equal_string(word, short_words[i][0])) written = view_of(short_words[i][1]);
    if (whole.length > 0) buffer_add_byte(&whole, ' ');
    buffer_add(&whole, written);
  }
  struct view text = text_capitalize(arena, arena_copy(arena, buffer_view(&whole)));
  buffer_free(&whole);
  static const char *const courts[] = {"Viện kiểm sát", "Viện Kiểm sát", "Tòa án"};
  for (size_t i = 0; i < sizeof courts / sizeof *courts; i++) {
    struct view rest = view_slice(text, strlen(courts[i]), SIZE_MAX);
    if (!view_starts_with(text, courts[i]) || view_starts_with(rest, " nhân") ||
        view_starts_with(rest, " quân"))
      continue;
    return ARENA_JOIN(arena, view_of(courts[i]), VIEW(" nhân dân"), rest);
  }
  return text;
}

/* The name of the home province's office: "Hội Nông dân tỉnh" is "Hội Nông dân tỉnh Gia Lai". */
static struct view name_at_home(struct finding *finding, const struct text_unit *unit, size_t from,
                                size_t length) {
  struct arena *arena = finding->arena;
  const struct province *home = (const struct province *)finding->mentions->home;
  struct view name = text_view(home->name);
  bool is_city = view_equal_string(text_fold(arena, text_view(home->kind)), "thanh pho");
  if (token_is(unit, from, "thanh") && token_is(unit, from + 1, "doan"))
    return ARENA_JOIN(arena, VIEW("Thành đoàn "), name);
  if (token_is(unit, from, "tinh") || token_is(unit, from, "doan"))
    return ARENA_JOIN(arena, is_city ? VIEW("Thành đoàn ") : VIEW("Tỉnh đoàn "), name);
  while (length > 1 && token_is(unit, from + length - 1, "tinh"))
    length--;
  while (length > 2 && token_is(unit, from + length - 1, "pho") && token_is(unit, from + length - 2, "thanh"))
    length -= 2;
  const struct token *first = &unit->tokens.items[from], *last = &unit->tokens.items[from + length - 1];
  struct view head = view_slice(unit->text, first->begin, last->end - first->begin);
  return ARENA_JOIN(arena, whole_words(arena, head), is_city ? VIEW(" thành phố ") : VIEW(" tỉnh "), name);
}

/* The entry that a whole name is of, if it is one's. */
static const struct entry *find_whole(struct finding *finding, struct view name) {
  struct tokens tokens = name_tokens(finding->index, name);
  size_t length = 0;
  const struct name_use *uses = name_index_find(finding->index, &tokens, 0, &length);
  if (uses == NULL || length != tokens.count || !has_kind(uses, NAME_WHOLE)) return NULL;
  struct buffer candidates = {0};
  const struct entry *entry = choose(finding, uses, NAME_WHOLE, &candidates);
  buffer_free(&candidates);
  return entry;
}

/* Of the beginnings of names those that are an office's without a place: "Sở Tư pháp", "Hội Nông dân". */
static bool stands_alone(const struct text_unit *unit, size_t from) {
  static const char *const words[] = {"so", "hoi", "lien", "uy", "toa"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (token_is(unit, from, words[i])) return true;
  if (token_is(unit, from + 1, "kiem") && token_is(unit, from + 2, "sat")) return true;
  if (token_is(unit, from + 1, "chi") && token_is(unit, from + 2, "huy")) return true;
  return (token_is(unit, from, "tinh") || token_is(unit, from, "thanh")) && token_is(unit, from + 1, "doan");
}

/* The name as it was written first, of names of the same words. "tỉnh" in "Sở Tư pháp tỉnh Bắc Giang" makes
 * no other office of it. */
static struct view first_spelling(struct finding *finding, struct view name) {
  struct tokens tokens = name_tokens(finding->index, name);
  struct buffer words = {0};
  for (size_t i = 0; i < tokens.count; i++) {
    struct view word = tokens.items[i].folded;
    bool is_front = view_equal_string(tokens.items[0].folded, "uy");
    if (i > 0 && view_equal_string(word, "tinh")) continue;
    if (is_front && (view_equal_string(word, "viet") || view_equal_string(word, "nam"))) continue;
    buffer_add(&words, tokens.items[i].word);
    buffer_add_byte(&words, ' ');
  }
  void **slot = map_slot(&finding->spellings, arena_copy(finding->arena, buffer_view(&words)));
  if (*slot == NULL) {
    struct view *first = arena_allocate(finding->arena, sizeof *first);
    *first = name;
    *slot = first;
  }
  buffer_free(&words);
  return *(const struct view *)*slot;
}

/* An office that the register may not know, by how its name begins; how many tokens it takes. */
static size_t take_unknown(struct finding *finding, struct text_unit *unit, const struct name_use *uses,
                           size_t from, size_t length) {
  /* "Đại hội đại biểu toàn quốc Đoàn Thanh niên …" is of no province. */
  if (from >= 2 && token_is(unit, from - 2, "toan") && token_is(unit, from - 1, "quoc")) return length;
  bool has_own_name = has_kind(uses, NAME_NAMED_LEAD);
  size_t place = place_behind(unit, finding->index, from + length), taken = length + place;
  if (has_own_name) {
    size_t words = own_name_behind(unit, from + length);
    if (words == 0) return length;
    taken = length + words;
  } else if (place == 0) {
    taken += country_behind(unit, from + length);
    if (token_is(unit, from + taken, "toi") && token_is(unit, from + taken + 1, "cao")) taken += 2;
  }
  struct view name = view_slice(unit->text, unit->tokens.items[from].begin,
                                unit->tokens.items[from + taken - 1].end - unit->tokens.items[from].begin);
  struct view written = name;
  bool has_place = place > 0 || has_own_name || is_central(unit, from, taken);
  bool has_kind_behind = kind_behind(unit, from + taken) > 0 || kind_behind(unit, from + taken - 1) == 1 ||
                         (taken >= 2 && kind_behind(unit, from + taken - 2) == 2);
  if (!has_place && is_of_lower(unit, from + taken)) return length;
  bool is_youth_union = token_is(unit, from, "doan") && finding->mentions->home != NULL;
  if (!has_place && !has_kind_behind && !is_youth_union && !stands_alone(unit, from)) return length;
  if (!has_place && finding->mentions->home != NULL) {
    name = name_at_home(finding, unit, from, length);
    taken += kind_behind(unit, from + taken);
  } else if (!has_place) {
    taken += kind_behind(unit, from + taken);
    name = view_slice(unit->text, unit->tokens.items[from].begin,
                      unit->tokens.items[from + taken - 1].end - unit->tokens.items[from].begin);
  } else if (token_is(unit, from, "tinh") && token_is(unit, from + 1, "doan") && place > 0) {
    struct view behind = view_slice(unit->text, unit->tokens.items[from + length].begin, SIZE_MAX);
    name = ARENA_JOIN(
        finding->arena, VIEW("Tỉnh đoàn "),
        view_slice(behind, 0,
                   unit->tokens.items[from + taken - 1].end - unit->tokens.items[from + length].begin));
  }
  const struct entry *entry = find_whole(finding, name);
  bool is_of_country =
      token_is(unit, from, "hoi") || token_is(unit, from, "mat") || token_is(unit, from, "lien");
  if (entry == NULL && is_of_country && is_of_center(unit, from)) {
    /* "Trung ương Hội Nông dân" is that of the Hội Nông dân Việt Nam. */
    struct view of_country = ARENA_JOIN(finding->arena, name, VIEW(" Việt Nam"));
    entry = find_whole(finding, of_country);
    if (entry == NULL && place == 0 && country_behind(unit, from + length) == 0) name = of_country;
  }
  if (entry != NULL && !has_place)
    tell_once(finding, entry->id, sentence_import_relative(written, entry->id));
  add_mention(unit, from, taken, entry,
              entry == NULL ? first_spelling(finding, whole_words(finding->arena, name))
                            : (struct view){NULL, 0});
  return taken;
}

/* A name at the token; how many tokens it takes. */
static size_t take_name(struct finding *finding, struct text_unit *unit, size_t from, bool only_whole) {
  size_t length = 0;
  const struct name_use *uses = name_index_find(finding->index, &unit->tokens, from, &length);
  if (uses == NULL || !is_here(unit, uses, from, length)) return 1;
  struct view name = view_slice(unit->text, unit->tokens.items[from].begin,
                                unit->tokens.items[from + length - 1].end - unit->tokens.items[from].begin);
  struct buffer candidates = {0};
  const struct entry *entry = NULL;
  size_t taken = length;
  if (has_kind(uses, NAME_WHOLE)) {
    entry = choose(finding, uses, NAME_WHOLE, &candidates);
    if (entry != NULL)
      add_mention(unit, from, length, entry, (struct view){NULL, 0});
    else if (!only_whole)
      tell_once(finding, name,
                sentence_import_candidates(name, arena_copy(finding->arena, buffer_view(&candidates))));
  } else if (!only_whole) {
    bool is_of_other = place_behind(unit, finding->index, from + length) > 0 ||
                       country_behind(unit, from + length) > 0 || is_central(unit, from, length) ||
                       is_of_lower(unit, from + length);
    if (!is_of_other && has_kind(uses, NAME_RELATIVE))
      entry = choose(finding, uses, NAME_RELATIVE, &candidates);
    bool is_known_home = finding->mentions->home != NULL;
    if (entry != NULL) {
      tell_once(finding, entry->id, sentence_import_relative(name, entry->id));
      add_mention(unit, from, length, entry, (struct view){NULL, 0});
    } else if (!is_of_other && candidates.length > 0 && !is_known_home) {
      tell_once(finding, name,
                sentence_import_candidates(name, arena_copy(finding->arena, buffer_view(&candidates))));
    } else {
      taken = take_unknown(finding, unit, uses, from, length);
    }
  }
  buffer_free(&candidates);
  return taken;
}

static void scan(struct finding *finding, bool only_whole) {
  struct mentions *mentions = finding->mentions;
  for (size_t i = 0; i < mentions->unit_count; i++) {
    struct text_unit *unit = &mentions->units[i];
    unit->mention_count = 0;
    for (size_t at = 0; at < unit->tokens.count;)
      at += take_name(finding, unit, at, only_whole);
  }
}

/* The only province that the units from the first on name; NULL with `*several` where there are more. */
static const struct entry *only_province(const struct mentions *mentions, size_t count, bool *several) {
  const struct entry *only = NULL;
  *several = false;
  for (size_t i = 0; i < count && !*several; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct entry *entry = mentions->units[i].mentions[k].entry;
      if (entry == NULL) continue;
      const struct entry *province = entry->type == &province_type ? entry : mention_province(entry);
      if (province == NULL) continue;
      *several = *several || (only != NULL && only != province);
      only = province;
    }
  return *several ? NULL : only;
}

/* An office that is named whole leaves no doubt where it is named without its province too. */
static void trust_whole_names(struct finding *finding) {
  const struct mentions *mentions = finding->mentions;
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct entry *entry = mentions->units[i].mentions[k].entry;
      if (entry != NULL) *map_slot(&finding->told, text_fold_case(finding->arena, entry->id)) = finding;
    }
}

static void find_home(struct finding *finding, const struct article *article) {
  struct mentions *mentions = finding->mentions;
  bool several;
  for (size_t units = 1; units <= 2 && mentions->home == NULL; units++) {
    mentions->home = only_province(mentions, units, &several);
    if (several) return;
  }
  if (mentions->home == NULL) mentions->home = only_province(mentions, mentions->unit_count, &several);
  if (mentions->home == NULL && !several)
    mentions->home = name_index_province_in(finding->index, article->dateline);
  if (mentions->home != NULL || several) return;
  /* A province's paper does not say of which province it writes. */
  mentions->home = name_index_province_in(finding->index, article->url);
  if (mentions->home == NULL) mentions->home = name_index_province_in(finding->index, article->outlet);
  if (mentions->home != NULL)
    doubts_add(finding->doubts, DOUBT_NAMES,
               sentence_import_home(text_view(((const struct province *)mentions->home)->name)));
}

static void add_person(struct finding *finding, size_t unit_index, size_t from, size_t length) {
  enum { MOST = 1000 };
  struct mentions *mentions = finding->mentions;
  const struct text_unit *unit = &mentions->units[unit_index];
  if (mentions->person_count == MOST) return;
  mentions->people = arena_grow(finding->arena, mentions->people, mentions->person_count,
                                &mentions->person_capacity, sizeof *mentions->people);
  size_t begin = unit->tokens.items[from].begin, end = unit->tokens.items[from + length - 1].end;
  struct press_person person = {unit_index, begin, end, view_slice(unit->text, begin, end - begin), NULL};
  for (size_t i = 0; i < unit->mention_count; i++)
    if (unit->mentions[i].begin == begin && unit->mentions[i].entry != NULL &&
        unit->mentions[i].entry->type == &person_type)
      person.entry = unit->mentions[i].entry;
  mentions->people[mentions->person_count++] = person;
}

/* A person's name at the token: two to five words with capital letters, one blank between two. */
static size_t name_length(const struct text_unit *unit, size_t from) {
  enum { LEAST = 2, MOST = 5 };
  size_t length = 0;
  while (from + length < unit->tokens.count && length <= MOST) {
    const struct token *token = &unit->tokens.items[from + length];
    if (!token->is_capital) break;
    if (length > 0 && (token->begin != token[-1].end + 1 || unit->text.data[token[-1].end] != ' ')) break;
    length++;
  }
  return length >= LEAST && length <= MOST ? length : 0;
}

static void find_people(struct finding *finding, size_t unit_index) {
  const struct text_unit *unit = &finding->mentions->units[unit_index];
  bool in_list = false;
  for (size_t i = 0; i < unit->tokens.count; i++) {
    const struct token *token = &unit->tokens.items[i];
    struct view before =
        i == 0 ? (struct view){NULL, 0} : view_slice(unit->text, token[-1].end, token->begin - token[-1].end);
    if (i > 0 && view_starts_with(before, ".") && before.length > 1) in_list = false;
    bool is_comrade = i >= 2 && token_is(unit, i - 2, "dong") && token_is(unit, i - 1, "chi");
    bool is_polite =
        i >= 1 && (token_is(unit, i - 1, "ong") || token_is(unit, i - 1, "ba")) && before.length == 1;
    if (is_comrade && view_starts_with(before, ":")) in_list = true;
    bool begins = is_comrade || is_polite || (in_list && view_starts_with(before, ";"));
    if (!begins) continue;
    size_t length = name_length(unit, i);
    if (length == 0) continue;
    add_person(finding, unit_index, i, length);
    i += length - 1;
  }
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
    unit->tokens = name_tokens(index, unit->text);
    unit->mentions = arena_array(arena, unit->tokens.count + 1, sizeof *unit->mentions);
  }
  struct finding finding = {.mentions = mentions, .arena = arena, .index = index, .doubts = doubts};
  scan(&finding, true);
  trust_whole_names(&finding);
  find_home(&finding, article);
  scan(&finding, false);
  for (size_t i = 0; i < mentions->unit_count; i++)
    find_people(&finding, i);
  map_free(&finding.told);
  map_free(&finding.spellings);
}
