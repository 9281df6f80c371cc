#include "site/pages/difference.h"

static void add_part(struct arena *arena, struct list *parts, struct view text, enum difference_kind kind) {
  if (text.length == 0) return;
  struct difference_part *part = arena_allocate(arena, sizeof *part);
  *part = (struct difference_part){
      .text = text, .is_removed = kind == DIFFERENCE_REMOVED, .is_added = kind == DIFFERENCE_ADDED};
  list_append(arena, parts, part);
}

static void add_marked(struct arena *arena, struct list *parts, struct view text, enum difference_kind kind) {
  struct view words = view_trim(text);
  if (words.length == 0) words = text;
  size_t before = (size_t)(words.data - text.data);
  add_part(arena, parts, view_slice(text, 0, before), DIFFERENCE_SAME);
  add_part(arena, parts, words, kind);
  add_part(arena, parts, view_slice(text, before + words.length, SIZE_MAX), DIFFERENCE_SAME);
}

struct list difference_parts(struct arena *arena, const struct word_difference *difference,
                             enum difference_side side) {
  struct list parts = {0};
  for (size_t i = 0; i < difference->count; i++) {
    const struct difference_piece *piece = &difference->items[i];
    if (piece->kind == DIFFERENCE_REMOVED && side == DIFFERENCE_NEW) continue;
    if (piece->kind == DIFFERENCE_ADDED && side == DIFFERENCE_OLD) continue;
    if (piece->kind == DIFFERENCE_SAME)
      add_part(arena, &parts, piece->text, piece->kind);
    else
      add_marked(arena, &parts, piece->text, piece->kind);
  }
  return parts;
}
