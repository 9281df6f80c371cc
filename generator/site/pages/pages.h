/* What the files of pages/ give to the plan: who writes each page, and what is planned besides entries' own
 * pages. A kind of pages, or a part that several of them show, has a file of its own, however short, so that
 * it is found by its name. */
#ifndef KYKET_SITE_PAGES_PAGES_H
#define KYKET_SITE_PAGES_PAGES_H

#include "site/page_context.h"

/* The writer of a kind's own pages is called after the kind: write_agreement. */
#define WRITER_OF(name, NAME) page_writer write_##name;
EACH_ENTRY_KIND(WRITER_OF)
#undef WRITER_OF

page_writer write_history, write_older;

/* Plans of kinds of entries, for their rows in kinds.c. */
void plan_provinces(struct website *website, enum entry_kind kind);
void plan_topics(struct website *website, enum entry_kind kind);
void plan_organizations(struct website *website, enum entry_kind kind);
void plan_people(struct website *website, enum entry_kind kind);
void plan_agreements(struct website *website, enum entry_kind kind);
void plan_news(struct website *website, enum entry_kind kind);

/* All other plans. */
void plan_home(struct website *website);
void plan_reviews(struct website *website);
void plan_timeline(struct website *website);
void plan_search(struct website *website);
void plan_data(struct website *website);
void search_close(struct search_index *index); /* NULL: nothing */
void plan_missing(struct website *website);
void plan_histories(struct website *website);
void plan_redirects(struct website *website);
void plan_calendars(struct website *website);
void plan_site_files(struct website *website);
void plan_sitemap_robots(struct website *website);

/* Gives those provinces and organizations, and the site, whose calendars hold something the addresses of
 * them; before anything is planned. */
void address_calendars(struct website *website);

/* Today's provinces by region (struct region_provinces), in the order of data/regions.yaml; those without a
 * region come last. */
struct list regions_of_today(const struct page_context *context);

#endif
