/* Days as newspapers and officials write them, for saying how they should be typed. */
#ifndef KYKET_TEXT_PRESS_DATE_H
#define KYKET_TEXT_PRESS_DATE_H

#include "base/buffer.h"

enum press_date {
  PRESS_DATE_NONE,     /* no day can be read in it */
  PRESS_DATE_FOUND,    /* it is written behind the buffer as date_parse takes it */
  PRESS_DATE_NO_DAY,   /* the day, which is written so, is not in the calendar: 31/2/2026 */
  PRESS_DATE_SWAPPED,  /* what stands for the month can only be the day: 2021-25-11; written the other way
                          round */
  PRESS_DATE_NO_MONTH, /* what stands for the month is none, and nothing else can be: 2021-13 */
};

/* Reads `16:45 25/11/2021`, `(09:49 | 02/06/2023)`, `09:45 PM 29/06/2024`, `Thứ Năm, ngày 25 tháng 11 năm
 * 2021`, `31/5/23`, `tháng 5/2023`, `2021/11/25`, `25 Nov 2021` and the like: one day, month or year, the day
 * first unless the year is, with at most one time. A year of two digits is of this century. A text that holds
 * anything else, as several days do, is none. The time is left out unless `with_time`. */
enum press_date press_date_read(struct buffer *buffer, struct view text, bool with_time);

/* Reads two of them with a dash, a slash or "đến" between, as `2018-2022`, `2021-25` or `từ 01/2018 đến
 * 12/2022`, the first before the last. What is written behind the buffers is of no use when false. */
bool press_date_read_span(struct buffer *first, struct buffer *last, struct view text);

#endif
