/* Which texts of one list stand in another too, word for word, in other words, or in part. */
#ifndef KYKET_TEXT_TEXT_MATCHING_H
#define KYKET_TEXT_TEXT_MATCHING_H

#include "base/arena.h"

enum text_likeness { TEXT_UNLIKE, TEXT_RELATED, TEXT_REWORDED, TEXT_EQUAL };

struct text_match {
  size_t old, new; /* places in the lists */
  enum text_likeness likeness;
};

struct text_matches {
  struct text_match *items; /* by the new texts, then by the old ones */
  size_t count;
};

/* Texts as text_comparable writes them (text/comparable.h): so case, punctuation and the place of a tone mark
 * make no difference. */
struct text_list {
  const struct view *items;
  size_t count;
};

/* Finds for each new text its old one. Equal texts come first, in their order, and are in no other pair. Then
 * the most similar of the others are a pair, so that no two texts are more like each other than each is like
 * the one that it was given. Of equally similar pairs the one whose places are nearer to each other comes
 * first, then the one further to the front. What is left over on either side, as of two texts that became one
 * or of one that became two, is related to the text that it is most like, if they are as similar as reworded
 * texts are. The matches live in the arena.
 *
 * How similar two texts are: their terms are their words and each two neighbouring ones, without small words
 * ("và", "của") and what every agreement says ("phối hợp", "thực hiện"). A term weighs the more the fewer
 * texts of both lists have it: log2(1 + texts / those with it). The weight of the terms in common is divided
 * by what it could be, for which the lighter text counts three times and the other one once, so that a short
 * text is found in a long one that says more. From 1/2 on the texts are reworded, from 1/3 on related; others
 * are no pair.
 *
 * Time and memory grow with the product of the counts (4 bytes for each pair) and with the texts: the caller
 * keeps the counts small. Of a text only the first 1,000 words count for similarity. */
struct text_matches text_match(struct arena *arena, struct text_list old, struct text_list new);

/* Of two texts alone. */
enum text_likeness text_likeness(struct view a, struct view b);

#endif
