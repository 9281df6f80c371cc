/* The way down: which commitments of a programme the agreements that implement it took over, in whose words.
 *
 * Read of each of these are its commitments and its provinces, and of those their names and regions. An
 * agreement takes up a commitment as site/pages/commitment_pairs.h says; what is not found is only that. */
#ifndef KYKET_SITE_PAGES_UPTAKE_H
#define KYKET_SITE_PAGES_UPTAKE_H

#include "schema/reads.h"
#include "site/models.h"

enum {
  UPTAKE_COLUMNS = 60,        /* more implementers than that are told by region */
  UPTAKE_NAMED = 60,          /* in a list of a row; of the others their number */
  UPTAKE_IMPLEMENTERS = 4000, /* that are looked at: the newest */
};

/* NULL when the agreement has no commitments, or none of those that implement it has. What is read is noted
 * in `reads`, which may be NULL. Time grows with the implementers' commitments, times those of the agreement
 * where their words are not the same. */
struct uptake *uptake_make(struct arena *arena, struct agreement *agreement, struct reads *reads);

#endif
