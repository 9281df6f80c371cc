#include "site/pages/endings.h"

#include "base/memory.h"
#include "base/sorting.h"
#include "schema/fingerprint.h"
#include "site/address.h"
#include "site/page_context.h"
#include "site/pages/answering.h"
#include "site/pages/pagination.h"

#include <stdlib.h>

enum { ROWS = 20 }; /* of a month on its year's page */
enum { NO_MONTH = 13, GROUPS = 14 };

/* The agreements of a month or, at NO_MONTH, of a year of which no month is known; or those without an end.
 */
struct ending_part {
  const char *ending; /* what templates call it */
  int64_t year;
  struct date month;
  struct view year_url, front; /* the front only where there is such a page */
  struct list agreements;      /* what ends last first */
};

struct ending_year {
  int64_t year;
  struct ending_part parts[GROUPS]; /* by month */
  size_t count;
};

struct endings {
  struct ending_year *years; /* the earliest first */
  size_t count;
  struct ending_part open, unknown;
};

static const struct field agreements_field = {
    .name = "agreements", .kind = FIELD_LINKS, .target = &agreement_type};

static int keep_order(const void *left, const void *right) {
  (void)left;
  (void)right;
  return 0;
}

static unsigned month_of(struct date end) {
  return end.precision >= DATE_MONTH ? end.month : NO_MONTH;
}

/* What ends later has a smaller key; a month alone ends on its last day. */
static uint64_t key_of(struct date end) {
  return UINT64_MAX - ((uint64_t)end.year << 16 | month_of(end) << 8 | end.day);
}

/* All that end, the latest first and then the newest first; the others are left to `endings`. The caller
 * frees them. */
static struct sorting_item *sort_by_end(struct website *website, struct endings *endings, size_t *count) {
  const struct list *all = plan_newest(website, ENTRY_AGREEMENT);
  struct sorting_item *items = memory_allocate(all->count + 1, sizeof *items);
  *count = 0;
  for (size_t i = 0; i < all->count; i++) {
    struct agreement *agreement = list_at(all, i);
    if (agreement->ends.precision != DATE_NONE)
      items[(*count)++] = (struct sorting_item){key_of(agreement->ends), agreement};
    else
      list_append(&website->arena,
                  agreement_period(agreement)->is_open ? &endings->open.agreements
                                                       : &endings->unknown.agreements,
                  agreement);
  }
  sorting_sort(items, *count, keep_order);
  return items;
}

static struct view part_url(struct website *website, struct view folder, const char *segment) {
  return ARENA_JOIN(&website->arena, folder, address_segment(website, segment), VIEW("/"));
}

/* A part that is longer than its year's page shows has pages of its own. */
static void init_part(struct website *website, struct ending_year *year, unsigned month,
                      struct view year_url) {
  struct ending_part *part = &year->parts[month];
  *part = (struct ending_part){
      .ending = month == NO_MONTH ? "year" : "month",
      .year = year->year,
      .year_url = year_url,
      .agreements = part->agreements,
  };
  if (month != NO_MONTH)
    part->month =
        (struct date){.precision = DATE_DAY, .day = 1, .month = (uint8_t)month, .year = (int32_t)year->year};
  if (part->agreements.count > ROWS)
    part->front = month == NO_MONTH ? part_url(website, year_url, "segment.unknown_month")
                                    : address_numbered(&website->arena, year_url, month);
}

static void add_ending(struct website *website, struct endings *endings, struct agreement *agreement,
                       size_t *capacity) {
  if (endings->count == 0 || endings->years[endings->count - 1].year != agreement->ends.year) {
    endings->years = memory_grow(endings->years, endings->count, capacity, sizeof *endings->years);
    endings->years[endings->count++] = (struct ending_year){.year = agreement->ends.year};
  }
  struct ending_year *year = &endings->years[endings->count - 1];
  list_append(&website->arena, &year->parts[month_of(agreement->ends)].agreements, agreement);
  year->count++;
}

/* The years from the latest on; they lie in the arena. */
static struct endings *find_endings(struct website *website) {
  struct endings *endings = arena_allocate(&website->arena, sizeof *endings);
  size_t count, capacity = 0;
  struct sorting_item *items = sort_by_end(website, endings, &count);
  for (size_t i = 0; i < count; i++)
    add_ending(website, endings, items[i].value, &capacity);
  free(items);
  struct ending_year *years = arena_array(&website->arena, endings->count, sizeof *years);
  if (endings->count > 0) memcpy(years, endings->years, endings->count * sizeof *years);
  free(endings->years);
  endings->years = years;
  return endings;
}

static struct view year_url(struct arena *arena, const struct website *website, int64_t year) {
  return address_numbered(arena, website->addresses.endings, year);
}

/* A page's rows; `reversed` where what ends first comes first. */
static struct list rows_of(const struct page_context *context, const struct list *agreements, size_t count,
                           bool reversed) {
  struct ending_row *rows = arena_array(context->scratch, count, sizeof *rows);
  for (size_t i = 0; i < count; i++) {
    struct agreement *agreement = list_at(agreements, reversed ? agreements->count - 1 - i : i);
    rows[i] = (struct ending_row){agreement, answering_of(context, agreement)};
  }
  return list_of(rows, count);
}

static void write_part(struct page_context *context) {
  const struct website *website = context->website;
  const struct ending_part *part = context->page->subject;
  size_t number = context->page->number;
  struct list shown = pagination_part(&part->agreements, website->page_size, number);
  struct ending_part_page model = {
      .ending = view_of(part->ending),
      .year = part->year,
      .month = part->month,
      .year_url = part->year_url,
      .rows = rows_of(context, &shown, shown.count, false),
      .pager = pagination_pager(context->scratch, part->agreements.count, website->page_size, number,
                                part->front, address_list_pages(context->scratch, website, part->front)),
  };
  page_context_fill(context, &model.webpage);
  page_context_render(context, PAGE_ENDING_PART, &model);
}

static void plan_part(struct website *website, const struct ending_part *part) {
  static const struct file_maker maker = {.write = write_part, .section = "agreements"};
  if (part->front.length == 0) return;
  struct website_file *page = plan_page(website, part->front, &maker, part);
  struct list newest = pagination_part(&part->agreements, website->page_size, 0);
  page->inputs = fingerprint_mix(fingerprint_list(&agreements_field, &newest), part->agreements.count);
  pagination_plan(website, &agreements_field, &part->agreements,
                  address_list_pages(&website->arena, website, part->front), &maker, part, 0);
}

/* A year among all. */
struct ending_year_subject {
  const struct endings *endings;
  size_t index;
};

static struct year_link *link_to_year(const struct page_context *context, const struct ending_year *year) {
  struct year_link *link = arena_allocate(context->scratch, sizeof *link);
  *link =
      (struct year_link){.year = year->year, .url = year_url(context->scratch, context->website, year->year)};
  return link;
}

static void add_group(const struct page_context *context, const struct ending_part *part, unsigned month,
                      struct list *groups) {
  size_t count = part->agreements.count;
  struct ending_group *group = (struct ending_group *)groups->items + groups->count++;
  *group = (struct ending_group){
      .month = part->month,
      .anchor = arena_format(context->scratch, month == NO_MONTH ? "ca-nam" : "thang-%02u", month),
      .count = (int64_t)count,
      .rows = rows_of(context, &part->agreements, count < ROWS ? count : ROWS, true),
      .url = part->front,
  };
}

static void write_year(struct page_context *context) {
  const struct ending_year_subject *subject = context->page->subject;
  const struct endings *endings = subject->endings;
  const struct ending_year *year = &endings->years[subject->index];
  struct ending_year_page model = {.year = year->year, .count = (int64_t)year->count};
  page_context_fill(context, &model.webpage);
  model.groups = list_of(arena_array(context->scratch, GROUPS, sizeof(struct ending_group)), 0);
  for (unsigned month = 1; month < GROUPS; month++)
    if (year->parts[month].agreements.count > 0)
      add_group(context, &year->parts[month], month, &model.groups);
  if (subject->index > 0) model.newer = link_to_year(context, year - 1);
  if (subject->index + 1 < endings->count) model.older = link_to_year(context, year + 1);
  page_context_render(context, PAGE_ENDING_YEAR, &model);
}

/* What a year's page shows: of each month how many there are, and the first of them. */
static uint64_t year_inputs(const struct endings *endings, size_t index) {
  const struct ending_year *year = &endings->years[index];
  uint64_t inputs = index > 0 ? (uint64_t)year[-1].year : 0;
  inputs = fingerprint_mix(inputs, index + 1 < endings->count ? (uint64_t)year[1].year : 0);
  for (unsigned month = 1; month < GROUPS; month++) {
    const struct list *agreements = &year->parts[month].agreements;
    size_t skipped = agreements->count > ROWS ? agreements->count - ROWS : 0;
    struct list shown = list_of(agreements->count == 0 ? NULL : (void **)agreements->items + skipped,
                                agreements->count - skipped);
    inputs = fingerprint_mix(inputs, fingerprint_list(&agreements_field, &shown));
    inputs = fingerprint_mix(inputs, agreements->count);
  }
  return inputs;
}

static void plan_year(struct website *website, const struct endings *endings, size_t index) {
  static const struct file_maker maker = {.write = write_year, .section = "agreements"};
  struct ending_year *year = &endings->years[index];
  struct view url = year_url(&website->arena, website, year->year);
  struct ending_year_subject *subject = arena_allocate(&website->arena, sizeof *subject);
  *subject = (struct ending_year_subject){endings, index};
  for (unsigned month = 1; month < GROUPS; month++)
    init_part(website, year, month, url);
  plan_folder(website, url, &maker, subject)->inputs = year_inputs(endings, index);
  for (unsigned month = 1; month < GROUPS; month++)
    plan_part(website, &year->parts[month]);
}

static void write_list(struct page_context *context) {
  const struct website *website = context->website;
  const struct endings *endings = context->page->subject;
  struct ending_list_page model = {.open_count = (int64_t)endings->open.agreements.count,
                                   .open_url = endings->open.front,
                                   .unknown_count = (int64_t)endings->unknown.agreements.count,
                                   .unknown_url = endings->unknown.front};
  page_context_fill(context, &model.webpage);
  reads_note_world(context->reads, READS_TODAY);
  struct year_link *links = arena_array(context->scratch, endings->count, sizeof *links);
  for (size_t i = 0; i < endings->count; i++)
    links[i] = (struct year_link){.year = endings->years[i].year,
                                  .url = year_url(context->scratch, website, endings->years[i].year),
                                  .count = (int64_t)endings->years[i].count,
                                  .current = endings->years[i].year == website->registry->options.today.year};
  model.years = list_of(links, endings->count);
  page_context_render(context, PAGE_ENDING_LIST, &model);
}

static uint64_t list_inputs(const struct endings *endings) {
  uint64_t inputs = fingerprint_mix(endings->open.agreements.count, endings->unknown.agreements.count);
  for (size_t i = 0; i < endings->count; i++)
    inputs =
        fingerprint_mix(fingerprint_mix(inputs, (uint64_t)endings->years[i].year), endings->years[i].count);
  return inputs;
}

void plan_endings(struct website *website) {
  static const struct file_maker list = {.write = write_list, .section = "agreements"};
  struct view folder = website->addresses.endings;
  if (folder.length == 0) return;
  struct endings *endings = find_endings(website);
  endings->open.ending = "open";
  endings->unknown.ending = "unknown";
  if (endings->open.agreements.count > 0) endings->open.front = part_url(website, folder, "segment.open_end");
  if (endings->unknown.agreements.count > 0)
    endings->unknown.front = part_url(website, folder, "segment.unknown_end");
  plan_page(website, folder, &list, endings)->inputs = list_inputs(endings);
  for (size_t i = 0; i < endings->count; i++)
    plan_year(website, endings, i);
  plan_part(website, &endings->open);
  plan_part(website, &endings->unknown);
}
