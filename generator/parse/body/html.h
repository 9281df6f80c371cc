/* Writes cmark's tree as HTML. */
#ifndef KYKET_PARSE_BODY_HTML_H
#define KYKET_PARSE_BODY_HTML_H

#include "parse/body/output.h"

/* Writes the blocks below `root`, its own start and end left out. */
void body_html_write(struct body_output *output, cmark_node *root);

/* Writes the footnotes that were referred to, and those that they refer to. */
void body_html_write_footnotes(struct body_output *output);

#endif
