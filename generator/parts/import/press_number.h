/* The numbers of documents as the press writes them, with blanks at their dashes: "số 45 /CTPH - CAT -
 * HLHPN". */
#ifndef KYKET_PARTS_IMPORT_PRESS_NUMBER_H
#define KYKET_PARTS_IMPORT_PRESS_NUMBER_H

#include "base/arena.h"

/* The text without blanks at its dashes and slashes, and with - for longer dashes. */
struct view press_number_join(struct arena *arena, struct view text);

/* The next number in the text at `*at` or behind it, without blanks; `*at` is where it begins and `*end`
 * where it ends. Data NULL: there is none. */
struct view press_number_next(struct arena *arena, struct view text, size_t *at, size_t *end);

#endif
