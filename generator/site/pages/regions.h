/* Today's provinces by region, in the order in which the gazetteer first names each region. */
#ifndef KYKET_SITE_PAGES_REGIONS_H
#define KYKET_SITE_PAGES_REGIONS_H

#include "site/plan.h"

/* struct region; provinces without a region come last under an empty name. */
struct list regions_of_today(const struct writing *writing);

#endif
