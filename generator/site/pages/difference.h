/* What changed in words, for templates: see partial/difference.mustache. */
#ifndef KYKET_SITE_PAGES_DIFFERENCE_H
#define KYKET_SITE_PAGES_DIFFERENCE_H

#include "site/models.h"
#include "text/word_difference.h"

/* Which text is shown: one with its own changes marked, or both in one. */
enum difference_side { DIFFERENCE_OLD, DIFFERENCE_NEW, DIFFERENCE_BOTH };

/* For a field named `difference`: a list of pointers to struct difference_part, in the text's order, which
 * together are the text. White space around marked words is a part of its own that is not marked. */
struct list difference_parts(struct arena *arena, const struct word_difference *difference,
                             enum difference_side side);

#endif
