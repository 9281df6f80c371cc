/* Lists of pointers while many of them grow side by side. What one has outgrown becomes room for the others,
 * so that hardly more memory is taken than the lists need. */
#ifndef KYKET_REGISTER_GROWING_H
#define KYKET_REGISTER_GROWING_H

#include "schema/type.h"

enum { GROWING_SIZES = 48 };

/* Start with an arena, where the lists will lie, and zeros. */
struct growing {
  struct arena *arena;
  void *
      *spare[GROWING_SIZES]; /* by the logarithm of its size; each block begins with a pointer to the next */
};

/* Gives a list more room. */
void growing_enlarge(struct growing *growing, struct list *list);

/* Adds a pointer to a list that only this function has filled. */
static inline void growing_add(struct growing *growing, struct list *list, void *item) {
  /* The room is two, or the next power of two. */
  if (list->count != 1 && (list->count & (list->count - 1)) == 0) growing_enlarge(growing, list);
  ((void **)list->items)[list->count++] = item;
}

/* The same, unless it was the last to be added. */
static inline void growing_add_once(struct growing *growing, struct list *list, void *item) {
  if (list->count == 0 || list_at(list, list->count - 1) != item) growing_add(growing, list, item);
}

#endif
