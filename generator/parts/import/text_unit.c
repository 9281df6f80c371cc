#include "parts/import/text_unit.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

const struct entry *mention_province(const struct entry *entry) {
  return entry->type == &organization_type ? ((const struct organization *)entry)->province.target : NULL;
}

size_t text_unit_token_at(const struct text_unit *unit, size_t place) {
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

size_t text_unit_mention_at(const struct text_unit *unit, size_t place) {
  size_t low = 0, high = unit->mention_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (unit->mentions[middle].begin < place)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool text_unit_is(const struct text_unit *unit, size_t i, const char *folded) {
  return i < unit->tokens.count && view_equal_string(unit->tokens.items[i].folded, folded);
}

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

bool text_unit_are_capital(const struct text_unit *unit, size_t from, size_t length) {
  for (size_t i = from; i < from + length; i++)
    if (!unit->tokens.items[i].is_capital) return false;
  return true;
}

struct view text_unit_word(const struct text_unit *unit, size_t i) {
  if (i >= unit->tokens.count) return (struct view){NULL, 0};
  const struct token *token = &unit->tokens.items[i];
  return view_slice(unit->text, token->begin, token->end - token->begin);
}

struct view text_unit_part(const struct text_unit *unit, size_t from, size_t length) {
  const struct token *first = &unit->tokens.items[from], *last = &unit->tokens.items[from + length - 1];
  return view_slice(unit->text, first->begin, last->end - first->begin);
}

long long text_unit_number(const struct text_unit *unit, size_t i) {
  static const char *const words[] = {"hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"};
  enum { MOST_DIGITS = 3 };
  struct view word = text_unit_word(unit, i);
  long long number = 0;
  for (size_t k = 0; k < word.length && k < MOST_DIGITS && ascii_is_digit(word.data[k]); k++)
    number = number * 10 + (word.data[k] - '0');
  if (number > 1) return number;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (text_unit_is(unit, i, words[k])) return (long long)k + 2;
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

bool text_unit_is_in_number(const struct text_unit *unit, size_t from, size_t length) {
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
