#include "base/mark.h"

#include "base/ascii.h"

struct mark mark_behind(struct mark mark, struct view text) {
  size_t line = mark.line, column = mark.column;
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == '\n') {
      line++;
      column = 1;
    } else if (!utf8_continues(text.data[i])) {
      column++;
    }
  }
  return mark_at(line, column);
}

int mark_compare(struct mark a, struct mark b) {
  if (a.line != b.line) return a.line < b.line ? -1 : 1;
  return (a.column > b.column) - (a.column < b.column);
}
