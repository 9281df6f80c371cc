/* New files of a site that is changed in place, in an order in which no page is there before what it links
 * to. Where a folder is new too, all that is new in it is put there with it, by one rename. Pages that link
 * to each other in a circle, and lie in different folders, follow one another as closely as a file system
 * allows. */
#ifndef KYKET_PUBLISH_NEW_FILES_H
#define KYKET_PUBLISH_NEW_FILES_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>

struct new_file {
  size_t number;       /* its name in the stage */
  struct view path;    /* in the site; files come in the order of their paths, bytewise */
  struct view address; /* below the site's root: what links to it end with */
  bool is_page;        /* it has links */
};

/* Where the site will be: the path that addresses begin with in its pages, and what stands before that where
 * an address is written in full. */
struct new_files_base {
  struct view root, origin;
};

/* Adds the steps to the journal, as publish/in_place_update.c takes them, and moves files of new folders in
 * the stage into those. False with errno. */
bool new_files_arrange(const struct new_file *files, size_t count, const struct new_files_base *base,
                       int stage, int site, struct buffer *journal);

#endif
