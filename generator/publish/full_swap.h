/* The output folder, replaced as a whole: the new site is made in a folder beside it and swapped in by one
 * rename, so a failure or a kill at any moment leaves the old site or the new one, never between. What begins
 * with a dot moves over to the new site. */
#ifndef KYKET_PUBLISH_FULL_SWAP_H
#define KYKET_PUBLISH_FULL_SWAP_H

#include "publish/output.h"
#include "source/source.h"

struct full_swap;

struct full_swap_counts {
  size_t written;   /* files that are new or have other bytes than before */
  size_t unchanged; /* files that stay what they were, with their old time stamps */
  size_t removed;   /* files that are gone */
};

/* Begins a new site. The output must stay until full_swap_close. NULL with a diagnostic of the output. */
struct full_swap *full_swap_open(struct output *output);

/* Adds a file; `name` is its path in the site, with /. False with a diagnostic when the disk fails. Threads
 * may add files at the same time. */
bool full_swap_write(struct full_swap *full_swap, struct view name, struct view bytes);

/* The same with the bytes of a source's file; threads share the source or have their own. */
bool full_swap_copy(struct full_swap *full_swap, struct view name, struct source *source,
                    const struct source_file *file);

/* Adds the file as it is published, without looking at it. False, without a diagnostic, when that can't be.
 */
bool full_swap_keep(struct full_swap *full_swap, struct view name);

/* Swaps the new site in, with this id. False with a diagnostic; then the old one is still there. */
bool full_swap_commit(struct full_swap *full_swap, uint64_t id);

struct full_swap_counts full_swap_counts(const struct full_swap *full_swap);

/* Removes what is left: after a commit the old site, without one the new. */
void full_swap_close(struct full_swap *full_swap);

#endif
