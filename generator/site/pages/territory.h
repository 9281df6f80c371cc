/* Agreements that cover the whole country or a region: their own lists, and what pages of provinces and of
 * agreements say of them. They are no agreements of each province, and not counted as such. */
#ifndef KYKET_SITE_PAGES_TERRITORY_H
#define KYKET_SITE_PAGES_TERRITORY_H

#include "site/plan.h"

/* What covers a province, as struct territory: the newest agreements of the whole country, and of its region,
 * but for those that are its own. A former province has what was signed, or else began, while it was there,
 * and its own region alone, not that of the province it became part of. */
struct list territories_of_province(const struct website *website, struct arena *arena,
                                    const struct province *province);

/* Stands for what that list holds, for the plan. */
uint64_t territories_inputs(const struct website *website, const struct province *province);

/* Where an agreement applies, as struct territory without agreements. */
struct list territories_of_agreement(const struct website *website, struct arena *arena,
                                     const struct agreement *agreement);

/* Plans the lists of all agreements of the whole country and of each region. */
void plan_territories(struct website *website);

#endif
