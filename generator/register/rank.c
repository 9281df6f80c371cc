#include "base/memory.h"
#include "register/phases.h"

#include <stdlib.h>

/* What an entry is ranked by, worked out once. */
struct age {
  int32_t day; /* as written, so that years follow each other whatever the offsets are */
  int64_t moment;
  struct entry *entry;
};

static int compare_ages(const void *left, const void *right) {
  const struct age *a = left, *b = right;
  if (a->day != b->day) return a->day > b->day ? -1 : 1;
  if (a->moment != b->moment) return a->moment > b->moment ? -1 : 1;
  return view_compare(a->entry->id, b->entry->id);
}

static void rank_newest(struct registry *registry) {
  struct age *ages = memory_allocate(registry->entry_count + 1, sizeof *ages);
  size_t count = 0;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct list *entries = &registry->entries[kind];
    registry->newest[kind].items = arena_array(&registry->arena, entries->count, sizeof(void *));
    for (size_t i = 0; i < entries->count; i++) {
      struct entry *entry = list_at(entries, i);
      struct date date = entry_date(entry);
      ages[count++] = (struct age){date_day_number(date), date_seconds(date), entry};
    }
  }
  qsort(ages, count, sizeof *ages, compare_ages);
  for (size_t i = 0; i < count; i++) {
    struct list *newest = &registry->newest[entry_kind_of_type(ages[i].entry->type)];
    ages[i].entry->newest_rank = (uint32_t)i + 1;
    ((void **)newest->items)[newest->count++] = ages[i].entry;
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
