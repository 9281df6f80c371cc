/* The shards that the search page looks terms up in. Their bytes (man 7 kyket-theme, SEARCH, says the same):
 *
 *   shard = term*              ascending by key
 *   term  = gap list+          gap: from the key of the term before (0) to this one's, without the bits that
 *                              all keys of the shard share, which are its number
 *   list  = head [exact] id*   head: the number of ids << 3 | class << 1 | whether another list follows;
 *                              exact: a byte, which only classes 1 and 2 have; ids: ascending, each as the
 *                              gap from the one before (0)
 *
 * Numbers are LEB128. Of classes 2 is a title, name or number, 1 another text that the register holds of the
 * entry, 0 its body and mentions. */
#ifndef KYKET_FORMATS_SEARCH_INDEX_H
#define KYKET_FORMATS_SEARCH_INDEX_H

#include "base/buffer.h"

#include <stdint.h>

enum search_class { SEARCH_IN_BODY, SEARCH_IN_TEXT, SEARCH_IN_NAME };

struct search_term {
  uint32_t key;
  uint8_t exact, class;
};

/* A document with its terms, by key, without repetitions. */
struct search_document {
  uint32_t id;
  uint32_t term_count, body_count;
  const struct search_term *terms;
  const uint32_t *body; /* further keys in class SEARCH_IN_BODY, ascending; of no account where a term
                           has the key too */
};

/* Documents are cut into 2 to the power of `bits` shards, and these into parts which can be made side by
 * side. */
enum { SEARCH_BITS_MOST = 16, SEARCH_DOCUMENTS_MOST = 1 << 22 };
size_t search_parts(unsigned bits);

/* Writes the shards of a part one behind the other; where each ends goes into `ends`, which has room for
 * search_shards_of_part. The documents must be in the order of their ids, and at most SEARCH_DOCUMENTS_MOST.
 */
size_t search_shards_of_part(unsigned bits);
void search_write_part(struct buffer *buffer, size_t *ends, const struct search_document *documents,
                       size_t count, unsigned bits, size_t part);

/* The validity of agreements for the browser, in the order of their ids. Begin with zeros behind the buffer.
 *
 *   entry = gap flags day*     gap: of the id, from the one before (0); flags: a byte, see search_days_add
 *   day                        zigzag: the signing from the one before (0); the beginning from the signing (0
 *                              where it is not known); the others from the beginning */
struct search_days {
  struct buffer *buffer;
  uint32_t id;
  int32_t signed_on;
};
enum search_days_flag {
  SEARCH_DAYS_SIGNED = 1,
  SEARCH_DAYS_BEGINS = 2,
  SEARCH_DAYS_ENDS = 4,
  SEARCH_DAYS_REPLACED = 8,
  SEARCH_DAYS_TERMINATED = 16,
  SEARCH_DAYS_OPEN = 32,
};
void search_days_add(struct search_days *days, uint32_t id, unsigned flags, const int32_t of[static 5]);

#endif
