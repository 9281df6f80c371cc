/* check --since: only what came with the commits since another revision. */
#ifndef KYKET_COMMAND_SINCE_H
#define KYKET_COMMAND_SINCE_H

#include "command/project.h"

/* What was said of the register as it was before. Zeroed to begin with; release with since_close. */
struct since {
  struct arena arena;
  struct map said;  /* how often: by severity, code, file and sentence */
  struct map files; /* of which something was said, with what they held; with links to other sites, all */
};

/* Checks the register as it was where the line of options->since and that of the source's commit part, which
 * is the revision itself where the source's came after it. False with a diagnostic when there is no such
 * revision. */
bool since_read(struct since *since, const struct options *options, const struct source *source,
                struct diagnostics *diagnostics);

/* Takes out of what was found in the project what was said of it before, but of files that have changed. */
void since_remove(struct since *since, const struct project *project, struct diagnostics *diagnostics);

/* Whether a file is new or other than it was; for a check that looks links to other sites up. */
bool since_has_changed(struct since *since, const struct project *project, struct view path);

void since_close(struct since *since);

#endif
