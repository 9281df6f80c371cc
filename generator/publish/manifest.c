#include "publish/manifest.h"

#include "publish/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <xxhash.h>

/* The file: this, then the arrays in the order of `counts`, each without gaps. */
struct header {
  uint64_t magic, checksum; /* of all behind the checksum */
  uint64_t id, stamp, today, entries, fingerprints, files, reads, text;
};

#define MAGIC UINT64_C(0x316d74656b796b0a)
enum { PARTS = 6, BEHIND_CHECKSUM = 2 * sizeof(uint64_t) };

/* The arrays, and how long they are by the header. */
static void list_parts(const struct header *header, struct manifest *manifest, void **starts[PARTS],
                       size_t bytes[PARTS]) {
  struct fingerprints *entries = &manifest->entries;
  starts[0] = (void **)&entries->keys;
  bytes[0] = header->entries * sizeof *entries->keys;
  starts[1] = (void **)&entries->items;
  bytes[1] = header->fingerprints * sizeof *entries->items;
  starts[2] = (void **)&manifest->files;
  bytes[2] = header->files * sizeof *manifest->files;
  starts[3] = (void **)&manifest->reads;
  bytes[3] = header->reads * sizeof *manifest->reads;
  starts[4] = (void **)&entries->begins;
  bytes[4] = (header->entries + 1) * sizeof *entries->begins;
  starts[5] = (void **)&manifest->text.data;
  bytes[5] = header->text;
}

uint64_t manifest_id(const struct manifest *manifest) {
  uint64_t id = manifest->file_count;
  for (size_t i = 0; i < manifest->file_count; i++)
    id = fingerprint_mix(fingerprint_mix_view(id, manifest_path(manifest, &manifest->files[i])),
                         manifest->files[i].content);
  return id == 0 ? 1 : id;
}

static bool fits(const struct manifest *manifest) {
  const struct fingerprints *entries = &manifest->entries;
  for (size_t i = 0; i < manifest->file_count; i++) {
    const struct manifest_file *file = &manifest->files[i];
    if (file->path_begin > manifest->text.length ||
        file->path_length > manifest->text.length - file->path_begin ||
        file->first_read > manifest->read_count || file->read_count > manifest->read_count - file->first_read)
      return false;
  }
  for (size_t i = 0; i < manifest->read_count; i++)
    if (manifest->reads[i].number > entries->count) return false;
  return entries->begins[0] == 0;
}

static bool take(struct manifest *manifest, const struct output *output) {
  struct header header;
  struct view mapped = manifest->mapped;
  void **starts[PARTS];
  size_t bytes[PARTS], at = sizeof header;
  if (mapped.length < sizeof header) return false;
  memcpy(&header, mapped.data, sizeof header);
  if (header.magic != MAGIC || header.id == 0 || header.id != output->id) return false;
  uint64_t limit = mapped.length;
  if (header.entries > limit || header.fingerprints > limit || header.files > limit || header.reads > limit ||
      header.text > limit)
    return false;
  list_parts(&header, manifest, starts, bytes);
  for (size_t i = 0; i < PARTS; i++) {
    if (bytes[i] > mapped.length - at) return false;
    *starts[i] = (void *)(uintptr_t)(mapped.data + at);
    at += bytes[i];
  }
  if (at != mapped.length ||
      header.checksum != XXH3_64bits(mapped.data + BEHIND_CHECKSUM, mapped.length - BEHIND_CHECKSUM))
    return false;
  manifest->stamp = header.stamp;
  manifest->today = header.today;
  manifest->entries.count = header.entries;
  manifest->file_count = header.files;
  manifest->read_count = header.reads;
  manifest->text.length = header.text;
  return fits(manifest) && manifest->entries.begins[header.entries] == header.fingerprints;
}

bool manifest_open(struct manifest *manifest, const char *folder, const struct output *output) {
  *manifest = (struct manifest){0};
  char name[PATH_MAX];
  if (!output_cache_file(output, folder, "site", name)) return false;
  int file = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return false;
  struct stat found;
  if (fstat(file, &found) == 0 && S_ISREG(found.st_mode) && found.st_size > 0) {
    void *data = mmap(NULL, (size_t)found.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (data != MAP_FAILED) manifest->mapped = (struct view){data, (size_t)found.st_size};
  }
  close(file);
  if (manifest->mapped.data != NULL && take(manifest, output)) return true;
  manifest_close(manifest);
  return false;
}

bool manifest_save(const struct manifest *manifest, const char *folder, const struct output *output) {
  char name[PATH_MAX], fresh[PATH_MAX];
  struct manifest copy = *manifest;
  struct header header = {.magic = MAGIC,
                          .id = manifest_id(manifest),
                          .stamp = manifest->stamp,
                          .today = manifest->today,
                          .entries = manifest->entries.count,
                          .fingerprints = manifest->entries.begins[manifest->entries.count],
                          .files = manifest->file_count,
                          .reads = manifest->read_count,
                          .text = manifest->text.length};
  void **starts[PARTS];
  size_t bytes[PARTS];
  list_parts(&header, &copy, starts, bytes);
  XXH3_state_t *state = XXH3_createState();
  if (state == NULL || XXH3_64bits_reset(state) == XXH_ERROR) return false;
  XXH3_64bits_update(state, (const char *)&header + BEHIND_CHECKSUM, sizeof header - BEHIND_CHECKSUM);
  for (size_t i = 0; i < PARTS; i++)
    XXH3_64bits_update(state, *starts[i], bytes[i]);
  header.checksum = XXH3_64bits_digest(state);
  XXH3_freeState(state);
  errno = ENAMETOOLONG;
  if (!output_cache_file(output, folder, "site", name) ||
      !output_cache_file(output, folder, "site-new", fresh))
    return false;
  if (mkdir(folder, 0777) != 0 && errno != EEXIST) return false;
  if (unlink(fresh) != 0 && errno != ENOENT) return false;
  int file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return false;
  bool good = file_append(file, (struct view){(const char *)&header, sizeof header});
  for (size_t i = 0; i < PARTS && good; i++)
    good = file_append(file, (struct view){*starts[i], bytes[i]});
  if (close(file) != 0) good = false;
  if (good && rename(fresh, name) == 0) return true;
  int saved = errno;
  unlink(fresh);
  errno = saved;
  return false;
}

void manifest_close(struct manifest *manifest) {
  if (manifest->mapped.data != NULL)
    munmap((void *)(uintptr_t)manifest->mapped.data, manifest->mapped.length);
  *manifest = (struct manifest){0};
}
