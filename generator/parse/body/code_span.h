/* Code spans in a text, found without cmark. */
#ifndef KYKET_PARSE_BODY_CODE_SPAN_H
#define KYKET_PARSE_BODY_CODE_SPAN_H

#include "base/view.h"

enum { CODE_SPAN_TICKS_LIMIT = 80 };

/* What is known of a text; zero-initialise to start. */
struct code_spans {
  size_t no_ticks[CODE_SPAN_TICKS_LIMIT]; /* up to this offset, no run of so many backticks closes */
};

/* The offset behind the code span that begins with the backtick at `at`, or behind its backticks when none
 * closes in the block. All calls for a text, from its front to its end, take time linear in its length. */
size_t code_span_end(struct code_spans *spans, struct view text, size_t at);

#endif
