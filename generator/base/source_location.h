/* A place in a text file. It is kept with every value that a file gives, so it is small: for a place past the
 * last line or column that fits, that last one is kept. */
#ifndef KYKET_BASE_SOURCE_LOCATION_H
#define KYKET_BASE_SOURCE_LOCATION_H

#include "base/ascii.h"
#include "base/view.h"

/* Line and column count from 1, columns in characters; 0 where there is none. */
struct source_location {
  uint32_t line : 20, column : 12;
};

enum { SOURCE_LOCATION_LAST_LINE = (1 << 20) - 1, SOURCE_LOCATION_LAST_COLUMN = (1 << 12) - 1 };

static inline struct source_location source_location_at(size_t line, size_t column) {
  return (struct source_location){
      (line < SOURCE_LOCATION_LAST_LINE ? line : SOURCE_LOCATION_LAST_LINE) & SOURCE_LOCATION_LAST_LINE,
      (column < SOURCE_LOCATION_LAST_COLUMN ? column : SOURCE_LOCATION_LAST_COLUMN) &
          SOURCE_LOCATION_LAST_COLUMN};
}

/* Whether it is the place itself, and not the last one that fits. */
static inline bool source_location_is_exact(struct source_location location) {
  return location.line < SOURCE_LOCATION_LAST_LINE && location.column < SOURCE_LOCATION_LAST_COLUMN;
}

/* The place behind a text in UTF-8 that begins at the location. */
static inline struct source_location source_location_behind(struct source_location location,
                                                            struct view text) {
  size_t line = location.line, column = location.column;
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == '\n') {
      line++;
      column = 1;
    } else if (!utf8_continues(text.data[i])) {
      column++;
    }
  }
  return source_location_at(line, column);
}

/* By line and column. As strcmp's result. */
static inline int source_location_compare(struct source_location a, struct source_location b) {
  if (a.line != b.line) return a.line < b.line ? -1 : 1;
  return (a.column > b.column) - (a.column < b.column);
}

#endif
