/* Git's tree objects, read entry by entry from their bytes: no copies, and malformed ones end early. */
#ifndef KYKET_SOURCE_TREE_H
#define KYKET_SOURCE_TREE_H

#include "base/view.h"

enum tree_kind { TREE_FILE, TREE_PROGRAM, TREE_FOLDER, TREE_LINK, TREE_SUBMODULE };

struct tree_entry {
  enum tree_kind kind; /* all of a mode that git compares */
  struct view name;
  const unsigned char *object; /* 20 bytes */
};

/* Cuts the next entry off the front of `rest`. False at the end, and, with `rest` not empty, at the first
 * entry that is malformed. */
bool tree_next(struct view *rest, struct tree_entry *entry);

/* Entries of one name in two trees that are not the same; NULL where a tree has none. */
struct tree_difference {
  const struct tree_entry *newer, *older;
  struct tree_entry entries[2]; /* what these point to */
};

/* Cuts what comes before and with the next difference off both trees. False when there is none. Both are in
 * git's order; of damaged trees that are not, the result is only less exact. */
bool tree_next_difference(struct view *newer, struct view *older, struct tree_difference *difference);

#endif
