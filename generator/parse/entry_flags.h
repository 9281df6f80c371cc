/* What a rule of the register needs to know of an entry's texts before it looks at them: found once, when the
 * file is parsed, so that most texts need not be looked at again. */
#ifndef KYKET_PARSE_ENTRY_FLAGS_H
#define KYKET_PARSE_ENTRY_FLAGS_H

#include "schema/records.h"

/* Bits of enum entry_flag. */
unsigned parse_entry_flags(const struct entry *entry);

/* The first text of the front matter that looks as if it were in an encoding from before Unicode; NULL: none
 * does. */
const struct text *parse_legacy_text(const struct record_type *type, const void *record);

/* The first such place in a body, in bytes; VIEW_NOT_FOUND: none is. */
size_t parse_legacy_place(struct view markdown);

#endif
