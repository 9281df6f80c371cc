#include "formats/feed.h"

struct view feed_json_url(struct arena *arena, struct view atom) {
  return ARENA_JOIN(arena, view_slice(atom, 0, atom.length - strlen("xml")), VIEW("json"));
}

size_t feed_count(const struct feed *feed) {
  return feed->entries->count < FEED_LIMIT ? feed->entries->count : FEED_LIMIT;
}

struct view feed_author(const struct feed *feed) {
  struct view publisher = text_view(feed->site->publisher);
  return publisher.length > 0 ? publisher : text_view(feed->site->title);
}

struct date feed_updated(const struct entry *entry) {
  return entry->type == &news_type ? ((const struct news *)entry)->updated
                                   : ((const struct agreement *)entry)->updated;
}

struct date feed_published(const struct entry *entry) {
  struct date date = entry->type == &news_type ? news_day_of_source((const struct news *)entry)
                                               : ((const struct agreement *)entry)->signed_on.value;
  bool known = date.precision >= DATE_DAY && date_compare(date, feed_updated(entry)) <= 0;
  return known ? date : (struct date){0};
}

struct view feed_summary(const struct entry *entry) {
  const struct text *text = record_value(entry->type, entry, "summary");
  if (text != NULL && text->length > 0) return text_view(*text);
  return (struct view){NULL, 0};
}
