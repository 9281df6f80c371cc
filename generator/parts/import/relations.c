#include "parts/import/relations.h"

#include "parts/import/facts.h"

#include "text/unicode.h"
#include "text/year_span.h"

enum relation_kind { IMPLEMENTS, SUCCEEDS, AMENDS };

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
    {"Trên cơ sở", IMPLEMENTS, false}, {"gia hạn", AMENDS, true},
    {"phụ lục", AMENDS, true},         {"sửa đổi", AMENDS, true},
    {"bổ sung", AMENDS, true},
};

struct search {
  struct relations *relations;
  const struct registry *registry;
  const struct mentions *mentions;
  const struct facts *facts;
  struct doubts *doubts;
  size_t tries;  /* at years */
  bool is_found; /* in the sentence that is looked at */
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

struct relation_list {
  const struct entry **entries;
  size_t *count;
  const char *key;
};

static struct relation_list relation_list_of(struct relations *relations, enum relation_kind kind) {
  switch (kind) {
  case SUCCEEDS:
    return (struct relation_list){relations->succeeds, &relations->succeeds_count, "succeeds"};
  case AMENDS:
    return (struct relation_list){relations->amends, &relations->amends_count, "amends"};
  default:
    return (struct relation_list){relations->implements, &relations->implements_count, "implements"};
  }
}

static void add(struct search *search, const struct entry *entry, const struct relation_word *word,
                bool is_sure) {
  bool same = facts_has_same_parties(search->facts, (const struct agreement *)entry);
  search->is_found = true;
  /* An agreement of the same parties is one before this, and what it replaces or changes no other's. */
  if ((word->kind != IMPLEMENTS) != same) is_sure = false;
  if (word->kind == IMPLEMENTS && same) return;
  for (int kind = IMPLEMENTS; kind <= AMENDS; kind++) {
    struct relation_list other = relation_list_of(search->relations, (enum relation_kind)kind);
    if (is_listed(other.entries, *other.count, entry)) return;
  }
  struct relation_list list = relation_list_of(search->relations, word->kind);
  if (is_sure && word->is_plain && *list.count < RELATIONS_LIMIT) {
    list.entries[(*list.count)++] = entry;
    doubts_add(search->doubts, DOUBT_RELATIONS,
               sentence_import_relation(view_of(word->word), entry->id, list.key));
  } else {
    doubts_add(search->doubts, DOUBT_RELATIONS,
               sentence_import_maybe_relation(view_of(word->word), entry->id, list.key));
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
  if (word == NULL || word->kind == IMPLEMENTS) return;
  if (span->first == facts->first_year && span->last == facts->last_year) return;
  if (search->tries == MOST_TRIES) return;
  search->tries++;
  const struct entry *entry = agreement_of_years(search, span->first, span->last);
  struct view before = view_slice(sentence, 0, where);
  if (entry != NULL) add(search, entry, word, is_of_signed(before) && !is_of_past(before));
}

/* "thay thế Quy chế phối hợp số 5/QC-A-B": what is replaced or changed stands right behind the word, and is
 * of no agreement that the register has. */
static void tell_of_unknown(struct search *search, const struct text_unit *unit, size_t begin, size_t end) {
  enum { GAP = 4, LONGEST = 120 };
  for (size_t k = text_unit_mention_at(unit, begin);
       k < unit->mention_count && unit->mentions[k].begin < end && !search->is_found; k++) {
    const struct mention *mention = &unit->mentions[k];
    size_t where;
    if (mention->entry == NULL || mention->entry->type != &agreement_type_type) continue;
    const struct relation_word *word = word_before(unit->text, begin, mention->begin, &where);
    if (word == NULL || word->kind == IMPLEMENTS || !word->is_plain ||
        mention->begin > where + strlen(word->word) + GAP)
      continue;
    struct view before = view_slice(unit->text, begin, where - begin);
    if (!is_of_signed(before) || is_of_past(before)) continue;
    struct view said = view_slice(unit->text, mention->begin, end - mention->begin);
    size_t length = mention->end - mention->begin;
    while (length < said.length && length < LONGEST && strchr(",.;:(", said.data[length]) == NULL)
      length++;
    while (length < said.length && utf8_continues(said.data[length]))
      length--;
    if (mention->begin + length == mention->end) continue; /* of which the text may say more elsewhere */
    search->is_found = true;
    doubts_add(search->doubts, DOUBT_RELATIONS,
               sentence_import_unknown_relation(view_of(word->word), view_slice(said, 0, length),
                                                relation_list_of(search->relations, word->kind).key));
  }
}

static void look_at_sentence(struct search *search, const struct text_unit *unit, size_t begin, size_t end,
                             size_t *mention) {
  search->is_found = false;
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
  tell_of_unknown(search, unit, begin, end);
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
