/* The drafts of what an article tells: a news item, and the agreement that it tells of. */
#ifndef KYKET_PARTS_IMPORT_DRAFT_H
#define KYKET_PARTS_IMPORT_DRAFT_H

#include "parts/import/document_text.h"
#include "parts/import/facts.h"
#include "parts/import/relations.h"

struct draft {
  const struct article *article;
  const struct mentions *mentions;
  const struct facts *facts;
  const struct doubts *doubts;
  struct date date;                     /* of the news item */
  struct date today;                    /* on which the source is read */
  struct view agreement_id;             /* of the new agreement; empty: none is written */
  struct view agreement_title;          /* likewise */
  const struct entry *agreement;        /* that the register has of it already; NULL: none */
  struct relations relations;           /* of the new agreement */
  const struct document_text *document; /* that the agreement was read from; NULL: a press text */
};

/* Name of an agreement that is made of what is known of it; in the arena. */
struct view draft_agreement_title(struct arena *arena, const struct facts *facts);

void draft_write_news(struct buffer *buffer, struct arena *arena, const struct draft *draft);
void draft_write_agreement(struct buffer *buffer, struct arena *arena, const struct draft *draft);

#endif
