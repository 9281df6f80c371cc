/* Brackets and quotes that are opened and never closed. They may close in another block: a list stands in
 * brackets, and a quotation has several paragraphs, each of which may begin with the sign again. */
#ifndef KYKET_PARSE_BODY_UNCLOSED_H
#define KYKET_PARSE_BODY_UNCLOSED_H

#include "parse/body/output.h"

/* Counts those of a text of the block at hand. */
void body_unclosed_read(struct body_output *output, struct view text);

/* Warns of each kind that is open at the body's end, where it was opened ("left-markup"). */
void body_unclosed_report(struct body_output *output);

#endif
