/* "ký" as what people do, beside the other things that they do at a signing. */
#ifndef KYKET_PARTS_IMPORT_SIGNING_DEED_H
#define KYKET_PARTS_IMPORT_SIGNING_DEED_H

#include "parts/import/text_unit.h"

/* Whether the text tells of what people do who are no signers, though it says behind that something is
 * signed: "chứng kiến", "phát biểu". */
bool signing_deed_is_other(struct arena *arena, struct view text);

/* The token of "ký" between two places as what is done, not as the name of the event; 0: none. */
size_t signing_deed_find(const struct text_unit *unit, size_t from, size_t to);

/* "Ký quy chế có ông A và bà B": "ký" stands at the front of the sentence, which begins at `begin`, and leads
 * to those whom it names, the first at `first`. */
bool signing_deed_leads(struct arena *arena, const struct text_unit *unit, size_t begin, size_t first);

#endif
