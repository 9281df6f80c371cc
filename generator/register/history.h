/* The history of the files of a registry: found beside what else is read, and then given to the entries. */
#ifndef KYKET_REGISTER_HISTORY_H
#define KYKET_REGISTER_HISTORY_H

#include "register/registry.h"

struct registry_history;

enum { SHORT_COMMIT = 10 }; /* digits of a commit's id that readers are shown */

/* What an earlier build has kept of it, for the listing and the history. */
void registry_open_history_cache(struct registry *registry);

/* Begins to read the history of the listed files, where there is more than one thread for it. The source may
 * be read from meanwhile. */
void registry_begin_history(struct registry *registry, struct source *source);

/* Gives the history to the entries that have a file of their own. False with a diagnostic when it can't be
 * read. */
bool registry_take_history(struct registry *registry, struct diagnostics *diagnostics);

/* The date, or the day of the build where that comes before it: what is told of the past is over. */
struct date registry_known_day(struct date date, const struct registry_options *options);

/* Dates news and agreements for their feeds (`updated`), of what is known by the day of the build; after
 * registry_take_history. */
void registry_date_updates(struct registry *registry);

/* What was looked at of a large history needs no memory for now. */
void registry_evict_history(const struct registry *registry);

/* Waits for what has begun, when it is not wanted: no thread goes on while the program ends. */
void registry_end_history(struct registry *registry);

/* Waits too. */
void registry_free_history(struct registry *registry);

#endif
