#include "parse/body/address_source.h"

#include "base/ascii.h"

/* Bytes of an address at the most. */
enum { ADDRESS_LIMIT = 2000 };

/* An address with blanks, in a text that begins with its ]. */
struct odd_address {
  size_t gap;        /* bytes of blanks between ] and ( */
  size_t begin, end; /* of an address that must be put into < >; end 0: none */
};

/* Whether it is one for sure: with a scheme, a path, or a file's ending. */
static bool looks_like_address(struct view text) {
  size_t letters = 0;
  while (letters < text.length && ascii_is_lower(ascii_lower(text.data[letters])))
    letters++;
  if (letters > 1 && letters < text.length && text.data[letters] == ':')
    return letters + 1 < text.length && text.data[letters + 1] != ' ';
  if (view_starts_with(text, "/") || view_starts_with(text, "./") || view_starts_with(text, "../"))
    return true;
  size_t ending = text.length;
  while (ending > 0 && ascii_is_alphanumeric(text.data[ending - 1]))
    ending--;
  size_t length = text.length - ending;
  return ending > 1 && text.data[ending - 1] == '.' && length >= 2 && length <= 4;
}

/* Where the title of a link begins that ends at the text's end, with the blank before it; the text's length
 * when there is none. */
static size_t title_begin(struct view text) {
  char last = text.length > 2 ? text.data[text.length - 1] : '\0';
  char opening = last == ')' ? '(' : last;
  if (last != '"' && last != '\'' && last != ')') return text.length;
  for (size_t at = 1; at + 1 < text.length; at++)
    if (text.data[at] == opening && ascii_is_space(text.data[at - 1])) return at - 1;
  return text.length;
}

/* The length of what stands in the parentheses that open before the text; SIZE_MAX when they don't close in
 * this line before another bracket. */
static size_t inside_length(struct view text) {
  size_t depth = 0;
  for (size_t at = 0; at < text.length && at < ADDRESS_LIMIT; at++) {
    char byte = text.data[at];
    if (strchr("\n\r[]<>", byte) != NULL) return SIZE_MAX;
    if (byte == '\\') at++;
    if (byte == '(') depth++;
    if (byte == ')' && depth-- == 0) return at;
  }
  return SIZE_MAX;
}

/* Finds out whether what begins with a ] is an address that must be mended. */
static bool read_odd(struct view text, struct odd_address *odd) {
  size_t at = 1;
  *odd = (struct odd_address){0};
  while (at < text.length && text.data[at] == ' ')
    at++;
  if (at >= text.length || text.data[at] != '(') return false;
  odd->gap = at - 1;
  struct view inside = view_slice(text, at + 1, SIZE_MAX);
  size_t length = inside_length(inside);
  if (length == SIZE_MAX) return false;
  inside = view_trim(view_slice(inside, 0, length));
  struct view address = view_trim(view_slice(inside, 0, title_begin(inside)));
  /* A quotation mark in it begins a title that is not closed. */
  if (address.length == 0 || view_find_byte(address, '"', 0) != VIEW_NOT_FOUND ||
      !looks_like_address(address))
    return false;
  size_t begin = (size_t)(address.data - text.data);
  bool blank =
      view_find_byte(address, ' ', 0) != VIEW_NOT_FOUND || view_find_byte(address, '\t', 0) != VIEW_NOT_FOUND;
  if (blank) {
    odd->begin = begin;
    odd->end = begin + address.length;
  }
  return blank || (odd->gap > 0 && view_find_byte(address, ':', 0) != VIEW_NOT_FOUND);
}

bool address_source_is_odd(struct view text) {
  /* Cheap where it matters: nearly all addresses are as they should be. */
  if (text.length < 3 || (text.data[1] != '(' && text.data[1] != ' ')) return false;
  struct odd_address odd;
  return read_odd(text, &odd);
}

/* Whether a [ with something behind it stands before the ] in its line. */
static bool has_text(struct view source, size_t at) {
  size_t begin = at;
  while (begin > 0 && strchr("[]\n", source.data[begin - 1]) == NULL)
    begin--;
  bool image = begin > 1 && source.data[begin - 2] == '!';
  bool open = begin > 0 && source.data[begin - 1] == '[';
  return open && (image || view_trim(view_slice(source, begin, at - begin)).length > 0);
}

size_t address_source_mend(struct body_rewriting *rewriting, size_t at) {
  struct view source = rewriting->source;
  struct odd_address odd;
  if (!address_source_is_odd(view_slice(source, at, SIZE_MAX))) return at + 1;
  read_odd(view_slice(source, at, SIZE_MAX), &odd);
  if (odd.gap > 0 && !has_text(source, at)) return at + 1;
  if (odd.gap > 0) body_rewrite(rewriting, at + 1, odd.gap, (struct view){"", 0});
  if (odd.end == 0) return at + 1 + odd.gap;
  body_rewrite(rewriting, at + odd.begin, 0, VIEW("<"));
  body_rewrite(rewriting, at + odd.end, 0, VIEW(">"));
  return at + odd.end;
}
