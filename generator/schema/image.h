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

void image_read_fail(struct image_reader *reader);
uint32_t image_read_number(struct image_reader *reader);
/* A number of things that take at least `size` bytes each; fails when so many are not left. */
size_t image_read_count(struct image_reader *reader, size_t size);
struct mark image_read_mark(struct image_reader *reader);
struct view image_read_view(struct image_reader *reader);

/* The record must be zeroed. False when the image is damaged. */
bool image_read_record(struct image_reader *reader, const struct record_type *type, void *record);

#endif
