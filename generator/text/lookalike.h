/* Letters that look like Latin ones and are others, so that no search finds the word: of the Cyrillic or
 * Greek alphabet in a word of Latin letters, Ð for Đ, those of full width, and ligatures that a PDF has in
 * place of letters. */
#ifndef KYKET_TEXT_LOOKALIKE_H
#define KYKET_TEXT_LOOKALIKE_H

#include "text/garbled.h"

/* The first word from `at` on with such a letter, and how it is meant. One pass that stops at few bytes. */
bool text_find_lookalike(struct view text, size_t at, struct arena *arena, struct garbled *found);

#endif
