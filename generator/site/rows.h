/* The lines of a page that has one for each entry, such as the search index: lines whose entries are as they
 * were are taken over from the page as it is published. Its writer notes what it reads of the entries one by
 * one, in the order of the lines. */
#ifndef KYKET_SITE_ROWS_H
#define KYKET_SITE_ROWS_H

#include "site/website.h"

struct rows {
  struct view *lines; /* by the entries' numbers; without data where there is none to take over */
  size_t count;
};

/* Of the page as it was, with `before` lines before those of the entries; `past` may be NULL. Lives in the
 * arena. */
struct rows rows_open(struct arena *arena, const struct website_past *past, size_t before);

/* The entry's line, without the line end; no data when it must be written. */
static inline struct view rows_find(const struct rows *rows, const struct entry *entry) {
  return entry->number >= rows->count ? (struct view){NULL, 0} : rows->lines[entry->number];
}

#endif
