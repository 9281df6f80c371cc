/* Pipe tables, as GitHub's Markdown has them: paragraphs of cmark's tree whose second line (or a later one)
 * is a delimiter row. Their lines are cut at the | that no backslash stands before, and since a cell is a
 * text of its own (no emphasis, code or link reaches into the next), cmark reads all cells once more, torn
 * out of their lines, together with the body for its link definitions. */
#ifndef KYKET_PARSE_BODY_TABLE_H
#define KYKET_PARSE_BODY_TABLE_H

#include "parse/body/job.h"

enum body_table_part { BODY_TABLE, BODY_TABLE_HEAD, BODY_TABLE_ROWS, BODY_TABLE_ROW, BODY_TABLE_CELL };

enum body_alignment { BODY_ALIGN_NONE, BODY_ALIGN_LEFT, BODY_ALIGN_RIGHT, BODY_ALIGN_CENTER };

/* The user data of a CMARK_NODE_CUSTOM_BLOCK. */
struct body_table_node {
  enum body_table_part part;
  enum body_alignment alignment; /* of a cell */
  bool header;                   /* of a cell */
  struct body_lines lines;       /* of a cell: the row's line */
};

/* Puts tables into the tree of `job->marks.text`. */
void body_tables_make(struct body_job *job, cmark_node *document);

#endif
