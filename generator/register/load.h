/* A register from its files to records that are linked: the stages of register/stages.h in their order. */
#ifndef KYKET_REGISTER_LOAD_H
#define KYKET_REGISTER_LOAD_H

#include "register/registry.h"

/* Reads the whole register. Errors of the content are in the diagnostics, and then the registry must not be
 * published; NULL when the source failed. `history` may be false to leave out last changes. */
struct registry *registry_load(struct source *source, const struct registry_options *options, bool history,
                               struct diagnostics *diagnostics);

void registry_free(struct registry *registry);

#endif
