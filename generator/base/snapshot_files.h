/* The two files of a snapshot, for those who read and write them. */
#ifndef KYKET_BASE_SNAPSHOT_FILES_H
#define KYKET_BASE_SNAPSHOT_FILES_H

#include "base/snapshot.h"

enum { SNAPSHOT_FORMAT = 0x6b796f01, SNAPSHOT_ALIGNMENT = 8 };

/* What PATH.values begins with; its number is random. */
struct snapshot_values_header {
  uint64_t format, number;
};

/* PATH.index: this, the records by their names, and the names one behind the other. */
struct snapshot_index_header {
  uint64_t hash; /* of what follows */
  uint64_t stamp, number, names;
  uint32_t format, count;
};

struct snapshot_record {
  uint64_t offset;
  uint32_t length, name_length;
  unsigned char version[SNAPSHOT_VERSION_BYTES];
  uint32_t unused;
};

struct snapshot {
  struct view index, values; /* the files in memory */
  uint64_t number;
  const struct snapshot_record *records;
  size_t count;
  struct view names;
};

/* "PATH.SUFFIX"; free with free(). */
char *snapshot_file_path(const char *path, const char *suffix);

/* An open regular file in memory, {NULL, 0} when it is empty or can't be. Release with snapshot_unmap. */
struct view snapshot_map(int file);
void snapshot_unmap(struct view bytes);

/* A file to be written that has no name yet; on a file system without such files one that is named
 * PATH.SUFFIX-new. */
struct snapshot_draft {
  char *path;     /* where it belongs */
  char *new_path; /* its name until then, NULL: none */
  int file;       /* -1: none */
};

/* False with errno. Nothing is made before. */
bool snapshot_draft_open(struct snapshot_draft *draft, const char *path, const char *suffix);
/* Gives it its name, in the place of what has that name. */
bool snapshot_draft_publish(struct snapshot_draft *draft);
/* Removes it when it was not published. */
void snapshot_draft_close(struct snapshot_draft *draft);

#endif
