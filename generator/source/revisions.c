#include "source/revisions.h"

#include "base/map.h"
#include "base/memory.h"

#include <stdlib.h>
#include <xxhash.h>

enum { LIMIT = 1 << 30 }; /* bytes of an array: places in it have 32 bits */

struct head {
  uint64_t spent;
  unsigned char commit[20], tree[20];
};

/* Places in the text. */
struct cached_text {
  uint32_t begin, length;
};

struct cached_change {
  struct date date;
  struct cached_text author, commit, summary;
};

struct cached_revision {
  uint32_t change;
  unsigned char object[20], before[20];
};

struct cached_gone {
  struct date date;
  struct cached_text path;
  unsigned char object[20];
};

struct cached_file {
  struct cached_text path;
  uint64_t count;
  uint32_t first, kept;
  unsigned char object[20];
};

static bool is_text(const struct history_cache *cache, struct cached_text text) {
  return text.begin <= cache->text.length && text.length <= cache->text.length - text.begin;
}

static struct view text_of(const struct history_cache *cache, struct cached_text text) {
  return (struct view){cache->text.data + text.begin, text.length};
}

static bool is_sound(const struct history_cache *cache) {
  bool sound = true;
  for (size_t i = 0; sound && i < cache->change_count; i++) {
    const struct cached_change *change = &cache->changes[i];
    sound = date_is_sound(change->date) && is_text(cache, change->author) && is_text(cache, change->commit) &&
            is_text(cache, change->summary);
  }
  for (size_t i = 0; sound && i < cache->revision_count; i++)
    sound = cache->revisions[i].change < cache->change_count;
  for (size_t i = 0; sound && i < cache->gone_count; i++)
    sound = date_is_sound(cache->gone[i].date) && is_text(cache, cache->gone[i].path);
  for (size_t i = 0; sound && i < cache->file_count; i++) {
    const struct cached_file *file = &cache->files[i];
    sound = is_text(cache, file->path) && file->first <= cache->revision_count &&
            file->kept <= HISTORY_LIMIT && file->kept <= cache->revision_count - file->first &&
            file->kept <= file->count;
  }
  return sound;
}

/* The elements of an array; false when it is not a whole number of them. */
static bool take_array(struct view array, size_t size, void *items, size_t *count) {
  memcpy(items, &array.data, sizeof array.data);
  *count = array.length / size;
  return array.length % size == 0 && array.length <= LIMIT;
}

bool history_cache_decode(struct history_cache *cache, const struct view arrays[static HISTORY_CACHE_ARRAYS],
                          struct view folder) {
  const struct view *at = arrays;
  struct head head;
  *cache = (struct history_cache){.folder = folder, .text = at[HISTORY_CACHE_TEXT]};
  if (at[HISTORY_CACHE_HEAD].length != sizeof head ||
      !take_array(at[HISTORY_CACHE_DELETED], sizeof *cache->deleted, &cache->deleted,
                  &cache->deleted_count) ||
      !take_array(at[HISTORY_CACHE_FILES], sizeof *cache->files, &cache->files, &cache->file_count) ||
      !take_array(at[HISTORY_CACHE_REVISIONS], sizeof *cache->revisions, &cache->revisions,
                  &cache->revision_count) ||
      !take_array(at[HISTORY_CACHE_GONE], sizeof *cache->gone, &cache->gone, &cache->gone_count) ||
      !take_array(at[HISTORY_CACHE_CHANGES], sizeof *cache->changes, &cache->changes, &cache->change_count))
    return false;
  memcpy(&head, at[HISTORY_CACHE_HEAD].data, sizeof head);
  cache->spent = head.spent;
  memcpy(cache->commit, head.commit, sizeof head.commit);
  memcpy(cache->tree, head.tree, sizeof head.tree);
  return is_sound(cache);
}

struct view history_cache_path(const struct history_cache *cache, size_t index) {
  return text_of(cache, cache->files[index].path);
}

const unsigned char *history_cache_object(const struct history_cache *cache, size_t index) {
  return cache->files[index].object;
}

size_t history_cache_place(const struct history_cache *cache, struct view path) {
  size_t low = 0, high = cache->file_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (view_compare(history_cache_path(cache, middle), path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const struct cached_file *history_cache_find(const struct history_cache *cache, struct view path) {
  size_t at = history_cache_place(cache, path);
  bool is_there = at < cache->file_count && view_equal(history_cache_path(cache, at), path);
  return is_there ? &cache->files[at] : NULL;
}

static struct change change_of(const struct history_cache *cache, const struct cached_revision *revision) {
  const struct cached_change *kept = &cache->changes[revision->change];
  return (struct change){kept->date, text_of(cache, kept->author), text_of(cache, kept->commit),
                         text_of(cache, kept->summary)};
}

static const struct cached_revision *revisions_of(const struct history_cache *cache,
                                                  const struct cached_file *file) {
  return &cache->revisions[file->first];
}

void history_cache_append(const struct cached_file *file, struct file_history *history) {
  uint32_t room = HISTORY_LIMIT - history->kept;
  history->cached = file;
  history->count += file->count;
  history->kept += file->kept < room ? file->kept : room;
}

static struct change cached_last(const struct history_cache *cache, const struct cached_file *file) {
  return change_of(cache, revisions_of(cache, file));
}

static struct date cached_first(const struct history_cache *cache, const struct cached_file *file) {
  return cache->changes[revisions_of(cache, file)[file->kept - 1].change].date;
}

static const struct file_change *cached_changes(const struct history_cache *cache,
                                                const struct file_history *file, struct arena *arena) {
  struct file_change *changes = arena_array(arena, file->kept, sizeof *changes);
  const struct cached_revision *revision = revisions_of(cache, file->cached);
  size_t count = 0;
  for (const struct file_change *at = file->newest; at != NULL; at = at->older)
    changes[count++] = *at;
  for (; count < file->kept; count++, revision++) {
    struct change *change = arena_allocate(arena, sizeof *change);
    *change = change_of(cache, revision);
    changes[count].change = change;
    memcpy(changes[count].object, revision->object, sizeof revision->object);
    memcpy(changes[count].before, revision->before, sizeof revision->before);
  }
  for (size_t i = 0; i + 1 < count; i++)
    changes[i].older = &changes[i + 1];
  return count == 0 ? NULL : changes;
}

static size_t count_newer(const struct file_history *file) {
  size_t count = 0;
  for (const struct file_change *at = file->newest; at != NULL; at = at->older)
    count++;
  return count;
}

static uint64_t cached_digest(const struct history_cache *cache, const struct file_history *file,
                              uint64_t digest) {
  size_t left = file->kept - count_newer(file);
  for (const struct cached_revision *at = revisions_of(cache, file->cached); left > 0; left--, at++) {
    struct view commit = text_of(cache, cache->changes[at->change].commit);
    digest = XXH3_64bits_withSeed(commit.data, commit.length, digest);
  }
  return digest;
}

static int compare_hashes(const void *left, const void *right) {
  const uint64_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

bool history_cache_is_deleted(const struct history_cache *cache, struct view path) {
  uint64_t hash = history_deleted_hash(path);
  if (cache->deleted_count > 0 &&
      bsearch(&hash, cache->deleted, cache->deleted_count, sizeof hash, compare_hashes) != NULL)
    return true;
  /* Where it was a folder there are files below it, though perhaps others between. */
  struct buffer below = {0};
  buffer_add(&below, path);
  buffer_add_byte(&below, '/');
  size_t at = history_cache_place(cache, buffer_view(&below));
  buffer_free(&below);
  if (at < cache->file_count && path_is_below(history_cache_path(cache, at), path)) return true;
  /* And a folder above it may have been a file. */
  for (size_t end = path.length; end > 0; end--)
    if (path.data[end - 1] == '/' && history_cache_find(cache, view_slice(path, 0, end - 1)) != NULL)
      return true;
  return false;
}

static void take_gone(const struct history_cache *cache, const struct source_files *files,
                      struct history *history) {
  struct map known = {0};
  for (size_t i = 0; cache->gone_count > 0 && i < history->gone_count; i++)
    *map_slot(&known, history->gone[i].path) = history;
  for (size_t i = 0; i < cache->gone_count; i++) {
    struct gone_file gone = {.path = text_of(cache, cache->gone[i].path), .date = cache->gone[i].date};
    memcpy(gone.object, cache->gone[i].object, sizeof gone.object);
    if (map_get(&known, gone.path) == NULL && source_files_find(files, gone.path) == NULL)
      history_add_gone(history, gone);
  }
  map_free(&known);
}

bool history_cache_take(const struct history_cache *cache, const struct source_files *files,
                        struct history *history) {
  size_t at = 0;
  for (size_t i = 0; i < cache->deleted_count; i++)
    history_add_deleted(history, cache->deleted[i]);
  for (size_t i = 0; i < files->count; i++) {
    int order = 1;
    while (at < cache->file_count &&
           (order = view_compare(history_cache_path(cache, at), files->items[i].path)) < 0)
      history_add_deleted(history, history_deleted_hash(history_cache_path(cache, at++)));
    struct file_history *file = &history->files[i];
    bool was_there = at < cache->file_count && order == 0;
    if (file->count == 0 && !was_there) return false;
    if (file->count == 0) history_cache_append(&cache->files[at], file);
    at += was_there;
  }
  for (; at < cache->file_count; at++)
    history_add_deleted(history, history_deleted_hash(history_cache_path(cache, at)));
  take_gone(cache, files, history);
  return true;
}

struct encoder {
  const struct history *history;
  struct buffer *arrays;
  size_t change_count;
  struct map known; /* a commit's id in hex -> the place of its change, and one */
  const char *last; /* the id that was looked up last, by where it stands, and its place */
  uint32_t last_place;
};

static struct cached_text add_text(struct encoder *encoder, struct view view) {
  struct buffer *array = &encoder->arrays[HISTORY_CACHE_TEXT];
  struct cached_text text = {(uint32_t)array->length, (uint32_t)view.length};
  buffer_add(array, view);
  return text;
}

static void add(struct encoder *encoder, enum history_cache_array array, const void *item, size_t size) {
  buffer_add(&encoder->arrays[array], (struct view){item, size});
}

static uint32_t place_of(struct encoder *encoder, const struct change *change) {
  if (encoder->last == change->commit.data) return encoder->last_place;
  void **slot = map_slot(&encoder->known, change->commit);
  if (*slot == NULL) {
    struct cached_change kept;
    memset(&kept, 0, sizeof kept);
    kept.date = change->date;
    kept.author = add_text(encoder, change->author);
    kept.commit = add_text(encoder, change->commit);
    kept.summary = add_text(encoder, change->summary);
    add(encoder, HISTORY_CACHE_CHANGES, &kept, sizeof kept);
    *slot = (void *)(uintptr_t)++encoder->change_count;
  }
  encoder->last = change->commit.data;
  encoder->last_place = (uint32_t)((uintptr_t)*slot - 1);
  return encoder->last_place;
}

static void add_revision(struct encoder *encoder, const struct change *change, const unsigned char *object,
                         const unsigned char *before) {
  struct cached_revision revision = {.change = place_of(encoder, change)};
  memcpy(revision.object, object, sizeof revision.object);
  memcpy(revision.before, before, sizeof revision.before);
  add(encoder, HISTORY_CACHE_REVISIONS, &revision, sizeof revision);
}

static void add_file(struct encoder *encoder, const struct source_file *listed,
                     const struct file_history *history) {
  struct cached_file file;
  memset(&file, 0, sizeof file);
  file.path = add_text(encoder, listed->path);
  file.count = history->count;
  file.kept = history->kept;
  file.first = (uint32_t)(encoder->arrays[HISTORY_CACHE_REVISIONS].length / sizeof(struct cached_revision));
  memcpy(file.object, listed->object, sizeof file.object);
  add(encoder, HISTORY_CACHE_FILES, &file, sizeof file);
  uint32_t left = file.kept;
  for (const struct file_change *at = history->newest; at != NULL; at = at->older, left--)
    add_revision(encoder, at->change, at->object, at->before);
  for (uint32_t i = 0; i < left; i++) {
    const struct cached_revision *revision = &revisions_of(encoder->history->cache, history->cached)[i];
    struct change change = change_of(encoder->history->cache, revision);
    add_revision(encoder, &change, revision->object, revision->before);
  }
}

static void add_gone(struct encoder *encoder, const struct gone_file *gone) {
  struct cached_gone kept;
  memset(&kept, 0, sizeof kept);
  kept.date = gone->date;
  kept.path = add_text(encoder, gone->path);
  memcpy(kept.object, gone->object, sizeof kept.object);
  add(encoder, HISTORY_CACHE_GONE, &kept, sizeof kept);
}

/* Ascending, each once. */
static size_t sort_deleted(uint64_t *deleted, size_t count) {
  size_t kept = 0;
  if (count > 1) qsort(deleted, count, sizeof *deleted, compare_hashes);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || deleted[kept - 1] != deleted[i]) deleted[kept++] = deleted[i];
  return kept;
}

bool history_cache_encode(struct buffer arrays[static HISTORY_CACHE_ARRAYS], const unsigned char *commit,
                          const struct source_files *files, const struct history *history) {
  struct encoder encoder = {.history = history, .arrays = arrays};
  struct head head;
  memset(&head, 0, sizeof head);
  head.spent = files->spent;
  memcpy(head.commit, commit, sizeof head.commit);
  memcpy(head.tree, files->tree, sizeof head.tree);
  add(&encoder, HISTORY_CACHE_HEAD, &head, sizeof head);
  add(&encoder, HISTORY_CACHE_DELETED, history->deleted,
      sort_deleted(history->deleted, history->deleted_count) * sizeof *history->deleted);
  for (size_t i = 0; i < history->gone_count; i++)
    add_gone(&encoder, &history->gone[i]);
  bool good = true;
  for (size_t i = 0; i < history->file_count && good; i++) {
    add_file(&encoder, &files->items[i], &history->files[i]);
    for (size_t array = 0; array < HISTORY_CACHE_ARRAYS; array++)
      good = good && arrays[array].length <= LIMIT;
  }
  map_free(&encoder.known);
  return good;
}

void history_add(struct file_history *history, struct file_change *older) {
  if (history->oldest == NULL)
    history->newest = older;
  else
    history->oldest->older = older;
  history->oldest = older;
  history->kept++;
}

uint64_t history_deleted_hash(struct view path) {
  return XXH3_64bits(path.data, path.length);
}

void history_add_deleted(struct history *history, uint64_t hash) {
  history->deleted = memory_grow(history->deleted, history->deleted_count, &history->deleted_capacity,
                                 sizeof *history->deleted);
  history->deleted[history->deleted_count++] = hash;
}

void history_add_gone(struct history *history, struct gone_file gone) {
  history->gone =
      memory_grow(history->gone, history->gone_count, &history->gone_capacity, sizeof *history->gone);
  history->gone[history->gone_count++] = gone;
}

void history_free(struct history *history) {
  free(history->gone);
  free(history->deleted);
  *history = (struct history){0};
}

bool file_revisions_last(const struct history *history, const struct file_history *file,
                         struct change *last) {
  if (!file->is_as_committed || file->kept == 0) return false;
  *last = file->newest != NULL ? *file->newest->change : cached_last(history->cache, file->cached);
  return true;
}

struct date file_revisions_first(const struct history *history, const struct file_history *file) {
  if (file->is_cut || file->kept == 0 || file->kept < file->count) return (struct date){0};
  bool is_cached = file->cached != NULL && file->cached->kept > 0;
  return is_cached ? cached_first(history->cache, file->cached) : file->oldest->change->date;
}

const struct file_change *file_revisions_list(const struct history *history, const struct file_history *file,
                                              struct arena *arena) {
  return file->cached == NULL ? file->newest : cached_changes(history->cache, file, arena);
}

uint64_t file_revisions_digest(const struct history *history, const struct file_history *file) {
  const uint64_t counts[] = {file->count, file->kept};
  uint64_t digest = XXH3_64bits(counts, sizeof counts);
  for (const struct file_change *at = file->newest; at != NULL; at = at->older)
    digest = XXH3_64bits_withSeed(at->change->commit.data, at->change->commit.length, digest);
  return file->cached == NULL ? digest : cached_digest(history->cache, file, digest);
}
