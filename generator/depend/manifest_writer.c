#include "depend/manifest_writer.h"

#include "base/memory.h"

#include <stdlib.h>

static void push(struct manifest_reads *reads, struct manifest_read read) {
  reads->items = memory_grow(reads->items, reads->count, &reads->capacity, sizeof read);
  reads->items[reads->count++] = read;
}

void manifest_add_read(struct manifest_reads *reads, uint32_t number, uint32_t mask) {
  struct manifest_read *newest = reads->run == 0 ? NULL : &reads->items[reads->newest];
  if (newest == NULL || newest->mask != mask || (newest->number & ~MANIFEST_RUN) + reads->run != number) {
    reads->newest = reads->count;
    reads->run = 1;
    push(reads, (struct manifest_read){number, mask});
  } else if (reads->run++ == 1) {
    newest->number |= MANIFEST_RUN;
    push(reads, (struct manifest_read){2, 0});
  } else {
    newest[1].number++;
  }
}

/* The numbers of entries in what goes on from the manifest: those they had, and new ones for new entries. */
static uint32_t *number_entries(const struct published *published, struct arena *arena) {
  uint32_t next = (uint32_t)published->old.entry_count;
  uint32_t *numbers = arena_array(arena, published->now.count + 1, sizeof *numbers);
  for (size_t number = 1; number <= published->now.count; number++) {
    uint32_t old_number = published->changes.olds[number];
    numbers[number] = old_number != 0 ? old_number : ++next;
  }
  return numbers;
}

/* The fingerprints of now are complete but for the entries that are as they were. */
static void complete_fingerprints(struct published *published) {
  struct fingerprints *now = &published->now;
  for (size_t number = 1; number <= now->count; number++) {
    uint32_t old_number = published->changes.olds[number];
    if (old_number == 0 || published->changes.masks[old_number] != 0) continue;
    memcpy(now->items + now->begins[number - 1], published->old.entries[old_number].items,
           fingerprints_count(now, number) * sizeof *now->items);
  }
}

static struct manifest_part all_entries(struct published *published, struct arena *arena) {
  const struct fingerprints *now = &published->now;
  if (published_is_known(published)) complete_fingerprints(published);
  struct manifest_part part = {.keys = now->keys,
                               .items = now->items,
                               .ends = arena_array(arena, now->count, sizeof *part.ends),
                               .entry_count = now->count,
                               .item_count = now->begins[now->count]};
  memcpy(part.ends, now->begins + 1, now->count * sizeof *part.ends);
  return part;
}

/* Whether an entry of now is not as it was. */
static bool has_changed(const struct published *published, size_t number) {
  uint32_t old_number = published->changes.olds[number];
  return old_number == 0 || published->changes.masks[old_number] != 0;
}

static bool is_deleted(const struct published *published, size_t old_number) {
  return published->old.entries[old_number].key != 0 && published->changes.numbers[old_number] == 0;
}

/* Entries that are not as they were, and those that are deleted. */
static struct manifest_part changed_entries(const struct published *published, const uint32_t *numbers,
                                            struct arena *arena) {
  const struct fingerprints *now = &published->now;
  const struct manifest *old = &published->old;
  size_t count = 0;
  for (size_t number = 1; number <= now->count; number++)
    count += has_changed(published, number);
  for (size_t number = 1; number <= old->entry_count; number++)
    count += is_deleted(published, number);
  struct manifest_part part = {.keys = arena_array(arena, count, sizeof *part.keys),
                               .ends = arena_array(arena, count, sizeof *part.ends),
                               .numbers = arena_array(arena, count, sizeof *part.numbers),
                               .items = arena_array(arena, count * READS_BITS, sizeof *part.items)};
  for (size_t number = 1; number <= now->count; number++) {
    if (!has_changed(published, number)) continue;
    uint32_t items = fingerprints_count(now, number);
    memcpy(part.items + part.item_count, now->items + now->begins[number - 1], items * sizeof *now->items);
    part.item_count += items;
    part.keys[part.entry_count] = now->keys[number - 1];
    part.numbers[part.entry_count] = numbers[number];
    part.ends[part.entry_count++] = (uint32_t)(old->later.item_count + part.item_count);
  }
  for (uint32_t number = 1; number <= old->entry_count; number++) {
    if (!is_deleted(published, number)) continue;
    part.numbers[part.entry_count] = number;
    part.ends[part.entry_count++] = (uint32_t)(old->later.item_count + part.item_count);
  }
  return part;
}

/* Adds arrays of a part, each behind what the later part that is gone on from has of it. */
static void add_arrays(struct manifest_writer *writer, const struct manifest_part *part,
                       enum manifest_array first, enum manifest_array last) {
  struct manifest_part parts[2] = {{0}, *part};
  struct manifest_span spans[2][MANIFEST_STATE];
  if (writer->before != NULL) parts[0] = writer->before->later;
  for (size_t i = 0; i < 2; i++)
    manifest_part_spans(&parts[i], spans[i]);
  for (enum manifest_array array = first; array <= last; array++)
    for (size_t i = 0; i < 2; i++)
      cache_writer_add(&writer->file, array, *spans[i][array].start,
                       spans[i][array].size * spans[i][array].count);
}

/* Behind the reads of the manifest that is gone on from; tells which read of all the first one is. */
static uint64_t add_reads(struct manifest_writer *writer, const struct manifest_read *reads, size_t count) {
  uint64_t first = cache_writer_add_shared(&writer->file, reads, count * sizeof *reads) / sizeof *reads;
  return writer->before == NULL ? first : writer->before->whole.read_count + first;
}

/* Fingerprints of some entries, from that behind number `before` on. */
struct some_fingerprints {
  const struct fingerprints *now;
  uint64_t *items;
  size_t before;
};

static void find_some(void *context, size_t worker, size_t begin, size_t end) {
  (void)worker;
  const struct some_fingerprints *some = context;
  const uint32_t *begins = some->now->begins + some->before;
  for (size_t i = begin; i < end; i++)
    fingerprints_of_entry(some->now, some->before + i + 1, NULL, some->items + (begins[i] - begins[0]));
}

enum { FINGERPRINTS_AT_ONCE = 4096, FINGERPRINTS_RUN = 64 };

/* The fingerprints of all entries where no older ones are known: memory holds some at a time. */
static void add_fingerprints(struct manifest_writer *writer, struct threads *threads) {
  const struct fingerprints *now = &writer->published->now;
  struct some_fingerprints some = {now, NULL, 0};
  for (size_t count; some.before < now->count; some.before += count) {
    count = now->count - some.before;
    if (count > FINGERPRINTS_AT_ONCE) count = FINGERPRINTS_AT_ONCE;
    size_t items = now->begins[some.before + count] - now->begins[some.before];
    some.items = memory_allocate(items + 1, sizeof *some.items);
    threads_do(threads, count, FINGERPRINTS_RUN, find_some, &some);
    cache_writer_add(&writer->file, MANIFEST_ITEMS, some.items, items * sizeof *some.items);
    free(some.items);
  }
}

void manifest_writer_open(struct manifest_writer *writer, struct published *published, bool in_place,
                          struct threads *threads, struct arena *arena) {
  const struct manifest *old = &published->old;
  *writer = (struct manifest_writer){.published = published};
  if (in_place && !manifest_needs_rewrite(old)) {
    writer->before = old;
    writer->numbers = number_entries(published, arena);
    writer->entries = changed_entries(published, writer->numbers, arena);
    cache_writer_open(&writer->file, published->cache, CACHE_LATER, published->output,
                      old->whole_file.checksum);
  } else {
    writer->entries = all_entries(published, arena);
    cache_writer_open(&writer->file, published->cache, CACHE_SITE, published->output, published->stamp);
  }
  add_arrays(writer, &writer->entries, MANIFEST_KEYS, MANIFEST_KEYS);
  if (published_is_known(published))
    add_arrays(writer, &writer->entries, MANIFEST_ITEMS, MANIFEST_ITEMS);
  else
    add_fingerprints(writer, threads);
  cache_writer_begin_shared(&writer->file, MANIFEST_READS);
  if (writer->before != NULL) add_reads(writer, old->later.reads, old->later.read_count);
  published_forget(published);
  writer->entries.keys = NULL;
  writer->entries.items = NULL;
}

void manifest_writer_gather(const struct manifest_writer *writer, const struct reads *reads,
                            struct manifest_reads *gathered, struct publish_task *task) {
  task->first_read = gathered->count;
  gathered->run = 0;
  for (size_t i = 0; i < reads->count; i++) {
    uint32_t number = reads->numbers[i];
    manifest_add_read(gathered, writer->numbers == NULL ? number : writer->numbers[number],
                      reads->masks[number]);
  }
  task->read_count = (uint32_t)(gathered->count - task->first_read);
}

uint64_t manifest_writer_add(struct manifest_writer *writer, const struct manifest_reads *gathered) {
  return add_reads(writer, gathered->items, gathered->count);
}

/* Reads of a file that stays, behind others: by the entries' new numbers. */
static void renumber_reads(const struct published *published, const struct manifest_file *old,
                           struct manifest_reads *reads) {
  const struct manifest_read *read = manifest_reads(&published->old, old), *end = read + old->read_count;
  reads->run = 0;
  while (read < end) {
    struct manifest_run run = manifest_next_reads(&read);
    for (uint32_t i = 0; i < run.count; i++)
      manifest_add_read(reads, published->changes.numbers[run.number + i], run.mask);
  }
}

/* What was made of the next file, of which `task` is the first that may be; NULL: it stays as it was found.
 */
static const struct publish_task *next_made(const struct manifest_contents *contents,
                                            const struct website_file *file,
                                            const struct publish_task **task) {
  if (*task == contents->tasks + contents->task_count || (*task)->file != file) return NULL;
  const struct publish_task *own = (*task)++;
  return own->up_to_date ? NULL : own;
}

enum { PIECE = 32 * 1024 };

/* The reads of files that stay, behind those of pages that were made; where the first stands. */
static uint64_t add_old_reads(struct manifest_writer *writer, const struct manifest_contents *contents) {
  const struct publish_task *task = contents->tasks;
  struct manifest_reads reads = {0};
  uint64_t first = add_reads(writer, NULL, 0);
  for (size_t i = 0; i < contents->files->count; i++) {
    if (next_made(contents, contents->files->items[i], &task) != NULL) continue;
    renumber_reads(writer->published, contents->found[i], &reads);
    if (reads.count < PIECE) continue;
    manifest_writer_add(writer, &reads);
    reads.count = 0;
  }
  manifest_writer_add(writer, &reads);
  free(reads.items);
  return first;
}

static struct manifest_file file_of_task(const struct publish_task *task) {
  return (struct manifest_file){.inputs = website_inputs(task->file),
                                .content = task->content,
                                .bytes = task->bytes,
                                .first_read = task->first_read,
                                .read_count = task->read_count};
}

/* `first` is where the reads of files that stay begin. */
static void add_all_files(struct manifest_writer *writer, const struct manifest_contents *contents,
                          uint64_t first, struct manifest_state *state) {
  const struct publish_task *task = contents->tasks;
  struct manifest_reads reads = {0};
  uint64_t path_begin = 0;
  for (size_t i = 0; i < contents->files->count; i++) {
    const struct website_file *from = contents->files->items[i];
    const struct publish_task *made = next_made(contents, from, &task);
    struct manifest_file file;
    if (made != NULL) {
      file = file_of_task(made);
    } else {
      reads.count = 0;
      renumber_reads(writer->published, contents->found[i], &reads);
      file = *contents->found[i];
      file.inputs = website_inputs(from);
      file.first_read = first;
      file.read_count = (uint32_t)reads.count;
      first += reads.count;
    }
    file.path_begin = path_begin;
    file.path_length = (uint32_t)from->path.length;
    path_begin += from->path.length;
    state->sum += manifest_sum(from->path, file.content);
    cache_writer_add(&writer->file, MANIFEST_FILES, &file, sizeof file);
  }
  free(reads.items);
}

static void add_whole(struct manifest_writer *writer, const struct manifest_contents *contents,
                      struct manifest_state *state) {
  const struct website_files *files = contents->files;
  uint64_t first = add_old_reads(writer, contents);
  cache_writer_end_shared(&writer->file);
  add_all_files(writer, contents, first, state);
  cache_writer_add(&writer->file, MANIFEST_ENDS, writer->entries.ends,
                   writer->entries.entry_count * sizeof *writer->entries.ends);
  for (size_t i = 0; i < files->count; i++)
    cache_writer_add(&writer->file, MANIFEST_TEXT, files->items[i]->path.data, files->items[i]->path.length);
}

/* Where a file that was published stands in the whole, from 1; 0: it does not. */
static uint32_t place_of(const struct manifest *manifest, const struct manifest_file *file) {
  const struct manifest_part *whole = &manifest->whole, *later = &manifest->later;
  if (file >= whole->files && file < whole->files + whole->file_count)
    return (uint32_t)(file - whole->files) + 1;
  return later->places[file - later->files];
}

/* A file that was made: at the path that it had, or at a new one behind the others. */
static void add_made_file(struct manifest_part *part, const struct manifest *old, struct buffer *text,
                          const struct publish_task *task, struct manifest_state *state) {
  struct manifest_file *file = &part->files[part->file_count];
  struct view path = task->file->path;
  *file = file_of_task(task);
  file->path_length = (uint32_t)path.length;
  if (task->old == NULL) {
    file->path_begin = old->whole.text.length + old->later.text.length + text->length;
    buffer_add(text, path);
  } else {
    file->path_begin = task->old->path_begin;
    part->places[part->file_count] = place_of(old, task->old);
    state->sum -= manifest_sum(path, task->old->content);
  }
  state->sum += manifest_sum(path, task->content);
  part->file_count++;
}

static void add_removed_file(struct manifest_part *part, const struct manifest *old,
                             const struct manifest_file *removed, struct manifest_state *state) {
  part->places[part->file_count] = place_of(old, removed);
  part->files[part->file_count] = *removed;
  part->files[part->file_count++].read_count = MANIFEST_DELETED;
  state->sum -= manifest_sum(manifest_path(old, removed), removed->content);
}

static void add_later(struct manifest_writer *writer, const struct manifest_contents *contents,
                      struct manifest_state *state) {
  struct manifest_part part = writer->entries;
  struct arena arena = {0};
  struct buffer text = {0};
  size_t count = contents->task_count + contents->removed_count;
  part.files = arena_array(&arena, count, sizeof *part.files);
  part.places = arena_array(&arena, count, sizeof *part.places);
  for (size_t i = 0; i < contents->task_count; i++)
    add_made_file(&part, writer->before, &text, &contents->tasks[i], state);
  for (size_t i = 0; i < contents->removed_count; i++)
    add_removed_file(&part, writer->before, contents->removed[i], state);
  part.text = buffer_view(&text);
  cache_writer_end_shared(&writer->file);
  add_arrays(writer, &part, MANIFEST_FILES, MANIFEST_TEXT);
  buffer_free(&text);
  arena_free(&arena);
}

bool manifest_writer_save(struct manifest_writer *writer, const struct manifest_contents *contents,
                          uint64_t *id) {
  struct manifest_state state = {.today = contents->today, .file_count = contents->files->count};
  if (writer->before == NULL) {
    add_whole(writer, contents, &state);
  } else {
    state.sum = writer->before->state.sum;
    add_later(writer, contents, &state);
  }
  cache_writer_add(&writer->file, MANIFEST_STATE, &state, sizeof state);
  *id = manifest_id(&state);
  if (!cache_writer_commit(&writer->file, NULL)) return false;
  if (writer->before == NULL) cache_remove(writer->published->cache, CACHE_LATER, writer->published->output);
  return true;
}

void manifest_writer_close(struct manifest_writer *writer) {
  if (writer->published != NULL) cache_writer_close(&writer->file);
  *writer = (struct manifest_writer){0};
}
