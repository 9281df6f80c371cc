/* What pages say to programs: JSON-LD (https://www.w3.org/TR/json-ld11/) in the terms of https://schema.org.
 * It says no more than the page: what is not known is left out, and what the terms can't say exactly too. */
#ifndef KYKET_FORMATS_STRUCTURED_DATA_H
#define KYKET_FORMATS_STRUCTURED_DATA_H

#include "schema/address_book.h"
#include "schema/reads.h"

/* One page's graph of nodes. Begin with the first four and zeros. */
struct structured_data {
  struct buffer *buffer;
  const struct site *site;
  const struct address_book *addresses;
  struct reads *reads; /* NULL: not wanted */
};

void structured_data_begin(const struct structured_data *data);

/* The website, and where it is searched: `search` is the search page's address with the base path. */
void structured_data_add_website(const struct structured_data *data, struct view search);

/* The entry, with its page. Nothing for a kind that schema.org has no term for. */
void structured_data_add_entry(const struct structured_data *data, const struct entry *entry);

/* Where the page is: addresses with the base path, from the front page on. */
struct structured_data_crumb {
  struct view name, url;
};
void structured_data_add_breadcrumbs(const struct structured_data *data,
                                     const struct structured_data_crumb *crumbs, size_t count);

void structured_data_end(const struct structured_data *data);

/* As HTML: a script element that holds data, in the arena. No text in it ends the element. */
struct view structured_data_markup(struct arena *arena, struct view json);

#endif
