/* Signs of other programs that were left in a text: short codes of site generators and of WordPress, BBCode,
 * markup of wikis, of other dialects of Markdown and of mail merges. They are shown as they are typed. */
#ifndef KYKET_PARSE_BODY_FOREIGN_MARKUP_H
#define KYKET_PARSE_BODY_FOREIGN_MARKUP_H

#include "base/buffer.h"
#include "base/view.h"

struct foreign_markup {
  size_t length;           /* of the sign and what it is around; 0: there is none */
  const char *begin, *end; /* what is typed here around the words instead; NULL: nothing of the kind */
  struct view words;
};

/* What begins at `at` of a text. */
struct foreign_markup foreign_markup_at(struct view text, size_t at);

/* Whether it may begin with this byte. */
bool foreign_markup_begins_with(char byte);

#endif
