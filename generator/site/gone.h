/* Addresses that were published and are gone. */
#ifndef KYKET_SITE_GONE_H
#define KYKET_SITE_GONE_H

#include "base/diagnostics.h"

struct website;

/* Warns ("address-gone") of each address that an entry had which the history knows and which is there no
 * more, unless the plan has a file at the address: a page, an alias, a line of removed.yaml, a static file.
 * Drafts, and news whose moment had not come, were not published. Where an entry of now has the same text or
 * title, or the same id at another address, the warning is at that entry, else at removed.yaml. The history
 * must have been read; in one that is cut off only what is known is told. Of very many files that are gone
 * only the first GONE_LIMIT without an address are looked at. Elements of data files are looked for in the
 * revisions of the file that are kept, where the options ask for advice. */
enum { GONE_LIMIT = 1000 };
void website_check_gone(const struct website *website, struct diagnostics *diagnostics);

#endif
