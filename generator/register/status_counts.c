#include "register/status_counts.h"

#include "base/memory.h"
#include "base/sorting.h"
#include "register/stages.h"

#include <stdlib.h>

/* Changes that are to be summed up: what is changed by day, and by how much. */
struct tally {
  struct sorting_item *items; /* the value is how much, as a pointer */
  size_t count, capacity;
};

static void tally_add(struct tally *tally, uint64_t key, intptr_t number) {
  tally->items = memory_grow(tally->items, tally->count, &tally->capacity, sizeof *tally->items);
  tally->items[tally->count++] = (struct sorting_item){key, (void *)number};
}

static int keep_order(const void *left, const void *right) {
  (void)left;
  (void)right;
  return 0;
}

/* One item a key, with the sum of its numbers. */
static void tally_sum_up(struct tally *tally) {
  if (tally->count < 2) return;
  sorting_sort(tally->items, tally->count, keep_order);
  size_t count = 1;
  for (size_t i = 1; i < tally->count; i++) {
    struct sorting_item *last = &tally->items[count - 1];
    if (tally->items[i].key == last->key)
      last->value = (void *)((intptr_t)last->value + (intptr_t)tally->items[i].value);
    else
      tally->items[count++] = tally->items[i];
  }
  tally->count = count;
}

/* The day in the upper half, so that keys are ordered by it. */
static uint64_t key_of(int32_t day, uint32_t rest) {
  return (uint64_t)((int64_t)day - NO_DAY) << 32 | rest;
}

static void add_day(struct buffer *text, uint64_t key) {
  if (text->length > 0) buffer_add_byte(text, ' ');
  date_add_iso(text, date_of_day_number((int32_t)((int64_t)(key >> 32) + NO_DAY)));
}

static struct view take_text(struct arena *arena, struct buffer *text) {
  struct view copy = text->length == 0 ? (struct view){0} : arena_copy(arena, buffer_view(text));
  buffer_free(text);
  return copy;
}

static size_t changes_of(const struct registry *registry, const struct agreement *agreement,
                         struct status_change changes[STATUS_CHANGES]) {
  struct validity validity = validity_of(agreement);
  return validity_changes(&validity, date_day_number(registry->options.today),
                          registry->site->ending_days.value, changes);
}

bool status_changes_later(const struct registry *registry, const struct agreement *agreement) {
  struct status_change changes[STATUS_CHANGES];
  return changes_of(registry, agreement, changes) > 0;
}

/* The changes that are summed up, and which statuses they lead to. */
static struct view changes_text(struct arena *arena, const struct tally *tally, bool reached[STATUSES]) {
  struct buffer text = {0};
  for (size_t i = 0; i < tally->count; i++) {
    uint64_t key = tally->items[i].key;
    reached[key & 0xff] = true;
    add_day(&text, key);
    buffer_add_byte(&text, ':');
    buffer_add(&text, status_names[key >> 8 & 0xff]);
    buffer_add_byte(&text, '>');
    buffer_add(&text, status_names[key & 0xff]);
    buffer_add_byte(&text, ':');
    buffer_add_integer(&text, (intptr_t)tally->items[i].value);
  }
  return take_text(arena, &text);
}

/* Every change of the agreements' statuses, summed up by day and statuses. */
static struct tally tally_changes(const struct registry *registry, const struct list *agreements) {
  struct tally tally = {0};
  for (size_t i = 0; i < agreements->count; i++) {
    struct status_change changes[STATUS_CHANGES];
    size_t count = changes_of(registry, list_at(agreements, i), changes);
    for (size_t k = 0; k < count; k++)
      tally_add(&tally, key_of(changes[k].day, (uint32_t)(changes[k].from << 8 | changes[k].to)), 1);
  }
  tally_sum_up(&tally);
  return tally;
}

/* Sets of statuses: a bit for each. */
enum { CURRENT = 1 << STATUS_IN_FORCE | 1 << STATUS_ENDING };

/* What the changes of a day add to and take from the number of those that have one of the statuses. */
static struct view number_text(struct arena *arena, const struct tally *tally, unsigned statuses) {
  struct buffer text = {0};
  for (size_t i = 0, next; i < tally->count; i = next) {
    intptr_t sum = 0;
    for (next = i; next < tally->count && tally->items[next].key >> 32 == tally->items[i].key >> 32; next++) {
      uint64_t key = tally->items[next].key;
      int step = (int)(statuses >> (key & 0xff) & 1) - (int)(statuses >> (key >> 8 & 0xff) & 1);
      sum += step * (intptr_t)tally->items[next].value;
    }
    if (sum == 0) continue;
    add_day(&text, tally->items[i].key);
    buffer_add_string(&text, sum > 0 ? ":+" : ":");
    buffer_add_integer(&text, sum);
  }
  return take_text(arena, &text);
}

struct list counts_of_agreements(struct arena *arena, const struct registry *registry,
                                 const struct list *agreements, struct view *later, struct view *current) {
  int64_t numbers[STATUSES + 1] = {0};
  for (size_t i = 0; i < agreements->count; i++)
    numbers[status_of_name(((const struct agreement *)list_at(agreements, i))->status)]++;
  struct tally tally = tally_changes(registry, agreements);
  bool reached[STATUSES] = {false};
  *later = changes_text(arena, &tally, reached);
  if (current != NULL) *current = number_text(arena, &tally, CURRENT);
  free(tally.items);
  struct list counts = {0};
  for (size_t k = 0; k < STATUSES; k++) {
    if (numbers[k] == 0 && !reached[k]) continue;
    struct status_count *count = arena_allocate(arena, sizeof *count);
    *count = (struct status_count){.validity = status_names[k], .count = numbers[k]};
    list_append(arena, &counts, count);
  }
  return counts;
}

struct view current_changes_of(struct arena *arena, const struct registry *registry,
                               const struct list *agreements) {
  struct tally tally = tally_changes(registry, agreements);
  struct view text = number_text(arena, &tally, CURRENT);
  free(tally.items);
  return text;
}

void changes_by_status(struct arena *arena, const struct registry *registry, const struct list *agreements,
                       struct view changes[STATUSES]) {
  struct tally tally = tally_changes(registry, agreements);
  for (unsigned status = 0; status < STATUSES; status++)
    changes[status] = number_text(arena, &tally, 1U << status);
  free(tally.items);
}

static int64_t count_current(const struct list *agreements) {
  int64_t count = 0;
  for (size_t i = 0; i < agreements->count; i++)
    if (((const struct agreement *)list_at(agreements, i))->is_current) count++;
  return count;
}

static bool names_province(const struct agreement *agreement, const struct province *province) {
  for (size_t i = 0; i < agreement->all_provinces.count; i++)
    if (list_at(&agreement->all_provinces, i) == province) return true;
  return false;
}

/* The agreements of the province itself: those that came down through former ones stand aside. */
static struct list own_agreements(struct arena *arena, const struct province *province) {
  struct list own = {0};
  for (size_t i = 0; i < province->agreements.count; i++) {
    const struct provenance *provenance = list_at(&province->agreement_provenance, i);
    bool came_down = provenance->signed_provinces.count + provenance->named_provinces.count > 0;
    struct agreement *agreement = list_at(&province->agreements, i);
    if (!came_down || names_province(agreement, province)) list_append(arena, &own, agreement);
  }
  return own;
}

static void count_own(struct arena *arena, const struct registry *registry, struct province *province) {
  province->own_current_count = province->current_count;
  province->own_current_changes = province->current_changes;
  struct list own = own_agreements(arena, province);
  if (own.count == province->agreements.count) return;
  province->own_current_count = count_current(&own);
  province->own_current_changes = current_changes_of(arena, registry, &own);
}

static void count_for_province(struct arena *arena, const struct registry *registry,
                               struct province *province) {
  province->current_count = count_current(&province->agreements);
  province->status_counts = counts_of_agreements(arena, registry, &province->agreements,
                                                 &province->status_changes, &province->current_changes);
  count_own(arena, registry, province);
}

static void count_for_topic(struct arena *arena, const struct registry *registry, struct topic *topic) {
  topic->current_count = count_current(&topic->agreements);
  topic->status_counts = counts_of_agreements(arena, registry, &topic->agreements, &topic->status_changes,
                                              &topic->current_changes);
}

static void count_for_organization(struct arena *arena, const struct registry *registry,
                                   struct organization *organization) {
  organization->current_count = count_current(&organization->agreements);
  organization->status_counts =
      counts_of_agreements(arena, registry, &organization->agreements, &organization->status_changes,
                           &organization->current_changes);
  organization->inherited_counts =
      counts_of_agreements(arena, registry, &organization->inherited, &organization->inherited_changes, NULL);
}

void registry_count_statuses(struct registry *registry, struct list_builder *lists,
                             struct diagnostics *found) {
  (void)found;
  const struct list *entries = registry->entries;
  for (size_t i = 0; i < entries[ENTRY_PROVINCE].count; i++)
    count_for_province(lists->arena, registry, list_at(&entries[ENTRY_PROVINCE], i));
  for (size_t i = 0; i < entries[ENTRY_TOPIC].count; i++)
    count_for_topic(lists->arena, registry, list_at(&entries[ENTRY_TOPIC], i));
  for (size_t i = 0; i < entries[ENTRY_ORGANIZATION].count; i++)
    count_for_organization(lists->arena, registry, list_at(&entries[ENTRY_ORGANIZATION], i));
}
