/* Lines that each say something of their own, but run together into one paragraph, since CommonMark takes the
 * end of a line for a blank. A paragraph that an editor has broken by its width is none. */
#ifndef KYKET_PARSE_BODY_JOINED_LINES_H
#define KYKET_PARSE_BODY_JOINED_LINES_H

#include "base/view.h"

/* The first line, from 0, of a paragraph's lines that the next one runs on from: two ends one behind the
 * other at which a sentence ends, or that the width does not explain; or one between lines that begin alike:
 * with a number
 * ("1 - …", "Điều 2. …"), a sign ("=> …"), a name and a colon, or that are links. False: there is none. */
bool joined_lines_find(struct view paragraph, size_t *line);

#endif
