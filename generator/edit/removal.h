/* An entry that is taken out of the register, and what follows from it. */
#ifndef KYKET_EDIT_REMOVAL_H
#define KYKET_EDIT_REMOVAL_H

#include "edit/edits.h"
#include "register/registry.h"

struct removal {
  struct edits *edits;
  const struct registry *registry;
  const struct entry *entry;
  const struct entry *successor; /* of the same kind, that takes its place; NULL: none does */
  struct view address;           /* from the site's root, with a / before it; empty: it has none */
  struct view successor_address; /* likewise */
  struct view reason;
  struct date day;
};

/* Gathers what takes the entry out: its file (or its element of a data file), each reference to it and each
 * link, which become those of the successor, and where it had an address a line of removed.yaml for that and
 * for each of its aliases. The text of a link stays where no successor takes its place. False with a
 * diagnostic at each place that can't do without the entry ("still-needed") or can't be changed
 * ("not-editable"); the register must be free of errors. */
bool removal_gather(const struct removal *removal, struct diagnostics *diagnostics);

/* Gathers besides what takes out each silence that was of use before and is of none `then`, in the register
 * as it would be: what it silenced went with the entry. */
void removal_gather_silences(const struct removal *removal, const struct registry *before,
                             const struct registry *then, struct diagnostics *diagnostics);

#endif
