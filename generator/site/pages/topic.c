#include "site/pages/pages.h"
#include "site/pages/related.h"

static void write_list(struct writing *writing) {
  reads_note_world(writing->reads, READS_EVERYTHING);
  const struct list *topics = &writing->website->registry->entries[ENTRY_TOPIC];
  struct topic_list_page model = {0};
  writing_fill(writing, &model.webpage);
  for (size_t i = 0; i < topics->count; i++)
    list_append(writing->scratch, &model.topics, list_at(topics, i));
  entries_sort_by_name(&model.topics);
  writing_render(writing, PAGE_TOPIC_LIST, &model);
}

void write_topic(struct writing *writing) {
  struct topic *topic = (struct topic *)writing->page->subject;
  struct topic_page model = {.topic = topic};
  writing_fill(writing, &model.webpage);
  model.webpage.feed = concerns_feed(writing, &topic->entry);
  model.concern = concerns_front(writing, &topic->entry);
  writing_render(writing, PAGE_TOPIC, &model);
}

void plan_topics(struct website *website, enum entry_kind kind) {
  const struct list *topics = &website->registry->entries[kind];
  static const struct file_maker list = {.write = write_list, .section = "topics"};
  plan_page(website, website->addresses.topics, &list, NULL);
  for (size_t i = 0; i < topics->count; i++)
    concerns_plan(website, list_at(topics, i));
}
