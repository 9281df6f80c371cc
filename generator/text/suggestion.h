/* "Did you mean": the nearest of many candidates to what was written. */
#ifndef KYKET_TEXT_SUGGESTION_H
#define KYKET_TEXT_SUGGESTION_H

#include "base/view.h"

/* Zero-initialise, set `written`, offer candidates, read `best`. */
struct suggestion {
  struct view written; /* folded, see text_fold */
  struct view best;    /* the `name` of the nearest candidate; data NULL when none is near enough */
  size_t distance;
};

/* Weighs one candidate: `folded` is compared, `name` is what would be suggested. A candidate is near enough
 * when at most a third of the letters differ (at least 2 may, in words of 4 or more; never more than 16); the
 * first of equals stays. Distance: optimal string alignment (insertions, deletions, replacements, swaps of
 * neighbours). */
void suggestion_offer(struct suggestion *suggestion, struct view folded, struct view name);

/* The distance of two byte strings, or `limit` + 1 when it is greater than `limit`. */
size_t suggestion_distance(struct view a, struct view b, size_t limit);

#endif
