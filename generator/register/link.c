#include "parse/body.h"
#include "register/inherit.h"
#include "register/phases.h"

/* All of one entry are added to a list one after another, so a look at the last is enough to add it once. */
static void add_once(struct arena *arena, struct list *list, void *entry) {
  if (list->count == 0 || list_at(list, list->count - 1) != entry) list_append(arena, list, entry);
}

static struct entry *target_at(const struct list *references, size_t index) {
  return ((struct reference *)references->items)[index].target;
}

/* A list of a few entries, each of them once. */
static void add_distinct(struct arena *arena, struct list *list, void *entry) {
  for (size_t i = 0; i < list->count; i++)
    if (list_at(list, i) == entry) return;
  list_append(arena, list, entry);
}

static void add_province(struct arena *arena, struct list *provinces, const struct entry *organization) {
  if (organization == NULL) return;
  struct entry *province = ((const struct organization *)organization)->province.target;
  if (province != NULL) add_distinct(arena, provinces, province);
}

static void link_topics(struct arena *arena, const struct list *topics, struct entry *entry, bool news) {
  for (size_t i = 0; i < topics->count; i++) {
    struct topic *topic = (struct topic *)target_at(topics, i);
    add_once(arena, news ? &topic->news : &topic->agreements, entry);
  }
}

static void link_signatory(struct arena *arena, struct agreement *agreement,
                           const struct signatory *signatory) {
  struct organization *organization = (struct organization *)signatory->organization.target;
  if (organization != NULL) {
    add_once(arena, &organization->agreements, agreement);
    inherit_by_organizations(arena, agreement, organization);
  }
  add_province(arena, &agreement->all_provinces, signatory->organization.target);
  const struct signer *signers = signatory->signers.items;
  for (size_t i = 0; i < signatory->signers.count; i++)
    if (signers[i].person.target != NULL)
      add_once(arena, &((struct person *)signers[i].person.target)->agreements, agreement);
}

static void link_agreement(struct arena *arena, struct agreement *agreement) {
  for (size_t i = 0; i < agreement->provinces.count; i++)
    add_distinct(arena, &agreement->all_provinces, target_at(&agreement->provinces, i));
  for (size_t i = 0; i < agreement->signatories.count; i++)
    link_signatory(arena, agreement, (struct signatory *)agreement->signatories.items + i);
  inherit_by_provinces(arena, agreement);
  struct commitment *commitments = agreement->commitments.items;
  link_topics(arena, &agreement->topics, &agreement->entry, false);
  for (size_t i = 0; i < agreement->commitments.count; i++) {
    commitments[i].number = (int64_t)i + 1;
    link_topics(arena, &commitments[i].topics, &agreement->entry, false);
  }
  for (size_t i = 0; i < agreement->succeeds.count; i++)
    list_append(arena, &((struct agreement *)target_at(&agreement->succeeds, i))->succeeded_by, agreement);
  for (size_t i = 0; i < agreement->implements.count; i++)
    list_append(arena, &((struct agreement *)target_at(&agreement->implements, i))->implemented_by,
                agreement);
  for (size_t i = 0; i < agreement->amends.count; i++)
    list_append(arena, &((struct agreement *)target_at(&agreement->amends, i))->amended_by, agreement);
}

/* News of an agreement is news of those who signed it. */
static void link_news_agreement(struct arena *arena, struct news *news, struct agreement *agreement) {
  add_once(arena, &agreement->news, news);
  for (size_t i = 0; i < agreement->all_provinces.count; i++)
    add_distinct(arena, &news->all_provinces, list_at(&agreement->all_provinces, i));
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    const struct signatory *signatory = (struct signatory *)agreement->signatories.items + i;
    struct organization *organization = (struct organization *)signatory->organization.target;
    if (organization != NULL) add_once(arena, &organization->news, news);
    const struct signer *signers = signatory->signers.items;
    for (size_t k = 0; k < signatory->signers.count; k++)
      if (signers[k].person.target != NULL)
        add_once(arena, &((struct person *)signers[k].person.target)->news, news);
  }
}

static void link_news(struct arena *arena, struct news *news) {
  for (size_t i = 0; i < news->provinces.count; i++)
    add_distinct(arena, &news->all_provinces, target_at(&news->provinces, i));
  for (size_t i = 0; i < news->organizations.count; i++) {
    struct organization *organization = (struct organization *)target_at(&news->organizations, i);
    add_once(arena, &organization->news, news);
    add_province(arena, &news->all_provinces, &organization->entry);
  }
  for (size_t i = 0; i < news->people.count; i++)
    add_once(arena, &((struct person *)target_at(&news->people, i))->news, news);
  for (size_t i = 0; i < news->agreements.count; i++)
    link_news_agreement(arena, news, (struct agreement *)target_at(&news->agreements, i));
  for (size_t i = 0; i < news->all_provinces.count; i++) {
    struct province *province = list_at(&news->all_provinces, i);
    for (size_t step = 0; province != NULL && step < INHERIT_REORGANISATIONS; step++) {
      add_once(arena, &province->news, news);
      province = inherit_unit_after(province);
    }
  }
  link_topics(arena, &news->topics, &news->entry, true);
}

static void link_organization(struct arena *arena, struct organization *organization) {
  struct province *province = (struct province *)organization->province.target;
  struct organization *parent = (struct organization *)organization->parent.target;
  if (province != NULL) list_append(arena, &province->organizations, organization);
  if (parent != NULL) list_append(arena, &parent->children, organization);
  const struct successor *successors = organization->successors.items;
  for (size_t i = 0; organization->is_former && i < organization->successors.count; i++)
    if (successors[i].organization.target != NULL)
      add_once(arena, &((struct organization *)successors[i].organization.target)->predecessors,
               organization);
}

static void link_person(struct arena *arena, struct person *person) {
  const struct position *positions = person->positions.items;
  for (size_t i = 0; i < person->positions.count; i++)
    if (positions[i].organization.target != NULL)
      add_once(arena, &((struct organization *)positions[i].organization.target)->people, person);
}

static void link_province(struct arena *arena, struct province *province) {
  struct province *now = inherit_unit_after(province);
  if (now != NULL) list_append(arena, &now->merged, province);
  for (size_t step = 0; now != NULL && step < INHERIT_REORGANISATIONS; step++) {
    province->unit_now = now;
    now = inherit_unit_after(now);
  }
}

static void link_body(struct arena *arena, struct entry *entry) {
  const struct body *body = entry->body;
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    struct entry *target = body->links[i].entry;
    if (target != NULL && target != entry) add_once(arena, &target->mentioned_by, entry);
  }
}

static void link_entry(struct arena *arena, struct entry *entry) {
  if (entry->type == &agreement_type) link_agreement(arena, (struct agreement *)entry);
  if (entry->type == &news_type) link_news(arena, (struct news *)entry);
  if (entry->type == &organization_type) link_organization(arena, (struct organization *)entry);
  if (entry->type == &person_type) link_person(arena, (struct person *)entry);
  if (entry->type == &province_type) link_province(arena, (struct province *)entry);
  link_body(arena, entry);
}

/* By what people look for: the new first where there are dates, else by name. */
static void sort_lists(struct entry *entry) {
  for (size_t i = 0; i < entry->type->field_count; i++) {
    const struct field *field = &entry->type->fields[i];
    if (field->kind != FIELD_LINKS) continue;
    struct list *list = (struct list *)((char *)entry + field->offset);
    if (field->target == &agreement_type || field->target == &news_type || field->target == &entry_type)
      entries_sort_newest(list);
    else if (field->target == &province_type || field->target == &organization_type ||
             field->target == &person_type)
      entries_sort_by_name(list);
  }
}

/* In the order of most lists, which then come sorted. */
void registry_link(struct registry *registry) {
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < registry->newest[kind].count; i++)
      link_entry(&registry->arena, list_at(&registry->newest[kind], i));
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < registry->entries[kind].count; i++)
      sort_lists(list_at(&registry->entries[kind], i));
}
