/* How many agreements there are of each status. */
#ifndef KYKET_REGISTER_STATUS_H
#define KYKET_REGISTER_STATUS_H

#include "schema/records.h"

/* A struct status_count for each status that one of the agreements has: first those in force and about to
 * end, then those to come, then the past ones. */
struct list counts_of_agreements(struct arena *arena, const struct list *agreements);

#endif
