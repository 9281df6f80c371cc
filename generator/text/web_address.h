/* An address that stands in a text as it is, without any markup: https://example.vn/a, www.example.vn or
 * office@example.vn. */
#ifndef KYKET_TEXT_WEB_ADDRESS_H
#define KYKET_TEXT_WEB_ADDRESS_H

#include "base/buffer.h"

struct web_address {
  struct view written; /* in the text; data NULL: there is none */
  const char *scheme;  /* what goes before it in a link: "", "https://" or "mailto:" */
};

/* The first address that begins at `from` or behind it. The full stop, comma or bracket that a sentence puts
 * behind an address is no part of it. */
struct web_address web_address_find(struct view text, size_t from);

/* Writes the address of a site that was meant by one whose beginning is mistyped, as htps://a.vn/b,
 * http:/a.vn, https//:a.vn, https:\\a.vn, or left out, as a.vn/b. False where none is known, and where
 * nothing is wrong with the beginning. */
bool web_address_meant(struct buffer *buffer, struct view written);

#endif
