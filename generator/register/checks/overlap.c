#include "base/memory.h"
#include "base/sorting.h"
#include "register/checks/consistency.h"
#include "register/stages.h"

#include <stdlib.h>

/* An agreement with a whole period, in its group: the agreements of the same signatories. */
struct member {
  const struct agreement *agreement;
  const struct entry **signatories; /* sorted by address */
  size_t signatory_count;
  int32_t begins, ends;
  size_t group, lineage; /* numbers; the lineage is the first of its members */
};

struct overlaps {
  struct arena arena;
  struct member *members; /* by id */
  size_t count;
  size_t *places; /* of agreements among the members, from 1 */
  uint32_t first; /* number of an agreement */
};

static int compare_addresses(const void *left, const void *right) {
  uintptr_t a = (uintptr_t) * (struct entry *const *)left, b = (uintptr_t) * (struct entry *const *)right;
  return (a > b) - (a < b);
}

static void add_member(struct overlaps *overlaps, const struct agreement *agreement) {
  if (agreement->begins.precision == DATE_NONE || agreement->ends.precision == DATE_NONE) return;
  struct member *member = &overlaps->members[overlaps->count];
  const struct signatory *signatories = agreement->signatories.items;
  *member = (struct member){.agreement = agreement,
                            .begins = date_day_number(agreement->begins),
                            .ends = date_day_number(agreement->ends)};
  member->signatories =
      arena_array(&overlaps->arena, agreement->signatories.count + 1, sizeof(struct entry *));
  for (size_t i = 0; i < agreement->signatories.count; i++)
    if (signatories[i].organization.target != NULL)
      member->signatories[member->signatory_count++] = signatories[i].organization.target;
  if (member->signatory_count < 2) return;
  qsort(member->signatories, member->signatory_count, sizeof(struct entry *), compare_addresses);
  overlaps->count++;
}

/* The addresses of its signatories are the name of a group. */
static void add_groups(struct overlaps *overlaps) {
  struct map groups = {0};
  for (size_t i = 0; i < overlaps->count; i++) {
    struct member *member = &overlaps->members[i];
    struct view key = {(const char *)member->signatories,
                       member->signatory_count * sizeof *member->signatories};
    void **slot = map_slot(&groups, key);
    if (*slot == NULL) *slot = (void *)(uintptr_t)(i + 1);
    member->group = (size_t)(uintptr_t)*slot;
    member->lineage = i;
    overlaps->places[member->agreement->entry.number - overlaps->first] = i + 1;
  }
  map_free(&groups);
}

static size_t lineage_of(struct member *members, size_t index) {
  while (members[index].lineage != index) {
    members[index].lineage = members[members[index].lineage].lineage;
    index = members[index].lineage;
  }
  return index;
}

static void join(struct overlaps *overlaps, size_t index, const struct list *references) {
  const struct reference *items = references->items;
  struct member *members = overlaps->members;
  for (size_t i = 0; i < references->count; i++) {
    size_t place = overlaps->places[items[i].target->number - overlaps->first];
    if (place == 0 || members[place - 1].group != members[index].group) continue;
    size_t a = lineage_of(members, index), b = lineage_of(members, place - 1);
    members[a < b ? b : a].lineage = a < b ? a : b;
  }
}

static void add_lineages(struct overlaps *overlaps) {
  for (size_t i = 0; i < overlaps->count; i++) {
    const struct agreement *agreement = overlaps->members[i].agreement;
    join(overlaps, i, &agreement->succeeds);
    join(overlaps, i, &agreement->amends);
    join(overlaps, i, &agreement->implements);
  }
  for (size_t i = 0; i < overlaps->count; i++)
    overlaps->members[i].lineage = lineage_of(overlaps->members, i);
}

static int compare_numbers(const void *left, const void *right) {
  uint32_t a = ((const struct member *)left)->agreement->entry.number;
  uint32_t b = ((const struct member *)right)->agreement->entry.number;
  return (a > b) - (a < b);
}

/* By group and beginning, then by id. */
static struct sorting_item *sort_members(const struct overlaps *overlaps) {
  struct sorting_item *items = memory_allocate(overlaps->count + 1, sizeof *items);
  for (size_t i = 0; i < overlaps->count; i++) {
    struct member *member = &overlaps->members[i];
    uint32_t begins = (uint32_t)member->begins - (uint32_t)INT32_MIN;
    items[i] = (struct sorting_item){(uint64_t)member->group << 32 | begins, member};
  }
  sorting_sort(items, overlaps->count, compare_numbers);
  return items;
}

static void report(struct diagnostics *diagnostics, const struct agreement *agreement,
                   const struct agreement *other) {
  struct source_location location = agreement_period(agreement)->location;
  consistency_report(diagnostics, &agreement->entry,
                     location.line == 0 ? agreement->entry.location : location,
                     message_overlap(other->entry.id));
}

/* Goes through the sorted members with the two that end last so far and are of different
 * lineages: when any earlier one of another lineage overlaps, one of these does. */
static void sweep(struct diagnostics *diagnostics, const struct sorting_item *sorted, size_t count) {
  const struct member *last = NULL, *other = NULL;
  for (size_t i = 0; i < count; i++) {
    const struct member *member = sorted[i].value;
    if (last != NULL && last->group != member->group) last = other = NULL;
    const struct member *rival = last != NULL && last->lineage == member->lineage ? other : last;
    if (rival != NULL && rival->ends >= member->begins)
      report(diagnostics, member->agreement, rival->agreement);
    if (last == NULL || member->ends > last->ends) {
      if (last != NULL && last->lineage != member->lineage) other = last;
      last = member;
    } else if (member->lineage != last->lineage && (other == NULL || member->ends > other->ends)) {
      other = member;
    }
  }
}

void registry_check_overlaps(struct registry *registry, struct list_builder *lists,
                             struct diagnostics *found) {
  (void)lists;
  const struct list *agreements = &registry->entries[ENTRY_AGREEMENT];
  if (agreements->count == 0) return;
  struct overlaps overlaps = {.members = memory_allocate(agreements->count, sizeof(struct member)),
                              .places = memory_allocate(agreements->count, sizeof(size_t)),
                              .first = ((struct entry *)list_at(agreements, 0))->number};
  for (size_t i = 0; i < agreements->count; i++) {
    add_member(&overlaps, list_at(agreements, i));
  }
  add_groups(&overlaps);
  add_lineages(&overlaps);
  struct sorting_item *sorted = sort_members(&overlaps);
  sweep(found, sorted, overlaps.count);
  arena_free(&overlaps.arena);
  free(overlaps.members);
  free(overlaps.places);
  free(sorted);
}
