#include "base/map.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

static struct map_slot *find_slot(struct map_slot *slots, size_t capacity, struct view key, uint64_t hash) {
  size_t at = (size_t)hash & (capacity - 1);
  while (slots[at].key.data != NULL && !(slots[at].hash == hash && view_equal(slots[at].key, key)))
    at = (at + 1) & (capacity - 1);
  return &slots[at];
}

enum { FIRST_CAPACITY = 16 };

/* At least half of the slots stay free. */
void map_reserve(struct map *map, size_t count) {
  size_t capacity = map->capacity == 0 ? FIRST_CAPACITY : map->capacity;
  while (capacity / 2 < count)
    capacity *= 2;
  if (capacity == map->capacity) return;
  struct map_slot *slots = memory_allocate(capacity, sizeof *slots);
  for (size_t i = 0; i < map->capacity; i++) {
    struct map_slot *old = &map->slots[i];
    if (old->key.data != NULL) *find_slot(slots, capacity, old->key, old->hash) = *old;
  }
  free(map->slots);
  map->slots = slots;
  map->capacity = capacity;
}

void *map_get(const struct map *map, struct view key) {
  if (map->count == 0) return NULL;
  return find_slot(map->slots, map->capacity, key, hash_short(key, 0))->value;
}

void **map_slot(struct map *map, struct view key) {
  if (key.data == NULL) key.data = "";
  map_reserve(map, map->count + 1);
  uint64_t hash = hash_short(key, 0);
  struct map_slot *slot = find_slot(map->slots, map->capacity, key, hash);
  if (slot->key.data == NULL) {
    slot->key = key;
    slot->hash = hash;
    map->count++;
  }
  return &slot->value;
}

const struct map_slot *map_next(const struct map *map, size_t *at) {
  while (*at < map->capacity) {
    const struct map_slot *slot = &map->slots[(*at)++];
    if (slot->key.data != NULL) return slot;
  }
  return NULL;
}

void map_free(struct map *map) {
  free(map->slots);
  *map = (struct map){0};
}
