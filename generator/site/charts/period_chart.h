/* Pictures of periods: the terms of agreements as bars over the years, and what is dated as points above
 * them. What a chart shows does not depend on the day of the build, but for the status of its agreements and
 * the reviews of one without an end.
 *
 * - A bar is a term from its first to its last day; one that was terminated ends on the last day before. One
 * without a known beginning or end goes to that end of the axis, which then lies at least a year further.
 * - An agreement of which only the signing is known is a point at that day that goes on.
 * - An agreement without any date is not drawn. Charts without bars are NULL.
 *
 * What is read of the entries is noted in `reads`. */
#ifndef KYKET_SITE_CHARTS_PERIOD_CHART_H
#define KYKET_SITE_CHARTS_PERIOD_CHART_H

#include "schema/reads.h"
#include "site/models.h"

enum {
  PERIOD_CHART_BARS = 40,   /* in a chart */
  PERIOD_CHART_POINTS = 24, /* of a kind of events */
};

/* A term as day numbers; INT32_MIN and INT32_MAX where there is no beginning or end. False: no date at all.
 */
struct period_chart_term {
  int32_t begins, ends;
};
bool period_chart_term(const struct agreement *agreement, struct period_chart_term *term);

/* The first agreements of the list, newest first, as many as a chart holds; there are `total`. Foundings,
 * dissolutions and mergers of the subject and others of its kind among its events are points and lines where
 * they lie on the axis, which they widen on either side by no more than its own length, or else five years.
 */
struct period_chart *period_chart_of_list(struct arena *arena, const struct list *agreements, size_t total,
                                          const struct entry *subject, struct reads *reads);

/* The part of each term that lies in the year, on an axis of months; there are `total`. */
struct period_chart *period_chart_of_year(struct arena *arena, int64_t year, const struct list *agreements,
                                          size_t total, struct reads *reads);

/* One agreement's term, the due dates of its reviews, and all its events but those that are the term itself.
 */
struct period_chart *period_chart_of_agreement(struct arena *arena, struct agreement *agreement,
                                               struct reads *reads);

#endif
