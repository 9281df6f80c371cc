/* What is different from what was published: of the entries, and so of the pages that have read them. */
#ifndef KYKET_DEPEND_CHANGES_H
#define KYKET_DEPEND_CHANGES_H

#include "depend/fingerprints.h"
#include "depend/manifest.h"

/* Entries have two numbers: the old one, in the manifest, and the new one, in the fingerprints of now. */
struct changes {
  uint32_t *masks;   /* by the old numbers: the bits that are different now */
  uint32_t *numbers; /* by the old numbers: the new ones; 0 of an entry that is gone */
  uint32_t *olds;    /* by the new numbers: the old ones; 0 of an entry that was not there */
};

/* Finds the entries of the manifest among those of now; no masks are known yet. Lives in the arena. */
void changes_begin(struct changes *changes, const struct manifest *old, const struct fingerprints *now,
                   struct arena *arena);

/* Compares the entries of now from number `begin` up to but not `end`; puts the fingerprints of those that
 * are not as they were among those of now. Threads may compare different ones. */
void changes_compare(struct changes *changes, const struct manifest *old, struct fingerprints *now,
                     size_t begin, size_t end);

/* When all are compared: whether anything is different, and the day. */
void changes_finish(struct changes *changes, const struct manifest *old, const struct fingerprints *now,
                    uint64_t today);

/* Whether a file of these inputs (see website_inputs) would come out as it is published. */
bool changes_is_unchanged(const struct changes *changes, const struct manifest *old,
                          const struct manifest_file *file, uint64_t inputs);

#endif
