/* What an editor must look at: marked in the draft as a comment, and told. */
#ifndef KYKET_PARTS_IMPORT_DOUBTS_H
#define KYKET_PARTS_IMPORT_DOUBTS_H

#include "base/arena.h"
#include "base/message.h"

/* The field above which it is marked. */
enum doubt_field {
  DOUBT_HEADLINE, /* the title of the news */
  DOUBT_SOURCE,
  DOUBT_DATE,
  DOUBT_EVENT,
  DOUBT_NAMES,
  DOUBT_PHOTOS,
  DOUBT_AGREEMENT, /* what keeps the agreement from being written; its fields are those below */
  DOUBT_TITLE,
  DOUBT_TYPE,
  DOUBT_NUMBER,
  DOUBT_PERIOD,
  DOUBT_TERRITORY,
  DOUBT_COMMITMENTS,
  DOUBT_RELATIONS,
};

struct doubt {
  enum doubt_field field;
  struct message message;
  struct doubt *next;
};

/* In the order in which they came. Zero-initialise; all lies in the arena. */
struct doubts {
  struct arena *arena;
  struct doubt *first, *last;
};

static inline void doubts_add(struct doubts *doubts, enum doubt_field field, struct message message) {
  struct doubt *doubt = arena_allocate(doubts->arena, sizeof *doubt);
  *doubt = (struct doubt){field, message, NULL};
  if (doubts->last == NULL)
    doubts->first = doubt;
  else
    doubts->last->next = doubt;
  doubts->last = doubt;
}

#endif
