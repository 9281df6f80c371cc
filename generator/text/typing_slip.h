/* Slips of typing that make a word of Vietnamese certainly wrong: one of the small words that bind a sentence
 * twice ("của của"), two words in one ("vàphát", "ký.Chương"), what was
 * typed for an input method that was off ("trinhf", "thuowng", "Vie65t"), and letters for digits ("2O26"). */
#ifndef KYKET_TEXT_TYPING_SLIP_H
#define KYKET_TEXT_TYPING_SLIP_H

#include "base/arena.h"
#include "base/message.h"

/* The first of them; `*where` is what was typed, in the text. The message points into the text and the arena.
 * False: there is none. */
bool typing_slip_find(struct view text, struct arena *arena, struct view *where, struct message *message);

/* The digit that a letter of its look stands for; another byte as it is. */
char typing_slip_digit(char byte);

#endif
