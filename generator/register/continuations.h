/* Which commitments of another agreement a commitment says it continues (`continues`).
 *
 * A number alone, "3", is that of a commitment of the only agreement in `succeeds` or, where there is none,
 * of the only one in `implements`. "ID#3" names the agreement, which must be in one of the two lists. */
#ifndef KYKET_REGISTER_CONTINUATIONS_H
#define KYKET_REGISTER_CONTINUATIONS_H

#include "base/map.h"
#include "schema/records.h"

enum continuation_fault {
  CONTINUATION_GOOD,
  CONTINUATION_MALFORMED,  /* neither a number from 1 nor an id with one */
  CONTINUATION_OF_NOTHING, /* a number alone, but the agreement neither succeeds nor implements another */
  CONTINUATION_AMBIGUOUS,  /* a number alone, but there are several */
  CONTINUATION_UNRELATED,  /* the agreement that is named is neither succeeded nor implemented */
  CONTINUATION_MISSING,    /* the other agreement has no commitment of that number */
};

/* What is found. */
struct continuation {
  struct agreement *agreement; /* the other one, where it is known */
  size_t index;                /* of its commitment, from 0; only where nothing is wrong */
};

/* An agreement's references made ready to be looked up; release with continuations_close. Linear in their
 * count. */
struct continuations {
  const struct agreement *of;
  struct agreement *sole; /* that numbers alone count in; NULL: none */
  struct map by_id;       /* those that it succeeds and implements */
};

void continuations_open(struct continuations *continuations, const struct agreement *agreement);
enum continuation_fault continuations_find(const struct continuations *continuations, struct view written,
                                           struct continuation *found);
void continuations_close(struct continuations *continuations);

/* Whether any commitment of the agreement continues another one. */
bool continuations_are_given(const struct agreement *agreement);

#endif
