#include "text/word.h"

/* The kind of the character at the view's beginning, which holds something, and its length in bytes: 1 for
 * any byte of a word. */
static enum word_kind kind_at(struct view text, size_t *length) {
  unsigned char first = (unsigned char)text.data[0];
  unsigned char second = text.length > 1 ? (unsigned char)text.data[1] : 0;
  unsigned char third = text.length > 2 ? (unsigned char)text.data[2] : 0;
  *length = 1;
  if (first == ' ' || (first >= '\t' && first <= '\r')) return WORD_SPACE;
  if (first == 0xc2 && second == 0xa0) {
    *length = 2;
    return WORD_SPACE;
  }
  if (first == 0xe2 &&
      ((second == 0x80 && third >= 0x90) || (second == 0x81 && third <= 0x9e && third >= 0x80))) {
    *length = 3;
    return WORD_MARK;
  }
  bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first >= 0x80;
  return letter || (first >= '0' && first <= '9') ? WORD_WORD : WORD_MARK;
}

/* Whether a word goes on behind the mark at `at`, which is not the text's first byte. */
static bool joins(struct view text, size_t at) {
  static const char joining[] = {'.', ',', '/', '-', ':', '\''};
  size_t length = 0;
  return memchr(joining, text.data[at], sizeof joining) != NULL && at + 1 < text.length &&
         kind_at(view_slice(text, at + 1, SIZE_MAX), &length) == WORD_WORD;
}

bool word_next(struct view *rest, struct view *piece, enum word_kind *kind) {
  if (rest->length == 0) return false;
  size_t end = 0, length = 0;
  *kind = kind_at(*rest, &end);
  while (*kind != WORD_MARK && end < rest->length) {
    enum word_kind next = kind_at(view_slice(*rest, end, SIZE_MAX), &length);
    if (next != *kind && !(*kind == WORD_WORD && next == WORD_MARK && joins(*rest, end))) break;
    end += length;
  }
  *piece = view_slice(*rest, 0, end);
  *rest = view_slice(*rest, end, SIZE_MAX);
  return true;
}

size_t word_count(struct view text) {
  size_t count = 0;
  struct view piece;
  enum word_kind kind;
  while (word_next(&text, &piece, &kind))
    count += kind == WORD_WORD;
  return count;
}
