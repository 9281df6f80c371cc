/* The passages of a text that changed, with a little around them; long passages that did not are left out. */
#ifndef KYKET_SITE_PAGES_HISTORY_PASSAGES_H
#define KYKET_SITE_PAGES_HISTORY_PASSAGES_H

#include "site/models.h"
#include "text/word_difference.h"

/* Pointers to struct history_passage. Around a change stands the rest of its line and, where it has none, the
 * next one, at most 200 bytes. At most 16 KiB of what changed are shown; `*is_cut` tells that there is more.
 */
struct list history_passages(struct arena *arena, const struct word_difference *difference, bool *is_cut);

#endif
