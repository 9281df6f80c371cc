#include "parts/import/mentions.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

/* Whose text it is, which decides what "BĐBP" alone is in it. */
enum text_scope {
  SCOPE_CENTRAL, /* no province is named, or several are and no office of them */
  SCOPE_PLACE,   /* a province is no more than where something was, and central bodies are named beside it */
  SCOPE_PROVINCE /* of one province, or of several */
};

/* Which entries the names of an article are, and what that takes. */
struct recognition {
  enum text_scope scope;
  struct mentions *mentions;
  struct arena *arena;
  const struct name_index *index;
  struct doubts *doubts;
  struct view lower_home; /* the only place below a province that the article names: "huyện Ba Thê" */
  bool is_paper_of_home;  /* what the article says of itself is of the home province */
  bool has_centre;        /* a central body has a name in it that no office of a province has */
  bool is_lower;          /* offices of such places are named, and none of a province */
  struct map told;        /* names that a doubt was told of */
  struct map spellings;   /* the words of an unknown name -> the view as which it was written first */
};

const struct entry *mention_province(const struct entry *entry) {
  return entry->type == &organization_type ? ((const struct organization *)entry)->province.target : NULL;
}

/* Whether the words from one token to another are one name: no mark that parts them. */
bool text_unit_is_together(const struct text_unit *unit, size_t from, size_t length, bool with_commas) {
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

bool text_unit_is(const struct text_unit *unit, size_t i, const char *folded) {
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
      {"huyện", "Huyện", NULL}, {"quận", "Quận", NULL}, {"xã", "Xã", NULL},    {"phường", "Phường", NULL},
      {"thị", "Thị", "xã"},     {"thị", "Thị", "trấn"}, {"đặc", "Đặc", "khu"}, {"chi", "Chi", "nhánh"}};
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
  if (text_unit_is(unit, at, "tinh"))
    at++;
  else if (text_unit_is(unit, at, "thanh") && text_unit_is(unit, at + 1, "pho"))
    at += 2;
  else
    at += lower;
  if (at > from && !text_unit_is_together(unit, from - 1, at - from + 1, false)) return 0;
  const struct name_use *use = name_index_find(index, &unit->tokens, at, &length);
  if (at > 0 && use != NULL && use->entry != NULL && use->entry->type == &province_type &&
      are_capital(unit, at, length) && text_unit_is_together(unit, at - 1, length + 1, false))
    return at + length - from;
  size_t words = 0;
  while (at + words < unit->tokens.count && words < MOST_WORDS &&
         (unit->tokens.items[at + words].is_capital ||
          (lower > 0 && ascii_is_digit(word_at(unit, at + words).data[0]))) &&
         text_unit_is_together(unit, at + words - 1, 2, false) &&
         unit->tokens.items[at + words].begin == unit->tokens.items[at + words - 1].end + 1 &&
         unit->text.data[unit->tokens.items[at + words].begin - 1] == ' ')
    words++;
  /* "Chủ tịch UBND huyện Ba Thê Nguyễn Văn An": places have two words, and people more. */
  if (words == MOST_WORDS) words = 2;
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
  return text_unit_is(unit, from, "viet") && text_unit_is(unit, from + 1, "nam") &&
                 unit->tokens.items[from].is_capital && text_unit_is_together(unit, from - 1, 3, false)
             ? 2
             : 0;
}

/* "tỉnh" or "thành phố" behind a name, with no name behind it. */
static size_t kind_behind(const struct text_unit *unit, size_t from) {
  if (from == 0 || from >= unit->tokens.count || !text_unit_is_together(unit, from - 1, 2, false)) return 0;
  if (text_unit_is(unit, from, "tinh")) return 1;
  return text_unit_is(unit, from, "thanh") && text_unit_is(unit, from + 1, "pho") ? 2 : 0;
}

static void tell_once(struct recognition *recognition, struct view name, struct message message) {
  struct view key = text_fold_case(recognition->arena, name);
  void **slot = map_slot(&recognition->told, key);
  if (*slot == NULL) doubts_add(recognition->doubts, DOUBT_NAMES, message);
  *slot = recognition;
}

/* The only use of the kind whose entry is of the home province, or of any where there is one use; else NULL,
 * and the ids of all in `candidates`. */
static const struct entry *choose(struct recognition *recognition, const struct name_use *uses,
                                  enum name_use_kind kind, struct buffer *candidates) {
  const struct entry *home = recognition->mentions->home, *only = NULL, *at_home = NULL;
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
  return from >= 2 && text_unit_is(unit, from - 2, "trung") && text_unit_is(unit, from - 1, "uong");
}

static bool is_central(const struct text_unit *unit, size_t from, size_t length) {
  if (text_unit_is(unit, from, "bo") && !text_unit_is(unit, from + 1, "chi") &&
      !text_unit_is(unit, from + 1, "doi"))
    return true;
  if (text_unit_is(unit, from, "tong")) return true;
  if (text_unit_is(unit, from, "uy") && text_unit_is(unit, from + 4, "quoc") &&
      text_unit_is(unit, from + 5, "hoi"))
    return true; /* "Ủy ban Thường vụ Quốc hội" */
  for (size_t i = from + 1; i <= from + length; i++)
    if (text_unit_is(unit, i, "toi") && text_unit_is(unit, i + 1, "cao")) return true; /* "tối cao" */
  bool has_country = false;
  for (size_t i = from; i + 1 < from + length; i++)
    has_country = has_country || (text_unit_is(unit, i, "viet") && text_unit_is(unit, i + 1, "nam"));
  bool is_of_front = text_unit_is(unit, from, "uy") || text_unit_is(unit, from, "mat");
  if (has_country && !is_of_front) return true;
  return is_of_center(unit, from);
}

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

/* What is written short in running text has its whole name in a register. */
static struct view whole_words(struct arena *arena, struct view name) {
  static const char *const short_words[][2] = {{"UBMTTQ", "Ủy ban Mặt trận Tổ quốc"},
                                               {"UBND", "Ủy ban nhân dân"},
                                               {"HĐND", "Hội đồng nhân dân"},
                                               {"MTTQ", "Mặt trận Tổ quốc"},
                                               {"LHPN", "Liên hiệp Phụ nữ"},
                                               {"NDVN", "Nông dân Việt Nam"},
                                               {"LHPNVN", "Liên hiệp Phụ nữ Việt Nam"},
                                               {"CCBVN", "Cựu chiến binh Việt Nam"},
                                               {"LHTNVN", "Liên hiệp Thanh niên Việt Nam"},
                                               {"HND", "Hội Nông dân"},
                                               {"VN", "Việt Nam"},
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
                                               {"THADS", "Thi hành án dân sự"},
                                               {"NHCSXH", "Ngân hàng Chính sách xã hội"},
                                               {"CSXH", "Chính sách xã hội"},
                                               {"GD&ĐT", "Giáo dục và Đào tạo"},
                                               {"GDĐT", "Giáo dục và Đào tạo"},
                                               {"GD-ĐT", "Giáo dục và Đào tạo"},
                                               {"NN&PTNT", "Nông nghiệp và Phát triển nông thôn"},
                                               {"NN-PTNT", "Nông nghiệp và Phát triển nông thôn"},
                                               {"NN&MT", "Nông nghiệp và Môi trường"},
                                               {"TN&MT", "Tài nguyên và Môi trường"},
                                               {"TN-MT", "Tài nguyên và Môi trường"},
                                               {"TT&TT", "Thông tin và Truyền thông"},
                                               {"KH&CN", "Khoa học và Công nghệ"},
                                               {"KH&ĐT", "Kế hoạch và Đầu tư"},
                                               {"VHTTDL", "Văn hóa, Thể thao và Du lịch"},
                                               {"VHTT&DL", "Văn hóa, Thể thao và Du lịch"},
                                               {"VH-TT&DL", "Văn hóa, Thể thao và Du lịch"},
                                               {"LĐ-TB&XH", "Lao động - Thương binh và Xã hội"},
                                               {"LĐTB&XH", "Lao động - Thương binh và Xã hội"},
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
  return with_people(arena, text);
}

/* The name of the home province's office: "Hội Nông dân tỉnh" is "Hội Nông dân tỉnh Gia Lai". */
static struct view name_at_home(struct recognition *recognition, const struct text_unit *unit, size_t from,
                                size_t length) {
  struct arena *arena = recognition->arena;
  const struct province *home = (const struct province *)recognition->mentions->home;
  struct view name = text_view(home->name);
  bool is_city = view_equal_string(text_fold(arena, text_view(home->kind)), "thanh pho");
  if (text_unit_is(unit, from, "thanh") && text_unit_is(unit, from + 1, "doan"))
    return ARENA_JOIN(arena, VIEW("Thành đoàn "), name);
  if (text_unit_is(unit, from, "tinh") || text_unit_is(unit, from, "doan"))
    return ARENA_JOIN(arena, is_city ? VIEW("Thành đoàn ") : VIEW("Tỉnh đoàn "), name);
  while (length > 1 && text_unit_is(unit, from + length - 1, "tinh"))
    length--;
  while (length > 2 && text_unit_is(unit, from + length - 1, "pho") &&
         text_unit_is(unit, from + length - 2, "thanh"))
    length -= 2;
  const struct token *first = &unit->tokens.items[from], *last = &unit->tokens.items[from + length - 1];
  struct view head = view_slice(unit->text, first->begin, last->end - first->begin);
  return ARENA_JOIN(arena, whole_words(arena, head), is_city ? VIEW(" thành phố ") : VIEW(" tỉnh "), name);
}

/* The entry that a whole name is of, if it is one's. */
static const struct entry *find_whole(struct recognition *recognition, struct view name) {
  struct tokens tokens = name_tokens(recognition->index, name);
  size_t length = 0;
  const struct name_use *uses = name_index_find(recognition->index, &tokens, 0, &length);
  if (uses == NULL || length != tokens.count || !has_kind(uses, NAME_WHOLE)) return NULL;
  struct buffer candidates = {0};
  const struct entry *entry = choose(recognition, uses, NAME_WHOLE, &candidates);
  buffer_free(&candidates);
  return entry;
}

/* "Mặt trận Tổ quốc tỉnh Lâm Đồng" is the Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lâm Đồng. */
static const struct entry *find_front(struct recognition *recognition, struct view name) {
  struct arena *arena = recognition->arena;
  const struct view front = VIEW("Mặt trận Tổ quốc"), country = VIEW(" Việt Nam");
  name = whole_words(arena, name);
  if (!view_starts_with(name, "Mặt trận Tổ quốc")) return NULL;
  struct view rest = view_slice(name, front.length, SIZE_MAX);
  if (view_starts_with(rest, " Việt Nam")) rest = view_slice(rest, country.length, SIZE_MAX);
  return find_whole(recognition, ARENA_JOIN(arena, VIEW("Ủy ban "), front, country, rest));
}

/* "Ủy ban nhân dân", "Hội đồng nhân dân": every place has one. */
static bool is_council(const struct text_unit *unit, size_t from) {
  return (text_unit_is(unit, from, "uy") && text_unit_is(unit, from + 1, "ban") &&
          text_unit_is(unit, from + 2, "nhan")) ||
         (text_unit_is(unit, from, "hoi") && text_unit_is(unit, from + 1, "dong"));
}

/* Of the beginnings of names those that are an office's without a place: "Sở Tư pháp", "Hội Nông dân". */
static bool stands_alone(const struct text_unit *unit, size_t from) {
  static const char *const words[] = {"so", "hoi", "lien", "uy", "toa"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (text_unit_is(unit, from, words[i])) return true;
  if (text_unit_is(unit, from + 1, "kiem") && text_unit_is(unit, from + 2, "sat")) return true;
  if (text_unit_is(unit, from + 1, "chi") && text_unit_is(unit, from + 2, "huy")) return true;
  return (text_unit_is(unit, from, "tinh") || text_unit_is(unit, from, "thanh")) &&
         text_unit_is(unit, from + 1, "doan");
}

/* The name as it was written first, of names of the same words. "tỉnh" in "Sở Tư pháp tỉnh Bắc Giang" makes
 * no other office of it. */
static struct view first_spelling(struct recognition *recognition, struct view name) {
  struct tokens tokens = name_tokens(recognition->index, name);
  struct buffer words = {0};
  for (size_t i = 0; i < tokens.count; i++) {
    struct view word = tokens.items[i].folded;
    bool is_front = view_equal_string(tokens.items[0].folded, "uy");
    if (i > 0 && view_equal_string(word, "tinh")) continue;
    if (is_front && (view_equal_string(word, "viet") || view_equal_string(word, "nam"))) continue;
    buffer_add(&words, tokens.items[i].word);
    buffer_add_byte(&words, ' ');
  }
  void **slot = map_slot(&recognition->spellings, arena_copy(recognition->arena, buffer_view(&words)));
  if (*slot == NULL) {
    struct view *first = arena_allocate(recognition->arena, sizeof *first);
    *first = name;
    *slot = first;
  }
  buffer_free(&words);
  return *(const struct view *)*slot;
}

/* Whether an office whose name begins so may be one of a district: "Sở", "Cục" and "Tỉnh đoàn" are not. */
static bool may_be_lower(const struct text_unit *unit, size_t from) {
  static const char *const words[] = {"tinh", "thanh", "so", "cuc", "bo", "tong", "dai", "truong"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (text_unit_is(unit, from, words[i])) return false;
  return !text_unit_is(unit, from + 1, "dai"); /* "Đoàn đại biểu Quốc hội" */
}

/* An office of a place below the province in an article that is about such a place: "Hội Nông dân huyện", and
 * "Hội Nông dân" beside it; how many tokens it takes. */
static size_t take_lower(struct recognition *recognition, struct text_unit *unit, size_t from,
                         size_t length) {
  size_t kind = lower_kind(unit, from + length);
  if (kind > 0 && !text_unit_is_together(unit, from + length - 1, kind + 1, false)) kind = 0;
  size_t last = from + length + kind - 1;
  struct view place = recognition->lower_home;
  if (kind == 0 && is_of_lower(unit, from + length)) return length; /* "các xã" */
  if (kind > 0 && place.length > 0) {
    struct view written = view_slice(unit->text, unit->tokens.items[from + length].begin,
                                     unit->tokens.items[last].end - unit->tokens.items[from + length].begin);
    struct view kind_here = text_fold_case(recognition->arena, written);
    struct view kind_there = view_slice(text_fold_case(recognition->arena, place), 0, kind_here.length);
    if (!view_equal(kind_here, kind_there)) place = (struct view){NULL, 0};
  }
  if (place.length == 0 && (is_council(unit, from) || (kind == 0 && !stands_alone(unit, from))))
    return length;
  struct view name = view_slice(unit->text, unit->tokens.items[from].begin,
                                unit->tokens.items[place.length > 0 ? from + length - 1 : last].end -
                                    unit->tokens.items[from].begin);
  name = whole_words(recognition->arena, name);
  if (place.length > 0) name = ARENA_JOIN(recognition->arena, name, VIEW(" "), place);
  const struct entry *entry = find_whole(recognition, name);
  if (entry != NULL && place.length > 0)
    tell_once(recognition, entry->id, sentence_import_relative(name, entry->id));
  add_mention(unit, from, length + kind, entry,
              entry == NULL ? first_spelling(recognition, name) : (struct view){NULL, 0});
  return length + kind;
}

/* An office that the register may not know, by how its name begins; how many tokens it takes. */
static size_t take_unknown(struct recognition *recognition, struct text_unit *unit,
                           const struct name_use *uses, size_t from, size_t length) {
  /* "Đại hội đại biểu toàn quốc Đoàn Thanh niên …" is of no province. */
  if (from >= 2 && text_unit_is(unit, from - 2, "toan") && text_unit_is(unit, from - 1, "quoc"))
    return length;
  /* "Lực lượng Công an nhân dân", "chiến sĩ CAND": the force, no office. */
  if (text_unit_is(unit, from, "cong") && text_unit_is(unit, from + 1, "an") &&
      (text_unit_is(unit, from + length - 1, "dan") || text_unit_is(unit, from + length, "nhan")))
    return length;
  bool has_own_name = has_kind(uses, NAME_NAMED_LEAD);
  size_t place = place_behind(unit, recognition->index, from + length), taken = length + place;
  if (has_own_name) {
    size_t words = own_name_behind(unit, from + length);
    if (words == 0) return length;
    taken = length + words;
  } else if (place == 0) {
    taken += country_behind(unit, from + length);
    if (text_unit_is(unit, from + taken, "toi") && text_unit_is(unit, from + taken + 1, "cao")) taken += 2;
  }
  struct view name = view_slice(unit->text, unit->tokens.items[from].begin,
                                unit->tokens.items[from + taken - 1].end - unit->tokens.items[from].begin);
  struct view written = name;
  bool has_place = place > 0 || has_own_name || is_central(unit, from, taken);
  bool has_kind_behind = kind_behind(unit, from + taken) > 0 || kind_behind(unit, from + taken - 1) == 1 ||
                         (taken >= 2 && kind_behind(unit, from + taken - 2) == 2);
  if (!has_place && has_kind(uses, NAME_LEAD) && recognition->is_lower && may_be_lower(unit, from))
    return take_lower(recognition, unit, from, taken);
  if (!has_place && is_of_lower(unit, from + taken)) return length;
  bool is_youth_union = text_unit_is(unit, from, "doan") && recognition->mentions->home != NULL;
  bool is_any_place = is_council(unit, from) && recognition->mentions->home == NULL;
  bool is_alone = stands_alone(unit, from) && !is_any_place;
  if (!has_place && !has_kind_behind && !is_youth_union && !is_alone) return length;
  if (!has_place && recognition->mentions->home != NULL) {
    name = name_at_home(recognition, unit, from, length);
    taken += kind_behind(unit, from + taken);
  } else if (!has_place) {
    taken += kind_behind(unit, from + taken);
    name = view_slice(unit->text, unit->tokens.items[from].begin,
                      unit->tokens.items[from + taken - 1].end - unit->tokens.items[from].begin);
  } else if (text_unit_is(unit, from, "tinh") && text_unit_is(unit, from + 1, "doan") && place > 0) {
    struct view behind = view_slice(unit->text, unit->tokens.items[from + length].begin, SIZE_MAX);
    name = ARENA_JOIN(
        recognition->arena, VIEW("Tỉnh đoàn "),
        view_slice(behind, 0,
                   unit->tokens.items[from + taken - 1].end - unit->tokens.items[from + length].begin));
  }
  const struct entry *entry = find_whole(recognition, name);
  bool is_of_country =
      text_unit_is(unit, from, "hoi") || text_unit_is(unit, from, "mat") || text_unit_is(unit, from, "lien");
  if (entry == NULL && is_of_country && is_of_center(unit, from)) {
    /* "Trung ương Hội Nông dân" is that of the Hội Nông dân Việt Nam. */
    struct view of_country = ARENA_JOIN(recognition->arena, name, VIEW(" Việt Nam"));
    entry = find_whole(recognition, of_country);
    if (entry == NULL && place == 0 && country_behind(unit, from + length) == 0) name = of_country;
  }
  if (entry == NULL && text_unit_is(unit, from, "mat")) entry = find_front(recognition, name);
  if (entry != NULL && !has_place)
    tell_once(recognition, entry->id, sentence_import_relative(written, entry->id));
  add_mention(unit, from, taken, entry,
              entry == NULL ? first_spelling(recognition, whole_words(recognition->arena, name))
                            : (struct view){NULL, 0});
  return taken;
}

/* The text from one token to the last of so many. */
static struct view tokens_text(const struct text_unit *unit, size_t from, size_t length) {
  const struct token *first = &unit->tokens.items[from], *last = &unit->tokens.items[from + length - 1];
  return view_slice(unit->text, first->begin, last->end - first->begin);
}

static bool is_central_body(const struct entry *entry) {
  return entry != NULL && entry->type == &organization_type && mention_province(entry) == NULL;
}

/* Whether a central body's name stands here for offices of provinces too: "BĐBP", "Hội Nông dân". */
static bool is_of_many(const struct text_unit *unit, const struct name_use *uses, size_t from, size_t length,
                       const struct entry *entry) {
  return is_central_body(entry) && !is_central(unit, from, length) &&
         (has_kind(uses, NAME_RELATIVE) || has_kind(uses, NAME_LEAD));
}

/* "lực lượng BĐBP", "chiến sĩ BĐBP": the force, no office. */
static bool is_force(const struct text_unit *unit, size_t from) {
  static const char *const words[][2] = {{"luc", "luong"}, {"chien", "si"}, {"chien", "sy"}};
  for (size_t i = 0; i < sizeof words / sizeof *words && from >= 2; i++)
    if (text_unit_is(unit, from - 2, words[i][0]) && text_unit_is(unit, from - 1, words[i][1])) return true;
  return false;
}

/* "tỉnh", "thành phố" or a kind of place below them stands at the token. */
static bool begins_place(const struct text_unit *unit, size_t at) {
  return kind_behind(unit, at) > 0 || lower_kind(unit, at) > 0;
}

/* How many tokens right behind a name, with a blank before them, say of which place it is: "tỉnh Long An",
 * "Long An", "tỉnh". */
static size_t place_of_body(const struct recognition *recognition, const struct text_unit *unit,
                            size_t from) {
  if (from >= unit->tokens.count) return 0;
  size_t end = unit->tokens.items[from - 1].end, begin = unit->tokens.items[from].begin;
  if (begin < end || !view_equal_string(view_slice(unit->text, end, begin - end), " ")) return 0;
  size_t place = place_behind(unit, recognition->index, from);
  return place > 0 ? place : kind_behind(unit, from);
}

/* "Hội Nông dân Việt Nam" is the "Hội Nông dân" of a province. */
static struct view name_of_body(struct arena *arena, struct view written) {
  const struct view country = VIEW(" Việt Nam");
  struct view name = whole_words(arena, written);
  if (view_ends_with(name, " Việt Nam") && !view_starts_with(name, "Ủy ban")) name.length -= country.length;
  return name;
}

/* A central body's name with a place behind it is that place's office, known or not: "Hội NDVN tỉnh Long An";
 * how many tokens it takes. */
static size_t take_body_of_place(struct recognition *recognition, struct text_unit *unit, size_t from,
                                 size_t length, size_t place, const struct entry *centre) {
  struct arena *arena = recognition->arena;
  struct view behind = tokens_text(unit, from + length, place);
  struct view body = name_of_body(arena, tokens_text(unit, from, length));
  const struct province *home = (const struct province *)recognition->mentions->home;
  bool is_kind_alone = place_behind(unit, recognition->index, from + length) == 0;
  struct view name = ARENA_JOIN(arena, body, VIEW(" "), behind);
  if (is_kind_alone && home == NULL) return length + place;
  if (is_kind_alone) name = ARENA_JOIN(arena, name, VIEW(" "), text_view(home->name));
  const struct entry *office = find_whole(recognition, name);
  if (office == centre) office = NULL;
  add_mention(unit, from, length + place, office,
              office == NULL ? first_spelling(recognition, name) : (struct view){NULL, 0});
  return length + place;
}

/* A central body's name that offices of provinces have too, in a text of a province: the office of that, if
 * the register has it, else a doubt. How many tokens it takes. */
static size_t take_body_at_home(struct recognition *recognition, struct text_unit *unit,
                                const struct name_use *uses, size_t from, size_t length,
                                const struct entry *centre) {
  const struct entry *home = recognition->mentions->home;
  struct view written = tokens_text(unit, from, length);
  struct buffer candidates = {0};
  const struct entry *office = choose(recognition, uses, NAME_RELATIVE, &candidates);
  buffer_free(&candidates);
  struct view name = home == NULL ? written : name_at_home(recognition, unit, from, length);
  if (office == NULL && home != NULL) office = find_whole(recognition, name);
  if (office != NULL && office != centre) {
    tell_once(recognition, office->id, sentence_import_relative(written, office->id));
    add_mention(unit, from, length, office, (struct view){NULL, 0});
  } else if (home != NULL) {
    tell_once(recognition, written, sentence_import_not_centre(written, name, centre->id));
    add_mention(unit, from, length, NULL, first_spelling(recognition, name));
  } else {
    tell_once(recognition, written, sentence_import_whose_office(written, centre->id));
  }
  return length;
}

/* A name that is a central body's, where it may be an office's of a province; how many tokens it takes, 0: it
 * is the central body. */
static size_t take_body(struct recognition *recognition, struct text_unit *unit, const struct name_use *uses,
                        size_t from, size_t length, const struct entry *entry) {
  if (!is_central_body(entry)) return 0;
  size_t place = place_of_body(recognition, unit, from + length);
  bool has_country = country_behind(unit, from + length - 2) > 0;
  /* "Bộ Y tế Hà Nội" may be two lines that were joined. */
  if (place > 0 && !is_of_many(unit, uses, from, length, entry) && !has_country &&
      !begins_place(unit, from + length))
    place = 0;
  if (place > 0) return take_body_of_place(recognition, unit, from, length, place, entry);
  if (!is_of_many(unit, uses, from, length, entry)) return 0;
  if (is_of_lower(unit, from + length)) return length;
  if (recognition->scope == SCOPE_CENTRAL) return 0;
  if (is_force(unit, from)) return length;
  if (recognition->scope == SCOPE_PROVINCE)
    return take_body_at_home(recognition, unit, uses, from, length, entry);
  struct view written = tokens_text(unit, from, length);
  tell_once(recognition, written, sentence_import_centre(written, entry->id));
  return 0;
}

/* Where the letters begin of a document's number at the front of the text, "634/CTPH-CCB-BĐBP" or
 * "/CTPH-CCB"; 0: there is none. */
static size_t letters_of_number(struct view text) {
  static const char *const signs[] = {"/", "-", "–"};
  size_t at = 0;
  for (;;) {
    size_t begin = at, behind;
    while (at < text.length && ascii_is_digit(text.data[at]))
      at++;
    if (at > begin && at < text.length && ascii_is_lower(text.data[at])) at++;
    if (at == begin && begin > 0) return u_isupper(text_next_character(text, &at)) ? begin : 0;
    struct view rest = view_slice(text, at, SIZE_MAX);
    if (begin == 0 && at == 0 && !view_starts_with(rest, "/")) return 0;
    behind = at;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && behind == at; i++)
      if (view_starts_with(rest, signs[i])) behind = at + strlen(signs[i]);
    if (behind == at || behind >= text.length) return 0;
    at = behind;
  }
}

/* Whether the tokens are part of a document's number and not all of it: no name stands there. */
static bool is_part_of_number(const struct text_unit *unit, size_t from, size_t length) {
  enum { REACH = 80 };
  size_t begin = unit->tokens.items[from].begin, end = unit->tokens.items[from + length - 1].end;
  size_t word = begin;
  while (word > 0 && begin - word < REACH && strchr(" \t(\"", unit->text.data[word - 1]) == NULL)
    word--;
  struct view number = view_slice(unit->text, word, REACH);
  while (number.length > 0 && !ascii_is_alphanumeric(number.data[0]) && number.data[0] != '/')
    number = view_slice(number, 1, SIZE_MAX);
  size_t letters = letters_of_number(number), first = (size_t)(number.data - unit->text.data);
  if (letters == 0 || end <= first) return false;
  if (begin != first) return true;
  struct view behind = view_slice(unit->text, end, 2);
  size_t next = 1;
  return behind.length > 1 && strchr("/-", behind.data[0]) != NULL &&
         u_isalnum(text_next_character(view_slice(unit->text, end, 8), &next));
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

/* A name at the token; how many tokens it takes. */
static size_t take_name(struct recognition *recognition, struct text_unit *unit, size_t from,
                        bool only_whole) {
  size_t length = 0;
  const struct name_use *uses = name_index_find(recognition->index, &unit->tokens, from, &length);
  if (uses == NULL || !is_here(unit, uses, from, length)) return 1;
  if (is_part_of_number(unit, from, length)) return 1;
  struct view name = view_slice(unit->text, unit->tokens.items[from].begin,
                                unit->tokens.items[from + length - 1].end - unit->tokens.items[from].begin);
  struct buffer candidates = {0};
  const struct entry *entry = NULL;
  size_t taken = length;
  if (has_kind(uses, NAME_WHOLE)) {
    entry = choose(recognition, uses, NAME_WHOLE, &candidates);
    if (mention_is_of_other_province(entry, recognition->mentions->home)) entry = NULL;
    size_t of_body = only_whole ? 0 : take_body(recognition, unit, uses, from, length, entry);
    recognition->has_centre =
        recognition->has_centre || (is_central_body(entry) && !is_of_many(unit, uses, from, length, entry));
    if (of_body > 0)
      taken = of_body;
    else if (entry != NULL)
      add_mention(unit, from, length, entry, (struct view){NULL, 0});
    else if (!only_whole)
      tell_once(recognition, name, say_candidates(recognition, name, buffer_view(&candidates)));
  } else if (!only_whole) {
    bool is_of_other = place_behind(unit, recognition->index, from + length) > 0 ||
                       country_behind(unit, from + length) > 0 || is_central(unit, from, length) ||
                       is_of_lower(unit, from + length);
    bool is_lower = recognition->is_lower && may_be_lower(unit, from);
    if (!is_of_other && has_kind(uses, NAME_RELATIVE) && !is_lower)
      entry = choose(recognition, uses, NAME_RELATIVE, &candidates);
    bool is_known_home = recognition->mentions->home != NULL;
    if (entry != NULL) {
      tell_once(recognition, entry->id, sentence_import_relative(name, entry->id));
      add_mention(unit, from, length, entry, (struct view){NULL, 0});
    } else if (!is_of_other && candidates.length > 0 && !is_known_home && !is_lower) {
      tell_once(recognition, name, say_candidates(recognition, name, buffer_view(&candidates)));
    } else {
      taken = take_unknown(recognition, unit, uses, from, length);
    }
  }
  buffer_free(&candidates);
  return taken;
}

/* "6", "hai", "các": how many tokens say how many offices are meant, and the number; 0: none. */
static size_t count_word(const struct text_unit *unit, size_t at, long long *number) {
  static const char *const words[] = {"hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"};
  struct view word = word_at(unit, at);
  *number = 0;
  if (word.length == 0) return 0;
  for (size_t i = 0; i < word.length && i < 3 && ascii_is_digit(word.data[i]); i++)
    *number = *number * 10 + (word.data[i] - '0');
  if (*number > 1) return 1;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (text_unit_is(unit, at, words[i])) *number = (long long)i + 2;
  return *number > 0 || view_equal_string(word, "các") ? 1 : 0;
}

/* The province at the token, with "tỉnh" or "thành phố" before it; how many tokens it takes, 0: none. */
static size_t province_at(const struct recognition *recognition, const struct text_unit *unit, size_t at,
                          const struct entry **province, size_t *name) {
  *name = at;
  size_t length = 0, kind = text_unit_is(unit, at, "tinh") ? 1 : 0;
  for (size_t skip = 0; skip <= kind; skip++) {
    const struct name_use *use = name_index_find(recognition->index, &unit->tokens, at + skip, &length);
    if (use == NULL || use->entry == NULL || use->entry->type != &province_type ||
        !are_capital(unit, at + skip, length))
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
  struct view name = ARENA_JOIN(recognition->arena, whole_words(recognition->arena, head),
                                is_city ? VIEW(" thành phố ") : VIEW(" tỉnh "), text_view(province->name));
  const struct entry *office = find_whole(recognition, name);
  add_mention(unit, from, length, office,
              office == NULL ? first_spelling(recognition, name) : (struct view){NULL, 0});
}

/* "UBND 6 tỉnh gồm Long An, Tiền Giang và …", "Công an các tỉnh, thành phố: …": an office of each; how many
 * tokens they take, 0 where no list is here. */
static size_t take_listed(struct recognition *recognition, struct text_unit *unit, size_t from) {
  enum { MOST = 40 };
  static const char *const openings[][2] = {{"gom", NULL}, {"bao", "gom"}, {"la", NULL}};
  size_t length = 0, begins[MOST], lengths[MOST], count = 0, name;
  const struct entry *provinces[MOST], *province = NULL;
  long long said;
  const struct name_use *uses = name_index_find(recognition->index, &unit->tokens, from, &length);
  if (uses == NULL || !(has_kind(uses, NAME_LEAD) || has_kind(uses, NAME_RELATIVE)) ||
      !is_here(unit, uses, from, length))
    return 0;
  size_t at = from + length, number = count_word(unit, at, &said);
  if (number == 0 || !text_unit_is_together(unit, at - 1, 2, false) || !text_unit_is(unit, at + 1, "tinh"))
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
    tell_once(recognition, head, sentence_import_offices(said, (long long)count));
  return at - from;
}

static void scan(struct recognition *recognition, bool only_whole) {
  struct mentions *mentions = recognition->mentions;
  for (size_t i = 0; i < mentions->unit_count; i++) {
    struct text_unit *unit = &mentions->units[i];
    unit->mention_count = 0;
    for (size_t at = 0; at < unit->tokens.count;) {
      size_t listed = only_whole ? 0 : take_listed(recognition, unit, at);
      at += listed > 0 ? listed : take_name(recognition, unit, at, only_whole);
    }
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
static void trust_whole_names(struct recognition *recognition) {
  const struct mentions *mentions = recognition->mentions;
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct entry *entry = mentions->units[i].mentions[k].entry;
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
  const struct mentions *mentions = recognition->mentions;
  bool has_office = false, has_place = false, is_about = recognition->is_paper_of_home;
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct mention *mention = &mentions->units[i].mentions[k];
      if (mention->entry == NULL) continue;
      has_office = has_office || mention_province(mention->entry) != NULL;
      if (mention->entry->type != &province_type) continue;
      has_place = true;
      is_about = is_about || !is_where(&mentions->units[i], mention);
    }
  if (has_office || (is_about && mentions->home != NULL)) return SCOPE_PROVINCE;
  if (!has_place) return SCOPE_CENTRAL;
  return is_about || recognition->has_centre ? SCOPE_PLACE : SCOPE_PROVINCE;
}

static void find_home(struct recognition *recognition, const struct article *article) {
  struct mentions *mentions = recognition->mentions;
  bool several;
  for (size_t units = 1; units <= 2 && mentions->home == NULL; units++) {
    mentions->home = only_province(mentions, units, &several);
    if (several) return;
  }
  if (mentions->home == NULL) mentions->home = only_province(mentions, mentions->unit_count, &several);
  if (mentions->home == NULL && !several) {
    mentions->home = name_index_province_in(recognition->index, article->dateline);
    recognition->is_paper_of_home = mentions->home != NULL;
  }
  if (mentions->home != NULL || several) return;
  /* A province's paper does not say of which province it writes. */
  mentions->home = name_index_province_in(recognition->index, article->url);
  if (mentions->home == NULL) mentions->home = name_index_province_in(recognition->index, article->outlet);
  recognition->is_paper_of_home = mentions->home != NULL;
  if (mentions->home != NULL)
    doubts_add(recognition->doubts, DOUBT_NAMES,
               sentence_import_home(text_view(((const struct province *)mentions->home)->name)));
}

/* The place below a province that the tokens name, "huyện Ba Thê": how many tokens, 0: none. */
static size_t lower_place(const struct text_unit *unit, size_t at) {
  size_t kind = lower_kind(unit, at), words = 0;
  if (kind == 0 || view_equal_string(word_at(unit, at + 1), "nhánh")) return 0;
  while (at + kind + words < unit->tokens.count && words < 4 &&
         unit->tokens.items[at + kind + words].is_capital &&
         unit->tokens.items[at + kind + words].begin == unit->tokens.items[at + kind + words - 1].end + 1)
    words++;
  return words == 0 ? 0 : kind + words;
}

/* Of which kind the places of such offices are: "huyện"; `*several` where they differ. */
static void note_kind(struct arena *arena, const struct text_unit *unit, size_t at, struct view *kind,
                      bool *several) {
  const struct token *last = &unit->tokens.items[at + lower_kind(unit, at) - 1];
  struct view here = text_fold(
      arena, view_between(unit->text.data + unit->tokens.items[at].begin, unit->text.data + last->end));
  *several = *several || (kind->length > 0 && !view_equal(*kind, here));
  *kind = here;
}

/* Whether the article is about offices below the province, and of which place. */
static void find_lower(struct recognition *recognition) {
  struct mentions *mentions = recognition->mentions;
  size_t lower = 0, upper = 0;
  bool several = false;
  struct view folded = {NULL, 0}, kind = {NULL, 0};
  for (size_t i = 0; i < mentions->unit_count; i++) {
    const struct text_unit *unit = &mentions->units[i];
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
      bool is_whole =
          has_kind(uses, NAME_WHOLE) && uses->entry != NULL && mention_province(uses->entry) != NULL;
      size_t kind_at = at;
      while (is_whole && kind_at < at + length && lower_kind(unit, kind_at) == 0)
        kind_at++;
      /* "UBND huyện Ba Thê", which the register knows, is one of a district too. */
      bool is_known_lower = is_whole && kind_at < at + length;
      if (is_known_lower) note_kind(recognition->arena, unit, kind_at, &kind, &several);
      lower += is_known_lower;
      upper += is_whole && !is_known_lower;
      if (is_whole || !(has_kind(uses, NAME_LEAD) || has_kind(uses, NAME_RELATIVE))) continue;
      size_t behind = at + length;
      if (behind < unit->tokens.count && !text_unit_is_together(unit, at, length + 1, true)) continue;
      size_t words = lower_kind(unit, behind);
      if (words > 0 && !view_equal_string(word_at(unit, behind + 1), "nhánh")) {
        note_kind(recognition->arena, unit, behind, &kind, &several);
        lower++;
      }
      upper += kind_behind(unit, behind) > 0 || kind_behind(unit, behind - 1) > 0;
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
    unit->tokens = name_tokens(index, unit->text);
    unit->mentions = arena_array(arena, unit->tokens.count + 1, sizeof *unit->mentions);
  }
  struct recognition recognition = {.mentions = mentions, .arena = arena, .index = index, .doubts = doubts};
  scan(&recognition, true);
  trust_whole_names(&recognition);
  find_home(&recognition, article);
  recognition.scope = scope_of(&recognition);
  find_lower(&recognition);
  scan(&recognition, false);
  map_free(&recognition.told);
  map_free(&recognition.spellings);
}
