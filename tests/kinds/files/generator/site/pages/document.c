#include "site/pages/pages.h"

void write_document(struct writing *writing) {
  struct document_page model = {.document = (struct document *)writing->page->subject};
  writing_fill(writing, &model.webpage);
  writing_render(writing, PAGE_DOCUMENT, &model);
}
