#include "schema/fingerprint.h"
#include "site/address.h"
#include "site/charts/period_chart.h"
#include "site/charts/period_chart_years.h"
#include "site/pages/pages.h"
#include "site/pages/pagination.h"

enum { EVENTS_ON_FRONT = 50, YEARS_WITH_MONTHS = 200 };

static struct date date_of(const void *event) {
  return ((const struct event *)event)->date;
}

static struct view anchor_of(struct arena *arena, struct date date) {
  return arena_format(arena, "thang-%02d", date.month);
}

/* A year's events by month, newest first. */
static struct list by_month(struct arena *arena, const struct list *events) {
  struct month *months = arena_array(arena, 12, sizeof *months);
  size_t count = 0;
  for (size_t i = 0; i < events->count; i++) {
    struct event *event = list_at(events, i);
    if (count == 0 || months[count - 1].date.month != event->date.month) {
      months[count].date = event->date;
      months[count].date.precision = DATE_DAY;
      months[count].date.day = 1;
      months[count++].anchor = anchor_of(arena, event->date);
    }
    list_append(arena, &months[count - 1].events, event);
  }
  return list_of(months, count);
}

static struct list month_links(struct arena *arena, const struct list *events, struct view url) {
  struct list months = by_month(arena, events);
  struct month_link *links = arena_array(arena, months.count, sizeof *links);
  for (size_t i = 0; i < months.count; i++) {
    const struct month *month = (const struct month *)months.items + i;
    links[i] = (struct month_link){
        .date = month->date,
        .url = arena_format(arena, "%.*s#%.*s", VIEW_FORMAT(url), VIEW_FORMAT(month->anchor)),
        .count = (int64_t)month->events.count};
  }
  return list_of(links, months.count);
}

/* Whether more happens than that terms begin and end, which they also do in years to come. */
static bool has_happenings(const struct list *events) {
  for (size_t i = 0; i < events->count; i++) {
    struct view kind = ((const struct event *)list_at(events, i))->event_kind;
    if (!view_equal_string(kind, "start") && !view_equal_string(kind, "end")) return true;
  }
  return false;
}

static void fill_latest(const struct page_context *context, struct timeline_page *model) {
  const struct years *years = &context->website->event_years;
  struct year_link *links = model->years.items;
  for (size_t i = 0; i < years->count && model->latest == NULL; i++) {
    struct list events = years->items[i].list;
    if (!has_happenings(&events)) continue;
    model->latest = &links[i];
    model->latest_cut = events.count > EVENTS_ON_FRONT;
    if (model->latest_cut) events.count = EVENTS_ON_FRONT;
    model->months = by_month(context->scratch, &events);
  }
}

/* All years with their months, the counts by year, and the events of the latest. */
static void write_front(struct page_context *context) {
  reads_note_world(context->reads, READS_EVERYTHING);
  const struct website *website = context->website;
  const struct years *years = &website->event_years;
  const struct list *agreements = &website->registry->newest[ENTRY_AGREEMENT];
  struct timeline_page model = {0};
  page_context_fill(context, &model.webpage);
  model.years = years_links(context->scratch, years, website->addresses.timeline, 0);
  struct year_link *links = model.years.items;
  for (size_t i = 0; i < years->count && i < YEARS_WITH_MONTHS; i++)
    links[i].months = month_links(context->scratch, &years->items[i].list, links[i].url);
  fill_latest(context, &model);
  period_chart_years_fill(context->scratch, website->term_years, &model.years, &model);
  if (agreements->count <= PERIOD_CHART_BARS)
    model.chart = period_chart_of_list(context->scratch, agreements, agreements->count, NULL, context->reads);
  page_context_render(context, PAGE_TIMELINE, &model);
}

static void write_year(struct page_context *context) {
  const struct website *website = context->website;
  const struct years *years = &website->event_years;
  const struct year_part *part = context->page->subject;
  struct timeline_page model = {.year = part->year};
  page_context_fill(context, &model.webpage);
  model.years = years_links(context->scratch, years, website->addresses.timeline, model.year);
  struct year_link *links = model.years.items;
  for (size_t i = 0; i < years->count; i++) {
    if (years->items[i].year != model.year) continue;
    model.months = by_month(context->scratch, &years->items[i].list);
    if (i > 0) model.newer = &links[i - 1];
    if (i + 1 < years->count) model.older = &links[i + 1];
  }
  const struct period_chart_year *terms = period_chart_years_find(website->term_years, model.year);
  if (terms != NULL)
    model.chart = period_chart_of_year(context->scratch, model.year, &terms->newest,
                                       (size_t)terms->term_count, context->reads);
  page_context_render(context, PAGE_TIMELINE, &model);
}

static const struct field event_field = {.name = "events", .kind = FIELD_LINKS, .target = &event_type};
static const struct field agreement_field = {
    .name = "agreements", .kind = FIELD_LINKS, .target = &agreement_type};

/* What a year's page shows of all years: which there are, and how much happened in each. */
static uint64_t years_inputs(const struct years *years) {
  uint64_t inputs = years->count;
  for (size_t i = 0; i < years->count; i++)
    inputs =
        fingerprint_mix(fingerprint_mix(inputs, (uint64_t)years->items[i].year), years->items[i].list.count);
  return inputs;
}

static uint64_t year_inputs(const struct website *website, const struct year_part *part, uint64_t inputs) {
  inputs = fingerprint_mix(inputs, fingerprint_list(&event_field, &part->list));
  const struct period_chart_year *terms = period_chart_years_find(website->term_years, part->year);
  if (terms == NULL) return inputs;
  inputs = fingerprint_mix(inputs, (uint64_t)terms->term_count);
  return fingerprint_mix(inputs, fingerprint_list(&agreement_field, &terms->newest));
}

void plan_timeline(struct website *website) {
  website->event_years = years_cut(&website->arena, &website->registry->events, date_of);
  website->term_years =
      period_chart_years_count(&website->arena, &website->event_years, plan_newest(website, ENTRY_AGREEMENT));
  static const struct file_maker front = {.write = write_front, .section = "timeline"},
                                 year = {.write = write_year, .section = "timeline"};
  plan_page(website, website->addresses.timeline, &front, NULL);
  uint64_t inputs = years_inputs(&website->event_years);
  for (size_t i = 0; i < website->event_years.count; i++) {
    const struct year_part *part = &website->event_years.items[i];
    struct view url = address_numbered(&website->arena, website->addresses.timeline, part->year);
    struct website_file *page = plan_folder(website, url, &year, part);
    page->inputs = year_inputs(website, part, inputs);
  }
}
