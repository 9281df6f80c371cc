#include "site/pages/facets.h"

#include "register/status_counts.h"
#include "site/address.h"
#include "site/pages/related.h"
#include "site/pages/subsets.h"

static struct list links_to_years(struct arena *arena, const struct website *website) {
  struct years years = subsets_years(arena, website);
  struct view folder = subsets_years_url(arena, website);
  struct facet_link *links = arena_array(arena, years.count, sizeof *links);
  size_t count = 0;
  for (size_t i = 0; i < years.count; i++) {
    const struct year_part *part = &years.items[i];
    if (part->year == 0) continue;
    struct view name = arena_integer(arena, part->year);
    links[count++] = (struct facet_link){.id = name,
                                         .name = name,
                                         .url = address_numbered(arena, folder, part->year),
                                         .count = (int64_t)part->list.count};
  }
  return list_of(links, count);
}

static struct list links_to_types(struct arena *arena, const struct website *website) {
  const struct list *types = &website->registry->entries[ENTRY_AGREEMENT_TYPE];
  struct list *lists = subsets_by_type(arena, website);
  struct facet_link *links = arena_array(arena, types->count, sizeof *links);
  size_t count = 0;
  for (size_t i = 0; i < types->count; i++) {
    const struct entry *type = list_at(types, i);
    if (lists[i].count == 0) continue;
    links[count++] = (struct facet_link){.id = type->id,
                                         .name = type->heading,
                                         .url = subsets_type_url(arena, website, type),
                                         .count = (int64_t)lists[i].count};
  }
  return list_of(links, count);
}

static struct list links_to_provinces(struct arena *arena, const struct website *website) {
  const struct list *all = &website->registry->entries[ENTRY_PROVINCE];
  struct list provinces = {0};
  for (size_t i = 0; i < all->count; i++) {
    struct province *province = list_at(all, i);
    if (!province->is_former && province->agreements.count > 0) list_append(arena, &provinces, province);
  }
  entries_sort_by_name(&provinces);
  struct facet_link *links = arena_array(arena, provinces.count, sizeof *links);
  for (size_t i = 0; i < provinces.count; i++) {
    const struct province *province = list_at(&provinces, i);
    links[i] = (struct facet_link){.id = province->entry.id,
                                   .name = province->entry.short_heading,
                                   .url = related_agreements_url(arena, website, &province->entry),
                                   .count = (int64_t)province->agreements.count};
  }
  return list_of(links, provinces.count);
}

/* A count for every status, whether an agreement has it or not: each has its list. */
static struct list counts_of_all(struct arena *arena, const struct registry *registry, struct view *changes) {
  const struct list *agreements = &registry->newest[ENTRY_AGREEMENT];
  struct list found = counts_of_agreements(arena, registry, agreements, changes, NULL), all = {0};
  for (size_t status = 0, next = 0; status < STATUSES; status++) {
    struct status_count *count = next < found.count ? list_at(&found, next) : NULL;
    if (count != NULL && view_equal(count->validity, status_names[status])) {
      next++;
    } else {
      count = arena_allocate(arena, sizeof *count);
      count->validity = status_names[status];
    }
    list_append(arena, &all, count);
  }
  return all;
}

void facets_fill(struct page_context *context, struct agreement_list_page *model) {
  const struct website *website = context->website;
  if (!website->is_shown[PAGE_AGREEMENT_SUBSET]) return;
  reads_note_world(context->reads, READS_EVERYTHING);
  model->status_counts = counts_of_all(context->scratch, website->registry, &model->status_changes);
  model->years = links_to_years(context->scratch, website);
  model->types = links_to_types(context->scratch, website);
  model->provinces = links_to_provinces(context->scratch, website);
}
