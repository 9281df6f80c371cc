/* A store of keys and values on disk that other runs of the program find again: a cache (LMDB). Both are
 * bytes; keys have 1 to 511 of them. What the store holds may be lost at any time and is never wrong.
 *
 * What is promised, and how:
 *
 * - Opened is only a file that is as it was left. LMDB trusts its file, and a truncated or changed one can
 * crash it. So after each batch a small file beside it ("state") records what the file system says of the
 * data (inode, size, times of last change in nanoseconds), the stamp, and the kernel's boot id. Unless all of
 *   them are the same at the next opening, the data are dropped before LMDB sees them: after a truncation, a
 *   change by anybody else, a copy from elsewhere, a batch that was killed. That costs no reading. It does
 * not see a medium that returns other bytes than were written, nor a change within one tick of the clock
 * (some milliseconds) after the batch, nor, as with each file in memory, a truncation while it is open.
 * - No fsync. A process that is killed leaves what it wrote in the kernel's memory, in order. A machine that
 *   crashes may lose any part of it, so the data of another boot are dropped: the first build after a start
 * of the machine makes them anew.
 * - Nobody waits for long, and nothing changes under a reader. A lock of the kernel's on the file "lock" (it
 *   ends with the process) is shared by all who have the store open, and exclusive while a batch is written.
 *   LMDB's own file of locks in shared memory, which a crash can leave unusable, is not used. Opening waits
 * at most STORE_WAIT milliseconds for a batch of another's; a batch as long for others to close. Who is not
 * served goes on without.
 * - The files grow as needed and never shrink: space of what was removed is used again, see store_sweep.
 *
 * A struct store may be used by several threads to read, each with a reading of its own; all else by one. */
#ifndef KYKET_BASE_STORE_H
#define KYKET_BASE_STORE_H

#include "base/view.h"

struct store;
struct store_reading;
struct store_batch;

enum { STORE_KEY_LIMIT = 511, STORE_WAIT = 50 };

/* Opens the store in a folder, which is made when it is missing (not its parents). What is there is dropped
 * unless it has the same stamp: all that the meaning of values depends on, such as versions. NULL when there
 * can be no store now, with `*reason` in a few words (a constant): no rights, no space, another program
 * that writes it, or needs it with another stamp, a file system without what is needed. */
struct store *store_open(const char *folder, struct view stamp, const char **reason);

/* How many keys there are, and how long the files are. */
size_t store_count(const struct store *store);
size_t store_bytes(const struct store *store);

/* What was in the store when it was opened (with what its batch has added, if that was before). Cheap. NULL
 * when there is no memory. Begin readings before the batch. One thread at a time may use a reading; many
 * readings may be open. End all of them before the store is closed. */
struct store_reading *store_begin_reading(struct store *store);

/* The value, as a view of the file in memory: valid until the reading ends, whatever is written meanwhile,
 * and not to be written to. False when there is none. The pages of a long value (of more than 2,000 bytes)
 * are not touched. An empty value's data may be anything but NULL. */
bool store_get(struct store_reading *reading, struct view key, struct view *value);

void store_end_reading(struct store_reading *reading);

/* Begins to write; readings go on seeing what they saw. NULL when it can't be now (`*reason`): others have
 * the store open, or this opening has had its one batch. */
struct store_batch *store_begin_batch(struct store *store, const char **reason);

/* False when it can't be (a key too long, no space). Then nothing of the batch will be written. */
bool store_put(struct store_batch *batch, struct view key, struct view value);
/* As store_put; true when there is no such key. */
bool store_remove(struct store_batch *batch, struct view key);

/* Removes all keys that `is_kept` does not want. Looks at each key, so call it
 * when there are many more keys than a build needs (twice as many, say): then the files stay within a few
 * times what is needed. */
bool store_sweep(struct store_batch *batch, bool (*is_kept)(struct view key, void *context), void *context);

/* Writes the batch, all or nothing, and ends it. False (`*reason`) when nothing was written; then the store
 * is dropped, which also gives space back to a full disk. */
bool store_commit(struct store_batch *batch, const char **reason);
/* Ends the batch; nothing is written. */
void store_abandon(struct store_batch *batch);

/* NULL is fine. No reading and no batch may be open. */
void store_close(struct store *store);

#endif
