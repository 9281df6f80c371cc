/* What each page shows, as its template sees it: see fields/, a file for each page and each part of one. The
 * structures, `NAME_type` and enum page_kind are made from these as those of schema/records.h, into
 * build/generated/models.h; models.c holds their tables and nothing else. */
#ifndef KYKET_SITE_MODELS_H
#define KYKET_SITE_MODELS_H

#include "schema/records.h"

#include "generated/models.h"

/* What makes a kind of pages. */
struct page_template {
  struct view name; /* of the theme's template: "news-list" */
  const struct record_type *type;
  bool is_optional; /* a theme without it has no such pages */
};

extern const struct page_template page_templates[PAGE_KINDS];

#endif
