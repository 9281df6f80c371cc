/* Names of organizations and provinces on pages: all that one has had, and those of the day of a signing.
 * What the pages of organizations, provinces and agreements share. */
#ifndef KYKET_SITE_PAGES_UNIT_NAMES_H
#define KYKET_SITE_PAGES_UNIT_NAMES_H

#include "site/plan.h"

/* struct name_row, the latest first; none where there is but one name. */
struct list unit_names_rows(const struct page_context *context, const struct entry *entry);

/* struct named_province of all of the agreement's provinces, by name. */
struct list unit_names_of_provinces(const struct page_context *context, const struct agreement *agreement);

#endif
