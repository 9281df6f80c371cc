#include "site/pages/search_numbers.h"

#include "base/memory.h"
#include "base/sorting.h"
#include "register/organization_name.h"
#include "source/revisions.h"

#include <stdlib.h>

/* A walk through agreements and news, oldest first: how many of each are still to come. */
struct dated {
  size_t agreements, news;
};

static const struct entry *next_dated(const struct registry *registry, struct dated *left) {
  const struct list *agreements = &registry->newest[ENTRY_AGREEMENT], *news = &registry->newest[ENTRY_NEWS];
  const struct entry *a = left->agreements == 0 ? NULL : list_at(agreements, left->agreements - 1),
                     *b = left->news == 0 ? NULL : list_at(news, left->news - 1);
  bool first = b == NULL || (a != NULL && a->newest_rank > b->newest_rank);
  left->agreements -= first;
  left->news -= !first;
  return first ? a : b;
}

static bool is_dated(enum entry_kind kind) {
  return kind == ENTRY_AGREEMENT || kind == ENTRY_NEWS;
}

static bool is_undated(const struct website *website, enum entry_kind kind) {
  return website->kinds[kind]->search_place > 0 && !is_dated(kind);
}

/* All that is searched: what has no date, then agreements and news, oldest first. */
static size_t collect(const struct website *website, struct searched_entry *items) {
  const struct registry *registry = website->registry;
  size_t count = 0;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; is_undated(website, kind) && i < registry->entries[kind].count; i++)
      items[count++].entry = list_at(&registry->entries[kind], i);
  struct dated left = {registry->newest[ENTRY_AGREEMENT].count, registry->newest[ENTRY_NEWS].count};
  while (left.agreements + left.news > 0)
    items[count++].entry = next_dated(registry, &left);
  return count;
}

/* Seconds since 1970, in so many bits; those of a place among the items have the rest of a number. */
enum { MOMENT_BITS = 34, PLACE_BITS = 64 - MOMENT_BITS };
static const uint64_t last_moment = (UINT64_C(1) << MOMENT_BITS) - 1;

static uint64_t moment_of(struct date date) {
  if (date.precision == DATE_NONE) return 0;
  int64_t seconds = date_seconds(date);
  return seconds < 0 ? 0 : (uint64_t)seconds > last_moment ? last_moment : (uint64_t)seconds;
}

/* When an entry came to the register: with the first commit of its file. What is not committed comes now;
 * what has no file of its own, or one whose beginning the repository does not know, was always there. */
static uint64_t came_at(const struct registry *registry, const struct entry *entry) {
  const struct file_history *file = entry->history;
  if (file == NULL) return 0;
  bool is_new = file->count == 0 && !file->is_cut;
  return is_new ? last_moment : moment_of(file_revisions_first(registry->history, file));
}

/* Puts the items in the order in which they came; those that came at once stay in theirs. */
static void sort_by_coming(const struct registry *registry, struct searched_entry *items, size_t count) {
  uint64_t *moments = memory_allocate(2 * count + 1, sizeof *moments);
  for (size_t i = 0; i < count; i++)
    moments[i] = came_at(registry, items[i].entry) << PLACE_BITS | i;
  const uint64_t *sorted = sorting_sort_numbers(moments, moments + count, count, PLACE_BITS, 64);
  struct searched_entry *unsorted = memory_allocate(count + 1, sizeof *unsorted);
  memcpy(unsorted, items, count * sizeof *items);
  for (size_t i = 0; i < count; i++)
    items[i] = unsorted[sorted[i] & ((UINT64_C(1) << PLACE_BITS) - 1)];
  free(unsorted);
  free(moments);
}

/* Slots for four times as many entries as 8,192 days have at one each: registers of that many days. */
enum { DAY_BITS_LEAST = 2, DAYS = 8192 };

static unsigned day_bits(size_t count) {
  unsigned bits = DAY_BITS_LEAST;
  while ((size_t)DAYS << bits < 4 * count)
    bits++;
  return bits;
}

/* A bit for each slot, set for those that are taken; the caller frees it. */
static uint64_t *slots_open(size_t count) {
  return memory_allocate(count / 64 + 1, sizeof(uint64_t));
}

/* The first free one from `slot` on; there must be one. */
static uint32_t take(uint64_t *taken, size_t slot) {
  while ((taken[slot / 64] >> slot % 64 & 1) != 0)
    slot++;
  taken[slot / 64] |= UINT64_C(1) << slot % 64;
  return (uint32_t)slot;
}

/* Days since 1970, the first for all before it. */
static size_t day_of(const struct entry *entry) {
  int32_t day = date_day_number(entry_date(entry));
  return day < 0 ? 0 : (size_t)day;
}

/* The first of those that have a name in common: of offices those above the others, of provinces today's. */
static uint32_t rank_of(const struct entry *entry) {
  if (entry->type == &province_type)
    return ((const struct province *)entry)->until.value.precision == DATE_NONE ? 0 : 1;
  if (entry->type != &organization_type) return 0;
  const struct organization *organization = (const struct organization *)entry;
  switch (organization_level_rank(organization->level)) {
  case 1:
    return organization->parent.target == NULL ? 0 : 1;
  case 2:
    return 2;
  default:
    return 3;
  }
}

/* Numbers agreements and news, in the order of the items: none takes the slot of one before it. */
static void number_dated(struct searched_entry *items, size_t count, unsigned bits) {
  size_t mask = ((size_t)1 << bits) - 1, last = 0;
  for (size_t i = 0; i < count; i++)
    if (is_dated(entry_kind_of_type(items[i].entry->type)) && day_of(items[i].entry) > last)
      last = day_of(items[i].entry);
  uint64_t *taken = slots_open(((last + 1) << bits) + count);
  for (size_t i = 0; i < count; i++) {
    const struct entry *entry = items[i].entry;
    if (!is_dated(entry_kind_of_type(entry->type))) continue;
    uint32_t slot = take(taken, day_of(entry) << bits | (size_t)(entry->key & mask));
    items[i].number = slot << 1 | (entry->type == &agreement_type);
  }
  free(taken);
}

/* The same of a kind without dates, which has so many entries. */
static void number_kind(struct searched_entry *items, size_t count, enum entry_kind kind, size_t entries) {
  size_t room = 64;
  while (room < 4 * entries && room < (size_t)1 << SEARCH_RANK_SHIFT)
    room *= 2;
  uint64_t *taken = slots_open(((size_t)1 << SEARCH_KIND_SHIFT) + entries);
  for (size_t i = 0; i < count; i++) {
    const struct entry *entry = items[i].entry;
    if (entry->type != entry_types[kind]) continue;
    uint32_t slot =
        take(taken, (size_t)rank_of(entry) << SEARCH_RANK_SHIFT | ((size_t)entry->key & (room - 1)));
    items[i].number = (uint32_t)SEARCH_UNDATED | (uint32_t)kind << SEARCH_KIND_SHIFT | slot;
  }
  free(taken);
}

uint32_t *search_numbers_order(const struct searched_entry *items, size_t count) {
  uint64_t *keys = memory_allocate(2 * count + 1, sizeof *keys);
  for (size_t i = 0; i < count; i++)
    keys[i] = (uint64_t)items[i].number << 32 | i;
  const uint64_t *sorted = sorting_sort_numbers(keys, keys + count, count, 32, 64);
  uint32_t *order = memory_allocate(count + 1, sizeof *order);
  for (size_t i = 0; i < count; i++)
    order[i] = (uint32_t)sorted[i];
  free(keys);
  return order;
}

static void sort_by_number(struct searched_entry *items, size_t count) {
  uint32_t *order = search_numbers_order(items, count);
  struct searched_entry *unsorted = memory_allocate(count + 1, sizeof *unsorted);
  memcpy(unsorted, items, count * sizeof *items);
  for (size_t i = 0; i < count; i++)
    items[i] = unsorted[order[i]];
  free(unsorted);
  free(order);
}

/* The place, counted from the last, whose key is the least of those of the window. */
static size_t find_end(const struct searched_entry *items, size_t count, size_t window) {
  size_t least = window;
  for (size_t i = window; i < 3 * window; i++)
    if (items[count - 1 - i].entry->key < items[count - 1 - least].entry->key) least = i;
  return least;
}

/* Cuts the items into generations, of which the first has those that came last. */
static void cut(struct search_numbers *numbers, size_t count) {
  enum { WINDOW = 24, GROWTH = 512 };
  struct searched_entry *coming = memory_allocate(count + 1, sizeof *coming);
  memcpy(coming, numbers->items, count * sizeof *coming);
  size_t at = 0, window = WINDOW;
  do {
    bool is_last = 3 * window > count || numbers->generations + 1 == SEARCH_GENERATIONS_MOST;
    size_t end = is_last ? count : find_end(coming, count, window), first = at;
    memcpy(numbers->items + at, coming + count - end, (end - at) * sizeof *coming);
    at = end;
    sort_by_number(numbers->items + first, at - first);
    numbers->ends[numbers->generations++] = at;
    window *= GROWTH;
  } while (at < count);
  free(coming);
}

struct search_numbers search_numbers_give(struct website *website) {
  const struct registry *registry = website->registry;
  struct search_numbers numbers = {.agreements = registry->newest[ENTRY_AGREEMENT].count};
  numbers.items = arena_array(&website->arena, registry->all.count, sizeof *numbers.items);
  numbers.day_bits = day_bits(numbers.agreements + registry->newest[ENTRY_NEWS].count);
  size_t count = collect(website, numbers.items);
  sort_by_coming(registry, numbers.items, count);
  number_dated(numbers.items, count, numbers.day_bits);
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (is_undated(website, kind)) number_kind(numbers.items, count, kind, registry->entries[kind].count);
  cut(&numbers, count);
  return numbers;
}
