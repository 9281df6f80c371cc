/* Where things are on one website. Records don't hold addresses, so that the same register can be shown at
 * two places at once; a field of the kind FIELD_ADDRESS is looked up here when a page is made. site/ fills
 * the book; formats, templates and bodies, which know no site, look things up. */
#ifndef KYKET_SCHEMA_ADDRESS_BOOK_H
#define KYKET_SCHEMA_ADDRESS_BOOK_H

#include "base/buffer.h"
#include "schema/records.h"

/* All addresses but the first two carry the base path. Those of entries are indexed by the entry's number and
 * empty where an entry has no page, or no page of revisions; NULL: none has one. */
struct address_book {
  struct view origin; /* scheme and host, no / at the end */
  struct view home;   /* the front page's, with the origin */
  struct view root;   /* the base path, ends with / */
  const struct view *entries, *histories;
};

/* Of an entry's page; empty when it has none. `book` may be NULL: then nothing has an address. */
static inline struct view address_book_entry(const struct address_book *book, const struct entry *entry) {
  if (book == NULL || book->entries == NULL) return (struct view){NULL, 0};
  return book->entries[entry->number];
}

/* What a field stands for that has its value at `value`: an entry's number; of ADDRESS_OF_MEDIA, which is not
 * looked up here, the file's name. */
struct view address_book_find(const struct address_book *book, enum address_kind kind, const void *value);

/* Adds the address of a file below media/: what is not plain ASCII is written as %XX. */
void address_book_add_media(const struct address_book *book, struct view file, struct buffer *buffer);

#endif
