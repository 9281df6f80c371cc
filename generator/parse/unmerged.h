/* What git leaves in a file that it could not merge, and what it shows of changes, pasted into a text; and
 * private keys, which a look at the same bytes finds. */
#ifndef KYKET_PARSE_UNMERGED_H
#define KYKET_PARSE_UNMERGED_H

#include "base/diagnostics.h"

/* Reports the lines of the first conflict of a file, or else the first line of a list of changes, as an error
 * ("conflict-marker"). Signs may be indented, stand in a quotation or an item, and behind a key; those in
 * code, in fences or between ` and `, and behind a backslash are meant. A private key is an error as well
 * ("secret-file"), of which the rest of the file is read all the same: false. One pass that stops at few
 * bytes. */
bool unmerged_report(struct view file, struct view text, struct diagnostics *diagnostics);

#endif
