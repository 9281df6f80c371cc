#include "site/pages/parties.h"

/* The organizations of a line of succession, each after the one that it followed. */
struct line {
  struct step {
    struct organization *organization;
    struct view scope; /* of what came down to it; empty: of all */
    struct date since; /* where that is later than the day after the one before ended */
    size_t before;     /* the step that it followed; the first one follows itself */
  } steps[PARTY_HEIRS];
  size_t count;
};

static bool is_former(const struct organization *organization, struct reads *reads) {
  reads_note(reads, &organization->entry, READS_OWN);
  return *(const bool *)reads_field(reads, &organization->entry, "is_former");
}

/* Each organization once, as long as there is room. */
static void add_step(struct line *line, struct step step) {
  if (line->count == PARTY_HEIRS) return;
  for (size_t i = 0; i < line->count; i++)
    if (line->steps[i].organization == step.organization) return;
  line->steps[line->count++] = step;
}

/* Whether what came down with one scope is among what goes on with another. */
static bool goes_on(struct view scope, struct view next) {
  return scope.length == 0 || next.length == 0 || view_equal(scope, next);
}

static struct date later_since(const struct organization *former, const struct successor *successor) {
  struct date since = successor_since(successor), dissolved = former->dissolved.value;
  bool is_later = since.precision != DATE_NONE && dissolved.precision != DATE_NONE &&
                  date_first_day_number(since) > date_last_day_number(dissolved) + 1;
  return is_later ? since : (struct date){0};
}

/* The step to a successor that is in the register and takes over what came down; false: it is none. */
static bool follow(struct line *line, size_t at, const struct successor *successor, struct reads *reads) {
  struct organization *heir = (struct organization *)successor->organization.target;
  struct view scope = text_view(successor->scope);
  if (heir == NULL || !goes_on(line->steps[at].scope, scope)) return false;
  reads_note(reads, &heir->entry, READS_OWN);
  add_step(line, (struct step){.organization = heir,
                               .scope = scope.length > 0 ? scope : line->steps[at].scope,
                               .since = later_since(line->steps[at].organization, successor),
                               .before = at});
  return true;
}

static struct party_heir *make_heir(struct arena *arena, const struct line *line, size_t at) {
  struct party_heir *heir = arena_allocate(arena, sizeof *heir);
  const struct step *step = &line->steps[at];
  *heir = (struct party_heir){.organization = step->organization, .scope = step->scope, .since = step->since};
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
  add_step(&line, (struct step){.organization = party});
  for (size_t at = 0; at < line.count; at++) {
    struct organization *organization = line.steps[at].organization;
    bool is_followed = false;
    if (is_former(organization, reads)) {
      const struct successor *successors = organization->successors.items;
      for (size_t i = 0; i < organization->successors.count; i++)
        is_followed |= follow(&line, at, &successors[i], reads);
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
