#include "parts/import/finding.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

bool finding_token_is(const struct tokens *tokens, size_t i, const char *folded) {
  return i < tokens->count && view_equal_string(tokens->items[i].folded, folded);
}

size_t finding_token_at(const struct text_unit *unit, size_t place) {
  size_t low = 0, high = unit->tokens.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (unit->tokens.items[middle].begin < place)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* "ký", which folded could be "kỳ" or "kỷ". */
bool finding_is_sign_word(const struct text_unit *unit, size_t i) {
  const struct token *token = &unit->tokens.items[i];
  struct view word = view_slice(unit->text, token->begin, token->end - token->begin);
  return view_equal_string(word, "ký") || view_equal_string(word, "Ký") || view_equal_string(word, "KÝ");
}

/* "(được ký kết ngày 14/05/2018)", "được ký năm 2018": what was signed before. */
bool finding_is_signed_before(const struct text_unit *unit, size_t i) {
  static const char *const times[] = {"ngay", "nam", "tu", "vao", "truoc"};
  const struct tokens *tokens = &unit->tokens;
  if (i == 0 || !finding_token_is(tokens, i - 1, "duoc")) return false;
  size_t behind = i + (finding_token_is(tokens, i + 1, "ket") ? 2 : 1);
  for (size_t k = 0; k < sizeof times / sizeof *times; k++)
    if (finding_token_is(tokens, behind, times[k])) return true;
  return false;
}

/* A sentence says that something is signed: "ký", but not what was signed before. */
bool finding_tells_of_signing(const struct text_unit *unit, size_t from, size_t to) {
  for (size_t i = finding_token_at(unit, from); i < unit->tokens.count && unit->tokens.items[i].end <= to;
       i++)
    if (finding_is_sign_word(unit, i) && !finding_is_signed_before(unit, i)) return true;
  return false;
}

bool finding_read_number(struct view text, size_t most_digits, int *number) {
  *number = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (!ascii_is_digit(text.data[i]) || text.length > most_digits) return false;
    *number = *number * 10 + (text.data[i] - '0');
  }
  return text.length > 0;
}

/* "chương trình thực hiện công tác …": what is signed is for that, and carries out no other document. */
static bool is_purpose(struct view text, size_t at) {
  static const char *const documents[] = {"ương trình ", "ế hoạch ", "uy chế ", "hối hợp "};
  static const char *const others[] = {"Nghị", "Chương", "Quy",   "Kế hoạch", "Đề án", "Luật",
                                       "Chỉ",  "Quyết",  "Chiến", "Kết luận", "Thỏa",  "các "};
  struct view before = view_slice(text, 0, at);
  struct view rest = view_slice(text, at + strlen("thực hiện "), SIZE_MAX);
  if (!view_starts_with(view_slice(text, at, SIZE_MAX), "thực hiện ")) return false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (view_starts_with(rest, others[i])) return false;
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
    if (view_ends_with(before, documents[i])) return true;
  return false;
}

/* Whether what stands at `at` is said of what is signed: of the words before it in the sentence the last of
 * those below is one of signing. */
static bool is_of_signing(struct view text, size_t at, bool goes_over_semicolons) {
  static const char *const signing[] = {"ký ", "Ký ", "ban hành ", "KÝ "};
  static const char *const others[] = {"hay thế",   "ổng kết", "ơ kết",     "ăn cứ",    "heo ",
                                       "thực hiện", "kết quả", "tinh thần", "Đánh giá", "kế hoạch triển khai",
                                       "Luật",      "Đề án",   "iến lược",  "tiếp nối"};
  enum { REACH = 320 };
  size_t begin = at > REACH ? at - REACH : 0;
  struct view before = view_slice(text, begin, at - begin);
  for (size_t i = 0; i + 2 < before.length; i++)
    if ((before.data[i] == '.' || (before.data[i] == ';' && !goes_over_semicolons)) &&
        before.data[i + 1] == ' ' && !(i > 0 && ascii_is_upper(before.data[i - 1]))) {
      before = view_slice(before, i + 2, SIZE_MAX);
      i = 0;
    }
  size_t last = VIEW_NOT_FOUND, last_other = VIEW_NOT_FOUND;
  for (size_t k = 0; k < sizeof signing / sizeof *signing; k++)
    for (size_t i = 0; (i = view_find(before, view_of(signing[k]), i)) != VIEW_NOT_FOUND; i++)
      if (last == VIEW_NOT_FOUND || i > last) last = i;
  for (size_t k = 0; k < sizeof others / sizeof *others; k++)
    for (size_t i = 0; (i = view_find(before, view_of(others[k]), i)) != VIEW_NOT_FOUND; i++)
      if (!is_purpose(before, i) && (last_other == VIEW_NOT_FOUND || i > last_other)) last_other = i;
  return last != VIEW_NOT_FOUND && (last_other == VIEW_NOT_FOUND || last_other < last);
}

bool finding_is_of_signing(struct view text, size_t at) {
  return is_of_signing(text, at, false);
}

bool finding_is_in_sentence_of_signing(struct view text, size_t at) {
  return is_of_signing(text, at, true);
}
