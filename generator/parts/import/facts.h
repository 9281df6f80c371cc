/* What an article tells of an event and of an agreement that was signed at it. */
#ifndef KYKET_PARTS_IMPORT_FACTS_H
#define KYKET_PARTS_IMPORT_FACTS_H

#include "parts/import/signing.h"

/* Views of the article or in the arena. */
void facts_find(struct facts *facts, struct arena *arena, const struct article *article,
                const struct mentions *mentions, struct doubts *doubts);

/* Whether there are parties, all of them of the centre. */
bool facts_is_central(const struct facts *facts);

/* Whether it is, and the text says of no part of the country that the agreement applies there. */
bool facts_is_national(const struct facts *facts);

/* Whether the agreement is of just the parties that were found. */
bool facts_has_same_parties(const struct facts *facts, const struct agreement *agreement);

/* Whether the agreement is of just these years; none are of no agreement. */
bool facts_are_years_of(int first, int last, const struct agreement *agreement);

#endif
