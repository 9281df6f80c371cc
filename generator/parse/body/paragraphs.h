/* Lines that readers see otherwise than they were meant, or not at all. */
#ifndef KYKET_PARSE_BODY_PARAGRAPHS_H
#define KYKET_PARSE_BODY_PARAGRAPHS_H

#include "parse/body/output.h"

/* Warns of a paragraph's lines that run together although each says something of its own ("joined-lines"),
 * are rows of a table without its rule ("table-columns"), begin with markers that are none ("left-markup",
 * "short-code"), say what stands right above ("repeated-text"), or are none of the text's own
 * ("copied-rest"). */
void body_warn_paragraph(struct body_output *output, cmark_node *paragraph);

/* Warns of a fence of code that nothing closes ("open-fence"). */
void body_warn_open_fence(struct body_output *output, cmark_node *code);

/* Warns of lines that say where a link leads that is nowhere, so that nothing of them is seen
 * ("unused-definition"). */
void body_warn_definitions(struct body_job *job);

#endif
