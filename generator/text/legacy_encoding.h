/* Vietnamese in an encoding from before Unicode (TCVN3, VNI) that was read as Latin-1. */
#ifndef KYKET_TEXT_LEGACY_ENCODING_H
#define KYKET_TEXT_LEGACY_ENCODING_H

#include "base/view.h"

/* Whether a line of text looks so: two words or more, and at least every fourth, have what no Vietnamese and
 * few words of any language have. `*where` is then the first of them, in bytes. */
bool text_is_legacy(struct view line, size_t *where);

#endif
