/* A text made from another by putting pieces in the place of others, which knows of each byte where it comes
 * from. What the stages of a body share; each of them makes one from that of the stage before. */
#ifndef KYKET_PARSE_BODY_REWRITING_H
#define KYKET_PARSE_BODY_REWRITING_H

#include "base/buffer.h"

struct body_edit;

struct body_rewriting {
  const struct body_rewriting *before; /* which has made the source; NULL: it is the file's own text */
  struct view source;
  struct buffer text; /* so far; nothing while nothing is changed */
  size_t taken;       /* bytes of the source that are in the text, or were replaced */
  struct body_edit *edits;
  size_t count, capacity;
};

/* Puts `piece` in the place of the `length` bytes at `at` in the source. Places come in ascending order. */
void body_rewrite(struct body_rewriting *rewriting, size_t at, size_t length, struct view piece);

/* The whole text; the source itself where nothing was changed. It lives as long as both. */
struct view body_rewriting_end(struct body_rewriting *rewriting);

/* Where in the file's own text the byte at the offset comes from, `rewriting` NULL or not. */
size_t body_rewriting_origin(const struct body_rewriting *rewriting, size_t offset);

void body_rewriting_free(struct body_rewriting *rewriting);

#endif
