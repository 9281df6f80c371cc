/* The search page and what it searches: shards of terms, rows of results, and the validity of agreements. */
#ifndef KYKET_SITE_PAGES_SEARCH_H
#define KYKET_SITE_PAGES_SEARCH_H

#include "base/diagnostics.h"
#include "base/threads.h"
#include "site/files.h"

struct source;

/* Makes on all cores what the shards among the files are copied from; without it the first of them that is
 * written does so alone. What could not be read is reported in `found`. */
void search_prepare(const struct website_file *const *files, size_t count, struct source *source,
                    struct threads *threads, struct diagnostics *found);

#endif
