/* An address that stands in a text as it is, without any markup: https://example.vn/a, www.example.vn or
 * office@example.vn. */
#ifndef KYKET_TEXT_WEB_ADDRESS_H
#define KYKET_TEXT_WEB_ADDRESS_H

#include "base/view.h"

struct web_address {
  struct view written; /* in the text; data NULL: there is none */
  const char *scheme;  /* what goes before it in a link: "", "https://" or "mailto:" */
};

/* The first address that begins at `from` or behind it. The full stop, comma or bracket that a sentence puts
 * behind an address is no part of it. */
struct web_address web_address_find(struct view text, size_t from);

#endif
