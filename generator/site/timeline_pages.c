#include "site/years.h"

static struct date date_of(const void *event) {
  return ((const struct event *)event)->date;
}

/* A year's events by month, newest first. */
static struct list by_month(const struct writing *writing, const struct list *events) {
  struct month *months = arena_array(writing->scratch, 12, sizeof *months);
  size_t count = 0;
  for (size_t i = 0; i < events->count; i++) {
    struct event *event = list_at(events, i);
    if (count == 0 || months[count - 1].date.month != event->date.month) {
      months[count].date = event->date;
      months[count].date.precision = DATE_DAY;
      months[count++].date.day = 1;
    }
    list_append(writing->scratch, &months[count - 1].events, event);
  }
  return (struct list){.items = months, .count = count};
}

/* The front shows the years and the newest of them; the others have a page each. */
static void write_timeline(struct writing *writing) {
  reads_note_world(writing->reads, READS_EVERYTHING);
  const struct website *website = writing->website;
  const struct years *years = &website->event_years;
  struct timeline_page model = {.year = writing->page->year};
  writing_fill(writing, &model.webpage);
  model.years = years_links(writing->scratch, years, website->addresses.timeline, model.year);
  struct year_link *links = model.years.items;
  for (size_t i = 0; i < years->count; i++) {
    if (years->items[i].year != model.year) continue;
    model.months = by_month(writing, &years->items[i].list);
    if (i > 0) model.newer = &links[i - 1];
    if (i + 1 < years->count) model.older = &links[i + 1];
  }
  writing_render(writing, PAGE_TIMELINE, &model);
}

void plan_timeline(struct website *website) {
  website->event_years = years_cut(&website->arena, &website->registry->events, date_of);
  plan_page(website, website->addresses.timeline, write_timeline, "timeline");
  for (size_t i = 0; i < website->event_years.count; i++) {
    int64_t year = website->event_years.items[i].year;
    struct view url =
        arena_format(&website->arena, "%.*s%lld/", VIEW_FORMAT(website->addresses.timeline), (long long)year);
    plan_page(website, url, write_timeline, "timeline")->year = year;
  }
}
