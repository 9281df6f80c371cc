/* Who is bound by an agreement on the day of the build: its parties, and the offices that took over from
 * those that are no more. What the register does not know of is not added. */
#ifndef KYKET_SITE_PAGES_PARTIES_H
#define KYKET_SITE_PAGES_PARTIES_H

#include "schema/reads.h"
#include "site/models.h"

enum { PARTY_HEIRS = 64 }; /* organizations at the most in the line of one party */

/* struct agreement_party, in the order of the agreement. The heirs are those at the ends of the lines of
 * succession, each once; one that is no more itself is among them only when nobody is known to have followed.
 * What an office took over with a scope goes on to whom it passes the same, or all: no two scopes make a
 * third. What is read is noted in `reads`, which may be NULL. */
struct list parties_of_agreement(struct arena *arena, const struct agreement *agreement, struct reads *reads);

#endif
