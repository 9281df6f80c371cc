/* The data of the search page: JSON (RFC 8259), one object a line, written without a tree of values in
 * between: each increment writes all of it. */
#ifndef KYKET_FORMATS_SEARCH_INDEX_H
#define KYKET_FORMATS_SEARCH_INDEX_H

#include "base/buffer.h"

/* What is empty is left out. */
struct search_entry {
  struct view kind, title, url;
  struct view text; /* what a reader may type, folded */
  struct view date; /* ISO 8601 */
  struct view status;
};

/* What stands before the first entry is SEARCH_INDEX_HEAD lines. */
enum { SEARCH_INDEX_HEAD = 1 };
/* `parts`: how many other files have older entries, 1.json beside this one the oldest; 0: told by leaving it
 * out. */
void search_index_begin(struct buffer *buffer, size_t parts);
void search_index_add(struct buffer *buffer, const struct search_entry *entry);
/* Begins a line, for what stands on one or more lines of another index of this program's, without the comma
 * at their end. */
void search_index_begin_line(struct buffer *buffer);
void search_index_end(struct buffer *buffer);

#endif
