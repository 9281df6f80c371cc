#include "site/pages/search_numbers.h"

#include "base/memory.h"
#include "base/sorting.h"
#include "register/organization_name.h"

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

/* Slots for four times as many entries as 8,192 days have at one each: registers of that many days. */
enum { DAY_BITS_LEAST = 2, DAYS = 8192 };

static unsigned day_bits(size_t count) {
  unsigned bits = DAY_BITS_LEAST;
  while ((size_t)DAYS << bits < 4 * count)
    bits++;
  return bits;
}

/* The slots that are taken. */
struct slots {
  uint64_t *taken;
  size_t count;
};

static void slots_open(struct slots *slots, size_t count) {
  *slots = (struct slots){memory_allocate(count / 64 + 1, sizeof(uint64_t)), count};
}

/* The first free one from `slot` on; there must be one. */
static uint32_t take(struct slots *slots, size_t slot) {
  while ((slots->taken[slot / 64] >> slot % 64 & 1) != 0)
    slot++;
  slots->taken[slot / 64] |= UINT64_C(1) << slot % 64;
  return (uint32_t)slot;
}

/* Days since 1970, the first for all before it. */
static size_t day_of(const struct entry *entry) {
  int32_t day = date_day_number(entry_date(entry));
  return day < 0 ? 0 : (size_t)day;
}

static size_t number_dated(const struct registry *registry, struct search_numbers *numbers, size_t count) {
  struct dated left = {registry->newest[ENTRY_AGREEMENT].count, registry->newest[ENTRY_NEWS].count};
  size_t mask = ((size_t)1 << numbers->day_bits) - 1, last = 0;
  for (size_t i = 0; i < count; i++) {
    numbers->items[i].entry = next_dated(registry, &left);
    size_t day = day_of(numbers->items[i].entry);
    if (day > last) last = day;
  }
  struct slots slots;
  slots_open(&slots, ((last + 1) << numbers->day_bits) + count);
  for (size_t i = 0; i < count; i++) {
    const struct entry *entry = numbers->items[i].entry;
    uint32_t slot = take(&slots, day_of(entry) << numbers->day_bits | (size_t)(entry->key & mask));
    numbers->items[i].number = slot << 1 | (entry->type == &agreement_type);
  }
  free(slots.taken);
  return count;
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

static size_t number_kind(const struct registry *registry, struct search_numbers *numbers,
                          enum entry_kind kind, size_t at) {
  const struct list *entries = &registry->entries[kind];
  size_t room = 64;
  while (room < 4 * (size_t)entries->count && room < (size_t)1 << SEARCH_RANK_SHIFT)
    room *= 2;
  struct slots slots;
  slots_open(&slots, ((size_t)1 << SEARCH_KIND_SHIFT) + entries->count);
  for (size_t i = 0; i < entries->count; i++, at++) {
    const struct entry *entry = list_at(entries, i);
    uint32_t slot =
        take(&slots, (size_t)rank_of(entry) << SEARCH_RANK_SHIFT | ((size_t)entry->key & (room - 1)));
    numbers->items[at] =
        (struct searched_entry){entry, (uint32_t)SEARCH_UNDATED | (uint32_t)kind << SEARCH_KIND_SHIFT | slot};
  }
  free(slots.taken);
  return at;
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

/* The place, counted from the newest, whose key is the least of those of the window. */
static size_t find_end(const struct searched_entry *dated, size_t count, size_t window) {
  size_t least = window;
  for (size_t i = window; i < 3 * window; i++)
    if (dated[count - 1 - i].entry->key < dated[count - 1 - least].entry->key) least = i;
  return least;
}

/* Cuts the dated entries, oldest first, into generations, newest first, and adds what has no date to the
 * second, or to the only one. */
static void cut(struct search_numbers *numbers, size_t dated, size_t count) {
  enum { WINDOW = 24, GROWTH = 512 };
  size_t from_newest[SEARCH_GENERATIONS_MOST] = {0}, cuts = 0;
  for (size_t window = WINDOW; 3 * window <= dated && cuts + 1 < SEARCH_GENERATIONS_MOST; window *= GROWTH)
    from_newest[cuts++] = find_end(numbers->items, dated, window);
  struct searched_entry *items = memory_allocate(count + 1, sizeof *items);
  size_t at = 0, end = dated;
  for (size_t i = 0; i <= cuts; i++) {
    size_t begin = i == cuts ? 0 : dated - from_newest[i], first = at;
    memcpy(items + at, numbers->items + begin, (end - begin) * sizeof *items);
    at += end - begin;
    end = begin;
    if (i == (cuts > 0)) {
      memcpy(items + at, numbers->items + dated, (count - dated) * sizeof *items);
      at += count - dated;
    }
    sort_by_number(items + first, at - first);
    numbers->ends[i] = at;
  }
  numbers->generations = cuts + 1;
  memcpy(numbers->items, items, count * sizeof *items);
  free(items);
}

struct search_numbers search_numbers_give(struct website *website) {
  const struct registry *registry = website->registry;
  struct search_numbers numbers = {.agreements = registry->newest[ENTRY_AGREEMENT].count};
  size_t dated = numbers.agreements + registry->newest[ENTRY_NEWS].count, count = dated;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (website->kinds[kind]->search_place > 0 && kind != ENTRY_AGREEMENT && kind != ENTRY_NEWS)
      count += registry->entries[kind].count;
  numbers.items = arena_array(&website->arena, count, sizeof *numbers.items);
  numbers.day_bits = day_bits(dated);
  size_t at = number_dated(registry, &numbers, dated);
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (website->kinds[kind]->search_place > 0 && kind != ENTRY_AGREEMENT && kind != ENTRY_NEWS)
      at = number_kind(registry, &numbers, kind, at);
  cut(&numbers, dated, count);
  return numbers;
}
