/* What the search page searches: JSON (RFC 8259), one object a line. It is written without a tree of values
 * in between, since each increment writes a part of it whole. */
#ifndef KYKET_FORMATS_SEARCH_INDEX_H
#define KYKET_FORMATS_SEARCH_INDEX_H

#include "base/buffer.h"

/* An entry that is searched. Empty members are left out of the JSON. */
struct search_entry {
  struct view kind, title, url;
  struct view text;         /* what a reader may type, folded */
  struct view date;         /* ISO 8601 */
  struct view days;         /* of agreements: what their status follows from, see register/validity.h */
  const struct view *names; /* by which readers may know it, besides its title */
  size_t name_count;
};

/* Begins an index. `parts` is how many other files have older entries (1.json beside this one has the
 * oldest); 0 leaves the member out. */
void search_index_begin(struct buffer *buffer, size_t parts);

void search_index_add(struct buffer *buffer, const struct search_entry *entry);

void search_index_end(struct buffer *buffer);

#endif
