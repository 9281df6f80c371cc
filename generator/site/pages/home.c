#include "register/status.h"
#include "site/pages/pages.h"

enum { HOME_NEWS = 6, HOME_AGREEMENTS = 6 };

static void fill_agreements(const struct page_context *context, struct home_page *model) {
  struct list all = context->website->registry->newest[ENTRY_AGREEMENT], current = {0};
  for (size_t i = 0; i < all.count; i++) {
    struct agreement *agreement = list_at(&all, i);
    if (agreement->is_current) list_append(context->scratch, &current, agreement);
  }
  model->status_counts = counts_of_agreements(context->scratch, &all);
  model->agreement_count = (int64_t)all.count;
  model->current_count = (int64_t)current.count;
  if (all.count > HOME_AGREEMENTS) all.count = HOME_AGREEMENTS;
  if (current.count > HOME_AGREEMENTS) current.count = HOME_AGREEMENTS;
  model->latest_agreements = all;
  model->current_agreements = current;
}

static void fill_news(const struct page_context *context, struct home_page *model) {
  const struct list *all = &context->website->registry->newest[ENTRY_NEWS];
  model->news_count = (int64_t)all->count;
  for (size_t i = 0; i < all->count && model->featured == NULL; i++) {
    struct news *news = list_at(all, i);
    if (news->featured.value) model->featured = news;
  }
  for (size_t i = 0; i < all->count && model->latest_news.count < HOME_NEWS; i++)
    if (list_at(all, i) != model->featured)
      list_append(context->scratch, &model->latest_news, list_at(all, i));
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
  fill_agreements(context, &model);
  fill_news(context, &model);
  fill_counts(context, &model);
  model.regions = regions_of_today(context);
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
