/* What is left as it is typed although it looks like markup, and what readers would see otherwise than it was
 * meant: told where it stands, each kind once a block. */
#ifndef KYKET_PARSE_BODY_LEFTOVERS_H
#define KYKET_PARSE_BODY_LEFTOVERS_H

#include "parse/body/output.h"

/* Warns of signs of markup in a text of the block at hand ("left-markup"), of short codes of other programs
 * ("short-code") and of days that there are none of ("bad-date"). */
void body_warn_leftovers(struct body_output *output, struct view text);

/* Warns of a paragraph's lines that end in a full stop and run together ("joined-lines"), are rows of a table
 * without its rule ("table-columns"), or begin with markers that are none. */
void body_warn_paragraph(struct body_output *output, cmark_node *paragraph);

/* Warns of a fence of code that nothing closes ("open-fence"). */
void body_warn_open_fence(struct body_output *output, cmark_node *code);

#endif
