#include "base/memory.h"
#include "register/phases.h"

#include <stdlib.h>

enum { SIGNATORIES = 64 }; /* of one agreement that are looked at */

/* An agreement that an organization signed with another. */
struct pair {
  struct organization *partner;
  const struct agreement *agreement;
};

struct pairs {
  struct pair *items;
  size_t count, capacity;
};

static void pairs_add(struct pairs *pairs, struct pair pair) {
  pairs->items = memory_grow(pairs->items, pairs->count, &pairs->capacity, sizeof *pairs->items);
  pairs->items[pairs->count++] = pair;
}

static size_t looked_at(const struct agreement *agreement) {
  size_t count = agreement->signatories.count;
  return count < SIGNATORIES ? count : SIGNATORIES;
}

static void *signatory_at(const struct agreement *agreement, size_t index) {
  return ((const struct signatory *)agreement->signatories.items)[index].organization.target;
}

/* Nobody has partners who don't have him: of a long row of signatories those at its end have none. */
static bool is_among(const struct organization *organization, const struct agreement *agreement) {
  for (size_t i = 0; i < looked_at(agreement); i++)
    if (signatory_at(agreement, i) == organization) return true;
  return false;
}

static void add_agreement(struct pairs *pairs, const struct organization *organization,
                          const struct agreement *agreement) {
  if (!is_among(organization, agreement)) return;
  for (size_t i = 0; i < looked_at(agreement); i++) {
    struct organization *partner = signatory_at(agreement, i);
    if (partner != NULL && partner != organization) pairs_add(pairs, (struct pair){partner, agreement});
  }
}

/* By partner, then the oldest agreement first. */
static int compare_pairs(const void *left, const void *right) {
  const struct pair *a = left, *b = right;
  int order = view_compare(a->partner->entry.id, b->partner->entry.id);
  if (order != 0) return order;
  order = date_compare(entry_date(&a->agreement->entry), entry_date(&b->agreement->entry));
  return order != 0 ? order : view_compare(a->agreement->entry.id, b->agreement->entry.id);
}

/* The most agreements first, then by name. */
static int compare_partners(const void *left, const void *right) {
  const struct partner *a = *(struct partner *const *)left, *b = *(struct partner *const *)right;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  int order = view_compare(a->organization->entry.sort_key, b->organization->entry.sort_key);
  return order != 0 ? order : view_compare(a->organization->entry.id, b->organization->entry.id);
}

static void count_agreement(struct partner *partner, const struct agreement *agreement) {
  partner->count++;
  if (agreement->is_current) partner->current_count++;
  struct date date = entry_date(&agreement->entry);
  if (partner->first.precision == DATE_NONE) partner->first = date;
  partner->latest = date;
}

static void group(struct growing *lists, const struct pairs *pairs, struct list *partners) {
  struct partner *partner = NULL;
  for (size_t i = 0; i < pairs->count; i++) {
    const struct pair *pair = &pairs->items[i], *before = i == 0 ? NULL : pair - 1;
    if (before == NULL || before->partner != pair->partner) {
      partner = arena_allocate(lists->arena, sizeof *partner);
      partner->organization = pair->partner;
      growing_add(lists, partners, partner);
    } else if (before->agreement == pair->agreement) {
      continue; /* named twice in one agreement */
    }
    count_agreement(partner, pair->agreement);
  }
  if (partners->count > 1) qsort(partners->items, partners->count, sizeof(void *), compare_partners);
}

void registry_partner(struct registry *registry, struct growing *lists, struct diagnostics *found) {
  (void)found;
  struct pairs pairs = {0};
  for (size_t i = 0; i < registry->entries[ENTRY_ORGANIZATION].count; i++) {
    struct organization *organization = list_at(&registry->entries[ENTRY_ORGANIZATION], i);
    pairs.count = 0;
    for (size_t k = 0; k < organization->agreements.count; k++)
      add_agreement(&pairs, organization, list_at(&organization->agreements, k));
    if (pairs.count > 1) qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
    group(lists, &pairs, &organization->partners);
  }
  free(pairs.items);
}
