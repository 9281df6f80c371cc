/* What changed in an entry's front matter between two of its revisions, in the words of readers: fields by
 * their names in the language file ("field.signed"), values as pages show them. */
#ifndef KYKET_SITE_PAGES_FIELD_CHANGES_H
#define KYKET_SITE_PAGES_FIELD_CHANGES_H

#include "site/page_context.h"

enum { FIELD_CHANGES = 200 }; /* at most, of one revision */

/* Pointers to struct history_change, in the order of the type's fields; both entries are as parse_entry has
 * made them, with references that are not resolved. In lists of records those in the same place are compared
 * field by field. `*is_cut`: there are more. Time grows with the two entries' bytes. What is read of the
 * register is noted. */
struct list field_changes(struct page_context *context, const struct entry *old, const struct entry *new,
                          bool *is_cut);

#endif
