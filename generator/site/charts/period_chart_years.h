/* Agreements counted by year, once for the whole site. */
#ifndef KYKET_SITE_CHARTS_PERIOD_CHART_YEARS_H
#define KYKET_SITE_CHARTS_PERIOD_CHART_YEARS_H

#include "site/plan.h"

enum { PERIOD_CHART_COLUMNS = 100 };

/* Of the agreements, newest first, in the years that `years` spans; in a time that grows with their number
 * and with the years, not with their product. A term without an end goes on to the last of the years; of one
 * without a beginning only the last year counts. */
struct period_chart_years *period_chart_years_count(struct arena *arena, const struct years *years,
                                                    const struct list *agreements);

/* What was counted for the year; NULL for one outside the years. */
const struct period_chart_year *period_chart_years_find(const struct period_chart_years *counts,
                                                        int64_t year);

/* Fills the columns of the timeline's front: every year from the first to the last with agreements, of
 * more than PERIOD_CHART_COLUMNS the last ones. `links` are the years that have a page, newest first. */
void period_chart_years_fill(struct arena *arena, const struct period_chart_years *counts,
                             const struct list *links, struct timeline_page *model);

#endif
