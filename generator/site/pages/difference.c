#include "site/pages/difference.h"

#include "base/map.h"
#include "base/memory.h"
#include "text/comparable.h"
#include "text/sequence_difference.h"

#include <stdlib.h>

static void add_part(struct arena *arena, struct list *parts, struct view text, enum difference_kind kind) {
  if (text.length == 0) return;
  struct difference_part *part = arena_allocate(arena, sizeof *part);
  *part = (struct difference_part){
      .text = text, .is_removed = kind == DIFFERENCE_REMOVED, .is_added = kind == DIFFERENCE_ADDED};
  list_append(arena, parts, part);
}

enum { MOST_WORDS = 50000, MOST_STEPS = 4000000 };

/* One of two statements, cut into words. */
struct statement {
  struct view text;
  struct view *words;
  uint32_t *names; /* equal for words that say the same */
  bool *changed;
  size_t count, capacity;
};

/* False when there are too many. */
static bool cut_words(struct arena *scratch, struct statement *statement, struct map *names) {
  struct view rest = statement->text, word;
  while (comparable_next_word(&rest, &word)) {
    if (statement->count == MOST_WORDS) return false;
    if (statement->count == statement->capacity) {
      statement->words =
          memory_grow(statement->words, statement->count, &statement->capacity, sizeof *statement->words);
      statement->names = memory_resize(statement->names, statement->capacity, sizeof *statement->names);
    }
    void **name = map_slot(names, text_comparable(scratch, word));
    if (*name == NULL) *name = (void *)(uintptr_t)names->count;
    statement->words[statement->count] = word;
    statement->names[statement->count++] = (uint32_t)(uintptr_t)*name;
  }
  statement->changed = memory_allocate(statement->count + 1, sizeof *statement->changed);
  return true;
}

static void free_words(struct statement *statement) {
  free(statement->words);
  free(statement->names);
  free(statement->changed);
}

static struct sequence sequence_of(const struct statement *statement) {
  return (struct sequence){statement->names, statement->count, statement->changed};
}

static struct list parts_of(struct arena *arena, const struct statement *statement,
                            enum difference_kind kind) {
  struct list parts = {0};
  const char *at = statement->text.data, *end = at + statement->text.length;
  for (size_t i = 0, last; i < statement->count; i = last + 1) {
    last = i;
    if (!statement->changed[i]) continue;
    while (last + 1 < statement->count && statement->changed[last + 1])
      last++;
    const char *behind = statement->words[last].data + statement->words[last].length;
    add_part(arena, &parts, view_between(at, statement->words[i].data), DIFFERENCE_SAME);
    add_part(arena, &parts, view_between(statement->words[i].data, behind), kind);
    at = behind;
  }
  add_part(arena, &parts, view_between(at, end), DIFFERENCE_SAME);
  return parts;
}

void difference_of_statements(struct arena *arena, struct view old, struct view new, struct list *old_parts,
                              struct list *new_parts) {
  struct arena scratch = {0};
  struct map names = {0};
  struct statement before = {.text = old}, after = {.text = new};
  size_t budget = MOST_STEPS;
  *old_parts = *new_parts = (struct list){0};
  if (cut_words(&scratch, &before, &names) && cut_words(&scratch, &after, &names) &&
      sequence_difference(sequence_of(&before), sequence_of(&after), &budget)) {
    *old_parts = parts_of(arena, &before, DIFFERENCE_REMOVED);
    *new_parts = parts_of(arena, &after, DIFFERENCE_ADDED);
  } else {
    add_part(arena, old_parts, old, DIFFERENCE_REMOVED);
    add_part(arena, new_parts, new, DIFFERENCE_ADDED);
  }
  free_words(&before);
  free_words(&after);
  map_free(&names);
  arena_free(&scratch);
}

struct list difference_of_one(struct arena *arena, struct view text) {
  struct list parts = {0};
  add_part(arena, &parts, text, DIFFERENCE_SAME);
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
