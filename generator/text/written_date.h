/* Days as texts write them: 20/11/2021, 20-11-2021. */
#ifndef KYKET_TEXT_WRITTEN_DATE_H
#define KYKET_TEXT_WRITTEN_DATE_H

#include "base/view.h"

/* The first day from `from` on that no calendar has, such as 31/2/2026; data NULL: there is none. */
struct view written_date_find_impossible(struct view text, size_t from);

#endif
