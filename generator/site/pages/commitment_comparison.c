#include "site/pages/commitment_comparison.h"

#include "site/pages/difference.h"
#include "text/text_matching.h"

static struct commitment *commitment_at(const struct agreement *agreement, size_t index) {
  return (struct commitment *)agreement->commitments.items + index;
}

static struct view title_at(const struct agreement *agreement, size_t index) {
  return text_view(commitment_at(agreement, index)->title);
}

static struct text_list texts_of(struct arena *arena, const struct agreement *agreement) {
  size_t count = agreement->commitments.count;
  if (count > COMMITMENTS_COMPARED) count = COMMITMENTS_COMPARED;
  struct view *texts = arena_array(arena, count, sizeof *texts);
  for (size_t i = 0; i < count; i++)
    texts[i] = title_at(agreement, i);
  return (struct text_list){texts, count};
}

static struct commitment_side *side_of(struct arena *arena, struct commitment *commitment,
                                       const struct word_difference *difference, enum difference_side side) {
  struct commitment_side *made = arena_allocate(arena, sizeof *made);
  *made = (struct commitment_side){commitment, difference_parts(arena, difference, side)};
  return made;
}

/* One side alone, or two that are the same. */
static struct commitment_side *plain_side(struct arena *arena, struct commitment *commitment) {
  struct difference_piece piece = {DIFFERENCE_SAME, text_view(commitment->title)};
  struct word_difference whole = {.items = &piece, .count = 1};
  return side_of(arena, commitment, &whole, DIFFERENCE_BOTH);
}

static struct commitment_row *add_row(struct arena *arena, struct commitment_comparison *comparison) {
  struct commitment_row *row = arena_allocate(arena, sizeof *row);
  list_append(arena, &comparison->rows, row);
  return row;
}

static void add_pair(struct arena *arena, struct commitment_comparison *comparison, struct commitment *before,
                     struct commitment *after, bool is_equal) {
  struct commitment_row *row = add_row(arena, comparison);
  row->is_kept = is_equal;
  row->is_reworded = !is_equal;
  if (is_equal) {
    comparison->kept++;
    row->before = plain_side(arena, before);
    row->after = plain_side(arena, after);
    return;
  }
  struct word_difference difference;
  word_difference(arena, text_view(before->title), text_view(after->title), &difference);
  comparison->reworded++;
  row->before = side_of(arena, before, &difference, DIFFERENCE_OLD);
  row->after = side_of(arena, after, &difference, DIFFERENCE_NEW);
}

static void add_new(struct arena *arena, struct commitment_comparison *comparison, struct commitment *after) {
  struct commitment_row *row = add_row(arena, comparison);
  comparison->added++;
  row->is_new = true;
  row->after = plain_side(arena, after);
}

static void add_gone(struct arena *arena, struct commitment_comparison *comparison,
                     struct commitment *before) {
  struct commitment_row *row = add_row(arena, comparison);
  comparison->gone++;
  row->is_gone = true;
  row->before = plain_side(arena, before);
}

static void compare(struct arena *arena, const struct agreement *agreement, const struct agreement *other,
                    struct commitment_comparison *comparison) {
  struct text_list old = texts_of(arena, other), new = texts_of(arena, agreement);
  struct text_match *matches = arena_array(arena, new.count, sizeof *matches);
  bool *matched = arena_array(arena, old.count, sizeof *matched);
  text_match(old, new, matches);
  for (size_t i = 0; i < new.count; i++) {
    if (matches[i].old == TEXT_UNMATCHED) {
      add_new(arena, comparison, commitment_at(agreement, i));
    } else {
      matched[matches[i].old] = true;
      add_pair(arena, comparison, commitment_at(other, matches[i].old), commitment_at(agreement, i),
               matches[i].is_equal);
    }
  }
  for (size_t i = 0; i < old.count; i++)
    if (!matched[i]) add_gone(arena, comparison, commitment_at(other, i));
  comparison->is_cut = old.count < other->commitments.count || new.count < agreement->commitments.count;
}

static bool is_among(const struct list *comparisons, const struct agreement *other) {
  for (size_t i = 0; i < comparisons->count; i++)
    if (((const struct commitment_comparison *)list_at(comparisons, i))->other == other) return true;
  return false;
}

static void add_all(struct arena *arena, const struct agreement *agreement, const struct list *others,
                    bool is_implementation, struct list *comparisons, bool *cut) {
  const struct reference *references = others->items;
  for (size_t i = 0; i < others->count && !*cut; i++) {
    struct agreement *other = (struct agreement *)references[i].target;
    if (other == NULL || other == agreement || other->commitments.count == 0 || is_among(comparisons, other))
      continue;
    *cut = comparisons->count == COMPARISONS;
    if (*cut) return;
    struct commitment_comparison *comparison = arena_allocate(arena, sizeof *comparison);
    *comparison = (struct commitment_comparison){.other = other, .is_implementation = is_implementation};
    list_append(arena, comparisons, comparison);
    comparison->number = (int64_t)comparisons->count;
    compare(arena, agreement, other, comparison);
  }
}

static void note_reads(struct reads *reads, const struct list *others) {
  const struct reference *references = others->items;
  for (size_t i = 0; i < others->count; i++)
    if (references[i].target != NULL) reads_note(reads, references[i].target, READS_OWN);
}

struct list commitment_comparisons(struct arena *arena, const struct agreement *agreement,
                                   struct reads *reads, bool *cut) {
  struct list comparisons = {0};
  reads_note(reads, &agreement->entry, READS_OWN);
  note_reads(reads, &agreement->succeeds);
  note_reads(reads, &agreement->implements);
  *cut = false;
  if (agreement->commitments.count == 0) return comparisons;
  add_all(arena, agreement, &agreement->succeeds, false, &comparisons, cut);
  add_all(arena, agreement, &agreement->implements, true, &comparisons, cut);
  return comparisons;
}
