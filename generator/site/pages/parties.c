#include "site/pages/parties.h"

/* The organizations of a line of succession, each after the one that it followed. */
struct line {
  struct step {
    struct organization *organization;
    struct view scope; /* of what came down to it: the last that is known */
    size_t before;     /* the step that it followed; the first one follows itself */
  } steps[PARTY_HEIRS];
  size_t count;
};

static bool is_former(const struct organization *organization, struct reads *reads) {
  reads_note(reads, &organization->entry, READS_OWN);
  return *(const bool *)reads_field(reads, &organization->entry, "is_former");
}

/* Each organization once, as long as there is room. */
static void add_step(struct line *line, struct organization *organization, struct view scope, size_t before) {
  if (line->count == PARTY_HEIRS) return;
  for (size_t i = 0; i < line->count; i++)
    if (line->steps[i].organization == organization) return;
  line->steps[line->count++] = (struct step){.organization = organization, .scope = scope, .before = before};
}

static struct party_heir *make_heir(struct arena *arena, const struct line *line, size_t at) {
  struct party_heir *heir = arena_allocate(arena, sizeof *heir);
  const struct step *step = &line->steps[at];
  *heir = (struct party_heir){.organization = step->organization, .scope = step->scope};
  size_t between[PARTY_HEIRS], count = 0;
  for (size_t before = step->before; before != 0; before = line->steps[before].before)
    between[count++] = before;
  while (count > 0)
    list_append(arena, &heir->through, line->steps[between[--count]].organization);
  return heir;
}

static struct list heirs_of(struct arena *arena, struct organization *party, struct reads *reads) {
  struct list heirs = {0};
  struct line line = {0};
  add_step(&line, party, (struct view){NULL, 0}, 0);
  for (size_t at = 0; at < line.count; at++) {
    struct organization *organization = line.steps[at].organization;
    bool is_followed = false;
    if (is_former(organization, reads)) {
      const struct successor *successors = organization->successors.items;
      for (size_t i = 0; i < organization->successors.count; i++) {
        struct organization *heir = (struct organization *)successors[i].organization.target;
        if (heir == NULL) continue;
        is_followed = true;
        struct view scope = text_view(successors[i].scope);
        add_step(&line, heir, scope.length > 0 ? scope : line.steps[at].scope, at);
      }
    }
    if (at > 0 && !is_followed) list_append(arena, &heirs, make_heir(arena, &line, at));
  }
  return heirs;
}

struct list parties_of_agreement(struct arena *arena, const struct agreement *agreement,
                                 struct reads *reads) {
  struct list parties = {0};
  struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    struct agreement_party *party = arena_allocate(arena, sizeof *party);
    *party = (struct agreement_party){.signatory = &signatories[i]};
    struct organization *organization = (struct organization *)signatories[i].organization.target;
    if (organization != NULL) party->heirs = heirs_of(arena, organization, reads);
    list_append(arena, &parties, party);
  }
  return parties;
}
