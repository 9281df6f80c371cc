/* The search page and what it searches: shards of terms, rows of results, and the validity of agreements. */
#ifndef KYKET_SITE_PAGES_SEARCH_H
#define KYKET_SITE_PAGES_SEARCH_H

#include "base/diagnostics.h"
#include "base/threads.h"
#include "site/files.h"

struct source;

/* Whether the file is a shard of the index. */
bool search_is_shard(const struct website_file *file);

/* Writes a file, whose place among the files it is told, by website_write. Several threads do this, no two of
 * them with one `worker`. */
struct search_writer {
  void *context;
  void (*write)(void *context, size_t worker, size_t place);
};

/* Makes the shards, which are all that the files are, on all cores, and has each written as soon as it is
 * made, so that few are held at a time; a shard that is written without this is made with all others of its
 * generation, which stay. What could not be read is reported in `found`; then some are not written. */
void search_write(const struct website_file *const *files, size_t count, const struct search_writer *writer,
                  struct source *source, struct threads *threads, struct diagnostics *found);

#endif
