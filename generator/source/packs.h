/* Blobs of git's packs by libdeflate, which takes less than half of zlib's time, straight into an arena. Only
 * what a pack holds as a whole: differences to other objects, and whatever is not as it should be, are left
 * to libgit2, which also says what is wrong. All threads share one set of packs, of which few files are open
 * at a time. */
#ifndef KYKET_SOURCE_PACKS_H
#define KYKET_SOURCE_PACKS_H

#include "base/arena.h"

/* The packs as one thread reads them. */
struct packs;

/* The packs of a repository as they are now; NULL when there are none. Release with packs_close. */
struct packs *packs_open(const char *common_folder);
/* The same packs for another thread; NULL of NULL. Release with packs_close, in any order. */
struct packs *packs_open_again(const struct packs *packs);
void packs_close(struct packs *packs);

/* The bytes of the object (its id has 20) with a NUL behind them, if it is a blob of at most `limit` bytes.
 * False when it isn't here, can't be read here, or another thread reads from these packs. */
bool packs_read_blob(struct packs *packs, const unsigned char *object, size_t limit, struct arena *arena,
                     struct view *bytes);

/* The first bytes of the blob, at most `size` of them: how many there are. SIZE_MAX as packs_read_blob is
 * false.
 */
size_t packs_read_beginning(struct packs *packs, const unsigned char *object, char *bytes, size_t size);

/* Whether one of the packs has the object, readable or not; false of NULL. */
bool packs_hold(const struct packs *packs, const unsigned char *object);

/* Whether a pack could not be opened because too many files were open; false of NULL. */
bool packs_ran_out_of_files(const struct packs *packs);

#endif
