#include "site/pages/pages.h"

void write_document(struct page_context *context) {
  struct document_page model = {.document = (struct document *)context->page->subject};
  page_context_fill(context, &model.webpage);
  page_context_render(context, PAGE_DOCUMENT, &model);
}
