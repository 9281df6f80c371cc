/* Files that hold an entry or data for sure, but under a name that no register has. */
#ifndef KYKET_REGISTER_MISNAMED_H
#define KYKET_REGISTER_MISNAMED_H

#include "base/arena.h"

/* The name that such a file was meant to have, below content/ as `name` is: "data/topics.yaml" of
 * "data/Topics.yml", "pages/a.md" of "pages/a.MD", "agreements/a.md" of "agreement/a.md". Empty where it may
 * be meant as it is. */
struct view misnamed_file(struct arena *arena, struct view name);

#endif
