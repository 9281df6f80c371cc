#include "base/memory.h"
#include "base/sorting.h"
#include "register/phases.h"
#include "text/collation.h"

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

void registry_rank_newest(struct registry *registry, struct growing *lists, struct diagnostics *found) {
  (void)found;
  struct sorting_item *ages = memory_allocate(registry->entry_count + 1, sizeof *ages);
  size_t count = 0;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct list *entries = &registry->entries[kind];
    registry->newest[kind].items = arena_array(lists->arena, entries->count, sizeof(void *));
    for (size_t i = 0; i < entries->count; i++, count++) {
      list_ask_ahead(entries, i, kind == ENTRY_NEWS ? offsetof(struct news, date) : 0);
      ages[count] = (struct sorting_item){age_key(list_at(entries, i)), list_at(entries, i)};
    }
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

static void add_sort_keys(struct registry *registry, struct arena *arena) {
  struct view tag = arena_copy(arena, text_view(registry->site->language));
  struct collation *collation = collation_open(tag.data);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      if (collation == NULL)
        entry->sort_key = entry->heading;
      else if (kind == ENTRY_PERSON)
        entry->sort_key = collation_name_key(collation, arena, entry->heading);
      else if (kind != ENTRY_NEWS && kind != ENTRY_AGREEMENT)
        entry->sort_key = collation_key(collation, arena, entry->heading);
    }
  }
  if (collation != NULL) collation_close(collation);
}

void registry_rank_names(struct registry *registry, struct growing *lists, struct diagnostics *found) {
  (void)found;
  add_sort_keys(registry, lists->arena);
  rank_names(registry);
}
