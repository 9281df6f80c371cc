#include "edit/link_layout.h"

#include "base/ascii.h"
#include "base/buffer.h"

/* How far a link's text may reach. */
enum { LINK_LIMIT = 10000 };

static char byte_at(struct view text, size_t at) {
  return at < text.length ? text.data[at] : '\0';
}

size_t link_destination_end(struct view text, size_t at) {
  char before = at > 0 ? text.data[at - 1] : '\0';
  char closing = before == '<' ? '>' : before == '"' || before == '\'' ? before : '\0';
  size_t depth = 0;
  for (; at < text.length && !ascii_is_space(text.data[at]); at++) {
    char byte = text.data[at];
    if (byte == '>' || (closing != '\0' && byte == closing)) break;
    if (byte == '(') depth++;
    if (byte == ')' && depth-- == 0) break;
    if (byte == '\\' && at + 1 < text.length) at++;
  }
  return at;
}

/* Whether backslashes before the byte make a letter of it. */
static bool is_escaped(struct view text, size_t at) {
  size_t count = 0;
  while (count < at && text.data[at - 1 - count] == '\\')
    count++;
  return count % 2 == 1;
}

/* The [ that belongs to the ] at `at`, in the same paragraph; VIEW_NOT_FOUND: there is none. */
static size_t opening_bracket(struct view text, size_t at) {
  size_t depth = 1, first = at > LINK_LIMIT ? at - LINK_LIMIT : 0;
  while (at > first) {
    char byte = text.data[--at];
    if (byte == '\n' && byte_at(text, at + 1) == '\n') break;
    if ((byte != '[' && byte != ']') || is_escaped(text, at)) continue;
    if (byte == ']')
      depth++;
    else if (--depth == 0)
      return at;
  }
  return VIEW_NOT_FOUND;
}

static size_t skip_blanks(struct view text, size_t at) {
  while (at < text.length && ascii_is_space(text.data[at]))
    at++;
  return at;
}

/* Behind the title that begins at `at`, if one does. */
static size_t skip_title(struct view text, size_t at) {
  char opening = byte_at(text, at), closing = opening == '(' ? ')' : opening;
  if (opening != '"' && opening != '\'' && opening != '(') return at;
  size_t end = at + 1;
  while (end < text.length && (text.data[end] != closing || is_escaped(text, end)))
    end++;
  return end < text.length ? end + 1 : at;
}

bool link_layout_find(struct view text, size_t at, struct link_layout *layout) {
  size_t before = at, end = link_destination_end(text, at);
  if (before > 0 && text.data[before - 1] == '<') before--;
  if (before < at && byte_at(text, end++) != '>') return false;
  while (before > 0 && ascii_is_space(text.data[before - 1]))
    before--;
  if (before < 2 || text.data[--before] != '(') return false;
  while (before > 0 && text.data[before - 1] == ' ')
    before--;
  if (before == 0 || text.data[before - 1] != ']' || is_escaped(text, before - 1)) return false;
  end = skip_blanks(text, skip_title(text, skip_blanks(text, end)));
  size_t begin = opening_bracket(text, before - 1);
  if (byte_at(text, end) != ')' || begin == VIEW_NOT_FOUND) return false;
  if (begin > 0 && text.data[begin - 1] == '!' && !is_escaped(text, begin - 1)) return false;
  *layout = (struct link_layout){begin, end + 1, view_slice(text, begin + 1, before - begin - 2)};
  return true;
}

/* Where a backslash keeps the text, which begins its line now, from being a heading, a quotation or an item
 * of a list; VIEW_NOT_FOUND: it is none. */
static size_t marker_sign(struct view text) {
  size_t at = 0;
  if (byte_at(text, 0) == '>') return 0;
  while (at < 6 && byte_at(text, at) == '#')
    at++;
  if (at == 0 && strchr("-+*", byte_at(text, 0)) != NULL && byte_at(text, 0) != '\0') at = 1;
  if (at > 0) return byte_at(text, at) == ' ' ? 0 : VIEW_NOT_FOUND;
  while (at < text.length && ascii_is_digit(text.data[at]))
    at++;
  bool is_sign = at > 0 && at < text.length && strchr(".)/", text.data[at]) != NULL;
  return is_sign && byte_at(text, at + 1) == ' ' ? at : VIEW_NOT_FOUND;
}

static void add_title(struct buffer *plain, struct view title) {
  for (size_t i = 0; i < title.length; i++) {
    if (strchr("\\`*_[]<>&#~|", title.data[i]) != NULL) buffer_add_byte(plain, '\\');
    buffer_add_byte(plain, title.data[i]);
  }
}

struct view link_layout_plain(struct arena *arena, struct view text, const struct link_layout *layout,
                              struct view title) {
  struct buffer plain = {0};
  if (view_trim(layout->text).length == 0)
    add_title(&plain, title);
  else
    buffer_add(&plain, layout->text);
  size_t line = view_line_begin(text, layout->begin);
  bool begins_line = view_trim(view_slice(text, line, layout->begin - line)).length == 0;
  size_t sign = begins_line ? marker_sign(buffer_view(&plain)) : VIEW_NOT_FOUND;
  struct view written = buffer_view(&plain);
  struct view copy = sign == VIEW_NOT_FOUND ? arena_copy(arena, written)
                                            : ARENA_JOIN(arena, view_slice(written, 0, sign), VIEW("\\"),
                                                         view_slice(written, sign, SIZE_MAX));
  buffer_free(&plain);
  return copy;
}
