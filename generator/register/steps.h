/* Steps on the way to a whole registry that don't need each other, done side by side on all cores. */
#ifndef KYKET_REGISTER_STEPS_H
#define KYKET_REGISTER_STEPS_H

#include "register/growing.h"
#include "register/registry.h"

/* Writes nothing that another step beside it reads or writes. What it makes lies in the arena of `lists`,
 * which lives as long as the registry. */
typedef void registry_step(struct registry *registry, struct growing *lists, struct diagnostics *found);

/* Returns when all are done. What they have found is added in the order of the steps. Those that take longest
 * should come first. */
void steps_do(struct registry *registry, registry_step *const *steps, size_t count,
              struct diagnostics *diagnostics);

void steps_free(struct step_rooms *rooms);

#endif
