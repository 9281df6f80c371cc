#include "publish/manifest_draft.h"

#include "base/file_bytes.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { PIECE = 256 * 1024 };

static enum manifest_file_kind kind_of(const struct manifest_draft *draft) {
  return draft->before == NULL ? MANIFEST_WHOLE : MANIFEST_LATER;
}

/* What is known of a failure is the first one's reason. */
static bool fail(struct manifest_draft *draft) {
  int none = 0;
  atomic_compare_exchange_strong(&draft->error, &none, errno);
  return false;
}

static bool name_files(const struct manifest_draft *draft, char path[static PATH_MAX],
                       char fresh[static PATH_MAX]) {
  errno = ENAMETOOLONG;
  return manifest_file_name(draft->folder, draft->output, kind_of(draft), false, path) &&
         manifest_file_name(draft->folder, draft->output, kind_of(draft), true, fresh);
}

static bool make_file(struct manifest_draft *draft) {
  char path[PATH_MAX], fresh[PATH_MAX];
  if (!name_files(draft, path, fresh) || (mkdir(draft->folder, 0777) != 0 && errno != EEXIST) ||
      (unlink(fresh) != 0 && errno != ENOENT))
    return false;
  draft->file = open(fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  return draft->file >= 0;
}

void manifest_draft_open(struct manifest_draft *draft, const struct manifest *before, const char *folder,
                         const struct output *output) {
  *draft = (struct manifest_draft){.folder = folder, .output = output, .before = before, .file = -1};
  draft->at = sizeof(struct manifest_header);
  draft->sum = XXH3_createState();
  if (draft->sum == NULL) memory_fail(SIZE_MAX);
  XXH3_64bits_reset(draft->sum);
  if (!make_file(draft)) fail(draft);
}

static void write_at(struct manifest_draft *draft, uint64_t at, struct view bytes) {
  if (draft->error == 0 && !file_bytes_write(draft->file, at, bytes)) fail(draft);
}

static void write_waiting(struct manifest_draft *draft) {
  struct view waiting = buffer_view(&draft->waiting);
  if (waiting.length > 0) XXH3_64bits_update(draft->sum, waiting.data, waiting.length);
  write_at(draft, draft->at, waiting);
  draft->at += waiting.length;
  buffer_clear(&draft->waiting);
}

void manifest_draft_add(struct manifest_draft *draft, enum manifest_array array, const void *data,
                        size_t bytes) {
  buffer_reserve(&draft->waiting, PIECE - draft->waiting.length);
  draft->bytes[array] += bytes;
  for (size_t done = 0, count; done < bytes; done += count) {
    size_t room = PIECE - draft->waiting.length;
    count = bytes - done < room ? bytes - done : room;
    buffer_add(&draft->waiting, (struct view){(const char *)data + done, count});
    if (count == room) write_waiting(draft);
  }
}

void manifest_draft_add_part(struct manifest_draft *draft, const struct manifest_part *part,
                             enum manifest_array first, enum manifest_array last) {
  struct manifest_part parts[2] = {{0}, *part};
  struct manifest_span arrays[2][MANIFEST_ARRAYS];
  if (draft->before != NULL) parts[0] = draft->before->later;
  for (size_t i = 0; i < 2; i++)
    manifest_file_arrays(&parts[i], kind_of(draft), arrays[i]);
  for (enum manifest_array array = first; array <= last; array++)
    for (size_t i = 0; i < 2; i++)
      manifest_draft_add(draft, array, *arrays[i][array].start, arrays[i][array].bytes);
}

void manifest_draft_begin_reads(struct manifest_draft *draft) {
  const struct manifest *before = draft->before;
  write_waiting(draft);
  if (before != NULL) manifest_draft_add_reads(draft, before->later.reads, before->later.read_count);
}

uint64_t manifest_draft_add_reads(struct manifest_draft *draft, const struct manifest_read *reads,
                                  size_t count) {
  uint64_t first = atomic_fetch_add_explicit(&draft->read_count, count, memory_order_relaxed);
  write_at(draft, draft->at + first * sizeof *reads,
           (struct view){(const char *)reads, count * sizeof *reads});
  return draft->before == NULL ? first : draft->before->whole.read_count + first;
}

/* They are summed up here: their order in the file was not known before. */
void manifest_draft_end_reads(struct manifest_draft *draft) {
  uint64_t end = draft->at + draft->read_count * sizeof(struct manifest_read);
  char *piece = buffer_reserve(&draft->waiting, PIECE);
  for (uint64_t length; draft->at < end; draft->at += length) {
    length = end - draft->at < PIECE ? end - draft->at : PIECE;
    if (draft->error == 0 && !file_bytes_read(draft->file, draft->at, piece, length)) fail(draft);
    if (draft->error == 0) XXH3_64bits_update(draft->sum, piece, length);
  }
}

static void write_header(struct manifest_draft *draft, const struct manifest_state *state) {
  const uint64_t *bytes = draft->bytes;
  struct manifest_header header = {.magic = MANIFEST_MAGIC,
                                   .whole = draft->before == NULL ? 0 : draft->before->whole_checksum,
                                   .state = *state,
                                   .entries = bytes[MANIFEST_ARRAY_KEYS] / sizeof(uint64_t),
                                   .items = bytes[MANIFEST_ARRAY_ITEMS] / sizeof(uint64_t),
                                   .files = bytes[MANIFEST_ARRAY_FILES] / sizeof(struct manifest_file),
                                   .reads = draft->read_count,
                                   .gone = bytes[MANIFEST_ARRAY_GONE] / sizeof(uint32_t),
                                   .text = bytes[MANIFEST_ARRAY_TEXT]};
  header.checksum = manifest_file_sum(&header, XXH3_64bits_digest(draft->sum));
  write_at(draft, 0, (struct view){(const char *)&header, sizeof header});
}

bool manifest_draft_save(struct manifest_draft *draft, const struct manifest_state *state) {
  char path[PATH_MAX], fresh[PATH_MAX];
  write_waiting(draft);
  write_header(draft, state);
  errno = draft->error;
  if (draft->error != 0 || !name_files(draft, path, fresh)) return false;
  int file = draft->file;
  draft->file = -1;
  if (close(file) != 0 || rename(fresh, path) != 0) {
    int saved = errno;
    unlink(fresh);
    errno = saved;
    return false;
  }
  if (draft->before == NULL && manifest_file_name(draft->folder, draft->output, MANIFEST_LATER, false, path))
    unlink(path);
  return true;
}

void manifest_draft_close(struct manifest_draft *draft) {
  char path[PATH_MAX], fresh[PATH_MAX];
  if (draft->file >= 0) {
    close(draft->file);
    if (name_files(draft, path, fresh)) unlink(fresh);
  }
  buffer_free(&draft->waiting);
  XXH3_freeState(draft->sum);
  *draft = (struct manifest_draft){.file = -1};
}
