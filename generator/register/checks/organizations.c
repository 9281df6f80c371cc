/* Where the name of an organization says another kind, level or province than its fields. */
#include "register/checks/consistency.h"
#include "register/organization_name.h"

struct offices {
  struct diagnostics *diagnostics;
  const struct organization_names *names;
};

/* The label of a choice of a field of organizations. */
static struct view label_of(const char *field, struct view value) {
  return field_choice_label(record_type_find(&organization_type, view_of(field)), value.data);
}

static void check_kind(const struct offices *offices, const struct entry *entry, struct text name,
                       struct text kind) {
  if (kind.length == 0 || name.length == 0) return;
  struct organization_facts facts = organization_name_facts(offices->names, text_view(name));
  if (facts.kind.length > 0 && !view_equal(facts.kind, text_view(kind)))
    consistency_report(offices->diagnostics, entry, kind.location,
                       message_kind_in_name(facts.lead, facts.kind, label_of("kind", facts.kind)));
}

/* A city under the government is one of both. */
static bool is_of_level(struct view level, struct view given) {
  return view_equal(level, given) ||
         (view_equal_string(level, "province") && view_equal_string(given, "city"));
}

/* Whether one was merged into the other, or both into a third. */
static bool are_merged(const struct province *one, const struct province *other) {
  const struct entry *first = one->merged_into.target, *second = other->merged_into.target;
  return first == &other->entry || second == &one->entry || (first != NULL && first == second);
}

static void check_place(const struct offices *offices, const struct organization *organization) {
  const struct entry *entry = &organization->entry;
  struct organization_facts facts = organization_name_facts(offices->names, text_view(organization->name));
  const struct province *given = (const struct province *)organization->province.target;
  struct view level = text_view(organization->level);
  if (facts.level.length > 0 && level.length > 0 && !is_of_level(facts.level, level))
    consistency_report(offices->diagnostics, entry, organization->level.location,
                       message_level_in_name(facts.level, label_of("level", facts.level)));
  if (facts.province != NULL && given != NULL && given != facts.province &&
      !are_merged(given, facts.province))
    consistency_report(offices->diagnostics, entry, organization->province.location,
                       message_province_in_name(facts.province->entry.heading, facts.province->entry.id));
}

void consistency_check_offices(struct diagnostics *diagnostics, const struct registry *registry) {
  const struct list *organizations = &registry->entries[ENTRY_ORGANIZATION];
  struct organization_names *names = organization_names_open(registry);
  const struct offices offices = {diagnostics, names};
  for (size_t i = 0; i < organizations->count; i++) {
    const struct organization *organization = list_at(organizations, i);
    check_kind(&offices, &organization->entry, organization->name, organization->kind);
    check_place(&offices, organization);
    const struct former_name *former = organization->former_names.items;
    for (size_t k = 0; k < organization->former_names.count; k++)
      check_kind(&offices, &organization->entry, former[k].name, former[k].kind);
  }
  organization_names_close(names);
}
