#include "site/concerns.h"
#include "site/feeds.h"

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

static void write_topic(struct writing *writing) {
  struct topic *topic = (struct topic *)writing->page->subject;
  struct topic_page model = {.topic = topic};
  writing_fill(writing, &model.webpage);
  if (concerns_has_feed(&topic->entry)) model.webpage.feed = feeds_url(writing->scratch, topic->entry.url);
  model.concern = concerns_front(writing, &topic->entry);
  writing_render(writing, PAGE_TOPIC, &model);
}

void plan_topics(struct website *website) {
  const struct list *topics = &website->registry->entries[ENTRY_TOPIC];
  static const struct file_maker list = {.write = write_list, .section = "topics"},
                                 own = {.write = write_topic, .section = "topics", .is_own = true};
  plan_page(website, website->addresses.topics, &list, NULL);
  for (size_t i = 0; i < topics->count; i++)
    concerns_plan(website, list_at(topics, i), &own);
}
