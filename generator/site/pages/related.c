#include "site/pages/related.h"

#include "site/address.h"
#include "site/charts/period_chart.h"
#include "site/pages/feeds.h"
#include "site/pages/pages.h"
#include "site/pages/pagination.h"

/* One of an entry's lists: the field that holds it, the field that says through whom each agreement came
 * (NULL: none), and the segment of its pages' addresses. */
struct part {
  const char *field, *provenance, *segment;
  size_t list, rows, pager; /* offsets in struct related; rows only with provenance */
};

enum { AGREEMENTS, INHERITED, COMMITMENTS, NEWS, EVENTS, PARTS };

static const struct part parts[PARTS] = {
    [AGREEMENTS] = {"agreements", "agreement_provenance", "segment.agreements",
                    offsetof(struct related, agreements), offsetof(struct related, agreement_rows),
                    offsetof(struct related, agreements_pager)},
    [INHERITED] = {"inherited", "inherited_provenance", "segment.inherited",
                   offsetof(struct related, inherited), offsetof(struct related, inherited_rows),
                   offsetof(struct related, inherited_pager)},
    [COMMITMENTS] = {"commitments", NULL, "segment.commitments", offsetof(struct related, commitments), 0,
                     offsetof(struct related, commitments_pager)},
    [NEWS] = {"news", NULL, "segment.news", offsetof(struct related, news), 0,
              offsetof(struct related, news_pager)},
    [EVENTS] = {"events", NULL, "segment.timeline", offsetof(struct related, events), 0,
                offsetof(struct related, events_pager)},
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

/* For each agreement of a page's part a row that says through whom it came; where the entry's type has no
 * such field, the rows hold the agreements alone. */
static struct list part_rows(const struct page_context *context, const struct entry *entry,
                             const struct part *part, size_t number) {
  const struct list *provenance = reads_field(context->reads, entry, part->provenance);
  size_t page_size = context->website->page_size;
  if (provenance != NULL) return pagination_part(provenance, page_size, number);
  struct list shown = pagination_part(part_list(entry, part), page_size, number), rows = {0};
  for (size_t i = 0; i < shown.count; i++) {
    struct provenance *row = arena_allocate(context->scratch, sizeof *row);
    *row = (struct provenance){.agreement = list_at(&shown, i)};
    list_append(context->scratch, &rows, row);
  }
  return rows;
}

static struct pager *fill_part(const struct page_context *context, const struct entry *entry,
                               const struct part *part, size_t number, struct related *related) {
  const struct website *website = context->website;
  const struct list *list = number == 0 ? read_part(context, entry, part) : part_list(entry, part);
  *(struct list *)((char *)related + part->list) = pagination_part(list, website->page_size, number);
  if (part->provenance != NULL)
    *(struct list *)((char *)related + part->rows) = part_rows(context, entry, part, number);
  struct pager *pager = pagination_pager(context->scratch, list->count, website->page_size, number,
                                         website->book.entries[entry->number],
                                         part_address(context->scratch, website, entry, part));
  *(struct pager **)((char *)related + part->pager) = pager;
  return pager;
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
    fill_part(context, entry, &parts[i], 0, related);
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
  model.pager = fill_part(context, older->entry, older->part, context->page->number, model.concern);
  model.webpage.feed = related_feed(context, model.subject);
  page_context_render(context, PAGE_OLDER, &model);
}

static void plan_older(struct website *website, struct entry *entry, const struct part *part, bool has_feed) {
  const struct field *field = record_type_find(entry->type, view_of(part->field));
  const struct list *list = part_list(entry, part);
  if (field == NULL || pagination_pages(list->count, website->page_size) == 0) return;
  struct older *older = arena_allocate(&website->arena, sizeof *older);
  *older = (struct older){entry, part};
  pagination_plan(website, field, list, part_address(&website->arena, website, entry, part),
                  &plan_kind_of(website, entry)->older, older, has_feed);
}

struct website_file *related_plan(struct website *website, struct entry *entry) {
  bool feed = has_feed(entry);
  if (feed)
    feeds_plan(website, website->book.entries[entry->number], entry->heading,
               part_list(entry, &parts[AGREEMENTS]), part_list(entry, &parts[NEWS]));
  struct website_file *page = plan_entry(website, entry);
  for (size_t i = 0; i < PARTS; i++)
    plan_older(website, entry, &parts[i], feed);
  return page;
}
