/* What the steps of parsing one body share. */
#ifndef KYKET_PARSE_BODY_JOB_H
#define KYKET_PARSE_BODY_JOB_H

#include "base/ascii.h"
#include "parse/body/body.h"
#include "parse/body/place.h"
#include "parse/body/tokens.h"

#include <cmark.h>

struct body_job {
  struct arena *arena;   /* for the result */
  struct arena *scratch; /* for cmark's trees and what else is dropped after it */
  struct view file;
  bool plain_commonmark;
  const struct body_web *web;
  struct diagnostics *diagnostics;
  struct body_tokens marks;
  struct body_places places;
  size_t *typed; /* offsets in what cmark reads of items whose markers stay as they are typed, see lists.h */
  size_t typed_count, typed_capacity;
  bool front_matter_told; /* a second front matter was */
};

static inline struct body_lines body_lines_of(cmark_node *block) {
  return (struct body_lines){cmark_node_get_start_line(block), cmark_node_get_end_line(block)};
}

#endif
