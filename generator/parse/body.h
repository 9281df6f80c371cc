/* A Markdown body: CommonMark (cmark) with pipe tables, footnotes, heading anchors, figures and the
 * register's own links. Parsing needs nothing but the bytes; what depends on other entries (addresses and
 * titles of link targets, and which documents' symbols are those of entries) is left open as holes in the
 * HTML, filled when a page is written. */
#ifndef KYKET_PARSE_BODY_H
#define KYKET_PARSE_BODY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostics.h"
#include "schema/type.h"

struct address_book;

/* A link to something in the repository. */
struct body_link {
  const char *scheme;   /* that of a kind of entries ("agreement"), or "media"; "site": a path on this site;
                           "number": the symbol of a document that   the text mentions, which is a link only if
                           the register has an entry for it;   NULL: a file in the repository */
  struct view target;   /* the id or file name; of "site" the path, with its first /; of "number" the symbol;
                           of NULL the file's path from the repository's root, "." and ".." resolved */
  struct view fragment; /* with its #, or empty */
  struct mark mark;     /* of the destination in the file; none of a number */
  bool image;           /* the source of an image */
  /* Filled by the register: */
  struct entry *entry; /* NULL for media and paths on this site */
  struct view title;   /* for an empty link text, unescaped */
};

enum body_hole_kind {
  BODY_HOLE_ADDRESS, /* the link's address, without fragment */
  BODY_HOLE_TITLE,   /* the entry's title */
  BODY_HOLE_BEGIN,   /* before a number: the start of a link, if it is one */
  BODY_HOLE_END,     /* behind it */
};

struct body_hole {
  enum body_hole_kind kind;
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
  struct body_hole *holes;   /* by offset, ascending */
  struct body_link *links;
  uint32_t hole_count, link_count;
  struct list headings; /* struct body_heading, for the table of contents */
};

enum body_flags {
  BODY_PLAIN_COMMONMARK = 1, /* the specification's HTML and nothing of ours, dangerous addresses apart */
  BODY_IS_UTF8 = 2,          /* the Markdown is known to be UTF-8, as all that parse_entry gives is */
};

/* Longer bodies are not to be parsed; see parse_entry. */
#define BODY_SIZE_LIMIT ((size_t)1024 * 1024)

/* Parses a body. `file` is its path from the repository's root; `first_line` the line in that file that the
 * body begins on. Warns, and leaves the thing out or shows it as it is written, of: raw HTML ("raw-html"),
 * addresses of other schemes than http, https, mailto, tel and the register's own ("unsafe-link"), footnotes
 * ("unknown-footnote", "unused-footnote", "duplicate-footnote", "footnote-in-link"), images without a text
 * ("image-without-alt"), bytes that are no text ("invalid-character"), nesting past 100 levels ("too-deep").
 * Never NULL; everything lives in the arena. What is needed no longer is left in `scratch`, which may be the
 * same arena. */
struct body *body_parse(struct arena *arena, struct arena *scratch, struct view markdown, struct view file,
                        uint32_t first_line, unsigned flags, struct diagnostics *diagnostics);

/* As body_parse, but the HTML is in the buffer, in the place of what was there, and gone when that changes.
 */
struct body *body_parse_apart(struct arena *arena, struct buffer *html, struct arena *scratch,
                              struct view markdown, struct view file, uint32_t first_line, unsigned flags,
                              struct diagnostics *diagnostics);

/* Writes the body's HTML, `html`, with its holes filled for the website of the address book; nothing when it
 * has no data. A link to an entry without an address (it is not published yet, or is shown on no page)
 * becomes text: an <a> without address. A number that is no such entry's stays as it is. */
void body_write(struct buffer *buffer, const struct body *body, struct view html,
                const struct address_book *addresses);

#endif
