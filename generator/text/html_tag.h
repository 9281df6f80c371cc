/* A tag of HTML in a text. */
#ifndef KYKET_TEXT_HTML_TAG_H
#define KYKET_TEXT_HTML_TAG_H

#include "base/buffer.h"

enum { HTML_NAME_LIMIT = 16 }; /* longer names are cut */

struct html_tag {
  char name[HTML_NAME_LIMIT]; /* in lower case; "o:p" with its prefix, as Word has it */
  bool closing;               /* </b> */
  struct view attributes;     /* what is behind the name */
  size_t length;              /* of the whole tag */
};

/* Reads the tag at the front of the text; false when there is none. No further than to the next <. */
bool html_tag_read(struct view text, struct html_tag *tag);

bool html_tag_is(const struct html_tag *tag, const char *name);

/* The value of an attribute as it is written, without its quotes, a part of `attributes`; data NULL: there
 * is none. */
struct view html_tag_value(const struct html_tag *tag, const char *attribute);

/* Appends a value with the entities of HTML's own signs (&amp; &lt; &gt; &quot; &#39;) resolved. */
void html_add_unescaped(struct buffer *buffer, struct view value);

#endif
