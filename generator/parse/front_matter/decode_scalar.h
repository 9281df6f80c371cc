/* One scalar of YAML into one value. */
#ifndef KYKET_PARSE_FRONT_MATTER_DECODE_SCALAR_H
#define KYKET_PARSE_FRONT_MATTER_DECODE_SCALAR_H

#include "parse/front_matter/yaml.h"
#include "schema/type.h"

/* Reads the current scalar into the value, of the kind that the field has (FIELD_TEXTS and FIELD_REFERENCES:
 * one element). False when it does not fit: reported, and the value stays zero. Does not move on. */
bool decode_scalar(struct yaml_reader *reader, const struct field *field, void *value);

/* Warns of a value that a comment or YAML's sign ! has cut something off, and shows it in quotes: a text
 * before a comment, or nothing before one that is glued to its #; where that leaves nothing of what is
 * required it is an error. Whether it did. */
bool decode_warn_cut(struct yaml_reader *reader, const struct field *field);

#endif
