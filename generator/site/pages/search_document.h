/* What search knows of an entry: each text that its page says, with the part that it has there. The index is
 * made of them, and the rows of results, which quote them. */
#ifndef KYKET_SITE_PAGES_SEARCH_DOCUMENT_H
#define KYKET_SITE_PAGES_SEARCH_DOCUMENT_H

#include "site/plan.h"

/* In the order in which a row quotes them. */
enum search_label {
  SEARCH_TITLE,
  SEARCH_NAME, /* former and other names, abbreviations */
  SEARCH_NUMBER,
  SEARCH_COMMITMENT,
  SEARCH_SUMMARY,
  SEARCH_PARTY,
  SEARCH_SIGNER,
  SEARCH_POSITION,
  SEARCH_OFFICE,
  SEARCH_PERSON,
  SEARCH_PLACE,
  SEARCH_PROVINCE,
  SEARCH_TOPIC,
  SEARCH_LAW,
  SEARCH_TYPE,
  SEARCH_PERIOD,
  SEARCH_DOCUMENT,
  SEARCH_AUTHOR,
  SEARCH_ALIAS,   /* another name of what it refers to: not quoted */
  SEARCH_DATE,    /* in digits: not quoted, a row shows its day */
  SEARCH_MENTION, /* of another entry: it is found by it, behind all others */
};
enum { SEARCH_LABELS = SEARCH_MENTION + 1 };
extern const struct view search_label_names[SEARCH_LABELS];

/* By what results can be narrowed. */
enum search_facet { FACET_PROVINCE = 'p', FACET_OFFICE = 'o', FACET_TOPIC = 't', FACET_YEAR = 'y' };

struct search_visitor {
  void *context;
  struct view national; /* what is said of an agreement of the whole country */
  /* The text may be the arena's. */
  void (*text)(void *context, enum search_label label, struct view text);
  /* May be NULL. */
  void (*facet)(void *context, enum search_facet facet, struct view value);
};

/* Tells the visitor all that is known of the entry, but its body. */
void search_document_visit(const struct entry *entry, struct arena *scratch,
                           const struct search_visitor *visitor);

/* The day by which the entry is filed; no date: none. */
struct date search_document_date(const struct entry *entry);

/* Stands for all that was told, body included, but for the names of other entries, whose numbers are in
 * `names` (see search_names_digest), by entries' numbers. */
uint64_t search_document_digest(const struct entry *entry, const uint64_t *names);
uint64_t search_names_digest(const struct entry *entry);

#endif
