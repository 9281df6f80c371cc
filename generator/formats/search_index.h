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

#include "base/files.h"

#include <stdint.h>

enum search_class { SEARCH_IN_BODY, SEARCH_IN_TEXT, SEARCH_IN_NAME };

struct search_term {
  uint32_t key;
  uint8_t exact, class;
};

/* Documents are cut into 2 to the power of `bits` shards, and these into parts which can be made side by
 * side. */
enum { SEARCH_BITS_MOST = 16, SEARCH_DOCUMENTS_MOST = 1 << 22 };
size_t search_parts(unsigned bits);

/* What was gathered of documents that stand behind each other, by parts. What would take more than some
 * memory is put aside in the spill file, which must stay; NULL: all is held. */
struct search_gathered;
struct search_gathered *search_gather_open(unsigned bits, struct spill *spill);
void search_gather_close(struct search_gathered *gathered);

/* Adds a document's terms, no two of which have the same key and exact writing, and keys of its body, which
 * ascend and are in class SEARCH_IN_BODY, but for those that one of its terms has too. `place` is its place
 * among all documents in the order of their ids, which are at most SEARCH_DOCUMENTS_MOST, and not below the
 * one before. */
void search_gather_terms(struct search_gathered *gathered, const struct search_term *terms, size_t count,
                         uint32_t place);
void search_gather_body(struct search_gathered *gathered, const uint32_t *keys, size_t count, uint32_t place);

/* After the last document, and before anything is written. */
void search_gather_end(struct search_gathered *gathered);

/* Writes the shards of a part one behind the other, of what was gathered of documents and in `count` pieces
 * of those behind them; `ids` are those of the documents by place. Where each shard ends goes into `ends`,
 * which has room for search_shards_of_part. Several threads may write parts, each
 * another one. False when what was put aside is not there: then nothing is written. */
size_t search_shards_of_part(unsigned bits);
bool search_write_part(struct buffer *buffer, size_t *ends, struct search_gathered *const *gathered,
                       size_t count, const uint32_t *ids, size_t part);

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
