/* What an article says of other agreements beside the one that is signed: which it carries out, which it
 * follows, and which it changes. */
#ifndef KYKET_PARTS_IMPORT_RELATIONS_H
#define KYKET_PARTS_IMPORT_RELATIONS_H

#include "parts/import/signing.h"
#include "register/registry.h"

enum { RELATIONS_LIMIT = 8 };

struct relations {
  const struct entry *implements[RELATIONS_LIMIT], *succeeds[RELATIONS_LIMIT], *amends[RELATIONS_LIMIT];
  size_t implements_count, succeeds_count, amends_count;
};

/* Finds those that the register knows by a number or name that the text gives, or by the same parties and
 * years. Each is doubtful, and marked; of what may be meant of another document there is the mark alone. */
void relations_find(struct relations *relations, const struct registry *registry,
                    const struct mentions *mentions, const struct facts *facts, struct doubts *doubts);

#endif
