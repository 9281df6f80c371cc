/* HTML that stands around a body's text, as Word and other programs leave it, and addresses with blanks:
 *
 *   <p> <div> <h3> <li> <table> and so on   become the Markdown that they mean; a table with a warning
 *   <script>, <style>                       go with what is in them, with a warning
 *   comments, Word's own tags, <span>       go
 *   [x](https://a.vn/Văn bản 1.pdf)         the address is put into < >
 *   [x] (https://a.vn/)                     the blank goes
 *
 * Nothing in code is touched. What is left of HTML comes to cmark, and nothing of it to a page, see
 * inlines.h. */
#ifndef KYKET_PARSE_BODY_MARKUP_H
#define KYKET_PARSE_BODY_MARKUP_H

#include "parse/body/job.h"

/* Mends the markup of the rewriting's source. */
void body_markup_mend(struct body_job *job, struct body_rewriting *rewriting);

#endif
