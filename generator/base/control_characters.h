/* Characters that no page, feed or data file may hold: XML forbids most of them, HTML calls the others
 * errors, and a terminal obeys some. They are U+0000 to U+001F but tab, line feed and carriage return, U+007F
 * to U+009F, U+FDD0 to U+FDEF, U+FFFE and U+FFFF. Directional controls (U+202A to U+202E, U+2066 to U+2069)
 * are none of them: right-to-left texts need them. The parsers, messages and pages share this one set. */
#ifndef KYKET_BASE_CONTROL_CHARACTERS_H
#define KYKET_BASE_CONTROL_CHARACTERS_H

#include "base/view.h"

/* The offset, from `from` on, of the first such character of a text; the text's length when there is
 * none. */
size_t text_find_control(struct view text, size_t from);

/* The bytes of the control character that the text begins with; 0 when it begins with another. */
size_t text_control_length(struct view text);

/* Whether the number is that of a control character. */
bool text_is_control(uint32_t character);

#endif
