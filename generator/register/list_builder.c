#include "register/list_builder.h"

static void **take(struct list_builder *builder, size_t size) {
  void ***spare = &builder->spare[__builtin_ctzll(size)];
  void **items = *spare;
  if (items == NULL) return arena_array(builder->arena, size, sizeof *items);
  *spare = *items;
  return items;
}

void list_builder_enlarge(struct list_builder *builder, struct list *list) {
  void **old = list->items;
  void **items = take(builder, list->count == 0 ? 2 : list->count * 2);
  if (list->count > 0) {
    memcpy(items, old, list->count * sizeof *items);
    void ***spare = &builder->spare[__builtin_ctzll(list->count)];
    *old = *spare;
    *spare = old;
  }
  list->items = items;
}
