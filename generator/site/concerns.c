#include "site/concerns.h"

#include "site/feeds.h"
#include "site/numbering.h"
#include "site/period_chart.h"

/* One of an entry's lists: the field that holds it and the segment of its pages' addresses. */
struct part {
  const char *field, *segment;
  size_t list, pager; /* offsets in struct concern */
};

enum { AGREEMENTS, INHERITED, NEWS, EVENTS, PARTS };

static const struct part parts[PARTS] = {
    [AGREEMENTS] = {"agreements", "segment.agreements", offsetof(struct concern, agreements),
                    offsetof(struct concern, agreements_pager)},
    [INHERITED] = {"inherited", "segment.inherited", offsetof(struct concern, inherited),
                   offsetof(struct concern, inherited_pager)},
    [NEWS] = {"news", "segment.news", offsetof(struct concern, news), offsetof(struct concern, news_pager)},
    [EVENTS] = {"events", "segment.timeline", offsetof(struct concern, events),
                offsetof(struct concern, events_pager)},
};

static const struct list no_list = {0};

static const struct list *part_list(const struct entry *entry, const struct part *part) {
  const struct list *list = record_value(entry->type, entry, part->field);
  return list == NULL ? &no_list : list;
}

/* A theme made before the list was has no segment for it; then the field's name does. */
static struct view part_address(struct arena *arena, const struct website *website, const struct entry *entry,
                                const struct part *part) {
  struct view segment = website_string(website, part->segment);
  if (segment.length == 0) segment = view_of(part->field);
  return arena_format(arena, "%.*s%.*s/", VIEW_FORMAT(entry->url), VIEW_FORMAT(segment));
}

static struct pager *fill_part(const struct writing *writing, const struct entry *entry,
                               const struct part *part, size_t number, struct concern *concern) {
  const struct website *website = writing->website;
  const struct list *list = part_list(entry, part);
  *(struct list *)((char *)concern + part->list) = numbering_part(list, website->page_size, number);
  struct pager *pager = numbering_pager(writing->scratch, list->count, website->page_size, number, entry->url,
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
  both.count = kept;
  return both;
}

static struct period_chart *make_chart(const struct writing *writing, const struct entry *entry) {
  const struct list *agreements = part_list(entry, &parts[AGREEMENTS]);
  const struct list *inherited = part_list(entry, &parts[INHERITED]);
  struct list both = *agreements;
  if (inherited->count > 0) both = with_inherited(writing->scratch, agreements, inherited);
  return period_chart_of_list(writing->scratch, &both, both.count, entry);
}

struct concern *concerns_front(const struct writing *writing, const struct entry *entry) {
  struct concern *concern = arena_allocate(writing->scratch, sizeof *concern);
  for (size_t i = 0; i < PARTS; i++)
    fill_part(writing, entry, &parts[i], 0, concern);
  concern->chart = make_chart(writing, entry);
  return concern;
}

static void write_older(struct writing *writing) {
  const struct planned_page *page = writing->page;
  struct older_page model = {.subject = (struct entry *)page->subject};
  writing_fill(writing, &model.webpage);
  model.concern = arena_allocate(writing->scratch, sizeof *model.concern);
  for (size_t i = 0; i < PARTS; i++)
    if (part_list(model.subject, &parts[i]) == page->list)
      model.pager = fill_part(writing, model.subject, &parts[i], page->number, model.concern);
  if (concerns_has_feed(model.subject)) model.webpage.feed = feeds_url(writing->scratch, model.subject->url);
  writing_render(writing, PAGE_OLDER, &model);
}

bool concerns_has_feed(const struct entry *entry) {
  return part_list(entry, &parts[AGREEMENTS])->count + part_list(entry, &parts[NEWS])->count > 0;
}

void concerns_plan(struct website *website, struct entry *entry, page_writer *write, const char *section) {
  plan_entry(website, entry, write, section);
  for (size_t i = 0; i < PARTS; i++)
    numbering_plan(website, part_list(entry, &parts[i]),
                   part_address(&website->arena, website, entry, &parts[i]), write_older, section, entry, 0);
  if (concerns_has_feed(entry))
    feeds_plan(website, entry->url, entry->heading, part_list(entry, &parts[AGREEMENTS]),
               part_list(entry, &parts[NEWS]));
}
