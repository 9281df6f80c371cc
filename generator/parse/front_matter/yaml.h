/* YAML's events with bounds and places: libyaml's, and for the common YAML of registers a faster reader.
 * Aliases and anchors are refused, so nothing can multiply; nesting, size, the number of values and the
 * length of each are limited. */
#ifndef KYKET_PARSE_FRONT_MATTER_YAML_H
#define KYKET_PARSE_FRONT_MATTER_YAML_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "parse/front_matter/simple_yaml.h"

#define YAML_SIZE_LIMIT ((size_t)4 * 1024 * 1024)
#define YAML_VALUE_LIMIT ((size_t)SIMPLE_YAML_SIZE_LIMIT) /* bytes: a simple text has none that is longer */
#define YAML_DEPTH_LIMIT 32u
#define YAML_EVENT_LIMIT 1000000u

struct yaml_reader {
  struct view file;
  struct view text;
  uint32_t first_line; /* of the text in the file, from 1 */
  struct arena *arena;
  struct arena *ids; /* of references, which are needed only until these are resolved; else the same arena */
  struct diagnostics *diagnostics;
  struct yaml_event event;   /* the current one */
  struct simple_yaml simple; /* all events of a simple text; `events` of them have been read */
  bool is_simple;
  bool may_have_comments; /* a # stands somewhere in the text */
  struct view rest;       /* the lines from number `rest_line` on, counted from 0, as libyaml counts */
  size_t rest_line;
  bool failed; /* a diagnostic was given; every further call fails */
  unsigned depth, events;
  yaml_parser_t parser; /* set up unless the text is simple */
  yaml_event_t parsed;  /* what the current event is made from */
};

/* Starts on UTF-8 text and moves to the first event inside the document; false when there is none (empty: no
 * diagnostic) or it is no YAML (diagnostic). Close in any case. */
bool yaml_reader_open(struct yaml_reader *reader, struct view text, struct view file, uint32_t first_line,
                      struct arena *arena, struct diagnostics *diagnostics);
void yaml_reader_close(struct yaml_reader *reader);

/* Moves on; false at an error, which has been reported. */
bool yaml_reader_next(struct yaml_reader *reader);

/* Moves past the current value, however deep it is. */
bool yaml_reader_skip(struct yaml_reader *reader);

/* The kind of the current event. */
static inline yaml_event_type_t yaml_reader_type(const struct yaml_reader *reader) {
  return reader->event.type;
}

/* Where the current event begins in the file. */
static inline struct source_location yaml_reader_location(const struct yaml_reader *reader) {
  return reader->event.location;
}

/* The current scalar as it is written, gone when the reader moves on. */
static inline struct view yaml_reader_value(const struct yaml_reader *reader) {
  return reader->event.value;
}

/* The current scalar in NFC, copied into the reader's arena; or into another one. */
struct view yaml_reader_scalar(struct yaml_reader *reader);
struct view yaml_reader_scalar_in(struct yaml_reader *reader, struct arena *arena);

/* Reports what in the text up to a place may have made it another value than was meant, with the code
 * "yaml-syntax"; false when all looks right. */
bool yaml_reader_find_cause(struct yaml_reader *reader, struct source_location location);

/* Whether the current scalar says "nothing": plain and empty, ~ or null. */
bool yaml_reader_is_null(const struct yaml_reader *reader);

#endif
