#include "register/growing.h"

static void **take(struct growing *growing, size_t size) {
  void ***spare = &growing->spare[__builtin_ctzll(size)];
  void **items = *spare;
  if (items == NULL) return arena_array(growing->arena, size, sizeof *items);
  *spare = *items;
  return items;
}

void growing_enlarge(struct growing *growing, struct list *list) {
  void **old = list->items;
  void **items = take(growing, list->count == 0 ? 2 : list->count * 2);
  if (list->count > 0) {
    memcpy(items, old, list->count * sizeof *items);
    void ***spare = &growing->spare[__builtin_ctzll(list->count)];
    *old = *spare;
    *spare = old;
  }
  list->items = items;
}
