#include "site/numbering.h"

#include "schema/fingerprint.h"
#include "site/address.h"

size_t numbering_pages(size_t count, size_t page_size) {
  return count < 2 * page_size ? 0 : count / page_size - 1;
}

struct list numbering_part(const struct list *list, size_t page_size, size_t number) {
  size_t pages = numbering_pages(list->count, page_size);
  size_t begin = number == 0 ? 0 : list->count - number * page_size;
  size_t count = number == 0 ? list->count - pages * page_size : page_size;
  return list_of(list->count == 0 ? NULL : (void **)list->items + begin, count);
}

static struct view numbered_url(struct arena *arena, struct view numbered, size_t number) {
  return address_numbered(arena, numbered, (int64_t)number);
}

struct pager *numbering_pager(struct arena *arena, size_t count, size_t page_size, size_t number,
                              struct view front, struct view numbered) {
  size_t pages = numbering_pages(count, page_size);
  struct pager *pager = arena_allocate(arena, sizeof *pager);
  *pager = (struct pager){.number = (int64_t)number, .newest = front, .paged = pages > 0};
  if (number == 0) pager->total = (int64_t)count;
  if (pages == 0) return pager;
  pager->oldest = numbered_url(arena, numbered, 1);
  if (number == 0)
    pager->older = numbered_url(arena, numbered, pages);
  else if (number > 1)
    pager->older = numbered_url(arena, numbered, number - 1);
  if (number > 0) pager->newer = number == pages ? front : numbered_url(arena, numbered, number + 1);
  return pager;
}

void numbering_plan(struct website *website, const struct field *field, const struct list *list,
                    struct view numbered, const struct file_maker *maker, const void *subject,
                    uint64_t inputs) {
  size_t pages = numbering_pages(list->count, website->page_size);
  for (size_t number = 1; number <= pages; number++) {
    struct website_file *page =
        plan_folder(website, numbered_url(&website->arena, numbered, number), maker, subject);
    page->number = (uint32_t)number;
    struct list part = numbering_part(list, website->page_size, number);
    page->inputs = fingerprint_mix(fingerprint_mix(fingerprint_list(field, &part), number == pages), inputs);
  }
}
