/* Which of the provinces that an article names its draft lists. */
#ifndef KYKET_PARTS_IMPORT_LISTED_PROVINCES_H
#define KYKET_PARTS_IMPORT_LISTED_PROVINCES_H

#include "parts/import/doubts.h"
#include "parts/import/facts.h"

/* Whether more is said of the province than that one of its offices, or something, is there. */
bool listed_provinces_has(const struct mentions *mentions, const struct facts *facts,
                          const struct entry *province);

/* Tells of those in the list that neither the title nor the lead names, and that are no territory of what is
 * signed: the article may not be about them. */
void listed_provinces_tell_of_passing(struct arena *arena, const struct mentions *mentions,
                                      const struct facts *facts, struct doubts *doubts);

#endif
