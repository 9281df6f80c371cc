/* Which line of a pasted page is the title. */
#ifndef KYKET_PARTS_IMPORT_PRESS_TITLE_H
#define KYKET_PARTS_IMPORT_PRESS_TITLE_H

#include "parts/import/press_text.h"
#include "text/date.h"

/* What is known of a line before the article is cut out. */
struct press_line_note {
  bool is_idle, has_day; /* what has a day of its own is idle, too */
  struct date day;
};

/* The line that the format says, else the one above the day of publication, else the first that is long
 * enough; where that has little in common with the text, as the menu of a page has, the line above the text
 * that has most. The day that a page itself shows, on top of all, has none above it. SIZE_MAX: there is none.
 * `notes` are those of the lines. */
size_t press_title_find(struct arena *arena, const struct press_text *press,
                        const struct press_line_note *notes);

#endif
