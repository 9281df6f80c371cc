/* An agreement's commitments beside those of the agreements that it succeeds or implements: which are kept,
 * reworded, new and gone (see text/text_matching.h). */
#ifndef KYKET_SITE_PAGES_COMMITMENT_COMPARISON_H
#define KYKET_SITE_PAGES_COMMITMENT_COMPARISON_H

#include "schema/reads.h"
#include "site/models.h"

enum {
  COMMITMENTS_COMPARED = 200, /* of each agreement */
  COMPARISONS = 4,            /* on one page */
};

/* Pointers to struct commitment_comparison: first for what it succeeds, then for what it implements. Only
 * where both have commitments. What is read is noted in `reads`. `*cut` says whether there would be more than
 * COMPARISONS. */
struct list commitment_comparisons(struct arena *arena, const struct agreement *agreement,
                                   struct reads *reads, bool *cut);

#endif
