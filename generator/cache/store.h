/* The store: values by name on disk, for another run of the program. Each has a version (the id of what it
 * was made of), so that a name whose version has changed has no value.
 *
 * Two files of the cache. `entries.values` is only ever written behind its end; `entries.index`, which is
 * replaced as a whole, says where in it what is. The values have a random number that the index names, so an
 * index of other values is none; and they are on the disk before an index names them. Of two programs that
 * write at once one is kept: whoever has the lock of the values writes behind their end. Nobody waits.
 *
 * The index has a checksum. Values have none: whoever reads one sees to it that damage is noticed. */
#ifndef KYKET_CACHE_STORE_H
#define KYKET_CACHE_STORE_H

#include "cache/cache.h"

enum { STORE_VERSION_BYTES = 20 };

struct store;

/* Where a value is. */
struct store_place {
  uint64_t offset;
  uint32_t length; /* 0: nowhere */
};

/* NULL: there is none, or none that depends on what `depends` stands for, or it is damaged. May be read by
 * several threads. */
struct store *store_open(const struct cache *cache, uint64_t depends);
void store_close(struct store *store);

/* Follows names that are asked for in their order (view_compare). Zero-initialise to start. */
struct store_cursor {
  size_t record, name;
};

/* Where the name's value of that version is; false: nowhere. */
bool store_find(const struct store *store, struct store_cursor *cursor, struct view name,
                const unsigned char *version, struct store_place *place);

/* What was looked at of a large store gives its memory back for now. */
void store_evict(const struct store *store);

/* A view of the file in memory, aligned for any type; valid until the store is closed. */
struct view store_value(const struct store *store, struct store_place place);

/* Writes what the next run finds. */
struct store_writer;

/* `old`: the store that was found, whose values can be kept; it must outlive the writer. NULL: none, and new
 * values are begun, which have no name before the commit where the file system can do without. Up to
 * `threads` threads may add values, each with a number of its own. Failures are reported by the commit. */
struct store_writer *store_write(const struct cache *cache, const struct store *old, uint64_t depends,
                                 size_t threads);

/* The place is filled in by the commit at the latest, until when it must stay where it is. */
void store_add(struct store_writer *writer, size_t thread, struct view value, struct store_place *place);

struct store_item {
  struct view name;
  const unsigned char *version;
  const struct store_place *place; /* of a value that was found or added; none: left out */
};

/* Makes these, in the order of their names, the store. Frees the writer. False with the reason in a few words
 * (a constant): what was there before stays. */
bool store_commit(struct store_writer *writer, const struct store_item *items, size_t count,
                  const char **reason);
void store_abandon(struct store_writer *writer);

#endif
