#include "site/pages/commitment_groups.h"

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
