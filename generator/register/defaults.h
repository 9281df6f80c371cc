/* Data that a register need not bring itself. */
#ifndef KYKET_REGISTER_DEFAULTS_H
#define KYKET_REGISTER_DEFAULTS_H

#include "schema/records.h"

/* The YAML that stands for a data file which is not there: the usual types of agreements for
 * agreement-types.yaml; data NULL for the others. */
struct view defaults_of(const struct record_type *type);

#endif
