/* Git's trees: their entries, read from the objects' bytes, and which of the listed files differ between two
 * of them. Malformed trees end early. */
#ifndef KYKET_SOURCE_TREES_H
#define KYKET_SOURCE_TREES_H

#include "base/map.h"
#include "source/revisions.h"
#include "source/source_internal.h"

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

/* Which of the listed files differ between two trees. Only folders are read that differ, by their ids, and
 * that hold a listed file. */

struct tracer;

/* A listed file, or a folder above one. */
struct node {
  struct node *above; /* NULL for the root */
  bool folder;
  size_t asked; /* how many files here or below are in question */
  struct file_history *history;
  struct tracer *tracers; /* where its lines of history have come to */
  size_t run, index;      /* where the comparison that runs has put it last */
};

/* A file that differs. An id of zeros: no file there, or something else of this name. */
struct difference {
  struct node *file;
  unsigned char newer[OBJECT_BYTES], older[OBJECT_BYTES];
};

struct difference_list {
  struct difference *items;
  size_t count, capacity;
};

enum { TREE_SLOTS = 64 };

struct comparison {
  struct source *source;
  struct node root;
  struct map nodes;                  /* path -> struct node */
  struct node **files;               /* those of the listed files, in their order */
  git_odb_object *trees[TREE_SLOTS]; /* read lately */
  struct buffer path;                /* of the folder that is compared, with / at the end */
  /* Unless NULL, called for each path below `folder` ("" is everything) that differs and is not listed, of
   * folders too; not of `asked` comparisons. `file`: what the older tree has there, else the newer one, where
   * that is a file; else NULL. Path and file are valid during the call. Folders in which nothing is
   * listed and that can't be read do no harm; where they, too many or too deep ones keep something from being
   * reported, `has_unreported` is set. */
  void (*report)(void *context, struct view path, const unsigned char *file);
  void *context;
  struct view folder;
  size_t unlisted, depth; /* of folders without listed files */
  bool has_unreported;
  size_t run;
  int result; /* libgit2's, of what could not be read last */
  unsigned char unread[OBJECT_BYTES];
};

/* Nodes for all files and the folders above them, in the arena; nothing is in question yet. */
void comparison_start(struct comparison *comparison, struct source *source, const struct source_files *files,
                      struct arena *arena);
void comparison_free(struct comparison *comparison);

/* Hands over the trees that were read lately, to one that has read none. */
void comparison_pass_trees(struct comparison *from, struct comparison *to);

/* Puts the file in question, or takes that back. */
void comparison_ask(struct node *file);
void comparison_drop(struct node *file);

/* The files that are not the same in both trees (`older` may be NULL: an empty tree), each once; of all that
 * are listed, or with `asked` of those in question. What is at a listed path counts whatever it is, as git
 * counts it. Adds to `list`. False when a tree can't be read: see `result` and `unread`. */
bool comparison_run(struct comparison *comparison, bool asked, const unsigned char *newer,
                    const unsigned char *older, struct difference_list *list);

#endif
