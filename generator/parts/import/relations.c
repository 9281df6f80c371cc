#include "parts/import/relations.h"

#include "parts/import/facts.h"

#include "text/year_span.h"

enum relation_kind { IMPLEMENTS, SUCCEEDS };

/* A word that says how what is signed stands to an agreement that is named behind it. */
struct relation_word {
  const char *word;
  enum relation_kind kind;
  bool is_plain; /* it can be meant of little else */
};

static const struct relation_word relation_words[] = {
    {"thay thế", SUCCEEDS, true},      {"thay cho", SUCCEEDS, true},
    {"kế thừa", SUCCEEDS, true},       {"tiếp nối", SUCCEEDS, true},
    {"nối tiếp", SUCCEEDS, true},      {"tiếp tục thực hiện", SUCCEEDS, false},
    {"thực hiện", IMPLEMENTS, true},   {"cụ thể hóa", IMPLEMENTS, true},
    {"cụ thể hoá", IMPLEMENTS, true},  {"triển khai", IMPLEMENTS, true},
    {"Thực hiện", IMPLEMENTS, true},   {"căn cứ", IMPLEMENTS, false},
    {"Căn cứ", IMPLEMENTS, false},     {"trên cơ sở", IMPLEMENTS, false},
    {"Trên cơ sở", IMPLEMENTS, false},
};

struct search {
  struct relations *relations;
  const struct registry *registry;
  const struct mentions *mentions;
  const struct facts *facts;
  struct doubts *doubts;
  size_t tries; /* at years */
};

static struct view last_part(struct view text) {
  enum { REACH = 400 };
  return text.length > REACH ? view_slice(text, text.length - REACH, REACH) : text;
}

/* "Sơ kết 5 năm thực hiện Quy chế số 14": the past of an agreement. */
static bool is_of_past(struct view before) {
  static const char *const words[] = {"ổng kết",   "ơ kết",     "ết quả",     "ánh giá",
                                      "quá trình", "thời gian", "heo báo cáo"};
  return view_ends_with(before, "năm ") || view_ends_with(before, "tháng ") ||
         VIEW_HAS_ANY(last_part(before), words);
}

/* Whether the sentence is about what is signed: "Chương trình nhằm …", "… ký kết Quy chế thay thế …". */
static bool is_of_signed(struct view before) {
  static const char *const fronts[] = {"Chương trình", "Quy chế", "Thỏa thuận",           "Thoả thuận",
                                       "Kế hoạch",     "Văn bản", "Nghị quyết liên tịch", "Việc ký",
                                       "Lễ ký",        "Bản "};
  static const char *const words[] = {"ký kết ", "ký ", "Ký "};
  struct view front = view_trim(before);
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    if (view_starts_with(front, fronts[i])) return true;
  return VIEW_HAS_ANY(last_part(before), words);
}

/* The last of the words before `at` in the sentence from `begin` on; NULL: none. `*where` is where it stands.
 */
static const struct relation_word *word_before(struct view text, size_t begin, size_t at, size_t *where) {
  enum { REACH = 120 };
  const struct relation_word *last = NULL;
  size_t from = at - begin > REACH ? at - REACH : begin;
  struct view before = view_slice(text, 0, at);
  *where = 0;
  for (size_t i = 0; i < sizeof relation_words / sizeof *relation_words; i++)
    for (size_t place = from;
         (place = view_find(before, view_of(relation_words[i].word), place)) != VIEW_NOT_FOUND; place++)
      if (last == NULL || place > *where) {
        last = &relation_words[i];
        *where = place;
      }
  /* "tiếp tục thực hiện" is found by its last words too. */
  const char *longer = "tiếp tục thực hiện";
  size_t length = strlen("tiếp tục ");
  if (last != NULL && *where >= begin + length &&
      view_starts_with(view_slice(text, *where - length, SIZE_MAX), longer)) {
    *where -= length;
    for (size_t i = 0; i < sizeof relation_words / sizeof *relation_words; i++)
      if (strcmp(relation_words[i].word, longer) == 0) last = &relation_words[i];
  }
  return last;
}

static bool is_listed(const struct entry *const *list, size_t count, const struct entry *entry) {
  for (size_t i = 0; i < count; i++)
    if (list[i] == entry) return true;
  return false;
}

static void add(struct search *search, const struct entry *entry, const struct relation_word *word,
                bool is_sure) {
  struct relations *relations = search->relations;
  bool same = facts_has_same_parties(search->facts, (const struct agreement *)entry);
  bool succeeds = word->kind == SUCCEEDS;
  /* An agreement of the same parties is one before this, and what it replaces no other's. */
  if (succeeds != same) is_sure = false;
  if (!succeeds && same) return;
  if (is_listed(relations->succeeds, relations->succeeds_count, entry) ||
      is_listed(relations->implements, relations->implements_count, entry))
    return;
  const struct entry **list = succeeds ? relations->succeeds : relations->implements;
  size_t *count = succeeds ? &relations->succeeds_count : &relations->implements_count;
  const char *key = succeeds ? "succeeds" : "implements";
  if (is_sure && word->is_plain && *count < RELATIONS_LIMIT) {
    list[(*count)++] = entry;
    doubts_add(search->doubts, DOUBT_RELATIONS,
               sentence_import_relation(view_of(word->word), entry->id, key));
  } else {
    doubts_add(search->doubts, DOUBT_RELATIONS,
               sentence_import_maybe_relation(view_of(word->word), entry->id, key));
  }
}

/* The only agreement of the same parties and these years; NULL: none or several. */
static const struct entry *agreement_of_years(const struct search *search, int32_t first, int32_t last) {
  const struct list *all = &search->registry->entries[ENTRY_AGREEMENT];
  const struct entry *found = NULL;
  for (size_t i = 0; i < all->count; i++) {
    const struct entry *entry = list_at(all, i);
    const struct agreement *agreement = (const struct agreement *)entry;
    if (!facts_are_years_of(first, last, agreement) || !facts_has_same_parties(search->facts, agreement))
      continue;
    if (found != NULL) return NULL;
    found = entry;
  }
  return found;
}

/* "thay thế Chương trình phối hợp giai đoạn 2020 - 2025": the years behind a word of following. */
static void look_at_years(struct search *search, struct view sentence, const struct year_span *span) {
  enum { MOST_TRIES = 50 };
  const struct facts *facts = search->facts;
  size_t where;
  const struct relation_word *word = word_before(sentence, 0, span->offset, &where);
  if (word == NULL || word->kind != SUCCEEDS) return;
  if (span->first == facts->first_year && span->last == facts->last_year) return;
  if (search->tries == MOST_TRIES) return;
  search->tries++;
  const struct entry *entry = agreement_of_years(search, span->first, span->last);
  struct view before = view_slice(sentence, 0, where);
  if (entry != NULL) add(search, entry, word, is_of_signed(before) && !is_of_past(before));
}

static void look_at_sentence(struct search *search, const struct text_unit *unit, size_t begin, size_t end,
                             size_t *mention) {
  for (; *mention < unit->mention_count && unit->mentions[*mention].begin < end; ++*mention) {
    const struct mention *named = &unit->mentions[*mention];
    size_t where;
    if (named->entry == NULL || named->entry->type != &agreement_type || named->begin < begin) continue;
    const struct relation_word *word = word_before(unit->text, begin, named->begin, &where);
    if (word == NULL) continue;
    struct view before = view_slice(unit->text, begin, where - begin);
    if (word->kind == IMPLEMENTS && is_of_past(before)) continue;
    add(search, named->entry, word, is_of_signed(before) && !is_of_past(before));
  }
  struct view sentence = view_slice(unit->text, begin, end - begin);
  struct year_span span;
  for (size_t at = 0; text_next_year_span(sentence, &at, &span);)
    look_at_years(search, sentence, &span);
}

void relations_find(struct relations *relations, const struct registry *registry,
                    const struct mentions *mentions, const struct facts *facts, struct doubts *doubts) {
  struct search search = {
      .relations = relations, .registry = registry, .mentions = mentions, .facts = facts, .doubts = doubts};
  for (size_t i = 0; i <= mentions->paragraph_units; i++) {
    const struct text_unit *unit = &mentions->units[i];
    size_t mention = 0;
    for (size_t begin = 0, end; begin < unit->text.length; begin = end) {
      end = article_sentence_end(unit->text, begin);
      if (end <= begin) break;
      look_at_sentence(&search, unit, begin, end, &mention);
    }
  }
}
