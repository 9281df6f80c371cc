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

/* The passages of a text that changed, with a little around them; long passages that did not are left out.
 * Pointers to struct history_passage. Around a change stands the rest of its line and, where it has none, the
 * next one, at most 200 bytes. At most 16 KiB of what changed are shown; `*is_cut` tells that there is more.
 */
struct list history_passages(struct arena *arena, const struct word_difference *difference, bool *is_cut);

#endif
