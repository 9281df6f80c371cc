/* YAML is read into records as the tables of the record types say, without a tree between them. */
#ifndef KYKET_PARSE_FRONT_MATTER_DECODE_H
#define KYKET_PARSE_FRONT_MATTER_DECODE_H

#include "parse/front_matter/yaml.h"
#include "schema/type.h"

/* Reads the mapping that the reader stands on into `record`, a zeroed structure of `type`, and moves past it.
 * What is wrong is reported (codes "unknown-key", "duplicate-key", "wrong-type", "bad-date", "bad-url",
 * "bad-path", "bad-number", "unknown-choice", "invalid-character", "missing-field") and the value left out.
 * False only when the YAML itself is broken. */
bool decode_record(struct yaml_reader *reader, const struct record_type *type, void *record);

/* Reports that the current value should have been something else. */
void decode_wrong_type(struct yaml_reader *reader, const char *what, enum phrase expected);

#endif
