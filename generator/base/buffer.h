/* A growing run of bytes. */
#ifndef KYKET_BASE_BUFFER_H
#define KYKET_BASE_BUFFER_H

#include "base/view.h"

/* Zero-initialise to start; release with buffer_free. */
struct buffer {
  char *data;
  size_t length, capacity;
};

/* What buffer_reserve does when there is too little room. */
char *buffer_grow(struct buffer *buffer, size_t more);

/* Room for `more` bytes behind the last; the caller may write them and add to `length`. */
static inline char *buffer_reserve(struct buffer *buffer, size_t more) {
  if (buffer->capacity - buffer->length < more) return buffer_grow(buffer, more);
  return buffer->data + buffer->length;
}

static inline void buffer_add(struct buffer *buffer, struct view view) {
  if (view.length == 0) return;
  memcpy(buffer_reserve(buffer, view.length), view.data, view.length);
  buffer->length += view.length;
}

static inline void buffer_add_string(struct buffer *buffer, const char *string) {
  buffer_add(buffer, view_of(string));
}

static inline void buffer_add_byte(struct buffer *buffer, char byte) {
  *buffer_reserve(buffer, 1) = byte;
  buffer->length++;
}

void buffer_add_integer(struct buffer *buffer, int64_t value);

/* The same with `group` between thousands: 2.000. */
void buffer_add_grouped(struct buffer *buffer, int64_t value, struct view group);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* With & < > " as entities: text for an element's content or a quoted attribute. */
void buffer_add_escaped(struct buffer *buffer, struct view text);

/* With %XX for what a URL's path can't hold as it is; / stays. */
void buffer_add_path(struct buffer *buffer, struct view path);

/* What is in the buffer; valid until the next change of the buffer. */
static inline struct view buffer_view(const struct buffer *buffer) {
  return (struct view){buffer->data, buffer->length};
}

/* Forgets the bytes and keeps the room. */
static inline void buffer_clear(struct buffer *buffer) {
  buffer->length = 0;
}

void buffer_free(struct buffer *buffer);

#endif
