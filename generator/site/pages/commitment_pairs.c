#include "site/pages/commitment_pairs.h"

#include "base/memory.h"
#include "text/comparable.h"

#include <stdlib.h>

struct commitment_texts commitment_texts_of(struct arena *arena, struct agreement *agreement) {
  size_t count = agreement->commitments.count;
  if (count > COMMITMENTS_COMPARED) count = COMMITMENTS_COMPARED;
  struct view *texts = arena_array(arena, count, sizeof *texts);
  for (size_t i = 0; i < count; i++)
    texts[i] = text_comparable(arena, text_view(commitment_at(agreement, i)->title));
  return (struct commitment_texts){agreement, {texts, count}};
}

struct pairing {
  const struct commitment_texts *other, *own;
  size_t *taken; /* of the other's: 0, or 1 + the last own commitment that continues it */
  struct commitment_pair *items;
  size_t count, capacity;
};

static void add_pair(struct pairing *pairing, struct commitment_pair pair) {
  pairing->items = memory_grow(pairing->items, pairing->count, &pairing->capacity, sizeof *pairing->items);
  pairing->items[pairing->count++] = pair;
}

static void add_declared(struct pairing *pairing, const struct continuations *continuations, size_t own) {
  const struct list *continued = &commitment_at(pairing->own->agreement, own)->continues;
  for (size_t i = 0; i < continued->count; i++) {
    struct continuation found;
    struct view written = text_view(((const struct text *)continued->items)[i]);
    if (continuations_find(continuations, written, &found) != CONTINUATION_GOOD) continue;
    if (found.agreement != pairing->other->agreement || found.index >= pairing->other->texts.count) continue;
    if (pairing->taken[found.index] == own + 1) continue; /* named twice */
    pairing->taken[found.index] = own + 1;
    enum text_likeness likeness =
        text_likeness(pairing->other->texts.items[found.index], pairing->own->texts.items[own]);
    add_pair(pairing, (struct commitment_pair){found.index, own, likeness, true});
  }
}

/* Texts that are in no pair yet, and where they stand. */
struct rest {
  struct view texts[COMMITMENTS_COMPARED];
  size_t places[COMMITMENTS_COMPARED], count;
};

static void add_rest(struct rest *rest, const struct text_list *texts, size_t place) {
  rest->texts[rest->count] = texts->items[place];
  rest->places[rest->count++] = place;
}

static void add_alike(struct arena *arena, struct pairing *pairing, const bool *is_continuing) {
  struct rest other = {.count = 0}, own = {.count = 0};
  for (size_t i = 0; i < pairing->other->texts.count; i++)
    if (pairing->taken[i] == 0) add_rest(&other, &pairing->other->texts, i);
  for (size_t i = 0; i < pairing->own->texts.count; i++)
    if (!is_continuing[i]) add_rest(&own, &pairing->own->texts, i);
  struct text_matches matches = text_match(arena, (struct text_list){other.texts, other.count},
                                           (struct text_list){own.texts, own.count});
  for (size_t i = 0; i < matches.count; i++) {
    const struct text_match *match = &matches.items[i];
    add_pair(pairing, (struct commitment_pair){other.places[match->old], own.places[match->new],
                                               match->likeness, false});
  }
}

static int compare_pairs(const void *left, const void *right) {
  const struct commitment_pair *a = left, *b = right;
  return (a->own > b->own) - (a->own < b->own);
}

struct commitment_pairs commitment_pairs_of(struct arena *arena, const struct continuations *continuations,
                                            const struct commitment_texts *other,
                                            const struct commitment_texts *own) {
  struct pairing pairing = {.other = other, .own = own};
  bool is_continuing[COMMITMENTS_COMPARED] = {false};
  pairing.taken = arena_array(arena, other->texts.count, sizeof *pairing.taken);
  for (size_t i = 0; i < own->texts.count; i++) {
    size_t before = pairing.count;
    add_declared(&pairing, continuations, i);
    is_continuing[i] = pairing.count > before;
  }
  size_t declared = pairing.count;
  add_alike(arena, &pairing, is_continuing);
  struct commitment_pairs pairs = {arena_array(arena, pairing.count, sizeof *pairs.items), pairing.count};
  /* Both parts are in order already, and no commitment is in both. */
  for (size_t at = 0, first = 0, second = declared; at < pairing.count; at++) {
    bool is_first = first < declared && (second == pairing.count ||
                                         compare_pairs(&pairing.items[first], &pairing.items[second]) < 0);
    pairs.items[at] = pairing.items[is_first ? first++ : second++];
  }
  free(pairing.items);
  return pairs;
}
