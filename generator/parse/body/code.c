#include "parse/body/code.h"

size_t fence_length(struct view words) {
  size_t length = 0;
  if (words.length == 0 || (words.data[0] != '`' && words.data[0] != '~')) return 0;
  while (length < words.length && words.data[length] == words.data[0])
    length++;
  bool code_span = words.data[0] == '`' && view_find_byte(words, '`', length) != VIEW_NOT_FOUND;
  return length < 3 || code_span ? 0 : length;
}

bool fence_closes(const struct fence *fence, struct view words) {
  size_t length = fence_length(words);
  return length >= fence->length && words.data[0] == fence->sign && view_trim(words).length == length;
}

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
