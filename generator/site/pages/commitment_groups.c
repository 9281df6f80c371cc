#include "site/pages/commitment_groups.h"

#include "base/map.h"
#include "register/continuations.h"

bool commitments_are_excerpt(const struct agreement *agreement) {
  return agreement->commitments_complete.location.line != 0 && !agreement->commitments_complete.value;
}

static struct commitment_item *make_item(struct arena *arena, const struct continuations *continuations,
                                         struct commitment *commitment, struct reads *reads) {
  struct commitment_item *item = arena_allocate(arena, sizeof *item);
  *item = (struct commitment_item){.commitment = commitment};
  const struct text *continued = commitment->continues.items;
  for (size_t i = 0; i < commitment->continues.count; i++) {
    struct continuation found;
    enum continuation_fault fault = continuations_find(continuations, text_view(continued[i]), &found);
    if (found.agreement != NULL) reads_note(reads, &found.agreement->entry, READS_OWN);
    if (fault == CONTINUATION_GOOD)
      list_append(arena, &item->continued,
                  (struct commitment *)found.agreement->commitments.items + found.index);
  }
  return item;
}

struct list commitment_groups(struct arena *arena, const struct agreement *agreement, struct reads *reads) {
  struct list groups = {0};
  struct commitment_group *group = NULL;
  struct commitment *commitments = agreement->commitments.items;
  struct continuations continuations = {0};
  if (continuations_are_given(agreement)) continuations_open(&continuations, agreement);
  for (size_t i = 0; i < agreement->commitments.count; i++) {
    struct view name = text_view(commitments[i].group);
    if (group == NULL || !view_equal(group->name, name)) {
      group = arena_allocate(arena, sizeof *group);
      *group = (struct commitment_group){.name = name};
      list_append(arena, &groups, group);
    }
    list_append(arena, &group->items, make_item(arena, &continuations, &commitments[i], reads));
  }
  continuations_close(&continuations);
  return groups;
}

static void add_topics(struct arena *arena, struct map *known, struct list *uses, const struct list *topics,
                       struct commitment *commitment) {
  const struct reference *references = topics->items;
  for (size_t i = 0; i < topics->count; i++) {
    struct topic *topic = (struct topic *)references[i].target;
    if (topic == NULL) continue;
    void **slot = map_slot(known, topic->entry.id);
    if (*slot == NULL) {
      struct topic_use *use = *slot = arena_allocate(arena, sizeof *use);
      *use = (struct topic_use){.topic = topic};
      list_append(arena, uses, use);
    }
    struct topic_use *use = *slot;
    bool is_listed =
        use->commitments.count > 0 && list_at(&use->commitments, use->commitments.count - 1) == commitment;
    if (commitment != NULL && !is_listed) list_append(arena, &use->commitments, commitment);
  }
}

struct list topic_uses(struct arena *arena, const struct agreement *agreement) {
  struct list uses = {0};
  struct map known = {0};
  struct commitment *commitments = agreement->commitments.items;
  add_topics(arena, &known, &uses, &agreement->topics, NULL);
  for (size_t i = 0; i < agreement->commitments.count; i++)
    add_topics(arena, &known, &uses, &commitments[i].topics, &commitments[i]);
  map_free(&known);
  return uses;
}
