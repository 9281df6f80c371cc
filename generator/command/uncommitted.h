/* The note of what is not committed, and so not in what is read. */
#ifndef KYKET_COMMAND_UNCOMMITTED_H
#define KYKET_COMMAND_UNCOMMITTED_H

#include "base/threads.h"
#include "command/options.h"

/* Begins zeroed; ends with uncommitted_end. */
struct uncommitted {
  const struct options *options;
  const struct source *source;
  size_t limit;
  struct arena arena;
  struct source_uncommitted found;
  struct threads_job job;
};

/* Looks for it on a thread of its own, beside what reads from the source. Nothing is looked for with --quiet,
 * nor in a repository of more files than `limit`: it takes a look at each. */
void uncommitted_begin(struct uncommitted *uncommitted, const struct options *options,
                       const struct source *source, size_t limit);

/* The same at once. */
void uncommitted_find(struct uncommitted *uncommitted, const struct options *options,
                      const struct source *source, size_t limit);

/* Waits, and adds the note where there is something to tell. */
void uncommitted_end(struct uncommitted *uncommitted, struct diagnostics *diagnostics);

#endif
