#include "parse/body/fence.h"

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
