/* What a value of a field looks like, as a regular expression of JSON Schema (ECMA-262) for the text that is
 * written: for those who check values where the program does not run. */
#ifndef KYKET_FORMATS_FIELD_PATTERN_H
#define KYKET_FORMATS_FIELD_PATTERN_H

#include "schema/type.h"

/* Of an entry's id. */
extern const char id_pattern[];

/* NULL: any text will do, or it is no single text. */
const char *field_pattern(const struct field *field);

#endif
