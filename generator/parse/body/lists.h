/* Lists as Vietnamese texts write them: with • – + 1/ a) and so on in lines one behind another, each kind of
 * marker a level of its own: 1, then a, then –, then +. Such lines are laid out anew as CommonMark's lists.
 * Letters, Roman numbers, numbers in brackets and signs that say something stay where they are, since laws
 * and letters refer to them: their lists are shown without bullets. */
#ifndef KYKET_PARSE_BODY_LISTS_H
#define KYKET_PARSE_BODY_LISTS_H

#include "parse/body/job.h"
#include "parse/body/list_marker.h"

/* A line of a body. */
struct body_line {
  uint32_t begin, end;       /* in the text, without the line's end */
  uint32_t prefix;           /* bytes of the > of quotations, with their blanks */
  uint32_t indent_bytes;     /* behind the prefix */
  uint16_t indent;           /* in columns */
  uint16_t quotes;           /* how many */
  bool blank;                /* nothing behind the prefix */
  bool code;                 /* in fences, or one of them */
  bool stripped;             /* its indent is taken off */
  struct list_marker marker; /* of none where it does not count as an item */
};

/* Where in the text the line's words begin. */
static inline size_t body_line_words(const struct body_line *line) {
  return (size_t)line->begin + line->prefix + line->indent_bytes;
}

/* Lays the list out that begins with the first of the lines, if it must be; returns how many lines it has, or
 * 0 when the first turns out to be no item. `before` is the line with words before it, or NULL. Lines that
 * are no items lose their marker. */
size_t body_list_mend(struct body_job *job, struct body_rewriting *rewriting, struct body_line *lines,
                      size_t count, const struct body_line *before);

#endif
