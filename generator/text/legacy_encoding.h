/* Vietnamese in an encoding from before Unicode (TCVN3, VNI) that was read as Latin-1. */
#ifndef KYKET_TEXT_LEGACY_ENCODING_H
#define KYKET_TEXT_LEGACY_ENCODING_H

#include "base/view.h"

/* Whether a line of text looks so: two words or more, and at least every fourth, have what no Vietnamese and
 * few words of any language have, or half of them are no syllables of Vietnamese that have the form of one;
 * in a text of two or three words one is enough. Or letters were lost, see below. `*where` is then the first
 * of them, in bytes. */
bool text_is_legacy(struct view line, size_t *where);

/* Whether letters were lost on the way to a narrower encoding: U+FFFD, or question marks in words ("Ch??ng
 * tr?nh"). */
bool text_has_lost_letters(struct view line, size_t *where);

#endif
