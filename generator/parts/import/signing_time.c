#include "parts/import/signing_time.h"

/* Words that stand behind each other, folded; the second may be none. */
struct pair {
  const char *first, *second;
};

#define HAS_PAIR(unit, i, pairs) has_pair(unit, i, pairs, sizeof(pairs) / sizeof *(pairs))

static bool has_pair(const struct text_unit *unit, size_t i, const struct pair *pairs, size_t count) {
  for (size_t k = 0; k < count; k++)
    if (text_unit_is(unit, i, pairs[k].first) &&
        (pairs[k].second == NULL || text_unit_is(unit, i + 1, pairs[k].second)))
      return true;
  return false;
}

static const struct pair documents[] = {
    {"quy", "che"}, {"chuong", "trinh"}, {"ke", "hoach"}, {"thoa", "thuan"}, {"nghi", "quyet"},
    {"van", "ban"}, {"bien", "ban"},     {"ban", "ghi"},  {"thong", "tu"},   {"hop", "dong"},
    {"quy", "uoc"}, {"quy", "dinh"},     {"ghi", "nho"},  {"huong", "dan"},  {"dieu", "uoc"},
    {"de", "an"},   {"noi", "dung"},     {"cam", "ket"},  {"giao", "uoc"}};
static const struct pair cooperation[] = {{"phoi", "hop"},  {"hop", "tac"},   {"lien", "ket"},
                                          {"lien", "tich"}, {"hiep", "dong"}, {"ket", "nghia"}};

bool signing_is_word(const struct text_unit *unit, size_t i) {
  static const char *const before[] = {"dang", "chu", "nhat", "thu", "but", "toc", "luu"};
  static const char *const behind[] = {"uc", "su", "tuc", "quy", "hieu", "gia", "gui", "sinh", "so", "nhan"};
  struct view word = text_unit_word(unit, i);
  if (!view_equal_string(word, "ký") && !view_equal_string(word, "Ký") && !view_equal_string(word, "KÝ"))
    return false;
  bool is_next = i > 0 && unit->tokens.items[i - 1].end + 1 == unit->tokens.items[i].begin;
  bool is_post = i > 1 && text_unit_is(unit, i - 2, "bi"); /* "Bí thư ký quy chế" */
  for (size_t k = 0; is_next && !is_post && k < sizeof before / sizeof *before; k++)
    if (text_unit_is(unit, i - 1, before[k])) return false;
  /* "ký quy chế" is no "ký quỹ", nor "ký gia hạn" a "ký giả". */
  static const struct pair extension[] = {{"gia", "han"}};
  for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
    if (text_unit_is(unit, i + 1, behind[k]) && !HAS_PAIR(unit, i + 1, documents) &&
        !HAS_PAIR(unit, i + 1, extension))
      return false;
  return true;
}

/* The first token of the clause that has the token: no comma, stop or bracket stands between. */
static size_t clause_begin(const struct text_unit *unit, size_t i) {
  enum { REACH = 40 };
  for (size_t steps = 0; i > 0 && steps < REACH; i--, steps++) {
    const struct token *token = &unit->tokens.items[i - 1];
    /* An abbreviation is several tokens at one place. */
    struct view gap =
        view_slice(unit->text, token->end, token[1].begin > token->end ? token[1].begin - token->end : 0);
    for (size_t k = 0; k < gap.length; k++)
      if (strchr(",;:.(", gap.data[k]) != NULL) return i;
  }
  return i;
}

/* Behind "ký", "ký kết". */
static size_t behind_sign(const struct text_unit *unit, size_t i) {
  return i + (text_unit_is(unit, i + 1, "ket") ? 2 : 1);
}

size_t signing_object(const struct text_unit *unit, size_t i) {
  enum { WORDS = 3 };
  size_t behind = behind_sign(unit, i);
  for (size_t k = behind; k < behind + WORDS; k++)
    if (HAS_PAIR(unit, k, documents)) return k;
  return 0;
}

/* "được ký kết ngày 14/05/2018", "được ký năm 2018". */
static bool is_dated_participle(const struct text_unit *unit, size_t i) {
  static const struct pair times[] = {
      {"ngay", NULL}, {"nam", NULL}, {"tu", NULL}, {"vao", NULL}, {"truoc", NULL}};
  return i > 0 && text_unit_is(unit, i - 1, "duoc") && HAS_PAIR(unit, behind_sign(unit, i), times);
}

/* "Từ khi ký kết", "sau 3 năm ký kết", "trước khi ký". */
static bool is_of_another_moment(const struct text_unit *unit, size_t i) {
  static const struct pair moments[] = {{"tu", "khi"},  {"sau", "khi"}, {"truoc", "khi"},
                                        {"tu", "ngay"}, {"den", "khi"}, {"thoi", "diem"}};
  if (i < 2) return false;
  return HAS_PAIR(unit, i - 2, moments) ||
         (text_unit_is(unit, i - 1, "nam") && text_unit_number(unit, i - 2) > 0);
}

/* "Thực hiện Quy chế phối hợp đã ký kết giữa …", "kiểm tra việc thực hiện kế hoạch hai bên ký": the document
 * is what something is done with, and "ký" tells which it is. */
static bool is_of_document_at_work(const struct text_unit *unit, size_t begin, size_t i) {
  static const struct pair works[] = {{"thuc", "hien"}, {"trien", "khai"}, {"can", "cu"},   {"so", "ket"},
                                      {"tong", "ket"},  {"danh", "gia"},   {"kiem", "tra"}, {"theo", NULL},
                                      {"hieu", "qua"},  {"ket", "qua"},    {"cu", "the"},   {"tren", "co"}};
  static const struct pair praise[] = {
      {"bieu", "duong"}, {"khen", "thuong"}, {"ghi", "nhan"}, {"danh", "gia"}};
  static const struct pair joints[] = {
      {"va", NULL}, {"le", NULL}, {"nghi", NULL}, {"buoi", NULL}, {"viec", NULL}};
  if (i == 0 || HAS_PAIR(unit, i - 1, joints)) return false;
  bool works_with = false, is_praised = false, is_document = false;
  for (size_t k = begin; k < i; k++) {
    works_with = works_with || HAS_PAIR(unit, k, works);
    is_praised = is_praised || HAS_PAIR(unit, k, praise);
    is_document = is_document || (works_with && HAS_PAIR(unit, k, documents));
  }
  return (is_document && signing_object(unit, i) == 0) || (is_praised && text_unit_is(unit, i - 1, "da"));
}

bool signing_is_to_come(const struct text_unit *unit, size_t i) {
  static const struct pair plans[] = {{"du", "kien"},   {"sap", "ky"},   {"tien", "toi"}, {"huong", "toi"},
                                      {"huong", "den"}, {"chuan", "bi"}, {"de", "nghi"},  {"yeu", "cau"},
                                      {"mong", "muon"}, {"de", "xuat"},  {"chua", NULL},  {"du", "thao"},
                                      {"sap", "toi"},   {"co", "the"},   {"can", "som"}};
  if (!signing_is_word(unit, i) || i == 0 || text_unit_is(unit, i - 1, "va")) return false;
  for (size_t k = clause_begin(unit, i); k < i; k++) {
    struct view word = text_unit_word(unit, k);
    if (HAS_PAIR(unit, k, plans) || view_equal_string(word, "sẽ") || view_equal_string(word, "Sẽ"))
      return true;
  }
  return false;
}

/* "ký cam kết", "ký giao ước thi đua": a pledge, where "cam kết phối hợp" is agreed on. */
static bool is_pledge(const struct text_unit *unit, size_t i) {
  static const struct pair pledges[] = {{"cam", "ket"}, {"giao", "uoc"}};
  size_t behind = behind_sign(unit, i);
  return HAS_PAIR(unit, behind, pledges) && !HAS_PAIR(unit, behind + 2, cooperation);
}

bool signing_is_now(const struct text_unit *unit, size_t i) {
  return signing_is_word(unit, i) && !is_dated_participle(unit, i) && !is_of_another_moment(unit, i) &&
         !is_of_document_at_work(unit, clause_begin(unit, i), i) && !is_pledge(unit, i) &&
         !signing_is_to_come(unit, i);
}

bool signing_names_document(const struct text_unit *unit, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (HAS_PAIR(unit, i, documents) || HAS_PAIR(unit, i, cooperation)) return true;
  return false;
}

bool signing_names_paper(const struct text_unit *unit, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (HAS_PAIR(unit, i, documents)) return true;
  return false;
}
