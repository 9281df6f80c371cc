/* What a link's destination in a body points to, and whether it may be written. */
#ifndef KYKET_PARSE_BODY_LINKS_H
#define KYKET_PARSE_BODY_LINKS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/message.h"

enum body_target_kind {
  BODY_TARGET_REFUSED,
  BODY_TARGET_LINK,     /* something in the repository or on this site: struct body_link */
  BODY_TARGET_EXTERNAL, /* http or https */
  BODY_TARGET_ANCHOR,   /* a place in the same page: the fragment */
  BODY_TARGET_OTHER,    /* mailto or tel */
};

/* What a message says of an address. */
typedef struct message say_of_address(struct view address);

struct body_target {
  enum body_target_kind kind;
  const char *scheme;    /* of a BODY_TARGET_LINK, see struct body_link */
  struct view target;    /* in the arena or in the destination */
  struct view fragment;  /* with its # */
  say_of_address *fault; /* why it was refused, or what is doubtful about it; NULL: nothing */
};

/* Judges a destination, its escapes resolved, that stands in `file` (a path from the repository's root), of a
 * link or an image. */
struct body_target body_link_resolve(struct arena *arena, struct view destination, struct view file,
                                     bool image);

/* Writes the address that was meant by one that was refused, where its beginning is only mistyped:
 * htps://a.vn/b, agrement:id, tin:id. False where none is known. */
bool body_link_meant(struct buffer *buffer, struct view destination);

/* With %XX resolved, once; in the arena where there is any. */
struct view body_link_decode(struct arena *arena, struct view text);

/* What follows an address of a site, with its first / (a view of nothing: "/"), in an address that leads to
 * it or below it, by http or https; data NULL: it leads elsewhere. */
struct view body_link_below(struct view home, struct view address);

/* Whether CommonMark's own HTML may link to it: no javascript, vbscript, file or data. */
bool body_link_is_harmless(struct arena *arena, struct view destination);

/* Writes an address for an attribute: what an address can't hold percent-encoded, the rest escaped. */
void body_link_add_address(struct buffer *buffer, struct view address);

#endif
