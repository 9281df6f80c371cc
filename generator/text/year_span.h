/* Spans of years in Vietnamese texts: "2018-2022", "từ 2018 đến hết năm 2022". */
#ifndef KYKET_TEXT_YEAR_SPAN_H
#define KYKET_TEXT_YEAR_SPAN_H

#include "base/view.h"

struct year_span {
  int32_t first, last;   /* from 1900 to 2199, the first before the last */
  size_t offset, length; /* where it stands, in bytes */
};

/* The year of four digits, from 1900 to 2199, that stands at `at` by itself; 0: none. One within a day, a
 * document's number or an address is none. */
int32_t text_year_at(struct view text, size_t at);

/* The next span from `*at` on, which moves past it; false when there is none. Years within days, documents'
 * numbers and addresses are none, and the addresses of Markdown's links are passed over. */
bool text_next_year_span(struct view text, size_t *at, struct year_span *span);

#endif
