/* Lists of pointers while many of them grow side by side. What one has outgrown becomes room for the others,
 * so that hardly more memory is taken than the lists need. */
#ifndef KYKET_REGISTER_LIST_BUILDER_H
#define KYKET_REGISTER_LIST_BUILDER_H

#include "schema/type.h"

enum { LIST_BUILDER_SIZES = 48 };

/* Start with an arena, where the lists will lie, and zeros. */
struct list_builder {
  struct arena *arena;
  /* Blocks that were outgrown, by the logarithm of their size; each begins with a pointer to the next. */
  void **spare[LIST_BUILDER_SIZES];
};

/* Moves a full list to a block of twice its size. */
void list_builder_enlarge(struct list_builder *builder, struct list *list);

/* Adds a pointer to a list that only this function has filled. */
static inline void list_builder_add(struct list_builder *builder, struct list *list, void *item) {
  /* The block is of two pointers, or of the next power of two. */
  if (list->count != 1 && (list->count & (list->count - 1)) == 0) list_builder_enlarge(builder, list);
  ((void **)list->items)[list->count++] = item;
}

/* The same, unless it was the last to be added. */
static inline void list_builder_add_once(struct list_builder *builder, struct list *list, void *item) {
  if (list->count == 0 || list_at(list, list->count - 1) != item) list_builder_add(builder, list, item);
}

#endif
