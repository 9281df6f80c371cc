#include "parse/body/code_span.h"

size_t code_span_end(struct code_spans *spans, struct view source, size_t offset) {
  size_t open = offset;
  while (open < source.length && source.data[open] == '`')
    open++;
  size_t ticks = open - offset;
  if (ticks >= CODE_SPAN_TICKS_LIMIT || spans->no_ticks[ticks] > open) return open;
  bool blank = false;
  size_t at = open;
  while (at < source.length) {
    char byte = source.data[at];
    if (byte == '`') {
      size_t run = at;
      while (at < source.length && source.data[at] == '`')
        at++;
      if (at - run == ticks) return at;
      blank = false;
      continue;
    }
    if (byte == '\n' && blank) break;
    blank = byte == '\n' || (blank && (byte == ' ' || byte == '\t' || byte == '\r'));
    at++;
  }
  spans->no_ticks[ticks] = at;
  return open;
}
