#include "formats/atom.h"

static void begin_element(struct buffer *buffer, struct view name) {
  buffer_add_byte(buffer, '<');
  buffer_add(buffer, name);
  buffer_add_byte(buffer, '>');
}

static void end_element(struct buffer *buffer, struct view name) {
  buffer_add(buffer, VIEW("</"));
  buffer_add(buffer, name);
  buffer_add(buffer, VIEW(">\n"));
}

static void add_element(struct buffer *buffer, struct view name, struct view text) {
  if (text.length == 0) return;
  begin_element(buffer, name);
  buffer_add_escaped(buffer, text);
  end_element(buffer, name);
}

static void add_date(struct buffer *buffer, struct view name, struct date date) {
  if (date.precision == DATE_NONE) return;
  begin_element(buffer, name);
  date_add_rfc3339(buffer, date);
  end_element(buffer, name);
}

static void add_link(struct buffer *buffer, const struct feed *feed, struct view relation, struct view type,
                     struct view url) {
  buffer_add(buffer, VIEW("<link rel=\""));
  buffer_add(buffer, relation);
  buffer_add(buffer, VIEW("\" type=\""));
  buffer_add(buffer, type);
  buffer_add(buffer, VIEW("\" href=\""));
  buffer_add_escaped(buffer, feed->addresses->origin);
  buffer_add_escaped(buffer, url);
  buffer_add(buffer, VIEW("\"/>\n"));
}

static void add_id(struct buffer *buffer, const struct feed *feed, struct view url) {
  buffer_add(buffer, VIEW("<id>"));
  buffer_add_escaped(buffer, feed->addresses->origin);
  buffer_add_escaped(buffer, url);
  buffer_add(buffer, VIEW("</id>\n"));
}

static void add_entry(struct buffer *buffer, const struct feed *feed, const struct entry *entry) {
  struct view address = address_book_entry(feed->addresses, entry);
  buffer_add(buffer, VIEW("<entry>\n"));
  add_element(buffer, VIEW("title"), entry->heading);
  add_id(buffer, feed, address);
  add_link(buffer, feed, VIEW("alternate"), VIEW("text/html"), address);
  add_date(buffer, VIEW("published"), feed_published(entry));
  add_date(buffer, VIEW("updated"), feed_updated(entry));
  add_element(buffer, VIEW("summary"), feed_summary(entry));
  buffer_add(buffer, VIEW("</entry>\n"));
}

void atom_write(struct buffer *buffer, const struct feed *feed) {
  size_t count = feed_count(feed);
  struct date newest = feed->fallback;
  for (size_t i = 0; i < count; i++) {
    struct date date = feed_updated(list_at(feed->entries, i));
    if (i == 0 || date_compare(date, newest) > 0) newest = date;
  }
  buffer_add(buffer, VIEW("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                          "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""));
  buffer_add_escaped(buffer, text_view(feed->site->language));
  buffer_add(buffer, VIEW("\">\n"));
  add_element(buffer, VIEW("title"), feed->title);
  add_id(buffer, feed, feed->url);
  add_link(buffer, feed, VIEW("self"), VIEW("application/atom+xml"), feed->url);
  add_link(buffer, feed, VIEW("alternate"), VIEW("text/html"), feed->page_url);
  add_date(buffer, VIEW("updated"), newest);
  buffer_add(buffer, VIEW("<author>"));
  add_element(buffer, VIEW("name"), feed_author(feed));
  buffer_add(buffer, VIEW("</author>\n"));
  for (size_t i = 0; i < count; i++)
    add_entry(buffer, feed, list_at(feed->entries, i));
  buffer_add(buffer, VIEW("</feed>\n"));
}
