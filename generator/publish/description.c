#include "publish/description.h"

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

/* The fingerprints of now are complete but for the entries that are as they were. */
static void complete_fingerprints(struct published *published) {
  struct fingerprints *now = &published->now;
  for (size_t number = 1; published_is_known(published) && number <= now->count; number++) {
    uint32_t old_number = published->changes.olds[number];
    if (old_number == 0 || published->changes.masks[old_number] != 0) continue;
    memcpy(now->items + now->begins[number - 1], published->old.entries[old_number].items,
           fingerprints_count(now, number) * sizeof *now->items);
  }
}

static struct manifest_part all_entries(struct published *published, struct arena *arena) {
  const struct fingerprints *now = &published->now;
  complete_fingerprints(published);
  struct manifest_part part = {.keys = now->keys,
                               .items = now->items,
                               .ends = arena_array(arena, now->count, sizeof *part.ends),
                               .entry_count = now->count,
                               .item_count = now->begins[now->count]};
  memcpy(part.ends, now->begins + 1, now->count * sizeof *part.ends);
  return part;
}

/* Entries that are not as they were, and those that are gone. */
static struct manifest_part changed_entries(const struct published *published, const uint32_t *numbers,
                                            struct arena *arena) {
  const struct fingerprints *now = &published->now;
  const struct manifest *old = &published->old;
  size_t count = 0, gone = 0;
  for (size_t number = 1; number <= now->count; number++)
    count += published->changes.olds[number] == 0 ||
             published->changes.masks[published->changes.olds[number]] != 0;
  for (size_t number = 1; number <= old->entry_count; number++)
    gone += old->entries[number].key != 0 && published->changes.numbers[number] == 0;
  struct manifest_part part = {.keys = arena_array(arena, count, sizeof *part.keys),
                               .ends = arena_array(arena, count, sizeof *part.ends),
                               .numbers = arena_array(arena, count, sizeof *part.numbers),
                               .items = arena_array(arena, count * READS_BITS, sizeof *part.items),
                               .gone = arena_array(arena, gone, sizeof *part.gone)};
  for (size_t number = 1; number <= now->count; number++) {
    uint32_t old_number = published->changes.olds[number];
    if (old_number != 0 && published->changes.masks[old_number] == 0) continue;
    uint32_t items = fingerprints_count(now, number);
    memcpy(part.items + part.item_count, now->items + now->begins[number - 1], items * sizeof *now->items);
    part.item_count += items;
    part.keys[part.entry_count] = now->keys[number - 1];
    part.numbers[part.entry_count] = numbers[number];
    part.ends[part.entry_count++] = (uint32_t)(old->later.item_count + part.item_count);
  }
  for (uint32_t number = 1; number <= old->entry_count; number++)
    if (old->entries[number].key != 0 && published->changes.numbers[number] == 0)
      part.gone[part.gone_count++] = number;
  return part;
}

struct manifest_part description_begin(struct manifest_draft *draft, struct published *published,
                                       const uint32_t *numbers, struct arena *arena) {
  struct manifest_part entries =
      numbers == NULL ? all_entries(published, arena) : changed_entries(published, numbers, arena);
  manifest_draft_add_part(draft, &entries, MANIFEST_ARRAY_KEYS, MANIFEST_ARRAY_ITEMS);
  manifest_draft_begin_reads(draft);
  published_forget(published);
  entries.keys = NULL;
  entries.items = NULL;
  return entries;
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
static const struct publish_task *next_made(const struct description *description,
                                            const struct website_file *file,
                                            const struct publish_task **task) {
  if (*task == description->tasks + description->task_count || (*task)->file != file) return NULL;
  const struct publish_task *own = (*task)++;
  return own->spared ? NULL : own;
}

enum { PIECE = 32 * 1024 };

/* The reads of files that stay, behind those of pages that were made; tells where the first stands. */
static uint64_t add_old_reads(const struct description *description) {
  const struct publish_task *task = description->tasks;
  struct manifest_reads reads = {0};
  uint64_t first = manifest_draft_add_reads(description->draft, NULL, 0);
  for (size_t i = 0; i < description->files->count; i++) {
    if (next_made(description, description->files->items[i], &task) != NULL) continue;
    renumber_reads(description->published, description->found[i], &reads);
    if (reads.count < PIECE) continue;
    manifest_draft_add_reads(description->draft, reads.items, reads.count);
    reads.count = 0;
  }
  manifest_draft_add_reads(description->draft, reads.items, reads.count);
  free(reads.items);
  return first;
}

/* `first` is where the reads of files that stay begin. */
static void add_all_files(const struct description *description, uint64_t first,
                          struct manifest_state *state) {
  const struct publish_task *task = description->tasks;
  struct manifest_reads reads = {0};
  uint64_t path_begin = 0;
  for (size_t i = 0; i < description->files->count; i++) {
    const struct website_file *from = description->files->items[i];
    const struct publish_task *made = next_made(description, from, &task);
    struct manifest_file file = {
        .inputs = website_inputs(from), .path_begin = path_begin, .path_length = (uint32_t)from->path.length};
    if (made != NULL) {
      file.content = made->content;
      file.bytes = made->bytes;
      file.first_read = made->first_read;
      file.read_count = made->read_count;
    } else {
      reads.count = 0;
      renumber_reads(description->published, description->found[i], &reads);
      file.content = description->found[i]->content;
      file.bytes = description->found[i]->bytes;
      file.first_read = first;
      file.read_count = (uint32_t)reads.count;
      first += reads.count;
    }
    path_begin += from->path.length;
    state->sum += manifest_sum(from->path, file.content);
    manifest_draft_add(description->draft, MANIFEST_ARRAY_FILES, &file, sizeof file);
  }
  free(reads.items);
}

static void add_whole(const struct description *description, struct manifest_state *state) {
  struct manifest_draft *draft = description->draft;
  const struct website_files *files = description->files;
  uint64_t first = add_old_reads(description);
  state->sum = 0;
  manifest_draft_end_reads(draft);
  add_all_files(description, first, state);
  manifest_draft_add(draft, MANIFEST_ARRAY_ENDS, description->entries->ends,
                     description->entries->entry_count * sizeof(uint32_t));
  for (size_t i = 0; i < files->count; i++)
    manifest_draft_add(draft, MANIFEST_ARRAY_TEXT, files->items[i]->path.data, files->items[i]->path.length);
}

/* A part that is being gathered. */
struct gathering {
  struct arena arena;
  struct buffer text;
  struct manifest_part part;
};

static void add_text(struct gathering *gathering, struct view path, size_t before,
                     struct manifest_file *file) {
  file->path_begin = before + gathering->text.length;
  file->path_length = (uint32_t)path.length;
  buffer_add(&gathering->text, path);
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
    file->first_read = task->first_read;
    file->read_count = task->read_count;
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

static void add_later(const struct description *description, struct manifest_state *state) {
  struct gathering gathering = {.part = *description->entries};
  take_changed_files(&gathering, description, state);
  gathering.part.text = buffer_view(&gathering.text);
  manifest_draft_end_reads(description->draft);
  manifest_draft_add_part(description->draft, &gathering.part, MANIFEST_ARRAY_FILES, MANIFEST_ARRAY_TEXT);
  buffer_free(&gathering.text);
  arena_free(&gathering.arena);
}

bool description_save(const struct description *description, uint64_t *id) {
  const struct published *published = description->published;
  struct manifest_state state = {.stamp = published->stamp,
                                 .today = description->today,
                                 .sum = published->old.state.sum,
                                 .file_count = description->files->count};
  if (description->numbers == NULL)
    add_whole(description, &state);
  else
    add_later(description, &state);
  *id = manifest_id(&state);
  return manifest_draft_save(description->draft, &state);
}
