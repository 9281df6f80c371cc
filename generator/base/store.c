#include "base/store.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/store_files.h"

#include <lmdb.h>
#include <stdlib.h>

struct store {
  struct store_files files;
  struct view stamp;
  MDB_env *environment;
  MDB_dbi table;
  size_t count;
  bool was_empty; /* when it was opened: its readings look at no page */
  bool written;   /* its batch */
};

/* Both are the library's transactions; the store is looked up in them. */
struct store_reading {
  MDB_txn *transaction;
  MDB_dbi table;
};

struct store_batch {
  struct store *store;
  MDB_txn *transaction; /* NULL after a failure between two portions */
  size_t bytes;         /* put since the last portion was written */
  bool has_portions;    /* some are written */
  bool failed;
};

/* The library keeps what a transaction changes in memory until the commit. A store that was empty is filled
 * in portions: no reading can miss the pages that the next portion takes, and a batch that is not finished
 * leaves no state, so that it is dropped as a whole. */
enum { PORTION_BYTES = 16 << 20, PAGE_BYTES = 4096 };

/* Addresses, not memory: how much the file can grow to. Less where the process may not have so many. */
static const size_t map_sizes[] = {(size_t)64 << 30, (size_t)8 << 30, (size_t)1 << 30, (size_t)128 << 20};
enum { MAP_SIZES = sizeof map_sizes / sizeof *map_sizes };

static bool open_environment(struct store *store, size_t map_size) {
  const unsigned flags = MDB_NOSUBDIR | MDB_NOSYNC | MDB_NOLOCK | MDB_NOTLS;
  if (mdb_env_create(&store->environment) != 0) return false;
  if (mdb_env_set_mapsize(store->environment, map_size) == 0 &&
      mdb_env_open(store->environment, store->files.data_path, flags, 0666) == 0)
    return true;
  mdb_env_close(store->environment);
  store->environment = NULL;
  return false;
}

static bool open_data(struct store *store) {
  for (size_t i = 0; i < MAP_SIZES; i++)
    if (open_environment(store, map_sizes[i])) break;
  if (store->environment == NULL) return false;
  MDB_txn *transaction;
  MDB_stat status;
  if (mdb_txn_begin(store->environment, NULL, MDB_RDONLY, &transaction) != 0) return false;
  bool good = mdb_dbi_open(transaction, NULL, 0, &store->table) == 0 &&
              mdb_stat(transaction, store->table, &status) == 0;
  if (good) store->count = status.ms_entries;
  store->was_empty = store->count == 0;
  /* A handle of the first table is there without a commit. */
  mdb_txn_abort(transaction);
  return good;
}

static void close_data(struct store *store) {
  if (store->environment != NULL) mdb_env_close(store->environment);
  store->environment = NULL;
}

/* Under the exclusive lock, which becomes shared. */
static bool make_data(struct store *store, const char **reason) {
  store_files_drop(&store->files);
  *reason = "its file can't be made or mapped";
  if (!open_data(store)) {
    close_data(store);
    store_files_drop(&store->files);
    return false;
  }
  *reason = "its state can't be written";
  return store_files_record(&store->files, store->stamp) && store_files_share(&store->files);
}

static bool open_or_make(struct store *store, const char **reason) {
  if (!store_files_open(&store->files, reason)) return false;
  if (store_files_are_as_recorded(&store->files, store->stamp)) {
    if (open_data(store)) return true;
    close_data(store);
  }
  *reason = "another program needs what is in it";
  if (!store_files_take(&store->files)) return false;
  /* Another may have made it meanwhile. */
  if (store_files_are_as_recorded(&store->files, store->stamp) && open_data(store))
    return store_files_share(&store->files);
  close_data(store);
  return make_data(store, reason);
}

struct store *store_open(const char *folder, struct view stamp, const char **reason) {
  struct store *store = memory_allocate(1, sizeof *store);
  char *copy = memory_allocate(stamp.length + 1, 1);
  if (stamp.length > 0) memcpy(copy, stamp.data, stamp.length);
  store->stamp = (struct view){copy, stamp.length};
  store_files_name(&store->files, folder);
  if (open_or_make(store, reason)) return store;
  store_close(store);
  return NULL;
}

void store_close(struct store *store) {
  if (store == NULL) return;
  close_data(store);
  store_files_close(&store->files);
  free((char *)store->stamp.data);
  free(store);
}

size_t store_count(const struct store *store) {
  return store->count;
}

size_t store_bytes(const struct store *store) {
  return store_files_data_bytes(&store->files);
}

struct store_reading *store_begin_reading(struct store *store) {
  MDB_txn *transaction;
  if (mdb_txn_begin(store->environment, NULL, MDB_RDONLY, &transaction) != 0) return NULL;
  struct store_reading *reading = memory_allocate(1, sizeof *reading);
  *reading = (struct store_reading){transaction, store->table};
  return reading;
}

void store_end_reading(struct store_reading *reading) {
  if (reading == NULL) return;
  mdb_txn_abort(reading->transaction);
  free(reading);
}

static MDB_val value_of(struct view view) {
  return (MDB_val){.mv_size = view.length, .mv_data = (void *)view.data};
}

static bool is_key(struct view key) {
  return key.length > 0 && key.length <= STORE_KEY_LIMIT;
}

bool store_get(struct store_reading *reading, struct view key, struct view *value) {
  MDB_val name = value_of(key), found;
  if (!is_key(key) || mdb_get(reading->transaction, reading->table, &name, &found) != 0) return false;
  *value = (struct view){found.mv_data, found.mv_size};
  return true;
}

struct store_batch *store_begin_batch(struct store *store, const char **reason) {
  MDB_txn *transaction;
  *reason = "it was written already";
  if (store->written) return NULL;
  *reason = "another program has it open";
  if (!store_files_take(&store->files)) return NULL;
  *reason = "its file can't be written";
  if (mdb_txn_begin(store->environment, NULL, 0, &transaction) != 0) {
    store_files_share(&store->files);
    return NULL;
  }
  struct store_batch *batch = memory_allocate(1, sizeof *batch);
  *batch = (struct store_batch){.store = store, .transaction = transaction};
  return batch;
}

static void write_portion(struct store_batch *batch) {
  batch->bytes = 0;
  batch->has_portions = true;
  batch->failed = mdb_txn_commit(batch->transaction) != 0;
  batch->transaction = NULL;
  if (!batch->failed)
    batch->failed = mdb_txn_begin(batch->store->environment, NULL, 0, &batch->transaction) != 0;
}

bool store_put(struct store_batch *batch, struct view key, struct view value) {
  MDB_val name = value_of(key), content = value_of(value);
  if (!is_key(key) || batch->failed ||
      mdb_put(batch->transaction, batch->store->table, &name, &content, 0) != 0)
    batch->failed = true;
  batch->bytes += key.length + value.length + (value.length < PAGE_BYTES / 2 ? 0 : PAGE_BYTES / 2);
  if (!batch->failed && batch->store->was_empty && batch->bytes > PORTION_BYTES) write_portion(batch);
  return !batch->failed;
}

bool store_remove(struct store_batch *batch, struct view key) {
  MDB_val name = value_of(key);
  if (!is_key(key)) return !batch->failed;
  if (!batch->failed) {
    int result = mdb_del(batch->transaction, batch->store->table, &name, NULL);
    batch->failed = result != 0 && result != MDB_NOTFOUND;
  }
  return !batch->failed;
}

bool store_sweep(struct store_batch *batch, bool (*is_kept)(struct view key, void *context), void *context) {
  MDB_cursor *cursor;
  if (batch->failed || mdb_cursor_open(batch->transaction, batch->store->table, &cursor) != 0) {
    batch->failed = true;
    return false;
  }
  MDB_val key, value;
  int result = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  while (result == 0) {
    if (!is_kept((struct view){key.mv_data, key.mv_size}, context)) {
      result = mdb_cursor_del(cursor, 0);
      if (result != 0) break;
    }
    result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
  }
  mdb_cursor_close(cursor);
  if (result != MDB_NOTFOUND) batch->failed = true;
  return !batch->failed;
}

/* Whether the store is good, and recorded as such; else it is dropped. The lock is shared again. */
static bool end_batch(struct store_batch *batch, bool good) {
  struct store *store = batch->store;
  good = good && store_files_record(&store->files, store->stamp);
  if (!good) {
    store_files_drop(&store->files);
    store->written = true;
  }
  store_files_share(&store->files);
  free(batch);
  return good;
}

bool store_commit(struct store_batch *batch, const char **reason) {
  struct store *store = batch->store;
  MDB_stat status = {0};
  bool good = !batch->failed && mdb_stat(batch->transaction, store->table, &status) == 0;
  if (good)
    good = mdb_txn_commit(batch->transaction) == 0;
  else
    mdb_txn_abort(batch->transaction);
  if (good) store->count = status.ms_entries;
  store->written = true;
  good = end_batch(batch, good);
  *reason = good ? NULL : "it could not be written (is the disk full?)";
  return good;
}

void store_abandon(struct store_batch *batch) {
  mdb_txn_abort(batch->transaction);
  /* Pages that were spilled to the file changed its times, not what it holds. */
  end_batch(batch, !batch->has_portions);
}
