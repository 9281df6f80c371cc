#include "site/pages/pagination.h"

#include "schema/fingerprint.h"
#include "site/address.h"

size_t pagination_pages(size_t count, size_t page_size) {
  return count < 2 * page_size ? 0 : count / page_size - 1;
}

struct list pagination_part(const struct list *list, size_t page_size, size_t number) {
  size_t pages = pagination_pages(list->count, page_size);
  size_t begin = number == 0 ? 0 : list->count - number * page_size;
  size_t count = number == 0 ? list->count - pages * page_size : page_size;
  return list_of(list->count == 0 ? NULL : (void **)list->items + begin, count);
}

static struct view numbered_url(struct arena *arena, struct view numbered, size_t number) {
  return address_numbered(arena, numbered, (int64_t)number);
}

struct pager *pagination_pager(struct arena *arena, size_t count, size_t page_size, size_t number,
                               struct view front, struct view numbered) {
  size_t pages = pagination_pages(count, page_size);
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

void pagination_plan(struct website *website, const struct field *field, const struct list *list,
                     struct view numbered, const struct file_maker *maker, const void *subject,
                     uint64_t inputs) {
  size_t pages = pagination_pages(list->count, website->page_size);
  for (size_t number = 1; number <= pages; number++) {
    struct website_file *page =
        plan_folder(website, numbered_url(&website->arena, numbered, number), maker, subject);
    page->number = (uint32_t)number;
    struct list part = pagination_part(list, website->page_size, number);
    page->inputs = fingerprint_mix(fingerprint_mix(fingerprint_list(field, &part), number == pages), inputs);
  }
}

struct years years_cut(struct arena *arena, const struct list *list,
                       struct date (*date_of)(const void *item)) {
  struct years years = {0};
  for (size_t pass = 0; pass < 2; pass++) {
    size_t count = 0;
    int64_t year = INT64_MIN;
    for (size_t i = 0; i < list->count; i++) {
      struct date date = date_of(list_at(list, i));
      if (date.year != year) {
        year = date.year;
        if (pass == 1) years.items[count] = (struct year_part){year, {(void **)list->items + i, 0, {0}}};
        count++;
      }
      if (pass == 1) years.items[count - 1].list.count++;
    }
    if (pass == 0) years.items = arena_array(arena, count, sizeof *years.items);
    years.count = count;
  }
  return years;
}

struct list years_links(struct arena *arena, const struct years *years, struct view section,
                        int64_t current) {
  struct year_link *links = arena_array(arena, years->count, sizeof *links);
  for (size_t i = 0; i < years->count; i++)
    links[i] = (struct year_link){
        .year = years->items[i].year,
        .url = address_numbered(arena, section, years->items[i].year),
        .count = (int64_t)years->items[i].list.count,
        .current = years->items[i].year == current,
    };
  return list_of(links, years->count);
}
