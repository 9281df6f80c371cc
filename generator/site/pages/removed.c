#include "site/address.h"
#include "site/pages/pages.h"

static void fill_successor(const struct page_context *context, struct removed_page *model) {
  const struct removed *removed = model->removed;
  const struct entry *entry = removed->successor;
  struct view written = text_view(removed->replaced_by);
  if (entry != NULL) {
    reads_note_all(context->reads, entry);
    size_t place = view_find_byte(written, '#', 0);
    model->successor_url = context->website->book.entries[entry->number];
    if (place != VIEW_NOT_FOUND)
      model->successor_url =
          ARENA_JOIN(context->scratch, model->successor_url, view_slice(written, place, SIZE_MAX));
    model->successor_title = entry->heading;
    return;
  }
  model->successor_title = model->successor_url = written;
  model->successor_is_elsewhere = !view_starts_with(written, "/");
  if (view_starts_with(written, "/"))
    model->successor_url =
        address_below_root(context->scratch, context->website, view_slice(written, 1, SIZE_MAX));
}

void write_removed(struct page_context *context) {
  struct removed_page model = {.removed = (struct removed *)context->page->subject};
  page_context_fill(context, &model.webpage);
  model.webpage.canonical = (struct view){NULL, 0};
  reads_note_all(context->reads, &model.removed->entry);
  fill_successor(context, &model);
  page_context_render(context, PAGE_REMOVED, &model);
}
