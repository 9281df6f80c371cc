#include "register/ids.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

struct ids_slot {
  uint64_t key;
  struct entry *entry; /* NULL: free */
};

uint64_t ids_key(enum entry_kind kind, struct view id) {
  return hash_short(id, kind);
}

static struct ids_slot *find_slot(const struct ids *ids, uint64_t key, const struct record_type *type,
                                  struct view id) {
  size_t at = (size_t)key & (ids->capacity - 1);
  for (struct ids_slot *slot; (slot = &ids->slots[at])->entry != NULL; at = (at + 1) & (ids->capacity - 1))
    if (slot->key == key && slot->entry->type == type && view_equal(slot->entry->id, id)) return slot;
  return &ids->slots[at];
}

struct entry *ids_find(const struct ids *ids, enum entry_kind kind, struct view id) {
  if (ids->count == 0) return NULL;
  return find_slot(ids, ids_key(kind, id), entry_types[kind], id)->entry;
}

enum { FIRST_CAPACITY = 64 };

/* Half of the slots stay free. */
void ids_reserve(struct ids *ids, size_t count) {
  if (ids->slots != NULL && count <= ids->capacity / 2) return;
  struct ids old = *ids;
  ids->capacity = old.capacity == 0 ? FIRST_CAPACITY : old.capacity;
  while (ids->capacity / 2 < count)
    ids->capacity *= 2;
  ids->slots = memory_allocate(ids->capacity, sizeof *ids->slots);
  for (size_t i = 0; i < old.capacity; i++) {
    const struct entry *entry = old.slots[i].entry;
    if (entry != NULL) *find_slot(ids, entry->key, entry->type, entry->id) = old.slots[i];
  }
  free(old.slots);
}

struct entry *ids_add(struct ids *ids, struct entry *entry) {
  ids_reserve(ids, ids->count + 1);
  struct ids_slot *slot = find_slot(ids, entry->key, entry->type, entry->id);
  if (slot->entry != NULL) return slot->entry;
  *slot = (struct ids_slot){entry->key, entry};
  ids->count++;
  return NULL;
}

void ids_free(struct ids *ids) {
  free(ids->slots);
  *ids = (struct ids){0};
}
