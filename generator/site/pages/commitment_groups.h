/* An agreement's commitments as its page shows them, apart from how they compare with
 * those of others (commitment_pairs.h). */
#ifndef KYKET_SITE_PAGES_COMMITMENT_GROUPS_H
#define KYKET_SITE_PAGES_COMMITMENT_GROUPS_H

#include "schema/reads.h"
#include "site/models.h"

/* Whether the source names only some of the agreement's commitments. */
bool commitments_are_excerpt(const struct agreement *agreement);

/* Pointers to struct commitment_group: a group for each run of neighbours that name the same one, with what
 * each commitment continues. What is read of other agreements is noted in `reads`. */
struct list commitment_groups(struct arena *arena, const struct agreement *agreement, struct reads *reads);

/* Pointers to struct topic_use: the topics of the agreement and then those that only its commitments have,
 * each once, with the commitments that it stands at. */
struct list topic_uses(struct arena *arena, const struct agreement *agreement);

#endif
