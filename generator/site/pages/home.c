#include "register/status_counts.h"
#include "register/validity.h"
#include "site/charts/province_map.h"
#include "site/pages/pages.h"

#include <stdlib.h>

enum { HOME_NEWS = 6, HOME_AGREEMENTS = 6 };

/* The days from today on when another agreement comes into force or another one is over, as keys that sort;
 * a page that is read after more of them than these may lack some that it would show. */
enum { DAYS = 64 };

static int compare_days(const void *left, const void *right) {
  int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
  return (a > b) - (a < b);
}

static size_t days_of_changes(const struct list *agreements, int32_t today, int64_t ending_days,
                              int32_t *days) {
  size_t count = 0;
  for (size_t i = 0; i < agreements->count; i++) {
    struct validity validity = validity_of(list_at(agreements, i));
    struct status_change changes[STATUS_CHANGES];
    size_t found = validity_changes(&validity, today, ending_days, changes);
    for (size_t k = 0; k < found; k++)
      if (status_is_current(changes[k].from) != status_is_current(changes[k].to))
        days[count++] = changes[k].day;
  }
  qsort(days, count, sizeof *days, compare_days);
  size_t different = 0;
  for (size_t i = 0; i < count; i++)
    if (different == 0 || days[different - 1] != days[i]) days[different++] = days[i];
  return different;
}

/* Marks those that the list of what is in force shows on a day. */
static void mark_shown(const struct list *agreements, int32_t day, int64_t ending_days, bool *shown) {
  size_t count = 0;
  for (size_t i = 0; i < agreements->count && count < HOME_AGREEMENTS; i++) {
    struct validity validity = validity_of(list_at(agreements, i));
    if (!status_is_current(validity_on(&validity, day, ending_days))) continue;
    shown[i] = true;
    count++;
  }
}

/* All that the list shows today or later, the newest first. */
static struct list current_rows(const struct page_context *context, const struct list *agreements) {
  const struct registry *registry = context->website->registry;
  int32_t today = date_day_number(registry->options.today);
  int64_t ending_days = registry->site->ending_days.value;
  int32_t *days = arena_array(context->scratch, agreements->count * STATUS_CHANGES + 1, sizeof *days);
  size_t count = days_of_changes(agreements, today, ending_days, days);
  bool *shown = arena_array(context->scratch, agreements->count + 1, sizeof *shown),
       *later = arena_array(context->scratch, agreements->count + 1, sizeof *later);
  mark_shown(agreements, today, ending_days, shown);
  for (size_t i = 0; i < count && i < DAYS; i++)
    mark_shown(agreements, days[i], ending_days, later);
  struct list rows = {0};
  for (size_t i = 0; i < agreements->count; i++) {
    if (!shown[i] && !later[i]) continue;
    struct current_row *row = arena_allocate(context->scratch, sizeof *row);
    *row = (struct current_row){.agreement = list_at(agreements, i), .is_shown = shown[i]};
    list_append(context->scratch, &rows, row);
  }
  return rows;
}

static void fill_agreements(const struct page_context *context, struct home_page *model) {
  const struct registry *registry = context->website->registry;
  struct list all = registry->newest[ENTRY_AGREEMENT];
  for (size_t i = 0; i < all.count; i++)
    model->current_count += ((const struct agreement *)list_at(&all, i))->is_current;
  model->status_counts = counts_of_agreements(context->scratch, registry, &all, &model->status_changes, NULL);
  model->statuses_url = context->website->addresses.statuses;
  model->agreement_count = (int64_t)all.count;
  model->current_rows = current_rows(context, &all);
  model->current_shown = HOME_AGREEMENTS;
  if (all.count > HOME_AGREEMENTS) all.count = HOME_AGREEMENTS;
  model->latest_agreements = all;
}

static void fill_news(const struct page_context *context, struct home_page *model) {
  const struct list *all = &context->website->registry->newest[ENTRY_NEWS];
  model->news_count = (int64_t)all->count;
  for (size_t i = 0; i < all->count && model->featured == NULL; i++) {
    struct news *news = list_at(all, i);
    if (news->featured.value) model->featured = news;
  }
  for (size_t i = 0; i < all->count && model->latest_news.count < HOME_NEWS; i++) {
    struct news *news = list_at(all, i);
    if (news != model->featured && !news->undated.value)
      list_append(context->scratch, &model->latest_news, news);
  }
}

static void fill_counts(const struct page_context *context, struct home_page *model) {
  const struct registry *registry = context->website->registry;
  for (size_t i = 0; i < registry->entries[ENTRY_ORGANIZATION].count; i++) {
    const struct organization *organization = list_at(&registry->entries[ENTRY_ORGANIZATION], i);
    if (organization->agreements.count > 0) model->organization_count++;
  }
  for (size_t i = 0; i < registry->entries[ENTRY_PROVINCE].count; i++) {
    const struct province *province = list_at(&registry->entries[ENTRY_PROVINCE], i);
    if (!province->is_former && province->agreements.count > 0) model->province_count++;
  }
}

static void write_home(struct page_context *context) {
  reads_note_world(context->reads, READS_EVERYTHING);
  struct home_page model = {0};
  page_context_fill(context, &model.webpage);
  model.webpage.feed = context->website->addresses.feed;
  fill_agreements(context, &model);
  fill_news(context, &model);
  fill_counts(context, &model);
  model.regions = regions_of_today(context);
  model.map = province_map_of_today(context->website, context->scratch);
  const struct list *topics = &context->website->registry->entries[ENTRY_TOPIC];
  for (size_t i = 0; i < topics->count; i++)
    list_append(context->scratch, &model.topics, list_at(topics, i));
  entries_sort_by_name(&model.topics);
  page_context_render(context, PAGE_HOME, &model);
}

void plan_home(struct website *website) {
  static const struct file_maker home = {.write = write_home, .section = "home"};
  plan_page(website, website->addresses.home, &home, NULL);
}
