/* The manifest's two files on the disk: a header, and the arrays of a part, one behind the other. */
#ifndef KYKET_PUBLISH_MANIFEST_FILE_H
#define KYKET_PUBLISH_MANIFEST_FILE_H

#include "publish/manifest.h"

enum manifest_file_kind { MANIFEST_WHOLE, MANIFEST_LATER };

struct manifest_header {
  uint64_t magic, checksum; /* see manifest_file_sum */
  uint64_t whole;           /* the checksum of what it goes on from; 0: it is a whole */
  struct manifest_state state;
  uint64_t entries, items, files, reads, gone, text;
};

#define MANIFEST_MAGIC UINT64_C(0x336d74656b796b0a)

/* The arrays in the order of the file, in which they become known; what must lie aligned comes first. In a
 * whole there are neither numbers nor places. */
enum manifest_array {
  MANIFEST_ARRAY_KEYS,
  MANIFEST_ARRAY_ITEMS,
  MANIFEST_ARRAY_READS,
  MANIFEST_ARRAY_FILES,
  MANIFEST_ARRAY_ENDS,
  MANIFEST_ARRAY_NUMBERS,
  MANIFEST_ARRAY_PLACES,
  MANIFEST_ARRAY_GONE,
  MANIFEST_ARRAY_TEXT,
  MANIFEST_ARRAYS,
};

/* Where a part has its arrays, by its counts. */
struct manifest_span {
  void **start;
  size_t bytes;
};
void manifest_file_arrays(struct manifest_part *part, enum manifest_file_kind kind,
                          struct manifest_span arrays[static MANIFEST_ARRAYS]);

/* The file's path. False when it is too long. */
bool manifest_file_name(const char *folder, const struct output *output, enum manifest_file_kind kind,
                        bool fresh, char path[static PATH_MAX]);

/* Of the header, but for what stands before it there, and the arrays, for which their own sum stands. */
uint64_t manifest_file_sum(const struct manifest_header *header, uint64_t arrays);

/* Maps the output's file of the kind. `whole` is the checksum of the whole that it goes on from; 0: it is one
 * itself. Its own is put in `checksum` unless that is NULL. False when there is none of these, or it is
 * damaged; what stands in the arrays is for the caller to check. The bytes are released with
 * manifest_file_close, in any case. */
bool manifest_file_open(const char *folder, const struct output *output, enum manifest_file_kind kind,
                        uint64_t whole, struct view *bytes, uint64_t *checksum, struct manifest_state *state,
                        struct manifest_part *part);

void manifest_file_close(struct view bytes);

#endif
