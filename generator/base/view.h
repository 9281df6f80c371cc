/* A view: bytes that are owned elsewhere, usually an arena or the file that was read. Never NUL-terminated
 * by promise. A view of nothing is {NULL, 0}; an empty string may also have data. */
#ifndef KYKET_BASE_VIEW_H
#define KYKET_BASE_VIEW_H

#include "base/ascii.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct view {
  const char *data;
  size_t length;
};

/* For printf's "%.*s". */
#define VIEW_FORMAT(view) (int)(view).length, (view).data

/* A string literal as a constant initialiser. */
#define VIEW_LITERAL(literal)                                                                                \
  { (literal), sizeof(literal) - 1 }
/* A string literal as an expression. */
#define VIEW(literal) ((struct view)VIEW_LITERAL(literal))

static inline struct view view_of(const char *string) {
  return (struct view){string, string == NULL ? 0 : strlen(string)};
}

static inline struct view view_between(const char *begin, const char *end) {
  return (struct view){begin, (size_t)(end - begin)};
}

/* The part from `offset` on, at most `length` bytes; clipped to the view. */
static inline struct view view_slice(struct view view, size_t offset, size_t length) {
  if (offset > view.length) offset = view.length;
  if (length > view.length - offset) length = view.length - offset;
  return (struct view){offset == 0 ? view.data : view.data + offset, length}; /* NULL takes no offset */
}

/* The front of UTF-8 text, at most `length` bytes, cut where a character begins. */
static inline struct view view_shorten(struct view text, size_t length) {
  if (length >= text.length) return text;
  while (length > 0 && utf8_continues(text.data[length]))
    length--;
  return view_slice(text, 0, length);
}

static inline bool view_equal(struct view a, struct view b) {
  return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool view_equal_string(struct view a, const char *b);
/* By bytes; a prefix comes before what it begins. As strcmp's result. */
int view_compare(struct view a, struct view b);
bool view_starts_with(struct view view, const char *prefix);
bool view_ends_with(struct view view, const char *suffix);

/* The same whatever the case of ASCII's letters. */
bool view_starts_with_any_case(struct view view, const char *prefix);

/* Whether one of the words stands somewhere in it. */
bool view_has_any(struct view view, const char *const *words, size_t count);
#define VIEW_HAS_ANY(view, words) view_has_any((view), (words), sizeof(words) / sizeof *(words))

/* The byte that a % and two hexadecimal digits at `at` stand for; -1: they are not there. */
int view_coded_byte(struct view view, size_t at);

/* Whether a path with / is one below the folder. */
static inline bool path_is_below(struct view path, struct view folder) {
  return path.length > folder.length && path.data[folder.length] == '/' &&
         view_equal(view_slice(path, 0, folder.length), folder);
}

/* Without the ASCII white space at both ends. */
struct view view_trim(struct view view);

#define VIEW_NOT_FOUND SIZE_MAX
size_t view_find(struct view view, struct view needle, size_t from);
size_t view_find_byte(struct view view, char byte, size_t from);

/* Where the line begins that `at` is in, and where it ends: at its end of line, or with the text. */
size_t view_line_begin(struct view text, size_t at);
size_t view_line_end(struct view text, size_t at);

/* Cuts the next piece up to `separator` off the front of `rest`; false when nothing is left. */
bool view_next(struct view *rest, char separator, struct view *piece);

#endif
