/* What comes down to the units and offices that carry on today for those that are no more. */
#ifndef KYKET_REGISTER_INHERIT_H
#define KYKET_REGISTER_INHERIT_H

#include "register/growing.h"
#include "schema/records.h"

/* The unit that a province has become part of by the day; NULL while it is one itself. */
struct province *inherit_unit_after(const struct province *province);

enum { INHERIT_REORGANISATIONS = 16 }; /* in a row that are followed */

/* Adds an agreement to its provinces, all_provinces, and to those that they are part of now; to each with the
 * former ones that it came through. Of the newest agreements first, so that lists and provenance are in one
 * order. */
void inherit_by_provinces(struct growing *lists, struct agreement *agreement);

/* Adds an agreement that a dissolved organization signed to its successors, and to theirs, with the one that
 * signed. In the same order. */
void inherit_by_organizations(struct growing *lists, struct agreement *agreement,
                              struct organization *organization);

#endif
