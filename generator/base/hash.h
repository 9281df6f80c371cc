/* Hashes of short texts, such as ids and names: XXH3 as the library xxhash computes it, without the call,
 * which takes longer than hashing them does. For more than some hundred bytes the library itself is faster.
 */
#ifndef KYKET_BASE_HASH_H
#define KYKET_BASE_HASH_H

#include "base/view.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static inline uint64_t hash_short(struct view text, uint64_t seed) {
  return XXH3_64bits_withSeed(text.data, text.length, seed);
}

#endif
