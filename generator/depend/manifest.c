#include "depend/manifest.h"

#include "base/memory.h"
#include "schema/fingerprint.h"
#include "schema/reads.h"

#include <stdlib.h>

_Static_assert((int)MANIFEST_ARRAYS <= (int)CACHE_ARRAYS, "each has a place in the file");

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

/* Whether all paths and reads of the files are in the arrays. */
static bool files_fit(const struct manifest *manifest, const struct manifest_part *part) {
  const struct manifest_part *whole = &manifest->whole, *later = &manifest->later;
  for (size_t i = 0; i < part->file_count; i++) {
    const struct manifest_file *file = &part->files[i];
    size_t text =
        file->path_begin < whole->text.length ? whole->text.length : whole->text.length + later->text.length;
    if (file->path_begin > text || file->path_length > text - file->path_begin) return false;
    if (part == later && later->places[i] > whole->file_count) return false;
    if (part == later && file->read_count == MANIFEST_DELETED) continue;
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
      if (added[at].file->read_count != MANIFEST_DELETED) files[kept++] = added[at].file;
    if (i < whole->file_count && newest[i]->read_count != MANIFEST_DELETED) files[kept++] = newest[i];
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

void manifest_part_spans(struct manifest_part *part, struct manifest_span spans[static MANIFEST_STATE]) {
  size_t numbers = part->numbers == NULL ? 0 : part->entry_count;
  size_t places = part->places == NULL ? 0 : part->file_count;
  const struct manifest_span found[MANIFEST_STATE] = {
      [MANIFEST_KEYS] = {(void **)&part->keys, sizeof *part->keys, part->entry_count},
      [MANIFEST_ITEMS] = {(void **)&part->items, sizeof *part->items, part->item_count},
      [MANIFEST_READS] = {(void **)&part->reads, sizeof *part->reads, part->read_count},
      [MANIFEST_FILES] = {(void **)&part->files, sizeof *part->files, part->file_count},
      [MANIFEST_ENDS] = {(void **)&part->ends, sizeof *part->ends, part->entry_count},
      [MANIFEST_NUMBERS] = {(void **)&part->numbers, sizeof *part->numbers, numbers},
      [MANIFEST_PLACES] = {(void **)&part->places, sizeof *part->places, places},
      [MANIFEST_TEXT] = {(void **)&part->text.data, 1, part->text.length},
  };
  memcpy(spans, found, sizeof found);
}

/* Finds the arrays of a part in its file. */
static bool take_part(struct manifest_part *part, const struct cache_file *file, bool is_whole) {
  struct manifest_span spans[MANIFEST_STATE];
  *part = (struct manifest_part){0};
  manifest_part_spans(part, spans);
  for (size_t i = 0; i < MANIFEST_STATE; i++) {
    if (!cache_file_count(file, i, spans[i].size, &spans[i].count)) return false;
    *spans[i].start = (void *)(uintptr_t)file->arrays[i].data;
  }
  part->entry_count = spans[MANIFEST_KEYS].count;
  part->item_count = spans[MANIFEST_ITEMS].count;
  part->read_count = spans[MANIFEST_READS].count;
  part->file_count = spans[MANIFEST_FILES].count;
  part->text.length = spans[MANIFEST_TEXT].count;
  if (is_whole) part->numbers = part->places = NULL;
  return spans[MANIFEST_ENDS].count == part->entry_count &&
         spans[MANIFEST_NUMBERS].count == (is_whole ? 0 : part->entry_count) &&
         spans[MANIFEST_PLACES].count == (is_whole ? 0 : part->file_count);
}

static bool open_part(struct manifest_part *part, struct cache_file *file, struct manifest_state *state,
                      const struct cache *cache, uint64_t output, uint64_t depends, bool is_whole) {
  size_t states;
  if (!cache_file_open(file, cache, is_whole ? CACHE_SITE : CACHE_LATER, output, depends)) return false;
  if (!take_part(part, file, is_whole) || !cache_file_count(file, MANIFEST_STATE, sizeof *state, &states) ||
      states != 1)
    return false;
  memcpy(state, file->arrays[MANIFEST_STATE].data, sizeof *state);
  return true;
}

/* What has changed since the whole counts only when it leads to what is published. */
static bool open_later(struct manifest *manifest, const struct cache *cache, uint64_t output, uint64_t id) {
  struct manifest_state state;
  if (open_part(&manifest->later, &manifest->later_file, &state, cache, output, manifest->whole_file.checksum,
                false) &&
      manifest_id(&state) == id) {
    manifest->state = state;
    return true;
  }
  manifest->later = (struct manifest_part){0};
  cache_file_close(&manifest->later_file);
  return manifest_id(&manifest->state) == id;
}

bool manifest_open(struct manifest *manifest, const struct cache *cache, uint64_t output, uint64_t stamp,
                   uint64_t id) {
  *manifest = (struct manifest){0};
  if (id != 0 &&
      open_part(&manifest->whole, &manifest->whole_file, &manifest->state, cache, output, stamp, true) &&
      open_later(manifest, cache, output, id) && take(manifest))
    return true;
  manifest_close(manifest);
  return false;
}

/* More than a quarter of the whole; little is always little enough. */
enum { WORN_SHARE = 4, WORN_BYTES = 64 * 1024 };

bool manifest_needs_rewrite(const struct manifest *manifest) {
  return manifest->later_file.bytes.length > WORN_BYTES + manifest->whole_file.bytes.length / WORN_SHARE;
}

void manifest_evict(const struct manifest *manifest) {
  cache_file_evict(&manifest->whole_file);
}

void manifest_close(struct manifest *manifest) {
  cache_file_close(&manifest->whole_file);
  cache_file_close(&manifest->later_file);
  arena_free(&manifest->arena);
  *manifest = (struct manifest){0};
}
