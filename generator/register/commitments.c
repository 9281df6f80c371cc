#include "register/phases.h"

static void add_to_topics(struct arena *arena, struct commitment *commitment) {
  const struct reference *topics = commitment->topics.items;
  for (size_t i = 0; i < commitment->topics.count; i++)
    list_append(arena, &((struct topic *)topics[i].target)->commitments, commitment);
}

void registry_gather_commitments(struct registry *registry) {
  const struct list *newest = &registry->newest[ENTRY_AGREEMENT];
  for (size_t i = 0; i < newest->count; i++) {
    struct agreement *agreement = list_at(newest, i);
    struct commitment *commitments = agreement->commitments.items;
    for (size_t k = 0; k < agreement->commitments.count; k++) {
      commitments[k].agreement = agreement;
      add_to_topics(&registry->arena, &commitments[k]);
    }
  }
}
