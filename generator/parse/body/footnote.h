/* Footnotes: their definitions are taken out of cmark's tree and numbered by first use. */
#ifndef KYKET_PARSE_BODY_FOOTNOTE_H
#define KYKET_PARSE_BODY_FOOTNOTE_H

#include "base/map.h"
#include "parse/body/job.h"

struct body_footnote {
  const struct body_note_mark *definition;
  cmark_node *item; /* what it says: the children of a CMARK_NODE_ITEM */
  size_t number;    /* from 1; 0: not used yet */
  size_t references;
};

struct body_footnotes {
  struct map by_label; /* to struct body_footnote */
  struct body_footnote **all;
  size_t count, capacity;
  struct body_footnote **used; /* by number */
  size_t used_count, used_capacity;
};

/* Takes the definitions out of the tree. A second one of a label: "duplicate-footnote". Release with
 * body_footnotes_free. */
void body_footnotes_take(struct body_footnotes *footnotes, struct body_job *job, cmark_node *document);

/* The footnote of a label, or NULL. */
struct body_footnote *body_footnotes_find(const struct body_footnotes *footnotes, struct view label);

/* Counts a reference, and numbers the footnote at its first. */
void body_footnotes_refer(struct body_footnotes *footnotes, struct body_footnote *footnote);

/* Warns of those that no text refers to ("unused-footnote"). */
void body_footnotes_check(const struct body_footnotes *footnotes, struct body_job *job);

void body_footnotes_free(struct body_footnotes *footnotes);

#endif
