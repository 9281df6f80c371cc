/* `kyket check`, for the part that adds to it what needs another library. */
#ifndef KYKET_COMMAND_CHECK_H
#define KYKET_COMMAND_CHECK_H

#include "command/since.h"

/* Adds to what was found; the project's registry is there. `since`: only what has changed since is wanted
 * (NULL: all is). */
typedef void check_more(const struct project *project, struct since *since, struct diagnostics *diagnostics);

/* Checks as the arguments ask, with `more` before all is printed (NULL: nothing; then --external is done by
 * the part "links"). */
enum exit_status check_run(int argc, char **argv, check_more *more);

#endif
