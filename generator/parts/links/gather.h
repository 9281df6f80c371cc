/* The links of a register to other sites: each address once, with all the places that it stands at. */
#ifndef KYKET_PARTS_LINKS_GATHER_H
#define KYKET_PARTS_LINKS_GATHER_H

#include "register/registry.h"

enum answer_kind {
  ANSWER_NONE,    /* it was not looked up */
  ANSWER_GOOD,    /* it is there, or its server does not say */
  ANSWER_MOVED,   /* it is there, at `target` for good */
  ANSWER_STATUS,  /* its server says that it is not there: `status` */
  ANSWER_FAILURE, /* there is no answer: `failure` */
  ANSWER_PRIVATE, /* it leads into a private network, and is left alone */
};

struct answer {
  enum answer_kind kind;
  long status;
  enum phrase failure;
  struct view target; /* in the links' arena */
  int64_t when;       /* seconds since 1970; 0: now */
};

struct link_place {
  const struct link_place *next;
  struct view file;
  struct source_location location;
  bool is_wanted; /* to be told of */
};

struct external_link {
  struct view written; /* as it stands at the first of its places, without the fragment */
  struct view url;     /* as it is asked for: what an address can't hold percent-encoded; ends with a zero */
  const struct link_place *places;
  bool is_wanted; /* at one of its places at least */
  struct answer answer;
};

struct external_links {
  struct arena arena;
  struct external_link *items;
  size_t count, capacity;
  struct map by_url; /* to the place in `items`, and one */
};

/* Whether the links in a file are to be looked up. */
typedef bool wants_file(void *context, struct view file);

/* All http and https addresses in the bodies and fields of what is published and in the menu, but those of
 * the site itself; wanted are those with a place in a file of which the function (NULL: all files) is true.
 * The registry was loaded with `foreign_links`. Zero-initialise; release with links_free. */
void links_gather(struct external_links *links, const struct registry *registry, wants_file *wants,
                  void *context);
void links_free(struct external_links *links);

/* The host of an address with // in it, in small letters, with the port where one is named; in the arena. */
struct view link_host(struct arena *arena, struct view url);

#endif
