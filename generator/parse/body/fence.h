/* Fences around code: ``` or ~~~. */
#ifndef KYKET_PARSE_BODY_FENCE_H
#define KYKET_PARSE_BODY_FENCE_H

#include "base/view.h"

struct fence {
  char sign; /* 0: none is open */
  size_t length;
  uint16_t quotes, indent; /* of the line that opens it */
};

/* The length of the fence at the front of a line's words; 0: there is none. */
size_t fence_length(struct view words);

/* Whether the words of a line close the fence. */
bool fence_closes(const struct fence *fence, struct view words);

#endif
