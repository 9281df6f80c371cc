#include "parts/import/body_name.h"
#include "parts/import/place_behind.h"
#include "parts/import/recognition.h"

#include "base/ascii.h"
#include "text/unicode.h"

/* Whether a blank, and nothing else, stands before the token. */
static bool is_next_word(const struct text_unit *unit, size_t at) {
  return at > 0 && at < unit->tokens.count &&
         unit->tokens.items[at].begin == unit->tokens.items[at - 1].end + 1;
}

/* "Bách khoa", "Kinh tế": what schools teach is written with one capital letter; how many tokens it is. */
static size_t subject_length(const struct text_unit *unit, size_t at) {
  static const char *const subjects[][3] = {{"quoc", "gia"},     {"bach", "khoa"},
                                            {"su", "pham"},      {"kinh", "te"},
                                            {"quoc", "te"},      {"nong", "lam"},
                                            {"nong", "nghiep"},  {"lam", "nghiep"},
                                            {"cong", "nghiep"},  {"cong", "nghe"},
                                            {"cong", "thuong"},  {"thuong", "mai"},
                                            {"ngoai", "thuong"}, {"ngoai", "ngu"},
                                            {"ngoai", "giao"},   {"y", "duoc"},
                                            {"y", "te"},         {"y", "khoa"},
                                            {"y", "hoc"},        {"dieu", "duong"},
                                            {"van", "hoa"},      {"nghe", "thuat"},
                                            {"my", "thuat"},     {"ky", "thuat"},
                                            {"kien", "truc"},    {"xay", "dung"},
                                            {"giao", "thong"},   {"van", "tai"},
                                            {"thuy", "loi"},     {"thuy", "san"},
                                            {"hang", "hai"},     {"hang", "khong"},
                                            {"du", "lich"},      {"tai", "chinh"},
                                            {"ngan", "hang"},    {"hanh", "chinh"},
                                            {"chinh", "tri"},    {"chinh", "sach"},
                                            {"kinh", "doanh"},   {"quoc", "dan"},
                                            {"nhan", "dan"},     {"nhan", "van"},
                                            {"xa", "hoi"},       {"khoa", "hoc"},
                                            {"tu", "nhien"},     {"tai", "nguyen"},
                                            {"moi", "truong"},   {"lao", "dong"},
                                            {"cong", "doan"},    {"thanh", "thieu", "nien"},
                                            {"phu", "nu"},       {"canh", "sat"},
                                            {"an", "ninh"},      {"bien", "phong"},
                                            {"hai", "quan"},     {"kiem", "sat"},
                                            {"toa", "an"},       {"tu", "phap"},
                                            {"noi", "vu"},       {"quan", "y"},
                                            {"quan", "su"},      {"luc", "quan"},
                                            {"buu", "chinh"},    {"vien", "thong"},
                                            {"truyen", "thong"}, {"thong", "tin"},
                                            {"dien", "luc"},     {"dau", "khi"},
                                            {"giao", "duc"},     {"dao", "tao"},
                                            {"the", "duc"},      {"the", "thao"},
                                            {"san", "khau"},     {"dien", "anh"},
                                            {"am", "nhac"},      {"bao", "chi"},
                                            {"tuyen", "truyen"}, {"dan", "toc"},
                                            {"luat", "hoc"}};
  if (at >= unit->tokens.count || !unit->tokens.items[at].is_capital) return 0;
  for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
    size_t length = 0;
    while (length < 3 && subjects[i][length] != NULL &&
           text_unit_is(unit, at + length, subjects[i][length]) &&
           (length == 0 || is_next_word(unit, at + length)))
      length++;
    if (length == 3 || (length == 2 && subjects[i][2] == NULL)) return length;
  }
  return 0;
}

/* How many tokens behind a name are the body's own: words with capital letters or numbers, subjects, and the
 * place: of "Trường Đại học Vinh" the last, of "Đại học Bách khoa Hà Nội" the last four. */
static size_t own_name_behind(const struct text_unit *unit, const struct name_index *index, size_t from) {
  enum { MOST_WORDS = 12 };
  size_t at = from;
  while (is_next_word(unit, at) && at - from < MOST_WORDS) {
    size_t joined = at > from && text_unit_is(unit, at, "va") && is_next_word(unit, at + 1) ? 1 : 0;
    size_t place = at > from && joined == 0 && place_begins(unit, at) ? place_behind(unit, index, at) : 0;
    if (place > 0) return at + place - from;
    size_t subject = subject_length(unit, at + joined);
    bool is_number = at == from && place_is_number(text_unit_word(unit, at));
    if (is_number) return 1; /* "Quân khu 9 Lê Văn An" */
    if (subject > 0)
      at += joined + subject;
    else if (joined == 0 &&
             (unit->tokens.items[at].is_capital || ascii_is_digit(text_unit_word(unit, at).data[0])))
      at++;
    else
      break;
  }
  return at - from;
}

/* "Mặt trận Tổ quốc tỉnh Lâm Đồng" is the Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lâm Đồng. */
static const struct entry *find_front(struct recognition *recognition, struct view name) {
  struct arena *arena = recognition->arena;
  const struct view front = VIEW("Mặt trận Tổ quốc"), country = VIEW(" Việt Nam");
  name = body_name_whole(arena, name);
  if (!view_starts_with(name, "Mặt trận Tổ quốc")) return NULL;
  struct view rest = view_slice(name, front.length, SIZE_MAX);
  if (view_starts_with(rest, " Việt Nam")) rest = view_slice(rest, country.length, SIZE_MAX);
  return recognition_find_whole(recognition, ARENA_JOIN(arena, VIEW("Ủy ban "), front, country, rest));
}

/* "Thường trực Hội đồng nhân dân": where the body's name begins. */
static size_t behind_committee(const struct text_unit *unit, size_t from) {
  return text_unit_is(unit, from, "thuong") && text_unit_is(unit, from + 1, "truc") ? from + 2 : from;
}

/* "Ủy ban nhân dân", "Hội đồng nhân dân": every place has one. */
static bool is_council(const struct text_unit *unit, size_t from) {
  from = behind_committee(unit, from);
  return (text_unit_is(unit, from, "uy") && text_unit_is(unit, from + 1, "ban") &&
          text_unit_is(unit, from + 2, "nhan")) ||
         (text_unit_is(unit, from, "hoi") && text_unit_is(unit, from + 1, "dong"));
}

/* "Hội đồng Đội Trung ương" is that of the country. */
static size_t centre_behind_council(const struct text_unit *unit, size_t from, size_t length) {
  return is_council(unit, from) && is_next_word(unit, from + length) &&
                 text_unit_is(unit, from + length, "trung") && text_unit_is(unit, from + length + 1, "uong")
             ? 2
             : 0;
}

/* Of the beginnings of names those that are an office's without a place: "Sở Tư pháp", "Hội Nông dân". */
static bool stands_alone(const struct text_unit *unit, size_t from) {
  static const char *const words[] = {"so", "hoi", "lien", "uy", "toa"};
  from = behind_committee(unit, from);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (text_unit_is(unit, from, words[i])) return true;
  if (text_unit_is(unit, from + 1, "kiem") && text_unit_is(unit, from + 2, "sat")) return true;
  if (text_unit_is(unit, from + 1, "chi") && text_unit_is(unit, from + 2, "huy")) return true;
  return (text_unit_is(unit, from, "tinh") || text_unit_is(unit, from, "thanh")) &&
         text_unit_is(unit, from + 1, "doan");
}

bool recognition_may_be_lower(const struct text_unit *unit, size_t from) {
  static const char *const words[] = {"tinh", "thanh", "so", "cuc", "bo", "tong", "dai", "truong"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (text_unit_is(unit, from, words[i])) return false;
  return !text_unit_is(unit, from + 1, "dai"); /* "Đoàn đại biểu Quốc hội" */
}

/* An office of a place below the province in an article that is about such a place: "Hội Nông dân huyện", and
 * "Hội Nông dân" beside it; how many tokens it takes. */
static size_t take_lower(struct recognition *recognition, struct text_unit *unit, size_t from,
                         size_t length) {
  size_t kind = place_lower_kind(unit, from + length);
  if (kind > 0 && !text_unit_is_together(unit, from + length - 1, kind + 1, false)) kind = 0;
  struct view place = recognition->lower_home;
  if (kind == 0 && place_is_lower(unit, from + length)) return length; /* "các xã" */
  if (kind > 0 && place.length > 0) {
    struct view written = text_unit_part(unit, from + length, kind);
    struct view kind_here = text_fold_case(recognition->arena, written);
    struct view kind_there = view_slice(text_fold_case(recognition->arena, place), 0, kind_here.length);
    if (!view_equal(kind_here, kind_there)) place = (struct view){NULL, 0};
  }
  if (place.length == 0 && (is_council(unit, from) || (kind == 0 && !stands_alone(unit, from))))
    return length;
  struct view name = text_unit_part(unit, from, place.length > 0 ? length : length + kind);
  name = body_name_whole(recognition->arena, name);
  if (place.length > 0) name = ARENA_JOIN(recognition->arena, name, VIEW(" "), place);
  const struct entry *entry = recognition_find_whole(recognition, name);
  if (entry != NULL && place.length > 0)
    recognition_tell_once(recognition, entry->id, sentence_import_relative(name, entry->id));
  recognition_add(unit, from, length + kind, entry,
                  entry == NULL ? recognition_first_spelling(recognition, name) : (struct view){NULL, 0});
  return length + kind;
}

size_t recognition_take_office(struct recognition *recognition, struct text_unit *unit,
                               const struct name_use *uses, size_t from, size_t length) {
  /* "Đại hội đại biểu toàn quốc Đoàn Thanh niên …" is of no province. */
  if (from >= 2 && text_unit_is(unit, from - 2, "toan") && text_unit_is(unit, from - 1, "quoc"))
    return length;
  /* "Lực lượng Công an nhân dân", "chiến sĩ CAND": the force, no office. */
  if (text_unit_is(unit, from, "cong") && text_unit_is(unit, from + 1, "an") &&
      (text_unit_is(unit, from + length - 1, "dan") || text_unit_is(unit, from + length, "nhan")))
    return length;
  bool has_own_name = recognition_has_kind(uses, NAME_NAMED_LEAD);
  size_t centre = centre_behind_council(unit, from, length);
  size_t place = place_behind(unit, recognition->index, from + length), taken = length + place;
  if (has_own_name) {
    size_t words = own_name_behind(unit, recognition->index, from + length);
    if (words == 0) return length;
    taken = length + words;
  } else if (place == 0) {
    taken += centre + place_country_behind(unit, from + length);
    if (text_unit_is(unit, from + taken, "toi") && text_unit_is(unit, from + taken + 1, "cao")) taken += 2;
  }
  struct view name = text_unit_part(unit, from, taken);
  struct view written = name;
  bool has_place = place > 0 || centre > 0 || has_own_name || recognition_is_central(unit, from, taken);
  bool has_kind_behind = place_kind_behind(unit, from + taken) > 0 ||
                         place_kind_behind(unit, from + taken - 1) == 1 ||
                         (taken >= 2 && place_kind_behind(unit, from + taken - 2) == 2);
  if (!has_place && recognition_has_kind(uses, NAME_LEAD) && recognition->is_lower &&
      recognition_may_be_lower(unit, from))
    return take_lower(recognition, unit, from, taken);
  if (!has_place && place_is_lower(unit, from + taken)) return length;
  bool is_youth_union = body_name_is_of_youth_union(unit, from) && recognition->home != NULL;
  bool is_any_place = is_council(unit, from) && recognition->home == NULL;
  /* Its standing committee is named as who leads, not as who signs. */
  bool is_of_party = recognition->home != NULL && body_name_is_of_party(unit, from, length) &&
                     !text_unit_is(unit, from + 1, "thuong");
  /* "Ngân hàng Chính sách xã hội" in a text of the centre; in one of a province it may be the branch. */
  bool is_central_bank = recognition->scope == SCOPE_CENTRAL && text_unit_is(unit, from, "ngan");
  bool is_alone = (stands_alone(unit, from) && !is_any_place) || is_of_party || is_central_bank;
  if (!has_place && !has_kind_behind && !is_youth_union && !is_alone) return length;
  bool is_at_home = !has_place && recognition->home != NULL;
  if (is_at_home) {
    name = body_name_at_home(recognition->arena, &recognition->home_names, unit, from, length);
    taken += place_kind_behind(unit, from + taken);
  } else if (!has_place) {
    taken += place_kind_behind(unit, from + taken);
    name = text_unit_part(unit, from, taken);
  } else if (text_unit_is(unit, from, "tinh") && text_unit_is(unit, from + 1, "doan") && place > 0) {
    name = ARENA_JOIN(recognition->arena, VIEW("Tỉnh đoàn "),
                      text_unit_part(unit, from + length, taken - length));
  }
  const struct entry *entry = recognition_find_whole(recognition, name);
  bool is_of_country =
      text_unit_is(unit, from, "hoi") || text_unit_is(unit, from, "mat") || text_unit_is(unit, from, "lien");
  if (entry == NULL && is_of_country && recognition_is_of_center(unit, from)) {
    /* "Trung ương Hội Nông dân" is that of the Hội Nông dân Việt Nam. */
    struct view of_country = ARENA_JOIN(recognition->arena, name, VIEW(" Việt Nam"));
    entry = recognition_find_whole(recognition, of_country);
    if (entry == NULL && place == 0 && place_country_behind(unit, from + length) == 0) name = of_country;
  }
  if (entry == NULL && text_unit_is(unit, from, "mat")) entry = find_front(recognition, name);
  if (entry != NULL && !has_place)
    recognition_tell_once(recognition, entry->id, sentence_import_relative(written, entry->id));
  /* At home it is whole already: "SỞ TƯ PHÁP tỉnh An Giang" has no "T.Ư". */
  if (!is_at_home) name = body_name_whole(recognition->arena, name);
  recognition_add(unit, from, taken, entry,
                  entry == NULL ? recognition_first_spelling(recognition, name) : (struct view){NULL, 0});
  return taken;
}
