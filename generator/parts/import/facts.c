#include "parts/import/facts.h"

#include "parts/import/finding.h"
#include "parts/import/press_number.h"
#include "parts/import/signing_time.h"

#include "text/unicode.h"

/* "Quy chế số 12/QC-A-B gồm 5 chương": nothing stands between its type and the number, and what it holds
 * behind. */
static bool is_described(const struct text_unit *unit, struct view before, size_t number_end) {
  static const char *const words[] = {"gồm", "có", "quy định", "nêu", "xác định"};
  static const char *const types[] = {"uy chế số ", "rình số ", "ối hợp số ", "oạch số ", "uận số ",
                                      "uyết số ",   "tịch số ", "ản số ",     "tác số ",  "hớ số "};
  enum { LONGEST = 60 };
  bool is_type = false;
  struct view behind = view_trim(view_slice(unit->text, number_end, SIZE_MAX));
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    is_type = is_type || view_ends_with(before, types[i]);
  for (size_t i = 0; i < sizeof words / sizeof *words && is_type && before.length <= LONGEST; i++)
    if (view_starts_with(behind, words[i]) && behind.length > strlen(words[i]) &&
        behind.data[strlen(words[i])] == ' ')
      return true;
  return false;
}

/* "Chương trình mang số 12/CTPH-A-B": the sentence is of what was signed in the one before it. */
static bool is_of_sentence_before(const struct text_unit *unit, size_t at, size_t number_end) {
  static const char *const fronts[] = {"Chương trình", "Quy chế",    "Kế hoạch", "Thỏa thuận", "Thoả thuận",
                                       "Văn bản",      "Nghị quyết", "Biên bản", "Bản "};
  static const char *const ends[] = {"mang số ",    "có số ",        "số hiệu ",
                                     "số hiệu là ", "mang số hiệu ", "được lấy số "};
  enum { REACH = 400 };
  size_t from = at > REACH ? at - REACH : 0, begin = article_sentence_begin(unit->text, from, at);
  size_t before_end = begin;
  while (begin < at && unit->text.data[begin] == ' ')
    begin++;
  struct view before = view_slice(unit->text, begin, at - begin);
  bool is_front = false, is_named = false;
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    is_front = is_front || view_starts_with(before, fronts[i]);
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    is_named = is_named || view_ends_with(before, ends[i]);
  if (!is_front || !(is_named || is_described(unit, before, number_end))) return false;
  if (before_end == 0) return true; /* the first of its paragraph: of what was told in the one before */
  return finding_tells_of_signing(unit, article_sentence_begin(unit->text, from, before_end - 1), before_end);
}

static void find_number(struct finding *finding) {
  struct facts *facts = finding->facts;
  for (size_t i = 0; i < finding->mentions->unit_count; i++) {
    const struct text_unit *unit = &finding->mentions->units[i];
    struct view symbol;
    for (size_t at = 0, end = 0;
         (symbol = press_number_next(finding->arena, unit->text, &at, &end)).data != NULL; at = end) {
      if (!finding_is_of_signing(unit, at) && !is_of_sentence_before(unit, at, end)) continue;
      if (facts->number.length == 0) {
        facts->number = symbol;
        finding->number_unit = unit;
        finding->number_end = end;
      } else if (!view_equal(facts->number, symbol)) {
        doubts_add(finding->doubts, DOUBT_NUMBER, sentence_import_numbers(facts->number, symbol));
        facts->number = (struct view){NULL, 0};
        return;
      }
    }
  }
}

/* What the text calls the document that is signed: "Kế hoạch liên tịch"; empty: nothing, or a kind that the
 * register knows ("ký gia hạn Quy chế phối hợp"). */
static struct view words_of_type(const struct mentions *mentions) {
  enum { LONGEST = 6 };
  static const char *const ends[] = {"giua", "ve",   "so",  "giai", "nham", "voi",   "trong", "nam",
                                     "tren", "theo", "den", "va",   "cua",  "nhiem", "ngay",  "de"};
  for (size_t i = 0; i < mentions->unit_count; i++) {
    const struct text_unit *unit = &mentions->units[i];
    for (size_t k = 0; k < unit->tokens.count; k++) {
      size_t object = signing_is_now(unit, k) ? signing_object(unit, k) : 0, length = 2;
      if (object == 0) continue;
      size_t begin = unit->tokens.items[object].begin, at_mention = text_unit_mention_at(unit, begin);
      const struct entry *named =
          at_mention < unit->mention_count && unit->mentions[at_mention].begin == begin
              ? unit->mentions[at_mention].entry
              : NULL;
      if (named != NULL && named->type == &agreement_type_type) return (struct view){NULL, 0};
      for (bool ends_here = false; length < LONGEST && object + length < unit->tokens.count; length++) {
        for (size_t at = 0; at < sizeof ends / sizeof *ends; at++)
          ends_here = ends_here || text_unit_is(unit, object + length, ends[at]);
        if (ends_here || !text_unit_is_together(unit, object, length + 1, false)) break;
      }
      return text_unit_part(unit, object, length);
    }
  }
  return (struct view){NULL, 0};
}

static void find_type(struct finding *finding) {
  for (size_t i = 0; i < finding->mentions->unit_count && i < 3; i++)
    for (size_t k = 0; k < finding->mentions->units[i].mention_count; k++) {
      const struct mention *mention = &finding->mentions->units[i].mentions[k];
      if (mention->entry == NULL || mention->entry->type != &agreement_type_type) continue;
      if (!finding_is_of_signing(&finding->mentions->units[i], mention->begin)) continue;
      finding->facts->type = mention->entry;
      return;
    }
  struct view words = words_of_type(finding->mentions);
  doubts_add(finding->doubts, DOUBT_TYPE,
             words.length > 0 ? sentence_import_other_type(words) : sentence_import_no_type());
}

/* "Năm 2021, hai bên đã ký": the sentence begins with a year before that of publication. `i` is the token of
 * "ký". */
static bool is_of_earlier_year(const struct text_unit *unit, size_t i, struct date published) {
  enum { FIRST_WORDS = 6 };
  if (i == 0 || !text_unit_is(unit, i - 1, "da")) return false;
  size_t begin = text_unit_token_at(unit, article_sentence_begin(unit->text, 0, unit->tokens.items[i].begin));
  for (size_t k = begin; k < i && k < begin + FIRST_WORDS; k++) {
    int year;
    if (unit->tokens.items[k].folded.length == 4 &&
        finding_read_number(unit->tokens.items[k].folded, 4, &year))
      return year < published.year;
  }
  return false;
}

/* Whether a sentence of the unit says that something is signed which is agreed on. */
static bool tells_of_document(const struct text_unit *unit, struct date published) {
  enum { TRIES = 200 };
  size_t begin = 0, tries = 0;
  for (size_t i = 0; i < unit->tokens.count && tries < TRIES; i++) {
    if (!signing_is_now(unit, i) || is_of_earlier_year(unit, i, published)) continue;
    size_t at = unit->tokens.items[i].begin, end = article_sentence_end(unit->text, at);
    begin = article_sentence_begin(unit->text, begin, at);
    tries++;
    if (signing_names_document(unit, text_unit_token_at(unit, begin), text_unit_token_at(unit, end)))
      return true;
  }
  return false;
}

/* "đã ký kết Quy chế phối hợp", in a paragraph below the first ones. */
static bool tells_of_signed(const struct text_unit *unit, struct date published) {
  for (size_t k = 0; k < unit->mention_count; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (mention->entry == NULL || mention->entry->type != &agreement_type_type) continue;
    struct view before = view_slice(unit->text, 0, mention->begin);
    if (!view_ends_with(before, "đã ký ") && !view_ends_with(before, "đã ký kết ")) continue;
    size_t sign = text_unit_token_at(unit, mention->begin) - 1;
    sign -= text_unit_is(unit, sign, "ket");
    if (signing_is_now(unit, sign) && !is_of_earlier_year(unit, sign, published)) return true;
  }
  return false;
}

/* "Dịp này, hai đơn vị ký kết Kế hoạch …": in a paragraph below the first ones the two of whom the text tells
 * sign at the event, and not "hằng năm" or elsewhere. */
static bool tells_of_occasion(struct arena *arena, const struct text_unit *unit) {
  static const char *const occasions[] = {
      "dịp này", "nhân dịp", "tại hội nghị", "tại buổi", "cũng tại",  "cũng trong", "trong khuôn", "kết thúc",
      "sau đó",  "tiếp đó",  "tại chương",   "tại lễ",   "cũng nhân", "tại đây",    "ngay tại"};
  static const char *const twos[] = {"hai đơn vị", "hai bên", "hai cơ quan", "hai ngành", "2 đơn vị",
                                     "2 bên",      "2 ngành", "2 cơ quan",   "các bên",   "hai tổ chức"};
  enum { TRIES = 50 };
  size_t tries = 0;
  for (size_t i = 0; i < unit->tokens.count && tries < TRIES; i++) {
    if (!signing_is_now(unit, i) || signing_object(unit, i) == 0 || unit->tokens.items[i].begin == 0)
      continue;
    tries++;
    struct view before = view_slice(unit->text, 0, unit->tokens.items[i].begin);
    struct view sentence =
        view_trim(view_slice(before, article_sentence_begin(before, 0, before.length - 1), SIZE_MAX));
    sentence = text_fold_case(arena, sentence);
    bool is_occasion = false;
    for (size_t k = 0; k < sizeof occasions / sizeof *occasions; k++)
      is_occasion = is_occasion || view_starts_with(sentence, occasions[k]);
    if (is_occasion && VIEW_HAS_ANY(sentence, twos)) return true;
  }
  return false;
}

/* The title, the lead, a second paragraph with the day, or any later one says that something was signed. */
static bool tells_of_signing(struct arena *arena, const struct article *article,
                             const struct mentions *mentions) {
  const struct text_unit *units = mentions->units;
  if (finding_tells_of_signing(&units[0], 0, article->title.length) ||
      tells_of_document(&units[1], article->published))
    return true;
  if (mentions->paragraph_units >= 2 && finding_tells_of_day(&units[2], 0, SIZE_MAX) &&
      tells_of_document(&units[2], article->published))
    return true;
  for (size_t i = 2; i < mentions->unit_count; i++)
    if (tells_of_signed(&units[i], article->published) || tells_of_occasion(arena, &units[i])) return true;
  return false;
}

/* The title or the lead says that something shall be signed. */
static bool tells_of_signing_to_come(const struct mentions *mentions) {
  for (size_t i = 0; i < 2; i++)
    for (size_t k = 0; k < mentions->units[i].tokens.count; k++)
      if (signing_is_to_come(&mentions->units[i], k)) return true;
  return false;
}

/* Between two places the unit names an agreement or a type of it, or tells of "công tác phối hợp": "Tổng kết
 * năm học" is no event of any. */
static bool is_of_agreement(const struct text_unit *unit, struct view folded, size_t from, size_t to) {
  static const char *const work[] = {"tác phối hợp",   "động phối hợp", "trình phối hợp", "chế phối hợp",
                                     "hoạch phối hợp", "quả phối hợp",  "năm phối hợp",   "phối hợp giữa"};
  for (size_t k = 0; k < unit->mention_count; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (mention->entry != NULL && mention->begin >= from && mention->begin < to &&
        (mention->entry->type == &agreement_type_type || mention->entry->type == &agreement_type))
      return true;
  }
  return VIEW_HAS_ANY(view_slice(folded, from, to - from), work);
}

/* "sẽ tổ chức sơ kết", "sau khi tổng kết": no event that the text tells of. */
static bool is_of_another_time(struct view before) {
  enum { REACH = 32 };
  static const char *const words[] = {"sẽ ",      "sau khi ", "trước khi ", "định kỳ ",
                                      "yêu cầu ", "đề nghị ", "chuẩn bị "};
  return VIEW_HAS_ANY(view_slice(before, before.length > REACH ? before.length - REACH : 0, REACH), words);
}

/* "tổng kết công tác phối hợp năm 2027": a year of an agreement that goes on, not all of its years. */
static bool is_of_one_year(struct view said) {
  static const char *const others[] = {"giai đoạn", "nhiệm kỳ", "ký năm", "ký kết năm"};
  static const char *const spans[] = {"0 năm", "1 năm", "2 năm", "3 năm",   "4 năm",  "5 năm",   "6 năm",
                                      "7 năm", "8 năm", "9 năm", "hai năm", "ba năm", "bốn năm", "năm năm"};
  return view_find(said, VIEW("năm 20"), 0) != VIEW_NOT_FOUND && !VIEW_HAS_ANY(said, others) &&
         !VIEW_HAS_ANY(said, spans);
}

/* What the title or a sentence of the lead calls the event, where it is one of an agreement: in the lead the
 * agreement stands behind, "sơ kết 5 năm thực hiện Quy chế phối hợp", and but for the first sentence a day
 * stands there too. */
static const char *event_of(struct arena *arena, const struct text_unit *unit, bool is_title) {
  static const char *const kinds[][2] = {{"tổng kết", "closing"}, {"sơ kết", "review"}};
  enum { REACH = 160 };
  struct view folded = text_fold_case(arena, unit->text);
  if (folded.length != unit->text.length) return NULL;
  for (size_t begin = 0, end; begin < unit->text.length; begin = end) {
    end = is_title ? unit->text.length : article_sentence_end(unit->text, begin);
    if (end <= begin) break;
    if (begin > 0 && !finding_tells_of_day(unit, begin, end)) continue;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
      size_t at = view_find(view_slice(folded, 0, end), view_of(kinds[i][0]), begin);
      if (at == VIEW_NOT_FOUND || is_of_another_time(view_slice(folded, begin, at - begin))) continue;
      size_t to = is_title || end - at < REACH ? end : at + REACH;
      if (!is_of_agreement(unit, folded, is_title ? begin : at, to)) continue;
      return is_of_one_year(view_slice(folded, at, end - at)) ? "review" : kinds[i][1];
    }
  }
  return NULL;
}

/* The title's event, else the lead's, else that of the paragraph behind a lead that gives no day. */
static const char *find_event(struct arena *arena, const struct mentions *mentions) {
  const char *event = event_of(arena, &mentions->units[0], true);
  if (event == NULL) event = event_of(arena, &mentions->units[1], false);
  const struct text_unit *lead = &mentions->units[1];
  if (event == NULL && mentions->paragraph_units >= 2 && !finding_tells_of_day(lead, 0, lead->text.length) &&
      finding_tells_of_day(&mentions->units[2], 0, article_sentence_end(mentions->units[2].text, 0)))
    event = event_of(arena, &mentions->units[2], false);
  return event;
}

void facts_find(struct facts *facts, struct arena *arena, const struct article *article,
                const struct mentions *mentions, struct doubts *doubts) {
  struct finding finding = {
      .facts = facts, .arena = arena, .article = article, .mentions = mentions, .doubts = doubts};
  *facts = (struct facts){.first_year = 0};
  facts->is_signing = tells_of_signing(arena, article, mentions);
  facts->event = facts->is_signing ? "signing" : find_event(arena, mentions);
  if (!facts->is_signing && tells_of_signing_to_come(mentions))
    doubts_add(doubts, DOUBT_EVENT, sentence_import_to_come());
  if (facts->event == NULL) return;
  finding_day(&finding);
  finding_place(&finding);
  if (!facts->is_signing) return;
  find_type(&finding);
  finding_term(&finding);
  find_number(&finding);
  finding_day_of_number(&finding);
  finding_parties(&finding);
  finding_tell_of_more_parties(&finding);
  finding_tell_of_number(&finding);
  finding_signers(&finding);
  if (facts_is_central(facts)) finding_territory(&finding);
  finding_commitments(&finding);
}

bool facts_is_central(const struct facts *facts) {
  for (size_t i = 0; i < facts->party_count; i++) {
    const struct entry *entry = facts->parties[i].organization;
    if (entry == NULL || mention_province(entry) != NULL ||
        !view_equal_string(text_view(((const struct organization *)entry)->level), "central"))
      return false;
  }
  return facts->party_count > 0;
}

bool facts_is_national(const struct facts *facts) {
  return facts_is_central(facts) && !facts->is_of_part;
}

bool facts_has_same_parties(const struct facts *facts, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  if (agreement->signatories.count != facts->party_count) return false;
  for (size_t i = 0; i < facts->party_count; i++) {
    bool is_there = false;
    for (size_t k = 0; k < agreement->signatories.count; k++)
      is_there = is_there || signatories[k].organization.target == facts->parties[i].organization;
    if (!is_there) return false;
  }
  return true;
}

bool facts_are_years_of(int first, int last, const struct agreement *agreement) {
  const struct period *period = agreement_period(agreement);
  return first > 0 && period->start.value.year == first && period->end.value.year == last;
}
