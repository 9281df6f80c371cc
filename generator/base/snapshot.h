/* A cache: values by name on disk, for another run of the program. Each has a version (the id of what it was
 * made of), so that a name whose version has changed has no value.
 *
 * Two files. PATH.values is only ever written behind its end; PATH.index tells where in it what is, and is
 * replaced as a whole by a rename. So
 *
 * - what is killed, or runs out of space, leaves the snapshot of before, or none;
 * - what is open goes on to be read as it was, whatever others write;
 * - of two that write at the same time one is kept: behind the end writes who has the lock, and a new file of
 *   values, which has a number of its own, makes an index of another no snapshot.
 *
 * The index has a hash. Values have none: whoever reads one sees to it that damage is noticed. Nobody waits,
 * nothing is synced to the disk. As with each file in memory, to cut off a file that is open is fatal. */
#ifndef KYKET_BASE_SNAPSHOT_H
#define KYKET_BASE_SNAPSHOT_H

#include "base/view.h"

enum { SNAPSHOT_VERSION_BYTES = 20 };

struct snapshot;

/* Where a value is. */
struct snapshot_place {
  uint64_t offset;
  uint32_t length; /* 0: nowhere */
};

/* NULL: there is none, or none with that stamp (all that the meaning of values depends on), or it is damaged.
 * May be read by several threads. */
struct snapshot *snapshot_open(const char *path, struct view stamp);
void snapshot_close(struct snapshot *snapshot);

size_t snapshot_count(const struct snapshot *snapshot);

/* Goes along with names that are asked for in their order (view_compare). Zero-initialise to start. */
struct snapshot_cursor {
  size_t record, name;
};

/* Where the name's value of that version is; false: nowhere. */
bool snapshot_find(const struct snapshot *snapshot, struct snapshot_cursor *cursor, struct view name,
                   const unsigned char *version, struct snapshot_place *place);

/* What was looked at of a large snapshot needs no memory for now. */
void snapshot_let_go(const struct snapshot *snapshot);

/* A view of the file in memory, aligned for any type; valid until the snapshot is closed. */
struct view snapshot_value(const struct snapshot *snapshot, struct snapshot_place place);

/* Writes what the next run finds. */
struct snapshot_writer;

/* `old`: the snapshot that was found, whose values can be kept; it must outlive the writer. NULL: none, and a
 * new one is begun, which has no name before the commit where the file system can do without. So many threads
 * may add values, each with a number of its own. A failure is told by the commit. */
struct snapshot_writer *snapshot_write(const char *path, const struct snapshot *old, struct view stamp,
                                       size_t threads);

/* The place is told at the latest by the commit, until when it must stay where it is. */
void snapshot_add(struct snapshot_writer *writer, size_t thread, struct view value,
                  struct snapshot_place *place);

struct snapshot_item {
  struct view name;
  const unsigned char *version;
  const struct snapshot_place *place; /* of a value that was found or added; none: left out */
};

/* Makes these, in the order of their names, the snapshot. The writer is gone. False with the reason in a few
 * words (a constant): what was there before stays. */
bool snapshot_commit(struct snapshot_writer *writer, const struct snapshot_item *items, size_t count,
                     const char **reason);
void snapshot_abandon(struct snapshot_writer *writer);

#endif
