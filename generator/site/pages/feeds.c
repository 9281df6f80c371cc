#include "site/pages/feeds.h"

#include "formats/atom.h"
#include "formats/json_feed.h"
#include "schema/fingerprint.h"
#include "site/page_context.h"

enum { FEED_ENTRIES = 20 };

struct feed_plan {
  struct view page_url, title;
  const struct list *first, *second;
};

struct view feeds_url(struct arena *arena, struct view page_url) {
  return ARENA_JOIN(arena, page_url, VIEW("feed.xml"));
}

static void add_newest(struct arena *arena, struct list *entries, const struct list *from) {
  for (size_t i = 0; from != NULL && i < from->count && i < FEED_ENTRIES; i++)
    list_append(arena, entries, list_at(from, i));
}

static void write_feed(struct page_context *context) {
  const struct feed_plan *plan = context->page->subject;
  const struct registry *registry = context->website->registry;
  struct list entries = {0};
  add_newest(context->scratch, &entries, plan->first);
  add_newest(context->scratch, &entries, plan->second);
  entries_sort_newest(&entries);
  if (entries.count == 0) reads_note_world(context->reads, READS_TODAY);
  for (size_t i = 0; i < entries.count; i++)
    reads_note_all(context->reads, list_at(&entries, i));
  if (entries.count > FEED_ENTRIES) entries.count = FEED_ENTRIES;
  struct feed feed = {.site = registry->site,
                      .addresses = &context->website->book,
                      .title = plan->title,
                      .url = plan_url(context->website, context->page),
                      .page_url = plan->page_url,
                      .entries = &entries,
                      .fallback = registry->options.today};
  if (view_ends_with(feed.url, ".json"))
    json_feed_write(context->buffer, &feed);
  else
    atom_write(context->buffer, &feed);
}

static uint64_t newest_inputs(const struct list *from) {
  uint64_t inputs = 0;
  for (size_t i = 0; from != NULL && i < from->count && i < FEED_ENTRIES; i++)
    inputs = fingerprint_mix(inputs, ((const struct entry *)list_at(from, i))->key);
  return inputs;
}

/* The title of an entry's feed is the entry's name with the site's name behind it. */
void feeds_plan(struct website *website, struct view page_url, struct view title, const struct list *first,
                const struct list *second) {
  struct feed_plan *plan = arena_allocate(&website->arena, sizeof *plan);
  struct view site = text_view(website->registry->site->title);
  struct view full =
      title.length == 0 ? site
                        : arena_format(&website->arena, "%.*s – %.*s", VIEW_FORMAT(title), VIEW_FORMAT(site));
  *plan = (struct feed_plan){page_url, full, first, second};
  static const struct file_maker feed = {.write = write_feed};
  uint64_t inputs = fingerprint_mix_view(fingerprint_mix(newest_inputs(first), newest_inputs(second)), full);
  struct view atom = feeds_url(&website->arena, page_url);
  plan_page(website, feed_json_url(&website->arena, atom), &feed, plan)->inputs = inputs;
  plan_page(website, atom, &feed, plan)->inputs = inputs;
}
