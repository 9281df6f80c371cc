/* What an SVG, or another file of XML, can do besides being a picture. Opened by itself it is a page of the
 * site that serves it: a script in it may act there as the site's own. */
#ifndef KYKET_BASE_SVG_RISK_H
#define KYKET_BASE_SVG_RISK_H

#include "base/view.h"

enum svg_risk {
  SVG_HARMLESS,
  SVG_LOADS,    /* pictures, fonts or styles from other sites */
  SVG_ENTITIES, /* it defines entities, which may unfold without end */
  SVG_HTML,     /* foreign elements, as of HTML */
  SVG_SCRIPT,   /* a script, code that runs on an event, or a link that is one */
};

/* The worst that the file can do. Linear. */
enum svg_risk svg_risk_of(struct view text);

#endif
