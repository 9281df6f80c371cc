/* What an agreement's page shows of its place among others: the chain of periods, the tree of programmes and
 * of those who carry them out, the amendments. All is cut at a size that does not grow with the register, and
 * so is the work. */
#ifndef KYKET_SITE_CHARTS_LINEAGE_H
#define KYKET_SITE_CHARTS_LINEAGE_H

#include "schema/reads.h"
#include "site/models.h"

enum {
  LINEAGE_STAGES = 40,     /* of a chain: those nearest to the page's agreement */
  LINEAGE_NODES = 60,      /* of a tree */
  LINEAGE_ANCESTORS = 20,  /* of these above the page's agreement, which come first */
  LINEAGE_ROWS = 120,      /* of a tree that shows an agreement under each that it implements */
  LINEAGE_PROVINCES = 6,   /* of a node */
  LINEAGE_AMENDMENTS = 60, /* the newest */
};

/* The whole, from an agreement of a loaded registry; the parts are empty where it has no such relations. What
 * is read of the agreements is noted in `reads`. */
struct lineage *lineage_make(struct arena *arena, const struct agreement *agreement, struct reads *reads);

/* The chain: whatever is joined to the agreement by `succeeds`, in both directions. Predecessors stand before
 * their successors, else what begins first.
 *
 * A gap is a time between two agreements of the chain in which none of them is in force, as far as this is
 * known: one without a first or a last day may have been in force at any time before, or after. Of a chain
 * that is cut only what is shown is looked at. An overlap is named for an agreement and one that it succeeds
 * itself; parallel lines of a chain have none. */
void lineage_add_chain(struct arena *arena, const struct agreement *agreement, struct reads *reads,
                       struct lineage *lineage);

/* The tree: all that the agreement implements, up to the roots, and all that implements it. One that
 * implements several stands under each; what implements it stands under the first of them. */
void lineage_add_tree(struct arena *arena, const struct agreement *agreement, struct reads *reads,
                      struct lineage *lineage);

/* What the agreement amends and what amends it, the oldest first. */
void lineage_add_amendments(struct arena *arena, const struct agreement *agreement, struct reads *reads,
                            struct lineage *lineage);

struct axis;

/* Days before and behind all others, of agreements that do not tell theirs. */
enum { LINEAGE_ALWAYS = INT32_MIN, LINEAGE_FOREVER = INT32_MAX };

/* A span of days, both its ends included: the calendar's length where both are known, and its place on the
 * axis. */
struct lineage_span *lineage_make_span(struct arena *arena, int32_t first, int32_t last,
                                       const struct axis *axis);

#endif
