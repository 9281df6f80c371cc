#include "base/source_location.h"

#include "base/ascii.h"

struct source_location source_location_behind(struct source_location location, struct view text) {
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

int source_location_compare(struct source_location a, struct source_location b) {
  if (a.line != b.line) return a.line < b.line ? -1 : 1;
  return (a.column > b.column) - (a.column < b.column);
}
