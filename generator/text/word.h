/* A text cut into words, marks and white space. */
#ifndef KYKET_TEXT_WORD_H
#define KYKET_TEXT_WORD_H

#include "base/view.h"

enum word_kind { WORD_SPACE, WORD_MARK, WORD_WORD };

/* Cuts the next piece off the front of `rest`; false when nothing is left. The pieces together are the text,
 * whatever bytes it holds:
 * - a run of white space (ASCII's and U+00A0);
 * - a mark: a punctuation mark or symbol of ASCII, or one of U+2010 to U+205E;
 * - a word: a run of all else. A sole . , / - : ' between two of its characters belongs to it (31/12/2020,
 *   20.000, 4286-CTPH/BLĐTBXH). */
bool word_next(struct view *rest, struct view *piece, enum word_kind *kind);

/* How many words the text has. */
size_t word_count(struct view text);

#endif
