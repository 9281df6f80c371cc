#include "base/mark.h"

struct mark mark_behind(struct mark mark, struct view text) {
  size_t line = mark.line, column = mark.column;
  for (size_t i = 0; i < text.length; i++) {
    unsigned char byte = (unsigned char)text.data[i];
    if (byte == '\n') {
      line++;
      column = 1;
    } else if ((byte & 0xc0) != 0x80) {
      column++;
    }
  }
  return mark_at(line, column);
}

int mark_compare(struct mark a, struct mark b) {
  if (a.line != b.line) return a.line < b.line ? -1 : 1;
  return (a.column > b.column) - (a.column < b.column);
}
