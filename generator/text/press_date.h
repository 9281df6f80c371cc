/* Days as newspapers and officials write them, for saying how they should be typed. */
#ifndef KYKET_TEXT_PRESS_DATE_H
#define KYKET_TEXT_PRESS_DATE_H

#include "base/buffer.h"

enum press_date {
  PRESS_DATE_NONE,  /* no day can be read in it */
  PRESS_DATE_FOUND, /* it is written behind the buffer as date_parse takes it */
  PRESS_DATE_NO_DAY /* the day, which is written so, is not in the calendar: 31/2/2026 */
};

/* Reads `16:45 25/11/2021`, `(09:49 | 02/06/2023)`, `09:45 PM 29/06/2024`, `Thứ Năm, ngày 25 tháng 11 năm
 * 2021`, `31/5/23`, `tháng 5/2023`, `2021/11/25`, `25 Nov 2021` and the like: one day, month or year, the day
 * first unless the year is, with at most one time. A year of two digits is of this century. A text that holds
 * anything else, as several days do, is none. The time is left out unless `with_time`. */
enum press_date press_date_read(struct buffer *buffer, struct view text, bool with_time);

#endif
