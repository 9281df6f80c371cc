#include "base/view.h"

#include "base/ascii.h"

#include <strings.h>

/* Most differ at once. */
bool view_equal_string(struct view a, const char *b) {
  for (size_t i = 0; i < a.length; i++)
    if (b[i] == '\0' || a.data[i] != b[i]) return false;
  return b[a.length] == '\0';
}

int view_compare(struct view a, struct view b) {
  size_t shared = a.length < b.length ? a.length : b.length;
  int order = shared == 0 ? 0 : memcmp(a.data, b.data, shared);
  if (order != 0) return order;
  return (a.length > b.length) - (a.length < b.length);
}

bool view_starts_with(struct view view, const char *prefix) {
  size_t length = strlen(prefix);
  return view.length >= length && memcmp(view.data, prefix, length) == 0;
}

bool view_starts_with_any_case(struct view view, const char *prefix) {
  size_t length = strlen(prefix);
  return view.length >= length && strncasecmp(view.data, prefix, length) == 0;
}

int view_coded_byte(struct view view, size_t at) {
  if (at + 2 >= view.length || view.data[at] != '%') return -1;
  int high = ascii_hexadecimal(view.data[at + 1]), low = ascii_hexadecimal(view.data[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool view_ends_with(struct view view, const char *suffix) {
  size_t length = strlen(suffix);
  return view.length >= length && memcmp(view.data + view.length - length, suffix, length) == 0;
}

struct view view_trim(struct view view) {
  while (view.length > 0 && ascii_is_space(view.data[0])) {
    view.data++;
    view.length--;
  }
  while (view.length > 0 && ascii_is_space(view.data[view.length - 1]))
    view.length--;
  return view;
}

size_t view_find_byte(struct view view, char byte, size_t from) {
  if (from >= view.length) return VIEW_NOT_FOUND;
  const char *found = memchr(view.data + from, byte, view.length - from);
  return found == NULL ? VIEW_NOT_FOUND : (size_t)(found - view.data);
}

size_t view_line_begin(struct view text, size_t at) {
  const char *before = at == 0 ? NULL : memrchr(text.data, '\n', at);
  return before == NULL ? 0 : (size_t)(before - text.data) + 1;
}

size_t view_line_end(struct view text, size_t at) {
  size_t end = view_find_byte(text, '\n', at);
  return end == VIEW_NOT_FOUND ? text.length : end;
}

bool view_next(struct view *rest, char separator, struct view *piece) {
  if (rest->data == NULL) return false;
  size_t end = view_find_byte(*rest, separator, 0);
  if (end == VIEW_NOT_FOUND) {
    *piece = *rest;
    *rest = (struct view){NULL, 0};
    return true;
  }
  *piece = view_slice(*rest, 0, end);
  *rest = view_slice(*rest, end + 1, SIZE_MAX);
  return true;
}
