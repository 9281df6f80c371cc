/* A template's text, cut into tokens: tags and the text between them, line by line. */
#ifndef KYKET_RENDER_TOKENS_H
#define KYKET_RENDER_TOKENS_H

#include "render/problems.h"
#include "render/template.h"

enum token_kind {
  TOKEN_NOTHING, /* a comment, a change of delimiters, text that was left out */
  TOKEN_TEXT,    /* within one line */
  TOKEN_NEWLINE,
  TOKEN_VARIABLE,
  TOKEN_RAW, /* {{{name}}} or {{&name}} */
  TOKEN_SECTION,
  TOKEN_INVERTED,
  TOKEN_CLOSE,
  TOKEN_PARTIAL,
  TOKEN_PARENT,
  TOKEN_BLOCK,
  TOKEN_SILENT, /* comment or delimiters, until the lines are known */
};

struct token {
  enum token_kind kind;
  bool begins_line;  /* a line that is not standalone begins here, with `indent` */
  bool standalone;   /* a tag that has its line to itself, after `indent`; of a block that is handed to a
                        parent: its content begins on a line of its own */
  bool ends_content; /* of the close of a block that is handed to a parent: the content ends its last line */
  struct view text;  /* the text; the name in a tag */
  struct view indent;
  struct view inner_indent; /* of a block: the white space its first line begins with; data NULL: no line
                               begins in it */
  struct source_location location;
  size_t match; /* of a section, block or parent: its close; of a close: what it closes */
};

struct scanned_text {
  struct view file;
  struct token *tokens; /* released with free() */
  size_t count;
  bool broken; /* problems were reported: not to be used */
};

/* Cuts the text, pairs the tags, and finds which of them have a line to themselves. */
void tokens_read(const struct template_text *source, struct problems *problems, struct scanned_text *scanned);

#endif
