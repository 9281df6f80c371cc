/* The manifest: what is published in an output folder, and what each page of it has read. A build that finds
 * the manifest of what is published makes only those pages again that read something that is different now.
 *
 * For each output there are two files in the cache, of the same arrays: the whole, and what has changed since
 * it was written. Entries keep their numbers until the whole is written again, which happens when the second
 * file has grown to a quarter of it. The second file is there for increments: at 10,000 entries one news item
 * costs a tenth more processor time without it, and 5.2 MB instead of 0.1 MB to sync. */
#ifndef KYKET_DEPEND_MANIFEST_H
#define KYKET_DEPEND_MANIFEST_H

#include "base/arena.h"
#include "cache/file.h"

struct manifest_entry {
  uint64_t key; /* 0: it is gone */
  const uint64_t *items;
  uint32_t item_count;
};

/* Runs of entries with one mask are run-length encoded in two elements, see manifest_next_reads. */
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
  uint32_t read_count;  /* MANIFEST_DELETED: there is no such file any more */
};
#define MANIFEST_DELETED UINT32_MAX

/* What is published, as a whole. */
struct manifest_state {
  uint64_t today; /* the day that statuses were worked out for */
  uint64_t sum;   /* of manifest_sum of all files */
  uint64_t file_count;
};

/* The arrays of each of the two files, in the order in which they become known. */
enum manifest_array {
  MANIFEST_KEYS,
  MANIFEST_ITEMS,
  MANIFEST_READS,
  MANIFEST_FILES,
  MANIFEST_ENDS,
  MANIFEST_NUMBERS,
  MANIFEST_PLACES,
  MANIFEST_TEXT,
  MANIFEST_STATE,
  MANIFEST_ARRAYS,
};

/* One of the two files, or what is still to be saved. */
struct manifest_part {
  uint64_t *keys;  /* of the entries; 0: gone */
  uint64_t *items; /* their fingerprints, one entry's behind the other's */
  struct manifest_read *reads;
  struct manifest_file *files;
  uint32_t *ends;    /* of each entry in `items` */
  uint32_t *numbers; /* of the entries; none in the whole, where they are numbered from 1 */
  uint32_t *places;  /* of the files in the whole, from 1; 0: not there; none in the whole */
  struct view text;  /* the paths */
  size_t entry_count, item_count, file_count, read_count;
};

struct manifest {
  struct manifest_state state;
  struct manifest_entry *entries; /* by number, from 1 on */
  size_t entry_count;
  const struct manifest_file **files; /* sorted by path, bytewise */
  size_t file_count;
  struct manifest_part whole, later;
  struct cache_file whole_file, later_file;
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

/* Of one file. */
uint64_t manifest_sum(struct view path, uint64_t content);

/* Of the files' paths and contents: names what is published. Never 0. */
uint64_t manifest_id(const struct manifest_state *state);

/* An array of a part: where its pointer is, how long an element is, and how many there are. */
struct manifest_span {
  void **start;
  size_t size, count;
};

/* All but the state. */
void manifest_part_spans(struct manifest_part *part, struct manifest_span spans[static MANIFEST_STATE]);

/* Opens the manifest that was saved of an output (see cache_map) for this stamp, which stands for all that
 * every page depends on (the program, the theme, site.yaml, the options), when it describes what is published
 * there by this id (0: not known). False when there is none or it is damaged. Release with manifest_close. */
bool manifest_open(struct manifest *manifest, const struct cache *cache, uint64_t output, uint64_t stamp,
                   uint64_t id);

/* Of a zeroed or closed one: no. */
static inline bool manifest_is_open(const struct manifest *manifest) {
  return manifest->whole_file.bytes.data != NULL;
}

/* Whether so much has changed since that the whole should be written again. */
bool manifest_needs_rewrite(const struct manifest *manifest);

/* What was looked at of a large manifest gives its memory back for now. */
void manifest_evict(const struct manifest *manifest);

void manifest_close(struct manifest *manifest);

#endif
