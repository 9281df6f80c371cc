#include "formats/json_feed.h"

#include "formats/json_text.h"

static void add_address(struct buffer *buffer, const struct feed *feed, struct view name, struct view url) {
  struct buffer whole = {0};
  buffer_add(&whole, feed->addresses->origin);
  buffer_add(&whole, url);
  json_text_add_member(buffer, name, buffer_view(&whole));
  buffer_free(&whole);
}

static void add_date(struct buffer *buffer, struct view name, struct date date) {
  if (date.precision == DATE_NONE) return;
  json_text_begin_member(buffer, name);
  buffer_add_byte(buffer, '"');
  date_add_rfc3339(buffer, date);
  buffer_add_byte(buffer, '"');
}

/* An item must have a content: its summary, or its title. */
static void add_item(struct buffer *buffer, const struct feed *feed, const struct entry *entry) {
  struct view address = address_book_entry(feed->addresses, entry), summary = feed_summary(entry);
  buffer_add_byte(buffer, '{');
  add_address(buffer, feed, VIEW("id"), address);
  add_address(buffer, feed, VIEW("url"), address);
  json_text_add_member(buffer, VIEW("title"), entry->heading);
  json_text_add_member(buffer, VIEW("summary"), summary);
  json_text_add_member(buffer, VIEW("content_text"), summary.length > 0 ? summary : entry->heading);
  add_date(buffer, VIEW("date_published"), feed_published(entry));
  add_date(buffer, VIEW("date_modified"), feed_updated(entry));
  buffer_add_byte(buffer, '}');
}

void json_feed_write(struct buffer *buffer, const struct feed *feed) {
  buffer_add_byte(buffer, '{');
  json_text_add_member(buffer, VIEW("version"), VIEW("https://jsonfeed.org/version/1.1"));
  json_text_add_member(buffer, VIEW("title"), feed->title);
  add_address(buffer, feed, VIEW("home_page_url"), feed->page_url);
  add_address(buffer, feed, VIEW("feed_url"), feed->url);
  json_text_add_member(buffer, VIEW("language"), text_view(feed->site->language));
  buffer_add(buffer, VIEW(",\"authors\":[{"));
  json_text_add_member(buffer, VIEW("name"), feed_author(feed));
  buffer_add(buffer, VIEW("}],\"items\":["));
  for (size_t i = 0; i < feed_count(feed); i++) {
    buffer_add(buffer, i == 0 ? VIEW("\n") : VIEW(",\n"));
    add_item(buffer, feed, list_at(feed->entries, i));
  }
  buffer_add(buffer, VIEW("\n]}\n"));
}
