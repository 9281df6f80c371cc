/* What concerns an entry (an organization, a person, a province, a topic): its agreements, news and timeline,
 * each cut into numbered pages below the entry's own. */
#ifndef KYKET_SITE_PAGES_RELATED_H
#define KYKET_SITE_PAGES_RELATED_H

#include "site/page_context.h"

/* The first parts of the entry's lists, for its own page. */
struct related *related_front(const struct page_context *context, const struct entry *entry);

/* Plans the entry's own page, which is returned, the older pages of its lists and its feed. */
struct website_file *related_plan(struct website *website, struct entry *entry);

/* The address of the entry's feed, for a page being written; empty when it has neither agreements nor news.
 */
struct view related_feed(const struct page_context *context, const struct entry *entry);

#endif
