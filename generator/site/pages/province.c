#include "site/charts/province_map.h"
#include "site/pages/pages.h"
#include "site/pages/related.h"
#include "site/pages/territory.h"
#include "site/pages/unit_names.h"

#include <stdlib.h>

/* In the order of data/regions.yaml; what has no region is last. */
static int compare_regions(const void *left, const void *right) {
  const struct region *a = ((const struct region_provinces *)left)->region,
                      *b = ((const struct region_provinces *)right)->region;
  if (a == NULL || b == NULL) return (a == NULL) - (b == NULL);
  return source_location_compare(a->entry.location, b->entry.location);
}

struct list regions_of_today(const struct page_context *context) {
  const struct registry *registry = context->website->registry;
  const struct list *provinces = &registry->entries[ENTRY_PROVINCE],
                    *regions = &registry->entries[ENTRY_REGION];
  struct region_provinces *groups = arena_array(context->scratch, regions->count + 1, sizeof *groups);
  uint32_t first = regions->count == 0 ? 0 : ((const struct entry *)list_at(regions, 0))->number;
  for (size_t i = 0; i < regions->count; i++)
    groups[i].region = list_at(regions, i);
  for (size_t i = 0; i < provinces->count; i++) {
    struct province *province = list_at(provinces, i);
    const struct entry *region = province->region.target;
    if (!province->is_former)
      list_append(context->scratch,
                  &groups[region == NULL ? regions->count : region->number - first].provinces, province);
  }
  size_t count = 0;
  for (size_t i = 0; i <= regions->count; i++)
    if (groups[i].provinces.count > 0) groups[count++] = groups[i];
  if (count > 1) qsort(groups, count, sizeof *groups, compare_regions);
  for (size_t i = 0; i < count; i++)
    entries_sort_by_name(&groups[i].provinces);
  return list_of(groups, count);
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
  model.map = province_map_of_today(context->website, context->scratch);
  model.former_map = province_map_of_former(context->website, context->scratch);
  page_context_render(context, PAGE_PROVINCE_LIST, &model);
}

void write_province(struct page_context *context) {
  struct province *province = (struct province *)context->page->subject;
  struct province_page model = {.province = province};
  page_context_fill(context, &model.webpage);
  model.webpage.feed = related_feed(context, &province->entry);
  model.concern = related_front(context, &province->entry);
  model.statuses_url = related_statuses_url(context, &province->entry);
  model.territories = territories_of_province(context->website, context->scratch, province);
  model.names = unit_names_rows(context, &province->entry);
  page_context_render(context, PAGE_PROVINCE, &model);
}

void plan_provinces(struct website *website, enum entry_kind kind) {
  const struct list *provinces = &website->registry->entries[kind];
  static const struct file_maker list = {.write = write_list, .section = "provinces"};
  plan_page(website, website->addresses.provinces, &list, NULL);
  for (size_t i = 0; i < provinces->count; i++)
    related_plan(website, list_at(provinces, i))->inputs = territories_inputs(website, list_at(provinces, i));
}
