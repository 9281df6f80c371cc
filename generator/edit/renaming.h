/* An entry under another id, and what follows from it. */
#ifndef KYKET_EDIT_RENAMING_H
#define KYKET_EDIT_RENAMING_H

#include "edit/edits.h"
#include "register/registry.h"

struct renaming {
  const struct entry *entry;
  struct view new_id;
  struct view address; /* that it had, from the site's root, which is added to its aliases; empty: none */
  int year;            /* of news: that of its folder and of its date; 0: both stay */
};

/* Gathers what gives the entry the id and the year: its file (or its key in a data file), its date, every
 * reference, links to its file and from it to others. False with diagnostics at each place that can't be
 * changed; the register must be free of errors. */
bool renaming_gather(struct edits *edits, const struct registry *registry, const struct renaming *renaming,
                     struct diagnostics *diagnostics);

/* The year of the folder that news lies in; 0: it is in none. */
int renaming_folder_year(const struct registry *registry, const struct entry *news);

/* Puts the id of another entry, or any text, in the place of each reference. The same. */
bool renaming_gather_references(struct edits *edits, const struct registry *registry,
                                const struct entry *entry, struct view new_id,
                                struct diagnostics *diagnostics);

#endif
