/* What ends when: a page for each year in which agreements end, by month; those of a long month on pages of
 * their own; and those that have no end, or none that is known. */
#ifndef KYKET_SITE_PAGES_ENDINGS_H
#define KYKET_SITE_PAGES_ENDINGS_H

#include "site/plan.h"

void plan_endings(struct website *website);

#endif
