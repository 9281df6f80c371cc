/* Looks links up, politely: of each host one at a time, several hosts at once, first for the head alone and,
 * where that is refused, for the page, of which nothing but the head is read. */
#ifndef KYKET_PARTS_LINKS_LOOK_UP_H
#define KYKET_PARTS_LINKS_LOOK_UP_H

#include "parts/links/gather.h"

enum {
  LINK_HOSTS = 8,            /* at once */
  LINK_REDIRECTS = 5,        /* that are followed */
  LINK_FAILURES = 2,         /* in a row, after which a server that can't be reached is not asked again */
  LINK_SECONDS = 20,         /* for one link with all its redirects */
  LINK_SECONDS_IN_ALL = 300, /* what has no answer by then is left */
  LINK_SECONDS_LIMIT = 86400
};

/* KYKET_LINK_SECONDS in the environment, "20" or "20,300", changes them. */
struct link_limits {
  long link_seconds, seconds_in_all;
};

/* Fills in the answers that are missing of the links that are wanted. Addresses in private networks are left
 * alone, wherever a name or a redirect leads, unless KYKET_PRIVATE_LINKS is set in the environment; where the
 * environment names a proxy that decides. */
void links_look_up(struct external_links *links);

#endif
