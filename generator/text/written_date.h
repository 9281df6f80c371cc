/* Days in running text: 20/11/2021. press_date.h reads what is a day as a whole, in any form of the press. */
#ifndef KYKET_TEXT_WRITTEN_DATE_H
#define KYKET_TEXT_WRITTEN_DATE_H

#include "base/view.h"

/* The first day from `from` on that no calendar has, such as 31/2/2026 or 30 tháng 2 năm 2026; data NULL:
 * there is none. */
struct view written_date_find_impossible(struct view text, size_t from);

#endif
