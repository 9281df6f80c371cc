/* Rules that look at one entry after another, the hidden ones too. Most entries break none: that is found out
 * on all cores, and only the others are told of, in their order. */
#ifndef KYKET_REGISTER_EXAMINE_H
#define KYKET_REGISTER_EXAMINE_H

#include "register/registry.h"

struct examination {
  void *context;
  /* Whether there is nothing to say. Threads ask at once, of different entries. */
  bool (*passes)(void *context, struct entry *entry);
  /* Says it; of a draft it becomes a note. */
  void (*report)(void *context, struct entry *entry, struct diagnostics *found);
};

void registry_examine(const struct registry *registry, const struct examination *examination,
                      struct diagnostics *diagnostics);

#endif
