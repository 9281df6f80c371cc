/* How many agreements there are of each status, and how these numbers change in days to come. */
#ifndef KYKET_REGISTER_STATUS_COUNTS_H
#define KYKET_REGISTER_STATUS_COUNTS_H

#include "register/registry.h"
#include "register/validity.h"

/* A struct status_count for each status that one of the agreements has or will have, in the order of enum
 * status; and the changes of these numbers after the register's day, for who reads a page later than it was
 * made: `2027-01-01:ending>ended:3 2027-03-01:upcoming>in-force:1`. `current` (NULL: not wanted) is what
 * current_changes_of tells of the same. */
struct list counts_of_agreements(struct arena *arena, const struct registry *registry,
                                 const struct list *agreements, struct view *later, struct view *current);

/* The changes of the number of those in force: `2027-01-01:-3 2027-03-01:+1`. */
struct view current_changes_of(struct arena *arena, const struct registry *registry,
                               const struct list *agreements);

/* The same of the number of those that have each status. */
void changes_by_status(struct arena *arena, const struct registry *registry, const struct list *agreements,
                       struct view changes[STATUSES]);

/* Whether there is such a change of the agreement. */
bool status_changes_later(const struct registry *registry, const struct agreement *agreement);

#endif
