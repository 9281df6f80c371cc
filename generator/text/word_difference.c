#include "text/word_difference.h"

#include "base/map.h"
#include "base/memory.h"
#include "text/sequence_difference.h"
#include "text/word.h"

#include <stdlib.h>

enum {
  MOST_PIECES = 50000,
  MOST_STEPS = 4000000,
  ISLAND = 4, /* words between changes that have this many times as many words become part of them */
};

/* What is left out of the old text and put in its place; bytes from the texts' beginnings. */
struct change {
  size_t old, old_end, new, new_end;
};

struct changes {
  struct view old, new; /* the texts */
  struct change *items;
  size_t count, capacity;
};

/* What counts when changes are joined. */
struct change_words {
  size_t removed, added;
  bool only_removed, only_added;
};

/* A text's pieces. */
struct pieces {
  size_t *ends;
  uint32_t *names; /* equal for equal pieces */
  bool *changed;
  size_t count, capacity;
};

static void add_change(struct changes *changes, struct change change) {
  if (change.old == change.old_end && change.new == change.new_end) return;
  struct change *last = changes->count == 0 ? NULL : &changes->items[changes->count - 1];
  if (last != NULL && last->old_end == change.old && last->new_end == change.new) {
    last->old_end = change.old_end;
    last->new_end = change.new_end;
    return;
  }
  changes->items = memory_grow(changes->items, changes->count, &changes->capacity, sizeof *changes->items);
  changes->items[changes->count++] = change;
}

static bool next_line(struct view *rest, struct view *line) {
  if (rest->length == 0) return false;
  size_t end = view_find_byte(*rest, '\n', 0);
  end = end == VIEW_NOT_FOUND ? rest->length : end + 1;
  *line = view_slice(*rest, 0, end);
  *rest = view_slice(*rest, end, SIZE_MAX);
  return true;
}

static bool next_piece(struct view *rest, bool lines, struct view *piece) {
  enum word_kind kind;
  return lines ? next_line(rest, piece) : word_next(rest, piece, &kind);
}

/* False when there are too many. `names` maps a piece to its name + 1. */
static bool cut(struct pieces *pieces, struct view text, bool lines, struct map *names) {
  struct view rest = text, piece;
  while (next_piece(&rest, lines, &piece)) {
    if (pieces->count == MOST_PIECES) return false;
    if (pieces->count == pieces->capacity) {
      pieces->ends = memory_grow(pieces->ends, pieces->count, &pieces->capacity, sizeof *pieces->ends);
      pieces->names = memory_resize(pieces->names, pieces->capacity, sizeof *pieces->names);
    }
    void **name = map_slot(names, piece);
    if (*name == NULL) *name = (void *)(uintptr_t)names->count;
    pieces->ends[pieces->count] = text.length - rest.length;
    pieces->names[pieces->count++] = (uint32_t)(uintptr_t)*name;
  }
  pieces->changed = memory_allocate(pieces->count + 1, sizeof *pieces->changed);
  return true;
}

static void pieces_free(struct pieces *pieces) {
  free(pieces->ends);
  free(pieces->names);
  free(pieces->changed);
}

static struct sequence sequence_of(const struct pieces *pieces) {
  return (struct sequence){pieces->names, pieces->count, pieces->changed};
}

/* Where the piece begins, in a part of a text that begins at `from`. */
static size_t begin_of(const struct pieces *pieces, size_t at, size_t from) {
  return at == 0 || pieces->ends == NULL ? from : from + pieces->ends[at - 1];
}

static size_t pass_changed(const struct pieces *pieces, size_t at) {
  while (at < pieces->count && pieces->changed[at])
    at++;
  return at;
}

/* The differences of a part of both texts by words or by lines; false, with nothing added, where the limits
 * do not allow it. */
static bool compare(const struct changes *texts, struct change part, bool lines, size_t *budget,
                    struct changes *found) {
  struct map names = {0};
  struct pieces old = {0}, new = {0};
  bool done = cut(&old, view_slice(texts->old, part.old, part.old_end - part.old), lines, &names) &&
              cut(&new, view_slice(texts->new, part.new, part.new_end - part.new), lines, &names) &&
              sequence_difference(sequence_of(&old), sequence_of(&new), budget);
  for (size_t i = 0, j = 0; done && (i < old.count || j < new.count); i++, j++) {
    struct change change = {.old = begin_of(&old, i, part.old), .new = begin_of(&new, j, part.new)};
    i = pass_changed(&old, i);
    j = pass_changed(&new, j);
    change.old_end = begin_of(&old, i, part.old);
    change.new_end = begin_of(&new, j, part.new);
    add_change(found, change);
  }
  pieces_free(&old);
  pieces_free(&new);
  map_free(&names);
  return done;
}

/* The part of both texts without the lines that they begin and end with alike. */
static struct change without_same_lines(struct view old, struct view new) {
  struct change part = {0, old.length, 0, new.length};
  size_t shorter = old.length < new.length ? old.length : new.length, at = 0;
  for (; at < shorter && old.data[at] == new.data[at]; at++)
    if (old.data[at] == '\n') part.old = part.new = at + 1;
  if (at == old.length && at == new.length) return (struct change){at, at, at, at};
  size_t line = 0; /* bytes at the end that are whole lines */
  for (at = 0; at < shorter - part.old && old.data[old.length - 1 - at] == new.data[new.length - 1 - at];
       at++)
    if (at + 1 < shorter - part.old && old.data[old.length - 2 - at] == '\n' &&
        new.data[new.length - 2 - at] == '\n')
      line = at + 1;
  part.old_end -= line;
  part.new_end -= line;
  return part;
}

static void find_changes(struct changes *changes) {
  struct change part = without_same_lines(changes->old, changes->new);
  size_t budget = MOST_STEPS;
  if (compare(changes, part, false, &budget, changes)) return;
  struct changes lines = {.old = changes->old, .new = changes->new};
  budget = MOST_STEPS;
  if (!compare(changes, part, true, &budget, &lines)) add_change(&lines, part);
  budget = MOST_STEPS;
  for (size_t i = 0; i < lines.count; i++)
    if (!compare(changes, lines.items[i], false, &budget, changes)) add_change(changes, lines.items[i]);
  free(lines.items);
}

static struct view old_of(const struct changes *changes, struct change change) {
  return view_slice(changes->old, change.old, change.old_end - change.old);
}

static struct view new_of(const struct changes *changes, struct change change) {
  return view_slice(changes->new, change.new, change.new_end - change.new);
}

/* Whether the text between two neighbouring changes is better read as part of both. What a mere removal or a
 * mere addition leaves standing stays. */
static bool is_island(struct view between, size_t words, const struct change_words *a,
                      const struct change_words *b) {
  if (memchr(between.data, '\n', between.length) != NULL) return false;
  if (words == 0) return !(a->only_removed && b->only_removed) && !(a->only_added && b->only_added);
  size_t least = words * ISLAND;
  return a->removed >= least && a->added >= least && b->removed >= least && b->added >= least;
}

static void join_islands(struct changes *changes, bool with_words) {
  struct change_words last = {0};
  size_t kept = 0;
  for (size_t i = 0; i < changes->count; i++) {
    struct change change = changes->items[i], *before = &changes->items[kept == 0 ? 0 : kept - 1];
    struct change_words words = {word_count(old_of(changes, change)), word_count(new_of(changes, change)),
                                 change.new == change.new_end, change.old == change.old_end};
    struct view between = view_slice(changes->old, before->old_end, change.old - before->old_end);
    size_t same = kept == 0 ? 0 : word_count(between);
    if (kept > 0 && (with_words || same == 0) && is_island(between, same, &last, &words)) {
      before->old_end = change.old_end;
      before->new_end = change.new_end;
      last = (struct change_words){last.removed + same + words.removed, last.added + same + words.added,
                                   false, false};
    } else {
      changes->items[kept++] = change;
      last = words;
    }
  }
  changes->count = kept;
}

static void add_piece(struct word_difference *difference, enum difference_kind kind, struct view text,
                      size_t *words) {
  if (text.length == 0) return;
  difference->items[difference->count++] = (struct difference_piece){kind, text};
  *words += word_count(text);
}

void word_difference(struct arena *arena, struct view old, struct view new,
                     struct word_difference *difference) {
  struct changes changes = {.old = old, .new = new};
  find_changes(&changes);
  join_islands(&changes, false);
  join_islands(&changes, true);
  *difference = (struct word_difference){0};
  difference->items = arena_array(arena, changes.count * 3 + 1, sizeof *difference->items);
  size_t at = 0;
  for (size_t i = 0; i < changes.count; i++) {
    struct change change = changes.items[i];
    add_piece(difference, DIFFERENCE_SAME, view_slice(old, at, change.old - at), &difference->same);
    add_piece(difference, DIFFERENCE_REMOVED, old_of(&changes, change), &difference->removed);
    add_piece(difference, DIFFERENCE_ADDED, new_of(&changes, change), &difference->added);
    at = change.old_end;
  }
  add_piece(difference, DIFFERENCE_SAME, view_slice(old, at, SIZE_MAX), &difference->same);
  free(changes.items);
}
