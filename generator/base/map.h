/* A hash map from byte strings to pointers. Keys are views and must outlive the map. */
#ifndef KYKET_BASE_MAP_H
#define KYKET_BASE_MAP_H

#include "base/view.h"

struct map_slot {
  struct view key;
  void *value;
  uint64_t hash;
};

/* Zero-initialise to start; release with map_free. Iteration order is not defined: sort what is shown. */
struct map {
  struct map_slot *slots;
  size_t count, capacity;
};

/* The value of `key`, or NULL. */
void *map_get(const struct map *map, struct view key);

/* Where the value of `key` is kept, made (NULL) when it is new; valid until the next call of map_slot. */
void **map_slot(struct map *map, struct view key);

/* Walks the map: start with `*at` 0; NULL at the end. */
const struct map_slot *map_next(const struct map *map, size_t *at);

/* Makes room for `count` keys, so that adding them moves nothing. */
void map_reserve(struct map *map, size_t count);

void map_free(struct map *map);

#endif
