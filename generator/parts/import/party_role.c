#include "parts/import/party_role.h"

#include "parts/import/article.h"
#include "text/unicode.h"

bool party_role_is_of_guests(struct arena *arena, struct view text, size_t at) {
  static const char *const words[] = {"dự ",        "tham dự",    "cùng dự", "đến dự",   "về dự",
                                      "tới dự",     "chứng kiến", "đồng dự", "tham gia", "cùng tham dự",
                                      "về tham dự", "khách mời",  "chủ trì"};
  enum { REACH = 400, FRONT = 40 };
  size_t begin = at > REACH ? at - REACH : 0;
  while (begin < at && utf8_continues(text.data[begin]))
    begin++;
  begin = article_sentence_begin(text, begin, at);
  struct view front = text_fold_case(arena, view_trim(view_slice(text, begin, FRONT)));
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_starts_with(front, words[i])) return true;
  return false;
}

/* The text before the mention, without words for those who act for it. */
static struct view before_office(const struct text_unit *unit, const struct mention *mention) {
  static const char *const bodies[] = {"lãnh đạo",    "Ban Thường vụ", "Ban Giám đốc",
                                       "Thường trực", "đại diện",      "Đảng ủy"};
  struct view before = view_trim(view_slice(unit->text, 0, mention->begin));
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    if (view_ends_with(before, bodies[i]))
      return view_trim(view_slice(before, 0, before.length - strlen(bodies[i])));
  return before;
}

bool party_role_is_patron(const struct text_unit *unit, const struct mention *mention) {
  static const char *const leaves[] = {"chủ trì của",  "ủy quyền của",   "uỷ quyền của",   "đồng ý của",
                                       "cho phép của", "chứng kiến của", "chỉ đạo của",    "phân công của",
                                       "nhất trí của", "chấp thuận của", "giới thiệu của", "tham dự của",
                                       "bảo trợ của",  "thống nhất của", "chủ trương của"};
  struct view before = before_office(unit, mention);
  for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++)
    if (view_ends_with(before, leaves[i])) return true;
  return false;
}

/* Whether only blanks stand between a token and the next. */
static bool is_next(const struct text_unit *unit, size_t i) {
  const struct token *token = &unit->tokens.items[i];
  return token[1].begin < token->end ||
         view_trim(view_slice(unit->text, token->end, token[1].begin - token->end)).length == 0;
}

/* A unit's own name stands right before the office: "Phòng Cảnh sát giao thông", with no word between that
 * joins two names. */
static bool is_behind_unit(const struct text_unit *unit, size_t office) {
  static const char *const heads[][2] = {
      {"phong", NULL},  {"doan", "thanh"}, {"doan", "co"},   {"chi", "doan"},  {"hoi", "phu"},
      {"hoi", "cuu"},   {"cong", "doan"},  {"chi", "bo"},    {"trung", "tam"}, {"benh", "vien"},
      {"truong", NULL}, {"chi", "cuc"},    {"dang", "bo"},   {"tieu", "doan"}, {"trung", "doan"},
      {"doi", NULL},    {"van", "phong"},  {"thanh", "tra"}, {"vien", NULL},   {"vu", NULL},
      {"cuc", NULL}};
  static const char *const joints[] = {"va", "voi", "cung", "phoi", "ky", "to", "tai", "do", "cua"};
  enum { WORDS = 9 };
  for (size_t back = 1; back <= WORDS && back <= office; back++) {
    size_t i = office - back;
    if (!is_next(unit, i)) return false;
    for (size_t k = 0; k < sizeof joints / sizeof *joints; k++)
      if (text_unit_is(unit, i, joints[k])) return false;
    for (size_t k = 0; k < sizeof heads / sizeof *heads && unit->tokens.items[i].is_capital; k++)
      if (text_unit_is(unit, i, heads[k][0]) &&
          (heads[k][1] == NULL || text_unit_is(unit, i + 1, heads[k][1])))
        return true;
  }
  return false;
}

bool party_role_is_parent(const struct text_unit *unit, const struct mention *mention) {
  struct view before = view_trim(view_slice(unit->text, 0, mention->begin));
  bool is_in_brackets =
      view_ends_with(before, "(") && view_starts_with(view_slice(unit->text, mention->end, SIZE_MAX), ")");
  return is_in_brackets || view_ends_with(before, "thuộc") ||
         is_behind_unit(unit, text_unit_token_at(unit, mention->begin));
}
