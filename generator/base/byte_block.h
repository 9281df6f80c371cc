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

/* A bit for each byte that is marked, the first lowest. */
static inline unsigned byte_block_bits(byte_block marks) {
#ifdef __SSE2__
  typedef char signed_block __attribute__((vector_size(BYTE_BLOCK)));
  return (unsigned)__builtin_ia32_pmovmskb128((signed_block)marks);
#else
  uint64_t halves[2];
  memcpy(halves, &marks, sizeof halves);
  unsigned bits = 0;
  for (size_t i = 0; i < 2; i++) /* of each byte one bit, brought together in the highest */
    bits |= (unsigned)((le64toh(halves[i]) & 0x8040201008040201) * 0x0101010101010101 >> 56) << 8 * i;
  return bits;
#endif
}

static inline bool byte_block_any(byte_block marks) {
  return byte_block_bits(marks) != 0;
}

/* The place of the first location; BYTE_BLOCK when there is none. */
static inline size_t byte_block_first(byte_block marks) {
  unsigned bits = byte_block_bits(marks);
  return bits == 0 ? BYTE_BLOCK : (size_t)__builtin_ctz(bits);
}

/* Where the first byte is, at `at` or behind it, that `location` marks, or the text's length, which `at` must
 * not pass. */
__attribute__((always_inline)) static inline size_t
byte_block_find(struct view text, size_t at, byte_block (*location)(byte_block block)) {
  for (; at < text.length; at += BYTE_BLOCK) {
    const char *bytes = text.data + at;
    size_t left = text.length - at;
    char rest[BYTE_BLOCK] = {0};
    if (left < sizeof rest) bytes = memcpy(rest, bytes, left);
    size_t first = byte_block_first(location(byte_block_at(bytes)));
    if (first < BYTE_BLOCK) return first < left ? at + first : text.length;
  }
  return text.length;
}

/* The same of a byte and the two behind it, which are 0 behind the text's end. */
__attribute__((always_inline)) static inline size_t
byte_block_find_three(struct view text, size_t at,
                      byte_block (*location)(byte_block first, byte_block second, byte_block third)) {
  enum { BEHIND = 2 };
  for (; at < text.length; at += BYTE_BLOCK) {
    const char *bytes = text.data + at;
    size_t left = text.length - at;
    char rest[BYTE_BLOCK + BEHIND] = {0};
    if (left < sizeof rest) bytes = memcpy(rest, bytes, left);
    size_t first =
        byte_block_first(location(byte_block_at(bytes), byte_block_at(bytes + 1), byte_block_at(bytes + 2)));
    if (first < BYTE_BLOCK) return first < left ? at + first : text.length;
  }
  return text.length;
}

/* Marks of a text that are still to come, where the places are many: each block is looked at once.
 * Zero-initialise for the text's beginning. */
struct byte_block_marks {
  size_t behind; /* the block at hand */
  unsigned left; /* of it, see byte_block_bits */
};

/* The next marked place, or the text's length. */
__attribute__((always_inline)) static inline size_t
byte_block_next(struct view text, struct byte_block_marks *marks, byte_block (*location)(byte_block block)) {
  while (marks->left == 0) {
    if (marks->behind >= text.length) return text.length;
    const char *bytes = text.data + marks->behind;
    size_t left = text.length - marks->behind;
    char rest[BYTE_BLOCK] = {0};
    if (left < sizeof rest) bytes = memcpy(rest, bytes, left);
    marks->left = byte_block_bits(location(byte_block_at(bytes)));
    marks->behind += BYTE_BLOCK;
  }
  size_t at = marks->behind - BYTE_BLOCK + (size_t)__builtin_ctz(marks->left);
  marks->left &= marks->left - 1;
  return at < text.length ? at : text.length;
}

#endif
