#include "publish/publish_website.h"

#include "base/memory.h"
#include "base/threads.h"
#include "parse/entry_image.h"
#include "publish/past.h"
#include "publish/publication.h"
#include "publish/replacement.h"
#include "register/texts.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

/* Neighbours share folders, so a run stays with one thread. */
enum { RUN = 32 };

/* One file of the website on its way. */
struct task {
  const struct website_file *file;
  const struct manifest_file *old; /* as it is published; NULL: it is not, or not known to be */
  struct manifest_read *reads;     /* of a page that was made */
  uint32_t read_count;
  bool spared;  /* it stays as it is */
  bool changed; /* other bytes than before */
  uint64_t content;
};

/* What a thread uses again for each of its pages. */
struct desk {
  struct arena scratch, kept;
  struct buffer buffer;
  struct reads reads;
  struct texts texts;
  size_t made;
};

struct publishing {
  const struct website *website;
  struct source *source;
  struct output *output;
  struct arena arena;
  struct manifest old; /* without files when it is not known what is published */
  struct fingerprints now;
  uint64_t stamp; /* see struct manifest */
  struct changes changes;
  struct task *tasks;
  size_t count;
  struct publication *publication; /* the site is replaced as a whole; NULL: in place */
  struct replacement *replacement;
  struct desk *desks;
  size_t workers, removed;
  atomic_bool failed;
};

static void keep_reads(struct desk *desk, struct task *task) {
  const struct reads *reads = &desk->reads;
  task->reads = arena_array(&desk->kept, reads->count, sizeof *task->reads);
  task->read_count = (uint32_t)reads->count;
  for (size_t i = 0; i < reads->count; i++)
    task->reads[i] = (struct manifest_read){reads->numbers[i], reads->masks[reads->numbers[i]]};
}

/* The bytes of a file that is not copied. False when something that it shows can't be read. */
static bool make(const struct publishing *publishing, struct desk *desk, struct task *task,
                 struct view *bytes) {
  *bytes = task->file->bytes;
  if (task->file->page == NULL) return true;
  desk->made++;
  buffer_clear(&desk->buffer);
  reads_clear(&desk->reads);
  struct website_past past = {0};
  bool known =
      task->old != NULL && website_has_past(task->file->page) &&
      past_open(&past, publishing->output, &publishing->old, task->old, &publishing->changes, &desk->scratch);
  website_write(publishing->website, task->file->page, known ? &past : NULL, &desk->scratch, &desk->buffer,
                &desk->reads, &desk->texts);
  past_close(&past);
  arena_reset(&desk->scratch);
  keep_reads(desk, task);
  *bytes = buffer_view(&desk->buffer);
  if (desk->texts.found.errors > 0) output_report(publishing->output, &desk->texts.found);
  return desk->texts.found.errors == 0;
}

static bool publish_bytes(struct publishing *publishing, struct desk *desk, struct task *task) {
  struct view bytes;
  if (!make(publishing, desk, task, &bytes)) return false;
  task->content = XXH3_64bits(bytes.data, bytes.length);
  if (publishing->publication != NULL)
    return publication_write(publishing->publication, task->file->path, bytes);
  task->changed = task->old == NULL || task->old->content != task->content;
  return !task->changed || replacement_write(publishing->replacement, (size_t)(task - publishing->tasks),
                                             task->file->path, bytes);
}

static bool publish_copy(struct publishing *publishing, struct task *task) {
  const struct website_file *file = task->file;
  size_t number = (size_t)(task - publishing->tasks);
  task->content = website_inputs(file);
  if (publishing->publication != NULL)
    return publication_copy(publishing->publication, file->path, publishing->source, file->source);
  if (!replacement_copy(publishing->replacement, number, file->path, publishing->source, file->source))
    return false;
  task->changed = task->old == NULL || !replacement_is_same(publishing->replacement, number, file->path);
  return true;
}

static bool publish_task(struct publishing *publishing, struct desk *desk, struct task *task) {
  if (task->spared && publishing->publication != NULL &&
      !publication_keep(publishing->publication, task->file->path))
    task->spared = false;
  if (task->spared) {
    task->content = task->old->content;
    return true;
  }
  return task->file->source != NULL ? publish_copy(publishing, task) : publish_bytes(publishing, desk, task);
}

static void publish_run(void *context, size_t worker, size_t begin, size_t end) {
  struct publishing *publishing = context;
  for (size_t i = begin; i < end && !atomic_load_explicit(&publishing->failed, memory_order_relaxed); i++)
    if (!publish_task(publishing, &publishing->desks[worker], &publishing->tasks[i]))
      publishing->failed = true;
}

static bool publish_tasks(struct publishing *publishing, size_t threads) {
  publishing->workers = threads_count(threads);
  publishing->desks = memory_allocate(publishing->workers, sizeof(struct desk));
  for (size_t i = 0; i < publishing->workers; i++) {
    struct desk *desk = &publishing->desks[i];
    reads_open(&desk->reads, publishing->now.count);
    texts_open(&desk->texts, website_registry(publishing->website), publishing->source, i == 0);
  }
  threads_do(publishing->workers, publishing->count, RUN, publish_run, publishing);
  return !publishing->failed;
}

/* Whether a file stands where another one's folder is to be, or the other way round, by the sorted paths of
 * both. */
static bool is_in_the_way(const struct publishing *publishing, struct view path) {
  for (size_t k = 0; k < path.length; k++) {
    if (path.data[k] != '/') continue;
    size_t low = 0, high = publishing->old.file_count;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      int order = view_compare(manifest_path(&publishing->old, &publishing->old.files[middle]),
                               view_slice(path, 0, k));
      if (order == 0) return true;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  }
  return false;
}

/* Finds for each file what is published at its path. False when the site can't be changed in place. */
static bool match(struct publishing *publishing) {
  const struct manifest *old = &publishing->old;
  const struct website_files *files = website_files(publishing->website);
  bool in_place = true;
  size_t at = 0;
  for (size_t i = 0; i < files->count; i++) {
    struct task *task = &publishing->tasks[i];
    struct view path = files->items[i]->path;
    int order = -1;
    while (at < old->file_count && (order = view_compare(manifest_path(old, &old->files[at]), path)) < 0) {
      publishing->removed++;
      at++;
    }
    if (at < old->file_count && order == 0) {
      task->old = &old->files[at++];
      task->spared = changes_spare(&publishing->changes, old, task->old, website_inputs(task->file));
    } else if (is_in_the_way(publishing, path) ||
               (at < old->file_count && view_is_below(manifest_path(old, &old->files[at]), path))) {
      in_place = false;
    }
  }
  publishing->removed += old->file_count - at;
  return in_place;
}

/* Of what every page depends on: the website's, and the program with its libraries. */
static uint64_t stamp_of(const struct website *website) {
  struct buffer program = {0};
  entry_image_add_stamp(&program);
  uint64_t stamp = fingerprint_mix_view(website_stamp(website), buffer_view(&program));
  buffer_free(&program);
  return stamp;
}

/* The new site's manifest; what was spared read what it read before, by the entries' new numbers. */
static void describe(const struct publishing *publishing, uint64_t today, struct arena *arena,
                     struct manifest *manifest) {
  size_t reads = 0, text = 0;
  for (size_t i = 0; i < publishing->count; i++) {
    const struct task *task = &publishing->tasks[i];
    reads += task->spared ? task->old->read_count : task->read_count;
    text += task->file->path.length;
  }
  char *paths = arena_allocate(arena, text + 1);
  *manifest = (struct manifest){.stamp = publishing->stamp,
                                .today = today,
                                .entries = publishing->now,
                                .files = arena_array(arena, publishing->count, sizeof *manifest->files),
                                .file_count = publishing->count,
                                .reads = arena_array(arena, reads, sizeof *manifest->reads),
                                .text = {paths, text}};
  text = 0;
  for (size_t i = 0; i < publishing->count; i++) {
    const struct task *task = &publishing->tasks[i];
    const struct manifest_read *from =
        task->spared ? publishing->old.reads + task->old->first_read : task->reads;
    uint32_t count = task->spared ? task->old->read_count : task->read_count;
    struct view path = task->file->path;
    manifest->files[i] = (struct manifest_file){.inputs = website_inputs(task->file),
                                                .content = task->content,
                                                .path_begin = text,
                                                .path_length = (uint32_t)path.length,
                                                .first_read = manifest->read_count,
                                                .read_count = count};
    memcpy(paths + text, path.data, path.length);
    text += path.length;
    struct manifest_read *to = manifest->reads + manifest->read_count;
    for (uint32_t k = 0; k < count; k++)
      to[k] = (struct manifest_read){
          task->spared ? publishing->changes.numbers[from[k].number] : from[k].number, from[k].mask};
    manifest->read_count += count;
  }
}

/* New files first, then changed ones, then away with what is gone. */
static void list_steps(struct publishing *publishing) {
  for (int changed = 0; changed < 2; changed++)
    for (int page = 0; page < 2; page++)
      for (size_t i = 0; i < publishing->count; i++) {
        const struct task *task = &publishing->tasks[i];
        if (task->changed && (task->old != NULL) == (changed == 1) &&
            (task->file->page != NULL) == (page == 1))
          replacement_put(publishing->replacement, i, task->file->path);
      }
  const struct manifest *old = &publishing->old;
  const struct website_files *files = website_files(publishing->website);
  for (size_t i = 0, at = 0; i < old->file_count; i++) {
    struct view path = manifest_path(old, &old->files[i]);
    while (at < files->count && view_compare(files->items[at]->path, path) < 0)
      at++;
    if (at == files->count || !view_equal(files->items[at]->path, path))
      replacement_remove(publishing->replacement, path);
  }
}

static bool begin(struct publishing *publishing, bool in_place) {
  if (in_place) return (publishing->replacement = replacement_open(publishing->output)) != NULL;
  return (publishing->publication = publication_open(publishing->output)) != NULL;
}

static bool commit(struct publishing *publishing, const struct manifest *manifest, const char *cache) {
  char message[256];
  if (!manifest_save(manifest, cache, publishing->output)) {
    snprintf(message, sizeof message, "the cache %s can't be written: %s; the next build starts anew", cache,
             strerror(errno));
    output_warn(publishing->output, message);
  }
  uint64_t id = manifest_id(manifest);
  if (publishing->publication != NULL) return publication_commit(publishing->publication, id);
  list_steps(publishing);
  return replacement_commit(publishing->replacement, id);
}

static void count(const struct publishing *publishing, struct publish_counts *counts) {
  for (size_t i = 0; i < publishing->count; i++) {
    counts->pages += publishing->tasks[i].file->page != NULL;
    counts->written += publishing->tasks[i].changed;
  }
  for (size_t i = 0; i < publishing->workers; i++)
    counts->made += publishing->desks[i].made;
  counts->unchanged = publishing->count - counts->written;
  counts->removed = publishing->removed;
  if (publishing->publication == NULL) return;
  struct publication_counts all = publication_counts(publishing->publication);
  counts->written = all.written;
  counts->unchanged = all.unchanged;
  counts->removed = all.removed;
}

static void close_all(struct publishing *publishing) {
  for (size_t i = 0; i < publishing->workers; i++) {
    struct desk *desk = &publishing->desks[i];
    arena_free(&desk->scratch);
    arena_free(&desk->kept);
    buffer_free(&desk->buffer);
    reads_close(&desk->reads);
    texts_close(&desk->texts);
  }
  free(publishing->desks);
  replacement_close(publishing->replacement);
  publication_close(publishing->publication);
  manifest_close(&publishing->old);
  arena_free(&publishing->arena);
  output_close(publishing->output);
}

static uint64_t day_of(const struct website *website) {
  return (uint64_t)date_day_number(website_registry(website)->options.today);
}

/* Learns what is published and what has changed since; whether it can be changed in place. */
static bool compare(struct publishing *publishing, const struct publish_options *options) {
  const struct website *website = publishing->website;
  const struct website_files *files = website_files(website);
  registry_fingerprint(website_registry(website), &publishing->arena, &publishing->now);
  stopwatch_lap(options->stopwatch, "fingerprints");
  publishing->stamp = stamp_of(website);
  publishing->count = files->count;
  publishing->tasks = arena_array(&publishing->arena, files->count, sizeof *publishing->tasks);
  for (size_t i = 0; i < files->count; i++)
    publishing->tasks[i].file = files->items[i];
  if (options->full || !manifest_open(&publishing->old, options->cache, publishing->output)) return false;
  if (publishing->old.stamp != publishing->stamp) {
    manifest_close(&publishing->old);
    return false;
  }
  changes_find(&publishing->changes, &publishing->old, &publishing->now, day_of(website), &publishing->arena);
  return match(publishing);
}

bool publish_website(const struct website *website, struct source *source,
                     const struct publish_options *options, struct publish_counts *counts,
                     struct diagnostics *diagnostics) {
  struct publishing publishing = {.website = website, .source = source};
  *counts = (struct publish_counts){0};
  publishing.output = output_open(options->output, diagnostics);
  if (publishing.output == NULL) return false;
  if (!replacement_recover(publishing.output)) {
    output_close(publishing.output);
    return false;
  }
  bool in_place = compare(&publishing, options);
  stopwatch_lap(options->stopwatch, "compare");
  bool good = begin(&publishing, in_place) && publish_tasks(&publishing, options->threads);
  stopwatch_lap(options->stopwatch, "pages");
  if (good) {
    struct manifest manifest;
    describe(&publishing, day_of(website), &publishing.arena, &manifest);
    good = commit(&publishing, &manifest, options->cache);
    counts->id = manifest_id(&manifest);
    count(&publishing, counts);
  }
  close_all(&publishing);
  stopwatch_lap(options->stopwatch, "commit");
  return good;
}
