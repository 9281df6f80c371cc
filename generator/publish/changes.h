/* What is different from what was published: of the entries, and so of the pages that have read them. */
#ifndef KYKET_PUBLISH_CHANGES_H
#define KYKET_PUBLISH_CHANGES_H

#include "publish/manifest.h"
#include "site/website.h"

struct changes {
  uint32_t *masks;   /* by the old numbers of the entries: the bits that are different now */
  uint32_t *numbers; /* by the old numbers: the new ones; 0 of an entry that is gone */
  bool any;          /* anything at all is different */
};

/* Compares what the manifest knows with the entries and the day of now. Lives in the arena. */
void changes_find(struct changes *changes, const struct manifest *old, const struct fingerprints *now,
                  uint64_t today, struct arena *arena);

/* Whether a file of these inputs (see website_inputs) would come out as it is published. */
bool changes_spare(const struct changes *changes, const struct manifest *old,
                   const struct manifest_file *file, uint64_t inputs);

#endif
