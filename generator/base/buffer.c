#include "base/buffer.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

char *buffer_reserve(struct buffer *buffer, size_t more) {
  if (more > SIZE_MAX / 4) memory_allocate(SIZE_MAX, SIZE_MAX);
  if (buffer->capacity - buffer->length < more) {
    size_t wanted = buffer->capacity == 0 ? 256 : buffer->capacity;
    while (wanted - buffer->length < more)
      wanted *= 2;
    buffer->data = memory_resize(buffer->data, wanted, 1);
    buffer->capacity = wanted;
  }
  return buffer->data + buffer->length;
}

void buffer_add(struct buffer *buffer, struct view view) {
  if (view.length == 0) return;
  memcpy(buffer_reserve(buffer, view.length), view.data, view.length);
  buffer->length += view.length;
}

void buffer_add_byte(struct buffer *buffer, char byte) {
  *buffer_reserve(buffer, 1) = byte;
  buffer->length++;
}

void buffer_add_string(struct buffer *buffer, const char *string) {
  buffer_add(buffer, view_of(string));
}

void buffer_add_integer(struct buffer *buffer, int64_t value) {
  buffer_format(buffer, "%" PRId64, value);
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

static struct view entity(char byte) {
  switch (byte) {
  case '&':
    return VIEW("&amp;");
  case '<':
    return VIEW("&lt;");
  case '>':
    return VIEW("&gt;");
  case '"':
    return VIEW("&quot;");
  default:
    return (struct view){NULL, 0};
  }
}

void buffer_add_escaped(struct buffer *buffer, struct view text) {
  size_t done = 0;
  for (size_t i = 0; i < text.length; i++) {
    struct view replacement = entity(text.data[i]);
    if (replacement.data == NULL) continue;
    buffer_add(buffer, view_slice(text, done, i - done));
    buffer_add(buffer, replacement);
    done = i + 1;
  }
  buffer_add(buffer, view_slice(text, done, SIZE_MAX));
}

void buffer_free(struct buffer *buffer) {
  free(buffer->data);
  *buffer = (struct buffer){0};
}
