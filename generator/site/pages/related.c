#include "site/pages/related.h"

#include "site/charts/period_chart.h"
#include "site/kinds.h"
#include "site/pages/feeds.h"
#include "site/pages/pages.h"
#include "site/pages/pagination.h"

/* One of an entry's lists: the field that holds it, the one that tells through whom each came (NULL: none),
 * and the segment of its pages' addresses. */
struct part {
  const char *field, *provenance, *segment;
  size_t list, rows, pager; /* offsets in struct concern; rows only with provenance */
};

enum { AGREEMENTS, INHERITED, COMMITMENTS, NEWS, EVENTS, PARTS };

static const struct part parts[PARTS] = {
    [AGREEMENTS] = {"agreements", "agreement_provenance", "segment.agreements",
                    offsetof(struct concern, agreements), offsetof(struct concern, agreement_rows),
                    offsetof(struct concern, agreements_pager)},
    [INHERITED] = {"inherited", "inherited_provenance", "segment.inherited",
                   offsetof(struct concern, inherited), offsetof(struct concern, inherited_rows),
                   offsetof(struct concern, inherited_pager)},
    [COMMITMENTS] = {"commitments", NULL, "segment.commitments", offsetof(struct concern, commitments), 0,
                     offsetof(struct concern, commitments_pager)},
    [NEWS] = {"news", NULL, "segment.news", offsetof(struct concern, news), 0,
              offsetof(struct concern, news_pager)},
    [EVENTS] = {"events", NULL, "segment.timeline", offsetof(struct concern, events), 0,
                offsetof(struct concern, events_pager)},
};

static const struct list no_list = {0};

static const struct list *part_list(const struct entry *entry, const struct part *part) {
  const struct list *list = record_value(entry->type, entry, part->field);
  return list == NULL ? &no_list : list;
}

static const struct list *read_part(const struct writing *writing, const struct entry *entry,
                                    const struct part *part) {
  const struct list *list = reads_field(writing->reads, entry, part->field);
  return list == NULL ? &no_list : list;
}

/* A theme made before the list was has no segment for it; then the field's name does. */
static struct view part_address(struct arena *arena, const struct website *website, const struct entry *entry,
                                const struct part *part) {
  struct view segment = website_string(website, part->segment);
  if (segment.length == 0) segment = view_of(part->field);
  return ARENA_JOIN(arena, website->book.entries[entry->number], segment, VIEW("/"));
}

/* What tells of each agreement of a page's part through whom it came; where the entry's type has no such
 * field, only the agreements. */
static struct list part_rows(const struct writing *writing, const struct entry *entry,
                             const struct part *part, size_t number) {
  const struct list *provenance = reads_field(writing->reads, entry, part->provenance);
  size_t page_size = writing->website->page_size;
  if (provenance != NULL) return numbering_part(provenance, page_size, number);
  struct list shown = numbering_part(part_list(entry, part), page_size, number), rows = {0};
  for (size_t i = 0; i < shown.count; i++) {
    struct provenance *row = arena_allocate(writing->scratch, sizeof *row);
    *row = (struct provenance){.agreement = list_at(&shown, i)};
    list_append(writing->scratch, &rows, row);
  }
  return rows;
}

static struct pager *fill_part(const struct writing *writing, const struct entry *entry,
                               const struct part *part, size_t number, struct concern *concern) {
  const struct website *website = writing->website;
  const struct list *list = number == 0 ? read_part(writing, entry, part) : part_list(entry, part);
  *(struct list *)((char *)concern + part->list) = numbering_part(list, website->page_size, number);
  if (part->provenance != NULL)
    *(struct list *)((char *)concern + part->rows) = part_rows(writing, entry, part, number);
  struct pager *pager = numbering_pager(writing->scratch, list->count, website->page_size, number,
                                        website->book.entries[entry->number],
                                        part_address(writing->scratch, website, entry, part));
  *(struct pager **)((char *)concern + part->pager) = pager;
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

/* The days by which lists are put together here are those of `events`, which every front reads. */
static struct period_chart *make_chart(const struct writing *writing, const struct entry *entry) {
  const struct list *agreements = part_list(entry, &parts[AGREEMENTS]);
  const struct list *inherited = part_list(entry, &parts[INHERITED]);
  struct list both = *agreements;
  if (inherited->count > 0) both = with_inherited(writing->scratch, agreements, inherited);
  return period_chart_of_list(writing->scratch, &both, both.count, entry, writing->reads);
}

struct concern *concerns_front(const struct writing *writing, const struct entry *entry) {
  struct concern *concern = arena_allocate(writing->scratch, sizeof *concern);
  for (size_t i = 0; i < PARTS; i++)
    fill_part(writing, entry, &parts[i], 0, concern);
  concern->chart = make_chart(writing, entry);
  return concern;
}

static bool has_feed(const struct entry *entry) {
  return part_list(entry, &parts[AGREEMENTS])->count + part_list(entry, &parts[NEWS])->count > 0;
}

struct view concerns_feed(const struct writing *writing, const struct entry *entry) {
  if (!has_feed(entry)) return (struct view){NULL, 0};
  return feeds_url(writing->scratch, writing->website->book.entries[entry->number]);
}

/* What older pages are of. */
struct older {
  struct entry *entry;
  const struct part *part;
};

void write_older(struct writing *writing) {
  const struct older *older = writing->page->subject;
  struct older_page model = {.subject = older->entry};
  writing_fill(writing, &model.webpage);
  model.concern = arena_allocate(writing->scratch, sizeof *model.concern);
  model.pager = fill_part(writing, older->entry, older->part, writing->page->number, model.concern);
  model.webpage.feed = concerns_feed(writing, model.subject);
  writing_render(writing, PAGE_OLDER, &model);
}

static void plan_older(struct website *website, struct entry *entry, const struct part *part, bool has_feed) {
  const struct field *field = record_type_find(entry->type, view_of(part->field));
  const struct list *list = part_list(entry, part);
  if (field == NULL || numbering_pages(list->count, website->page_size) == 0) return;
  struct older *older = arena_allocate(&website->arena, sizeof *older);
  *older = (struct older){entry, part};
  numbering_plan(website, field, list, part_address(&website->arena, website, entry, part),
                 &site_kind_of(entry)->older, older, has_feed);
}

void concerns_plan(struct website *website, struct entry *entry) {
  bool feed = has_feed(entry);
  if (feed)
    feeds_plan(website, website->book.entries[entry->number], entry->heading,
               part_list(entry, &parts[AGREEMENTS]), part_list(entry, &parts[NEWS]));
  plan_entry(website, entry);
  for (size_t i = 0; i < PARTS; i++)
    plan_older(website, entry, &parts[i], feed);
}
