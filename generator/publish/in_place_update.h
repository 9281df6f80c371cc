/* The output folder, changed in place: the files that differ are made in a folder beside it, then each is put
 * in its place by a rename, new ones before those that link to them (publish/new_files.h), and what is gone
 * is removed last. All of that stands in a journal first, so the next build finishes what a kill interrupted.
 */
#ifndef KYKET_PUBLISH_IN_PLACE_UPDATE_H
#define KYKET_PUBLISH_IN_PLACE_UPDATE_H

#include "publish/new_files.h"
#include "publish/output.h"
#include "source/source.h"

struct in_place_update;

/* Begins to change what is published. The output must stay until in_place_update_close. NULL with a
 * diagnostic of the output. */
struct in_place_update *in_place_update_open(struct output *output);

/* Makes a file that is to be put at `name`; of all that are made the `number` is another. Thread-safe. False
 * with a diagnostic. */
bool in_place_update_write(struct in_place_update *update, size_t number, struct view name,
                           struct view bytes);
bool in_place_update_copy(struct in_place_update *update, size_t number, struct view name,
                          struct source *source, const struct source_file *file);

/* Whether the file that was made is the same as the published one at `name`. */
bool in_place_update_is_same(struct in_place_update *update, size_t number, struct view name);

/* Whether there is a file or a folder at that place of the site. */
bool in_place_update_has(const struct in_place_update *update, struct view name);

/* A file for a place of the site where nothing is yet. They come in the order of their paths, and are put
 * before all else. */
void in_place_update_put_new(struct in_place_update *update, const struct new_file *file);

/* What is to be done then, in this order. */
void in_place_update_put(struct in_place_update *update, size_t number, struct view name);
void in_place_update_remove(struct in_place_update *update, struct view name);

/* Removes what stands where a file or a folder is to be put: before the first of those. A folder goes when it
 * is empty. */
void in_place_update_clear(struct in_place_update *update, struct view name);

/* Does it; the site, whose addresses begin as `base` says, then has this id. False with a diagnostic: before
 * the first step the site is as it was, after it the next build goes on. */
bool in_place_update_commit(struct in_place_update *update, const struct new_files_base *base, uint64_t id);

void in_place_update_close(struct in_place_update *update);

/* Finishes what a killed build had begun, and clears away the rest: first of all, once the output is open.
 * False with a diagnostic. */
bool in_place_update_recover(struct output *output);

#endif
