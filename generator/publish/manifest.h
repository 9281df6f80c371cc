/* What is published, and what each page of it has read: kept in the cache's folder between builds. A build
 * that finds the manifest of what is published makes only the pages again that read something that is
 * different now.
 *
 * For each output folder there are two files: one with the whole, and one with what has become different
 * since, so that a build that changes little writes little. Entries keep their numbers until the whole is
 * written again. */
#ifndef KYKET_PUBLISH_MANIFEST_H
#define KYKET_PUBLISH_MANIFEST_H

#include "publish/output.h"
#include "register/fingerprints.h"

struct manifest_entry {
  uint64_t key; /* 0: it is gone */
  const uint64_t *items;
  uint32_t item_count;
};

/* Of neighbouring entries of which the same was read, two elements stand for all: see manifest_next_reads. */
struct manifest_read {
  uint32_t number; /* of an entry; or READS_WORLD */
  uint32_t mask;   /* of the bits of schema/reads.h */
};

struct manifest_file {
  uint64_t inputs;      /* see website_inputs */
  uint64_t content;     /* stands for its bytes */
  uint64_t bytes;       /* how many there are; 0: not known */
  uint64_t path_begin;  /* in the texts of both files, the whole's first */
  uint64_t first_read;  /* in the reads of both files, the whole's first */
  uint32_t path_length; /* in bytes */
  uint32_t read_count;  /* MANIFEST_GONE: there is no such file any more */
};
#define MANIFEST_GONE UINT32_MAX

/* What one of the two files holds, or a part that is still to be saved. */
struct manifest_part {
  uint64_t *keys;  /* of the entries */
  uint64_t *items; /* their fingerprints, one entry's behind the other's */
  struct manifest_file *files;
  struct manifest_read *reads;
  uint32_t *ends;    /* of each entry in `items` */
  uint32_t *numbers; /* of the entries; in the whole they are numbered from 1 */
  uint32_t *places;  /* of the files in the whole, from 1; 0: they are not there. The whole has none. */
  uint32_t *gone;    /* numbers of entries */
  struct view text;  /* the paths */
  size_t entry_count, item_count, file_count, read_count, gone_count;
};

/* The state of a site, by which it is known. */
struct manifest_state {
  uint64_t stamp; /* of what every page depends on: the program, the theme, site.yaml, the options */
  uint64_t today; /* the day on which it was judged */
  uint64_t sum;   /* of manifest_sum of all files */
  uint64_t file_count;
};

struct manifest {
  struct manifest_state state;
  struct manifest_entry *entries; /* by number, from 1 on */
  size_t entry_count;
  const struct manifest_file **files; /* sorted by path, bytewise */
  size_t file_count;
  struct manifest_part whole, later;
  uint64_t whole_checksum;
  struct view whole_bytes, later_bytes; /* the files in memory */
  struct arena arena;
};

struct view manifest_path(const struct manifest *manifest, const struct manifest_file *file);
const struct manifest_read *manifest_reads(const struct manifest *manifest, const struct manifest_file *file);

/* Entries one after the other of which the same was read. */
struct manifest_run {
  uint32_t number, count, mask;
};

#define MANIFEST_RUN (UINT32_C(1) << 31) /* in a number: that of the next element is how many there are */

/* Takes the next of the reads, which must not be at their end. */
static inline struct manifest_run manifest_next_reads(const struct manifest_read **reads) {
  const struct manifest_read *read = (*reads)++;
  if ((read->number & MANIFEST_RUN) == 0) return (struct manifest_run){read->number, 1, read->mask};
  return (struct manifest_run){read->number & ~MANIFEST_RUN, (*reads)++->number, read->mask};
}

/* Reads of files that are being gathered. Zero-initialise; set `run` to 0 before each file's; free(items). */
struct manifest_reads {
  struct manifest_read *items;
  size_t count, capacity, newest;
  uint32_t run; /* how many entries the newest read stands for */
};

void manifest_add_read(struct manifest_reads *reads, uint32_t number, uint32_t mask);

/* Of one file. */
uint64_t manifest_sum(struct view path, uint64_t content);

/* Of the files' paths and contents: names what is published. Never 0. */
uint64_t manifest_id(const struct manifest_state *state);

/* Opens the manifest that was saved for the output and describes what is published there, by its id; false
 * when there is none or it is damaged. Release with manifest_close. */
bool manifest_open(struct manifest *manifest, const char *folder, const struct output *output);

/* Whether so much has become different since that the whole should be written again. */
bool manifest_is_worn(const struct manifest *manifest);

/* What was looked at of a large manifest needs no memory for now. */
void manifest_let_go(const struct manifest *manifest);

void manifest_close(struct manifest *manifest);

#endif
