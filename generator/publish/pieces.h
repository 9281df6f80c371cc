/* The bytes of a file in pieces, one behind the other, as they lie in memory: so a long page that takes most
 * of itself over from its past is neither copied nor needs new memory. */
#ifndef KYKET_PUBLISH_PIECES_H
#define KYKET_PUBLISH_PIECES_H

#include "site/website.h"

struct pieces {
  const struct view *items;
  size_t count;
};

/* Of a page: what was written, and between it what is taken from its past. Lives in the arena, the bytes
 * where they are. */
struct pieces pieces_of_page(struct arena *arena, struct view written, const struct website_past *past);

uint64_t pieces_length(const struct pieces *pieces);

/* The same whatever the pieces are that the bytes come in. */
uint64_t pieces_hash(const struct pieces *pieces);

#endif
