/* The order of names in Vietnamese (or another language), by ICU's collation rules. */
#ifndef KYKET_TEXT_COLLATION_H
#define KYKET_TEXT_COLLATION_H

#include "base/arena.h"
#include "base/view.h"

struct collation;

/* NULL when ICU has no data for it; `language` is a BCP 47 tag such as "vi". Release with collation_close. */
struct collation *collation_open(const char *language);
void collation_close(struct collation *collation);

/* Bytes whose view_compare order is the order of the texts; digits in it count as numbers. */
struct view collation_key(const struct collation *collation, struct arena *arena, struct view text);

/* The same for a person's name: by given name (the last word) first, as Vietnamese lists are, then by
 * family and middle names. */
struct view collation_name_key(const struct collation *collation, struct arena *arena, struct view name);

#endif
