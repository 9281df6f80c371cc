/* The output folder, replaced as a whole: the new site is made in a folder beside it and swapped in by one
 * rename, so a failure or a kill at any moment leaves the old site or the new one, never between. What begins
 * with a dot moves over to the new site. */
#ifndef KYKET_PUBLISH_PUBLICATION_H
#define KYKET_PUBLISH_PUBLICATION_H

#include "publish/output.h"
#include "source/source.h"

struct publication;

struct publication_counts {
  size_t written;   /* files that are new or have other bytes than before */
  size_t unchanged; /* files that stay what they were, with their old time stamps */
  size_t removed;   /* files that are gone */
};

/* Begins a new site. The output must stay until publication_close. NULL with a diagnostic of the output. */
struct publication *publication_open(struct output *output);

/* Adds a file; `name` is its path in the site, with /. False with a diagnostic when the disk fails. Threads
 * may add files at the same time. */
bool publication_write(struct publication *publication, struct view name, struct view bytes);

/* The same with the bytes of a source's file; threads share the source or have their own. */
bool publication_copy(struct publication *publication, struct view name, struct source *source,
                      const struct source_file *file);

/* Adds the file as it is published, without looking at it. False, without a diagnostic, when that can't be.
 */
bool publication_keep(struct publication *publication, struct view name);

/* Swaps the new site in, with this id. False with a diagnostic; then the old one is still there. */
bool publication_commit(struct publication *publication, uint64_t id);

struct publication_counts publication_counts(const struct publication *publication);

/* Removes what is left: after a commit the old site, without one the new. */
void publication_close(struct publication *publication);

#endif
