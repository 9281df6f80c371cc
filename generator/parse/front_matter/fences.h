/* The lines --- between which the front matter stands. */
#ifndef KYKET_PARSE_FRONT_MATTER_FENCES_H
#define KYKET_PARSE_FRONT_MATTER_FENCES_H

#include "base/diagnostics.h"

/* The YAML, and what stands below it with the number of its first line; false when there is no front matter.
 */
bool front_matter_split(struct view text, struct view *yaml, struct view *body, uint32_t *body_line);

/* Says of a text without front matter why it has none (code "no-front-matter"), where that is to be mended.
 */
void front_matter_report(struct view text, struct view file, struct diagnostics *diagnostics);

#endif
