#include "formats/atom.h"

enum { ATOM_ENTRIES = 50 };

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

static void add_link(struct buffer *buffer, const struct atom_feed *feed, struct view relation,
                     struct view type, struct view url) {
  buffer_add(buffer, VIEW("<link rel=\""));
  buffer_add(buffer, relation);
  buffer_add(buffer, VIEW("\" type=\""));
  buffer_add(buffer, type);
  buffer_add(buffer, VIEW("\" href=\""));
  buffer_add_escaped(buffer, feed->addresses->origin);
  buffer_add_escaped(buffer, url);
  buffer_add(buffer, VIEW("\"/>\n"));
}

static void add_id(struct buffer *buffer, const struct atom_feed *feed, struct view url) {
  buffer_add(buffer, VIEW("<id>"));
  buffer_add_escaped(buffer, feed->addresses->origin);
  buffer_add_escaped(buffer, url);
  buffer_add(buffer, VIEW("</id>\n"));
}

static struct date updated(const struct entry *entry) {
  return entry->type == &news_type ? ((const struct news *)entry)->updated
                                   : ((const struct agreement *)entry)->updated;
}

/* When the news appeared or the agreement was signed, where a day is known that has come: an entry is updated
 * no earlier than it was published, and no later than the build. */
static struct date publication_date(const struct entry *entry) {
  struct date date = entry->type == &news_type ? ((const struct news *)entry)->date.value
                                               : ((const struct agreement *)entry)->signed_on.value;
  bool known = date.precision >= DATE_DAY && date_compare(date, updated(entry)) <= 0;
  return known ? date : (struct date){0};
}

static struct view summary(const struct entry *entry) {
  const struct text *text = record_value(entry->type, entry, "summary");
  if (text != NULL && text->length > 0) return text_view(*text);
  return (struct view){NULL, 0};
}

static void add_entry(struct buffer *buffer, const struct atom_feed *feed, const struct entry *entry) {
  struct view address = address_book_entry(feed->addresses, entry);
  buffer_add(buffer, VIEW("<entry>\n"));
  add_element(buffer, VIEW("title"), entry->heading);
  add_id(buffer, feed, address);
  add_link(buffer, feed, VIEW("alternate"), VIEW("text/html"), address);
  add_date(buffer, VIEW("published"), publication_date(entry));
  add_date(buffer, VIEW("updated"), updated(entry));
  add_element(buffer, VIEW("summary"), summary(entry));
  buffer_add(buffer, VIEW("</entry>\n"));
}

void atom_write(struct buffer *buffer, const struct atom_feed *feed) {
  size_t count = feed->entries->count < ATOM_ENTRIES ? feed->entries->count : ATOM_ENTRIES;
  struct date newest = feed->fallback;
  for (size_t i = 0; i < count; i++) {
    struct date date = updated(list_at(feed->entries, i));
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
  struct view publisher = text_view(feed->site->publisher);
  add_element(buffer, VIEW("name"), publisher.length > 0 ? publisher : text_view(feed->site->title));
  buffer_add(buffer, VIEW("</author>\n"));
  for (size_t i = 0; i < count; i++)
    add_entry(buffer, feed, list_at(feed->entries, i));
  buffer_add(buffer, VIEW("</feed>\n"));
}
