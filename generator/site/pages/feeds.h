/* The feeds, as Atom and as JSON Feed: one for the site, one for each list, one for each entry that has a
 * list. */
#ifndef KYKET_SITE_PAGES_FEEDS_H
#define KYKET_SITE_PAGES_FEEDS_H

#include "site/plan.h"

/* Where the feed of the page at `page_url` is. */
struct view feeds_url(struct arena *arena, struct view page_url);

/* Plans the feeds of a page from one or two (NULL) lists of entries, newest first. */
void feeds_plan(struct website *website, struct view page_url, struct view title, const struct list *first,
                const struct list *second);

#endif
