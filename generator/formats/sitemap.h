/* Sitemaps (https://www.sitemaps.org/protocol.html, version 0.9): an index, and files with at most 50,000
 * addresses each. */
#ifndef KYKET_FORMATS_SITEMAP_H
#define KYKET_FORMATS_SITEMAP_H

#include "base/buffer.h"
#include "text/date.h"

#define SITEMAP_LIMIT 50000u

struct sitemap_address {
  struct view url;     /* with the base path */
  struct date changed; /* without a date it is left out */
};

/* Writes one sitemap. `origin` is the scheme and host that stand before each url. */
void sitemap_write(struct buffer *buffer, struct view origin, const struct sitemap_address *addresses,
                   size_t count);

/* Writes the index of `count` sitemaps: `address` followed by "sitemap-NAME.xml" of each. */
void sitemap_write_index(struct buffer *buffer, struct view address, const struct view *names, size_t count);

#endif
