/* Records as bytes and back, for the cache. Walks a type's table, so a new field needs nothing here.
 *
 * Encoded is what the front matter says (the fields that are not derived) with each value's location; what is
 * not given costs a bit. The bytes have the byte order, the sizes and the tables of the program that wrote
 * them: whoever keeps them keeps with them which program that was. What is decoded points into the bytes,
 * which must outlive it. Any bytes can be decoded: each length and count is compared with what is left, and
 * `failed` says that they were not sound. */
#ifndef KYKET_CACHE_CODEC_H
#define KYKET_CACHE_CODEC_H

#include "base/buffer.h"
#include "schema/type.h"

/* Longer entries are neither encoded nor decoded. */
enum { ENCODED_LIMIT = 1 << 30 };

#define ENCODED_NO_VIEW UINT32_MAX /* as a length: of {NULL, 0} */

/* The parts of which all that is encoded is made. A number is kept in 32 bits; a view remembers whether it is
 * of nothing. */
void encode_number(struct buffer *encoded, size_t number);
void encode_mark(struct buffer *encoded, struct source_location location);
void encode_view(struct buffer *encoded, struct view view);

/* The values of a record, without the location that a part of an entry begins with. */
void encode_record(struct buffer *encoded, const struct record_type *type, const void *record);

/* The bytes still to be read. After a failure nothing is left, and all that is read is zero. */
struct decoder {
  const char *at, *end;
  struct arena *arena; /* for the elements of lists */
  bool failed;
};

static inline void decoder_fail(struct decoder *decoder) {
  decoder->failed = true;
  decoder->at = decoder->end;
}

static inline bool decoder_bytes(struct decoder *decoder, void *bytes, size_t size) {
  if ((size_t)(decoder->end - decoder->at) < size) {
    decoder_fail(decoder);
    return false;
  }
  memcpy(bytes, decoder->at, size);
  decoder->at += size;
  return true;
}

static inline uint32_t decoder_number(struct decoder *decoder) {
  uint32_t number = 0;
  decoder_bytes(decoder, &number, sizeof number);
  return number;
}

/* A number of things that take at least `size` bytes each; fails when there is no room for that many. */
static inline size_t decoder_count(struct decoder *decoder, size_t size) {
  uint64_t count = decoder_number(decoder);
  if (count * size <= (uint64_t)(decoder->end - decoder->at)) return count;
  decoder_fail(decoder);
  return 0;
}

static inline struct source_location decoder_mark(struct decoder *decoder) {
  struct source_location location = {0};
  decoder_bytes(decoder, &location, sizeof location);
  return location;
}

static inline struct view decoder_view(struct decoder *decoder) {
  uint32_t length = ENCODED_NO_VIEW;
  if (!decoder_bytes(decoder, &length, sizeof length) || length == ENCODED_NO_VIEW)
    return (struct view){NULL, 0};
  if (length > (size_t)(decoder->end - decoder->at)) {
    decoder_fail(decoder);
    return (struct view){NULL, 0};
  }
  struct view view = {decoder->at, length};
  decoder->at += length;
  return view;
}

static inline void decoder_text(struct decoder *decoder, struct text *text) {
  struct source_location location = decoder_mark(decoder);
  *text = text_at(decoder_view(decoder), location);
}

/* The record must be zeroed. False when the bytes are damaged. */
bool decoder_record(struct decoder *decoder, const struct record_type *type, void *record);

#endif
