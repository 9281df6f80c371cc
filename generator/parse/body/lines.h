/* Lines that CommonMark reads otherwise than they were meant:
 *
 *   first-line indents        a tab or four blanks begin a paragraph, no code
 *   lists                     see lists.h
 *   tables pasted from Word   lines of one number of tabs become a pipe table
 *   headings                  `##Mục`, or with a no-break space
 *   rules                     a line of hyphens right under a sentence or several lines is a rule, no heading
 *
 * What is not certain is left, with a warning that shows what to type. */
#ifndef KYKET_PARSE_BODY_LINES_H
#define KYKET_PARSE_BODY_LINES_H

#include "parse/body/job.h"

/* Mends the lines of the rewriting's source. */
void body_lines_mend(struct body_job *job, struct body_rewriting *rewriting);

#endif
