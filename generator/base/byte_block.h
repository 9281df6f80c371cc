/* Sixteen bytes looked at at once, with the compiler's vectors: whatever the machine has of the kind is used.
 * A location is a byte of ones in a block of zeros. */
#ifndef KYKET_BASE_BYTE_BLOCK_H
#define KYKET_BASE_BYTE_BLOCK_H

#include "base/view.h"

#include <endian.h>

enum { BYTE_BLOCK = 16 };

typedef uint8_t byte_block __attribute__((vector_size(BYTE_BLOCK)));

static inline byte_block byte_block_at(const char *bytes) {
  byte_block block;
  memcpy(&block, bytes, sizeof block);
  return block;
}

/* Marks the bytes that are `byte`. */
static inline byte_block byte_block_is(byte_block block, unsigned byte) {
  return (byte_block)(block == (uint8_t)byte);
}

/* Marks the bytes from `first` to `last`. */
static inline byte_block byte_block_between(byte_block block, unsigned first, unsigned last) {
  if (last == UINT8_MAX) return (byte_block)(block >= (uint8_t)first);
  return (byte_block)(block - (uint8_t)first <= (uint8_t)(last - first));
}

/* Marks \n and \r. */
static inline byte_block byte_block_line_end(byte_block block) {
  return byte_block_is(block, '\n') | byte_block_is(block, '\r');
}

static inline bool byte_block_any(byte_block marks) {
  uint64_t halves[2];
  memcpy(halves, &marks, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

/* The place of the first location; BYTE_BLOCK when there is none. */
static inline size_t byte_block_first(byte_block marks) {
  if (!byte_block_any(marks)) return BYTE_BLOCK;
  uint64_t halves[2];
  memcpy(halves, &marks, sizeof halves);
  size_t before = halves[0] == 0 ? sizeof halves[0] : 0;
  return before + (size_t)__builtin_ctzll(le64toh(halves[before != 0])) / 8;
}

/* Where the first byte is, at `at` or behind it, that `location` marks, or the text's length, which `at` must
 * not pass. */
__attribute__((always_inline)) static inline size_t
byte_block_find(struct view text, size_t at, byte_block (*location)(byte_block block)) {
  for (; text.length - at >= BYTE_BLOCK; at += BYTE_BLOCK) {
    size_t first = byte_block_first(location(byte_block_at(text.data + at)));
    if (first < BYTE_BLOCK) return at + first;
  }
  size_t left = text.length - at;
  if (left == 0) return at;
  char rest[BYTE_BLOCK] = {0};
  memcpy(rest, text.data + at, left);
  size_t first = byte_block_first(location(byte_block_at(rest)));
  return at + (first < left ? first : left);
}

/* The same of a byte and the two behind it, which are 0 behind the text's end. */
__attribute__((always_inline)) static inline size_t
byte_block_find_three(struct view text, size_t at,
                      byte_block (*location)(byte_block first, byte_block second, byte_block third)) {
  enum { BEHIND = 2 };
  for (; text.length - at >= BYTE_BLOCK + BEHIND; at += BYTE_BLOCK) {
    const char *bytes = text.data + at;
    size_t first =
        byte_block_first(location(byte_block_at(bytes), byte_block_at(bytes + 1), byte_block_at(bytes + 2)));
    if (first < BYTE_BLOCK) return at + first;
  }
  while (at < text.length) {
    char rest[BYTE_BLOCK + BEHIND] = {0};
    size_t left = text.length - at;
    memcpy(rest, text.data + at, left < sizeof rest ? left : sizeof rest);
    size_t first =
        byte_block_first(location(byte_block_at(rest), byte_block_at(rest + 1), byte_block_at(rest + 2)));
    if (first < BYTE_BLOCK) return at + first < text.length ? at + first : text.length;
    at += left < BYTE_BLOCK ? left : BYTE_BLOCK;
  }
  return text.length;
}

/* Marks of a text that are still to come, where the places are many: each block is looked at once.
 * Zero-initialise for the text's beginning. */
struct byte_block_marks {
  size_t behind;    /* the block at hand */
  uint64_t left[2]; /* of it, the first byte lowest */
};

/* The next marked place, or the text's length. */
__attribute__((always_inline)) static inline size_t
byte_block_next(struct view text, struct byte_block_marks *marks, byte_block (*location)(byte_block block)) {
  while ((marks->left[0] | marks->left[1]) == 0) {
    if (marks->behind >= text.length) return text.length;
    char bytes[BYTE_BLOCK] = {0};
    size_t left = text.length - marks->behind;
    memcpy(bytes, text.data + marks->behind, left < BYTE_BLOCK ? left : BYTE_BLOCK);
    byte_block marked = location(byte_block_at(bytes));
    memcpy(marks->left, &marked, sizeof marks->left);
    for (size_t i = 0; i < 2; i++)
      marks->left[i] = le64toh(marks->left[i]);
    marks->behind += BYTE_BLOCK;
  }
  size_t half = marks->left[0] == 0, byte = (size_t)__builtin_ctzll(marks->left[half]) / 8;
  marks->left[half] &= ~(UINT64_C(0xff) << 8 * byte);
  size_t at = marks->behind - BYTE_BLOCK + 8 * half + byte;
  return at < text.length ? at : text.length;
}

#endif
