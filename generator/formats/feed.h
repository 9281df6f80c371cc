/* What a feed holds, whatever it is written as: Atom (formats/atom.h) or JSON Feed (formats/json_feed.h). */
#ifndef KYKET_FORMATS_FEED_H
#define KYKET_FORMATS_FEED_H

#include "base/buffer.h"
#include "schema/address_book.h"

enum { FEED_LIMIT = 50 }; /* the most entries of a feed */

struct feed {
  const struct site *site;
  const struct address_book *addresses;
  struct view title;
  struct view url;            /* of the feed, with the base path */
  struct view page_url;       /* of the page whose feed it is */
  const struct list *entries; /* pointers to news and agreements, newest first; FEED_LIMIT are in the feed */
  struct date fallback;       /* the feed's date when it has no entries */
};

/* Where the JSON Feed beside an Atom feed is: feed.json for feed.xml. */
struct view feed_json_url(struct arena *arena, struct view atom);

size_t feed_count(const struct feed *feed);

/* The publisher, or the site. */
struct view feed_author(const struct feed *feed);

/* An entry is published on its own day, where that is known and has come, and updated as `updated` says: no
 * earlier than it was published, and no later than the build. */
struct date feed_published(const struct entry *entry);
struct date feed_updated(const struct entry *entry);

/* Empty where there is none. */
struct view feed_summary(const struct entry *entry);

#endif
