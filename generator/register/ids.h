/* The entries of a register by kind and id. */
#ifndef KYKET_REGISTER_IDS_H
#define KYKET_REGISTER_IDS_H

#include "schema/records.h"

/* Zero-initialise to start; release with ids_free. */
struct ids {
  struct ids_slot *slots;
  size_t count, capacity;
};

/* What ids are looked up by; an entry has it as its `key`. */
uint64_t ids_key(enum entry_kind kind, struct view id);

/* The entry, NULL when there is none. */
struct entry *ids_find(const struct ids *ids, enum entry_kind kind, struct view id);

/* Adds an entry that has its key; the one that has its kind and id already, which stays, or NULL. */
struct entry *ids_add(struct ids *ids, struct entry *entry);

/* Makes room for `count` entries, so that adding them moves nothing. */
void ids_reserve(struct ids *ids, size_t count);
void ids_free(struct ids *ids);

#endif
