#include "site/pages/territory.h"

#include "schema/fingerprint.h"
#include "site/address.h"
#include "site/page_context.h"
#include "site/pages/feeds.h"
#include "site/pages/pagination.h"

enum { TERRITORY_AGREEMENTS = 10 };

/* Where all agreements of a region are listed, or (NULL) those of the whole country. */
static struct view territory_url(const struct website *website, struct arena *arena,
                                 const struct region *region) {
  if (!website->is_shown[PAGE_TERRITORY]) return (struct view){NULL, 0};
  struct view segment = address_segment(website, region == NULL ? "segment.national" : "segment.regions");
  struct view folder = ARENA_JOIN(arena, website->addresses.agreements, segment, VIEW("/"));
  return region == NULL ? folder : ARENA_JOIN(arena, folder, region->entry.id, VIEW("/"));
}

/* The newest of a list from `first` on that are not among the province's own, which are in the same order. */
static struct list newest_of_others(struct arena *arena, const struct list *list, size_t first,
                                    const struct province *province) {
  const struct list *own = &province->agreements;
  struct list found = {0};
  size_t at = 0;
  for (size_t i = first; i < list->count && found.count < TERRITORY_AGREEMENTS; i++) {
    struct entry *entry = list_at(list, i);
    while (at < own->count && ((const struct entry *)list_at(own, at))->newest_rank < entry->newest_rank)
      at++;
    if (at == own->count || list_at(own, at) != entry) list_append(arena, &found, entry);
  }
  return found;
}

/* The place of the first agreement of a list, newest first, that is of that day or earlier. */
static size_t first_until(const struct list *list, int32_t day) {
  size_t low = 0, high = list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (date_day_number(entry_date(list_at(list, middle))) > day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The place in a list, newest first, of the first agreement that can be the province's: of one that has ended
 * those that came later are not, nor any where nobody knows when it ended. */
static size_t first_of_province(const struct list *list, const struct province *province) {
  struct date until = province->until.value;
  if (!province->is_former) return 0;
  return until.precision == DATE_NONE ? list->count : first_until(list, date_last_day_number(until));
}

static void add_territory(const struct website *website, struct arena *arena, const struct list *list,
                          struct region *region, const struct province *province,
                          struct territory *territories, size_t *count) {
  struct list newest = newest_of_others(arena, list, first_of_province(list, province), province);
  if (newest.count == 0) return;
  struct territory *territory = &territories[(*count)++];
  *territory = (struct territory){.region = region, .agreements = newest, .total = (int64_t)list->count};
  if (list->count > newest.count) territory->url = territory_url(website, arena, region);
}

enum { TERRITORIES = 2 }; /* of a province: the country and its region */

struct list territories_of_province(const struct website *website, struct arena *arena,
                                    const struct province *province) {
  struct territory *territories = arena_array(arena, TERRITORIES, sizeof *territories);
  size_t count = 0;
  struct region *region = (struct region *)province->region.target;
  add_territory(website, arena, &website->registry->national, NULL, province, territories, &count);
  if (region != NULL)
    add_territory(website, arena, &region->agreements, region, province, territories, &count);
  return list_of(territories, count);
}

static const struct field agreements_field = {
    .name = "agreements", .kind = FIELD_LINKS, .target = &agreement_type};

uint64_t territories_inputs(const struct website *website, const struct province *province) {
  struct arena scratch = {0};
  uint64_t inputs = 0;
  struct list territories = territories_of_province(website, &scratch, province);
  for (size_t i = 0; i < territories.count; i++) {
    const struct territory *territory = (const struct territory *)territories.items + i;
    inputs = fingerprint_mix(inputs, territory->region == NULL ? 0 : territory->region->entry.key);
    inputs = fingerprint_mix(inputs, fingerprint_list(&agreements_field, &territory->agreements));
    inputs = fingerprint_mix(inputs, (uint64_t)territory->total);
  }
  arena_free(&scratch);
  return inputs;
}

struct list territories_of_agreement(const struct website *website, struct arena *arena,
                                     const struct agreement *agreement) {
  const struct reference *regions = agreement->regions.items;
  struct territory *territories = arena_array(arena, agreement->regions.count + 1, sizeof *territories);
  size_t count = 0;
  if (agreement->national.value)
    territories[count++] = (struct territory){.url = territory_url(website, arena, NULL)};
  for (size_t i = 0; i < agreement->regions.count; i++) {
    struct region *region = (struct region *)regions[i].target;
    territories[count++] = (struct territory){.region = region, .url = territory_url(website, arena, region)};
  }
  return list_of(territories, count);
}

/* What a list's pages are of. */
struct subject {
  struct region *region;
  const struct list *list;
};

static void write_territory(struct page_context *context) {
  const struct website *website = context->website;
  const struct subject *subject = context->page->subject;
  struct territory_page model = {.region = subject->region};
  struct view front = territory_url(website, context->scratch, subject->region);
  page_context_fill(context, &model.webpage);
  if (context->page->number == 0) model.webpage.feed = feeds_url(context->scratch, front);
  model.agreements = pagination_part(subject->list, website->page_size, context->page->number);
  model.pager =
      pagination_pager(context->scratch, subject->list->count, website->page_size, context->page->number,
                       front, address_list_pages(context->scratch, website, front));
  page_context_render(context, PAGE_TERRITORY, &model);
}

static void plan_territory(struct website *website, struct region *region, const struct list *list,
                           struct view title) {
  static const struct file_maker maker = {.write = write_territory, .section = "agreements"};
  if (list->count == 0 || !website->is_shown[PAGE_TERRITORY]) return;
  struct subject *subject = arena_allocate(&website->arena, sizeof *subject);
  *subject = (struct subject){region, list};
  struct view front = territory_url(website, &website->arena, region);
  struct website_file *page = plan_page(website, front, &maker, subject);
  struct list newest = pagination_part(list, website->page_size, 0);
  page->inputs = fingerprint_mix(fingerprint_list(&agreements_field, &newest), list->count);
  pagination_plan(website, &agreements_field, list, address_list_pages(&website->arena, website, front),
                  &maker, subject, 0);
  feeds_plan(website, front, title, list, NULL);
}

void plan_territories(struct website *website) {
  const struct registry *registry = website->registry;
  plan_territory(website, NULL, &registry->national, website_string(website, "feed.national"));
  for (size_t i = 0; i < registry->entries[ENTRY_REGION].count; i++) {
    struct region *region = list_at(&registry->entries[ENTRY_REGION], i);
    plan_territory(website, region, &region->agreements,
                   arena_format(&website->arena, "%.*s %.*s",
                                VIEW_FORMAT(website_string(website, "feed.region")),
                                VIEW_FORMAT(region->entry.heading)));
  }
}
