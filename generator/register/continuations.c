#include "register/continuations.h"

/* The only agreement of a list of references that lead somewhere; NULL unless there is just one. */
static struct agreement *sole_of(const struct list *references) {
  return references->count == 1 ? (struct agreement *)((struct reference *)references->items)->target : NULL;
}

static void add_all(struct continuations *continuations, const struct list *references) {
  const struct reference *items = references->items;
  for (size_t i = 0; i < references->count; i++)
    if (items[i].target != NULL && items[i].target != &continuations->of->entry)
      *map_slot(&continuations->by_id, items[i].target->id) = items[i].target;
}

void continuations_open(struct continuations *continuations, const struct agreement *agreement) {
  const struct list *lists[] = {&agreement->succeeds, &agreement->implements};
  *continuations = (struct continuations){.of = agreement};
  continuations->sole = sole_of(lists[agreement->succeeds.count == 0]);
  if (continuations->sole == agreement) continuations->sole = NULL;
  add_all(continuations, lists[0]);
  add_all(continuations, lists[1]);
}

void continuations_close(struct continuations *continuations) {
  map_free(&continuations->by_id);
}

enum { DIGITS = 9 }; /* of a number at the most */

/* 0: it is none. */
static size_t parse_number(struct view text) {
  size_t number = 0;
  if (text.length == 0 || text.length > DIGITS) return 0;
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] < '0' || text.data[i] > '9') return 0;
    number = number * 10 + (size_t)(text.data[i] - '0');
  }
  return number;
}

enum continuation_fault continuations_find(const struct continuations *continuations, struct view written,
                                           struct continuation *found) {
  size_t hash = view_find_byte(written, '#', 0);
  bool is_named = hash != VIEW_NOT_FOUND;
  size_t number = parse_number(is_named ? view_slice(written, hash + 1, SIZE_MAX) : written);
  *found = (struct continuation){.agreement = continuations->sole};
  if (number == 0) return CONTINUATION_MALFORMED;
  if (is_named) found->agreement = map_get(&continuations->by_id, view_slice(written, 0, hash));
  if (is_named && found->agreement == NULL) return CONTINUATION_UNRELATED;
  if (found->agreement == NULL)
    return continuations->by_id.count == 0 ? CONTINUATION_OF_NOTHING : CONTINUATION_AMBIGUOUS;
  found->index = number - 1;
  return number <= found->agreement->commitments.count ? CONTINUATION_GOOD : CONTINUATION_MISSING;
}

bool continuations_are_given(const struct agreement *agreement) {
  const struct commitment *commitments = agreement->commitments.items;
  for (size_t i = 0; i < agreement->commitments.count; i++)
    if (commitments[i].continues.count > 0) return true;
  return false;
}
