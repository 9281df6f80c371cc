#include "base/buffer.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Of powers of two, those from a huge page on are a number of them. */
static void move_to_huge_pages(struct buffer *buffer, size_t wanted) {
  char *data = memory_allocate_huge(wanted);
  if (buffer->length > 0) memcpy(data, buffer->data, buffer->length);
  free(buffer->data);
  buffer->data = data;
}

char *buffer_grow(struct buffer *buffer, size_t more) {
  if (more > SIZE_MAX / 4) memory_fail(SIZE_MAX);
  size_t wanted = buffer->capacity == 0 ? 256 : buffer->capacity;
  while (wanted - buffer->length < more)
    wanted *= 2;
  if (wanted < MEMORY_HUGE_PAGE)
    buffer->data = memory_resize(buffer->data, wanted, 1);
  else
    move_to_huge_pages(buffer, wanted);
  buffer->capacity = wanted;
  return buffer->data + buffer->length;
}

void buffer_add_integer(struct buffer *buffer, int64_t value) {
  char *to = buffer_reserve(buffer, DIGITS_MOST);
  if (value >= 0 && value < 10000) {
    buffer->length += (size_t)(digits_short(to, (uint32_t)value) - to);
    return;
  }
  char digits[2 * DIGITS_MOST] = {0}; /* in the first half; always as many bytes are copied */
  char *end = digits + DIGITS_MOST;
  char *begin = digits_before(end, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
  if (value < 0) *--begin = '-';
  memcpy(to, begin, DIGITS_MOST);
  buffer->length += (size_t)(end - begin);
}

void buffer_add_grouped(struct buffer *buffer, int64_t value, struct view group) {
  size_t start = buffer->length;
  buffer_add_integer(buffer, value);
  if ((value < 1000 && value > -1000) || group.length == 0) return;
  char digits[2 * DIGITS_MOST];
  size_t length = buffer->length - start, sign = value < 0;
  memcpy(digits, buffer->data + start, length);
  buffer->length = start;
  for (size_t i = 0; i < length; i++) {
    if (i > sign && (length - i) % 3 == 0) buffer_add(buffer, group);
    buffer_add_byte(buffer, digits[i]);
  }
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

/* Marks the bytes that have an entity: & is " with one bit set, and > is < with another. */
static byte_block mark_signs(byte_block block) {
  return byte_block_is(block | ('"' ^ '&'), '&') | byte_block_is(block | ('<' ^ '>'), '>');
}

static bool has_sign(byte_block block) {
  return byte_block_any(mark_signs(block));
}

/* Copies a text of eight to fifteen bytes unless one of them is a sign. */
static bool copy_short(char *to, const char *from, size_t length) {
  union {
    uint64_t words[2];
    byte_block block;
  } both;
  size_t second = length - sizeof both.words[1];
  memcpy(&both.words[0], from, sizeof both.words[0]);
  memcpy(&both.words[1], from + second, sizeof both.words[1]);
  if (has_sign(both.block)) return false;
  memcpy(to, &both.words[0], sizeof both.words[0]);
  memcpy(to + second, &both.words[1], sizeof both.words[1]);
  return true;
}

/* Copies bytes without a sign, and stops at the first that is one, or behind the last; how many. */
static size_t copy_plain(char *to, const char *from, size_t length) {
  size_t at = 0;
  for (; length - at >= 2 * sizeof(byte_block); at += 2 * sizeof(byte_block)) {
    byte_block first = byte_block_at(from + at), second = byte_block_at(from + at + sizeof first);
    if (byte_block_any(mark_signs(first) | mark_signs(second))) break;
    memcpy(to + at, &first, sizeof first);
    memcpy(to + at + sizeof first, &second, sizeof second);
  }
  for (; length - at >= sizeof(byte_block); at += sizeof(byte_block)) {
    byte_block block = byte_block_at(from + at);
    if (has_sign(block)) break;
    memcpy(to + at, &block, sizeof block);
  }
  /* The last ones again with those that are left, rather than one by one. */
  if (length - at < sizeof(byte_block) && length >= sizeof(byte_block)) {
    byte_block block = byte_block_at(from + length - sizeof block);
    memcpy(to + length - sizeof block, &block, sizeof block);
    if (!has_sign(block)) return length;
  } else if (length < sizeof(byte_block) && length >= sizeof(uint64_t) && copy_short(to, from, length)) {
    return length;
  }
  for (; at < length && entities[(unsigned char)from[at]].data == NULL; at++)
    to[at] = from[at];
  return at;
}

void buffer_add_escaped(struct buffer *buffer, struct view text) {
  if (text.length == 0) return; /* NULL takes no offset */
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
    bool plain = ascii_is_alphanumeric((char)byte) || (byte != 0 && strchr("-_.~/", byte) != NULL);
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
