/* Who answers for an agreement today: each party, or what has taken over from it where it is no more. */
#ifndef KYKET_SITE_PAGES_ANSWERING_H
#define KYKET_SITE_PAGES_ANSWERING_H

#include "site/page_context.h"

/* A struct answering for each party, in their order: on the day of the build, as far as the register says
 * it. Of a party's successors, and of theirs, at most 20 are named. */
struct list answering_of(const struct page_context *context, const struct agreement *agreement);

#endif
