/* The record types as a JSON Schema (https://json-schema.org/draft/2020-12), for editors and other programs.
 */
#ifndef KYKET_FORMATS_JSON_SCHEMA_H
#define KYKET_FORMATS_JSON_SCHEMA_H

#include "schema/records.h"

#include <jansson.h>

/* The schema of a file's front matter, or of a data file (a list of mappings with `id`) or site.yaml. A new
 * reference; NULL when memory is short. */
json_t *json_schema_of(const struct record_type *type);

/* All of them in one schema, each below $defs. */
json_t *json_schema_of_all(void);

#endif
