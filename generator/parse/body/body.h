/* A Markdown body: CommonMark (cmark) with pipe tables, footnotes, heading anchors, figures and the
 * register's own links. Parsing needs nothing but the bytes; what depends on other entries (addresses and
 * titles of link targets, and which documents' symbols are those of entries) is left open as slots in the
 * HTML, filled when a page is written. */
#ifndef KYKET_PARSE_BODY_BODY_H
#define KYKET_PARSE_BODY_BODY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostics.h"
#include "schema/body.h"

struct address_book;

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

/* Which of the links to web sites are noted among a body's links. */
struct body_web {
  struct view home;   /* those that lead to this address or below it, as paths on this site; empty: none */
  bool keeps_foreign; /* the others too, with the scheme "web" */
};

/* As body_parse, but the HTML is in the buffer, in the place of what was there, and gone when that changes;
 * and links to web sites are noted. */
struct body *body_parse_apart(struct arena *arena, struct buffer *html, struct arena *scratch,
                              struct view markdown, struct view file, uint32_t first_line, unsigned flags,
                              const struct body_web *web, struct diagnostics *diagnostics);

/* Writes the body's HTML, `html`, with its slots filled for the website of the address book; nothing when it
 * has no data. A link to an entry without an address (it is not published yet, or is shown on no page)
 * becomes text: an <a> without address. A number that is no such entry's stays as it is. */
void body_write(struct buffer *buffer, const struct body *body, struct view html,
                const struct address_book *addresses);

#endif
