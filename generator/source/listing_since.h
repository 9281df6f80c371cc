/* The list of a revision's files from the list at an earlier commit: only folders are read that are not the
 * same in both. */
#ifndef KYKET_SOURCE_LISTING_SINCE_H
#define KYKET_SOURCE_LISTING_SINCE_H

#include "source/history_cache.h"
#include "source/source.h"

/* Lists what source_list lists, where that would tell nothing. False when that is not sure: then source_list
 * has to. The paths live as long as the past, the rest in the arena. */
bool source_list_since(struct source *source, const struct history_past *past, struct arena *arena,
                       struct source_files *files);

#endif
