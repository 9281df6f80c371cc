#include "publish/description.h"

#include "base/memory.h"

#include <stdlib.h>

uint32_t *description_numbers(const struct published *published, struct arena *arena) {
  uint32_t next = (uint32_t)published->old.entry_count;
  uint32_t *numbers = arena_array(arena, published->now.count + 1, sizeof *numbers);
  for (size_t number = 1; number <= published->now.count; number++) {
    uint32_t old_number = published->changes.olds[number];
    numbers[number] = old_number != 0 ? old_number : ++next;
  }
  return numbers;
}

/* A part that is being gathered. */
struct gathering {
  struct arena arena;
  struct buffer text;
  struct manifest_reads reads;
  struct manifest_part part;
};

static void add_text(struct gathering *gathering, struct view path, size_t before,
                     struct manifest_file *file) {
  file->path_begin = before + gathering->text.length;
  file->path_length = (uint32_t)path.length;
  buffer_add(&gathering->text, path);
}

static void add_reads(struct gathering *gathering, const struct publish_task *task, size_t before,
                      struct manifest_file *file) {
  struct manifest_reads *to = &gathering->reads;
  file->first_read = before + to->count;
  file->read_count = task->read_count;
  for (size_t i = 0; i < task->read_count; i++) {
    to->items = memory_grow(to->items, to->count, &to->capacity, sizeof *to->items);
    to->items[to->count++] = task->reads->items[task->first_read + i];
  }
}

/* Of a file that stays: by the entries' new numbers. */
static void add_old_reads(struct gathering *gathering, const struct published *published,
                          const struct manifest_file *old, struct manifest_file *file) {
  const struct manifest_read *read = manifest_reads(&published->old, old), *end = read + old->read_count;
  size_t first = gathering->reads.count;
  file->first_read = gathering->reads.before + first;
  gathering->reads.run = 0;
  while (read < end) {
    struct manifest_run run = manifest_next_reads(&read);
    for (uint32_t i = 0; i < run.count; i++)
      manifest_add_read(&gathering->reads, published->changes.numbers[run.number + i], run.mask);
  }
  file->read_count = (uint32_t)(gathering->reads.count - first);
}

static void finish(struct gathering *gathering) {
  gathering->part.reads = gathering->reads.items;
  gathering->part.read_count = gathering->reads.count;
  gathering->part.text = buffer_view(&gathering->text);
}

static void release(struct gathering *gathering) {
  free(gathering->reads.items);
  buffer_free(&gathering->text);
  arena_free(&gathering->arena);
}

/* The fingerprints of now are complete but for the entries that are as they were. */
static void take_all_entries(struct gathering *gathering, struct published *published) {
  struct fingerprints *now = &published->now;
  for (size_t number = 1; published_is_known(published) && number <= now->count; number++) {
    uint32_t old_number = published->changes.olds[number];
    if (old_number == 0 || published->changes.masks[old_number] != 0) continue;
    memcpy(now->items + now->begins[number - 1], published->old.entries[old_number].items,
           fingerprints_count(now, number) * sizeof *now->items);
  }
  gathering->part.keys = now->keys;
  gathering->part.items = now->items;
  gathering->part.ends = now->begins + 1;
  gathering->part.entry_count = now->count;
  gathering->part.item_count = now->begins[now->count];
}

static void take_all_files(struct gathering *gathering, const struct description *description,
                           struct manifest_state *state) {
  const struct website_files *files = description->files;
  const struct publish_task *task = description->tasks, *end = task + description->task_count;
  struct manifest_part *part = &gathering->part;
  part->files = arena_array(&gathering->arena, files->count, sizeof *part->files);
  part->file_count = files->count;
  for (size_t i = 0; i < files->count; i++) {
    struct manifest_file *file = &part->files[i];
    const struct publish_task *own = task < end && task->file == files->items[i] ? task++ : NULL;
    file->inputs = website_inputs(files->items[i]);
    if (own != NULL && !own->spared) {
      file->content = own->content;
      file->bytes = own->bytes;
      file->first_read = own->reads == NULL ? 0 : own->reads->before + own->first_read;
      file->read_count = own->read_count;
    } else {
      file->content = description->found[i]->content;
      file->bytes = description->found[i]->bytes;
      add_old_reads(gathering, description->published, description->found[i], file);
    }
    add_text(gathering, files->items[i]->path, 0, file);
    state->sum += manifest_sum(files->items[i]->path, file->content);
  }
}

/* The reads of pages that were made stay where they are, before the others. */
static bool save_whole(const struct description *description, const struct output *output,
                       struct manifest_state *state) {
  struct gathering gathering = {0};
  size_t count = description->made_count;
  struct manifest_part *parts = memory_allocate(count + 1, sizeof *parts);
  for (size_t i = 0; i < count; i++) {
    parts[i] = description->made[i];
    gathering.reads.before += parts[i].read_count;
  }
  state->sum = 0;
  take_all_entries(&gathering, description->published);
  take_all_files(&gathering, description, state);
  finish(&gathering);
  parts[count] = gathering.part;
  bool good = manifest_save(state, parts, count + 1, description->published->cache, output);
  release(&gathering);
  free(parts);
  return good;
}

/* Entries that are not as they were, and those that are gone. */
static void take_changed_entries(struct gathering *gathering, const struct description *description) {
  const struct published *published = description->published;
  const struct fingerprints *now = &published->now;
  const struct manifest *old = &published->old;
  struct manifest_part *part = &gathering->part;
  size_t count = 0, gone = 0;
  for (size_t number = 1; number <= now->count; number++)
    count += published->changes.olds[number] == 0 ||
             published->changes.masks[published->changes.olds[number]] != 0;
  for (size_t number = 1; number <= old->entry_count; number++)
    gone += old->entries[number].key != 0 && published->changes.numbers[number] == 0;
  part->keys = arena_array(&gathering->arena, count, sizeof *part->keys);
  part->ends = arena_array(&gathering->arena, count, sizeof *part->ends);
  part->numbers = arena_array(&gathering->arena, count, sizeof *part->numbers);
  part->items = arena_array(&gathering->arena, count * READS_BITS, sizeof *part->items);
  part->gone = arena_array(&gathering->arena, gone, sizeof *part->gone);
  for (size_t number = 1; number <= now->count; number++) {
    uint32_t old_number = published->changes.olds[number];
    if (old_number != 0 && published->changes.masks[old_number] == 0) continue;
    uint32_t items = fingerprints_count(now, number);
    memcpy(part->items + part->item_count, now->items + now->begins[number - 1], items * sizeof *now->items);
    part->item_count += items;
    part->keys[part->entry_count] = now->keys[number - 1];
    part->numbers[part->entry_count] = description->numbers[number];
    part->ends[part->entry_count++] = (uint32_t)(old->later.item_count + part->item_count);
  }
  for (uint32_t number = 1; number <= old->entry_count; number++)
    if (old->entries[number].key != 0 && published->changes.numbers[number] == 0)
      part->gone[part->gone_count++] = number;
}

/* Where a file that was published stands in the whole, from 1; 0: it does not. */
static uint32_t place_of(const struct manifest *manifest, const struct manifest_file *file) {
  const struct manifest_part *whole = &manifest->whole, *later = &manifest->later;
  if (file >= whole->files && file < whole->files + whole->file_count)
    return (uint32_t)(file - whole->files) + 1;
  return later->places[file - later->files];
}

/* Files that were made, and those that are gone. */
static void take_changed_files(struct gathering *gathering, const struct description *description,
                               struct manifest_state *state) {
  const struct manifest *old = &description->published->old;
  size_t text = old->whole.text.length + old->later.text.length;
  size_t reads = old->whole.read_count + old->later.read_count;
  size_t count = description->task_count + description->removed_count;
  struct manifest_part *part = &gathering->part;
  part->files = arena_array(&gathering->arena, count, sizeof *part->files);
  part->places = arena_array(&gathering->arena, count, sizeof *part->places);
  for (size_t i = 0; i < description->task_count; i++) {
    const struct publish_task *task = &description->tasks[i];
    struct manifest_file *file = &part->files[part->file_count];
    struct view path = task->file->path;
    if (task->old == NULL) {
      add_text(gathering, path, text, file);
    } else {
      file->path_begin = task->old->path_begin;
      file->path_length = task->old->path_length;
      part->places[part->file_count] = place_of(old, task->old);
      state->sum -= manifest_sum(path, task->old->content);
    }
    file->inputs = website_inputs(task->file);
    file->content = task->content;
    file->bytes = task->bytes;
    add_reads(gathering, task, reads, file);
    state->sum += manifest_sum(path, task->content);
    part->file_count++;
  }
  for (size_t i = 0; i < description->removed_count; i++) {
    const struct manifest_file *gone = description->removed[i];
    part->places[part->file_count] = place_of(old, gone);
    part->files[part->file_count] = *gone;
    part->files[part->file_count++].read_count = MANIFEST_GONE;
    state->sum -= manifest_sum(manifest_path(old, gone), gone->content);
  }
}

static bool save_later(const struct description *description, const struct output *output,
                       struct manifest_state *state) {
  struct gathering gathering = {0};
  take_changed_entries(&gathering, description);
  take_changed_files(&gathering, description, state);
  finish(&gathering);
  const struct published *published = description->published;
  bool good = manifest_save_later(&published->old, state, &gathering.part, published->cache, output);
  release(&gathering);
  return good;
}

bool description_save(const struct description *description, const struct output *output, uint64_t *id) {
  const struct published *published = description->published;
  struct manifest_state state = {.stamp = published->stamp,
                                 .today = description->today,
                                 .sum = published->old.state.sum,
                                 .file_count = description->files->count};
  bool good = description->numbers == NULL ? save_whole(description, output, &state)
                                           : save_later(description, output, &state);
  *id = manifest_id(&state);
  return good;
}
