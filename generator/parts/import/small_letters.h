/* A title in capital letters, in small ones. */
#ifndef KYKET_PARTS_IMPORT_SMALL_LETTERS_H
#define KYKET_PARTS_IMPORT_SMALL_LETTERS_H

#include "parts/import/text_unit.h"

/* Whether there are capital letters and no small ones. */
bool small_letters_are_missing(struct view text);

/* The title, whose letters are all capital, with those that the sentences of the text have: a word that is
 * never small there is a name's, as are the words of an office that the register knows, or the text names.
 * `unit` is what is named in it: views of the same text. */
struct view small_letters_of(struct arena *arena, struct view title, const struct text_unit *unit,
                             const struct view *lines, size_t count);

#endif
