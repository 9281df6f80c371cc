/* Inlines that CommonMark leaves as they are typed, or out, although it is clear what was meant:
 *
 *   `**Điều 1.**Phạm vi`, `**Kính gửi: **`   bold, where a sign or a blank keeps CommonMark from seeing it
 *   `~~…~~`                                  struck out
 *   <b> <i> <sub> <sup> <s> <br> <a href>    what they mean; other tags that only dress a text go, it stays
 *
 * All is done on cmark's tree, so nothing in code is touched and what is made is well-formed. */
#ifndef KYKET_PARSE_BODY_INLINES_H
#define KYKET_PARSE_BODY_INLINES_H

#include "parse/body/job.h"

/* Mends the inlines of a tree whose tables are made. A CMARK_NODE_CUSTOM_INLINE has the name of an element
 * of HTML ("del", "sub", "sup") as its user data. */
void body_inlines_mend(struct body_job *job, cmark_node *document);

#endif
