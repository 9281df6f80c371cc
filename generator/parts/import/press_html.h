/* HTML as a press text, with libxml2: nothing is loaded, no script runs, menus and forms are left out. */
#ifndef KYKET_PARTS_IMPORT_PRESS_HTML_H
#define KYKET_PARTS_IMPORT_PRESS_HTML_H

#include "parts/import/press_text.h"

/* Whether the bytes begin as HTML does. */
bool press_html_is(struct view bytes);

/* The bytes are UTF-8. False: there is no document in it. */
bool press_html_read(struct press_text *press, struct arena *arena, struct view bytes);

#endif
