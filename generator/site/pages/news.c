#include "base/memory.h"
#include "schema/fingerprint.h"
#include "site/address.h"
#include "site/pages/feeds.h"
#include "site/pages/pages.h"
#include "site/pages/pagination.h"

#include <stdlib.h>

static struct date date_of(const void *news) {
  return ((const struct news *)news)->date.value;
}

/* All news, or those of a year. */
struct news_list {
  const struct list *news;
  struct view front;
  int64_t year; /* 0: all */
};

/* The front page of all news or of a year, and their numbered pages. */
static void write_list(struct page_context *context) {
  const struct website *website = context->website;
  const struct news_list *list = context->page->subject;
  size_t number = context->page->number;
  if (number == 0 && list->year == 0) reads_note_world(context->reads, READS_EVERYTHING);
  struct news_list_page model = {.year = list->year};
  page_context_fill(context, &model.webpage);
  struct view numbered = address_list_pages(context->scratch, website, list->front);
  model.news = pagination_part(list->news, website->page_size, number);
  model.pager = pagination_pager(context->scratch, list->news->count, website->page_size, number, list->front,
                                 numbered);
  /* Numbered pages stay as they are: what changes with every entry stands on the fronts alone, and what
   * changes with each new year on the first front alone. */
  if (number == 0)
    model.years = years_links(context->scratch, &website->news_years, website->addresses.news, list->year);
  struct year_link *links = model.years.items;
  for (size_t i = 0; i < model.years.count && list->year != 0; i++)
    if (!links[i].current) links[i].count = 0;
  if (number == 0 && list->year == 0)
    model.webpage.feed = feeds_url(context->scratch, website->addresses.news);
  page_context_render(context, PAGE_NEWS_LIST, &model);
}

void write_news(struct page_context *context) {
  const struct list *all = &context->website->registry->newest[ENTRY_NEWS];
  struct news_page model = {.news_item = (struct news *)context->page->subject};
  page_context_fill(context, &model.webpage);
  size_t index = context->page->number;
  if (index > 0) model.newer = list_at(all, index - 1);
  if (index + 1 < all->count) model.older = list_at(all, index + 1);
  page_context_render(context, PAGE_NEWS, &model);
}

static const struct field news_field = {.name = "news", .kind = FIELD_LINKS, .target = &news_type};

/* The key of the item at the index; 0 where there is none. */
static uint64_t key_at(const struct list *list, size_t index) {
  return index < list->count ? ((const struct entry *)list_at(list, index))->key : 0;
}

/* What a year's front shows: the newest of its list, how many there are, and which years there are. */
static uint64_t front_inputs(const struct website *website, const struct list *list) {
  struct list part = pagination_part(list, website->page_size, 0);
  uint64_t inputs = fingerprint_mix(fingerprint_list(&news_field, &part), list->count);
  for (size_t i = 0; i < website->news_years.count; i++)
    inputs = fingerprint_mix(inputs, (uint64_t)website->news_years.items[i].year);
  return inputs;
}

static void plan_list(struct website *website, const struct list *news, struct view front, int64_t year) {
  static const struct file_maker maker = {.write = write_list, .section = "news"};
  struct news_list *list = arena_allocate(&website->arena, sizeof *list);
  *list = (struct news_list){news, front, year};
  plan_page(website, front, &maker, list)->inputs = front_inputs(website, news);
  struct view numbered = address_list_pages(&website->arena, website, front);
  pagination_plan(website, &news_field, news, numbered, &maker, list, 0);
}

/* A news item, its place among all, and its year. */
struct article {
  struct entry *entry;
  uint32_t place, year;
};

/* All news in the order of their paths: by year, the oldest first, then by id. The caller frees it. */
static struct article *articles_by_path(const struct list *entries, const struct years *years) {
  struct article *articles = memory_allocate(entries->count + 1, sizeof *articles),
                 *sorted = memory_allocate(entries->count + 1, sizeof *sorted);
  size_t *ends = memory_allocate(years->count + 1, sizeof *ends);
  size_t first = entries->count == 0 ? 0 : ((const struct entry *)list_at(entries, 0))->number;
  uint32_t place = 0;
  for (uint32_t year = 0; year < years->count; year++) {
    const struct list *list = &years->items[year].list;
    for (size_t i = 0; i < list->count; i++, place++) {
      struct entry *entry = list_at(list, i);
      articles[entry->number - first] = (struct article){entry, place, year};
    }
    ends[year] = entries->count - place;
  }
  for (size_t i = 0; i < entries->count; i++)
    sorted[ends[articles[i].year]++] = articles[i];
  free(articles);
  free(ends);
  return sorted;
}

void plan_news(struct website *website, enum entry_kind kind) {
  const struct list *all = plan_newest(website, kind);
  website->news_years = years_cut(&website->arena, all, date_of);
  plan_list(website, all, website->addresses.news, 0);
  for (size_t i = 0; i < website->news_years.count; i++) {
    struct year_part *part = &website->news_years.items[i];
    plan_list(website, &part->list, address_numbered(&website->arena, website->addresses.news, part->year),
              part->year);
  }
  struct article *articles = articles_by_path(&website->registry->entries[kind], &website->news_years);
  for (size_t i = 0; i < all->count; i++) {
    size_t place = articles[i].place;
    struct website_file *page = plan_entry(website, articles[i].entry);
    page->number = articles[i].place;
    page->inputs = fingerprint_mix(key_at(all, place - 1), key_at(all, place + 1));
  }
  free(articles);
  feeds_plan(website, website->addresses.news, website_string(website, "feed.news"), all, NULL);
}
