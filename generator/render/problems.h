/* What is wrong with a template: each problem once, however often its text is expanded, and not endlessly
 * many. The tokens, the resolver and the compiler, which need not know each other, report with it. */
#ifndef KYKET_RENDER_PROBLEMS_H
#define KYKET_RENDER_PROBLEMS_H

#include "base/diagnostics.h"

enum { PROBLEMS_LIMIT = 50 };

struct problem {
  struct view file;
  struct source_location location;
  struct view message; /* as it is written */
};

/* Zero-initialise, then set `diagnostics` and `arena` (for the messages). */
struct problems {
  struct diagnostics *diagnostics;
  struct arena *arena;
  struct problem items[PROBLEMS_LIMIT];
  size_t count;
};

/* Where a tag stands. */
struct place {
  struct view file;
  struct source_location location;
};

/* Reports an error, unless the same was reported or there are too many. */
void problems_add(struct problems *problems, struct place place, struct message message);

#endif
