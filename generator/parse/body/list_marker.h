/* What a line begins with that makes it an item of a list: as CommonMark has it, or as Word, the press and
 * laws write it. */
#ifndef KYKET_PARSE_BODY_LIST_MARKER_H
#define KYKET_PARSE_BODY_LIST_MARKER_H

#include "base/view.h"

enum marker_family {
  MARKER_NONE,
  MARKER_DASH,   /* - – — −, and the letters that Word's bullets become */
  MARKER_PLUS,   /* + */
  MARKER_STAR,   /* * */
  MARKER_BULLET, /* • ● ▪ · and their like */
  MARKER_NUMBER, /* 1. 1) 1/ 1- */
  MARKER_SIGN,   /* ✓ → 👉: signs that say something, which stay. This and what follows is typed out. */
  MARKER_LETTER, /* a) a. a/, đ too */
  MARKER_CAPITAL,     /* A. A) A/ */
  MARKER_ROMAN,       /* I. I) I/ */
  MARKER_PARENTHESES, /* (1) (a) (i) */
  MARKER_DECIMAL,     /* 1.1. 1.1.1 */
};

struct list_marker {
  uint8_t family;
  bool native;      /* CommonMark takes it for an item's too */
  bool glued;       /* no blank follows it */
  uint8_t length;   /* in bytes, without blanks */
  uint16_t blanks;  /* bytes of blanks behind it, no-break spaces and the like among them */
  uint32_t style;   /* tells apart those of one family: the sign, or what stands behind the number */
  uint32_t ordinal; /* its number or place in the alphabet, from 1; 0 where it has none */
};

/* Reads the marker at the front of a line without its indent; the family is MARKER_NONE where there is
 * none. */
struct list_marker list_marker_read(struct view line);

/* The bytes of blanks at the front of the text, those beyond ASCII among them. */
size_t list_marker_blanks(struct view text);

#endif
