#include "text/text_matching.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/sorting.h"

#include <stdlib.h>

/* Words that say nothing of what a text is about, as text_comparable writes them, in the order of their
 * bytes: the small words of Vietnamese, and what nearly every sentence of an agreement is built with. A pair
 * counts as one word. */
static const char *const SMALL_WORDS[] = {
    "bên",   "băng\1", "cac\2",  "cho",    "co\2",   "cua\4",  "cung\1",  "cung\3", "do",    "giưa\3",
    "hai",   "hang\1", "hoăc\5", "hăng\1", "khi",    "la\1",   "lai\5",   "ma\1",   "moi\5", "môi\3",
    "môt\5", "nay\1",  "nhau",   "nhât\2", "nhăm\1", "như",    "nhưng\3", "qua",    "ra",    "se\3",
    "sư\5",  "tai\5",  "theo",   "thi\1",  "trong",  "trên",   "tư\1",    "va\1",   "vao\1", "vê\1",
    "vơi\2", "đa\3",   "đo\2",   "đê\4",   "đên\2",  "đươc\5", "ơ\4"};
static const char *const FRAME_WORDS[] = {
    "bao\4 đam\4",    "chu\4 đông\5",  "chât\2 lương\5", "công tac\2",      "gop\2 phân\1",  "hiêu\5 qua\4",
    "hoat\5 đông\5",  "hô\3 trơ\5",    "liên quan",      "nâng cao",        "nôi\5 dung",    "phat\2 huy",
    "phôi\2 hơp\5",   "qua\2 trinh\1", "tao\5 điêu\1",   "tham gia",        "thuân\5 lơi\5", "thưc\5 hiên\5",
    "thương\1 xuyên", "tich\2 cưc\5",  "tiêp\2 tuc\5",   "trach\2 nhiêm\5", "triên\4 khai",  "tô\4 chưc\2",
    "tăng cương\1",   "vai tro\1",     "đam\4 bao\4",    "điêu\1 kiên\5",   "đây\4 manh\5",  "đôi\2 vơi\2"};

enum {
  MOST_WORDS = 1000,   /* of a text that are looked at */
  SHARED_BY_MANY = 64, /* old texts: a term in more of them tells none from the others */
  UNIT = 16,           /* of weights: that of a doubling */
};

#define UNMATCHED SIZE_MAX

struct pair {
  size_t old, new;
  uint64_t common, size; /* the terms in common, and what there could be */
};

struct matching {
  struct arena arena;
  const struct view *old, *new;
  size_t *old_partner, *new_partner; /* of each text the other one's place, or UNMATCHED */
  size_t old_count, new_count;
  struct sorting_item *terms; /* the hash of each, and the number of its text: new ones behind the old */
  size_t term_count, term_capacity;
  uint64_t *weights; /* by text: of all its terms */
  uint32_t *common;  /* by new and old text: of the terms in common */
  struct pair *pairs;
  size_t pair_count, pair_capacity;
  struct text_matches matches;
};

static int compare_numbers(const void *left, const void *right) {
  return ((uintptr_t)left > (uintptr_t)right) - ((uintptr_t)left < (uintptr_t)right);
}

static int compare_words(const void *wanted, const void *listed) {
  const struct view *word = wanted;
  const char *other = *(const char *const *)listed;
  size_t length = strlen(other);
  int order = memcmp(word->data, other, word->length < length ? word->length : length);
  return order != 0 ? order : (word->length > length) - (word->length < length);
}

static bool is_small(struct view word) {
  return bsearch(&word, SMALL_WORDS, sizeof SMALL_WORDS / sizeof SMALL_WORDS[0], sizeof SMALL_WORDS[0],
                 compare_words) != NULL;
}

static bool is_frame(struct view words) {
  return bsearch(&words, FRAME_WORDS, sizeof FRAME_WORDS / sizeof FRAME_WORDS[0], sizeof FRAME_WORDS[0],
                 compare_words) != NULL;
}

static size_t end_of_word(struct view text, size_t at) {
  size_t end = view_find_byte(text, ' ', at);
  return end == VIEW_NOT_FOUND ? text.length : end;
}

static void add_term(struct matching *matching, size_t text, struct view term) {
  matching->terms =
      memory_grow(matching->terms, matching->term_count, &matching->term_capacity, sizeof *matching->terms);
  matching->terms[matching->term_count++] =
      (struct sorting_item){hash_short(term, 0), (void *)(uintptr_t)text};
}

/* A text's terms are its words and each two that stand next to each other: most of what Vietnamese has words
 * for takes two. */
static void add_terms(struct matching *matching, size_t number, struct view text, bool all) {
  size_t before = VIEW_NOT_FOUND, count = 0;
  for (size_t at = 0, end; at < text.length && count < MOST_WORDS; at = end + 1, count++) {
    end = end_of_word(text, at);
    size_t next = end_of_word(text, end + 1 < text.length ? end + 1 : end);
    if (!all && is_frame(view_slice(text, at, next - at))) {
      before = VIEW_NOT_FOUND;
      end = next;
      continue;
    }
    if (!all && is_small(view_slice(text, at, end - at))) {
      before = VIEW_NOT_FOUND;
      continue;
    }
    add_term(matching, number, view_slice(text, at, end - at));
    if (before != VIEW_NOT_FOUND) add_term(matching, number, view_slice(text, before, end - before));
    before = at;
  }
}

/* Of a text that is built of nothing else all words count. */
static void read_terms(struct matching *matching, size_t number, struct view text) {
  size_t before = matching->term_count;
  add_terms(matching, number, text, false);
  if (matching->term_count == before) add_terms(matching, number, text, true);
}

/* The binary logarithm of numerator/denominator, which is 1 at least, in units of 1/UNIT, rounded down; in
 * whole numbers, so that it is the same everywhere. */
static uint32_t logarithm(uint64_t numerator, uint64_t denominator) {
  uint64_t value = (numerator << 16) / denominator; /* with 16 binary places */
  uint32_t result = 0;
  for (; value >= UINT64_C(2) << 16; value >>= 1)
    result += UNIT;
  for (uint32_t step = UNIT / 2; step > 0; step /= 2) {
    value = value * value >> 16;
    if (value < UINT64_C(2) << 16) continue;
    value >>= 1;
    result += step;
  }
  return result;
}

/* The texts of terms [begin, end), which are equal, each once; those of old texts come first. */
static size_t take_texts(struct matching *matching, size_t begin, size_t end, size_t *old_count) {
  size_t kept = begin;
  *old_count = 0;
  for (size_t i = begin; i < end; i++) {
    if (kept > begin && matching->terms[i].value == matching->terms[kept - 1].value) continue;
    matching->terms[kept++] = matching->terms[i];
    *old_count += (uintptr_t)matching->terms[i].value < matching->old_count;
  }
  return kept - begin;
}

static size_t text_of(const struct matching *matching, size_t term) {
  return (size_t)(uintptr_t)matching->terms[term].value;
}

static void weigh_term(struct matching *matching, size_t begin, size_t end, size_t texts) {
  size_t old, all = take_texts(matching, begin, end, &old);
  if (old > SHARED_BY_MANY) return;
  uint32_t weight = logarithm(texts + all, all);
  for (size_t i = begin; i < begin + all; i++)
    matching->weights[text_of(matching, i)] += weight;
  for (size_t i = begin + old; i < begin + all; i++) {
    uint32_t *row = &matching->common[(text_of(matching, i) - matching->old_count) * matching->old_count];
    for (size_t k = begin; k < begin + old; k++)
      row[text_of(matching, k)] += weight;
  }
}

/* `texts`: that take part. */
static void weigh_terms(struct matching *matching, size_t texts) {
  sorting_sort(matching->terms, matching->term_count, compare_numbers);
  for (size_t begin = 0, end; begin < matching->term_count; begin = end) {
    end = begin + 1;
    while (end < matching->term_count && matching->terms[end].key == matching->terms[begin].key)
      end++;
    weigh_term(matching, begin, end, texts);
  }
}

static void add_pair(struct matching *matching, size_t old, size_t new) {
  uint64_t a = matching->weights[old], b = matching->weights[matching->old_count + new];
  struct pair pair = {old, new, 4 * (uint64_t)matching->common[new * matching->old_count + old],
                      a < b ? 3 * a + b : a + 3 * b};
  if (pair.common == 0 || 3 * pair.common < pair.size) return;
  matching->pairs =
      memory_grow(matching->pairs, matching->pair_count, &matching->pair_capacity, sizeof *matching->pairs);
  matching->pairs[matching->pair_count++] = pair;
}

static size_t distance(const struct pair *pair) {
  return pair->old > pair->new ? pair->old - pair->new : pair->new - pair->old;
}

/* The pair to be taken first. */
static int compare_pairs(const void *left, const void *right) {
  const struct pair *a = left, *b = right;
  uint64_t similar_a = a->common * b->size, similar_b = b->common * a->size;
  if (similar_a != similar_b) return similar_a > similar_b ? -1 : 1;
  if (distance(a) != distance(b)) return distance(a) < distance(b) ? -1 : 1;
  if (a->new != b->new) return a->new < b->new ? -1 : 1;
  return (a->old > b->old) - (a->old < b->old);
}

static bool is_reworded(const struct pair *pair) {
  return 2 * pair->common >= pair->size;
}

static void add_match(struct matching *matching, size_t old, size_t new, enum text_likeness likeness) {
  matching->old_partner[old] = new;
  matching->new_partner[new] = old;
  matching->matches.items[matching->matches.count++] = (struct text_match){old, new, likeness};
}

/* Of each text that is left over the first pair is the most similar one. */
static void take_rest(struct matching *matching) {
  for (size_t i = 0; i < matching->pair_count; i++) {
    const struct pair *pair = &matching->pairs[i];
    bool is_left =
        matching->old_partner[pair->old] == UNMATCHED || matching->new_partner[pair->new] == UNMATCHED;
    if (is_left && is_reworded(pair)) add_match(matching, pair->old, pair->new, TEXT_RELATED);
  }
}

static void take_similar(struct matching *matching) {
  size_t count = 0;
  for (size_t i = 0; i < matching->old_count; i++)
    if (matching->old_partner[i] == UNMATCHED) read_terms(matching, i, matching->old[i]), count++;
  for (size_t i = 0; i < matching->new_count; i++)
    if (matching->new_partner[i] == UNMATCHED)
      read_terms(matching, matching->old_count + i, matching->new[i]), count++;
  matching->weights =
      arena_array(&matching->arena, matching->old_count + matching->new_count, sizeof *matching->weights);
  matching->common = memory_allocate(matching->old_count * matching->new_count, sizeof *matching->common);
  weigh_terms(matching, count);
  for (size_t i = 0; i < matching->new_count; i++)
    for (size_t k = 0; k < matching->old_count; k++)
      add_pair(matching, k, i);
  if (matching->pair_count > 1)
    qsort(matching->pairs, matching->pair_count, sizeof *matching->pairs, compare_pairs);
  for (size_t i = 0; i < matching->pair_count; i++) {
    const struct pair *pair = &matching->pairs[i];
    if (matching->old_partner[pair->old] != UNMATCHED || matching->new_partner[pair->new] != UNMATCHED)
      continue;
    add_match(matching, pair->old, pair->new, is_reworded(pair) ? TEXT_REWORDED : TEXT_RELATED);
  }
  take_rest(matching);
}

/* Texts by their hashes; those of one hash in their order. */
static struct sorting_item *in_order(struct arena *arena, const struct view *texts, size_t count) {
  struct sorting_item *items = arena_array(arena, count, sizeof *items);
  for (size_t i = 0; i < count; i++)
    items[i] = (struct sorting_item){hash_short(texts[i], 0), (void *)(uintptr_t)i};
  sorting_sort(items, count, compare_numbers);
  return items;
}

/* How many pairs there are. */
static size_t take_equal(struct matching *matching) {
  struct sorting_item *old = in_order(&matching->arena, matching->old, matching->old_count),
                      *new = in_order(&matching->arena, matching->new, matching->new_count);
  size_t count = 0;
  for (size_t i = 0, k = 0; i < matching->old_count && k < matching->new_count;) {
    size_t before = (size_t)(uintptr_t)old[i].value, after = (size_t)(uintptr_t) new[k].value;
    if (old[i].key != new[k].key) {
      *(old[i].key < new[k].key ? &i : &k) += 1;
      continue;
    }
    i++;
    k++;
    if (matching->old[before].length == 0 || !view_equal(matching->old[before], matching->new[after]))
      continue;
    add_match(matching, before, after, TEXT_EQUAL);
    count++;
  }
  return count;
}

static size_t *unmatched(struct arena *arena, size_t count) {
  size_t *partners = arena_array(arena, count, sizeof *partners);
  for (size_t i = 0; i < count; i++)
    partners[i] = UNMATCHED;
  return partners;
}

static int compare_matches(const void *left, const void *right) {
  const struct text_match *a = left, *b = right;
  if (a->new != b->new) return a->new < b->new ? -1 : 1;
  return (a->old > b->old) - (a->old < b->old);
}

struct text_matches text_match(struct arena *arena, struct text_list old, struct text_list new) {
  struct matching matching = {
      .old = old.items, .new = new.items, .old_count = old.count, .new_count = new.count};
  if (old.count == 0 || new.count == 0) return matching.matches;
  matching.old_partner = unmatched(&matching.arena, old.count);
  matching.new_partner = unmatched(&matching.arena, new.count);
  /* Each match is the first one of a text. */
  matching.matches.items = arena_array(arena, old.count + new.count, sizeof *matching.matches.items);
  size_t equal = take_equal(&matching);
  if (equal < old.count && equal < new.count) take_similar(&matching);
  if (matching.matches.count > 1)
    qsort(matching.matches.items, matching.matches.count, sizeof *matching.matches.items, compare_matches);
  free(matching.terms);
  free(matching.pairs);
  free(matching.common);
  arena_free(&matching.arena);
  return matching.matches;
}

enum text_likeness text_likeness(struct view a, struct view b) {
  struct arena arena = {0};
  struct text_matches matches = text_match(&arena, (struct text_list){&a, 1}, (struct text_list){&b, 1});
  enum text_likeness likeness = matches.count > 0 ? matches.items[0].likeness : TEXT_UNLIKE;
  arena_free(&arena);
  return likeness;
}
