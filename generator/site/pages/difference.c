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

enum { CONTEXT = 200, SHOWN = 16 * 1024, WORTH_A_CUT = 80 };

struct cutting {
  struct arena *arena;
  struct list passages;
  struct history_passage *open; /* that is added to; NULL: the next part begins one */
  bool left_out;                /* something, since the last part */
  size_t shown;                 /* bytes of what changed */
};

static bool is_inside_character(struct view text, size_t at) {
  return at < text.length && ((unsigned char)text.data[at] & 0xc0) == 0x80;
}

static void add_to_passage(struct cutting *cutting, enum difference_kind kind, struct view text) {
  if (text.length == 0) return;
  if (cutting->open == NULL) {
    cutting->open = arena_allocate(cutting->arena, sizeof *cutting->open);
    cutting->open->is_cut_before = cutting->left_out;
    list_append(cutting->arena, &cutting->passages, cutting->open);
  }
  struct difference_part *part = arena_allocate(cutting->arena, sizeof *part);
  part->text = text;
  part->is_removed = kind == DIFFERENCE_REMOVED;
  part->is_added = kind == DIFFERENCE_ADDED;
  list_append(cutting->arena, &cutting->open->difference, part);
  cutting->left_out = false;
}

/* How many bytes at the front are shown behind a change: up to the line's end. */
static size_t context_behind(struct view text) {
  size_t end = view_find_byte(text, '\n', text.length > 0 && text.data[0] == '\n' ? 1 : 0);
  if (end == VIEW_NOT_FOUND) end = text.length;
  if (end <= CONTEXT) return end;
  for (end = CONTEXT; end > 0 && text.data[end] != ' ' && text.data[end] != '\n';)
    end--;
  if (end > 0) return end;
  for (end = CONTEXT; end > 0 && is_inside_character(text, end);)
    end--;
  return end;
}

/* Where what is shown before a change begins: at the line's beginning. */
static size_t context_before(struct view text) {
  size_t limit = text.length > CONTEXT ? text.length - CONTEXT : 0, at = text.length;
  if (at > 0 && text.data[at - 1] == '\n') at--;
  while (at > limit && text.data[at - 1] != '\n')
    at--;
  if (at > limit || at == 0) return at;
  for (size_t blank = limit; blank < text.length; blank++)
    if (text.data[blank] == ' ' || text.data[blank] == '\n') return blank + 1;
  while (is_inside_character(text, at))
    at++;
  return at;
}

static void add_same(struct cutting *cutting, struct view text, bool is_first, bool is_last) {
  if (is_first && is_last) return;
  size_t end = is_first ? 0 : context_behind(text), begin = is_last ? text.length : context_before(text);
  if (begin <= end + WORTH_A_CUT) {
    add_to_passage(cutting, DIFFERENCE_SAME, text);
    return;
  }
  add_to_passage(cutting, DIFFERENCE_SAME, view_slice(text, 0, end));
  struct history_passage *before = cutting->open;
  cutting->left_out = view_trim(view_slice(text, end, begin - end)).length > 0;
  cutting->open = NULL;
  add_to_passage(cutting, DIFFERENCE_SAME, view_slice(text, begin, SIZE_MAX));
  if (is_last && before != NULL) before->is_cut_after = cutting->left_out;
}

/* False when there is no room for all of it. */
static bool add_changed(struct cutting *cutting, const struct difference_piece *piece) {
  size_t room = SHOWN - cutting->shown;
  bool fits = piece->text.length <= room;
  if (!fits)
    while (room > 0 && is_inside_character(piece->text, room))
      room--;
  struct view text = fits ? piece->text : view_slice(piece->text, 0, room);
  add_to_passage(cutting, piece->kind, text);
  cutting->shown += text.length;
  return fits;
}

struct list history_passages(struct arena *arena, const struct word_difference *difference, bool *is_cut) {
  struct cutting cutting = {.arena = arena};
  *is_cut = false;
  for (size_t i = 0; i < difference->count && !*is_cut; i++) {
    const struct difference_piece *piece = &difference->items[i];
    if (piece->kind == DIFFERENCE_SAME)
      add_same(&cutting, piece->text, i == 0, i + 1 == difference->count);
    else
      *is_cut = !add_changed(&cutting, piece);
  }
  return cutting.passages;
}
