#include "publish/manifest_file.h"

#include "base/memory.h"
#include "publish/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* The file: this, then the arrays, each without gaps. */
struct header {
  uint64_t magic, checksum; /* of all behind the checksum */
  uint64_t whole;           /* the checksum of what it goes on from; 0: it is a whole */
  struct manifest_state state;
  uint64_t entries, items, files, reads, gone, text;
};

#define MAGIC UINT64_C(0x326d74656b796b0a)
enum { ARRAYS = 9, BEHIND_CHECKSUM = 2 * sizeof(uint64_t) };

/* One of a part's arrays: where the part has it, and how many bytes it takes. */
struct array {
  void **start;
  size_t bytes;
};

/* By the part's counts; in a whole there are neither numbers nor places. What must lie aligned comes first.
 */
static void list_arrays(struct manifest_part *part, bool is_whole, struct array arrays[static ARRAYS]) {
  size_t numbers = is_whole ? 0 : part->entry_count, places = is_whole ? 0 : part->file_count;
  arrays[0] = (struct array){(void **)&part->keys, part->entry_count * sizeof *part->keys};
  arrays[1] = (struct array){(void **)&part->items, part->item_count * sizeof *part->items};
  arrays[2] = (struct array){(void **)&part->files, part->file_count * sizeof *part->files};
  arrays[3] = (struct array){(void **)&part->reads, part->read_count * sizeof *part->reads};
  arrays[4] = (struct array){(void **)&part->ends, part->entry_count * sizeof *part->ends};
  arrays[5] = (struct array){(void **)&part->numbers, numbers * sizeof *part->numbers};
  arrays[6] = (struct array){(void **)&part->places, places * sizeof *part->places};
  arrays[7] = (struct array){(void **)&part->gone, part->gone_count * sizeof *part->gone};
  arrays[8] = (struct array){(void **)&part->text.data, part->text.length};
}

static bool name_file(const char *folder, const struct output *output, enum manifest_file_kind kind,
                      bool fresh, char path[static PATH_MAX]) {
  static const char *const names[][2] = {{"site", "site-new"}, {"later", "later-new"}};
  return output_cache_file(output, folder, names[kind][fresh], path);
}

static struct view map_file(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return (struct view){NULL, 0};
  struct view bytes = file_map(file);
  close(file);
  return bytes;
}

/* Finds the arrays in the bytes, of which they take all. */
static bool take_arrays(struct view bytes, bool is_whole, struct manifest_part *part) {
  struct array arrays[ARRAYS];
  size_t at = sizeof(struct header);
  list_arrays(part, is_whole, arrays);
  for (size_t i = 0; i < ARRAYS; i++) {
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
  struct header header;
  *part = (struct manifest_part){0};
  if (!name_file(folder, output, kind, false, path)) return false;
  *bytes = map_file(path);
  if (bytes->length < sizeof header) return false;
  memcpy(&header, bytes->data, sizeof header);
  uint64_t limit = bytes->length;
  if (header.magic != MAGIC || header.whole != whole || header.entries > limit || header.items > limit ||
      header.files > limit || header.reads > limit || header.gone > limit || header.text > limit)
    return false;
  struct manifest_part found = {.entry_count = header.entries,
                                .item_count = header.items,
                                .file_count = header.files,
                                .read_count = header.reads,
                                .gone_count = header.gone,
                                .text.length = header.text};
  if (!take_arrays(*bytes, kind == MANIFEST_WHOLE, &found) ||
      header.checksum != XXH3_64bits(bytes->data + BEHIND_CHECKSUM, bytes->length - BEHIND_CHECKSUM))
    return false;
  *part = found;
  *state = header.state;
  if (checksum != NULL) *checksum = header.checksum;
  return true;
}

void manifest_file_close(struct view bytes) {
  if (bytes.data != NULL) munmap((void *)(uintptr_t)bytes.data, bytes.length);
}

/* The parts' arrays as those of one. */
struct saving {
  struct header header;
  struct manifest_part *parts;
  struct array *arrays; /* ARRAYS of each part */
  size_t count;
};

static void begin(struct saving *saving, enum manifest_file_kind kind, uint64_t whole,
                  const struct manifest_state *state, const struct manifest_part *parts, size_t count) {
  *saving = (struct saving){.header = {.magic = MAGIC, .whole = whole, .state = *state},
                            .parts = memory_allocate(count, sizeof *parts),
                            .arrays = memory_allocate(count, ARRAYS * sizeof *saving->arrays),
                            .count = count};
  for (size_t i = 0; i < count; i++) {
    struct manifest_part *part = &saving->parts[i];
    *part = parts[i];
    list_arrays(part, kind == MANIFEST_WHOLE, saving->arrays + i * ARRAYS);
    saving->header.entries += part->entry_count;
    saving->header.items += part->item_count;
    saving->header.files += part->file_count;
    saving->header.reads += part->read_count;
    saving->header.gone += part->gone_count;
    saving->header.text += part->text.length;
  }
}

/* The next of all arrays in the order of the file; NULL at the end. */
static const struct array *next_array(const struct saving *saving, size_t *at) {
  size_t number = (*at)++;
  if (number == ARRAYS * saving->count) return NULL;
  return &saving->arrays[number % saving->count * ARRAYS + number / saving->count];
}

static bool sum_up(struct saving *saving) {
  XXH3_state_t *state = XXH3_createState();
  if (state == NULL || XXH3_64bits_reset(state) == XXH_ERROR) return false;
  XXH3_64bits_update(state, (const char *)&saving->header + BEHIND_CHECKSUM,
                     sizeof saving->header - BEHIND_CHECKSUM);
  size_t at = 0;
  for (const struct array *array; (array = next_array(saving, &at)) != NULL;)
    if (array->bytes > 0) XXH3_64bits_update(state, *array->start, array->bytes);
  saving->header.checksum = XXH3_64bits_digest(state);
  XXH3_freeState(state);
  return true;
}

static bool write_all(const struct saving *saving, int file) {
  bool good = file_append(file, (struct view){(const char *)&saving->header, sizeof saving->header});
  size_t at = 0;
  for (const struct array *array; good && (array = next_array(saving, &at)) != NULL;)
    good = file_append(file, (struct view){*array->start, array->bytes});
  return good;
}

static bool save(struct saving *saving, const char *folder, const struct output *output,
                 enum manifest_file_kind kind) {
  char path[PATH_MAX], fresh[PATH_MAX];
  errno = ENAMETOOLONG;
  if (!name_file(folder, output, kind, false, path) || !name_file(folder, output, kind, true, fresh))
    return false;
  if (!sum_up(saving)) return false;
  if (mkdir(folder, 0777) != 0 && errno != EEXIST) return false;
  if (unlink(fresh) != 0 && errno != ENOENT) return false;
  int file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return false;
  bool good = write_all(saving, file);
  if (close(file) != 0) good = false;
  if (good && rename(fresh, path) == 0) {
    if (kind == MANIFEST_WHOLE && name_file(folder, output, MANIFEST_LATER, false, path)) unlink(path);
    return true;
  }
  int saved = errno;
  unlink(fresh);
  errno = saved;
  return false;
}

bool manifest_file_save(const char *folder, const struct output *output, enum manifest_file_kind kind,
                        uint64_t whole, const struct manifest_state *state, const struct manifest_part *parts,
                        size_t count) {
  struct saving saving;
  begin(&saving, kind, whole, state, parts, count);
  bool good = save(&saving, folder, output, kind);
  int saved = errno;
  free(saving.parts);
  free(saving.arrays);
  errno = saved;
  return good;
}
