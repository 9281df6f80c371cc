/* Which of the listed files differ between two trees. Only folders are read that differ, by their ids, and
 * that hold a file which is still in question. */
#ifndef KYKET_SOURCE_COMPARISON_H
#define KYKET_SOURCE_COMPARISON_H

#include "source/history.h"
#include "source/source_internal.h"

/* The reasons for which a file can be in question. */
enum question { QUESTION_UNKNOWN, QUESTION_MERGE, QUESTION_COUNT };

/* A listed file, or a folder above one. */
struct node {
  struct node *above; /* NULL for the root */
  bool folder;
  size_t asked[QUESTION_COUNT]; /* how many files here or below are in question */
  const struct source_file *file;
  struct path_set *set;
  struct change *change;
  unsigned char object[OBJECT_BYTES]; /* that the newer tree has here, of files that differed last */
};

struct node_list {
  struct node **items;
  size_t count, capacity;
};

enum { TREE_SLOTS = 64 };

struct comparison {
  struct source *source;
  struct node root;
  struct map nodes;                  /* path -> struct node */
  git_odb_object *trees[TREE_SLOTS]; /* read lately */
  struct buffer path;                /* of the folder that is compared, with / at the end */
  int result;                        /* libgit2's, of what could not be read last */
  unsigned char unread[OBJECT_BYTES];
};

/* Nodes for all files and the folders above them, in the arena; nothing is in question yet. */
void comparison_start(struct comparison *comparison, struct source *source, const struct source_files *files,
                      struct arena *arena);
void comparison_free(struct comparison *comparison);

/* Adds 1 or takes it back for the file and all folders above. */
void comparison_ask(struct node *file, enum question question);
void comparison_drop(struct node *file, enum question question);

/* The files in question that the tree `newer` has and that are not the same, or not at all, in `older` (NULL:
 * an empty tree). Adds to `differing`. False when a tree can't be read: see `result` and `unread`. */
bool comparison_run(struct comparison *comparison, enum question question, const unsigned char *newer,
                    const unsigned char *older, struct node_list *differing);

void node_list_add(struct node_list *list, struct node *node);

#endif
