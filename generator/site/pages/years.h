/* Lists that are sorted by day, cut into years. */
#ifndef KYKET_SITE_PAGES_YEARS_H
#define KYKET_SITE_PAGES_YEARS_H

#include "site/plan.h"

/* The parts share the list's items. `date_of` tells an item's date. */
struct years years_cut(struct arena *arena, const struct list *list,
                       struct date (*date_of)(const void *item));

/* As links: struct year_link, newest first; years live below `section`. */
struct list years_links(struct arena *arena, const struct years *years, struct view section, int64_t current);

#endif
