#include "site/pages/subsets.h"

#include "base/memory.h"
#include "base/sorting.h"
#include "register/status_counts.h"
#include "schema/fingerprint.h"
#include "site/address.h"
#include "site/page_context.h"
#include "site/pages/pagination.h"

#include <stdlib.h>

/* How many agreements that will come to a status its list has ready, and how many days ahead. */
enum { ARRIVALS = 50, ARRIVAL_DAYS = 400 };

struct subset {
  struct entry *subject; /* whose agreements they are; NULL: the register's */
  struct view status;    /* the name of the one that all have; empty: not a list of one status */
  int64_t year;          /* 0: not a year's list */
  struct agreement_type *type;
  struct view back, front;
  struct list agreements, arrivals;
  struct date complete_until;
  bool is_inherited;
  struct view changes; /* of their number */
};

static const struct field agreements_field = {
    .name = "agreements", .kind = FIELD_LINKS, .target = &agreement_type};

struct view subsets_statuses_url(struct arena *arena, const struct website *website, struct view folder) {
  if (!website->is_shown[PAGE_AGREEMENT_SUBSET]) return (struct view){NULL, 0};
  return ARENA_JOIN(arena, folder, address_segment(website, "segment.statuses"), VIEW("/"));
}

struct view subsets_years_url(struct arena *arena, const struct website *website) {
  return ARENA_JOIN(arena, website->addresses.agreements, address_segment(website, "segment.years"),
                    VIEW("/"));
}

struct view subsets_type_url(struct arena *arena, const struct website *website, const struct entry *type) {
  return ARENA_JOIN(arena, website->addresses.agreements, address_segment(website, "segment.types"),
                    VIEW("/"), type->id, VIEW("/"));
}

static void write_subset(struct page_context *context) {
  const struct website *website = context->website;
  const struct subset *subset = context->page->subject;
  size_t number = context->page->number, count = subset->agreements.count;
  struct agreement_subset_page model = {
      .subject = subset->subject,
      .is_inherited = subset->is_inherited,
      .list_status = subset->status,
      .year = subset->year,
      .type = subset->type,
      .back = subset->back,
      .agreements = pagination_part(&subset->agreements, website->page_size, number),
      .pager = pagination_pager(context->scratch, count, website->page_size, number, subset->front,
                                address_list_pages(context->scratch, website, subset->front)),
  };
  page_context_fill(context, &model.webpage);
  if (number == 0) {
    model.total = (int64_t)count;
    model.total_changes = subset->changes;
    model.arrivals = subset->arrivals;
    model.complete_until = subset->complete_until;
  }
  page_context_render(context, PAGE_AGREEMENT_SUBSET, &model);
}

/* What the front shows; the numbered pages are known by their agreements. */
static uint64_t front_inputs(const struct website *website, const struct subset *subset) {
  struct list newest = pagination_part(&subset->agreements, website->page_size, 0);
  uint64_t inputs = fingerprint_mix(fingerprint_list(&agreements_field, &newest), subset->agreements.count);
  inputs = fingerprint_mix(inputs, fingerprint_list(&agreements_field, &subset->arrivals));
  inputs = fingerprint_mix(inputs, (uint64_t)date_day_number(subset->complete_until));
  return fingerprint_mix_view(inputs, subset->changes);
}

static void plan_subset(struct website *website, struct subset subset) {
  static const struct file_maker maker = {.write = write_subset, .section = "agreements"};
  struct subset *kept = arena_allocate(&website->arena, sizeof *kept);
  *kept = subset;
  plan_page(website, kept->front, &maker, kept)->inputs = front_inputs(website, kept);
  pagination_plan(website, &agreements_field, &kept->agreements,
                  address_list_pages(&website->arena, website, kept->front), &maker, kept, 0);
}

static int keep_order(const void *left, const void *right) {
  (void)left;
  (void)right;
  return 0;
}

/* The first day of each status that the agreement will come to. */
static void add_arrivals(const struct registry *registry, struct agreement *agreement,
                         struct sorting_item *items[STATUSES], size_t counts[STATUSES],
                         size_t capacities[STATUSES]) {
  struct validity validity = validity_of(agreement);
  struct status_change changes[STATUS_CHANGES];
  size_t count = validity_changes(&validity, date_day_number(registry->options.today),
                                  registry->site->ending_days.value, changes);
  for (size_t i = 0; i < count; i++) {
    enum status to = changes[i].to;
    bool is_new = to != changes[0].from;
    for (size_t k = 0; k < i; k++)
      is_new = is_new && changes[k].to != to;
    if (!is_new) continue;
    items[to] = memory_grow(items[to], counts[to], &capacities[to], sizeof *items[to]);
    items[to][counts[to]++] = (struct sorting_item){(uint64_t)((int64_t)changes[i].day - NO_DAY), agreement};
  }
}

/* The first arrivals in the order of their days; what comes later is left to the page of another day. */
static void take_arrivals(struct website *website, struct sorting_item *items, size_t count,
                          struct subset *subset) {
  sorting_sort(items, count, keep_order);
  int64_t last = (int64_t)date_day_number(website->registry->options.today) + ARRIVAL_DAYS;
  for (size_t i = 0; i < count; i++) {
    int64_t day = (int64_t)items[i].key + NO_DAY;
    if (i < ARRIVALS && day <= last) {
      list_append(&website->arena, &subset->arrivals, items[i].value);
      continue;
    }
    subset->complete_until = date_of_day_number((int32_t)(day - 1));
    /* Of those that come on one day all are there or none is. */
    while (subset->arrivals.count > 0 && items[subset->arrivals.count - 1].key == items[i].key)
      subset->arrivals.count--;
    return;
  }
}

void subsets_plan_statuses(struct website *website, struct entry *subject, bool is_inherited,
                           const struct list *agreements, struct view folder) {
  struct view statuses = subsets_statuses_url(&website->arena, website, folder);
  if (statuses.length == 0) return;
  struct subset subsets[STATUSES] = {0};
  struct sorting_item *items[STATUSES] = {0};
  size_t counts[STATUSES] = {0}, capacities[STATUSES] = {0};
  struct view changes[STATUSES];
  changes_by_status(&website->arena, website->registry, agreements, changes);
  for (size_t i = 0; i < agreements->count; i++) {
    struct agreement *agreement = list_at(agreements, i);
    list_append(&website->arena, &subsets[status_of_name(agreement->status)].agreements, agreement);
    add_arrivals(website->registry, agreement, items, counts, capacities);
  }
  for (size_t status = 0; status < STATUSES; status++) {
    struct subset *subset = &subsets[status];
    take_arrivals(website, items[status], counts[status], subset);
    free(items[status]);
    if (subject != NULL && subset->agreements.count == 0 && counts[status] == 0) continue;
    subset->subject = subject;
    subset->is_inherited = is_inherited;
    subset->status = status_names[status];
    subset->back = folder;
    subset->front = ARENA_JOIN(&website->arena, statuses, status_names[status], VIEW("/"));
    subset->changes = changes[status];
    plan_subset(website, *subset);
  }
}

static struct date date_of(const void *agreement) {
  return entry_date(agreement);
}

struct years subsets_years(struct arena *arena, const struct website *website) {
  return years_cut(arena, &website->registry->newest[ENTRY_AGREEMENT], date_of);
}

static void plan_years(struct website *website) {
  struct years years = subsets_years(&website->arena, website);
  struct view folder = subsets_years_url(&website->arena, website);
  for (size_t i = 0; i < years.count; i++) {
    const struct year_part *part = &years.items[i];
    if (part->year == 0) continue; /* neither signing nor beginning is known */
    plan_subset(website, (struct subset){.year = part->year,
                                         .back = website->addresses.agreements,
                                         .front = address_numbered(&website->arena, folder, part->year),
                                         .agreements = part->list});
  }
}

struct list *subsets_by_type(struct arena *arena, const struct website *website) {
  const struct registry *registry = website->registry;
  const struct list *types = &registry->entries[ENTRY_AGREEMENT_TYPE],
                    *all = &registry->newest[ENTRY_AGREEMENT];
  struct list *lists = arena_array(arena, types->count + 1, sizeof *lists);
  uint32_t first = types->count == 0 ? 0 : ((const struct entry *)list_at(types, 0))->number;
  for (size_t i = 0; i < all->count; i++) {
    struct agreement *agreement = list_at(all, i);
    if (agreement->type.target != NULL)
      list_append(arena, &lists[agreement->type.target->number - first], agreement);
  }
  return lists;
}

static void plan_types(struct website *website) {
  const struct list *types = &website->registry->entries[ENTRY_AGREEMENT_TYPE];
  struct list *lists = subsets_by_type(&website->arena, website);
  for (size_t i = 0; i < types->count; i++) {
    struct entry *type = list_at(types, i);
    if (lists[i].count == 0) continue;
    plan_subset(website, (struct subset){.type = (struct agreement_type *)type,
                                         .back = website->addresses.agreements,
                                         .front = subsets_type_url(&website->arena, website, type),
                                         .agreements = lists[i]});
  }
}

void plan_subsets(struct website *website) {
  if (!website->is_shown[PAGE_AGREEMENT_SUBSET]) return;
  const struct list *all = &website->registry->newest[ENTRY_AGREEMENT];
  subsets_plan_statuses(website, NULL, false, all, website->addresses.agreements);
  plan_years(website);
  plan_types(website);
}
