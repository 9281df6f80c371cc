/* Cuts the text of a template into tokens. */
#ifndef KYKET_RENDER_SCAN_H
#define KYKET_RENDER_SCAN_H

#include "render/problems.h"
#include "render/template.h"
#include "render/tokens.h"

/* Cuts, pairs the tags, and settles which lines are standalone. */
void scan_template(const struct template_text *source, struct problems *problems,
                   struct scanned_text *scanned);

#endif
