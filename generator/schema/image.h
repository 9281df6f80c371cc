/* Records as bytes and back, for a cache: an image. Walks a type's table, so a new field needs nothing here.
 *
 * An image holds what the front matter says (the fields that are not derived) with each value's mark; what is
 * not given costs a bit. It is in the byte order, with the sizes and the tables of the program that wrote it:
 * whoever keeps images keeps with them which that was. What is read points into the image, which must outlive
 * it. Any bytes can be read: each length and count is compared with what is left, and `failed` tells. */
#ifndef KYKET_SCHEMA_IMAGE_H
#define KYKET_SCHEMA_IMAGE_H

#include "base/buffer.h"
#include "schema/type.h"

/* Images longer than this are not made and not read. */
enum { IMAGE_LIMIT = 1 << 30 };

#define IMAGE_NO_VIEW UINT32_MAX /* as a length: of {NULL, 0} */

/* What is behind the marks of the fields: the parts that other images are made of too. A number is kept in 32
 * bits; a view remembers whether it is of nothing. */
void image_add_number(struct buffer *image, size_t number);
void image_add_mark(struct buffer *image, struct mark mark);
void image_add_view(struct buffer *image, struct view view);

/* The values of a record, without the mark that a part of an entry begins with. */
void image_add_record(struct buffer *image, const struct record_type *type, const void *record);

/* The bytes still to be read. After a failure nothing is left, and all that is read is zero. */
struct image_reader {
  const char *at, *end;
  struct arena *arena; /* for the elements of lists */
  bool failed;
};

static inline void image_read_fail(struct image_reader *reader) {
  reader->failed = true;
  reader->at = reader->end;
}

static inline bool image_read_bytes(struct image_reader *reader, void *bytes, size_t size) {
  if ((size_t)(reader->end - reader->at) < size) {
    image_read_fail(reader);
    return false;
  }
  memcpy(bytes, reader->at, size);
  reader->at += size;
  return true;
}

static inline uint32_t image_read_number(struct image_reader *reader) {
  uint32_t number = 0;
  image_read_bytes(reader, &number, sizeof number);
  return number;
}

/* A number of things that take at least `size` bytes each; fails when so many are not left. */
static inline size_t image_read_count(struct image_reader *reader, size_t size) {
  uint64_t count = image_read_number(reader);
  if (count * size <= (uint64_t)(reader->end - reader->at)) return count;
  image_read_fail(reader);
  return 0;
}

static inline struct mark image_read_mark(struct image_reader *reader) {
  struct mark mark = {0};
  image_read_bytes(reader, &mark, sizeof mark);
  return mark;
}

static inline struct view image_read_view(struct image_reader *reader) {
  uint32_t length = IMAGE_NO_VIEW;
  if (!image_read_bytes(reader, &length, sizeof length) || length == IMAGE_NO_VIEW)
    return (struct view){NULL, 0};
  if (length > (size_t)(reader->end - reader->at)) {
    image_read_fail(reader);
    return (struct view){NULL, 0};
  }
  struct view view = {reader->at, length};
  reader->at += length;
  return view;
}

static inline void image_read_text(struct image_reader *reader, struct text *text) {
  struct mark mark = image_read_mark(reader);
  *text = text_at(image_read_view(reader), mark);
}

/* The record must be zeroed. False when the image is damaged. */
bool image_read_record(struct image_reader *reader, const struct record_type *type, void *record);

#endif
