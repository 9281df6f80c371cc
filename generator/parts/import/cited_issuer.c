#include "parts/import/cited_issuer.h"

#include "base/ascii.h"
#include "parts/import/finding.h"

/* "05", "37/2012/QH13", "CT", "TTg": what a number or a day consists of. */
static bool is_of_number(struct view word) {
  size_t capitals = 0;
  for (size_t i = 0; i < word.length; i++) {
    if (ascii_is_digit(word.data[i])) return true;
    capitals += ascii_is_upper(word.data[i]);
  }
  return capitals > 1;
}

/* What stands between the kind of a document and "của". */
static bool is_detail(const struct text_unit *unit, size_t i) {
  static const char *const words[] = {"so",   "ngay", "thang", "nam",  "lien", "tich", "chung",
                                      "hanh", "dong", "muc",   "tieu", "quoc", "gia"};
  if (is_of_number(text_unit_word(unit, i))) return true;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (text_unit_is(unit, i, words[k])) return true;
  return false;
}

static bool is_document(const struct text_unit *unit, size_t i) {
  static const char *const kinds[][2] = {
      {"quyet", "dinh"}, {"nghi", "quyet"}, {"nghi", "dinh"},    {"chi", "thi"},
      {"thong", "tu"},   {"thong", "bao"},  {"ket", "luan"},     {"cong", "van"},
      {"cong", "dien"},  {"huong", "dan"},  {"quy", "dinh"},     {"van", "ban"},
      {"ke", "hoach"},   {"de", "an"},      {"chuong", "trinh"}, {"chien", "luoc"}};
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
    if (text_unit_is(unit, i, kinds[k][0]) && text_unit_is(unit, i + 1, kinds[k][1])) return true;
  return false;
}

/* The place of a position before the name, "Thủ tướng" or "Ban Thường vụ", else that of the name. */
static size_t position_before(const struct text_unit *unit, size_t name, const char *word) {
  enum { MOST = 5 };
  size_t i = name;
  while (i > 1 && name - i < MOST && !view_equal_string(text_unit_word(unit, i - 1), word) &&
         text_unit_is_together(unit, i - 1, 2, false))
    i--;
  return i;
}

/* "Luật Phòng, chống tác hại của rượu, bia": the law whose name ends right before the token. */
static bool is_behind_law(const struct text_unit *unit, size_t end) {
  enum { MOST = 14 };
  for (size_t i = end; i-- > 0 && end - i <= MOST;) {
    struct view word = text_unit_word(unit, i);
    bool goes_on = view_equal_string(word, "về") || view_equal_string(word, "các");
    if (goes_on || !text_unit_is_together(unit, i, end - i, true)) return false;
    if (view_equal_string(word, "Luật") ||
        (view_equal_string(word, "luật") && text_unit_is(unit, i - 1, "bo")) ||
        (text_unit_is(unit, i, "phap") && text_unit_is(unit, i + 1, "lenh")))
      return true;
  }
  return false;
}

/* "Chỉ thị 41/CT-TTg ngày 22/11/2017 của" before the token of a name. */
static bool is_behind_document(const struct text_unit *unit, size_t name) {
  size_t i = position_before(unit, name, "của");
  if (i < 3 || !view_equal_string(text_unit_word(unit, i - 1), "của")) return false;
  if (is_behind_law(unit, i - 1)) return true;
  for (i -= 2; i > 1 && is_detail(unit, i) && !is_document(unit, i - 1); i--) {
  }
  return is_document(unit, i - 1);
}

/* "của Chính phủ và Ban Thường trực Trung ương Mặt trận": the document is of both. */
static bool is_joined(const struct text_unit *unit, const struct mention *before, size_t name) {
  size_t i = position_before(unit, name, "và");
  return i > 1 && view_equal_string(text_unit_word(unit, i - 1), "và") &&
         unit->tokens.items[i - 2].end == before->end;
}

/* Whether a document is said to be of the mention, alone or with those before it. */
static bool is_issuer(const struct text_unit *unit, size_t mention) {
  enum { MOST_JOINED = 4 };
  for (size_t joined = 0; joined < MOST_JOINED; joined++, mention--) {
    size_t name = text_unit_token_at(unit, unit->mentions[mention].begin);
    if (is_behind_document(unit, name)) return true;
    if (mention == 0 || !is_joined(unit, &unit->mentions[mention - 1], name)) return false;
  }
  return false;
}

/* Whether the unit names the organization otherwise than as an issuer. */
static bool has_other(const struct text_unit *unit, const struct entry *organization) {
  for (size_t i = 0; i < unit->mention_count; i++)
    if (unit->mentions[i].entry == organization && !is_issuer(unit, i)) return true;
  return false;
}

bool cited_issuer_is(const struct mentions *mentions, const struct facts *facts,
                     const struct entry *organization) {
  for (size_t i = 0; i < facts->party_count; i++)
    if (facts->parties[i].organization == organization) return false;
  for (size_t i = 0; i < mentions->unit_count; i++)
    if (has_other(&mentions->units[i], organization)) return false;
  return true;
}
