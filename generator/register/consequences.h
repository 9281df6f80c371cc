/* What follows from another mistake is not told: the cause is. */
#ifndef KYKET_REGISTER_CONSEQUENCES_H
#define KYKET_REGISTER_CONSEQUENCES_H

#include "base/diagnostics.h"

/* Takes out what only follows from a diagnostic that stays: all that is said of a file whose front matter or
 * YAML is broken, but where it is; references to entries of such a data file; that nothing names an entry,
 * when a file that may name it is broken; strings of a language file that is not there; and that
 * values are missing which are there in a wrong form.
 * `content` is the register's folder. An error is left where one was. */
void consequences_remove(struct diagnostics *diagnostics, struct view content);

#endif
