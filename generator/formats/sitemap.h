/* Sitemaps (sitemaps.org, protocol 0.9): at most 50,000 addresses a file, then an index of several. */
#ifndef KYKET_FORMATS_SITEMAP_H
#define KYKET_FORMATS_SITEMAP_H

#include "base/buffer.h"
#include "text/date.h"

#define SITEMAP_LIMIT 50000u

struct sitemap_address {
  struct view url;     /* with the base path */
  struct date changed; /* no date: not told */
};

/* `origin`: scheme and host. */
void sitemap_write(struct buffer *buffer, struct view origin, const struct sitemap_address *addresses,
                   size_t count);

/* The index of `count` sitemaps at `address`sitemap-1.xml and so on. */
void sitemap_write_index(struct buffer *buffer, struct view address, size_t count);

#endif
