/* Code in a text, found without cmark: fences around blocks, and spans. */
#ifndef KYKET_PARSE_BODY_CODE_H
#define KYKET_PARSE_BODY_CODE_H

#include "base/view.h"

/* A fence: ``` or ~~~. */
struct fence {
  char sign; /* 0: none is open */
  size_t length;
  uint16_t quotes, indent; /* of the line that opens it */
};

/* The length of the fence at the front of a line's words; 0: there is none. */
size_t fence_length(struct view words);

/* Whether the words of a line close the fence. */
bool fence_closes(const struct fence *fence, struct view words);

enum { CODE_SPAN_TICKS_LIMIT = 80 };

/* What is known of a text; zero-initialise to start. */
struct code_spans {
  size_t no_ticks[CODE_SPAN_TICKS_LIMIT]; /* up to this offset, no run of so many backticks closes */
};

/* The offset behind the code span that begins with the backtick at `offset`, or behind its backticks when
 * none closes in the block. All calls for a source, from its front to its end, take time linear in its
 * length. */
size_t code_span_end(struct code_spans *spans, struct view source, size_t offset);

#endif
