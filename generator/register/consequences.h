/* What follows from another mistake is not told: the cause is. */
#ifndef KYKET_REGISTER_CONSEQUENCES_H
#define KYKET_REGISTER_CONSEQUENCES_H

#include "base/diagnostics.h"

/* Takes out what only follows from a diagnostic that stays: all that is said of a file whose front matter or
 * YAML is broken, but where it is; references to entries of such a data file; that nothing names an entry,
 * when a file that may name it is broken; strings of a language file that is not there; that somebody is no
 * party where not all parties are known; where news belongs whose year can't be meant; and that values are
 * missing which are there in a wrong form, or under a key that is written otherwise, which is an error then.
 * `content` is the register's folder. An error is left where one was. */
void consequences_remove(struct diagnostics *diagnostics, struct view content);

#endif
