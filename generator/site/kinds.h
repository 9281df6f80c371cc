/* What the website makes of each kind of entries: one row a kind. The table is the place where the files of
 * pages/ are named; what they have in common, below them, gets it from the website (struct website). */
#ifndef KYKET_SITE_KINDS_H
#define KYKET_SITE_KINDS_H

#include "site/plan.h"

extern const struct site_kind *const site_kinds[ENTRY_KINDS];

#endif
