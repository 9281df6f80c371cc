/* Addresses: where each entry and each section lives, from the base URL and the language's segments. */
#ifndef KYKET_SITE_ADDRESS_H
#define KYKET_SITE_ADDRESS_H

#include "base/arena.h"
#include "base/source_location.h"

struct website;

/* Whether the site can be published below this URL: http or https, a host, perhaps a path. */
bool website_accepts_base(struct view base_url);

/* Fills the address book's root, origin and home from a base URL. False with a diagnostic when it is none. */
bool address_base(struct website *website, struct view base_url, struct source_location location);

/* Fills the addresses of entries and sections. Behind that of an entry and of its history ADDRESS_PAGE stands
 * in memory, so that the page's path is there too. */
void address_everything(struct website *website);

/* The path with the base path before it; `path` begins without /. */
struct view address_below_root(struct arena *arena, const struct website *website, struct view path);

/* The address of a folder whose name is a number: that of a year, or of a page of a list. Behind it
 * ADDRESS_PAGE stands in memory. */
struct view address_numbered(struct arena *arena, struct view folder, int64_t number);

/* The language file's string for a folder, "segment.NAME"; a theme that was made before there was such a
 * folder has none, and then NAME serves as one. */
struct view address_segment(const struct website *website, const char *name);

/* The folder of a list's numbered pages, below that of its front. */
struct view address_list_pages(struct arena *arena, const struct website *website, struct view front);

/* The URL with its scheme and host. */
struct view address_absolute(struct arena *arena, const struct website *website, struct view url);

#endif
