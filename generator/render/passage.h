/* A text in the place where it is compiled: with the blocks it is handed and the indent of its lines. */
#ifndef KYKET_RENDER_PASSAGE_H
#define KYKET_RENDER_PASSAGE_H

#include "render/compiler.h"

/* The blocks that a parent tag hands over, and those handed to the text that the tag is in. */
struct scope {
  const struct scope *outer;
  struct map blocks; /* to struct handed_block */
};

struct handed_block {
  const struct scanned_text *scanned;
  size_t open;
  const struct scope *scope; /* of the text it is written in */
};

struct passage {
  const struct scanned_text *scanned;
  const struct scope *scope;
  struct view indent;  /* put before each line ... */
  struct view removed; /* ... from which this white space is taken off */
  bool skip_indent;    /* its first line begins within a line that has its indent */
};

/* Where a token stands. */
struct place passage_place(const struct passage *passage, const struct token *token);

/* White space at a line's begin without what the passage takes off. */
struct view passage_outdent(const struct passage *passage, struct view indent);

/* Emits the white space at the begin of the line that the token begins. */
void passage_begin_line(struct compiler *compiler, struct passage *passage, const struct token *token);

#endif
