/* A website into an output folder, on all cores: as a whole, or, when it is known what is published there,
 * only what has changed since. Both leave the same bytes. */
#ifndef KYKET_PUBLISH_PUBLISH_WEBSITE_H
#define KYKET_PUBLISH_PUBLISH_WEBSITE_H

#include "base/diagnostics.h"
#include "base/stopwatch.h"
#include "depend/published.h"
#include "publish/output.h"

struct publish_options {
  struct threads *threads;     /* NULL: one */
  struct stopwatch *stopwatch; /* NULL: not wanted */
};

struct publish_counts {
  uint64_t id;      /* of what is published */
  size_t pages;     /* of the website */
  size_t made;      /* of these, the pages that were made now */
  size_t written;   /* files that are new or have other bytes than before */
  size_t unchanged; /* files that stay what they were, with their old time stamps */
  size_t removed;   /* files that are gone */
};

/* Into the output, which is open and brought into order with in_place_update_recover. `published` was
 * compared while the website was opened. False with a diagnostic of the output ("output", or the source's).
 */
bool publish_website(const struct website *website, struct source *source, struct output *output,
                     struct published *published, const struct publish_options *options,
                     struct publish_counts *counts);

#endif
