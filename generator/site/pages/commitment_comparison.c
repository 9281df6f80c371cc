#include "site/pages/commitment_comparison.h"

#include "site/pages/commitment_groups.h"
#include "site/pages/commitment_pairs.h"
#include "site/pages/difference.h"

static struct commitment_side *side_of(struct arena *arena, struct commitment *commitment,
                                       struct list difference) {
  struct commitment_side *made = arena_allocate(arena, sizeof *made);
  *made = (struct commitment_side){commitment, difference};
  return made;
}

static struct commitment_side *plain_side(struct arena *arena, struct commitment *commitment) {
  return side_of(arena, commitment, difference_of_one(arena, text_view(commitment->title)));
}

static struct commitment_row *add_row(struct arena *arena, struct commitment_comparison *comparison) {
  struct commitment_row *row = arena_allocate(arena, sizeof *row);
  list_append(arena, &comparison->rows, row);
  return row;
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
  list_append(arena, &row->befores, plain_side(arena, before));
}

static void add_reworded(struct arena *arena, struct commitment_row *row, struct commitment *before,
                         struct commitment *after) {
  struct list old, new;
  difference_of_statements(arena, text_view(before->title), text_view(after->title), &old, &new);
  row->is_reworded = true;
  list_append(arena, &row->befores, side_of(arena, before, old));
  row->after = side_of(arena, after, new);
}

/* What takes up one commitment or several. Only where the words of one are much the same is it said which of
 * them changed. */
static void add_taken_up(struct arena *arena, struct commitment_comparison *comparison,
                         const struct agreement *agreement, const struct commitment_pair *pairs,
                         size_t count) {
  struct commitment_row *row = add_row(arena, comparison);
  struct commitment *after = commitment_at(agreement, pairs->own);
  if (count == 1 && pairs->likeness == TEXT_REWORDED) {
    comparison->reworded++;
    add_reworded(arena, row, commitment_at(comparison->other, pairs->other), after);
    return;
  }
  row->is_kept = count == 1 && pairs->likeness == TEXT_EQUAL;
  row->is_continued = !row->is_kept && pairs->is_declared;
  row->is_related = !row->is_kept && !row->is_continued;
  comparison->kept += row->is_kept;
  comparison->continued += row->is_continued;
  comparison->related += row->is_related;
  for (size_t i = 0; i < count; i++)
    list_append(arena, &row->befores, plain_side(arena, commitment_at(comparison->other, pairs[i].other)));
  row->after = plain_side(arena, after);
}

static void compare(struct arena *arena, const struct continuations *continuations,
                    const struct commitment_texts *own, struct commitment_comparison *comparison) {
  struct commitment_texts other = commitment_texts_of(arena, comparison->other);
  struct commitment_pairs pairs = commitment_pairs_of(arena, continuations, &other, own);
  bool *found = arena_array(arena, other.texts.count, sizeof *found);
  size_t begin = 0;
  for (size_t i = 0; i < own->texts.count; i++) {
    size_t end = begin;
    for (; end < pairs.count && pairs.items[end].own == i; end++)
      found[pairs.items[end].other] = true;
    if (end > begin)
      add_taken_up(arena, comparison, own->agreement, &pairs.items[begin], end - begin);
    else
      add_new(arena, comparison, commitment_at(own->agreement, i));
    begin = end;
  }
  for (size_t i = 0; i < other.texts.count; i++)
    if (!found[i]) add_gone(arena, comparison, commitment_at(comparison->other, i));
  comparison->is_cut = commitment_texts_are_cut(&other) || commitment_texts_are_cut(own);
  comparison->is_excerpt =
      commitments_are_excerpt(comparison->other) || commitments_are_excerpt(own->agreement);
}

static bool is_among(const struct list *comparisons, const struct agreement *other) {
  for (size_t i = 0; i < comparisons->count; i++)
    if (((const struct commitment_comparison *)list_at(comparisons, i))->other == other) return true;
  return false;
}

static void add_all(struct arena *arena, const struct continuations *continuations,
                    const struct commitment_texts *own, bool is_implementation, struct list *comparisons,
                    bool *cut) {
  const struct list *others = is_implementation ? &own->agreement->implements : &own->agreement->succeeds;
  const struct reference *references = others->items;
  for (size_t i = 0; i < others->count && !*cut; i++) {
    struct agreement *other = (struct agreement *)references[i].target;
    if (other == NULL || other == own->agreement || other->commitments.count == 0 ||
        is_among(comparisons, other))
      continue;
    *cut = comparisons->count == COMPARISONS;
    if (*cut) return;
    struct commitment_comparison *comparison = arena_allocate(arena, sizeof *comparison);
    *comparison = (struct commitment_comparison){.other = other, .is_implementation = is_implementation};
    list_append(arena, comparisons, comparison);
    comparison->number = (int64_t)comparisons->count;
    compare(arena, continuations, own, comparison);
  }
}

static void note_reads(struct reads *reads, const struct list *others) {
  const struct reference *references = others->items;
  for (size_t i = 0; i < others->count; i++)
    if (references[i].target != NULL) reads_note(reads, references[i].target, READS_OWN);
}

struct list commitment_comparisons(struct arena *arena, struct agreement *agreement, struct reads *reads,
                                   bool *cut) {
  struct list comparisons = {0};
  reads_note(reads, &agreement->entry, READS_OWN);
  note_reads(reads, &agreement->succeeds);
  note_reads(reads, &agreement->implements);
  *cut = false;
  if (agreement->commitments.count == 0 || agreement->succeeds.count + agreement->implements.count == 0)
    return comparisons;
  struct commitment_texts own = commitment_texts_of(arena, agreement);
  struct continuations continuations;
  continuations_open(&continuations, agreement);
  add_all(arena, &continuations, &own, false, &comparisons, cut);
  add_all(arena, &continuations, &own, true, &comparisons, cut);
  continuations_close(&continuations);
  return comparisons;
}
