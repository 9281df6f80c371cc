#include "site/pages/pages.h"
#include "site/pages/related.h"

#include <stdlib.h>

static int compare_regions(const void *left, const void *right) {
  const struct region *a = left, *b = right;
  if (a->name.length == 0 || b->name.length == 0) return (a->name.length == 0) - (b->name.length == 0);
  const struct province *first = list_at(&a->provinces, 0), *second = list_at(&b->provinces, 0);
  return source_location_compare(first->entry.location, second->entry.location);
}

static struct region *find_region(struct region *regions, size_t *count, struct view name) {
  for (size_t i = 0; i < *count; i++)
    if (view_equal(regions[i].name, name)) return &regions[i];
  regions[*count] = (struct region){.name = name};
  return &regions[(*count)++];
}

static int compare_lines(const void *left, const void *right) {
  return source_location_compare((*(struct entry *const *)left)->location,
                                 (*(struct entry *const *)right)->location);
}

struct list regions_of_today(const struct page_context *context) {
  const struct list *provinces = &context->website->registry->entries[ENTRY_PROVINCE];
  struct region *regions = arena_array(context->scratch, provinces->count, sizeof *regions);
  size_t count = 0;
  for (size_t i = 0; i < provinces->count; i++) {
    struct province *province = list_at(provinces, i);
    if (province->is_former) continue;
    struct region *region = find_region(regions, &count, text_view(province->region));
    list_append(context->scratch, &region->provinces, province);
  }
  for (size_t i = 0; i < count; i++)
    qsort(regions[i].provinces.items, regions[i].provinces.count, sizeof(void *), compare_lines);
  if (count > 1) qsort(regions, count, sizeof *regions, compare_regions);
  for (size_t i = 0; i < count; i++)
    entries_sort_by_name(&regions[i].provinces);
  return list_of(regions, count);
}

static void write_list(struct page_context *context) {
  reads_note_world(context->reads, READS_EVERYTHING);
  const struct list *provinces = &context->website->registry->entries[ENTRY_PROVINCE];
  struct province_list_page model = {.regions = regions_of_today(context)};
  page_context_fill(context, &model.webpage);
  for (size_t i = 0; i < provinces->count; i++) {
    struct province *province = list_at(provinces, i);
    if (province->is_former)
      list_append(context->scratch, &model.former, province);
    else
      model.count++;
  }
  entries_sort_by_name(&model.former);
  page_context_render(context, PAGE_PROVINCE_LIST, &model);
}

void write_province(struct page_context *context) {
  struct province *province = (struct province *)context->page->subject;
  struct province_page model = {.province = province};
  page_context_fill(context, &model.webpage);
  model.webpage.feed = related_feed(context, &province->entry);
  model.concern = related_front(context, &province->entry);
  page_context_render(context, PAGE_PROVINCE, &model);
}

void plan_provinces(struct website *website, enum entry_kind kind) {
  const struct list *provinces = &website->registry->entries[kind];
  static const struct file_maker list = {.write = write_list, .section = "provinces"};
  plan_page(website, website->addresses.provinces, &list, NULL);
  for (size_t i = 0; i < provinces->count; i++)
    related_plan(website, list_at(provinces, i));
}
