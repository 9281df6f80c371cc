#include "publish/pieces.h"

#define XXH_STATIC_LINKING_ONLY /* a state that needs no memory of the heap */

/* Of all that is hashed nearly all bytes are pages': for them it pays to use what the processor has. */
#if __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

struct pieces pieces_of_page(struct arena *arena, struct view written, const struct website_past *past) {
  struct view *items = arena_array(arena, 2 * past->taken_count + 1, sizeof *items);
  size_t count = 0, done = 0;
  for (size_t i = 0; i < past->taken_count; i++) {
    const struct website_taken *taken = &past->taken[i];
    items[count++] = view_slice(written, done, taken->at - done);
    items[count++] = taken->bytes;
    done = taken->at;
  }
  items[count++] = view_slice(written, done, SIZE_MAX);
  return (struct pieces){items, count};
}

uint64_t pieces_length(const struct pieces *pieces) {
  uint64_t length = 0;
  for (size_t i = 0; i < pieces->count; i++)
    length += pieces->items[i].length;
  return length;
}

uint64_t pieces_hash(const struct pieces *pieces) {
  if (pieces->count == 1) return XXH3_64bits(pieces->items[0].data, pieces->items[0].length);
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  for (size_t i = 0; i < pieces->count; i++)
    XXH3_64bits_update(&state, pieces->items[i].data, pieces->items[i].length);
  return XXH3_64bits_digest(&state);
}
