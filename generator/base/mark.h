/* A place in a text file. It is kept with every value that a file gives, so it is small: for a place past the
 * last line or column that fits, that last one is kept. */
#ifndef KYKET_BASE_MARK_H
#define KYKET_BASE_MARK_H

#include "base/view.h"

/* Line and column count from 1, columns in characters; 0 where there is none. */
struct mark {
  uint32_t line : 20, column : 12;
};

enum { MARK_LAST_LINE = (1 << 20) - 1, MARK_LAST_COLUMN = (1 << 12) - 1 };

static inline struct mark mark_at(size_t line, size_t column) {
  return (struct mark){(line < MARK_LAST_LINE ? line : MARK_LAST_LINE) & MARK_LAST_LINE,
                       (column < MARK_LAST_COLUMN ? column : MARK_LAST_COLUMN) & MARK_LAST_COLUMN};
}

/* The place behind a text in UTF-8 that begins at the mark. */
struct mark mark_behind(struct mark mark, struct view text);

/* By line and column. As strcmp's result. */
int mark_compare(struct mark a, struct mark b);

#endif
