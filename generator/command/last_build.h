/* What the last build of an output folder was made of and what it said: the same again need not be built
 * again. */
#ifndef KYKET_COMMAND_LAST_BUILD_H
#define KYKET_COMMAND_LAST_BUILD_H

#include "command/options.h"
#include "publish/publish_website.h"
#include "register/next_change.h"

/* All that a build depends on, this program and its libraries included, as one number; 0 when that can't be
 * told without building: files on disk are among it. */
uint64_t last_build_key(const struct options *options, const struct source *source);

struct last_build {
  uint64_t key;
  uint64_t id; /* of the site that was published */
  size_t entries, pages, files;
  struct next_change change;
  struct view report;   /* what was printed */
  struct view language; /* the tag of that in which it was */
};

/* The record of the last build of the output, which is open, when that was of the key, is what is published
 * still, and no news has come or gone by that moment; false otherwise. The report lives in the arena. */
bool last_build_find(const struct cache *cache, const struct output *output, uint64_t key, int64_t moment,
                     struct last_build *last, struct arena *arena);

/* Keeps the record for the next build. When that can't be, the next build looks at everything. */
void last_build_keep(const struct cache *cache, const struct output *output, const struct last_build *last);

#endif
