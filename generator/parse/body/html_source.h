/* Tags of HTML in a body's source that make blocks: they become the Markdown that they mean. Tags of inlines
 * (<b>, <a>) are left for inlines.h. */
#ifndef KYKET_PARSE_BODY_HTML_SOURCE_H
#define KYKET_PARSE_BODY_HTML_SOURCE_H

#include "parse/body/job.h"
#include "text/html_tag.h"

enum { HTML_LISTS_LIMIT = 16 }; /* levels of lists that are kept apart */

/* A walk through a source; zero but for the first two to start. */
struct html_source {
  struct body_job *job;
  struct body_rewriting *rewriting;
  size_t line, words; /* where the line at hand begins, and its words behind > and an item's marker */
  size_t prefix;      /* where what must stand before each line of its block ends */
  bool in_heading, in_item;
  size_t lists; /* that are open; those past the limit are counted only */
  bool ordered[HTML_LISTS_LIMIT];
  size_t numbers[HTML_LISTS_LIMIT];
  size_t tables;         /* that are open; only the outermost is made */
  size_t columns, cells; /* of the outermost table; of its row so far */
  size_t rows, spanned;  /* cells that the last one reaches over */
  bool in_row;
  bool tables_end;                            /* one never closes: none is made any more */
  bool comments_end, scripts_end, styles_end; /* nothing of the kind closes any more */
};

/* A line of the source begins. */
void html_source_line(struct html_source *html, size_t at);

/* Mends what is at `at`, a <, a line's end or a |; returns where to go on. */
size_t html_source_mend(struct html_source *html, size_t at);

/* Closes what is open at the source's end. */
void html_source_end(struct html_source *html);

#endif
