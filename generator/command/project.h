/* What build and check have in common: from the source to a website that is ready to be written. A file of
 * its own, since neither of these commands is the other's. */
#ifndef KYKET_COMMAND_PROJECT_H
#define KYKET_COMMAND_PROJECT_H

#include "command/options.h"
#include "depend/published.h"

/* Release with project_close. What could not be made is NULL. */
struct project {
  struct arena arena;
  struct source *source;
  struct threads *threads;
  struct registry *registry;
  struct theme_files theme;
  struct website *website;
  double read_seconds, plan_seconds;
};

/* Reads the register alone. Begins with a zeroed project, or one whose source is open. EXIT_CONTENT: it is
 * there as far as it could be read. */
enum exit_status project_read(struct project *project, const struct options *options, bool history,
                              struct diagnostics *diagnostics);

/* Begins with a zeroed project, or one whose source is open. `published` (NULL: nothing is to be published;
 * then the history is read for advice alone) is compared on the way. EXIT_DONE: the website is there.
 * EXIT_CONTENT and EXIT_ENVIRONMENT: the diagnostics say why not. */
enum exit_status project_open(struct project *project, const struct options *options,
                              struct published *published, struct diagnostics *diagnostics);

/* How a command ends that found this in it. */
enum exit_status project_status(const struct diagnostics *diagnostics);

/* The language of messages about it: what the options name, else the site's as far as that could be read. */
const struct message_language *project_language(const struct project *project, const struct options *options);

void project_close(struct project *project);

#endif
