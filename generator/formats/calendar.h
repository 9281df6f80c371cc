/* Calendars: iCalendar (RFC 5545, with RFC 7986's names), one event for each day that something is due. */
#ifndef KYKET_FORMATS_CALENDAR_H
#define KYKET_FORMATS_CALENDAR_H

#include "base/buffer.h"
#include "text/date.h"

struct calendar_event {
  struct view uid;        /* stays the same when the day or the words change */
  struct date day, stamp; /* all of the day; when what is said of it was changed last */
  struct view summary, url;
};

void calendar_begin(struct buffer *buffer, struct view name);
void calendar_add(struct buffer *buffer, const struct calendar_event *event);
void calendar_end(struct buffer *buffer);

#endif
