/* A page being written: what every page has, and the templates, which are compiled when they are first
 * needed. */
#ifndef KYKET_SITE_PAGE_CONTEXT_H
#define KYKET_SITE_PAGE_CONTEXT_H

#include "schema/reads.h"
#include "site/plan.h"

/* One page being written. */
struct page_context {
  const struct website *website;
  const struct website_file *page;
  struct arena *scratch;
  struct buffer *buffer;
  struct reads *reads; /* what the page has read; NULL: not wanted */
  struct texts *texts;
};

/* Fills what every page has. */
void page_context_fill(const struct page_context *context, struct webpage *webpage);

/* Lets the template of the kind write the page from its model, which page_context_fill has begun. */
void page_context_render(struct page_context *context, enum page_kind kind, void *model);

/* Room for the templates of all kinds of pages, none of which is compiled. */
struct page_templates *page_templates_open(void);
void page_templates_close(struct page_templates *templates);

/* The template of a kind of pages that are shown, compiled when it was not; what is wrong with it is added to
 * the diagnostics the first time. NULL on errors. Thread-safe. */
const struct template *page_template_compile(const struct website *website, enum page_kind kind,
                                             struct diagnostics *diagnostics);

#endif
