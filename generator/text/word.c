#include "text/word.h"

enum { UNSURE = WORD_WORD + 1 }; /* the bytes behind it tell */

/* Of the bytes that characters begin with. */
static const unsigned char kinds[256] = {
    [0 ... 0x08] = WORD_MARK,
    ['\t' ... '\r'] = WORD_SPACE,
    [0x0e ... 0x1f] = WORD_MARK,
    [' '] = WORD_SPACE,
    ['!' ... '/'] = WORD_MARK,
    ['0' ... '9'] = WORD_WORD,
    [':' ... '@'] = WORD_MARK,
    ['A' ... 'Z'] = WORD_WORD,
    ['[' ... '`'] = WORD_MARK,
    ['a' ... 'z'] = WORD_WORD,
    ['{' ... 0x7f] = WORD_MARK,
    [0x80 ... 0xc1] = WORD_WORD,
    [0xc2] = UNSURE,
    [0xc3 ... 0xe1] = WORD_WORD,
    [0xe2] = UNSURE,
    [0xe3 ... 0xff] = WORD_WORD,
};

static unsigned char byte_at(struct view text, size_t at) {
  return at < text.length ? (unsigned char)text.data[at] : 0;
}

/* The kind of the character at `at`, which is in the text, and its length in bytes: 1 for any byte of a
 * word. */
static enum word_kind kind_at(struct view text, size_t at, size_t *length) {
  unsigned char first = byte_at(text, at);
  *length = 1;
  if (kinds[first] != UNSURE) return kinds[first];
  if (first == 0xc2 && byte_at(text, at + 1) == 0xa0) {
    *length = 2;
    return WORD_SPACE;
  }
  if (first == 0xe2) {
    unsigned char second = byte_at(text, at + 1), third = byte_at(text, at + 2);
    if ((second == 0x80 && third >= 0x90) || (second == 0x81 && third <= 0x9e && third >= 0x80)) {
      *length = 3;
      return WORD_MARK;
    }
  }
  return WORD_WORD;
}

/* Whether a word continues behind the mark at `at`, which is not the text's first byte. */
static bool joins(struct view text, size_t at) {
  static const char joining[] = {'.', ',', '/', '-', ':', '\''};
  size_t length = 0;
  return memchr(joining, text.data[at], sizeof joining) != NULL && at + 1 < text.length &&
         kind_at(text, at + 1, &length) == WORD_WORD;
}

bool word_next(struct view *rest, struct view *piece, enum word_kind *kind) {
  if (rest->length == 0) return false;
  size_t end = 0, length = 0;
  *kind = kind_at(*rest, 0, &end);
  while (*kind != WORD_MARK && end < rest->length) {
    if (*kind == WORD_WORD && kinds[(unsigned char)rest->data[end]] == WORD_WORD) {
      end++;
      continue;
    }
    enum word_kind next = kind_at(*rest, end, &length);
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
