#include "site/address.h"
#include "site/pages/pages.h"

void write_page(struct page_context *context) {
  struct page_page model = {.page = (struct page *)context->page->subject};
  page_context_fill(context, &model.webpage);
  page_context_render(context, PAGE_PAGE, &model);
}

static void write_missing(struct page_context *context) {
  struct missing_page model = {0};
  page_context_fill(context, &model.webpage);
  model.webpage.canonical = (struct view){NULL, 0};
  page_context_render(context, PAGE_MISSING, &model);
}

void plan_missing(struct website *website) {
  static const struct file_maker missing = {.write = write_missing, .section = "missing"};
  plan_page(website, address_below_root(&website->arena, website, VIEW("404.html")), &missing, NULL);
}
