#include "register/inherit.h"

struct province *inherit_unit_after(const struct province *province) {
  return province->is_former ? (struct province *)province->merged_into.target : NULL;
}

/* The last one when it is the agreement's, else a new one. */
static struct provenance *provenance_of(struct growing *lists, struct list *provenances,
                                        struct agreement *agreement) {
  struct provenance *last = provenances->count == 0 ? NULL : list_at(provenances, provenances->count - 1);
  if (last != NULL && last->agreement == agreement) return last;
  struct provenance *provenance = arena_allocate(lists->arena, sizeof *provenance);
  *provenance = (struct provenance){.agreement = agreement};
  growing_add(lists, provenances, provenance);
  return provenance;
}

static bool contains(const struct list *list, const void *item) {
  for (size_t i = 0; i < list->count; i++)
    if (list_at(list, i) == item) return true;
  return false;
}

/* Adds the agreement to a unit once; a former unit that it came through is not NULL. */
static void hand_down(struct growing *lists, struct agreement *agreement, struct province *unit,
                      struct province *former, bool has_signed) {
  size_t count = unit->agreement_provenance.count;
  struct provenance *provenance = provenance_of(lists, &unit->agreement_provenance, agreement);
  if (unit->agreement_provenance.count > count) growing_add(lists, &unit->agreements, agreement);
  if (former == NULL || contains(&provenance->signed_provinces, former)) return;
  growing_add(lists, has_signed ? &provenance->signed_provinces : &provenance->named_provinces, former);
}

static void hand_down_all(struct growing *lists, struct agreement *agreement, struct province *province,
                          bool has_signed) {
  struct province *unit = province;
  for (size_t step = 0; unit != NULL && step < INHERIT_REORGANISATIONS; step++) {
    hand_down(lists, agreement, unit, step == 0 ? NULL : province, has_signed);
    unit = inherit_unit_after(unit);
  }
}

void inherit_by_provinces(struct growing *lists, struct agreement *agreement) {
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

void inherit_by_organizations(struct growing *lists, struct agreement *agreement,
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
      if (heir->inherited_provenance.count > before) growing_add(lists, &heir->inherited, agreement);
      growing_add(lists, &provenance->signed_organizations, organization);
    }
  }
}
