#include "register/counts.h"

#include "register/phases.h"

static const struct view statuses[] = {VIEW_LITERAL("in-force"), VIEW_LITERAL("ending"),
                                       VIEW_LITERAL("upcoming"), VIEW_LITERAL("ended"),
                                       VIEW_LITERAL("replaced"), VIEW_LITERAL("terminated")};
enum { STATUSES = sizeof statuses / sizeof statuses[0] };

/* STATUSES when it is none of them. */
static size_t place_of(struct view status) {
  size_t place = 0;
  while (place < STATUSES && !view_equal(statuses[place], status))
    place++;
  return place;
}

struct list counts_of_agreements(struct arena *arena, const struct list *agreements) {
  int64_t numbers[STATUSES + 1] = {0};
  for (size_t i = 0; i < agreements->count; i++) {
    list_ask_ahead(agreements, i, offsetof(struct agreement, status));
    numbers[place_of(((const struct agreement *)list_at(agreements, i))->status)]++;
  }
  struct list counts = {0};
  for (size_t k = 0; k < STATUSES; k++) {
    if (numbers[k] == 0) continue;
    struct status_count *count = arena_allocate(arena, sizeof *count);
    *count = (struct status_count){.validity = statuses[k], .count = numbers[k]};
    list_append(arena, &counts, count);
  }
  return counts;
}

static int64_t count_current(const struct list *agreements) {
  int64_t count = 0;
  for (size_t i = 0; i < agreements->count; i++)
    if (((const struct agreement *)list_at(agreements, i))->is_current) count++;
  return count;
}

static void count_for_province(struct arena *arena, struct province *province) {
  province->current_count = count_current(&province->agreements);
  province->status_counts = counts_of_agreements(arena, &province->agreements);
}

static void count_for_topic(struct arena *arena, struct topic *topic) {
  topic->current_count = count_current(&topic->agreements);
  topic->status_counts = counts_of_agreements(arena, &topic->agreements);
}

static void count_for_organization(struct arena *arena, struct organization *organization) {
  organization->current_count = count_current(&organization->agreements);
  organization->status_counts = counts_of_agreements(arena, &organization->agreements);
  organization->inherited_counts = counts_of_agreements(arena, &organization->inherited);
}

void registry_count(struct registry *registry, struct growing *lists, struct diagnostics *found) {
  (void)found;
  const struct list *entries = registry->entries;
  for (size_t i = 0; i < entries[ENTRY_PROVINCE].count; i++)
    count_for_province(lists->arena, list_at(&entries[ENTRY_PROVINCE], i));
  for (size_t i = 0; i < entries[ENTRY_TOPIC].count; i++)
    count_for_topic(lists->arena, list_at(&entries[ENTRY_TOPIC], i));
  for (size_t i = 0; i < entries[ENTRY_ORGANIZATION].count; i++)
    count_for_organization(lists->arena, list_at(&entries[ENTRY_ORGANIZATION], i));
}
