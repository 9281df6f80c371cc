#include "base/store.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/store_files.h"

#include <lmdb.h>
#include <stdlib.h>

/* Two files: values that a page of the library's tree holds, and longer ones, which have pages of their own.
 * Apart because a page that is read maps its neighbours too: those who read only short values see to it that
 * few pages of memory are used. A key is in one of them. */
enum table { SHORT, LONG, TABLES };
enum { SHORT_BYTES = 1900 };

struct tables {
  MDB_txn *transactions[TABLES];
  const MDB_dbi *handles;
};

struct store {
  struct store_files files;
  struct view stamp;
  MDB_env *environments[TABLES];
  MDB_dbi handles[TABLES];
  size_t count;
  bool was_empty; /* when it was opened: its readings look at no page */
  bool written;   /* its batch */
};

/* A cursor finds a key near the one before without a search from the root. */
struct store_reading {
  struct tables tables;
  MDB_cursor *cursors[TABLES];
};

struct store_batch {
  struct store *store;
  struct tables tables;
  size_t bytes;      /* put since the last portion was written */
  bool has_portions; /* some are written */
  bool failed;
};

/* The library keeps what a transaction changes in memory until the commit. A store that was empty is filled
 * in portions: no reading can miss the pages that the next portion takes, and a batch that is not finished
 * leaves no state, so that it is dropped as a whole. */
enum { PORTION_BYTES = 4 << 20, PAGE_BYTES = 4096 };

/* Addresses, not memory: how much a file can grow to. Less where the process may not have so many. */
static const size_t map_sizes[] = {(size_t)64 << 30, (size_t)8 << 30, (size_t)1 << 30, (size_t)128 << 20};
enum { MAP_SIZES = sizeof map_sizes / sizeof *map_sizes };

static MDB_env *open_sized(const char *path, size_t map_size) {
  const unsigned flags = MDB_NOSUBDIR | MDB_NOSYNC | MDB_NOLOCK | MDB_NOTLS;
  MDB_env *environment;
  if (mdb_env_create(&environment) != 0) return NULL;
  if (mdb_env_set_mapsize(environment, map_size) == 0 && mdb_env_open(environment, path, flags, 0666) == 0)
    return environment;
  mdb_env_close(environment);
  return NULL;
}

static MDB_env *open_environment(const char *path) {
  MDB_env *environment = NULL;
  for (size_t i = 0; i < MAP_SIZES && environment == NULL; i++)
    environment = open_sized(path, map_sizes[i]);
  return environment;
}

static void abort_tables(struct tables *tables) {
  for (size_t table = 0; table < TABLES; table++)
    mdb_txn_abort(tables->transactions[table]);
}

static bool begin_tables(struct tables *tables, const struct store *store, unsigned flags) {
  *tables = (struct tables){.handles = store->handles};
  for (size_t table = 0; table < TABLES; table++)
    if (mdb_txn_begin(store->environments[table], NULL, flags, &tables->transactions[table]) != 0) {
      tables->transactions[table] = NULL;
      abort_tables(tables);
      *tables = (struct tables){.handles = store->handles};
      return false;
    }
  return true;
}

static bool commit_tables(struct tables *tables) {
  bool good = true;
  for (size_t table = 0; table < TABLES; table++) {
    if (good)
      good = mdb_txn_commit(tables->transactions[table]) == 0;
    else
      mdb_txn_abort(tables->transactions[table]);
    tables->transactions[table] = NULL;
  }
  return good;
}

static bool count_keys(const struct tables *tables, size_t *count) {
  *count = 0;
  for (size_t table = 0; table < TABLES; table++) {
    MDB_stat status;
    if (mdb_stat(tables->transactions[table], tables->handles[table], &status) != 0) return false;
    *count += status.ms_entries;
  }
  return true;
}

static void close_data(struct store *store) {
  for (size_t table = 0; table < TABLES; table++) {
    if (store->environments[table] != NULL) mdb_env_close(store->environments[table]);
    store->environments[table] = NULL;
  }
}

/* The handle of a file's first table is there without a commit. */
static bool open_tables(struct store *store) {
  struct tables tables;
  if (!begin_tables(&tables, store, MDB_RDONLY)) return false;
  bool good = true;
  for (size_t table = 0; table < TABLES && good; table++)
    good = mdb_dbi_open(tables.transactions[table], NULL, 0, &store->handles[table]) == 0;
  good = good && count_keys(&tables, &store->count);
  store->was_empty = store->count == 0;
  abort_tables(&tables);
  return good;
}

static bool open_data(struct store *store) {
  bool good = true;
  for (size_t table = 0; table < TABLES && good; table++) {
    store->environments[table] = open_environment(store->files.data_paths[table]);
    good = store->environments[table] != NULL;
  }
  if (good && open_tables(store)) return true;
  close_data(store);
  return false;
}

/* Under the exclusive lock, which becomes shared. */
static bool make_data(struct store *store, const char **reason) {
  store_files_drop(&store->files);
  *reason = "its files can't be made or mapped";
  if (!open_data(store)) {
    store_files_drop(&store->files);
    return false;
  }
  *reason = "its state can't be written";
  return store_files_record(&store->files, store->stamp) && store_files_share(&store->files);
}

static bool open_or_make(struct store *store, const char **reason) {
  if (!store_files_open(&store->files, reason)) return false;
  if (store_files_are_as_recorded(&store->files, store->stamp) && open_data(store)) return true;
  *reason = "another program needs what is in it";
  if (!store_files_take(&store->files)) return false;
  /* Another may have made it meanwhile. */
  if (store_files_are_as_recorded(&store->files, store->stamp) && open_data(store))
    return store_files_share(&store->files);
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
  struct store_reading *reading = memory_allocate(1, sizeof *reading);
  bool good = begin_tables(&reading->tables, store, MDB_RDONLY);
  for (size_t table = 0; table < TABLES && good; table++)
    good = mdb_cursor_open(reading->tables.transactions[table], store->handles[table],
                           &reading->cursors[table]) == 0;
  if (good) return reading;
  store_end_reading(reading);
  return NULL;
}

void store_end_reading(struct store_reading *reading) {
  if (reading == NULL) return;
  for (size_t table = 0; table < TABLES; table++)
    if (reading->cursors[table] != NULL) mdb_cursor_close(reading->cursors[table]);
  abort_tables(&reading->tables);
  free(reading);
}

static MDB_val value_of(struct view view) {
  return (MDB_val){.mv_size = view.length, .mv_data = (void *)view.data};
}

static bool is_key(struct view key) {
  return key.length > 0 && key.length <= STORE_KEY_LIMIT;
}

bool store_get(struct store_reading *reading, struct view key, struct view *value) {
  if (!is_key(key)) return false;
  for (size_t table = 0; table < TABLES; table++) {
    MDB_val name = value_of(key), found;
    if (mdb_cursor_get(reading->cursors[table], &name, &found, MDB_SET_KEY) != 0) continue;
    *value = (struct view){found.mv_data, found.mv_size};
    return true;
  }
  return false;
}

struct store_batch *store_begin_batch(struct store *store, const char **reason) {
  *reason = "it was written already";
  if (store->written) return NULL;
  *reason = "another program has it open";
  if (!store_files_take(&store->files)) return NULL;
  struct store_batch *batch = memory_allocate(1, sizeof *batch);
  batch->store = store;
  if (begin_tables(&batch->tables, store, 0)) return batch;
  *reason = "its files can't be written";
  store_files_share(&store->files);
  free(batch);
  return NULL;
}

static void write_portion(struct store_batch *batch) {
  batch->bytes = 0;
  batch->has_portions = true;
  batch->failed = !commit_tables(&batch->tables) || !begin_tables(&batch->tables, batch->store, 0);
}

static bool remove_from(struct tables *tables, enum table table, struct view key) {
  MDB_val name = value_of(key);
  int result = mdb_del(tables->transactions[table], tables->handles[table], &name, NULL);
  return result == 0 || result == MDB_NOTFOUND;
}

bool store_put(struct store_batch *batch, struct view key, struct view value) {
  struct tables *tables = &batch->tables;
  enum table table = key.length + value.length <= SHORT_BYTES ? SHORT : LONG;
  MDB_val name = value_of(key), content = value_of(value);
  batch->failed = batch->failed || !is_key(key) || !remove_from(tables, table == SHORT ? LONG : SHORT, key) ||
                  mdb_put(tables->transactions[table], tables->handles[table], &name, &content, 0) != 0;
  batch->bytes += key.length + value.length + (table == LONG ? PAGE_BYTES / 2 : 0);
  if (!batch->failed && batch->store->was_empty && batch->bytes > PORTION_BYTES) write_portion(batch);
  return !batch->failed;
}

bool store_remove(struct store_batch *batch, struct view key) {
  for (size_t table = 0; table < TABLES; table++)
    batch->failed = batch->failed || (is_key(key) && !remove_from(&batch->tables, table, key));
  return !batch->failed;
}

static bool sweep_table(struct tables *tables, enum table table,
                        bool (*is_kept)(struct view key, void *context), void *context) {
  MDB_cursor *cursor;
  if (mdb_cursor_open(tables->transactions[table], tables->handles[table], &cursor) != 0) return false;
  MDB_val key, value;
  int result = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  while (result == 0) {
    if (!is_kept((struct view){key.mv_data, key.mv_size}, context)) result = mdb_cursor_del(cursor, 0);
    if (result == 0) result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
  }
  mdb_cursor_close(cursor);
  return result == MDB_NOTFOUND;
}

bool store_sweep(struct store_batch *batch, bool (*is_kept)(struct view key, void *context), void *context) {
  for (size_t table = 0; table < TABLES; table++)
    batch->failed = batch->failed || !sweep_table(&batch->tables, table, is_kept, context);
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
  size_t count = 0;
  bool good = !batch->failed && count_keys(&batch->tables, &count);
  if (good)
    good = commit_tables(&batch->tables);
  else
    abort_tables(&batch->tables);
  if (good) store->count = count;
  store->written = true;
  good = end_batch(batch, good);
  *reason = good ? NULL : "it could not be written (is the disk full?)";
  return good;
}

void store_abandon(struct store_batch *batch) {
  abort_tables(&batch->tables);
  /* Pages that were spilled to a file changed its times, not what it holds. */
  end_batch(batch, !batch->has_portions);
}
