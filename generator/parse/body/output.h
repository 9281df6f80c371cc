/* The HTML of a body while it is written, with what is recorded on the way. */
#ifndef KYKET_PARSE_BODY_OUTPUT_H
#define KYKET_PARSE_BODY_OUTPUT_H

#include "parse/body/footnote.h"
#include "parse/body/job.h"
#include "parse/body/links.h"

/* Kinds of signs that open and close, see unclosed.h. */
enum { BODY_PAIRS = 5 };

/* What has been opened and not closed yet, of one kind: how often, and where first. */
struct body_open_sign {
  size_t depth;
  struct source_location location;
  int block;      /* the first line of the one that it is in */
  bool is_german; /* „, which “ closes */
};

/* Bytes of the longest character. */
enum { BODY_TEXT_END = 4 };

struct body_output {
  struct body_job *job;
  struct body_footnotes footnotes;
  struct buffer html;
  char text_end[BODY_TEXT_END]; /* of the text before, in the same line */
  size_t text_end_length;
  struct buffer spare;   /* for one text at a time */
  struct buffer address; /* of the link at hand */
  struct body_slot *slots;
  size_t slot_count, slot_capacity;
  struct body_link *links;
  size_t link_count, link_capacity;
  struct body_heading *headings;
  size_t heading_count, heading_capacity;
  struct map anchors;      /* to size_t, the last number that the name was given */
  struct body_lines block; /* whose inlines are being written */
  size_t inline_depth;
  bool in_link, in_heading;
  bool tags_left_out; /* of this block */
  bool depth_warned;  /* for this block */
  struct body_open_sign open_signs[BODY_PAIRS];
  unsigned left; /* of this block: what has been looked at as left over, see leftovers.h */
};

/* Starts a block that holds inlines. */
void body_output_begin_block(struct body_output *output, struct body_lines lines);

/* Starts a new line of the HTML, unless there is one. */
void body_output_html_line(struct body_output *output);

/* Says that what comes next stands behind this text, or behind nothing that a word could go on from. */
void body_output_follow(struct body_output *output, struct view text);
void body_output_follow_none(struct body_output *output);

/* Warns, once a block, of what is nested too deeply. */
void body_output_warn_depth(struct body_output *output);

/* Warns of raw HTML that is left out, unless it is all comments or the end of a tag left out before. */
void body_output_warn_html(struct body_output *output, struct source_location location, struct view html);

/* A node's literal as it was written in the source; valid until the next call. */
struct view body_output_literal(struct body_output *output, const char *literal);

/* The text of a node's children, without markup and footnotes' numbers; valid until the next call. */
struct view body_output_text(struct body_output *output, cmark_node *node);

/* Whether an image will be shown, that is: its address is allowed. */
bool body_output_shows_image(struct body_output *output, cmark_node *image);

/* Writes an image; in a figure its title is left out. */
void body_output_image(struct body_output *output, cmark_node *image, bool figure);

/* Writes what an inline node starts or ends with. True when its children are to be left out, and its end
 * too: they have been written. */
bool body_output_inline(struct body_output *output, cmark_node *node, bool entering);

#endif
