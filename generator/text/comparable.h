/* Texts made comparable as a reader compares them: what is left of two that say the same word for word is the
 * same bytes. */
#ifndef KYKET_TEXT_COMPARABLE_H
#define KYKET_TEXT_COMPARABLE_H

#include "base/arena.h"

/* The text's words with a blank between two, in lower case and NFC, without punctuation and symbols. Behind a
 * word stands the Vietnamese tone of any of its letters as a byte of COMPARABLE_TONES, and the letter is
 * without it: so it does not matter on which vowel it was written (hoà, hòa: "hoa\1"). All else that makes a
 * letter stays (ă, â, đ, ê, ô, ơ, ư). Always a copy. */
struct view text_comparable(struct arena *arena, struct view text);

/* Cuts the next word off the front of `rest`, with what stands before it; false when there is none. The
 * words' comparable texts, put together, are that of the whole. */
bool comparable_next_word(struct view *rest, struct view *word);

/* Grave, acute, tilde, hook, dot below: \1 to \5. */
enum { COMPARABLE_TONES = 5 };

#endif
