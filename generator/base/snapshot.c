#include "base/memory.h"
#include "base/snapshot_files.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

_Static_assert(sizeof(struct snapshot_index_header) % SNAPSHOT_ALIGNMENT == 0, "records stand behind it");
_Static_assert(sizeof(struct snapshot_record) == 40, "records have no holes");

static struct view map_file(const char *path, const char *suffix) {
  char *name = snapshot_file_path(path, suffix);
  int file = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct view bytes = file < 0 ? (struct view){NULL, 0} : snapshot_map(file);
  if (file >= 0) close(file);
  free(name);
  return bytes;
}

static bool read_index(struct snapshot *snapshot, struct view stamp) {
  struct view index = snapshot->index;
  struct snapshot_index_header header;
  if (index.length < sizeof header) return false;
  memcpy(&header, index.data, sizeof header);
  uint64_t rest = index.length - sizeof header, records = header.count * sizeof *snapshot->records;
  if (header.format != SNAPSHOT_FORMAT || header.count > rest / sizeof *snapshot->records ||
      header.names > rest || rest - header.names != records ||
      header.stamp != XXH3_64bits(stamp.data, stamp.length) ||
      header.hash != XXH3_64bits(index.data + sizeof header.hash, index.length - sizeof header.hash))
    return false;
  snapshot->records = (const void *)(index.data + sizeof header);
  snapshot->count = header.count;
  snapshot->names = view_slice(index, sizeof header + records, SIZE_MAX);
  snapshot->number = header.number;
  return true;
}

static bool are_of_index(struct view values, uint64_t number) {
  struct snapshot_values_header header;
  if (values.length < sizeof header) return false;
  memcpy(&header, values.data, sizeof header);
  return header.format == SNAPSHOT_FORMAT && header.number == number;
}

struct snapshot *snapshot_open(const char *path, struct view stamp) {
  struct snapshot *snapshot = memory_allocate(1, sizeof *snapshot);
  snapshot->index = map_file(path, "index");
  if (read_index(snapshot, stamp)) snapshot->values = map_file(path, "values");
  if (are_of_index(snapshot->values, snapshot->number)) return snapshot;
  snapshot_close(snapshot);
  return NULL;
}

void snapshot_close(struct snapshot *snapshot) {
  if (snapshot == NULL) return;
  snapshot_unmap(snapshot->index);
  snapshot_unmap(snapshot->values);
  free(snapshot);
}

size_t snapshot_count(const struct snapshot *snapshot) {
  return snapshot->count;
}

static bool is_inside(const struct snapshot *snapshot, const struct snapshot_record *record) {
  return record->offset % SNAPSHOT_ALIGNMENT == 0 && record->offset <= snapshot->values.length &&
         record->length <= snapshot->values.length - record->offset;
}

bool snapshot_find(const struct snapshot *snapshot, struct snapshot_cursor *cursor, struct view name,
                   const unsigned char *version, struct snapshot_place *place) {
  while (cursor->record < snapshot->count) {
    const struct snapshot_record *record = &snapshot->records[cursor->record];
    struct view found = view_slice(snapshot->names, cursor->name, record->name_length);
    bool same = view_equal(found, name);
    if (!same && view_compare(found, name) > 0) return false;
    cursor->record++;
    cursor->name += record->name_length;
    if (!same) continue;
    if (memcmp(record->version, version, sizeof record->version) != 0 || !is_inside(snapshot, record))
      return false;
    *place = (struct snapshot_place){record->offset, record->length};
    return record->length > 0;
  }
  return false;
}

void snapshot_let_go(const struct snapshot *snapshot) {
  memory_let_go(snapshot->index.data, snapshot->index.length);
  memory_let_go(snapshot->values.data, snapshot->values.length);
}

struct view snapshot_value(const struct snapshot *snapshot, struct snapshot_place place) {
  return view_slice(snapshot->values, place.offset, place.length);
}
