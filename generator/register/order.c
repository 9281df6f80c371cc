#include "base/memory.h"
#include "base/sorting.h"
#include "register/stages.h"
#include "text/collation.h"

#include <stdlib.h>

/* The newest first: by the day, then by the moment, which is less than two days from the day's beginning. */
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

void registry_rank_newest(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  (void)found;
  struct sorting_item *ages = memory_allocate(registry->entry_count + 1, sizeof *ages);
  size_t count = 0;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct list *entries = &registry->entries[kind];
    registry->newest[kind].items = arena_array(lists->arena, entries->count, sizeof(void *));
    for (size_t i = 0; i < entries->count; i++, count++) {
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

struct named {
  struct view key;
  struct entry *entry;
};

static int compare_keys(const void *left, const void *right) {
  const struct named *a = left, *b = right;
  int order = view_compare(a->key, b->key);
  return order != 0 ? order : view_compare(a->entry->id, b->entry->id);
}

static struct view key_of(const struct collation *collation, struct arena *arena, const struct entry *entry) {
  if (entry->type == &province_type) {
    struct view name = ((const struct province *)entry)->bare_name;
    return collation == NULL ? name : collation_key(collation, arena, name);
  }
  if (collation == NULL) return entry->heading;
  if (entry->type == &person_type) return collation_name_key(collation, arena, entry->heading);
  return collation_key(collation, arena, entry->heading);
}

static void rank_names(const struct list *entries, const struct collation *collation) {
  struct arena keys = {0};
  struct named *named = memory_allocate(entries->count, sizeof *named);
  for (size_t i = 0; i < entries->count; i++) {
    struct entry *entry = list_at(entries, i);
    named[i] = (struct named){key_of(collation, &keys, entry), entry};
  }
  qsort(named, entries->count, sizeof *named, compare_keys);
  for (size_t i = 0; i < entries->count; i++)
    named[i].entry->name_rank = (uint32_t)i + 1;
  free(named);
  arena_free(&keys);
}

/* News and agreements are not listed by name. */
void registry_rank_names(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  (void)found;
  struct view tag = arena_copy(lists->arena, text_view(registry->site->language));
  struct collation *collation = collation_open(tag.data);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    if (kind != ENTRY_NEWS && kind != ENTRY_AGREEMENT && registry->entries[kind].count > 0)
      rank_names(&registry->entries[kind], collation);
  if (collation != NULL) collation_close(collation);
}
