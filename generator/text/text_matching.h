/* Which texts of one list stand in another too, word for word or in other words. */
#ifndef KYKET_TEXT_TEXT_MATCHING_H
#define KYKET_TEXT_TEXT_MATCHING_H

#include "base/arena.h"

#define TEXT_UNMATCHED SIZE_MAX

struct text_match {
  size_t old;    /* index of the old text, or TEXT_UNMATCHED */
  bool is_equal; /* but for case, white space and the punctuation at the end */
};

struct text_list {
  const struct view *items;
  size_t count;
};

/* Finds for each new text its old one and writes it to `matches`, which has the room; each old text is given
 * once at the most. Equal texts come first, in their order. Then the most similar of the others are a pair,
 * as long as two share at least half of their words: twice the words in common by the words of both, repeated
 * words counted, case left out of it, diacritics not. Of equally similar pairs the one whose places are
 * nearer to each other comes first, then the one further to the front.
 *
 * Time and memory grow with the product of the counts: the caller keeps them small. Of a text only the first
 * 1,000 words count for similarity. */
void text_match(struct text_list old, struct text_list new, struct text_match *matches);

#endif
