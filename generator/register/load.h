/* The way from a source to a registry. */
#ifndef KYKET_REGISTER_LOAD_H
#define KYKET_REGISTER_LOAD_H

#include "register/registry.h"
#include "source/source.h"

/* Reads the whole register. Errors of the content are in the diagnostics, and then the registry must not be
 * published; NULL when the source failed. `history` may be false to leave out last changes. */
struct registry *registry_load(struct source *source, const struct registry_options *options, bool history,
                               struct diagnostics *diagnostics);

#endif
