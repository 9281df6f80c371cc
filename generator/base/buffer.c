#include "base/buffer.h"

#include "base/digits.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (uint64_t)(byte))

char *buffer_grow(struct buffer *buffer, size_t more) {
  if (more > SIZE_MAX / 4) memory_allocate(SIZE_MAX, SIZE_MAX);
  size_t wanted = buffer->capacity == 0 ? 256 : buffer->capacity;
  while (wanted - buffer->length < more)
    wanted *= 2;
  buffer->data = memory_resize(buffer->data, wanted, 1);
  buffer->capacity = wanted;
  return buffer->data + buffer->length;
}

void buffer_add_integer(struct buffer *buffer, int64_t value) {
  char digits[2 * DIGITS_MOST] = {0}; /* in the first half; always as many bytes are copied */
  char *end = digits + DIGITS_MOST;
  char *begin = digits_before(end, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
  if (value < 0) *--begin = '-';
  memcpy(buffer_reserve(buffer, DIGITS_MOST), begin, DIGITS_MOST);
  buffer->length += (size_t)(end - begin);
}

void buffer_format(struct buffer *buffer, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length > 0) {
    vsnprintf(buffer_reserve(buffer, (size_t)length + 1), (size_t)length + 1, format, again);
    buffer->length += (size_t)length;
  }
  va_end(again);
}

/* Of most bytes: none. */
static const struct view entities[256] = {
    ['&'] = VIEW_LITERAL("&amp;"),
    ['<'] = VIEW_LITERAL("&lt;"),
    ['>'] = VIEW_LITERAL("&gt;"),
    ['"'] = VIEW_LITERAL("&quot;"),
};

/* The sign bit of a byte that is zero, and perhaps of those above it; 0 when no byte is. */
static uint64_t mark_zero_bytes(uint64_t word) {
  return (word - EACH_BYTE(0x01)) & ~word & EACH_BYTE(0x80);
}

/* Whether one of eight bytes has an entity: & is " with one bit set, and > is < with another. */
static bool has_sign(uint64_t word) {
  return (mark_zero_bytes((word | EACH_BYTE('"' ^ '&')) ^ EACH_BYTE('&')) |
          mark_zero_bytes((word | EACH_BYTE('<' ^ '>')) ^ EACH_BYTE('>'))) != 0;
}

typedef unsigned char lanes __attribute__((vector_size(16)));

/* The same of sixteen. */
static bool lanes_have_sign(lanes bytes) {
  union {
    lanes found;
    uint64_t words[2];
  } both = {.found = (lanes)((bytes | ('"' ^ '&')) == '&') | (lanes)((bytes | ('<' ^ '>')) == '>')};
  return (both.words[0] | both.words[1]) != 0;
}

/* Copies bytes without a sign, and stops at the first that is one, or behind the last; how many. */
static size_t copy_plain(char *to, const char *from, size_t length) {
  size_t at = 0;
  for (lanes bytes; length - at >= sizeof bytes; at += sizeof bytes) {
    memcpy(&bytes, from + at, sizeof bytes);
    if (lanes_have_sign(bytes)) break;
    memcpy(to + at, &bytes, sizeof bytes);
  }
  /* The last ones again with those that are left, rather than one by one. */
  if (length - at < sizeof(lanes) && length >= sizeof(lanes)) {
    lanes bytes;
    memcpy(&bytes, from + length - sizeof bytes, sizeof bytes);
    if (!lanes_have_sign(bytes)) {
      memcpy(to + length - sizeof bytes, &bytes, sizeof bytes);
      return length;
    }
  }
  uint64_t word;
  for (; length - at >= sizeof word; at += sizeof word) {
    memcpy(&word, from + at, sizeof word);
    if (has_sign(word)) break;
    memcpy(to + at, &word, sizeof word);
  }
  if (length - at < sizeof word && length >= sizeof word) {
    memcpy(&word, from + length - sizeof word, sizeof word);
    if (!has_sign(word)) {
      memcpy(to + length - sizeof word, &word, sizeof word);
      return length;
    }
  }
  for (; at < length && entities[(unsigned char)from[at]].data == NULL; at++)
    to[at] = from[at];
  return at;
}

void buffer_add_escaped(struct buffer *buffer, struct view text) {
  const char *at = text.data, *end = at + text.length;
  while (at < end) {
    size_t left = (size_t)(end - at);
    size_t plain = copy_plain(buffer_reserve(buffer, left), at, left);
    buffer->length += plain;
    if (plain == left) return;
    at += plain;
    buffer_add(buffer, entities[(unsigned char)*at++]);
  }
}

void buffer_add_path(struct buffer *buffer, struct view path) {
  for (size_t i = 0; i < path.length; i++) {
    unsigned char byte = (unsigned char)path.data[i];
    bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                 (byte >= '0' && byte <= '9') || (byte != 0 && strchr("-_.~/", byte) != NULL);
    if (plain)
      buffer_add_byte(buffer, (char)byte);
    else
      buffer_format(buffer, "%%%02X", byte);
  }
}

void buffer_free(struct buffer *buffer) {
  free(buffer->data);
  *buffer = (struct buffer){0};
}
