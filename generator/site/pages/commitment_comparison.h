/* An agreement's commitments beside those of the agreements that it succeeds or implements: which are kept,
 * reworded, related, continued, and which are found in one of the two alone (see commitment_pairs.h). */
#ifndef KYKET_SITE_PAGES_COMMITMENT_COMPARISON_H
#define KYKET_SITE_PAGES_COMMITMENT_COMPARISON_H

#include "schema/reads.h"
#include "site/models.h"

enum { COMPARISONS = 4 }; /* on one page */

/* Pointers to struct commitment_comparison: first for what it succeeds, then for what it implements. Only
 * where both have commitments. What is read is noted in `reads`. `*cut` says whether there would be more than
 * COMPARISONS. */
struct list commitment_comparisons(struct arena *arena, struct agreement *agreement, struct reads *reads,
                                   bool *cut);

#endif
