/* Days in running text: 20/11/2021. press_date.h reads what is a day as a whole, in any form of the press. */
#ifndef KYKET_TEXT_WRITTEN_DATE_H
#define KYKET_TEXT_WRITTEN_DATE_H

#include "base/message.h"

/* The first day in a text with which something is wrong: the calendar has none (31/2/2026, 2026-02-30, 30
 * tháng 2 năm 2026, ngày 31/4, tháng 13/2026), it is not the day of the week that stands beside it (thứ Hai,
 * 20/11/2026), or years that run backwards (giai đoạn 2025-2020). `*where` is then a part of the text. */
bool written_date_find_fault(struct view text, struct view *where, struct message *message);

#endif
