#include "register/registry.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

uint64_t entry_key(enum entry_kind kind, struct view id) {
  return hash_short(id, kind);
}

/* Where the entry of that id is, or would be; there must be a free slot. */
static struct entry **find_slot(const struct entry_table *table, uint64_t key, struct view id) {
  size_t at = (size_t)key & (table->capacity - 1);
  while (table->slots[at] != NULL && !(table->slots[at]->key == key && view_equal(table->slots[at]->id, id)))
    at = (at + 1) & (table->capacity - 1);
  return &table->slots[at];
}

enum { FIRST_CAPACITY = 16 };

/* At least half of the slots stay free. */
void entry_table_reserve(struct entry_table *table, size_t count) {
  struct entry_table grown = {.count = table->count, .capacity = FIRST_CAPACITY};
  while (grown.capacity / 2 < count)
    grown.capacity *= 2;
  if (grown.capacity <= table->capacity) return;
  grown.slots = memory_allocate(grown.capacity, sizeof *grown.slots);
  for (size_t i = 0; i < table->capacity; i++)
    if (table->slots[i] != NULL)
      *find_slot(&grown, table->slots[i]->key, table->slots[i]->id) = table->slots[i];
  free(table->slots);
  *table = grown;
}

struct entry *entry_table_add(struct entry_table *table, struct entry *entry) {
  entry_table_reserve(table, table->count + 1);
  struct entry **slot = find_slot(table, entry->key, entry->id);
  if (*slot != NULL) return *slot;
  *slot = entry;
  table->count++;
  return NULL;
}

struct entry *registry_find(const struct registry *registry, enum entry_kind kind, struct view id) {
  const struct entry_table *table = &registry->ids[kind];
  return table->count == 0 ? NULL : *find_slot(table, entry_key(kind, id), id);
}

static int compare_path(const void *path, const void *entry) {
  return view_compare(*(const struct view *)path, (*(struct entry *const *)entry)->path);
}

struct entry *registry_find_path(const struct registry *registry, struct view path) {
  const struct list *entries = &registry->by_path;
  if (entries->count == 0) return NULL;
  struct entry **found = bsearch(&path, entries->items, entries->count, sizeof *found, compare_path);
  return found == NULL ? NULL : *found;
}

size_t registry_count(const struct registry *registry) {
  size_t count = 0;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    if ((registry->built_in >> kind & 1) == 0 && entry_types[kind]->key == NULL)
      count += registry->entries[kind].count;
  return count;
}

int64_t registry_last_moment(const struct registry_options *options) {
  enum { DAY_SECONDS = 24 * 60 * 60 };
  if (options->today.precision == DATE_NONE) return INT64_MAX;
  return options->now != 0 ? options->now : date_seconds(options->today) + DAY_SECONDS - 1;
}

enum severity entry_severity(const struct entry *entry) {
  return entry->hidden && entry->is_draft ? SEVERITY_NOTE : SEVERITY_ERROR;
}

static int compare_newest(const void *left, const void *right) {
  const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
  if (a->newest_rank != 0 && b->newest_rank != 0)
    return (a->newest_rank > b->newest_rank) - (a->newest_rank < b->newest_rank);
  int order = date_compare(entry_date(b), entry_date(a));
  return order != 0 ? order : view_compare(a->id, b->id);
}

static int compare_names(const void *left, const void *right) {
  const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
  return (a->name_rank > b->name_rank) - (a->name_rank < b->name_rank);
}

/* Most lists come in order. */
static void sort(struct list *entries, int (*compare)(const void *, const void *)) {
  void **items = entries->items;
  bool sorted = true;
  for (size_t i = 1; i < entries->count && sorted; i++)
    sorted = compare(&items[i - 1], &items[i]) <= 0;
  if (!sorted) qsort(entries->items, entries->count, sizeof(void *), compare);
}

void entries_sort_newest(struct list *entries) {
  sort(entries, compare_newest);
}

void entries_sort_by_name(struct list *entries) {
  sort(entries, compare_names);
}
