#include "base/memory.h"
#include "register/stages.h"
#include "register/status_counts.h"

#include <stdlib.h>

enum { SIGNATORIES = 64 }; /* of one agreement that are looked at */

/* What an organization, by its place among all, has signed with the one at hand. */
struct shared {
  struct partner *partner; /* NULL: nothing */
  const struct agreement *agreement, *first, *latest;
  int64_t began, ended; /* moments of the first and the latest */
};

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

/* The most agreements first, then by name. */
static int compare_partners(const void *left, const void *right) {
  const struct partner *a = *(struct partner *const *)left, *b = *(struct partner *const *)right;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  uint32_t place_a = a->organization->entry.name_rank, place_b = b->organization->entry.name_rank;
  return (place_a > place_b) - (place_a < place_b);
}

/* Of two of one moment the one with the smaller id comes first. */
static bool is_before(const struct agreement *a, int64_t moment_a, const struct agreement *b,
                      int64_t moment_b) {
  return moment_a != moment_b ? moment_a < moment_b : view_compare(a->entry.id, b->entry.id) < 0;
}

struct partnering {
  const struct registry *registry;
  struct list_builder *lists;
  struct shared *shared; /* by the places of organizations */
  uint32_t first_number; /* of an organization */
};

static void count_agreement(const struct partnering *partnering, struct shared *shared,
                            struct agreement *agreement, int64_t moment) {
  bool dated = entry_date(&agreement->entry).precision != DATE_NONE;
  shared->agreement = agreement;
  shared->partner->count++;
  if (status_changes_later(partnering->registry, agreement))
    list_builder_add(partnering->lists, &shared->partner->changing, agreement);
  if (agreement->is_current) shared->partner->current_count++;
  if (dated && (shared->first == NULL || is_before(agreement, moment, shared->first, shared->began))) {
    shared->first = agreement;
    shared->began = moment;
  }
  if (shared->latest == NULL || is_before(shared->latest, shared->ended, agreement, moment)) {
    shared->latest = agreement;
    shared->ended = moment;
  }
}

static struct shared *shared_with(const struct partnering *partnering, const struct organization *partner) {
  return &partnering->shared[partner->entry.number - partnering->first_number];
}

static void add_agreement(const struct partnering *partnering, struct organization *organization,
                          struct agreement *agreement) {
  if (!is_among(organization, agreement)) return;
  int64_t moment = date_seconds(entry_date(&agreement->entry));
  for (size_t i = 0; i < looked_at(agreement); i++) {
    struct organization *other = signatory_at(agreement, i);
    if (other == NULL || other == organization) continue;
    struct shared *shared = shared_with(partnering, other);
    if (shared->partner == NULL) {
      shared->partner = arena_allocate(partnering->lists->arena, sizeof *shared->partner);
      shared->partner->organization = other;
      list_builder_add(partnering->lists, &organization->partners, shared->partner);
    }
    if (shared->agreement != agreement) count_agreement(partnering, shared, agreement, moment);
  }
}

static void add_partners(const struct partnering *partnering, struct organization *organization) {
  struct list *partners = &organization->partners;
  for (size_t i = 0; i < organization->agreements.count; i++) {
    add_agreement(partnering, organization, list_at(&organization->agreements, i));
  }
  for (size_t i = 0; i < partners->count; i++) {
    struct partner *partner = list_at(partners, i);
    struct shared *shared = shared_with(partnering, partner->organization);
    if (shared->first != NULL) partner->first = entry_date(&shared->first->entry);
    partner->latest = entry_date(&shared->latest->entry);
    partner->current_changes =
        current_changes_of(partnering->lists->arena, partnering->registry, &partner->changing);
    *shared = (struct shared){0};
  }
  if (partners->count > 1) qsort(partners->items, partners->count, sizeof(void *), compare_partners);
}

void registry_link_partners(struct registry *registry, struct list_builder *lists,
                            struct diagnostics *found) {
  (void)found;
  const struct list *organizations = &registry->entries[ENTRY_ORGANIZATION];
  if (organizations->count == 0) return;
  struct partnering partnering = {.registry = registry,
                                  .lists = lists,
                                  .shared = memory_allocate(organizations->count, sizeof(struct shared)),
                                  .first_number = ((struct entry *)list_at(organizations, 0))->number};
  for (size_t i = 0; i < organizations->count; i++)
    add_partners(&partnering, list_at(organizations, i));
  free(partnering.shared);
}
