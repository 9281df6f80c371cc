#include "site/difference.h"

struct list difference_parts(struct arena *arena, const struct word_difference *difference,
                             enum difference_side side) {
  struct list parts = {0};
  for (size_t i = 0; i < difference->count; i++) {
    const struct difference_piece *piece = &difference->items[i];
    if (piece->kind == DIFFERENCE_REMOVED && side == DIFFERENCE_NEW) continue;
    if (piece->kind == DIFFERENCE_ADDED && side == DIFFERENCE_OLD) continue;
    struct difference_part *part = arena_allocate(arena, sizeof *part);
    *part = (struct difference_part){.text = piece->text,
                                     .is_removed = piece->kind == DIFFERENCE_REMOVED,
                                     .is_added = piece->kind == DIFFERENCE_ADDED};
    list_append(arena, &parts, part);
  }
  return parts;
}
