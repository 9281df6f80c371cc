#include "parts/import/press_people.h"

#include "base/ascii.h"

#include <stdlib.h>

static struct press_person *add_person(struct mentions *mentions, struct arena *arena, size_t unit_index,
                                       size_t from, size_t length) {
  enum { MOST = 1000 };
  const struct text_unit *unit = &mentions->units[unit_index];
  if (mentions->person_count == MOST) return NULL;
  mentions->people = arena_grow(arena, mentions->people, mentions->person_count, &mentions->person_capacity,
                                sizeof *mentions->people);
  size_t begin = unit->tokens.items[from].begin, end = unit->tokens.items[from + length - 1].end;
  struct press_person person = {
      .unit = unit_index, .begin = begin, .end = end, .name = view_slice(unit->text, begin, end - begin)};
  for (size_t i = 0; i < unit->mention_count; i++)
    if (unit->mentions[i].begin == begin && unit->mentions[i].entry != NULL &&
        unit->mentions[i].entry->type == &person_type)
      person.entry = unit->mentions[i].entry;
  mentions->people[mentions->person_count] = person;
  return &mentions->people[mentions->person_count++];
}

/* "Giám đốc", "Chủ tịch": two tokens that begin or are the name of a position. */
static bool is_position(const struct text_unit *unit, size_t at) {
  static const char *const pairs[][2] = {
      {"chu", "tich"},   {"bi", "thu"},      {"giam", "doc"},    {"cuc", "truong"},  {"bo", "truong"},
      {"thu", "truong"}, {"vien", "truong"}, {"chanh", "an"},    {"truong", "ban"},  {"truong", "phong"},
      {"chi", "huy"},    {"chinh", "uy"},    {"tu", "lenh"},     {"uy", "vien"},     {"chi", "cuc"},
      {"tong", "giam"},  {"tong", "bi"},     {"tinh", "truong"}, {"chanh", "thanh"}, {"hieu", "truong"},
      {"doi", "truong"}, {"thu", "tuong"},   {"doan", "truong"}, {"chu", "nhiem"},   {"tong", "cuc"},
      {"chanh", "van"},  {"vu", "truong"},   {"truong", "doan"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (text_unit_is(unit, at, pairs[i][0]) && text_unit_is(unit, at + 1, pairs[i][1]))
      /* "Thứ trưởng" is a position, and "Thu Trường" a name. */
      return !unit->tokens.items[at + 1].is_capital || text_unit_is(unit, at, "tong");
  return false;
}

static bool begins_position(const struct text_unit *unit, size_t at) {
  return is_position(unit, at) ||
         ((text_unit_is(unit, at, "pho") || text_unit_is(unit, at, "nguyen")) && is_position(unit, at + 1));
}

/* How many tokens are a position that stands right before a name; 0: none. */
static size_t position_length(const struct text_unit *unit, size_t at) {
  if (!begins_position(unit, at)) return 0;
  size_t length = is_position(unit, at) ? 2 : 3;
  return at + length < unit->tokens.count && text_unit_is_together(unit, at, length + 1, false) ? length : 0;
}

/* A person's name at the token: two to five words with capital letters, one blank between two. */
static size_t name_length(const struct text_unit *unit, size_t from) {
  enum { LEAST = 2, MOST = 5 };
  size_t length = 0;
  while (from + length < unit->tokens.count && length <= MOST) {
    const struct token *token = &unit->tokens.items[from + length];
    if (!token->is_capital) break;
    struct view gap =
        length == 0 ? VIEW(" ") : view_slice(unit->text, token[-1].end, token->begin - token[-1].end);
    /* "H’ Giang Niê", "Y'Nam": names of the Tây Nguyên. */
    bool is_apostrophe = length > 0 && token[-1].end - token[-1].begin <= 2 &&
                         (view_starts_with(gap, "’") || view_starts_with(gap, "'")) && gap.length <= 4;
    if (!is_apostrophe && !view_equal_string(gap, " ")) break;
    if (begins_position(unit, from + length)) break;
    length++;
  }
  return length >= LEAST && length <= MOST ? length : 0;
}

static bool has_abbreviation(struct view name) {
  for (size_t i = 0; i + 1 < name.length; i++)
    if (ascii_is_upper(name.data[i]) && ascii_is_upper(name.data[i + 1])) return true;
  return false;
}

/* "Đồng chí Cục trưởng Cục Thuế Hà Nội" has no name behind the position. */
static bool is_name_behind_position(const struct text_unit *unit, size_t from, size_t length) {
  static const char *const offices[] = {"Sở",   "Bộ",  "Cục",   "Ban",  "Hội",  "Viện",  "Tòa",    "Tổng",
                                        "Chi",  "Kho", "Phòng", "Liên", "Tỉnh", "Thành", "Trường", "Tập",
                                        "Ngân", "Báo", "Vụ",    "Công", "Quỹ",  "Đài",   "Trung"};
  enum { LEAST = 3 };
  size_t begin = unit->tokens.items[from].begin, end = unit->tokens.items[from + length - 1].end;
  struct view name = view_slice(unit->text, begin, end - begin);
  if (length < LEAST || has_abbreviation(name)) return false;
  for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
    if (view_starts_with(name, offices[i]) && name.data[strlen(offices[i])] == ' ') return false;
  for (size_t i = 0; i < unit->mention_count; i++)
    if (unit->mentions[i].begin >= begin && unit->mentions[i].begin < end &&
        (unit->mentions[i].entry == NULL || unit->mentions[i].entry->type != &person_type))
      return false;
  return true;
}

/* "Đại tá", "Trung tướng" before the token. */
static bool is_behind_rank(const struct text_unit *unit, size_t at) {
  static const char *const grades[] = {"dai", "thuong", "trung", "thieu"};
  static const char *const ranks[] = {"ta", "tuong", "uy"};
  bool has_grade = false, has_rank = false;
  if (at < 2 || !unit->tokens.items[at - 2].is_capital) return false;
  for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
    has_grade = has_grade || text_unit_is(unit, at - 2, grades[i]);
  for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
    has_rank = has_rank || text_unit_is(unit, at - 1, ranks[i]);
  return has_grade && has_rank && unit->tokens.items[at].begin == unit->tokens.items[at - 1].end + 1;
}

/* "phó chủ tịch thường trực", "bí thư thứ nhất Ban Chấp hành": from the position to the office there are no
 * other words than those of positions. So small letters name a position, and none in "giám đốc đã gặp Sở Y
 * tế". */
static bool is_position_alone(const struct text_unit *unit, size_t at, size_t first) {
  static const char *const begins[][3] = {
      {"chi", "cuc", "truong"}, {"tong", "cuc", "truong"}, {"chi", "huy", "truong"}, {"tong", "giam", "doc"},
      {"tong", "bi", "thu"},    {"chanh", "thanh", "tra"}, {"chanh", "van", "phong"}};
  static const char *const words[] = {"thu", "nhat", "thuong", "truc",  "ban", "chap", "hanh", "vu",
                                      "bch", "btv",  "chuyen", "trach", "phu", "danh", "du"};
  size_t behind = at + 2;
  for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
    if (text_unit_is(unit, at, begins[i][0]) && text_unit_is(unit, at + 1, begins[i][1])) {
      if (!text_unit_is(unit, behind, begins[i][2])) return false;
      behind++;
      break;
    }
  for (; behind < first; behind++) {
    bool is_word = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
      is_word = is_word || text_unit_is(unit, behind, words[i]);
    if (!is_word) return false;
  }
  /* "thứ trưởng", not "thủ trưởng Bộ Công an" */
  return behind == first &&
         !view_starts_with(view_slice(unit->text, unit->tokens.items[at].begin, SIZE_MAX), "thủ ");
}

/* "nguyên giám đốc": someone who held the position. A person may be called Nguyên: "Lê Nguyên, giám đốc …".
 */
static bool is_former(const struct text_unit *unit, size_t at) {
  if (at == 0) return false;
  struct view before = view_slice(unit->text, unit->tokens.items[at - 1].begin,
                                  unit->tokens.items[at].begin - unit->tokens.items[at - 1].begin);
  return view_equal_string(before, "nguyên ") || view_equal_string(before, "Nguyên ");
}

/* "Trưởng Ban Dân tộc", "Phó Trưởng Công an huyện": the position has the first word of the office's name;
 * where it begins, and `first` where it does not. */
static size_t head_of_office(const struct text_unit *unit, size_t first) {
  static const char *const heads[][2] = {
      {"ban", NULL}, {"phong", NULL}, {"cong", "an"}, {"doan", NULL}, {"chi", "nhanh"}};
  if (first == 0 || !text_unit_is(unit, first - 1, "truong")) return first;
  bool is_head = false;
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
    is_head = is_head || (text_unit_is(unit, first, heads[i][0]) &&
                          (heads[i][1] == NULL || text_unit_is(unit, first + 1, heads[i][1])));
  bool is_deputy = first > 1 && text_unit_is(unit, first - 2, "pho");
  return is_head && (is_deputy || unit->tokens.items[first - 1].is_capital) ? first - 1 - is_deputy : first;
}

struct view press_position_before(const struct text_unit *unit, size_t first) {
  enum { REACH = 7 }; /* "Bí thư thứ nhất Ban Chấp hành" */
  size_t head = head_of_office(unit, first);
  if (head < first && !is_former(unit, head) && text_unit_is_together(unit, head, first - head + 1, false))
    return view_trim(view_between(unit->text.data + unit->tokens.items[head].begin,
                                  unit->text.data + unit->tokens.items[first].begin));
  for (size_t back = 2; back <= REACH && back <= first; back++) {
    size_t at = first - back;
    if (!is_position(unit, at)) continue;
    bool is_alone = is_position_alone(unit, at, first);
    if (at > 0 && (text_unit_is(unit, at - 1, "pho") || text_unit_is(unit, at - 1, "quyen") ||
                   text_unit_is(unit, at - 1, "q")))
      at--;
    if (is_former(unit, at)) return (struct view){NULL, 0};
    if ((!unit->tokens.items[at].is_capital && !is_alone) ||
        !text_unit_is_together(unit, at, first - at + 1, false))
      return (struct view){NULL, 0};
    return view_trim(view_between(unit->text.data + unit->tokens.items[at].begin,
                                  unit->text.data + unit->tokens.items[first].begin));
  }
  return (struct view){NULL, 0};
}

/* "Giám đốc Sở Y tế Lê Văn An": the name behind the mention of an office that a position stands before. */
static void find_named_behind(struct mentions *mentions, struct arena *arena, size_t unit_index) {
  const struct text_unit *unit = &mentions->units[unit_index];
  size_t at = 0;
  for (size_t k = 0; k < unit->mention_count; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (mention->entry != NULL && mention->entry->type != &organization_type) continue;
    while (at < unit->tokens.count && unit->tokens.items[at].begin < mention->begin)
      at++;
    size_t first = at, behind = at;
    while (behind < unit->tokens.count && unit->tokens.items[behind].begin < mention->end)
      behind++;
    if (behind >= unit->tokens.count || unit->tokens.items[behind].begin != mention->end + 1) continue;
    size_t length = name_length(unit, behind);
    struct view title = length == 0 ? (struct view){NULL, 0} : press_position_before(unit, first);
    if (title.length == 0) continue;
    struct press_person *person = add_person(mentions, arena, unit_index, behind, length);
    if (person == NULL) return;
    person->title = title;
    person->office = mention;
  }
}

/* "anh", "chị", "TS.", "BS": of those whom the text calls so it is the ones with a position that are told of,
 * not "ảnh" or the people who were helped. */
static bool is_behind_address(const struct text_unit *unit, size_t at) {
  static const char *const words[] = {"anh", "Anh", "chị", "Chị", "cô",     "Cô",   "thầy", "Thầy",
                                      "TS",  "ThS", "GS",  "PGS", "BS",     "KS",   "NSƯT", "NSND",
                                      "Ths", "Ts",  "CN",  "LS",  "BSCKII", "BSCKI"};
  struct view word = at == 0 ? (struct view){NULL, 0} : text_unit_word(unit, at - 1);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_equal_string(word, words[i])) return true;
  return false;
}

/* "Lê Văn An - Bí thư", "Lê Văn An, Phó Giám đốc": a position stands behind the name. */
static bool has_position_behind(const struct text_unit *unit, size_t from, size_t length) {
  static const char *const joints[] = {", ", " - ", " – ", " ("};
  size_t behind = from + length;
  if (behind >= unit->tokens.count || !begins_position(unit, behind)) return false;
  struct view gap = view_between(unit->text.data + unit->tokens.items[behind - 1].end,
                                 unit->text.data + unit->tokens.items[behind].begin);
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
    if (view_equal_string(gap, joints[i])) return true;
  return false;
}

/* "Đ/c Lê Văn An". */
static bool is_behind_short_comrade(const struct text_unit *unit, size_t at) {
  struct view before = view_trim(view_slice(unit->text, 0, unit->tokens.items[at].begin));
  static const char *const forms[] = {"Đ/c", "đ/c", "Đ/C", "Đ.c", "đ.c", "Đ/c:", "đ/c:"};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (view_ends_with(before, forms[i])) return true;
  return false;
}

/* "Các đồng chí Lê Văn An, Bí thư Tỉnh đoàn và Vũ Thị Ba, Giám đốc …": the second is addressed with the
 * first. */
static bool is_addressed_to_several(const struct text_unit *unit, size_t i) {
  static const char *const several[] = {"cac", "hai", "ba", "bon"};
  size_t address = i >= 2 && text_unit_is(unit, i - 2, "dong") && text_unit_is(unit, i - 1, "chi")   ? i - 2
                   : i >= 1 && (text_unit_is(unit, i - 1, "ong") || text_unit_is(unit, i - 1, "ba")) ? i - 1
                                                                                                     : 0;
  for (size_t k = 0; address > 0 && k < sizeof several / sizeof *several; k++)
    if (text_unit_is(unit, address - 1, several[k])) return true;
  return false;
}

static bool is_behind_joint(const struct text_unit *unit, size_t i, struct view before) {
  return view_equal_string(before, "; ") || view_equal_string(before, ", ") ||
         (i > 0 && text_unit_is(unit, i - 1, "va") && view_equal_string(before, " "));
}

/* "Giám đốc Công an tỉnh, Đại tá Lê Văn An": the office that ends right before the rank, where its position
 * is not that of a name before it ("ông Vũ Ba, Giám đốc Sở Y tế, Đại tá Lê Văn An"); NULL: there is none. */
static const struct mention *office_before_rank(const struct text_unit *unit, size_t name,
                                                struct view *title) {
  if (!is_behind_rank(unit, name)) return NULL;
  size_t rank = unit->tokens.items[name - 2].begin, at = text_unit_mention_at(unit, rank);
  if (at == 0) return NULL;
  const struct mention *mention = &unit->mentions[at - 1];
  if (mention->end > rank || (mention->entry != NULL && mention->entry->type != &organization_type) ||
      !view_equal_string(view_slice(unit->text, mention->end, rank - mention->end), ", "))
    return NULL;
  size_t first = name - 2;
  while (first > 0 && unit->tokens.items[first - 1].begin >= mention->begin)
    first--;
  *title = press_position_before(unit, first);
  if (title->length == 0) return NULL;
  size_t position = first;
  while (position > 0 && unit->tokens.items[position - 1].begin >= (size_t)(title->data - unit->text.data))
    position--;
  const struct token *before = position == 0 ? NULL : &unit->tokens.items[position - 1];
  bool is_of_name = before != NULL && before->is_capital && title->data > unit->text.data + before->end &&
                    strchr(",-", unit->text.data[before->end]) != NULL;
  return is_of_name ? NULL : mention;
}

static void find_people(struct mentions *mentions, struct arena *arena, size_t unit_index) {
  const struct text_unit *unit = &mentions->units[unit_index];
  bool in_list = false, are_several = false;
  for (size_t i = 0; i < unit->tokens.count; i++) {
    const struct token *token = &unit->tokens.items[i];
    struct view before =
        i == 0 ? (struct view){NULL, 0} : view_slice(unit->text, token[-1].end, token->begin - token[-1].end);
    if (i > 0 && view_starts_with(before, ".") && before.length > 1) in_list = are_several = false;
    bool is_comrade = i >= 2 && text_unit_is(unit, i - 2, "dong") && text_unit_is(unit, i - 1, "chi");
    bool is_polite =
        i >= 1 && (text_unit_is(unit, i - 1, "ong") || text_unit_is(unit, i - 1, "ba")) && before.length == 1;
    if (is_comrade && view_starts_with(before, ":")) in_list = true;
    are_several = are_several || is_addressed_to_several(unit, i);
    bool begins = is_comrade || is_polite || is_behind_rank(unit, i) || is_behind_short_comrade(unit, i) ||
                  (in_list && view_starts_with(before, ";"));
    /* "GS.TS Lê Văn An": the name begins behind the last. */
    bool may_begin = !begins && is_behind_address(unit, i) && before.length <= 2 &&
                     (i + 1 == unit->tokens.count || !is_behind_address(unit, i + 1));
    may_begin = may_begin || (!begins && are_several && is_behind_joint(unit, i, before));
    if (!begins && !may_begin) continue;
    /* "Đồng chí Viện trưởng Lê Văn An" */
    size_t position = position_length(unit, i), length = name_length(unit, i + position);
    if (length == 0 || (position > 0 && !is_name_behind_position(unit, i + position, length))) continue;
    if (may_begin && !has_position_behind(unit, i + position, length)) continue;
    struct press_person *person = add_person(mentions, arena, unit_index, i + position, length);
    if (person != NULL && position > 0)
      person->title = view_between(unit->text.data + unit->tokens.items[i].begin,
                                   unit->text.data + unit->tokens.items[i + position - 1].end);
    if (person != NULL && position == 0) person->office = office_before_rank(unit, i, &person->title);
    i += position + length - 1;
  }
}

static int by_place(const void *left, const void *right) {
  const struct press_person *a = left, *b = right;
  if (a->unit != b->unit) return a->unit < b->unit ? -1 : 1;
  return a->begin < b->begin ? -1 : a->begin > b->begin;
}

void press_people_find(struct mentions *mentions, struct arena *arena) {
  for (size_t i = 0; i < mentions->unit_count; i++) {
    find_people(mentions, arena, i);
    find_named_behind(mentions, arena, i);
  }
  if (mentions->person_count > 1)
    qsort(mentions->people, mentions->person_count, sizeof *mentions->people, by_place);
}

size_t press_people_end(const struct mentions *mentions, size_t person) {
  const struct press_person *here = &mentions->people[person], *next = here + 1;
  size_t end = article_sentence_end(mentions->units[here->unit].text, here->begin);
  bool is_near = person + 1 < mentions->person_count && next->unit == here->unit && next->begin < end;
  return is_near ? next->begin : end;
}
