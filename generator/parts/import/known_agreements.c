#include "parts/import/known_agreements.h"

#include "base/ascii.h"
#include "parts/import/finding.h"
#include "text/comparable.h"
#include "text/document_number.h"
#include "text/year_span.h"

struct search {
  struct arena *arena;
  const struct registry *registry;
  const struct mentions *mentions;
  const struct facts *facts;
  const struct entry *home;
  struct doubts *doubts;
  struct map told; /* ids of agreements that are told of, or named in the text */
};

/* What is said behind the type of an agreement. */
struct clause {
  struct view text;
  const struct entry *offices[PARTIES_LIMIT]; /* the first that are named; NULL: one that is not known */
  size_t office_count;
  struct year_span years; /* first 0: none */
  struct view number;
  bool has_agreement; /* one is named in it */
  bool is_before;     /* the offices are not of the clause, but named before it or in the title */
};

static struct view without_signs(struct arena *arena, struct view number) {
  struct view comparable = text_comparable(arena, number);
  char *letters = arena_array(arena, comparable.length + 1, 1);
  size_t length = 0;
  for (size_t i = 0; i < comparable.length; i++)
    if (strchr(" /-", comparable.data[i]) == NULL) letters[length++] = comparable.data[i];
  return (struct view){letters, length};
}

bool known_agreements_same_number(struct arena *arena, struct view number, struct view other) {
  return number.length > 0 && other.length > 0 &&
         view_equal(without_signs(arena, number), without_signs(arena, other));
}

static void add_office(struct clause *clause, const struct entry *office) {
  for (size_t i = 0; i < clause->office_count; i++)
    if (office != NULL && clause->offices[i] == office) return;
  if (clause->office_count < PARTIES_LIMIT) clause->offices[clause->office_count++] = office;
}

static void add_offices_of(struct clause *clause, const struct text_unit *unit, size_t from, size_t to) {
  for (size_t k = text_unit_mention_at(unit, from); k < unit->mention_count && unit->mentions[k].begin < to;
       k++) {
    const struct entry *entry = unit->mentions[k].entry;
    if (entry != NULL && entry->type == &organization_type) add_office(clause, entry);
  }
}

/* "Sở Y tế và Tỉnh đoàn tổng kết Chương trình phối hợp giai đoạn …": whose it is stands before it in its
 * sentence, else in the title. */
static void add_offices_before(struct clause *clause, const struct mentions *mentions,
                               const struct text_unit *unit, size_t at) {
  clause->is_before = true;
  add_offices_of(clause, unit, article_sentence_begin(unit->text, 0, at), at);
  if (clause->office_count >= 2 || unit == &mentions->units[0]) return;
  clause->office_count = 0;
  add_offices_of(clause, &mentions->units[0], 0, SIZE_MAX);
}

/* From the mention to the next of a type, at most to the end of the sentence. */
static struct clause read_clause(const struct mentions *mentions, const struct text_unit *unit,
                                 size_t index) {
  enum { LONGEST = 500 };
  size_t begin = unit->mentions[index].end, end = article_sentence_end(unit->text, begin);
  struct clause clause = {.years = {.first = 0}};
  if (end > begin + LONGEST) end = begin + LONGEST;
  for (size_t k = index + 1; k < unit->mention_count && unit->mentions[k].begin < end; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (mention->entry != NULL && mention->entry->type == &agreement_type_type) end = mention->begin;
    if (mention->entry != NULL && mention->entry->type == &agreement_type) clause.has_agreement = true;
    if (mention->entry == NULL || mention->entry->type == &organization_type)
      add_office(&clause, mention->entry);
  }
  clause.text = view_slice(unit->text, begin, end - begin);
  size_t at = 0;
  if (!text_next_year_span(clause.text, &at, &clause.years)) clause.years.first = 0;
  clause.number = document_number_find(clause.text, 0);
  if (clause.office_count == 0) add_offices_before(&clause, mentions, unit, unit->mentions[index].begin);
  return clause;
}

/* The first offices that are named are all of its signatories, in any order; of those before it any are. */
static bool has_parties(const struct clause *clause, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  size_t count = agreement->signatories.count;
  size_t offices = clause->is_before ? clause->office_count : count;
  if (count < 2 || clause->office_count < count) return false;
  for (size_t i = 0; i < count; i++) {
    bool is_there = false;
    for (size_t k = 0; k < offices; k++)
      is_there = is_there ||
                 (clause->offices[k] != NULL && clause->offices[k] == signatories[i].organization.target);
    if (!is_there) return false;
  }
  return true;
}

/* "24/6/2019", "24-06-2019" or "24 tháng 06 năm 2019" stands in the clause. */
static bool has_day(struct arena *arena, struct view text, struct date date) {
  static const char *const signs[][2] = {{"/", "/"}, {"-", "-"}, {".", "."}, {" tháng ", " năm "}};
  enum { PADDINGS = 4 }; /* of day and month */
  if (date.precision < DATE_DAY) return false;
  for (size_t i = 0; i < sizeof signs / sizeof *signs * PADDINGS; i++) {
    const char *const *sign = signs[i / PADDINGS];
    int day_digits = i % 2 == 0 ? 1 : 2, month_digits = i / 2 % 2 == 0 ? 1 : 2;
    struct view form = arena_format(arena, "%0*d%s%0*d%s%d", day_digits, date.day, sign[0], month_digits,
                                    date.month, sign[1], (int)date.year);
    size_t at = view_find(text, form, 0);
    if (at != VIEW_NOT_FOUND && (at == 0 || !ascii_is_digit(text.data[at - 1]))) return true;
  }
  return false;
}

enum likeness { UNLIKE, MAYBE, SURE };

/* The same number is that of the agreement; else the parties are to be the same, and years or the day. */
static enum likeness compare(const struct search *search, const struct clause *clause,
                             const struct agreement *agreement, const struct entry *type) {
  struct view number = text_view(agreement->number);
  if (known_agreements_same_number(search->arena, clause->number, number))
    return mention_is_of_other_province(&agreement->entry, search->home) ? UNLIKE : SURE;
  /* "Quy chế phối hợp ký ngày 27/10/2017" of those who sign anew. */
  bool is_of_same = (clause->office_count == 0 || clause->is_before) &&
                    facts_has_same_parties(search->facts, agreement) && agreement->type.target == type &&
                    has_day(search->arena, clause->text, agreement->signed_on.value);
  if (is_of_same) return SURE;
  if (!has_parties(clause, agreement)) return UNLIKE;
  if (clause->is_before && agreement->type.target != type) return UNLIKE;
  bool same_years = facts_are_years_of(clause->years.first, clause->years.last, agreement);
  bool is_other =
      (clause->years.first > 0 && !same_years) || (clause->number.length > 0 && number.length > 0);
  if (is_other) return same_years && agreement->type.target == type ? MAYBE : UNLIKE;
  bool is_dated = same_years || has_day(search->arena, clause->text, agreement->signed_on.value);
  return is_dated && agreement->type.target == type ? SURE : MAYBE;
}

static void tell_once(struct search *search, struct view said, const struct entry *entry) {
  void **slot = map_slot(&search->told, entry->id);
  if (*slot == NULL)
    doubts_add(search->doubts, DOUBT_AGREEMENT, sentence_import_maybe_known(said, entry->id));
  *slot = search;
}

/* What is signed has no years where it is told of: no other of the same parties is meant by that. */
static bool is_of_signed(const struct search *search, const struct text_unit *unit,
                         const struct mention *mention, const struct agreement *agreement) {
  return finding_is_of_signing(unit, mention->begin) ||
         (search->facts->is_signing && facts_has_same_parties(search->facts, agreement));
}

static void look_at(struct search *search, struct text_unit *unit, size_t index) {
  struct mention *mention = &unit->mentions[index];
  const struct clause clause = read_clause(search->mentions, unit, index);
  const struct list *all = &search->registry->entries[ENTRY_AGREEMENT];
  const struct entry *sure = NULL, *maybe = NULL;
  size_t sures = 0, maybes = 0;
  if (clause.has_agreement) return;
  for (size_t i = 0; i < all->count; i++) {
    const struct entry *entry = list_at(all, i);
    enum likeness likeness = compare(search, &clause, (const struct agreement *)entry, mention->entry);
    if (likeness == SURE) sure = entry, sures++;
    if (likeness == MAYBE) maybe = entry, maybes++;
  }
  if (sures == 1) {
    mention->entry = sure;
    *map_slot(&search->told, sure->id) = search;
  } else if (sures == 0 && maybes == 1 &&
             !is_of_signed(search, unit, mention, (const struct agreement *)maybe)) {
    tell_once(search, view_slice(unit->text, mention->begin, mention->end - mention->begin), maybe);
  }
}

void known_agreements_find(struct mentions *mentions, struct arena *arena, const struct registry *registry,
                           const struct facts *facts, struct doubts *doubts) {
  enum { MOST_TRIES = 200 };
  struct search search = {.arena = arena,
                          .registry = registry,
                          .mentions = mentions,
                          .facts = facts,
                          .home = mentions->home,
                          .doubts = doubts};
  size_t tries = 0;
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct entry *entry = mentions->units[i].mentions[k].entry;
      if (entry != NULL && entry->type == &agreement_type) *map_slot(&search.told, entry->id) = &search;
      if (entry != NULL && entry->type == &agreement_type_type && tries++ < MOST_TRIES)
        look_at(&search, &mentions->units[i], k);
    }
  map_free(&search.told);
}
