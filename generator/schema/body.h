/* A parsed Markdown body: its HTML, with slots for what depends on other entries, its links and headings. It
 * is made by parse/body.h; it stands here because the cache keeps it, which parsing is above of. */
#ifndef KYKET_SCHEMA_BODY_H
#define KYKET_SCHEMA_BODY_H

#include "schema/type.h"

/* A link to something in the repository. */
struct body_link {
  const char *scheme;   /* that of a kind of entries ("agreement"), or "media"; "site": a path on this site;
                           "anchor": a place in the same page; "web": another site, where these are noted;
                           "number": the symbol of a document that the text mentions, which is a link only if
                           the register has an entry for it; NULL: a file in the repository */
  struct view target;   /* the id or file name; of "site" the path, with its first /; of "number" the symbol;
                           of NULL the file's path from the repository's root, "." and ".." resolved */
  struct view fragment; /* with its #, or empty */
  struct source_location location; /* of the destination in the file; none of a number */
  bool image;                      /* the source of an image */
  /* Filled by the register: */
  struct entry *entry;           /* NULL for media and paths on this site */
  struct view title;             /* for an empty link text, unescaped */
  const struct picture *picture; /* of an image: what is shown in its place; NULL: the file itself */
};

enum body_slot_kind {
  BODY_SLOT_ADDRESS, /* the link's address, without fragment */
  BODY_SLOT_TITLE,   /* the entry's title */
  BODY_SLOT_BEGIN,   /* before a number: the start of a link, if it is one */
  BODY_SLOT_END,     /* behind it */
};

struct body_slot {
  enum body_slot_kind kind;
  uint32_t offset; /* in `html`, where it goes, escaped */
  uint32_t link;   /* index in `links` */
};

struct body_heading {
  int64_t level;      /* 2 to 6 as written in the page: a body's headings start below the page's <h1> */
  struct view anchor; /* the id */
  struct view text;   /* plain */
};

struct body {
  struct view html;          /* only its length when the text is not held, see register/texts.h */
  const struct entry *entry; /* whose it is; filled by the register */
  struct body_slot *slots;   /* by offset, ascending */
  struct body_link *links;
  uint32_t slot_count, link_count;
  struct list headings; /* struct body_heading, for the table of contents */
  /* What search finds it by, see text/search_terms.h. NULL while the text is not held, and of damaged ones:
   * see texts_terms. */
  const uint32_t *terms;
  uint32_t term_count;
  uint64_t terms_hash; /* of those that the cache has */
};

#endif
