/* What is left as it is typed although it looks like markup, and what readers would see otherwise than it was
 * meant: told where it stands, each kind once a block. */
#ifndef KYKET_PARSE_BODY_LEFTOVERS_H
#define KYKET_PARSE_BODY_LEFTOVERS_H

#include "parse/body/output.h"

/* Warns of signs of markup in a text of the block at hand ("left-markup"), of short codes of other programs
 * ("short-code") and of days that there are none of ("bad-date"). */
void body_warn_leftovers(struct body_output *output, struct view text);

/* Warns of lines of a paragraph that end in a full stop and run together ("joined-lines"). */
void body_warn_joined_lines(struct body_output *output, cmark_node *paragraph);

#endif
