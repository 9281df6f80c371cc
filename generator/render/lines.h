/* How the tokens of a template belong together: which tag closes which, and where lines begin. */
#ifndef KYKET_RENDER_LINES_H
#define KYKET_RENDER_LINES_H

#include "render/problems.h"
#include "render/tokens.h"

enum { LINES_NESTING_LIMIT = 64 };

/* Sets each `match`; false, and reported, when some tags don't pair. */
bool lines_pair(struct scanned_text *scanned, struct problems *problems);

/* Of paired tokens: marks where lines begin and which tags have a line to themselves. */
void lines_settle(struct scanned_text *scanned);

#endif
