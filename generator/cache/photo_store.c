#include "cache/photo_store.h"

#include "base/files.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The arrays of the index. */
enum { INDEX_SIGNS, INDEX_PACKS, INDEX_FOLDER };

/* A file of this sign has the bytes of that id. By the sign. */
struct sign_row {
  unsigned char sign[PHOTO_ID_BYTES], id[PHOTO_ID_BYTES];
};

/* By the id. */
struct pack_row {
  unsigned char id[PHOTO_ID_BYTES];
  uint32_t unused_since; /* a day; 0: it is used */
  struct photo_pack pack;
};

/* How the folder was left. */
struct folder_state {
  uint64_t device, inode;
  int64_t seconds, nanoseconds;
};

/* Not the program's own identity: another version of it makes the same of a photo, unless the recipe is
 * another. */
static uint64_t index_identity(void) {
  return UINT64_C(0x6b796b6574000000) + PHOTO_RECIPE;
}

static struct folder_state state_of(int folder) {
  struct stat status;
  if (folder < 0 || fstat(folder, &status) != 0) return (struct folder_state){0};
  return (struct folder_state){status.st_dev, status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

static void open_index(struct photo_store *store) {
  size_t count;
  store->has_index = cache_file_open(&store->index, store->cache, CACHE_PHOTOS, 0, index_identity());
  if (store->has_index && (!cache_file_count(&store->index, INDEX_SIGNS, sizeof(struct sign_row), &count) ||
                           !cache_file_count(&store->index, INDEX_PACKS, sizeof(struct pack_row), &count) ||
                           store->index.arrays[INDEX_FOLDER].length != sizeof(struct folder_state))) {
    cache_file_close(&store->index);
    store->has_index = false;
  }
  struct folder_state now = state_of(store->folder);
  store->is_as_it_was = store->has_index && now.inode != 0 &&
                        memcmp(store->index.arrays[INDEX_FOLDER].data, &now, sizeof now) == 0;
}

static void close_index(struct photo_store *store) {
  if (store->has_index) cache_file_close(&store->index);
  store->has_index = false;
}

static int open_folder(const struct cache *cache) {
  char *path = cache_path(cache, CACHE_PHOTO_PACKS, 0);
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  free(path);
  return folder;
}

void photo_store_open(struct photo_store *store, const struct cache *cache) {
  *store = (struct photo_store){.cache = cache, .folder = open_folder(cache)};
  open_index(store);
}

void photo_store_close(struct photo_store *store) {
  close_index(store);
  if (store->folder >= 0) close(store->folder);
  store->folder = -1;
}

bool photo_store_make_folder(struct photo_store *store) {
  if (store->folder >= 0) return true;
  char *path = cache_path(store->cache, CACHE_PHOTO_PACKS, 0);
  bool good = cache_make_folders(path) && (mkdir(path, 0777) == 0 || errno == EEXIST);
  free(path);
  if (good) store->folder = open_folder(store->cache);
  return store->folder >= 0;
}

/* Both kinds of rows begin with what they are found by. */
static int compare_rows(const void *left, const void *right) {
  return memcmp(left, right, PHOTO_ID_BYTES);
}

static const void *find_row(const struct photo_store *store, size_t array, size_t size,
                            const unsigned char *key) {
  if (!store->has_index) return NULL;
  struct view rows = store->index.arrays[array];
  return rows.length == 0 ? NULL : bsearch(key, rows.data, rows.length / size, size, compare_rows);
}

bool photo_store_identify(const struct photo_store *store, const unsigned char *sign, unsigned char *id) {
  const struct sign_row *row = find_row(store, INDEX_SIGNS, sizeof *row, sign);
  if (row != NULL) memcpy(id, row->id, PHOTO_ID_BYTES);
  return row != NULL;
}

static void write_name(char name[static 64], const unsigned char *id) {
  for (size_t i = 0; i < PHOTO_ID_BYTES; i++)
    (void)snprintf(name + 2 * i, 3, "%02x", id[i]);
}

static int open_pack(const struct photo_store *store, const unsigned char *id) {
  char name[64];
  if (store->folder < 0) return -1;
  write_name(name, id);
  return openat(store->folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

bool photo_store_find(const struct photo_store *store, const unsigned char *id, struct photo_pack *pack) {
  const struct pack_row *row = find_row(store, INDEX_PACKS, sizeof *row, id);
  if (row != NULL && store->is_as_it_was) {
    *pack = row->pack;
    return true;
  }
  int file = open_pack(store, id);
  if (file < 0) return false;
  bool good = photo_pack_read(file, pack);
  close(file);
  return good;
}

bool photo_store_read(const struct photo_store *store, const unsigned char *id,
                      const struct photo_rendition *rendition, struct buffer *bytes) {
  int file = open_pack(store, id);
  if (file < 0) return false;
  buffer_clear(bytes);
  buffer_reserve(bytes, rendition->length);
  bool good = file_read_at(file, rendition->offset, bytes->data, rendition->length);
  close(file);
  bytes->length = good ? rendition->length : 0;
  return good && photo_rendition_is(rendition, buffer_view(bytes));
}

bool photo_draft_open(const struct photo_store *store, struct photo_draft *draft, size_t thread) {
  (void)snprintf(draft->name, sizeof draft->name, "new-%d-%zu", (int)getpid(), thread);
  unlinkat(store->folder, draft->name, 0);
  draft->file = openat(store->folder, draft->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  return draft->file >= 0;
}

void photo_draft_drop(const struct photo_store *store, struct photo_draft *draft) {
  if (draft->file < 0) return;
  close(draft->file);
  unlinkat(store->folder, draft->name, 0);
  draft->file = -1;
}

bool photo_draft_commit(const struct photo_store *store, struct photo_draft *draft, const unsigned char *id) {
  char name[64];
  write_name(name, id);
  bool good = cache_sync_data(store->cache, draft->file) &&
              renameat(store->folder, draft->name, store->folder, name) == 0;
  int fault = errno;
  if (good) close(draft->file);
  if (good) draft->file = -1;
  photo_draft_drop(store, draft);
  errno = fault;
  return good;
}

/* The rows of the index that is being made. */
struct renewal {
  struct sign_row *signs;
  struct pack_row *packs;
  size_t sign_count, pack_count;
  bool is_new; /* something differs from the index that is there */
};

static bool is_used(const struct renewal *renewal, size_t used, const unsigned char *id) {
  return used > 0 && bsearch(id, renewal->packs, used, sizeof *renewal->packs, compare_rows) != NULL;
}

static void take_uses(struct renewal *renewal, const struct photo_store *store, const struct photo_use *uses,
                      size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct pack_row *pack = find_row(store, INDEX_PACKS, sizeof *pack, uses[i].id);
    const struct sign_row *sign = find_row(store, INDEX_SIGNS, sizeof *sign, uses[i].sign);
    bool has_sign = memcmp(uses[i].sign, uses[i].id, PHOTO_ID_BYTES) != 0;
    if (pack == NULL || pack->unused_since != 0 ||
        memcmp(&pack->pack, &uses[i].pack, sizeof pack->pack) != 0 ||
        (has_sign && (sign == NULL || memcmp(sign->id, uses[i].id, PHOTO_ID_BYTES) != 0)))
      renewal->is_new = true;
    struct pack_row *row = &renewal->packs[renewal->pack_count++];
    memcpy(row->id, uses[i].id, PHOTO_ID_BYTES);
    row->unused_since = 0;
    row->pack = uses[i].pack;
    if (!has_sign) continue;
    struct sign_row *own = &renewal->signs[renewal->sign_count++];
    memcpy(own->sign, uses[i].sign, PHOTO_ID_BYTES);
    memcpy(own->id, uses[i].id, PHOTO_ID_BYTES);
  }
}

/* Several files may have the same bytes. */
static size_t sort_rows(void *rows, size_t count, size_t size) {
  char *at = rows;
  size_t kept = 0;
  if (count > 0) qsort(rows, count, size, compare_rows);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || compare_rows(at + (kept - 1) * size, at + i * size) != 0)
      memmove(at + kept++ * size, at + i * size, size);
  return kept;
}

/* What other builds used stays for a time. */
static void take_unused(struct renewal *renewal, const struct photo_store *store, uint32_t day) {
  if (!store->has_index) return;
  struct view rows = store->index.arrays[INDEX_PACKS];
  size_t used = renewal->pack_count;
  for (size_t i = 0; i < rows.length / sizeof(struct pack_row); i++) {
    struct pack_row row = ((const struct pack_row *)(const void *)rows.data)[i];
    if (is_used(renewal, used, row.id)) continue;
    if (row.unused_since == 0) renewal->is_new = true;
    if (row.unused_since == 0) row.unused_since = day;
    if (day > row.unused_since + PHOTO_UNUSED_DAYS)
      renewal->is_new = true;
    else
      renewal->packs[renewal->pack_count++] = row;
  }
}

static bool is_kept(const struct renewal *renewal, const char *name) {
  size_t low = 0, high = renewal->pack_count;
  char own[64];
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    write_name(own, renewal->packs[middle].id);
    int order = strcmp(own, name);
    if (order == 0) return true;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

/* What another build has just made is not in the index yet. */
enum { YOUNG_SECONDS = 60 * 60 };

static void remove_others(const struct photo_store *store, const struct renewal *renewal) {
  int again = openat(store->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *folder = again < 0 ? NULL : fdopendir(again);
  if (folder == NULL && again >= 0) close(again);
  if (folder == NULL) return;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  for (const struct dirent *item; (item = readdir(folder)) != NULL;) {
    struct stat status;
    if (item->d_name[0] == '.' || is_kept(renewal, item->d_name)) continue;
    if (fstatat(store->folder, item->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode) &&
        status.st_mtim.tv_sec + YOUNG_SECONDS < now.tv_sec)
      unlinkat(store->folder, item->d_name, 0);
  }
  closedir(folder);
}

static void write_index(const struct photo_store *store, const struct renewal *renewal) {
  struct folder_state state = state_of(store->folder);
  struct cache_writer writer = {0};
  cache_writer_open(&writer, store->cache, CACHE_PHOTOS, 0, index_identity());
  cache_writer_add(&writer, INDEX_SIGNS, renewal->signs, renewal->sign_count * sizeof *renewal->signs);
  cache_writer_add(&writer, INDEX_PACKS, renewal->packs, renewal->pack_count * sizeof *renewal->packs);
  cache_writer_add(&writer, INDEX_FOLDER, &state, sizeof state);
  cache_writer_commit(&writer, NULL);
  cache_writer_close(&writer);
}

static void renew(struct photo_store *store, const struct photo_use *uses, size_t count, uint32_t day) {
  size_t before = store->has_index ? store->index.arrays[INDEX_PACKS].length / sizeof(struct pack_row) : 0;
  struct renewal renewal = {.signs = memory_allocate(count + 1, sizeof(struct sign_row)),
                            .packs = memory_allocate(count + before + 1, sizeof(struct pack_row))};
  renewal.is_new = !store->has_index || !store->is_as_it_was;
  take_uses(&renewal, store, uses, count);
  renewal.sign_count = sort_rows(renewal.signs, renewal.sign_count, sizeof *renewal.signs);
  renewal.pack_count = sort_rows(renewal.packs, renewal.pack_count, sizeof *renewal.packs);
  take_unused(&renewal, store, day);
  renewal.pack_count = sort_rows(renewal.packs, renewal.pack_count, sizeof *renewal.packs);
  if (renewal.is_new) remove_others(store, &renewal);
  if (renewal.is_new) write_index(store, &renewal);
  free(renewal.signs);
  free(renewal.packs);
}

void photo_store_save(struct photo_store *store, const struct photo_use *uses, size_t count, uint32_t day) {
  if (store->folder < 0) return;
  while (flock(store->folder, LOCK_EX) != 0 && errno == EINTR) {
  }
  close_index(store);
  open_index(store);
  renew(store, uses, count, day);
  flock(store->folder, LOCK_UN);
}
