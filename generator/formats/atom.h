/* Atom feeds (RFC 4287). */
#ifndef KYKET_FORMATS_ATOM_H
#define KYKET_FORMATS_ATOM_H

#include "base/buffer.h"
#include "schema/address_book.h"

struct atom_feed {
  const struct site *site;
  const struct address_book *addresses;
  struct view title;
  struct view url;            /* of the feed, with the base path */
  struct view page_url;       /* of the page whose feed it is */
  const struct list *entries; /* pointers to news and agreements, newest first; at most 50 are in the feed */
  struct date fallback;       /* the feed's date when it has no entries */
};

/* An entry is published on its own day, where that is known and has come, and updated as `updated` says. */
void atom_write(struct buffer *buffer, const struct atom_feed *feed);

#endif
