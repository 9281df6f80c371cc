#include "publish/publish_website.h"

#include "base/memory.h"
#include "base/path.h"
#include "base/threads.h"
#include "depend/manifest_writer.h"
#include "publish/folder.h"
#include "publish/full_swap.h"
#include "publish/in_place_update.h"
#include "publish/sweep.h"
#include "register/photos.h"
#include "register/texts.h"
#include "site/pages/search.h"
#include "site/plan.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

/* Neighbours share folders, so a run stays with one thread. */
enum { RUN = 32 };

/* What a thread uses again for each of its pages. */
struct worker_state {
  struct arena scratch;
  struct buffer buffer;
  struct reads reads;
  struct manifest_reads kept; /* of the run's pages */
  struct texts texts;
  size_t made;
};

struct publishing {
  const struct website *website;
  struct source *source;
  struct output *output;
  struct published *published;
  struct arena arena;
  struct publish_task
      *tasks; /* of all files, but of a site that is changed in place without those that stay */
  size_t count, pages, removed_count;
  size_t *queue;                      /* the tasks in the order in which they are done; NULL: in their own */
  const struct manifest_file **found; /* of all files what is published at the path, or NULL */
  const struct manifest_file **removed;
  bool *up_to_date;            /* of all files */
  struct full_swap *full_swap; /* the site is replaced as a whole; NULL: in place */
  bool sweeps;                 /* in place, though not all that is published is known */
  struct sweep sweep;
  struct in_place_update *update;
  struct manifest_writer manifest;
  struct worker_state *worker_states;
  size_t workers;
  atomic_bool failed;
};

/* Whether the file of that path has these bytes. */
static bool is_published(const struct publishing *publishing, const struct website_file *file,
                         struct view bytes) {
  char path[PATH_MAX];
  if (file->path.length >= sizeof path) return false;
  memcpy(path, file->path.data, file->path.length);
  path[file->path.length] = '\0';
  return file_holds(publishing->output->site, path, bytes);
}

static bool publish_bytes(struct publishing *publishing, struct publish_task *task, struct view bytes) {
  task->content = file_content_hash(bytes);
  task->bytes = bytes.length;
  if (publishing->full_swap != NULL) return full_swap_write(publishing->full_swap, task->file->path, bytes);
  task->has_new_bytes = publishing->sweeps && task->old == NULL
                            ? !is_published(publishing, task->file, bytes)
                            : task->old == NULL || task->old->content != task->content;
  return !task->has_new_bytes || in_place_update_write(publishing->update, (size_t)(task - publishing->tasks),
                                                       task->file->path, bytes);
}

/* False also when something that it shows can't be read. */
static bool publish_page(struct publishing *publishing, struct worker_state *state,
                         struct publish_task *task) {
  state->made++;
  buffer_clear(&state->buffer);
  reads_clear(&state->reads);
  website_write(publishing->website, task->file, &state->scratch, &state->buffer, &state->reads,
                &state->texts);
  manifest_writer_gather(&publishing->manifest, &state->reads, &state->kept, task);
  bool good = state->texts.found.errors == 0;
  if (!good) output_report(publishing->output, &state->texts.found);
  good = good && publish_bytes(publishing, task, buffer_view(&state->buffer));
  arena_reset(&state->scratch);
  return good;
}

static bool publish_copy(struct publishing *publishing, struct publish_task *task) {
  const struct website_file *file = task->file;
  size_t number = (size_t)(task - publishing->tasks);
  task->content = website_inputs(file);
  if (publishing->full_swap != NULL)
    return full_swap_copy(publishing->full_swap, file->path, publishing->source, website_source(file));
  if (!in_place_update_copy(publishing->update, number, file->path, publishing->source, website_source(file)))
    return false;
  task->has_new_bytes = (task->old == NULL && !publishing->sweeps) ||
                        !in_place_update_is_same(publishing->update, number, file->path);
  return true;
}

static bool publish_rendition(struct publishing *publishing, struct worker_state *state,
                              struct publish_task *task) {
  const struct rendition *rendition = website_rendition(task->file);
  if (registry_read_rendition(website_registry(publishing->website), publishing->source, rendition,
                              &state->buffer))
    return publish_bytes(publishing, task, buffer_view(&state->buffer));
  struct diagnostics found = {0};
  diagnostics_add(&found, rendition_source(rendition)->path, (struct source_location){0},
                  message_rendition_lost(path_name(rendition_source(rendition)->path)));
  output_report(publishing->output, &found);
  diagnostics_free(&found);
  return false;
}

static bool publish_task(struct publishing *publishing, struct worker_state *state,
                         struct publish_task *task) {
  if (task->up_to_date && publishing->full_swap != NULL &&
      !full_swap_keep(publishing->full_swap, task->file->path))
    task->up_to_date = false;
  if (task->up_to_date) return true;
  if (website_source(task->file) != NULL) return publish_copy(publishing, task);
  if (website_rendition(task->file) != NULL) return publish_rendition(publishing, state, task);
  return website_is_page(task->file) ? publish_page(publishing, state, task)
                                     : publish_bytes(publishing, task, website_bytes(task->file));
}

static struct publish_task *task_at(const struct publishing *publishing, size_t at) {
  return &publishing->tasks[publishing->queue == NULL ? at : publishing->queue[at]];
}

/* Puts down what the run's pages have read, one page's behind the other's. */
static void put_reads(struct publishing *publishing, struct worker_state *state, size_t begin, size_t end) {
  uint64_t first = manifest_writer_add(&publishing->manifest, &state->kept);
  for (size_t i = begin; i < end; i++)
    task_at(publishing, i)->first_read += first;
  state->kept.count = 0;
}

static void publish_one(struct publishing *publishing, size_t worker, struct publish_task *task) {
  if (atomic_load_explicit(&publishing->failed, memory_order_relaxed)) return;
  if (!publish_task(publishing, &publishing->worker_states[worker], task)) publishing->failed = true;
}

/* Whether it has its turn before the others, see publish_shards. */
static bool is_shard(const struct publish_task *task) {
  return !task->up_to_date && search_is_shard(task->file);
}

static void publish_run(void *context, size_t worker, size_t begin, size_t end) {
  struct publishing *publishing = context;
  for (size_t i = begin; i < end; i++)
    if (!is_shard(task_at(publishing, i))) publish_one(publishing, worker, task_at(publishing, i));
  put_reads(publishing, &publishing->worker_states[worker], begin, end);
}

/* Tasks of shards, and their files. */
struct shards {
  struct publishing *publishing;
  struct publish_task **tasks;
  const struct website_file **files;
  size_t count;
};

/* A shard has read nothing of entries, see website_write. */
static void publish_shard(void *context, size_t worker, size_t place) {
  const struct shards *shards = context;
  publish_one(shards->publishing, worker, shards->tasks[place]);
}

/* Search shards are published while they are made, so that memory need not hold all of them. */
static void publish_shards(struct publishing *publishing, struct threads *threads) {
  struct shards shards = {.publishing = publishing};
  for (size_t i = 0; i < publishing->count; i++)
    shards.count += is_shard(&publishing->tasks[i]);
  shards.tasks = memory_allocate(shards.count + 1, sizeof(struct publish_task *));
  shards.files = memory_allocate(shards.count + 1, sizeof(struct website_file *));
  size_t count = 0;
  for (size_t i = 0; i < publishing->count; i++) {
    if (!is_shard(&publishing->tasks[i])) continue;
    shards.tasks[count] = &publishing->tasks[i];
    shards.files[count++] = publishing->tasks[i].file;
  }
  struct diagnostics found = {0};
  const struct search_writer writer = {&shards, publish_shard};
  search_write(shards.files, count, &writer, publishing->source, threads, &found);
  if (found.errors > 0) output_report(publishing->output, &found);
  if (found.errors > 0) publishing->failed = true;
  diagnostics_free(&found);
  free(shards.tasks);
  free(shards.files);
}

static void clear_worker_state(struct worker_state *state) {
  arena_free(&state->scratch);
  buffer_free(&state->buffer);
  reads_close(&state->reads);
  free(state->kept.items);
  texts_close(&state->texts);
}

static bool publish_tasks(struct publishing *publishing, const struct publish_options *options) {
  struct threads *threads = options->threads;
  publishing->workers = threads_count(threads);
  publishing->worker_states = memory_allocate(publishing->workers, sizeof(struct worker_state));
  for (size_t i = 0; i < publishing->workers; i++) {
    struct worker_state *state = &publishing->worker_states[i];
    reads_open(&state->reads, publishing->published->now.count);
    texts_open(&state->texts, website_registry(publishing->website), publishing->source, i == 0);
  }
  publish_shards(publishing, threads);
  stopwatch_lap(options->stopwatch, "search");
  threads_do(threads, publishing->count, publishing->queue == NULL ? RUN : 1, publish_run, publishing);
  for (size_t i = 0; i < publishing->workers; i++)
    clear_worker_state(&publishing->worker_states[i]);
  return !publishing->failed;
}

/* How many files of the manifest stand before a path. */
static size_t count_before(const struct manifest *old, struct view path) {
  size_t low = 0, high = old->file_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (view_compare(manifest_path(old, old->files[middle]), path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Whether a file stands where another one's folder is to be. */
static bool is_in_the_way(const struct manifest *old, struct view path) {
  for (size_t k = 0; k < path.length && old->file_count > 0; k++) {
    if (path.data[k] != '/') continue;
    struct view folder = view_slice(path, 0, k);
    size_t at = count_before(old, folder);
    if (at < old->file_count && view_equal(manifest_path(old, old->files[at]), folder)) return true;
  }
  return false;
}

/* Some neighbouring files of the website, and those that are published in their place. */
struct range {
  size_t begin, end, old_begin, old_end;
  size_t pages, removed_count; /* the first of `removed` from `old_begin` on */
  bool in_place;               /* none is in another's way */
};

struct matching {
  struct publishing *publishing;
  struct range *ranges;
};

enum { RANGE = 2048 };

/* Finds for each file what is published at its path, and what is published and no file any more, by the
 * sorted paths of both. */
static void match_range(struct publishing *publishing, struct range *range) {
  const struct manifest *old = &publishing->published->old;
  const struct website_files *files = website_files(publishing->website);
  size_t at = range->old_begin;
  for (size_t i = range->begin; i < range->end; i++) {
    const struct website_file *file = files->items[i];
    int order = -1;
    range->pages += website_is_page(file);
    while (at < range->old_end && (order = view_compare(manifest_path(old, old->files[at]), file->path)) < 0)
      publishing->removed[range->old_begin + range->removed_count++] = old->files[at++];
    if (at < range->old_end && order == 0) {
      publishing->found[i] = old->files[at++];
      publishing->up_to_date[i] = changes_is_unchanged(&publishing->published->changes, old,
                                                       publishing->found[i], website_inputs(file));
    } else if (is_in_the_way(old, file->path) ||
               (at < old->file_count && path_is_below(manifest_path(old, old->files[at]), file->path))) {
      range->in_place = false;
    }
  }
  while (at < range->old_end)
    publishing->removed[range->old_begin + range->removed_count++] = old->files[at++];
}

static void match_run(void *context, size_t worker, size_t begin, size_t end) {
  (void)worker;
  struct matching *matching = context;
  for (size_t i = begin; i < end; i++)
    match_range(matching->publishing, &matching->ranges[i]);
}

static struct range *cut_ranges(struct publishing *publishing, size_t count) {
  const struct manifest *old = &publishing->published->old;
  const struct website_files *files = website_files(publishing->website);
  struct range *ranges = arena_array(&publishing->arena, count, sizeof *ranges);
  for (size_t i = 0; i < count; i++) {
    ranges[i] = (struct range){.begin = i * RANGE, .end = files->count, .in_place = true};
    ranges[i].old_end = old->file_count;
    if (i == 0) continue;
    ranges[i].old_begin = count_before(old, files->items[ranges[i].begin]->path);
    ranges[i - 1].end = ranges[i].begin;
    ranges[i - 1].old_end = ranges[i].old_begin;
  }
  return ranges;
}

/* Matches all files. False when the site can't be changed in place. */
static bool match(struct publishing *publishing, struct threads *threads) {
  const struct manifest *old = &publishing->published->old;
  const struct website_files *files = website_files(publishing->website);
  bool in_place = published_is_known(publishing->published);
  publishing->found = arena_array(&publishing->arena, files->count, sizeof *publishing->found);
  publishing->up_to_date = arena_array(&publishing->arena, files->count, sizeof *publishing->up_to_date);
  publishing->removed = arena_array(&publishing->arena, old->file_count, sizeof *publishing->removed);
  size_t count = files->count <= RANGE ? 1 : (files->count + RANGE - 1) / RANGE;
  struct matching matching = {publishing, cut_ranges(publishing, count)};
  threads_do(threads, count, 1, match_run, &matching);
  for (size_t i = 0; i < count; i++) {
    const struct range *range = &matching.ranges[i];
    publishing->pages += range->pages;
    in_place = in_place && range->in_place;
    memmove(publishing->removed + publishing->removed_count, publishing->removed + range->old_begin,
            range->removed_count * sizeof(void *));
    publishing->removed_count += range->removed_count;
  }
  return in_place;
}

static void list_tasks(struct publishing *publishing, bool in_place) {
  const struct website_files *files = website_files(publishing->website);
  size_t count = 0;
  for (size_t i = 0; i < files->count; i++)
    count += !in_place || !publishing->up_to_date[i];
  publishing->tasks = arena_array(&publishing->arena, count, sizeof *publishing->tasks);
  for (size_t i = 0; i < files->count; i++)
    if (!in_place || !publishing->up_to_date[i])
      publishing->tasks[publishing->count++] = (struct publish_task){
          .file = files->items[i], .old = publishing->found[i], .up_to_date = publishing->up_to_date[i]};
}

static int compare_sizes(const void *left, const void *right, void *context) {
  const struct publish_task *tasks = context, *a = &tasks[*(const size_t *)left],
                            *b = &tasks[*(const size_t *)right];
  uint64_t before = a->old == NULL ? 0 : a->old->bytes, after = b->old == NULL ? 0 : b->old->bytes;
  return (before < after) - (before > after);
}

/* The largest first, so that no core is left with it when the others are done. */
static void queue_tasks(struct publishing *publishing) {
  publishing->queue = arena_array(&publishing->arena, publishing->count, sizeof *publishing->queue);
  for (size_t i = 0; i < publishing->count; i++)
    publishing->queue[i] = i;
  if (publishing->count > 1)
    qsort_r(publishing->queue, publishing->count, sizeof *publishing->queue, compare_sizes,
            publishing->tasks);
}

/* Whether it is put where nothing is yet. What is on the site that isn't known is looked for there. */
static bool is_new(const struct publishing *publishing, const struct publish_task *task) {
  return task->has_new_bytes && task->old == NULL &&
         !in_place_update_has(publishing->update, task->file->path);
}

/* Below the root of the site: of a folder's page that is the folder. */
static struct view address_of(const struct publishing *publishing, const struct website_file *file) {
  if (!website_is_page(file)) return file->path;
  return view_slice(plan_url(publishing->website, file), website_addresses(publishing->website)->root.length,
                    SIZE_MAX);
}

/* New files first, then changed ones, of these the pages last, then the removals. */
static void list_steps(struct publishing *publishing) {
  const struct sweep *sweep = &publishing->sweep;
  bool *fresh = arena_array(&publishing->arena, publishing->count, sizeof *fresh);
  for (size_t i = 0; i < sweep->in_the_way; i++)
    in_place_update_clear(publishing->update, sweep->paths[i]);
  for (size_t i = 0; i < publishing->count; i++) {
    const struct website_file *file = publishing->tasks[i].file;
    fresh[i] = is_new(publishing, &publishing->tasks[i]);
    const struct new_file item = {i, file->path, address_of(publishing, file), website_is_page(file)};
    if (fresh[i]) in_place_update_put_new(publishing->update, &item);
  }
  for (int page = 0; page < 2; page++)
    for (size_t i = 0; i < publishing->count; i++) {
      const struct publish_task *task = &publishing->tasks[i];
      if (task->has_new_bytes && !fresh[i] && website_is_page(task->file) == (page == 1))
        in_place_update_put(publishing->update, i, task->file->path);
    }
  for (size_t i = sweep->in_the_way; i < sweep->count; i++)
    in_place_update_remove(publishing->update, sweep->paths[i]);
  for (size_t i = 0; i < publishing->removed_count && !publishing->sweeps; i++)
    in_place_update_remove(publishing->update,
                           manifest_path(&publishing->published->old, publishing->removed[i]));
}

static bool begin(struct publishing *publishing, bool in_place) {
  if (in_place) return (publishing->update = in_place_update_open(publishing->output)) != NULL;
  return (publishing->full_swap = full_swap_open(publishing->output)) != NULL;
}

static bool commit(struct publishing *publishing, uint64_t id) {
  if (publishing->full_swap != NULL) return full_swap_commit(publishing->full_swap, id);
  list_steps(publishing);
  const struct address_book *book = website_addresses(publishing->website);
  const struct new_files_base base = {book->root, book->origin};
  return in_place_update_commit(publishing->update, &base, id);
}

static uint64_t day_of(const struct website *website) {
  return (uint64_t)date_day_number(website_registry(website)->options.today);
}

/* Writes down what will be published; its id. */
static uint64_t describe(struct publishing *publishing) {
  const struct manifest_contents contents = {.files = website_files(publishing->website),
                                             .found = publishing->found,
                                             .tasks = publishing->tasks,
                                             .task_count = publishing->count,
                                             .removed = publishing->removed,
                                             .removed_count = publishing->removed_count,
                                             .today = day_of(publishing->website)};
  uint64_t id;
  if (!manifest_writer_save(&publishing->manifest, &contents, &id))
    output_add(publishing->output,
               message_manifest_not_kept(publishing->published->cache->folder, strerror(errno)));
  return id;
}

static void count(const struct publishing *publishing, struct publish_counts *counts) {
  counts->pages = publishing->pages;
  for (size_t i = 0; i < publishing->workers; i++)
    counts->made += publishing->worker_states[i].made;
  if (publishing->full_swap != NULL) {
    struct full_swap_counts all = full_swap_counts(publishing->full_swap);
    counts->written = all.written;
    counts->unchanged = all.unchanged;
    counts->removed = all.removed;
    return;
  }
  for (size_t i = 0; i < publishing->count; i++)
    counts->written += publishing->tasks[i].has_new_bytes;
  counts->unchanged = website_files(publishing->website)->count - counts->written;
  counts->removed = publishing->sweeps ? publishing->sweep.files : publishing->removed_count;
}

static void close_all(struct publishing *publishing) {
  free(publishing->worker_states);
  manifest_writer_close(&publishing->manifest);
  in_place_update_close(publishing->update);
  full_swap_close(publishing->full_swap);
  sweep_close(&publishing->sweep);
  arena_free(&publishing->arena);
}

/* Where the folder can't be replaced, and what is in it is not known, or in the way: all of it is looked
 * through. False with a diagnostic. */
static bool look_through(struct publishing *publishing) {
  struct output *output = publishing->output;
  publishing->sweeps = !output_is_replaceable(output);
  return !publishing->sweeps ||
         sweep_find(&publishing->sweep, output->site, website_files(publishing->website),
                    &publishing->arena) ||
         output_fail(output, PHRASE_cant_open, view_of(output->name));
}

/* Learns what is to be done, and how. */
static bool prepare(struct publishing *publishing, struct threads *threads) {
  struct published *published = publishing->published;
  published_finish(published, publishing->website);
  bool in_place = match(publishing, threads);
  manifest_evict(&published->old);
  manifest_writer_open(&publishing->manifest, published, in_place, threads, &publishing->arena);
  list_tasks(publishing, in_place);
  if (in_place) queue_tasks(publishing);
  return in_place;
}

bool publish_website(const struct website *website, struct source *source, struct output *output,
                     struct published *published, const struct publish_options *options,
                     struct publish_counts *counts) {
  struct publishing publishing = {
      .website = website, .source = source, .output = output, .published = published};
  *counts = (struct publish_counts){0};
  bool in_place = prepare(&publishing, options->threads);
  stopwatch_lap(options->stopwatch, "compare");
  bool good = (in_place || look_through(&publishing)) && begin(&publishing, in_place || publishing.sweeps) &&
              publish_tasks(&publishing, options);
  stopwatch_lap(options->stopwatch, "pages");
  if (good) {
    counts->id = describe(&publishing);
    good = commit(&publishing, counts->id);
    count(&publishing, counts);
  }
  close_all(&publishing);
  stopwatch_lap(options->stopwatch, "commit");
  return good;
}
