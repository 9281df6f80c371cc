/* The revisions of one file, whether this walk has come by them or one before has kept them. */
#ifndef KYKET_SOURCE_FILE_REVISIONS_H
#define KYKET_SOURCE_FILE_REVISIONS_H

#include "source/revisions.h"

/* The last commit that changed the file. False for none, and for a file that differs from the commit on disk.
 */
bool file_revisions_last(const struct history *history, const struct file_history *file, struct change *last);

/* The revisions of the file that are kept, the newest first; in the arena, or where they are. */
const struct file_change *file_revisions_list(const struct history *history, const struct file_history *file,
                                              struct arena *arena);

/* A number for the revisions: another one as soon as there is another revision. */
uint64_t file_revisions_digest(const struct history *history, const struct file_history *file);

#endif
