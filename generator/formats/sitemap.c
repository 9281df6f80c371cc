#include "formats/sitemap.h"

static const char namespace[] = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

void sitemap_write(struct buffer *buffer, struct view origin, const struct sitemap_address *addresses,
                   size_t count) {
  enum { LINE = 128 };
  buffer_reserve(buffer, count * LINE);
  buffer_format(buffer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset %s>\n", namespace);
  for (size_t i = 0; i < count; i++) {
    buffer_add_string(buffer, "<url><loc>");
    buffer_add_escaped(buffer, origin);
    buffer_add_escaped(buffer, addresses[i].url);
    buffer_add_string(buffer, "</loc>");
    if (addresses[i].changed.precision != DATE_NONE) {
      buffer_add_string(buffer, "<lastmod>");
      date_add_rfc3339(buffer, addresses[i].changed);
      buffer_add_string(buffer, "</lastmod>");
    }
    buffer_add_string(buffer, "</url>\n");
  }
  buffer_add_string(buffer, "</urlset>\n");
}

void sitemap_write_index(struct buffer *buffer, struct view address, const struct view *names, size_t count) {
  buffer_format(buffer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex %s>\n", namespace);
  for (size_t i = 0; i < count; i++) {
    buffer_add_string(buffer, "<sitemap><loc>");
    buffer_add_escaped(buffer, address);
    buffer_format(buffer, "sitemap-%.*s.xml</loc></sitemap>\n", VIEW_FORMAT(names[i]));
  }
  buffer_add_string(buffer, "</sitemapindex>\n");
}
