/* What is left as it is typed although it looks like markup, and what readers would see otherwise than it was
 * meant: told where it stands, each kind once a block. */
#ifndef KYKET_PARSE_BODY_LEFTOVERS_H
#define KYKET_PARSE_BODY_LEFTOVERS_H

#include "parse/body/output.h"

/* Where a text of the block at hand stands in the file; the block's place when it is not found. */
struct source_location body_leftover_location(struct body_output *output, struct view text);

/* Whether a link that is none was told of in the block at hand, with all that its brackets lack. */
bool body_leftover_is_link(const struct body_output *output);

/* Warns of what stands in a text of the block at hand: signs of markup, of HTML, and addresses that became no
 * link ("left-markup"), markup of other programs ("short-code"), what stands in the place of something that
 * was not written ("placeholder"), days with which something is wrong ("bad-date"), Vietnamese without its
 * marks ("no-marks"), letters that are codes ("escaped-letters"), places on one computer ("local-path") and
 * numbers of pages of paper ("page-mark"). */
void body_warn_leftovers(struct body_output *output, struct view text);

/* Warns of a word that was divided at the end of a line, where the line ends ("split-word"). */
void body_warn_split(struct body_output *output, cmark_node *soft_break);

/* Warns of a sign right beside bold or slanted words, whose other end has fewer ("left-markup"): **words*;
 * and of a second address behind a link. */
void body_warn_beside(struct body_output *output, cmark_node *node);

#endif
