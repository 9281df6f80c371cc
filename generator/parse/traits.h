/* What a rule of the register needs to know of an entry's texts before it looks at them: found once, when the
 * file is parsed, so that most texts need not be looked at again. */
#ifndef KYKET_PARSE_TRAITS_H
#define KYKET_PARSE_TRAITS_H

#include "schema/records.h"

/* Bits of enum entry_trait. */
unsigned parse_traits(const struct entry *entry);

#endif
