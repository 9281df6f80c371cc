/* What the website makes of each kind of entries: one row a kind. */
#ifndef KYKET_SITE_KINDS_H
#define KYKET_SITE_KINDS_H

#include "site/plan.h"

struct site_kind {
  /* Plans the pages of the kind: each entry's own by plan_entry, and lists of them. */
  void (*plan)(struct website *website, enum entry_kind kind);
  struct file_maker own;     /* an entry's own page; without a writer its entries have no address */
  struct file_maker history; /* the page of an entry's revisions; without a writer there is none */
  struct file_maker older;   /* the older pages of an entry's lists, see site/pages/related.h */
  const char *segment;   /* the language file's string for the folder of their addresses; NULL: the root */
  bool has_list;         /* that folder has a page, which lists them */
  bool by_year;          /* there is a folder for each year between it and the entries */
  unsigned search_place; /* of the kind in the search index, from 1; 0: it is not searched */
};

extern const struct site_kind *const site_kinds[ENTRY_KINDS];

/* The kind of an entry. */
const struct site_kind *site_kind_of(const struct entry *entry);

#endif
