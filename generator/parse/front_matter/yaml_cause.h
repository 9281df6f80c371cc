/* Why a text is no YAML: what its writer did, not what a parser did not find. */
#ifndef KYKET_PARSE_FRONT_MATTER_YAML_CAUSE_H
#define KYKET_PARSE_FRONT_MATTER_YAML_CAUSE_H

#include "base/diagnostics.h"

/* What a parser of YAML says. */
struct yaml_failure {
  struct view text;    /* the whole of it */
  uint32_t first_line; /* of the text in its file, from 1 */
  struct source_location
      location; /* in the file; where the parser noticed it, which is where it is or behind */
};

/* Adds one diagnostic (code "yaml-syntax"), at the first line of those up to the failure's that a writer got
 * wrong; at the failure's own place when each of them looks right. Time is linear in the text. */
void yaml_report_cause(const struct yaml_failure *failure, struct view file, struct diagnostics *diagnostics);

/* The same, but when each line looks right nothing is added and it is false. */
bool yaml_find_cause(const struct yaml_failure *failure, struct view file, struct diagnostics *diagnostics);

/* Whether the text is a key, a colon and a value without the blank that must stand between; these are its
 * parts then. */
bool yaml_lacks_blank(struct view text, struct view *key, struct view *value);

/* "key: value" as it should be typed, with quotes if the value needs them; a long value is cut. */
void yaml_write_line(struct buffer *buffer, struct view key, struct view value);

/* The bytes of a sign that is typed in the place of the "- " of an item ("–", "•", a hyphen without its
 * blank), with the blanks behind it; 0: the text begins with none, or has nothing behind it. */
size_t yaml_item_sign(struct view text);

/* The name of the invisible character that the text begins with and its length in bytes; false: it begins
 * with none. */
bool yaml_invisible_character(struct view text, enum phrase *name, size_t *length);

/* Writes a comment as programs have it, between slashes and stars or behind two slashes, as YAML has it;
 * false where the text begins with none. */
bool yaml_write_comment(struct buffer *buffer, struct view text);

#endif
