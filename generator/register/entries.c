#include "register/entries.h"

#include "base/memory.h"
#include "base/threads.h"
#include "parse/body.h"
#include "parse/entry.h"
#include "parse/entry_image.h"
#include "parse/traits.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <xxhash.h>

enum { RUN = 16 };

/* What a thread has, and keeps until the registry goes. */
struct entries_worker {
  struct arena arena, scratch;
  struct buffer key, image;
  struct source_share source;
  struct store_reading *reading;
};

struct entries {
  const struct registry_options *options;
  struct source *source;
  struct store *store;
  bool keeps;         /* images are made of what was parsed */
  atomic_size_t held; /* bytes of bodies */
  size_t held_limit;  /* those past it are parsed again when a page shows them */
  struct entry_file *files;
  size_t count, worker_count;
  struct entries_worker *workers;
};

/* Where the image is kept: the parser is told the path, so it counts as well as the bytes. */
static struct view key_of(struct buffer *key, const struct source_file *file) {
  buffer_clear(key);
  buffer_add(key, file->path);
  buffer_add(key, (struct view){(const char *)file->object, sizeof file->object});
  return buffer_view(key);
}

static struct diagnostics *keep_found(struct diagnostics *found) {
  if (found->count == 0) return NULL;
  struct diagnostics *kept = memory_allocate(1, sizeof *kept);
  *kept = *found;
  return kept;
}

static bool take_image(struct entries_worker *worker, struct entry_file *item) {
  struct view image;
  if (worker->reading == NULL || !source_file_has_object(item->file) ||
      !store_get(worker->reading, key_of(&worker->key, item->file), &image))
    return false;
  struct diagnostics found = {0};
  item->entry = entry_image_read(&worker->arena, image, item->file->path, &found);
  if (item->entry != NULL && item->entry->type == item->type) {
    item->found = keep_found(&found);
    return true;
  }
  diagnostics_free(&found);
  item->entry = NULL;
  return false;
}

/* The image of the entry as it is before the register changes anything. */
static void make_image(struct entries_worker *worker, struct entry_file *item,
                       const struct diagnostics *found) {
  if (entry_image_write(&worker->image, item->entry, found))
    item->image = arena_copy(&worker->arena, buffer_view(&worker->image));
}

enum { HELD_DEFAULT = 64 * 1024 * 1024 };

static void parse_body(struct entries *entries, struct entries_worker *worker, struct entry *entry,
                       const struct source_file *file, struct diagnostics *found) {
  size_t length = entry->markdown.length;
  bool holds = !source_file_has_object(file) ||
               atomic_fetch_add_explicit(&entries->held, length, memory_order_relaxed) < entries->held_limit;
  entry->body = body_parse(&worker->arena, &worker->scratch, entry->markdown, file->path, entry->body_line,
                           BODY_IS_UTF8 | (holds ? 0 : BODY_WITHOUT_HTML), found);
  entry->body->entry = entry;
  entry->contents = entry->body->headings;
}

/* What the file says goes to the arena; its bytes are needed only while it is parsed. */
static void parse(struct entries *entries, size_t number, struct entry_file *item) {
  struct entries_worker *worker = &entries->workers[number];
  struct diagnostics found = {0};
  struct view text;
  struct source *source = source_share_take(&worker->source, entries->source, number == 0);
  if (source_read_text(source, item->file, &worker->scratch, &text, &found)) {
    struct entry *entry = parse_entry(&worker->arena, item->type, item->file->path, text, &found);
    if (view_trim(entry->markdown).length > 0) parse_body(entries, worker, entry, item->file, &found);
    entry->traits = parse_traits(entry);
    entry->markdown =
        entry->traits == 0 ? (struct view){NULL, 0} : arena_copy(&worker->arena, entry->markdown);
    if (!source_file_has_object(item->file)) entry->digest = XXH3_64bits(text.data, text.length);
    item->entry = entry;
    if (entries->keeps && source_file_has_object(item->file)) make_image(worker, item, &found);
  }
  item->found = keep_found(&found);
  arena_reset(&worker->scratch);
}

static void read_run(void *context, size_t number, size_t begin, size_t end) {
  struct entries *entries = context;
  for (size_t i = begin; i < end; i++) {
    struct entry_file *item = &entries->files[i];
    if (!take_image(&entries->workers[number], item)) parse(entries, number, item);
    if (item->entry == NULL) continue;
    entry_prepare(item->entry, entries->options);
    if (source_file_has_object(item->file))
      item->entry->digest = XXH3_64bits(item->file->object, sizeof item->file->object);
  }
}

void entries_read(struct registry *registry, struct source *source, struct entry_file *files, size_t count) {
  struct entries *entries = memory_allocate(1, sizeof *entries);
  size_t workers = threads_count(registry->options.threads), useful = (count + RUN - 1) / RUN;
  if (workers > useful) workers = useful + (useful == 0);
  *entries =
      (struct entries){.options = &registry->options,
                       .source = source,
                       .store = registry->options.store,
                       .keeps = registry->options.keep,
                       .held_limit = registry->options.held == 0 ? HELD_DEFAULT : registry->options.held,
                       .files = files,
                       .count = count,
                       .worker_count = workers,
                       .workers = memory_allocate(workers, sizeof(struct entries_worker))};
  registry->kept = entries;
  for (size_t i = 0; i < workers && entries->store != NULL; i++)
    entries->workers[i].reading = store_begin_reading(entries->store);
  threads_do(workers, count, RUN, read_run, entries);
  for (size_t i = 0; i < workers; i++) {
    source_share_close(&entries->workers[i].source);
    arena_free(&entries->workers[i].scratch);
  }
}

static bool put(struct store_batch *batch, const struct entry_file *item, struct buffer *key) {
  struct view place = key_of(key, item->file);
  return place.length > STORE_KEY_LIMIT || store_put(batch, place, item->image);
}

/* Whether a file of this registry has it. */
static bool is_of_now(struct view key, void *context) {
  const struct source_files *files = context;
  if (key.length <= SOURCE_OBJECT_BYTES) return false;
  struct view path = view_slice(key, 0, key.length - SOURCE_OBJECT_BYTES);
  const struct source_file *file = source_files_find(files, path);
  return file != NULL &&
         memcmp(file->object, key.data + key.length - SOURCE_OBJECT_BYTES, SOURCE_OBJECT_BYTES) == 0;
}

/* How many keys too many make the store worth sweeping. */
enum { SPARE_KEYS = 20000 };

void registry_keep(struct registry *registry, struct store *store) {
  struct entries *entries = registry->kept;
  if (entries == NULL || store == NULL) return;
  size_t fresh = 0;
  for (size_t i = 0; i < entries->count; i++)
    fresh += entries->files[i].image.data != NULL;
  const char *reason;
  struct store_batch *batch = fresh == 0 ? NULL : store_begin_batch(store, &reason);
  if (batch == NULL) return;
  struct buffer key = {0};
  bool good = true;
  for (size_t i = 0; i < entries->count && good; i++)
    if (entries->files[i].image.data != NULL) good = put(batch, &entries->files[i], &key);
  if (good && store_count(store) > 2 * entries->count + SPARE_KEYS)
    good = store_sweep(batch, is_of_now, &registry->files);
  /* Without it the next build parses again. */
  if (good)
    store_commit(batch, &reason);
  else
    store_abandon(batch);
  buffer_free(&key);
}

void entries_free(struct entries *entries) {
  if (entries == NULL) return;
  for (size_t i = 0; i < entries->worker_count; i++) {
    struct entries_worker *worker = &entries->workers[i];
    if (worker->reading != NULL) store_end_reading(worker->reading);
    source_share_close(&worker->source);
    buffer_free(&worker->key);
    buffer_free(&worker->image);
    arena_free(&worker->scratch);
    arena_free(&worker->arena);
  }
  for (size_t i = 0; i < entries->count; i++) {
    if (entries->files[i].found == NULL) continue;
    diagnostics_free(entries->files[i].found);
    free(entries->files[i].found);
  }
  free(entries->files);
  free(entries->workers);
  free(entries);
}
