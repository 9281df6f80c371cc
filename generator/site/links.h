/* Links of the content that lead to the site's own pages and files: kyket knows every address that it
 * writes, so one that is not among them is a mistake. */
#ifndef KYKET_SITE_LINKS_H
#define KYKET_SITE_LINKS_H

#include "base/diagnostics.h"

struct website;

/* Looks at the links of bodies that name a path, an address below the site's own, or a place in a page, at
 * the menu and at the web addresses in records that lead to this site. An address is good where the plan has
 * a file for it; a place where the target's body has a heading of that name, and else where the page, which
 * is made for that, has an element of that id: so whatever theme makes the page, what it really has counts.
 * Errors ("dead-link"), notes in drafts, with the nearest address or place. The site must be planned and be
 * free of errors until now. */
void website_check_links(const struct website *website, struct diagnostics *diagnostics);

#endif
