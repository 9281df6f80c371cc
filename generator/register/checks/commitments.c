#include "base/map.h"
#include "base/memory.h"
#include "register/checks/consistency.h"
#include "register/continuations.h"
#include "text/comparable.h"

#include <stdlib.h>

enum { PARTIES = 4096 }; /* signatories and those that came after them, at the most that are looked at */

/* Those who can be asked to keep an agreement, each once: in the order in which they are found. */
struct parties {
  const struct organization *items[PARTIES];
  size_t count;
  struct map by_id;
  bool is_cut;
};

static void add_party(struct parties *parties, const struct entry *organization) {
  if (organization == NULL) return;
  if (parties->count == PARTIES) {
    parties->is_cut = true;
    return;
  }
  void **slot = map_slot(&parties->by_id, organization->id);
  if (*slot != NULL) return;
  *slot = (void *)organization;
  parties->items[parties->count++] = (const struct organization *)organization;
}

static struct parties *find_parties(const struct agreement *agreement) {
  struct parties *parties = memory_allocate(1, sizeof *parties);
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count; i++)
    add_party(parties, signatories[i].organization.target);
  for (size_t at = 0; at < parties->count; at++) {
    const struct list *successors = &parties->items[at]->successors;
    for (size_t i = 0; i < successors->count; i++)
      add_party(parties, ((const struct successor *)successors->items)[i].organization.target);
  }
  return parties;
}

static void check_performers(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct commitment *commitments = agreement->commitments.items;
  struct parties *parties = NULL;
  for (size_t i = 0; i < agreement->commitments.count; i++) {
    const struct reference *by = commitments[i].by.items;
    for (size_t k = 0; k < commitments[i].by.count; k++) {
      if (by[k].target == NULL) continue;
      if (parties == NULL) parties = find_parties(agreement);
      if (!parties->is_cut && map_get(&parties->by_id, by[k].target->id) == NULL)
        consistency_report(diagnostics, &agreement->entry, by[k].location,
                           message_foreign_performer(by[k].target->id));
    }
  }
  if (parties != NULL) map_free(&parties->by_id);
  free(parties);
}

static struct view first_other(const struct agreement *agreement) {
  const struct list *list = agreement->succeeds.count > 0 ? &agreement->succeeds : &agreement->implements;
  const struct reference *first = list->items;
  return first->target->id;
}

/* Whether the fault may come from a reference that leads nowhere and was left out: that was said already. */
static bool may_follow(const struct agreement *agreement, enum continuation_fault fault) {
  bool is_given = agreement->succeeds.location.line != 0 || agreement->implements.location.line != 0;
  return agreement->entry.is_lacking && is_given &&
         (fault == CONTINUATION_OF_NOTHING || fault == CONTINUATION_UNRELATED);
}

static void check_continuation(struct diagnostics *diagnostics, const struct continuations *continuations,
                               const struct text *text) {
  const struct entry *entry = &continuations->of->entry;
  struct view written = text_view(*text);
  struct continuation found;
  enum continuation_fault fault = continuations_find(continuations, written, &found);
  if (may_follow(continuations->of, fault)) return;
  switch (fault) {
  case CONTINUATION_GOOD:
    break;
  case CONTINUATION_MALFORMED:
    diagnostics_add(diagnostics, entry->path, text->location, message_malformed_continuation(written));
    break;
  case CONTINUATION_OF_NOTHING:
    diagnostics_add(diagnostics, entry->path, text->location, message_continuation_of_nothing(written));
    break;
  case CONTINUATION_AMBIGUOUS:
    diagnostics_add(diagnostics, entry->path, text->location,
                    message_ambiguous_continuation(written, first_other(continuations->of)));
    break;
  case CONTINUATION_UNRELATED:
    diagnostics_add(diagnostics, entry->path, text->location, message_unrelated_continuation(written));
    break;
  case CONTINUATION_MISSING:
    diagnostics_add(diagnostics, entry->path, text->location,
                    message_missing_continuation(written, found.agreement->entry.id,
                                                 (int64_t)found.agreement->commitments.count));
    break;
  }
}

static void check_continuations(struct diagnostics *diagnostics, const struct agreement *agreement) {
  if (!continuations_are_given(agreement)) return;
  struct continuations continuations;
  continuations_open(&continuations, agreement);
  const struct commitment *commitments = agreement->commitments.items;
  for (size_t i = 0; i < agreement->commitments.count; i++) {
    const struct text *continued = commitments[i].continues.items;
    for (size_t k = 0; k < commitments[i].continues.count; k++)
      check_continuation(diagnostics, &continuations, &continued[k]);
  }
  continuations_close(&continuations);
}

void consistency_check_commitments(struct diagnostics *diagnostics, const struct agreement *agreement) {
  check_performers(diagnostics, agreement);
  check_continuations(diagnostics, agreement);
}

/* All that sets a commitment apart from others of its agreement: its words, the part of the text that it
 * stands in, and who carries it out. Empty when it says nothing. */
static struct view words_of(struct arena *arena, const struct commitment *commitment) {
  struct view words = text_comparable(arena, text_view(commitment->title));
  const struct reference *by = commitment->by.items;
  if (words.length == 0) return words;
  words = ARENA_JOIN(arena, words, VIEW("\n"), text_comparable(arena, text_view(commitment->group)));
  for (size_t i = 0; i < commitment->by.count; i++)
    if (by[i].target != NULL) words = ARENA_JOIN(arena, words, VIEW("\n"), by[i].target->id);
  return words;
}

void consistency_check_repeated_commitments(struct diagnostics *diagnostics,
                                            const struct agreement *agreement) {
  const struct commitment *commitments = agreement->commitments.items;
  struct arena scratch = {0};
  struct map known = {0};
  for (size_t i = 0; i < agreement->commitments.count; i++) {
    struct view words = words_of(&scratch, &commitments[i]);
    if (words.length == 0) continue;
    void **slot = map_slot(&known, words);
    const struct commitment *first = *slot;
    if (first != NULL)
      consistency_report(diagnostics, &agreement->entry, commitments[i].title.location,
                         message_repeated_commitment((long long)(first - commitments) + 1));
    else
      *slot = (void *)&commitments[i];
  }
  map_free(&known);
  arena_free(&scratch);
}
