/* When a register that nobody edits says something else: what waits to be published, and what will hold.
 * Apart from the stages: only builds ask for it, when all stages have run. */
#ifndef KYKET_REGISTER_NEXT_CHANGE_H
#define KYKET_REGISTER_NEXT_CHANGE_H

#include "register/registry.h"

#define NO_MOMENT INT64_MAX

/* Moments in seconds, as date_seconds; NO_MOMENT where there is none. */
struct next_change {
  size_t waiting;           /* news of a later moment */
  int64_t last_publication; /* of the latest news that is published; INT64_MIN: none */
  int64_t next_publication; /* of the first that waits */
  int64_t next;             /* the first moment at which that, a status or the state of a review changes */
};

struct next_change registry_next_change(const struct registry *registry);

/* Whether news waits for its moment. */
bool registry_news_waits(const struct registry *registry, const struct entry *entry);

#endif
