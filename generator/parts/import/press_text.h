/* A press text as lines, whatever it came as: what each format's reader makes, and the article is read from.
 */
#ifndef KYKET_PARTS_IMPORT_PRESS_TEXT_H
#define KYKET_PARTS_IMPORT_PRESS_TEXT_H

#include "base/arena.h"
#include "base/diagnostics.h"

enum {
  PRESS_FILE_LIMIT = 16 << 20, /* bytes of a file */
  PRESS_TEXT_LIMIT = 1 << 20,  /* bytes of the text in it */
  PRESS_LINES_LIMIT = 10000,
};

/* What came of a file that was to be read as one. */
enum press_file_result {
  PRESS_FILE_READ,
  PRESS_FILE_UNREADABLE, /* errno says why */
  PRESS_FILE_LARGE,      /* it, or what is packed in it, is above the limits */
  PRESS_FILE_BROKEN,     /* an archive that can't be read, or HTML with no text */
  PRESS_FILE_WRONG,      /* a diagnostic says what */
};

enum press_role { PRESS_PLAIN, PRESS_TITLE, PRESS_HEADING, PRESS_CAPTION, PRESS_ITEM };

/* A paragraph, or what stands alone like one. Blanks are one blank each, three and more a tab. */
struct press_line {
  struct view text;
  enum press_role role; /* that the format gives it; PRESS_PLAIN: none */
};

/* Zero-initialise; all lies in the arena. */
struct press_text {
  struct press_line *lines;
  size_t count, capacity;
  struct view url, author, published; /* that an HTML file says of itself */
};

/* Without control and zero-width characters, with blanks as a line has them; nothing of a pile of accents. */
struct view press_text_clean(struct arena *arena, struct view text);

/* Adds a line, cleaned, unless nothing is left of it. */
void press_text_add(struct press_text *press, struct arena *arena, struct view line, enum press_role role);

/* A text as it was pasted. Lines that were broken at a width are joined: a line belongs to the one before it
 * where its first word would not have fitted there. */
void press_text_read_plain(struct press_text *press, struct arena *arena, struct view text);

/* Whether there is more of it than the limits let through. */
bool press_text_is_large(const struct press_text *press);

#endif
