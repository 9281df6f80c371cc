/* The ways to narrow the list of agreements: links to those of a status, a year, a type, a province, with how
 * many there are. */
#ifndef KYKET_SITE_PAGES_FACETS_H
#define KYKET_SITE_PAGES_FACETS_H

#include "site/page_context.h"

/* Fills them in; without pages of such lists there are none. */
void facets_fill(struct page_context *context, struct agreement_list_page *model);

#endif
