#include "parts/import/finding.h"
#include "parts/import/signing_time.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

bool finding_token_is(const struct tokens *tokens, size_t i, const char *folded) {
  return i < tokens->count && view_equal_string(tokens->items[i].folded, folded);
}

bool finding_tells_of_signing(const struct text_unit *unit, size_t from, size_t to) {
  for (size_t i = text_unit_token_at(unit, from); i < unit->tokens.count && unit->tokens.items[i].end <= to;
       i++)
    if (signing_is_now(unit, i)) return true;
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

/* Whether the word of signing at the place is no "ký" of another time. */
static bool is_said_now(const struct text_unit *unit, size_t at) {
  size_t i = text_unit_token_at(unit, at);
  return !signing_is_word(unit, i) || signing_is_now(unit, i);
}

/* Whether what stands at `at` is said of what is signed: of the words before it in the sentence the last of
 * those below is one of signing. */
static bool is_of_signing(const struct text_unit *unit, size_t at, bool goes_over_semicolons) {
  static const char *const signing[] = {"ký ", "Ký ", "ban hành ", "KÝ "};
  static const char *const others[] = {"hay thế",   "ổng kết", "ơ kết",     "ăn cứ",    "heo ",
                                       "thực hiện", "kết quả", "tinh thần", "Đánh giá", "kế hoạch triển khai",
                                       "Luật",      "Đề án",   "iến lược",  "tiếp nối", "ia hạn",
                                       "hụ lục",    "ửa đổi",  "ổ sung"};
  enum { REACH = 320 };
  struct view text = unit->text;
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
      if ((last == VIEW_NOT_FOUND || i > last) && is_said_now(unit, (size_t)(before.data - text.data) + i))
        last = i;
  for (size_t k = 0; k < sizeof others / sizeof *others; k++)
    for (size_t i = 0; (i = view_find(before, view_of(others[k]), i)) != VIEW_NOT_FOUND; i++)
      if (!is_purpose(before, i) && (last_other == VIEW_NOT_FOUND || i > last_other)) last_other = i;
  return last != VIEW_NOT_FOUND && (last_other == VIEW_NOT_FOUND || last_other < last);
}

bool finding_is_of_signing(const struct text_unit *unit, size_t at) {
  return is_of_signing(unit, at, false);
}

bool finding_is_in_sentence_of_signing(const struct text_unit *unit, size_t at) {
  return is_of_signing(unit, at, true);
}
