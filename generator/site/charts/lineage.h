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

#endif
