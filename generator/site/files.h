/* The files of a website, as publishing sees them. */
#ifndef KYKET_SITE_FILES_H
#define KYKET_SITE_FILES_H

#include "base/view.h"

#include <stdint.h>

struct website;
struct file_maker;

/* One file of the website. */
struct website_file {
  struct view path; /* in the output folder, with / */
  const struct file_maker *maker;
  const void *subject; /* what the maker shows; the entry where it is an entry's own page */
  uint64_t inputs;     /* stands for what a page's writer takes from the plan, see website_write */
  uint32_t number;     /* of a page among those that its list is cut into; 0: the front */
  uint32_t url_length; /* of a page, with the base path; its bytes are those of the path and before it */
};

struct website_files {
  struct website_file **items; /* sorted by path, bytewise */
  size_t count;
};

#endif
