#include "publish/manifest_file.h"

#include "base/memory.h"
#include "publish/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

void manifest_file_arrays(struct manifest_part *part, enum manifest_file_kind kind,
                          struct manifest_span arrays[static MANIFEST_ARRAYS]) {
  bool is_whole = kind == MANIFEST_WHOLE;
  size_t numbers = is_whole ? 0 : part->entry_count, places = is_whole ? 0 : part->file_count;
  const struct manifest_span found[MANIFEST_ARRAYS] = {
      [MANIFEST_ARRAY_KEYS] = {(void **)&part->keys, part->entry_count * sizeof *part->keys},
      [MANIFEST_ARRAY_ITEMS] = {(void **)&part->items, part->item_count * sizeof *part->items},
      [MANIFEST_ARRAY_READS] = {(void **)&part->reads, part->read_count * sizeof *part->reads},
      [MANIFEST_ARRAY_FILES] = {(void **)&part->files, part->file_count * sizeof *part->files},
      [MANIFEST_ARRAY_ENDS] = {(void **)&part->ends, part->entry_count * sizeof *part->ends},
      [MANIFEST_ARRAY_NUMBERS] = {(void **)&part->numbers, numbers * sizeof *part->numbers},
      [MANIFEST_ARRAY_PLACES] = {(void **)&part->places, places * sizeof *part->places},
      [MANIFEST_ARRAY_GONE] = {(void **)&part->gone, part->gone_count * sizeof *part->gone},
      [MANIFEST_ARRAY_TEXT] = {(void **)&part->text.data, part->text.length},
  };
  memcpy(arrays, found, sizeof found);
}

bool manifest_file_name(const char *folder, const struct output *output, enum manifest_file_kind kind,
                        bool fresh, char path[static PATH_MAX]) {
  static const char *const names[][2] = {{"site", "site-new"}, {"later", "later-new"}};
  return output_cache_file(output, folder, names[kind][fresh], path);
}

uint64_t manifest_file_sum(const struct manifest_header *header, uint64_t arrays) {
  const char *begin = (const char *)&header->whole, *end = (const char *)(header + 1);
  return XXH3_64bits_withSeed(begin, (size_t)(end - begin), arrays);
}

static struct view map_file(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return (struct view){NULL, 0};
  struct view bytes = file_map(file);
  close(file);
  return bytes;
}

/* The sum of what stands behind the header. Of a large file only a piece is in memory at a time. */
static uint64_t sum_arrays(struct view bytes) {
  struct view left = view_slice(bytes, sizeof(struct manifest_header), SIZE_MAX);
  if (bytes.length < MEMORY_MANY_BYTES) return XXH3_64bits(left.data, left.length);
  XXH3_state_t *state = XXH3_createState();
  if (state == NULL) memory_fail(SIZE_MAX);
  XXH3_64bits_reset(state);
  while (left.length > 0) {
    struct view piece = view_slice(left, 0, MEMORY_MANY_BYTES);
    XXH3_64bits_update(state, piece.data, piece.length);
    left = view_slice(left, piece.length, SIZE_MAX);
    memory_let_go(bytes.data, bytes.length);
  }
  uint64_t sum = XXH3_64bits_digest(state);
  XXH3_freeState(state);
  return sum;
}

/* Finds the arrays in the bytes, of which they take all. */
static bool take_arrays(struct view bytes, enum manifest_file_kind kind, struct manifest_part *part) {
  struct manifest_span arrays[MANIFEST_ARRAYS];
  size_t at = 0;
  manifest_file_arrays(part, kind, arrays);
  for (size_t i = 0; i < MANIFEST_ARRAYS; i++) {
    if (arrays[i].bytes > bytes.length - at) return false;
    *arrays[i].start = (void *)(uintptr_t)(bytes.data + at);
    at += arrays[i].bytes;
  }
  return at == bytes.length;
}

bool manifest_file_open(const char *folder, const struct output *output, enum manifest_file_kind kind,
                        uint64_t whole, struct view *bytes, uint64_t *checksum, struct manifest_state *state,
                        struct manifest_part *part) {
  char path[PATH_MAX];
  struct manifest_header header;
  *part = (struct manifest_part){0};
  if (!manifest_file_name(folder, output, kind, false, path)) return false;
  *bytes = map_file(path);
  if (bytes->length < sizeof header) return false;
  memcpy(&header, bytes->data, sizeof header);
  struct view arrays = view_slice(*bytes, sizeof header, SIZE_MAX);
  uint64_t limit = bytes->length;
  if (header.magic != MANIFEST_MAGIC || header.whole != whole || header.entries > limit ||
      header.items > limit || header.files > limit || header.reads > limit || header.gone > limit ||
      header.text > limit)
    return false;
  struct manifest_part found = {.entry_count = header.entries,
                                .item_count = header.items,
                                .file_count = header.files,
                                .read_count = header.reads,
                                .gone_count = header.gone,
                                .text.length = header.text};
  if (!take_arrays(arrays, kind, &found) || header.checksum != manifest_file_sum(&header, sum_arrays(*bytes)))
    return false;
  *part = found;
  *state = header.state;
  if (checksum != NULL) *checksum = header.checksum;
  return true;
}

void manifest_file_close(struct view bytes) {
  if (bytes.data != NULL) munmap((void *)(uintptr_t)bytes.data, bytes.length);
}
