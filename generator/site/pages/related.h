/* What concerns an entry (an organization, a person, a province, a topic): its agreements, news and timeline,
 * its offices and people. The entry's own page shows the newest of each list; where there is more, the whole
 * list has pages below the entry's own: numbered ones, or a single page of what is sorted by name. */
#ifndef KYKET_SITE_PAGES_RELATED_H
#define KYKET_SITE_PAGES_RELATED_H

#include "site/page_context.h"

/* The newest of the entry's lists, for its own page. */
struct related *related_front(const struct page_context *context, const struct entry *entry);

/* Plans the entry's own page, which is returned, the pages of its lists and its feed. */
struct website_file *related_plan(struct website *website, struct entry *entry);

/* The address of the entry's feed, for a page being written; empty when it has neither agreements nor news.
 */
struct view related_feed(const struct page_context *context, const struct entry *entry);

/* Where the lists by status of the entry's agreements and of those it inherited are; empty where the entry's
 * own page shows all of them. */
struct view related_statuses_url(const struct page_context *context, const struct entry *entry);
struct view related_inherited_statuses_url(const struct page_context *context, const struct entry *entry);

/* Where all agreements of the entry are listed. */
struct view related_agreements_url(struct arena *arena, const struct website *website,
                                   const struct entry *entry);

#endif
