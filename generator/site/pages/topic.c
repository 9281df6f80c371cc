#include "site/pages/pages.h"
#include "site/pages/related.h"

static void write_list(struct page_context *context) {
  reads_note_world(context->reads, READS_EVERYTHING);
  const struct list *topics = &context->website->registry->entries[ENTRY_TOPIC];
  struct topic_list_page model = {0};
  page_context_fill(context, &model.webpage);
  for (size_t i = 0; i < topics->count; i++)
    list_append(context->scratch, &model.topics, list_at(topics, i));
  entries_sort_by_name(&model.topics);
  page_context_render(context, PAGE_TOPIC_LIST, &model);
}

void write_topic(struct page_context *context) {
  struct topic *topic = (struct topic *)context->page->subject;
  struct topic_page model = {.topic = topic};
  page_context_fill(context, &model.webpage);
  model.webpage.feed = related_feed(context, &topic->entry);
  model.concern = related_front(context, &topic->entry);
  model.statuses_url = related_statuses_url(context, &topic->entry);
  page_context_render(context, PAGE_TOPIC, &model);
}

void plan_topics(struct website *website, enum entry_kind kind) {
  const struct list *topics = &website->registry->entries[kind];
  static const struct file_maker list = {.write = write_list, .section = "topics"};
  plan_page(website, website->addresses.topics, &list, NULL);
  for (size_t i = 0; i < topics->count; i++)
    related_plan(website, list_at(topics, i));
}
