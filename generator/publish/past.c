#include "publish/past.h"

#include "publish/file.h"
#include "publish/folder.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

static struct view map_file(int site, struct view path, struct arena *arena) {
  int file = folder_open_file(site, arena_copy(arena, path).data);
  if (file < 0) return (struct view){NULL, 0};
  struct view bytes = file_map(file);
  close(file);
  return bytes;
}

static size_t count_reads(const struct manifest *old, const struct manifest_file *file) {
  const struct manifest_read *read = manifest_reads(old, file), *end = read + file->read_count;
  size_t count = 0;
  while (read < end)
    count += manifest_next_reads(&read).count;
  return count;
}

bool past_open(struct website_past *past, const struct output *output, const struct manifest *old,
               const struct manifest_file *file, const struct changes *changes, struct arena *arena) {
  *past = (struct website_past){0};
  if (output->site < 0) return false;
  past->bytes = map_file(output->site, manifest_path(old, file), arena);
  if (past->bytes.data == NULL || XXH3_64bits(past->bytes.data, past->bytes.length) != file->content) {
    past_close(past);
    return false;
  }
  struct website_past_read *reads = arena_array(arena, count_reads(old, file), sizeof *reads);
  const struct manifest_read *read = manifest_reads(old, file), *end = read + file->read_count;
  while (read < end) {
    struct manifest_run run = manifest_next_reads(&read);
    for (uint32_t number = run.number; number - run.number < run.count; number++)
      reads[past->count++] =
          (struct website_past_read){changes->numbers[number], (changes->masks[number] & run.mask) == 0};
  }
  past->reads = reads;
  return true;
}

void past_close(struct website_past *past) {
  if (past->bytes.data != NULL) munmap((void *)(uintptr_t)past->bytes.data, past->bytes.length);
  free(past->taken);
  *past = (struct website_past){0};
}
