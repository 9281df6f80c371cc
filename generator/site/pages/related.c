#include "site/pages/related.h"

#include "site/address.h"
#include "site/charts/period_chart.h"
#include "site/pages/feeds.h"
#include "site/pages/listing.h"
#include "site/pages/pages.h"
#include "site/pages/pagination.h"
#include "site/pages/subsets.h"

enum { NEWEST = 20 }; /* rows of each list on the entry's own page */

/* One of an entry's lists: the field that holds it, the field that says through whom each agreement came and
 * the one that counts statuses (NULL: none), and the segment of its pages' addresses. */
struct part {
  const char *field, *provenance, *counts, *segment;
  size_t list, rows, pager; /* offsets in struct related; rows only with provenance */
  bool is_whole;            /* sorted by name: what is behind the entry's page is one page */
};

enum { AGREEMENTS, INHERITED, COMMITMENTS, NEWS, EVENTS, ORGANIZATIONS, PEOPLE, CHILDREN, PARTS };

#define PLACE(name) .list = offsetof(struct related, name), .pager = offsetof(struct related, name##_pager)

static const struct part parts[PARTS] = {
    [AGREEMENTS] = {.field = "agreements",
                    .provenance = "agreement_provenance",
                    .counts = "status_counts",
                    .segment = "segment.agreements",
                    .rows = offsetof(struct related, agreement_rows),
                    PLACE(agreements)},
    [INHERITED] = {.field = "inherited",
                   .provenance = "inherited_provenance",
                   .counts = "inherited_counts",
                   .segment = "segment.inherited",
                   .rows = offsetof(struct related, inherited_rows),
                   PLACE(inherited)},
    [COMMITMENTS] = {.field = "commitments", .segment = "segment.commitments", PLACE(commitments)},
    [NEWS] = {.field = "news", .segment = "segment.news", PLACE(news)},
    [EVENTS] = {.field = "events", .segment = "segment.timeline", PLACE(events)},
    [ORGANIZATIONS] = {.field = "organizations",
                       .segment = "segment.organizations",
                       PLACE(organizations),
                       .is_whole = true},
    [PEOPLE] = {.field = "people", .segment = "segment.people", PLACE(people), .is_whole = true},
    [CHILDREN] = {.field = "children", .segment = "segment.children", PLACE(children), .is_whole = true},
};

static const struct list no_list = {0};

static const struct list *part_list(const struct entry *entry, const struct part *part) {
  const struct list *list = record_value(entry->type, entry, part->field);
  return list == NULL ? &no_list : list;
}

static const struct list *read_part(const struct page_context *context, const struct entry *entry,
                                    const struct part *part) {
  const struct list *list = reads_field(context->reads, entry, part->field);
  return list == NULL ? &no_list : list;
}

static struct view part_address(struct arena *arena, const struct website *website, const struct entry *entry,
                                const struct part *part) {
  return ARENA_JOIN(arena, website->book.entries[entry->number], address_segment(website, part->segment),
                    VIEW("/"));
}

static size_t newest_count(const struct website *website, const struct list *list) {
  size_t most = website->page_size < NEWEST ? website->page_size : NEWEST;
  return list->count < most ? list->count : most;
}

/* Whether there is more than the entry's own page shows. */
static bool has_pages(const struct website *website, const struct list *list) {
  return list->count > newest_count(website, list);
}

static size_t part_page_size(const struct website *website, const struct part *part,
                             const struct list *list) {
  return part->is_whole ? list->count + 1 : website->page_size;
}

/* Which of a list's items a page shows. */
struct slice {
  bool is_newest; /* those of the entry's own page */
  size_t page_size, number;
};

static struct list take_slice(const struct website *website, const struct list *list, struct slice slice) {
  return slice.is_newest ? list_of(list->items, newest_count(website, list))
                         : pagination_part(list, slice.page_size, slice.number);
}

/* For each agreement of a slice a row that says through whom it came; where the entry's type has no such
 * field, the rows hold the agreements alone. */
static struct list part_rows(const struct page_context *context, const struct entry *entry,
                             const struct part *part, struct slice slice) {
  const struct list *provenance = reads_field(context->reads, entry, part->provenance);
  if (provenance != NULL) return take_slice(context->website, provenance, slice);
  struct list shown = take_slice(context->website, part_list(entry, part), slice), rows = {0};
  for (size_t i = 0; i < shown.count; i++) {
    struct provenance *row = arena_allocate(context->scratch, sizeof *row);
    *row = (struct provenance){.agreement = list_at(&shown, i)};
    list_append(context->scratch, &rows, row);
  }
  return rows;
}

static void fill_slice(const struct page_context *context, const struct entry *entry, const struct part *part,
                       struct slice slice, struct related *related) {
  *(struct list *)((char *)related + part->list) =
      take_slice(context->website, part_list(entry, part), slice);
  if (part->provenance != NULL)
    *(struct list *)((char *)related + part->rows) = part_rows(context, entry, part, slice);
}

/* The newest of a list, for the entry's own page, and the link to all of it. */
static void fill_newest(const struct page_context *context, const struct entry *entry,
                        const struct part *part, struct related *related) {
  const struct list *list = read_part(context, entry, part);
  fill_slice(context, entry, part, (struct slice){.is_newest = true}, related);
  struct pager *pager = arena_allocate(context->scratch, sizeof *pager);
  *pager = (struct pager){.total = (int64_t)list->count, .paged = has_pages(context->website, list)};
  if (pager->paged) pager->newest = part_address(context->scratch, context->website, entry, part);
  pager->older = pager->newest;
  *(struct pager **)((char *)related + part->pager) = pager;
}

/* A page of a list's own; the front depends on the whole list, the others on what the plan says of them. */
static struct pager *fill_page(const struct page_context *context, const struct entry *entry,
                               const struct part *part, size_t number, struct related *related) {
  const struct website *website = context->website;
  const struct list *list = number == 0 ? read_part(context, entry, part) : part_list(entry, part);
  size_t page_size = part_page_size(website, part, list);
  fill_slice(context, entry, part, (struct slice){.page_size = page_size, .number = number}, related);
  struct view front = part_address(context->scratch, website, entry, part);
  return pagination_pager(context->scratch, list->count, page_size, number, front, front);
}

/* Every agreement of an organization and of those it took over from, each once, newest first. */
static struct list with_inherited(struct arena *arena, const struct list *agreements,
                                  const struct list *inherited) {
  struct list both = {0};
  for (size_t i = 0; i < agreements->count; i++)
    list_append(arena, &both, list_at(agreements, i));
  for (size_t i = 0; i < inherited->count; i++)
    list_append(arena, &both, list_at(inherited, i));
  entries_sort_newest(&both);
  void **items = both.items;
  size_t kept = 0;
  for (size_t i = 0; i < both.count; i++)
    if (kept == 0 || items[kept - 1] != items[i]) items[kept++] = items[i];
  both.count = (uint32_t)kept;
  return both;
}

/* The lists joined here are ordered by the days of `events`, which every front reads. */
static struct period_chart *make_chart(const struct page_context *context, const struct entry *entry) {
  const struct list *agreements = part_list(entry, &parts[AGREEMENTS]);
  const struct list *inherited = part_list(entry, &parts[INHERITED]);
  struct list both = *agreements;
  if (inherited->count > 0) both = with_inherited(context->scratch, agreements, inherited);
  return period_chart_of_list(context->scratch, &both, both.count, entry, context->reads);
}

struct related *related_front(const struct page_context *context, const struct entry *entry) {
  struct related *related = arena_allocate(context->scratch, sizeof *related);
  for (size_t i = 0; i < PARTS; i++)
    fill_newest(context, entry, &parts[i], related);
  related->chart = make_chart(context, entry);
  return related;
}

static bool has_feed(const struct entry *entry) {
  return part_list(entry, &parts[AGREEMENTS])->count + part_list(entry, &parts[NEWS])->count > 0;
}

struct view related_feed(const struct page_context *context, const struct entry *entry) {
  if (!has_feed(entry)) return (struct view){NULL, 0};
  return feeds_url(context->scratch, context->website->book.entries[entry->number]);
}

/* The list that older pages show, and whose it is. */
struct older {
  struct entry *entry;
  const struct part *part;
};

void write_older(struct page_context *context) {
  const struct older *older = context->page->subject;
  struct older_page model = {.subject = older->entry};
  page_context_fill(context, &model.webpage);
  model.concern = arena_allocate(context->scratch, sizeof *model.concern);
  model.pager = fill_page(context, older->entry, older->part, context->page->number, model.concern);
  page_context_render(context, PAGE_OLDER, &model);
}

/* Where the lists by status of a part are; nothing where all its agreements stand on the entry's own page. */
static struct view statuses_url(struct arena *arena, const struct website *website, const struct entry *entry,
                                const struct part *part) {
  if (!has_pages(website, part_list(entry, part))) return (struct view){NULL, 0};
  return subsets_statuses_url(arena, website, part_address(arena, website, entry, part));
}

struct view related_statuses_url(const struct page_context *context, const struct entry *entry) {
  return statuses_url(context->scratch, context->website, entry, &parts[AGREEMENTS]);
}

struct view related_inherited_statuses_url(const struct page_context *context, const struct entry *entry) {
  return statuses_url(context->scratch, context->website, entry, &parts[INHERITED]);
}

struct view related_agreements_url(struct arena *arena, const struct website *website,
                                   const struct entry *entry) {
  return has_pages(website, part_list(entry, &parts[AGREEMENTS]))
             ? part_address(arena, website, entry, &parts[AGREEMENTS])
             : website->book.entries[entry->number];
}

static void plan_part(struct website *website, struct entry *entry, const struct part *part) {
  const struct field *field = record_type_find(entry->type, view_of(part->field));
  const struct list *list = part_list(entry, part);
  if (field == NULL || !has_pages(website, list)) return;
  struct older *older = arena_allocate(&website->arena, sizeof *older);
  *older = (struct older){entry, part};
  struct view front = part_address(&website->arena, website, entry, part);
  const struct file_maker *maker = &plan_kind_of(website, entry)->older;
  plan_page(website, front, maker, older);
  if (!part->is_whole) pagination_plan(website, field, list, front, maker, older, 0);
  if (part->counts != NULL && record_type_find(entry->type, view_of(part->counts)) != NULL) {
    subsets_plan_statuses(website, entry, part == &parts[INHERITED], list, front);
    if (website->addresses.statuses.length > 0) listing_plan(website, field, list, front, front, false);
  }
}

struct website_file *related_plan(struct website *website, struct entry *entry) {
  if (has_feed(entry))
    feeds_plan(website, website->book.entries[entry->number], entry->heading,
               part_list(entry, &parts[AGREEMENTS]), part_list(entry, &parts[NEWS]));
  struct website_file *page = plan_entry(website, entry);
  for (size_t i = 0; i < PARTS; i++)
    plan_part(website, entry, &parts[i]);
  return page;
}
