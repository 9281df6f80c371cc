/* Every file of a website into a publication, on all cores. */
#ifndef KYKET_PUBLISH_PUBLISH_WEBSITE_H
#define KYKET_PUBLISH_PUBLISH_WEBSITE_H

#include "publish/publication.h"
#include "site/website.h"

/* Writes the pages and copies what comes from the source. `threads` as for threads_count; `pages` is how many
 * were made. False with a diagnostic of the publication. */
bool publish_website(const struct website *website, struct publication *publication, struct source *source,
                     size_t threads, size_t *pages);

#endif
