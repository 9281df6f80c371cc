#include "site/address.h"
#include "site/pages/pages.h"

void write_page(struct writing *writing) {
  struct page_page model = {.page = (struct page *)writing->page->subject};
  writing_fill(writing, &model.webpage);
  writing_render(writing, PAGE_PAGE, &model);
}

static void write_missing(struct writing *writing) {
  struct missing_page model = {0};
  writing_fill(writing, &model.webpage);
  model.webpage.canonical = (struct view){NULL, 0};
  writing_render(writing, PAGE_MISSING, &model);
}

void plan_missing(struct website *website) {
  static const struct file_maker missing = {.write = write_missing, .section = "missing"};
  plan_page(website, address_of(&website->arena, website, VIEW("404.html")), &missing, NULL);
}
