/* Which commitments of an agreement take up which of another one that it succeeds or implements: those that
 * it says it continues (register/continuations.h), and of the rest those whose words are alike
 * (text/text_matching.h). */
#ifndef KYKET_SITE_PAGES_COMMITMENT_PAIRS_H
#define KYKET_SITE_PAGES_COMMITMENT_PAIRS_H

#include "register/continuations.h"
#include "text/text_matching.h"

enum { COMMITMENTS_COMPARED = 200 }; /* of each agreement */

/* An agreement's commitments made comparable: the first COMMITMENTS_COMPARED. */
struct commitment_texts {
  struct agreement *agreement;
  struct text_list texts;
};

struct commitment_pair {
  size_t other, own; /* places of the commitments, from 0 */
  enum text_likeness likeness;
  bool is_declared; /* the agreement says so; else the words alone do */
};

/* By the agreement's own commitments, then as they are declared. A commitment that is declared to continue
 * others, or that others are declared to continue, is in no other pair. */
struct commitment_pairs {
  struct commitment_pair *items;
  size_t count;
};

struct commitment_texts commitment_texts_of(struct arena *arena, struct agreement *agreement);

/* `continuations` are those of `own`'s agreement. The pairs live in the arena. */
struct commitment_pairs commitment_pairs_of(struct arena *arena, const struct continuations *continuations,
                                            const struct commitment_texts *other,
                                            const struct commitment_texts *own);

static inline struct commitment *commitment_at(const struct agreement *agreement, size_t index) {
  return (struct commitment *)agreement->commitments.items + index;
}

/* Whether not all of the agreement's commitments are compared. */
static inline bool commitment_texts_are_cut(const struct commitment_texts *texts) {
  return texts->texts.count < texts->agreement->commitments.count;
}

#endif
