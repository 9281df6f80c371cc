/* A list of agreements for the browser, which narrows it or judges it on another day: `index.json` beside the
 * list's front, and `1.json` (the oldest) and so on, in parts of 500 that stay as they are.
 *
 *     {"parts":1,"size":50,"front":"/thoa-thuan/","pages":"/thoa-thuan/trang/","rows":[
 *     ["2021-11-25/2021-11-25/2026-12-31//",2021,"quy-che",["an-giang"]],
 *     ["2020-01-01/2020-01-01/open//",2020,"",[]]
 *     ]}
 *
 * A row is an agreement, the newest first: the days that its status follows from (register/validity.h) and,
 * in the register's own list, its year, type and today's provinces. What is shown of it stands on the
 * list's pages: `size` is how many a numbered page has, as in site/pages/pagination.h, the pages are at
 * `pages`N/. Other parts have only "rows". */
#ifndef KYKET_SITE_PAGES_LISTING_H
#define KYKET_SITE_PAGES_LISTING_H

#include "site/plan.h"

/* Plans the files of a list whose front and numbered pages are at these addresses; `field` is one that holds
 * such lists. With `has_facets` rows have their year, type and provinces. */
void listing_plan(struct website *website, const struct field *field, const struct list *agreements,
                  struct view front, struct view pages, bool has_facets);

#endif
