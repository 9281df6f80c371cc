/* What is still to be decided about an entry, noted in its front matter by lines that begin with `#?`,
 * comments to YAML: kyket import leaves one for each fact that the text did not settle. */
#ifndef KYKET_PARSE_FRONT_MATTER_QUESTIONS_H
#define KYKET_PARSE_FRONT_MATTER_QUESTIONS_H

#include "base/diagnostics.h"

#define QUESTION_MARK "#?"

/* Tells each question in the front matter of the file, which begins on its second line. */
void front_matter_report_questions(struct view yaml, struct view path, struct diagnostics *diagnostics);

#endif
