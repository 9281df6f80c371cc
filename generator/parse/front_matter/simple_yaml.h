/* The YAML that registers are written in, read many times faster than libyaml does: mappings and lists by
 * indentation, keys of letters, digits, `_`, `-` and `.`, values of one line (plain, or in quotes without
 * escapes), lists in brackets on one line, comments. It either takes a whole text or leaves it: whatever else
 * it has, errors above all, libyaml reads and reports. What is taken gives the very events that
 * libyaml gives, at the same places (tests/fuzz/yaml.c). YAML 1.1, https://yaml.org/spec/1.1/. */
#ifndef KYKET_PARSE_FRONT_MATTER_SIMPLE_YAML_H
#define KYKET_PARSE_FRONT_MATTER_SIMPLE_YAML_H

#include "base/source_location.h"

#include <yaml.h>

enum { SIMPLE_YAML_SIZE_LIMIT = 1 << 16 }; /* bytes of a text that is taken */

/* Types and styles are libyaml's. */
struct yaml_event {
  yaml_event_type_t type;
  yaml_scalar_style_t style; /* of a scalar */
  struct source_location location;
  struct view value; /* a scalar's; in the text, or libyaml's */
  const char *tag;   /* NULL: none */
  /* Of a plain scalar: the comment behind it on its line, with its #; empty: none. The blanks between the two
   * are before it. */
  struct view comment;
};

/* From the first event inside the document to the stream's end. Zero-initialise; simple_yaml_free frees it.
 */
struct simple_yaml {
  struct yaml_event *events;
  size_t count, capacity;
};

/* Whether the text, whose first line has that number, was taken. The events are gone with the text. */
bool simple_yaml_read(struct simple_yaml *yaml, struct view text, uint32_t first_line);
void simple_yaml_free(struct simple_yaml *yaml);

#endif
