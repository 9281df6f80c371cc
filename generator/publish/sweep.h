/* What a site that is brought up to date in place, without knowing what is published, has to get rid of:
 * names that are no files of the website, nor folders of one, and do not begin with a dot. */
#ifndef KYKET_PUBLISH_SWEEP_H
#define KYKET_PUBLISH_SWEEP_H

#include "site/website.h"

struct sweep {
  struct buffer names;
  struct view *paths; /* what lies in a folder before the folder */
  size_t count;
  size_t in_the_way; /* of these the first, which stand where the website has a folder or a file */
  size_t files;      /* of all, those that are no folders */
};

/* Looks through the open output folder. The paths are in the arena; release with sweep_close. False with
 * errno. */
bool sweep_find(struct sweep *sweep, int site, const struct website_files *files, struct arena *arena);
void sweep_close(struct sweep *sweep);

#endif
