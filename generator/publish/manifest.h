/* What is published, and what each page of it has read: kept in the cache's folder between builds, one file
 * an output folder. A build that finds the manifest of what is published makes only the pages again that read
 * something that is different now. */
#ifndef KYKET_PUBLISH_MANIFEST_H
#define KYKET_PUBLISH_MANIFEST_H

#include "publish/output.h"
#include "register/fingerprints.h"

struct manifest_read {
  uint32_t number; /* of an entry, see struct fingerprints; or READS_WORLD */
  uint32_t mask;   /* of the bits of schema/reads.h */
};

struct manifest_file {
  uint64_t inputs;      /* see website_inputs */
  uint64_t content;     /* stands for its bytes */
  uint64_t path_begin;  /* in `text` */
  uint64_t first_read;  /* in `reads` */
  uint32_t path_length; /* in bytes */
  uint32_t read_count;
};

struct manifest {
  uint64_t stamp; /* of what every page depends on: the program, the theme, site.yaml, the options */
  uint64_t today; /* the day on which it was judged */
  struct fingerprints entries;
  struct manifest_file *files; /* sorted by path, bytewise */
  size_t file_count;
  struct manifest_read *reads;
  size_t read_count;
  struct view text;   /* the paths */
  struct view mapped; /* the file in memory, where it was opened */
};

static inline struct view manifest_path(const struct manifest *manifest, const struct manifest_file *file) {
  return view_slice(manifest->text, file->path_begin, file->path_length);
}

/* Of the files' paths and contents: names what is published. Never 0. */
uint64_t manifest_id(const struct manifest *manifest);

/* Opens the manifest that was saved for the output and describes what is published there; false when there is
 * none or it is damaged. Release with manifest_close. */
bool manifest_open(struct manifest *manifest, const char *folder, const struct output *output);

/* Saves it in the folder, which is made when it is missing (not its parents), in one step. False with errno:
 * then what was there before is gone or as it was. */
bool manifest_save(const struct manifest *manifest, const char *folder, const struct output *output);

void manifest_close(struct manifest *manifest);

#endif
