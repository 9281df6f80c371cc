/* What is done to a body's bytes before cmark reads them. Noncharacters stand for what cmark does not know:
 *
 *   footnotes        `[^label]` becomes a token that cmark takes for text; `[^label]: ` at a line's start
 *                    becomes a list item besides, so that indented lines after it belong to it
 *   depth            a container's marker far to the right, or an image's or an HTML declaration's among
 *                    very many, is broken by a location, since cmark's time grows with their number
 *   torn-out lines   see body_table.h
 *
 * Control characters of the input (see base/control_characters.h), as such or as entities, become blanks, and
 * NUL and bytes that are not UTF-8 become U+FFFD, each with a warning. Line numbers stay as they are; all
 * lines end in a line feed. */
#ifndef KYKET_PARSE_BODY_TOKENS_H
#define KYKET_PARSE_BODY_TOKENS_H

#include "base/arena.h"
#include "base/buffer.h"

#define BODY_MARK_LINE "\xEF\xB7\x90" /* U+FDD0, with a blank: before a line out of its place */

/* Levels of blocks, and of inlines, that are shown as such. */
#define BODY_DEPTH_LIMIT 100

/* A footnote's reference or definition. */
struct body_note_mark {
  struct view label;   /* in the source */
  struct view written; /* `[^label]`, in the source */
  size_t offset;       /* of `written` in the source */
  size_t lead;         /* bytes of the list marker written before the token; 0: no definition */
};

/* A fault of the encoding, the first of its kind. */
struct body_fault {
  size_t offset; /* of the first, in the source */
  size_t count;
};

struct body_tokens {
  struct view text;      /* for cmark; the source itself where nothing is to be changed */
  struct buffer changed; /* its bytes where something is */
  bool used;             /* whether there is a location in what cmark reads */
  struct body_note_mark *notes;
  size_t note_count, note_capacity;
  struct body_fault bad_bytes;      /* neither UTF-8 nor NUL */
  struct body_fault bad_characters; /* control characters, as such or as an entity */
};

/* Reads the source, which must outlive the marks. `footnotes`: whether to look for them; `is_utf8`: whether
 * the source is known to be UTF-8. Release with body_marks_free. */
void body_marks_make(struct body_tokens *marks, struct view source, bool footnotes, bool is_utf8);
void body_marks_free(struct body_tokens *marks);

enum body_piece_kind { BODY_PIECE_TEXT, BODY_PIECE_NOTE, BODY_PIECE_DEEP };

struct body_piece {
  enum body_piece_kind kind;
  struct view text;                  /* of BODY_PIECE_TEXT */
  const struct body_note_mark *note; /* of BODY_PIECE_NOTE */
};

/* Cuts the next piece off the front of a text from cmark's tree; false when nothing is left. */
bool body_marks_next(const struct body_tokens *marks, struct view *rest, struct body_piece *piece);

/* Whether there may be a location in the text. */
bool body_marks_in(const struct body_tokens *marks, struct view text);

/* Appends the text as it was written in the source. */
void body_marks_restore(const struct body_tokens *marks, struct view text, struct buffer *buffer);

#endif
