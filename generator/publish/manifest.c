#include "publish/manifest.h"

#include "base/memory.h"
#include "publish/manifest_file.h"
#include "schema/reads.h"

#include <stdlib.h>
#include <sys/mman.h>

struct view manifest_path(const struct manifest *manifest, const struct manifest_file *file) {
  size_t before = manifest->whole.text.length;
  if (file->path_begin < before) return view_slice(manifest->whole.text, file->path_begin, file->path_length);
  return view_slice(manifest->later.text, file->path_begin - before, file->path_length);
}

const struct manifest_read *manifest_reads(const struct manifest *manifest,
                                           const struct manifest_file *file) {
  size_t before = manifest->whole.read_count;
  if (file->first_read < before) return manifest->whole.reads + file->first_read;
  return manifest->later.reads + (file->first_read - before);
}

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

uint64_t manifest_sum(struct view path, uint64_t content) {
  return fingerprint_mix(fingerprint_mix_view(1, path), content);
}

uint64_t manifest_id(const struct manifest_state *state) {
  uint64_t id = fingerprint_mix(state->file_count, state->sum);
  return id == 0 ? 1 : id;
}

static bool reads_fit(const struct manifest_part *part, size_t entries) {
  const struct manifest_read *read = part->reads, *end = read + part->read_count;
  while (read < end) {
    if ((read->number & MANIFEST_RUN) != 0 && read + 1 == end) return false;
    struct manifest_run run = manifest_next_reads(&read);
    if (run.number > entries || run.count == 0 || run.count - 1 > entries - run.number) return false;
  }
  return true;
}

/* Whether the files' paths and reads are there. */
static bool files_fit(const struct manifest *manifest, const struct manifest_part *part) {
  const struct manifest_part *whole = &manifest->whole, *later = &manifest->later;
  for (size_t i = 0; i < part->file_count; i++) {
    const struct manifest_file *file = &part->files[i];
    size_t text =
        file->path_begin < whole->text.length ? whole->text.length : whole->text.length + later->text.length;
    if (file->path_begin > text || file->path_length > text - file->path_begin) return false;
    if (part == later && later->places[i] > whole->file_count) return false;
    if (part == later && file->read_count == MANIFEST_GONE) continue;
    size_t reads =
        file->first_read < whole->read_count ? whole->read_count : whole->read_count + later->read_count;
    if (file->first_read > reads || file->read_count > reads - file->first_read) return false;
  }
  return true;
}

/* Puts the part's entries in their places among all. */
static bool take_entries(struct manifest *manifest, const struct manifest_part *part, bool is_whole) {
  uint32_t at = 0;
  for (size_t i = 0; i < part->entry_count; i++) {
    size_t number = is_whole ? i + 1 : part->numbers[i];
    uint32_t count = part->ends[i] - at;
    if (part->ends[i] < at || part->ends[i] > part->item_count || count > READS_BITS) return false;
    if (number == 0 || number > manifest->entry_count + 1) return false;
    if (number == manifest->entry_count + 1) manifest->entry_count++;
    manifest->entries[number] = (struct manifest_entry){part->keys[i], part->items + at, count};
    at = part->ends[i];
  }
  for (size_t i = 0; i < part->gone_count; i++) {
    if (part->gone[i] == 0 || part->gone[i] > manifest->entry_count) return false;
    manifest->entries[part->gone[i]] = (struct manifest_entry){0};
  }
  return at == part->item_count;
}

/* Files that are not in the whole; of those with one path the newest stands. */
struct added {
  struct view path;
  const struct manifest_file *file;
};

static int compare_added(const void *left, const void *right) {
  const struct added *a = left, *b = right;
  int order = view_compare(a->path, b->path);
  return order != 0 ? order : (a->file > b->file) - (a->file < b->file);
}

static size_t list_added(const struct manifest *manifest, struct added *added) {
  const struct manifest_part *later = &manifest->later;
  size_t count = 0, kept = 0;
  for (size_t i = 0; i < later->file_count; i++)
    if (later->places[i] == 0)
      added[count++] = (struct added){manifest_path(manifest, &later->files[i]), &later->files[i]};
  if (count > 1) qsort(added, count, sizeof *added, compare_added);
  for (size_t i = 0; i < count; i++)
    if (i + 1 == count || !view_equal(added[i].path, added[i + 1].path)) added[kept++] = added[i];
  return kept;
}

static void take_files(struct manifest *manifest) {
  const struct manifest_part *whole = &manifest->whole, *later = &manifest->later;
  const struct manifest_file **files =
      arena_array(&manifest->arena, whole->file_count + later->file_count, sizeof *files);
  const struct manifest_file **newest = files + later->file_count;
  for (size_t i = 0; i < whole->file_count; i++)
    newest[i] = &whole->files[i];
  for (size_t i = 0; i < later->file_count; i++)
    if (later->places[i] != 0) newest[later->places[i] - 1] = &later->files[i];
  struct added *added = memory_allocate(later->file_count + 1, sizeof *added);
  size_t added_count = list_added(manifest, added), at = 0, kept = 0;
  /* What is joined never overtakes what is still to be joined, which stands as far behind as there can be
   * files between. */
  for (size_t i = 0; i <= whole->file_count; i++) {
    for (; at < added_count &&
           (i == whole->file_count || view_compare(added[at].path, manifest_path(manifest, newest[i])) < 0);
         at++)
      if (added[at].file->read_count != MANIFEST_GONE) files[kept++] = added[at].file;
    if (i < whole->file_count && newest[i]->read_count != MANIFEST_GONE) files[kept++] = newest[i];
  }
  free(added);
  manifest->files = files;
  manifest->file_count = kept;
}

static bool take(struct manifest *manifest) {
  struct manifest_part *whole = &manifest->whole, *later = &manifest->later;
  manifest->entries =
      arena_array(&manifest->arena, whole->entry_count + later->entry_count + 1, sizeof *manifest->entries);
  if (!take_entries(manifest, whole, true) || !take_entries(manifest, later, false) ||
      !reads_fit(whole, manifest->entry_count) || !reads_fit(later, manifest->entry_count) ||
      !files_fit(manifest, whole) || !files_fit(manifest, later))
    return false;
  take_files(manifest);
  return manifest->file_count == manifest->state.file_count;
}

bool manifest_open(struct manifest *manifest, const char *folder, const struct output *output) {
  *manifest = (struct manifest){0};
  struct manifest_state later;
  bool known =
      output->id != 0 && manifest_file_open(folder, output, MANIFEST_WHOLE, 0, &manifest->whole_bytes,
                                            &manifest->whole_checksum, &manifest->state, &manifest->whole);
  if (known && manifest_file_open(folder, output, MANIFEST_LATER, manifest->whole_checksum,
                                  &manifest->later_bytes, NULL, &later, &manifest->later)) {
    if (manifest_id(&later) == output->id) {
      manifest->state = later;
    } else {
      manifest->later = (struct manifest_part){0};
    }
  }
  if (known && manifest_id(&manifest->state) == output->id && take(manifest)) return true;
  manifest_close(manifest);
  return false;
}

/* More than a quarter of the whole; little is always little enough. */
enum { WORN_SHARE = 4, WORN_BYTES = 64 * 1024 };

bool manifest_is_worn(const struct manifest *manifest) {
  return manifest->later_bytes.length > WORN_BYTES + manifest->whole_bytes.length / WORN_SHARE;
}

void manifest_let_go(const struct manifest *manifest) {
  memory_let_go(manifest->whole_bytes.data, manifest->whole_bytes.length);
}

void manifest_close(struct manifest *manifest) {
  manifest_file_close(manifest->whole_bytes);
  manifest_file_close(manifest->later_bytes);
  arena_free(&manifest->arena);
  *manifest = (struct manifest){0};
}
