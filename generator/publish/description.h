/* What a build has published, written down as a manifest: as a whole, or as what is different since the last
 * one. */
#ifndef KYKET_PUBLISH_DESCRIPTION_H
#define KYKET_PUBLISH_DESCRIPTION_H

#include "publish/manifest_draft.h"
#include "publish/published.h"

/* One file of the website on its way. */
struct publish_task {
  const struct website_file *file;
  const struct manifest_file *old; /* as it was published; NULL: it was not, or it is not known */
  uint64_t first_read;             /* of a page that was made, as in struct manifest_file */
  uint32_t read_count;
  bool spared;  /* it stays as it was */
  bool changed; /* other bytes than before */
  uint64_t content, bytes;
};

struct description {
  struct published *published;
  struct manifest_draft *draft;        /* begun; has the reads of pages that were made */
  const struct manifest_part *entries; /* as they were begun */
  const struct website_files *files;
  const struct manifest_file **found; /* by file: what was published at its path, or NULL */
  const struct publish_task *tasks;   /* in the order of the files; a file without one is as it was found */
  size_t task_count;
  const struct manifest_file **removed;
  size_t removed_count;
  uint32_t *numbers; /* of the entries in the manifest, by those of now; NULL: they are the same, and the
                        manifest will be a whole */
  uint64_t today;
};

/* The numbers that entries get in what goes on from the manifest that is known: those they had, and new ones
 * for new entries. Lives in the arena. */
uint32_t *description_numbers(const struct published *published, struct arena *arena);

/* Begins the draft with what is known before pages are made; `numbers` as in the description. Forgets the
 * fingerprints. What is still to be added of the entries lives in the arena. */
struct manifest_part description_begin(struct manifest_draft *draft, struct published *published,
                                       const uint32_t *numbers, struct arena *arena);

/* Saves the description and tells the site's id, in any case. False with errno when it can't be saved. */
bool description_save(const struct description *description, uint64_t *id);

#endif
