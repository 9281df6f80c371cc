#include "base/map.h"
#include "parse/body/body.h"
#include "register/names.h"
#include "register/stages.h"
#include "text/comparable.h"
#include "text/untidy.h"

#include <stdlib.h>

/* The unit that a province has become part of by the day; NULL while it is one itself. */
static struct province *unit_after(const struct province *province) {
  return province->is_former ? (struct province *)province->merged_into.target : NULL;
}

enum { REORGANISATIONS = 16 }; /* of a unit in a row that are followed */

/* The last one when it is the agreement's, else a new one. */
static struct provenance *provenance_of(struct list_builder *lists, struct list *provenances,
                                        struct agreement *agreement) {
  struct provenance *last = provenances->count == 0 ? NULL : list_at(provenances, provenances->count - 1);
  if (last != NULL && last->agreement == agreement) return last;
  struct provenance *provenance = arena_allocate(lists->arena, sizeof *provenance);
  *provenance = (struct provenance){.agreement = agreement};
  list_builder_add(lists, provenances, provenance);
  return provenance;
}

static bool contains(const struct list *list, const void *item) {
  for (size_t i = 0; i < list->count; i++)
    if (list_at(list, i) == item) return true;
  return false;
}

/* Adds the agreement to a unit once; a former unit that it came through is not NULL. */
static void hand_down(struct list_builder *lists, struct agreement *agreement, struct province *unit,
                      struct province *former, bool has_signed) {
  size_t count = unit->agreement_provenance.count;
  struct provenance *provenance = provenance_of(lists, &unit->agreement_provenance, agreement);
  if (unit->agreement_provenance.count > count) list_builder_add(lists, &unit->agreements, agreement);
  if (former == NULL || contains(&provenance->signed_provinces, former)) return;
  list_builder_add(lists, has_signed ? &provenance->signed_provinces : &provenance->named_provinces, former);
}

static void hand_down_all(struct list_builder *lists, struct agreement *agreement, struct province *province,
                          bool has_signed) {
  struct province *unit = province;
  for (size_t step = 0; unit != NULL && step < REORGANISATIONS; step++) {
    hand_down(lists, agreement, unit, step == 0 ? NULL : province, has_signed);
    unit = unit_after(unit);
  }
}

/* Adds an agreement to its provinces, all_provinces, and to those that they are part of now; to each with the
 * former ones that it came through. Of the newest agreements first, so that lists and provenance are in one
 * order. */
static void inherit_by_provinces(struct list_builder *lists, struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    const struct organization *organization = (const struct organization *)signatories[i].organization.target;
    struct entry *province = organization == NULL ? NULL : organization->province.target;
    if (province != NULL) hand_down_all(lists, agreement, (struct province *)province, true);
  }
  for (size_t i = 0; i < agreement->all_provinces.count; i++)
    hand_down_all(lists, agreement, list_at(&agreement->all_provinces, i), false);
}

enum { HEIRS = 256 }; /* organizations at the most that one signatory's agreement comes down to */

/* Adds an agreement that a dissolved organization signed to its successors, and to theirs, with the one that
 * signed. In the same order. */
static void inherit_by_organizations(struct list_builder *lists, struct agreement *agreement,
                                     struct organization *organization) {
  struct organization *line[HEIRS];
  size_t count = 0;
  line[count++] = organization;
  for (size_t at = 0; at < count; at++) {
    const struct successor *successors = line[at]->successors.items;
    for (size_t i = 0; line[at]->is_former && i < line[at]->successors.count; i++) {
      struct organization *heir = (struct organization *)successors[i].organization.target;
      bool known = heir == NULL || count == HEIRS;
      for (size_t k = 0; k < count && !known; k++)
        known = line[k] == heir;
      if (known) continue;
      line[count++] = heir;
      size_t before = heir->inherited_provenance.count;
      struct provenance *provenance = provenance_of(lists, &heir->inherited_provenance, agreement);
      if (heir->inherited_provenance.count > before) list_builder_add(lists, &heir->inherited, agreement);
      list_builder_add(lists, &provenance->signed_organizations, organization);
    }
  }
}

/* The newest entries come first, so that lists of news and agreements come sorted; and all of one entry are
 * added to a list one after another, so that it is there once. Each list has one step that fills it. */

static struct entry *target_at(const struct list *references, size_t index) {
  return ((struct reference *)references->items)[index].target;
}

/* A list of a few entries, each of them once. */
static void add_distinct(struct list_builder *lists, struct list *list, void *entry) {
  for (size_t i = 0; i < list->count; i++)
    if (list_at(list, i) == entry) return;
  list_builder_add(lists, list, entry);
}

static void add_province(struct list_builder *lists, struct list *provinces,
                         const struct entry *organization) {
  if (organization == NULL) return;
  struct entry *province = ((const struct organization *)organization)->province.target;
  if (province != NULL) add_distinct(lists, provinces, province);
}

static void locate_agreement(struct list_builder *lists, struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->provinces.count; i++)
    add_distinct(lists, &agreement->all_provinces, target_at(&agreement->provinces, i));
  for (size_t i = 0; i < agreement->signatories.count; i++)
    add_province(lists, &agreement->all_provinces, signatories[i].organization.target);
  inherit_by_provinces(lists, agreement);
  entries_sort_by_name(&agreement->all_provinces);
}

static void locate_news(struct list_builder *lists, struct news *news) {
  struct list *provinces = &news->all_provinces;
  for (size_t i = 0; i < news->provinces.count; i++)
    add_distinct(lists, provinces, target_at(&news->provinces, i));
  for (size_t i = 0; i < news->organizations.count; i++)
    add_province(lists, provinces, target_at(&news->organizations, i));
  for (size_t i = 0; i < news->agreements.count; i++) {
    const struct list *others = &((struct agreement *)target_at(&news->agreements, i))->all_provinces;
    for (size_t k = 0; k < others->count; k++)
      add_distinct(lists, provinces, list_at(others, k));
  }
  entries_sort_by_name(provinces);
  for (size_t i = 0; i < provinces->count; i++) {
    struct province *province = list_at(provinces, i);
    for (size_t step = 0; province != NULL && step < REORGANISATIONS; step++) {
      list_builder_add_once(lists, &province->news, news);
      province = unit_after(province);
    }
  }
}

/* Agreements first: their provinces are those of their news too. */
static void link_provinces(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  (void)found;
  const struct list *agreements = &registry->newest[ENTRY_AGREEMENT], *news = &registry->newest[ENTRY_NEWS];
  for (size_t i = 0; i < agreements->count; i++) {
    locate_agreement(lists, list_at(agreements, i));
  }
  for (size_t i = 0; i < news->count; i++) {
    locate_news(lists, list_at(news, i));
  }
}

/* People by their name, however it is written and addressed, and an office where they hold a position, or by
 * their name alone where none is given. */
struct namesakes {
  struct map people; /* the key is that of namesake_key; the value is `ambiguous` where it is that of more */
  struct arena keys;
};

static const char ambiguous[1];

static struct view namesake_key(struct arena *arena, struct view name, const struct entry *organization) {
  struct view id = organization == NULL ? (struct view){NULL, 0} : organization->id;
  return ARENA_JOIN(arena, text_comparable(arena, text_bare_name(name)), VIEW("\n"), id);
}

static void add_namesake(struct namesakes *namesakes, const struct person *person,
                         const struct entry *organization) {
  void **slot =
      map_slot(&namesakes->people, namesake_key(&namesakes->keys, text_view(person->name), organization));
  *slot = *slot == NULL || *slot == person ? (void *)person : (void *)ambiguous;
}

static struct person *find_namesake(struct namesakes *namesakes, struct view name,
                                    const struct entry *organization) {
  void *found = map_get(&namesakes->people, namesake_key(&namesakes->keys, name, organization));
  return found == ambiguous ? NULL : found;
}

static void name_signers(struct namesakes *namesakes, const struct signatory *signatory) {
  struct signer *signers = signatory->signers.items;
  for (size_t i = 0; i < signatory->signers.count; i++) {
    struct view name = text_view(signers[i].name);
    if (signers[i].person.target != NULL || name.length == 0) continue;
    signers[i].namesake = find_namesake(namesakes, name, signatory->organization.target);
    if (signers[i].namesake == NULL) signers[i].namesake = find_namesake(namesakes, name, NULL);
  }
}

/* A signer who is named without an id may have an entry all the same: someone of that name in the office that
 * signed. One who is of that name elsewhere is another. */
static void find_namesakes(struct registry *registry) {
  struct namesakes namesakes = {0};
  const struct list *people = &registry->entries[ENTRY_PERSON],
                    *agreements = &registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < people->count; i++) {
    const struct person *person = list_at(people, i);
    const struct position *positions = person->positions.items;
    if (person->positions.count == 0) add_namesake(&namesakes, person, NULL);
    for (size_t k = 0; k < person->positions.count; k++)
      if (positions[k].organization.target != NULL)
        add_namesake(&namesakes, person, positions[k].organization.target);
  }
  for (size_t i = 0; namesakes.people.count > 0 && i < agreements->count; i++) {
    const struct agreement *agreement = list_at(agreements, i);
    for (size_t k = 0; k < agreement->signatories.count; k++)
      name_signers(&namesakes, (struct signatory *)agreement->signatories.items + k);
  }
  map_free(&namesakes.people);
  arena_free(&namesakes.keys);
}

static struct person *person_of(const struct signer *signer) {
  return signer->person.target != NULL ? (struct person *)signer->person.target : signer->namesake;
}

static void tell_signatories(struct list_builder *lists, const struct agreement *agreement,
                             struct news *news) {
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    struct organization *organization = (struct organization *)signatories[i].organization.target;
    if (organization != NULL) list_builder_add_once(lists, &organization->news, news);
    const struct signer *signers = signatories[i].signers.items;
    for (size_t k = 0; k < signatories[i].signers.count; k++) {
      struct person *person = person_of(&signers[k]);
      if (person != NULL) list_builder_add_once(lists, &person->news, news);
    }
  }
}

/* News of an agreement is news of those who signed it. */
static void link_news_of_signatories(struct registry *registry, struct list_builder *lists,
                                     struct diagnostics *found) {
  (void)found;
  for (size_t i = 0; i < registry->newest[ENTRY_NEWS].count; i++) {
    struct news *news = list_at(&registry->newest[ENTRY_NEWS], i);
    for (size_t k = 0; k < news->organizations.count; k++)
      list_builder_add_once(lists, &((struct organization *)target_at(&news->organizations, k))->news, news);
    for (size_t k = 0; k < news->people.count; k++)
      list_builder_add_once(lists, &((struct person *)target_at(&news->people, k))->news, news);
    for (size_t k = 0; k < news->agreements.count; k++)
      tell_signatories(lists, (struct agreement *)target_at(&news->agreements, k), news);
  }
}

static void link_other_news(struct registry *registry, struct list_builder *lists,
                            struct diagnostics *found) {
  (void)found;
  for (size_t i = 0; i < registry->newest[ENTRY_NEWS].count; i++) {
    struct news *news = list_at(&registry->newest[ENTRY_NEWS], i);
    for (size_t k = 0; k < news->agreements.count; k++)
      list_builder_add_once(lists, &((struct agreement *)target_at(&news->agreements, k))->news, news);
    for (size_t k = 0; k < news->topics.count; k++)
      list_builder_add_once(lists, &((struct topic *)target_at(&news->topics, k))->news, news);
  }
}

static void name_signatory(const struct registry *registry, const struct agreement *agreement,
                           struct signatory *signatory) {
  const struct entry *organization = signatory->organization.target;
  struct unit_name name;
  if (organization->has_former_names &&
      names_at_signing(organization, agreement->signed_on.value, registry->options.today, &name) &&
      !view_equal(name.name, organization->heading))
    signatory->name_then = name.name;
}

static void link_signatory(const struct registry *registry, struct list_builder *lists,
                           struct agreement *agreement, struct signatory *signatory) {
  struct organization *organization = (struct organization *)signatory->organization.target;
  if (organization != NULL) {
    name_signatory(registry, agreement, signatory);
    list_builder_add_once(lists, &organization->agreements, agreement);
    inherit_by_organizations(lists, agreement, organization);
  }
  const struct signer *signers = signatory->signers.items;
  for (size_t i = 0; i < signatory->signers.count; i++) {
    struct person *person = person_of(&signers[i]);
    if (person == NULL) continue;
    if (!agreement->is_unsigned) person->is_signer = true;
    list_builder_add_once(lists, &person->agreements, agreement);
  }
}

static void link_commitment(struct list_builder *lists, struct agreement *agreement,
                            struct commitment *commitment) {
  commitment->agreement = agreement;
  for (size_t i = 0; i < commitment->topics.count; i++) {
    struct topic *topic = (struct topic *)target_at(&commitment->topics, i);
    list_builder_add_once(lists, &topic->agreements, agreement);
    list_builder_add(lists, &topic->commitments, commitment);
  }
}

static void link_agreement(const struct registry *registry, struct list_builder *lists,
                           struct agreement *agreement) {
  for (size_t i = 0; i < agreement->signatories.count; i++)
    link_signatory(registry, lists, agreement, (struct signatory *)agreement->signatories.items + i);
  for (size_t i = 0; i < agreement->topics.count; i++)
    list_builder_add_once(lists, &((struct topic *)target_at(&agreement->topics, i))->agreements, agreement);
  struct commitment *commitments = agreement->commitments.items;
  for (size_t i = 0; i < agreement->commitments.count; i++) {
    commitments[i].number = (int64_t)i + 1;
    link_commitment(lists, agreement, &commitments[i]);
  }
  for (size_t i = 0; i < agreement->regions.count; i++)
    list_builder_add(lists, &((struct region *)target_at(&agreement->regions, i))->agreements, agreement);
  for (size_t i = 0; i < agreement->succeeds.count; i++)
    list_builder_add(lists, &((struct agreement *)target_at(&agreement->succeeds, i))->succeeded_by,
                     agreement);
  for (size_t i = 0; i < agreement->implements.count; i++)
    list_builder_add(lists, &((struct agreement *)target_at(&agreement->implements, i))->implemented_by,
                     agreement);
  for (size_t i = 0; i < agreement->amends.count; i++)
    list_builder_add(lists, &((struct agreement *)target_at(&agreement->amends, i))->amended_by, agreement);
}

static void link_agreements(struct registry *registry, struct list_builder *lists,
                            struct diagnostics *found) {
  (void)found;
  const struct list *agreements = &registry->newest[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++) {
    struct agreement *agreement = list_at(agreements, i);
    if (agreement->national.value) list_builder_add(lists, &registry->national, agreement);
    link_agreement(registry, lists, agreement);
  }
}

/* Each organization is there once, with what is said of it first. */
static void link_successor(struct list_builder *lists, struct organization *organization,
                           struct successor *successor) {
  struct list *predecessors = &((struct organization *)successor->organization.target)->predecessors;
  const struct succession *last =
      predecessors->count == 0 ? NULL : list_at(predecessors, predecessors->count - 1);
  if (last != NULL && last->organization == organization) return;
  struct succession *succession = arena_allocate(lists->arena, sizeof *succession);
  *succession = (struct succession){organization, successor};
  list_builder_add(lists, predecessors, succession);
}

static int compare_successions(const void *left, const void *right) {
  const struct succession *a = *(struct succession *const *)left, *b = *(struct succession *const *)right;
  return (a->organization->entry.name_rank > b->organization->entry.name_rank) -
         (a->organization->entry.name_rank < b->organization->entry.name_rank);
}

static void link_organization(struct list_builder *lists, struct organization *organization) {
  struct province *province = (struct province *)organization->province.target;
  struct organization *parent = (struct organization *)organization->parent.target;
  if (province != NULL) list_builder_add(lists, &province->organizations, organization);
  if (parent != NULL) list_builder_add(lists, &parent->children, organization);
  struct successor *successors = organization->successors.items;
  for (size_t i = 0; organization->is_former && i < organization->successors.count; i++)
    if (successors[i].organization.target != NULL) link_successor(lists, organization, &successors[i]);
}

static void link_person(struct list_builder *lists, struct person *person) {
  const struct position *positions = person->positions.items;
  for (size_t i = 0; i < person->positions.count; i++)
    if (positions[i].organization.target != NULL)
      list_builder_add_once(lists, &((struct organization *)positions[i].organization.target)->people,
                            person);
}

static void link_province(struct list_builder *lists, struct province *province) {
  struct province *now = unit_after(province);
  if (now != NULL) list_builder_add(lists, &now->merged, province);
  for (size_t step = 0; now != NULL && step < REORGANISATIONS; step++) {
    province->unit_now = now;
    now = unit_after(now);
  }
}

static void sort_units(const struct registry *registry) {
  for (size_t i = 0; i < registry->entries[ENTRY_PROVINCE].count; i++) {
    struct province *province = list_at(&registry->entries[ENTRY_PROVINCE], i);
    entries_sort_by_name(&province->organizations);
    entries_sort_by_name(&province->merged);
  }
  for (size_t i = 0; i < registry->entries[ENTRY_ORGANIZATION].count; i++) {
    struct organization *organization = list_at(&registry->entries[ENTRY_ORGANIZATION], i);
    entries_sort_by_name(&organization->people);
    entries_sort_by_name(&organization->children);
    if (organization->predecessors.count > 1)
      qsort(organization->predecessors.items, organization->predecessors.count, sizeof(void *),
            compare_successions);
  }
}

/* Provinces, organizations and people among themselves. */
static void link_units(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  (void)found;
  for (size_t i = 0; i < registry->entries[ENTRY_PROVINCE].count; i++)
    link_province(lists, list_at(&registry->entries[ENTRY_PROVINCE], i));
  for (size_t i = 0; i < registry->entries[ENTRY_ORGANIZATION].count; i++)
    link_organization(lists, list_at(&registry->entries[ENTRY_ORGANIZATION], i));
  for (size_t i = 0; i < registry->entries[ENTRY_PERSON].count; i++)
    link_person(lists, list_at(&registry->entries[ENTRY_PERSON], i));
  sort_units(registry);
}

/* `several`: those who are mentioned by more than one. */
static void link_body(struct list_builder *lists, struct entry *entry, struct list *several) {
  const struct body *body = entry->body;
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    struct entry *target = body->links[i].entry;
    if (target == NULL || target == entry) continue;
    size_t before = target->mentioned_by.count;
    list_builder_add_once(lists, &target->mentioned_by, entry);
    if (before == 1 && target->mentioned_by.count == 2) list_builder_add(lists, several, target);
  }
}

static void link_bodies(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  (void)found;
  struct list several = {0};
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < registry->newest[kind].count; i++) {
      link_body(lists, list_at(&registry->newest[kind], i), &several);
    }
  for (size_t i = 0; i < several.count; i++)
    entries_sort_newest(&((struct entry *)list_at(&several, i))->mentioned_by);
}

void registry_link(struct registry *registry, struct diagnostics *diagnostics) {
  find_namesakes(registry); /* which two of the steps read */
  static registry_stage *const steps[] = {
      link_provinces, link_news_of_signatories, link_other_news, link_agreements, link_bodies, link_units};
  stages_run(registry, steps, sizeof steps / sizeof steps[0], diagnostics);
}
