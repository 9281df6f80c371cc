/* What changed in words, for templates: see partial/difference.mustache. */
#ifndef KYKET_SITE_PAGES_DIFFERENCE_H
#define KYKET_SITE_PAGES_DIFFERENCE_H

#include "site/models.h"
#include "text/word_difference.h"

/* For fields named `difference`: lists of pointers to struct difference_part, in the text's order, which
 * together are the text. */

/* What changed from one statement to the other, marked on each side: words. Case, punctuation and the place
 * of a tone mark do not count (text/comparable.h). Of more than 50,000 words, or where more than 4 million
 * steps would be needed, all is marked. */
void difference_of_statements(struct arena *arena, struct view old, struct view new, struct list *old_parts,
                              struct list *new_parts);

/* With nothing marked. */
struct list difference_of_one(struct arena *arena, struct view text);

/* The passages of a text that changed, with a little around them; long passages that did not are left out.
 * Pointers to struct history_passage. Around a change stands the rest of its line and, where it has none, the
 * next one, at most 200 bytes. At most 16 KiB of what changed are shown; `*is_cut` tells that there is more.
 */
struct list history_passages(struct arena *arena, const struct word_difference *difference, bool *is_cut);

#endif
