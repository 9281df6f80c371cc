#include "parts/import/recognition.h"

#include "text/unicode.h"

#include <stdlib.h>

bool recognition_has_kind(const struct name_use *uses, enum name_use_kind kind) {
  for (; uses != NULL; uses = uses->next)
    if (uses->kind == kind) return true;
  return false;
}

void recognition_tell_once(struct recognition *recognition, struct view name, struct message message) {
  struct view key = text_fold_case(recognition->arena, name);
  void **slot = map_slot(&recognition->told, key);
  if (*slot == NULL) doubts_add(recognition->doubts, DOUBT_NAMES, message);
  *slot = recognition;
}

const struct entry *recognition_choose(struct recognition *recognition, const struct name_use *uses,
                                       enum name_use_kind kind, struct buffer *candidates) {
  const struct entry *home = recognition->home, *only = NULL, *at_home = NULL;
  const struct entry *named = NULL;
  size_t count = 0, count_at_home = 0, count_named = 0;
  for (const struct name_use *use = uses; use != NULL; use = use->next) {
    if (use->kind != kind) continue;
    only = use->entry;
    count++;
    if (candidates->length < 400)
      buffer_format(candidates, "%s%.*s", candidates->length == 0 ? "" : ", ", VIEW_FORMAT(use->entry->id));
    if (home == NULL && kind == NAME_RELATIVE) {
      /* Of several provinces' offices the one that the article names whole. */
      bool is_named = map_get(&recognition->told, text_fold_case(recognition->arena, use->entry->id)) != NULL;
      if (is_named) named = use->entry;
      count_named += is_named;
    }
    if (home == NULL || mention_province(use->entry) != home) continue;
    at_home = use->entry;
    count_at_home++;
  }
  if (kind == NAME_WHOLE && count == 1) return only;
  if (count_named == 1) return named;
  return count_at_home == 1 ? at_home : NULL;
}

void recognition_add(struct text_unit *unit, size_t from, size_t length, const struct entry *entry,
                     struct view unknown) {
  unit->mentions[unit->mention_count++] = (struct mention){
      unit->tokens.items[from].begin, unit->tokens.items[from + length - 1].end, entry, unknown};
}

/* "SỞ TƯ PHÁP tỉnh Bắc Giang": the name as a title in capital letters has it. */
static bool is_loud(struct view name) {
  struct view first, second;
  return view_next(&name, ' ', &first) && view_next(&name, ' ', &second) && !text_has_small_letter(first) &&
         !text_has_small_letter(second);
}

/* How many of a name's words have no small letter. */
static size_t loud_words(struct view name) {
  struct view word;
  size_t count = 0;
  while (view_next(&name, ' ', &word))
    count += !text_has_small_letter(word);
  return count;
}

/* In such a name "TƯ" is a word, no abbreviation. */
static struct tokens tokens_of(const struct recognition *recognition, struct view name) {
  return name_tokens(recognition->index, is_loud(name) ? text_fold_case(recognition->arena, name) : name);
}

const struct entry *recognition_find_whole(struct recognition *recognition, struct view name) {
  struct tokens tokens = tokens_of(recognition, name);
  size_t length = 0;
  const struct name_use *uses = name_index_find(recognition->index, &tokens, 0, &length);
  if (uses == NULL || length != tokens.count || !recognition_has_kind(uses, NAME_WHOLE)) return NULL;
  struct buffer candidates = {0};
  const struct entry *entry = recognition_choose(recognition, uses, NAME_WHOLE, &candidates);
  buffer_free(&candidates);
  return entry;
}

/* Whether a province that is a city is named at the token. */
static bool is_city_named(const struct recognition *recognition, const struct tokens *tokens, size_t at) {
  size_t length = 0;
  const struct name_use *use = name_index_find(recognition->index, tokens, at, &length);
  for (; use != NULL; use = use->next)
    if (use->kind == NAME_WHOLE && use->entry->type == &province_type &&
        view_equal_string(text_view(((const struct province *)use->entry)->kind), "thành phố"))
      return true;
  return false;
}

/* How many tokens say of what rank the province is that is named behind: "tỉnh", "thành phố" of one that is a
 * city, not of a city in a province. */
static size_t rank_length(const struct recognition *recognition, const struct tokens *tokens, size_t at) {
  const struct token *token = &tokens->items[at];
  if (view_equal_string(token->folded, "tinh")) return 1;
  bool is_city = at + 2 < tokens->count && view_equal_string(token->folded, "thanh") &&
                 view_equal_string(token[1].folded, "pho") && is_city_named(recognition, tokens, at + 2);
  return is_city ? 2 : 0;
}

static int compare_words(const void *left, const void *right) {
  return view_compare(*(const struct view *)left, *(const struct view *)right);
}

/* The words of a name, in an order of their own: "Chi nhánh Ngân hàng A tỉnh B" is "Ngân hàng A chi nhánh B".
 */
static struct view words_of(struct recognition *recognition, struct view name) {
  struct tokens tokens = tokens_of(recognition, name);
  struct view *words = arena_array(recognition->arena, tokens.count + 1, sizeof *words);
  struct buffer joined = {0};
  size_t count = 0;
  bool is_front = tokens.count > 0 && view_equal_string(tokens.items[0].folded, "uy");
  for (size_t i = 0; i < tokens.count; i++) {
    struct view word = tokens.items[i].folded;
    size_t rank = i == 0 ? 0 : rank_length(recognition, &tokens, i);
    if (rank > 0)
      i += rank - 1;
    else if (!is_front || (!view_equal_string(word, "viet") && !view_equal_string(word, "nam")))
      words[count++] = tokens.items[i].word;
  }
  qsort(words, count, sizeof *words, compare_words);
  for (size_t i = 0; i < count; i++) {
    buffer_add(&joined, words[i]);
    buffer_add_byte(&joined, ' ');
  }
  struct view text = arena_copy(recognition->arena, buffer_view(&joined));
  buffer_free(&joined);
  return text;
}

struct view recognition_first_spelling(struct recognition *recognition, struct view name) {
  void **slot = map_slot(&recognition->spellings, words_of(recognition, name));
  struct view *first = *slot;
  if (first == NULL) *slot = first = arena_allocate(recognition->arena, sizeof *first);
  if (first->length == 0 || loud_words(name) < loud_words(*first)) *first = name;
  return *first;
}

const struct entry *recognition_same_words(struct recognition *recognition, struct view name) {
  static const struct entry several = {.key = 0};
  const struct list *all = name_index_entries(recognition->index);
  bool is_new = recognition->offices.count == 0;
  for (size_t i = 0; is_new && i < all->count; i++) {
    const struct organization *office = list_at(all, i);
    if (office->entry.type != &organization_type) continue;
    void **slot = map_slot(&recognition->offices, words_of(recognition, text_view(office->name)));
    *slot = (void *)(uintptr_t)(*slot == NULL ? &office->entry : &several);
  }
  const struct entry *found = map_get(&recognition->offices, words_of(recognition, name));
  return found == &several ? NULL : found;
}

bool recognition_is_of_center(const struct text_unit *unit, size_t from) {
  return from >= 2 && text_unit_is(unit, from - 2, "trung") && text_unit_is(unit, from - 1, "uong");
}

bool recognition_is_central(const struct text_unit *unit, size_t from, size_t length) {
  if (text_unit_is(unit, from, "bo") && !text_unit_is(unit, from + 1, "chi") &&
      !text_unit_is(unit, from + 1, "doi"))
    return true;
  if (text_unit_is(unit, from, "tong")) return true;
  if (text_unit_is(unit, from, "kiem") && text_unit_is(unit, from + 1, "toan")) return true;
  if (text_unit_is(unit, from, "uy") && text_unit_is(unit, from + 4, "quoc") &&
      text_unit_is(unit, from + 5, "hoi"))
    return true; /* "Ủy ban Thường vụ Quốc hội" */
  for (size_t i = from + 1; i <= from + length; i++)
    if (text_unit_is(unit, i, "toi") && text_unit_is(unit, i + 1, "cao")) return true; /* "tối cao" */
  bool has_country = false;
  for (size_t i = from; i + 1 < from + length; i++)
    has_country = has_country || (text_unit_is(unit, i, "viet") && text_unit_is(unit, i + 1, "nam"));
  bool is_of_front = text_unit_is(unit, from, "uy") || text_unit_is(unit, from, "mat");
  if (has_country && !is_of_front) return true;
  return recognition_is_of_center(unit, from);
}
