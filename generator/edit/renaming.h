/* An entry under another id, and what follows from it. */
#ifndef KYKET_EDIT_RENAMING_H
#define KYKET_EDIT_RENAMING_H

#include "edit/edits.h"
#include "register/registry.h"

/* Gathers what gives the entry the id: its file (or its key in a data file), every reference, and `address`
 * (from the site's root; empty: it has none), which is added to its aliases. False with diagnostics at each
 * place that can't be changed; the register must be free of errors. */
bool renaming_gather(struct edits *edits, const struct registry *registry, const struct entry *entry,
                     struct view new_id, struct view address, struct diagnostics *diagnostics);

/* Puts the id of another entry, or any text, in the place of each reference. The same. */
bool renaming_gather_references(struct edits *edits, const struct registry *registry,
                                const struct entry *entry, struct view new_id,
                                struct diagnostics *diagnostics);

#endif
