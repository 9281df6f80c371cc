#include "parts/import/press_number.h"

#include "base/ascii.h"
#include "text/document_number.h"

enum { LONGEST = 80 };

/* How many bytes are a dash or slash at the front of the text; 0: none. */
static size_t dash_length(struct view text) {
  static const char *const dashes[] = {"-", "/", "–", "—", "‑"};
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
    if (view_starts_with(text, dashes[i])) return strlen(dashes[i]);
  return 0;
}

/* How many bytes are a dash with the blanks around it; 0: no dash is there. */
static size_t joint_length(struct view text, char *dash) {
  size_t at = 0;
  while (at < text.length && text.data[at] == ' ')
    at++;
  size_t length = dash_length(view_slice(text, at, SIZE_MAX));
  if (length == 0) return 0;
  *dash = text.data[at] == '/' ? '/' : '-';
  for (at += length; at < text.length && text.data[at] == ' ';)
    at++;
  return at;
}

struct view press_number_join(struct arena *arena, struct view text) {
  struct buffer joined = {0};
  for (size_t at = 0; at < text.length;) {
    char dash;
    size_t length = joint_length(view_slice(text, at, LONGEST), &dash);
    buffer_add_byte(&joined, length == 0 ? text.data[at] : dash);
    at += length == 0 ? 1 : length;
  }
  struct view copy = arena_copy(arena, buffer_view(&joined));
  buffer_free(&joined);
  return copy;
}

/* Where in the text so many bytes of what it is joined to end. */
static size_t end_in(struct view text, size_t joined) {
  size_t at = 0;
  for (; joined > 0; joined--) {
    char dash;
    size_t length = joint_length(view_slice(text, at, LONGEST), &dash);
    at += length == 0 ? 1 : length;
  }
  return at;
}

/* Where the digits begin behind the next "số", from `at` on; VIEW_NOT_FOUND: nowhere. */
static size_t next_digits(struct view text, size_t at) {
  for (; (at = view_find(text, VIEW("ố "), at)) != VIEW_NOT_FOUND; at++) {
    size_t digits = at + strlen("ố ");
    bool is_word = at > 0 && (text.data[at - 1] == 's' || text.data[at - 1] == 'S') &&
                   (at == 1 || strchr(" (\"", text.data[at - 2]) != NULL);
    if (is_word && digits < text.length && ascii_is_digit(text.data[digits])) return digits;
  }
  return VIEW_NOT_FOUND;
}

/* "12/QCPH" behind "số", as the press shortens one: what is at the front of the text; empty: nothing is. */
static struct view without_issuer(struct view text) {
  struct document_number number;
  size_t length = 0;
  while (length < text.length && strchr(" ,;:()\"", text.data[length]) == NULL)
    length++;
  struct view symbol = view_slice(text, 0, length);
  if (view_ends_with(symbol, ".")) symbol.length--;
  size_t slash = view_find_byte(symbol, '/', 0);
  bool is_kind = slash != VIEW_NOT_FOUND && slash + 2 < symbol.length &&
                 view_find_byte(symbol, '/', slash + 1) == VIEW_NOT_FOUND &&
                 document_number_parse(symbol, &number) == message_number_without_issuer;
  return is_kind ? symbol : (struct view){NULL, 0};
}

struct view press_number_next(struct arena *arena, struct view text, size_t *at, size_t *end) {
  struct view plain = document_number_find(text, *at);
  size_t begin = plain.data == NULL ? VIEW_NOT_FOUND : (size_t)(plain.data - text.data);
  for (size_t digits = *at; (digits = next_digits(text, digits)) != VIEW_NOT_FOUND; digits++) {
    if (begin != VIEW_NOT_FOUND && begin < digits) break;
    struct view rest = view_slice(text, digits, LONGEST), joined = press_number_join(arena, rest);
    struct view number = document_number_find(joined, 0);
    if (number.data != joined.data || number.length == 0) number = without_issuer(joined);
    if (number.length == 0) continue;
    *at = digits;
    *end = digits + end_in(rest, number.length);
    return number;
  }
  if (plain.data == NULL) return plain;
  *at = begin;
  *end = begin + plain.length;
  return plain;
}
