/* What changed in words between two texts. */
#ifndef KYKET_TEXT_WORD_DIFFERENCE_H
#define KYKET_TEXT_WORD_DIFFERENCE_H

#include "base/arena.h"

enum difference_kind { DIFFERENCE_SAME, DIFFERENCE_REMOVED, DIFFERENCE_ADDED };

struct difference_piece {
  enum difference_kind kind;
  struct view text; /* a slice: of the old text, or of the new when added; never empty */
};

struct word_difference {
  struct difference_piece *items;
  size_t count;
  size_t same, removed, added; /* words */
};

/* Texts are compared byte by byte in pieces of text/word.h, so that diacritics count; any bytes are safe.
 * What is same and removed is the old text exactly, what is same and added the new. Two neighbours are never
 * of one kind, and what is removed stands before what is added in its place. What lies between two changes on
 * one line and has no word, or hardly any beside theirs, is part of the change, so that it reads well.
 *
 * The shortest difference by words is looked for in at most 4 million steps, of texts of up to 50,000 words,
 * marks and spaces each beside the lines that they begin and end with alike; else by lines and then by words
 * in the lines that changed, as long as 8 million steps suffice; what is left is removed and added as a
 * whole. */
void word_difference(struct arena *arena, struct view old, struct view new,
                     struct word_difference *difference);

#endif
