#include "base/byte_block.h"
#include "base/view.h"

/* Of two bytes or a few more, which memmem takes one byte at a time: from `from` on by blocks, as far as the
 * bytes behind the block are the view's too. `*left`: where what is left begins. */
static size_t find_short(struct view view, struct view needle, size_t from, size_t *left) {
  size_t at = from;
  for (; view.length - at >= BYTE_BLOCK + needle.length; at += BYTE_BLOCK) {
    const char *bytes = view.data + at;
    byte_block marks = byte_block_is(byte_block_at(bytes), (uint8_t)needle.data[0]) &
                       byte_block_is(byte_block_at(bytes + 1), (uint8_t)needle.data[1]);
    size_t first = byte_block_first(marks);
    for (; first < BYTE_BLOCK; first++)
      if (memcmp(bytes + first, needle.data, needle.length) == 0) return at + first;
  }
  *left = at;
  return VIEW_NOT_FOUND;
}

size_t view_find(struct view view, struct view needle, size_t from) {
  enum { SHORT = 8 };
  if (from > view.length) return VIEW_NOT_FOUND;
  if (needle.length == 0) return from;
  if (needle.length > view.length - from) return VIEW_NOT_FOUND;
  if (needle.length == 1) return view_find_byte(view, needle.data[0], from);
  if (needle.length <= SHORT) {
    size_t at = find_short(view, needle, from, &from);
    if (at != VIEW_NOT_FOUND) return at;
  }
  const char *found = memmem(view.data + from, view.length - from, needle.data, needle.length);
  return found == NULL ? VIEW_NOT_FOUND : (size_t)(found - view.data);
}

bool view_has_any(struct view view, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (view_find(view, view_of(words[i]), 0) != VIEW_NOT_FOUND) return true;
  return false;
}
