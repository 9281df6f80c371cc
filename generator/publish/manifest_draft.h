/* A manifest that is being saved, array by array, beside the one that is there: the entries' fingerprints,
 * then what each page reads while pages are made, and all else at the end, so that memory holds little of it.
 */
#ifndef KYKET_PUBLISH_MANIFEST_DRAFT_H
#define KYKET_PUBLISH_MANIFEST_DRAFT_H

#include "base/buffer.h"
#include "publish/manifest_file.h"

#include <stdatomic.h>

struct manifest_draft {
  const char *folder;
  const struct output *output;
  const struct manifest *before;
  int file;
  atomic_int error; /* 0: none, see manifest_draft_save */
  atomic_uint_least64_t read_count;
  uint64_t bytes[MANIFEST_ARRAYS]; /* of what was added, but the reads */
  struct buffer waiting;           /* to be written behind all else */
  uint64_t at;                     /* its place in the file; of the reads where they begin */
  struct XXH3_state_s *sum;        /* of what stands before it */
};

/* Begins a whole; or what goes on from `before`, which was opened and must stay, unless it is NULL. The
 * folder is made when it is missing (not its parents). */
void manifest_draft_open(struct manifest_draft *draft, const struct manifest *before, const char *folder,
                         const struct output *output);

/* Adds to an array other than the reads, one array behind the other in their order. */
void manifest_draft_add(struct manifest_draft *draft, enum manifest_array array, const void *data,
                        size_t bytes);

/* Adds the arrays from `first` to `last`, behind those of what had become different before. */
void manifest_draft_add_part(struct manifest_draft *draft, const struct manifest_part *part,
                             enum manifest_array first, enum manifest_array last);

/* When their turn has come. */
void manifest_draft_begin_reads(struct manifest_draft *draft);
void manifest_draft_end_reads(struct manifest_draft *draft);

/* Tells where the first stands, as in struct manifest_file. Several threads may do this. */
uint64_t manifest_draft_add_reads(struct manifest_draft *draft, const struct manifest_read *reads,
                                  size_t count);

/* Puts the manifest in the place of what is there, in one step; with a whole, what goes on from another is
 * removed. False with errno when that or anything before it failed: then what was there before is gone or as
 * it was. */
bool manifest_draft_save(struct manifest_draft *draft, const struct manifest_state *state);

/* What was not saved is removed. */
void manifest_draft_close(struct manifest_draft *draft);

#endif
