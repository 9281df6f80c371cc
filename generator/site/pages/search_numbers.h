/* The numbers of what is searched, and the generations that the index is cut into.
 *
 * A number depends on the entry's kind, id and day alone, but for those few that want the same one, which the
 * first that came has: of agreements and news it rises with the day, so that the newest are the highest. Of
 * others it depends on a rank too, so that of several which are found as well as each other the one above
 * comes first. So an entry that comes, goes or changes leaves all shards as they are that hold none of its
 * terms.
 *
 * An index of one piece would have each of its shards written again for a new entry, which has hundreds of
 * terms. So the entries that came to the register last stand apart: a generation of less than a hundred, in a
 * large register one of some ten thousand, one of the rest. A query reads a shard of each, so there are no
 * more than it takes. An entry comes with the first commit of its file, whatever its own day is, and editing
 * moves it nowhere; of those that came at once, and where the repository does not know, the later days are
 * the last. Where a generation ends the entry decides whose key is the least of a window (WINDOW to 3 WINDOW
 * from the last on), so that most new entries move no end. */
#ifndef KYKET_SITE_PAGES_SEARCH_NUMBERS_H
#define KYKET_SITE_PAGES_SEARCH_NUMBERS_H

#include "site/plan.h"

/* Number: of agreements and news the slot << 1 | whether it is an agreement; of others SEARCH_UNDATED |
 * kind << SEARCH_KIND_SHIFT | rank << SEARCH_RANK_SHIFT | slot. */
enum { SEARCH_UNDATED = 1 << 26, SEARCH_KIND_SHIFT = 22, SEARCH_RANK_SHIFT = 20 };

struct searched_entry {
  const struct entry *entry;
  uint32_t number;
};

enum { SEARCH_GENERATIONS_MOST = 5 };

struct search_numbers {
  struct searched_entry *items; /* of the first generation, which came last, then of the next; by number */
  size_t ends[SEARCH_GENERATIONS_MOST]; /* of the generations in `items` */
  size_t generations;
  unsigned day_bits; /* how many slots a day has, as a power of 2; grows with the register */
  size_t agreements;
};

struct search_numbers search_numbers_give(struct website *website);

/* The places of items in the order of their numbers; the caller frees it. */
uint32_t *search_numbers_order(const struct searched_entry *items, size_t count);

#endif
