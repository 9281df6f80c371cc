#include "base/memory.h"
#include "base/sorting.h"
#include "register/phases.h"

#include <stdlib.h>

/* The newest first: by the day as written, so that years follow each other whatever the offsets are, then by
 * the moment, which is less than two days from the day's beginning. */
static uint64_t age_key(const struct entry *entry) {
  enum { LATEST_DAY = 3000000, DAY_SECONDS = 86400, MOMENT_BITS = 20 };
  struct date date = entry_date(entry);
  int32_t day = date_day_number(date);
  int64_t until = ((int64_t)day + 2) * DAY_SECONDS - date_seconds(date);
  return (uint64_t)(LATEST_DAY - day) << MOMENT_BITS | (uint64_t)until;
}

static int compare_ids(const void *left, const void *right) {
  return view_compare(((const struct entry *)left)->id, ((const struct entry *)right)->id);
}

static void rank_newest(struct registry *registry) {
  struct sorting_item *ages = memory_allocate(registry->entry_count + 1, sizeof *ages);
  size_t count = 0;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct list *entries = &registry->entries[kind];
    registry->newest[kind].items = arena_array(&registry->arena, entries->count, sizeof(void *));
    for (size_t i = 0; i < entries->count; i++, count++)
      ages[count] = (struct sorting_item){age_key(list_at(entries, i)), list_at(entries, i)};
  }
  sorting_sort(ages, count, compare_ids);
  for (size_t i = 0; i < count; i++) {
    struct entry *entry = ages[i].value;
    struct list *newest = &registry->newest[entry_kind_of_type(entry->type)];
    entry->newest_rank = (uint32_t)i + 1;
    ((void **)newest->items)[newest->count++] = entry;
  }
  free(ages);
}

/* News and agreements are not listed by name. */
static void rank_names(struct registry *registry) {
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct list *entries = &registry->entries[kind];
    if (kind == ENTRY_NEWS || kind == ENTRY_AGREEMENT || entries->count == 0) continue;
    struct list sorted = {.items = memory_allocate(entries->count, sizeof(void *)), .count = entries->count};
    memcpy(sorted.items, entries->items, entries->count * sizeof(void *));
    entries_sort_by_name(&sorted);
    for (size_t i = 0; i < sorted.count; i++)
      ((struct entry *)list_at(&sorted, i))->name_rank = (uint32_t)i + 1;
    free(sorted.items);
  }
}

void registry_rank(struct registry *registry) {
  rank_newest(registry);
  rank_names(registry);
}
