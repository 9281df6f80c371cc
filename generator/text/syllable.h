/* Vietnamese that was typed without its marks: what may be read, and what nobody would publish so. */
#ifndef KYKET_TEXT_SYLLABLE_H
#define KYKET_TEXT_SYLLABLE_H

#include "base/view.h"

/* Whether a word of ASCII, of any case, is what is left of a Vietnamese syllable without its marks: an
 * initial that there is, vowels that go together, and one of the ends. Words of other languages may be too.
 */
bool syllable_is_bare(struct view word);

/* Whether a text has many words, and all are such syllables, some with sounds that are written so in
 * Vietnamese alone. */
bool text_lacks_marks(struct view text);

#endif
