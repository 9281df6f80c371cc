#include "parts/import/finding.h"
#include "parts/import/namesakes.h"
#include "parts/import/party_role.h"
#include "parts/import/press_people.h"
#include "parts/import/signing_deed.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

/* "Trưởng" before "Ban Dân tộc": the title has the first word of the office's name, too. */
static struct view with_head(const struct text_unit *unit, const struct mention *mention, struct view title) {
  static const char *const heads[] = {"Ban", "Phòng", "Công an", "Đoàn", "Chi nhánh"};
  bool is_alone = view_equal_string(title, "Trưởng") || view_ends_with(title, " Trưởng") ||
                  view_ends_with(title, " trưởng");
  struct view name = view_slice(unit->text, mention->begin, mention->end - mention->begin);
  for (size_t i = 0; i < sizeof heads / sizeof *heads && is_alone; i++)
    if (view_starts_with(name, heads[i])) return view_between(title.data, name.data + strlen(heads[i]));
  return title;
}

/* The title before the office in one of the parts of what is said of a person: "Giám đốc" of "Giám đốc Sở Y
 * tế". */
static struct party *find_position(struct finding *finding, const struct text_unit *unit, size_t from,
                                   size_t to, struct view *title) {
  enum { LONGEST = 80 };
  for (size_t k = 0; k < unit->mention_count; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (mention->begin < from || mention->end > to || mention->entry == NULL) continue;
    for (size_t i = 0; i < finding->facts->party_count; i++) {
      struct party *party = &finding->facts->parties[i];
      if (party->organization != mention->entry) continue;
      size_t begin = mention->begin;
      while (begin > from && strchr(",;-(", unit->text.data[begin - 1]) == NULL &&
             !view_ends_with(view_slice(unit->text, from, begin - from), "–"))
        begin--;
      struct view words = view_trim(view_slice(unit->text, begin, mention->begin - begin));
      size_t first = 0;
      if (words.length == 0 || words.length > LONGEST) continue;
      if (view_find(words, VIEW("hay mặt"), 0) != VIEW_NOT_FOUND ||
          view_find(words, VIEW("ại diện"), 0) != VIEW_NOT_FOUND)
        continue;
      if (!u_isupper(text_next_character(words, &first)) &&
          press_position_before(unit, text_unit_token_at(unit, mention->begin)).data != words.data)
        continue;
      *title = with_head(unit, mention, words);
      return party;
    }
  }
  return NULL;
}

/* "Thay mặt Công an tỉnh, Đại tá Lê Văn An, Giám đốc": the party stands before the name, the title behind. */
static struct party *party_before(struct finding *finding, const struct press_person *person, size_t to,
                                  struct view *title) {
  static const char *const acts[] = {"hay mặt", "ại diện", "ại diện lãnh đạo", "hay mặt lãnh đạo"};
  static const char *const ends[] = {" và ", " ký", " đã", " cùng ", ",", ";", "."};
  enum { GAP = 40, LONGEST = 60 };
  const struct text_unit *unit = &finding->mentions->units[person->unit];
  size_t k = text_unit_mention_at(unit, person->begin);
  const struct mention *mention = k == 0 ? NULL : &unit->mentions[k - 1];
  if (mention == NULL || mention->end > person->begin || person->begin - mention->end > GAP) return NULL;
  struct view gap = view_slice(unit->text, mention->end, person->begin - mention->end);
  struct view before = view_trim(view_slice(unit->text, 0, mention->begin));
  bool acts_for = false;
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
    acts_for = acts_for || view_ends_with(before, acts[i]);
  if (!acts_for || gap.length == 0 || strchr(",:", gap.data[0]) == NULL) return NULL;
  struct party *party = finding_party_of(finding->facts, mention);
  struct view rest = view_slice(unit->text, person->end, to - person->end);
  if (party == NULL ||
      (!view_starts_with(rest, ", ") && !view_starts_with(rest, " - ") && !view_starts_with(rest, " – ")))
    return party;
  rest = view_slice(rest, 2, SIZE_MAX);
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    rest = view_slice(rest, 0, view_find(rest, view_of(ends[i]), 0));
  rest = view_trim(rest);
  size_t first = 0;
  if (rest.length > 0 && rest.length <= LONGEST && u_isupper(text_next_character(rest, &first)))
    *title = rest;
  return party;
}

static struct party *party_of_person(struct finding *finding, const struct press_person *person, size_t to,
                                     struct view *title) {
  const struct text_unit *unit = &finding->mentions->units[person->unit];
  struct party *before = party_before(finding, person, to, title);
  if (before != NULL) return before;
  if (person->office == NULL) return find_position(finding, unit, person->end, to, title);
  *title = with_head(unit, person->office, *title);
  return finding_party_of(finding->facts, person->office);
}

/* The party of one whose office another sentence says: "Dự có ông Lê Văn An, Giám đốc Sở Y tế." */
static struct party *party_said_elsewhere(struct finding *finding, const struct press_person *person,
                                          struct view *title) {
  enum { MOST_TRIES = 4 };
  const struct mentions *mentions = finding->mentions;
  struct party *party = NULL;
  size_t tries = 0;
  for (size_t i = 0; i < mentions->person_count && tries < MOST_TRIES && party == NULL; i++)
    if (&mentions->people[i] != person && view_equal(mentions->people[i].name, person->name)) {
      tries++;
      struct view said = mentions->people[i].title;
      party = party_of_person(finding, &mentions->people[i], press_people_end(mentions, i), &said);
      if (party != NULL) *title = said;
    }
  return party;
}

static void add_signer(struct finding *finding, const struct press_person *person, size_t to) {
  struct view title = person->title;
  struct party *party = party_of_person(finding, person, to, &title);
  if (party == NULL) party = party_said_elsewhere(finding, person, &title);
  for (size_t i = 0; i < finding->facts->party_count && party == NULL && person->entry != NULL; i++)
    if (finding->facts->parties[i].organization != NULL &&
        namesakes_has_post(person->entry, finding->facts->parties[i].organization))
      party = &finding->facts->parties[i];
  if (party == NULL) return;
  for (size_t i = 0; i < party->signer_count; i++)
    if (view_equal(party->signers[i].name, person->name)) return;
  if (party->signer_count == sizeof party->signers / sizeof *party->signers) return;
  party->signers[party->signer_count++] =
      (struct signing_person){person->name, text_capitalize(finding->arena, title), person->entry};
}

/* "A, B chứng kiến C và D ký": the first of the people who is no witness. */
static size_t first_behind_witnesses(const struct text_unit *unit, const struct press_person *people,
                                     size_t count) {
  static const char *const others[] = {" của ", " lễ ", " buổi "};
  for (size_t k = 1; k + 1 < count; k++) {
    struct view between = view_slice(unit->text, people[k - 1].end, people[k].begin - people[k - 1].end);
    size_t at = view_find(between, VIEW("chứng kiến"), 0);
    if (at == VIEW_NOT_FOUND) continue;
    struct view rest = view_slice(between, at + strlen("chứng kiến"), SIZE_MAX);
    if (!VIEW_HAS_ANY(rest, others)) return k;
  }
  return 0;
}

/* How many of the people in a sentence sign, by where "ký" stands: behind them ("A và B ký quy chế dưới sự
 * chứng kiến của C"), or between two ("A ký với B"). */
static size_t count_signers(struct finding *finding, const struct text_unit *unit,
                            const struct press_person *people, size_t count, size_t end) {
  size_t behind = people[count - 1].end, sign = signing_deed_find(unit, behind, end), named = count;
  if (sign == 0) {
    sign = signing_deed_find(unit, people[0].end, end);
    if (sign == 0) return 0;
    for (named = 0; named < count && people[named].end <= unit->tokens.items[sign].begin; named++)
      behind = people[named].end;
  }
  struct view between = view_slice(unit->text, behind, unit->tokens.items[sign].begin - behind);
  if (signing_deed_is_other(finding->arena, between)) return 0;
  if (named != 1) return named;
  struct view with = view_trim(
      view_slice(unit->text, unit->tokens.items[sign].end, people[1].begin - unit->tokens.items[sign].end));
  return view_starts_with(with, "với") || view_ends_with(with, " với") ? 2 : 0;
}

/* Two people or more in a sentence that says that they sign. */
void finding_signers(struct finding *finding) {
  const struct mentions *mentions = finding->mentions;
  size_t begin = 0, begin_unit = SIZE_MAX;
  for (size_t i = 0; i < mentions->person_count;) {
    const struct press_person *first = &mentions->people[i];
    const struct text_unit *unit = &mentions->units[first->unit];
    size_t end = article_sentence_end(unit->text, first->begin), count = 1;
    while (i + count < mentions->person_count && mentions->people[i + count].unit == first->unit &&
           mentions->people[i + count].begin < end)
      count++;
    i += count;
    if (count < 2) continue;
    if (begin_unit != first->unit) begin = 0;
    begin_unit = first->unit;
    begin = article_sentence_begin(unit->text, begin, first->begin);
    size_t sign = count_signers(finding, unit, first, count, end);
    bool leads = sign == 0 && signing_deed_leads(finding->arena, unit, begin, first->begin);
    if (leads) sign = count;
    if (sign < 2 || (!leads && party_role_is_of_guests(finding->arena, unit->text, first->begin))) continue;
    for (size_t k = first_behind_witnesses(unit, first, sign); k < sign; k++)
      add_signer(finding, &first[k], k + 1 < count ? first[k + 1].begin : end);
  }
}
