#include "site/address.h"

static void write_page(struct writing *writing) {
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

void plan_pages(struct website *website) {
  static const struct file_maker own = {.write = write_page, .section = "page", .is_own = true},
                                 missing = {.write = write_missing, .section = "missing"};
  const struct list *pages = &website->registry->entries[ENTRY_PAGE];
  for (size_t i = 0; i < pages->count; i++) {
    const struct entry *entry = list_at(pages, i);
    plan_folder(website, entry->url, &own, entry);
  }
  plan_page(website, address_of(&website->arena, website, VIEW("404.html")), &missing, NULL);
}
