/* What was found good is kept in the cache for some days, so that a check asks for it only once in them. What
 * was not is asked for again each time: it may have come back. */
#ifndef KYKET_PARTS_LINKS_ANSWERS_H
#define KYKET_PARTS_LINKS_ANSWERS_H

#include "cache/cache.h"
#include "parts/links/gather.h"

enum { ANSWER_DAYS = 7 };

/* Fills in the answers that are kept and no older than ANSWER_DAYS. `now`: seconds since 1970. */
void answers_recall(struct external_links *links, const struct cache *cache, int64_t now);

/* Keeps those that are good or have moved. Where they can't be written the next check asks again. */
void answers_keep(const struct external_links *links, const struct cache *cache, int64_t now);

#endif
