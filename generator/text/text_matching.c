#include "text/text_matching.h"

#include "base/map.h"
#include "base/memory.h"
#include "text/unicode.h"
#include "text/word.h"

#include <stdlib.h>

enum { MOST_WORDS = 1000 };

/* A text made comparable. */
struct statement {
  struct view folded, key;
  uint32_t *words; /* sorted; equal for equal words; only of those that have no equal */
  size_t count;
};

struct pair {
  size_t old, new, common, words; /* in common, and of both */
};

struct matching {
  struct arena arena;
  struct map names; /* word -> its number */
  struct statement *old, *new;
  struct pair *pairs;
  size_t count, capacity;
};

static int compare_words(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

/* Without white space but between words, and without the marks at the end. */
static struct view key_of(struct arena *arena, struct view folded) {
  char *key = arena_allocate(arena, folded.length + 1), *to = key, *words_end = key;
  struct view rest = folded, piece;
  enum word_kind kind, before = WORD_MARK;
  while (word_next(&rest, &piece, &kind)) {
    if (kind == WORD_SPACE) continue;
    if (kind == WORD_WORD && before == WORD_WORD) *to++ = ' '; /* in place of the white space between them */
    memcpy(to, piece.data, piece.length);
    to += piece.length;
    if (kind == WORD_WORD) words_end = to;
    before = kind;
  }
  return view_between(key, words_end == key ? to : words_end);
}

/* A text that stands at the same place of the other list is read once. */
static struct statement *statements_of(struct matching *matching, struct text_list texts,
                                       struct text_list others, const struct statement *read) {
  struct statement *statements = arena_array(&matching->arena, texts.count, sizeof *statements);
  for (size_t i = 0; i < texts.count; i++) {
    if (i < others.count && view_equal(texts.items[i], others.items[i])) {
      statements[i] = read[i];
      continue;
    }
    statements[i].folded = text_fold_case(&matching->arena, texts.items[i]);
    statements[i].key = key_of(&matching->arena, statements[i].folded);
  }
  return statements;
}

static void read_words(struct matching *matching, struct statement *statement) {
  struct view rest = statement->folded, piece;
  size_t room = rest.length / 2 + 1; /* something stands between two words */
  if (room > MOST_WORDS) room = MOST_WORDS;
  statement->words = arena_array(&matching->arena, room, sizeof *statement->words);
  enum word_kind kind;
  while (statement->count < room && word_next(&rest, &piece, &kind)) {
    if (kind != WORD_WORD) continue;
    void **name = map_slot(&matching->names, piece);
    if (*name == NULL) *name = (void *)(uintptr_t)matching->names.count;
    statement->words[statement->count++] = (uint32_t)(uintptr_t)*name;
  }
  if (statement->count > 1)
    qsort(statement->words, statement->count, sizeof *statement->words, compare_words);
}

static size_t count_common(const struct statement *a, const struct statement *b) {
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
    int order = compare_words(&a->words[i], &b->words[j]);
    common += order == 0;
    i += order <= 0;
    j += order >= 0;
  }
  return common;
}

static size_t distance(const struct pair *pair) {
  return pair->old > pair->new ? pair->old - pair->new : pair->new - pair->old;
}

/* The pair to be taken first. */
static int compare_pairs(const void *left, const void *right) {
  const struct pair *a = left, *b = right;
  size_t similar_a = a->common * b->words, similar_b = b->common * a->words;
  if (similar_a != similar_b) return similar_a > similar_b ? -1 : 1;
  if (distance(a) != distance(b)) return distance(a) < distance(b) ? -1 : 1;
  if (a->new != b->new) return a->new < b->new ? -1 : 1;
  return (a->old > b->old) - (a->old < b->old);
}

static void take_equal(const struct matching *matching, size_t old_count, size_t new_count, bool *taken,
                       struct text_match *matches) {
  for (size_t i = 0; i < new_count; i++) {
    matches[i] = (struct text_match){TEXT_UNMATCHED, false};
    for (size_t k = 0; k < old_count && matches[i].old == TEXT_UNMATCHED; k++)
      if (!taken[k] && view_equal(matching->old[k].key, matching->new[i].key)) {
        matches[i] = (struct text_match){k, true};
        taken[k] = true;
      }
  }
}

static void add_pair(struct matching *matching, size_t old, size_t new) {
  const struct statement *a = &matching->old[old], *b = &matching->new[new];
  struct pair pair = {old, new, count_common(a, b), a->count + b->count};
  if (pair.common == 0 || 4 * pair.common < pair.words) return;
  matching->pairs =
      memory_grow(matching->pairs, matching->count, &matching->capacity, sizeof *matching->pairs);
  matching->pairs[matching->count++] = pair;
}

static void take_similar(struct matching *matching, size_t old_count, size_t new_count, bool *taken,
                         struct text_match *matches) {
  for (size_t k = 0; k < old_count; k++)
    if (!taken[k]) read_words(matching, &matching->old[k]);
  for (size_t i = 0; i < new_count; i++) {
    if (matches[i].old != TEXT_UNMATCHED) continue;
    read_words(matching, &matching->new[i]);
    for (size_t k = 0; k < old_count; k++)
      if (!taken[k]) add_pair(matching, k, i);
  }
  if (matching->count > 1) qsort(matching->pairs, matching->count, sizeof *matching->pairs, compare_pairs);
  for (size_t i = 0; i < matching->count; i++) {
    const struct pair *pair = &matching->pairs[i];
    if (taken[pair->old] || matches[pair->new].old != TEXT_UNMATCHED) continue;
    taken[pair->old] = true;
    matches[pair->new].old = pair->old;
  }
}

void text_match(struct text_list old, struct text_list new, struct text_match *matches) {
  struct matching matching = {0};
  matching.old = statements_of(&matching, old, (struct text_list){NULL, 0}, NULL);
  matching.new = statements_of(&matching, new, old, matching.old);
  bool *taken = arena_array(&matching.arena, old.count, sizeof *taken);
  take_equal(&matching, old.count, new.count, taken, matches);
  take_similar(&matching, old.count, new.count, taken, matches);
  free(matching.pairs);
  map_free(&matching.names);
  arena_free(&matching.arena);
}
