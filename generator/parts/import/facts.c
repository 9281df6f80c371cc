#include "parts/import/facts.h"

#include "base/ascii.h"
#include "text/document_number.h"
#include "text/unicode.h"
#include "text/year_span.h"

#include <unicode/uchar.h>

struct finding {
  struct facts *facts;
  struct arena *arena;
  const struct article *article;
  const struct mentions *mentions;
  struct doubts *doubts;
};

static bool token_is(const struct tokens *tokens, size_t i, const char *folded) {
  return i < tokens->count && view_equal_string(tokens->items[i].folded, folded);
}

/* "ký", which folded could be "kỳ" or "kỷ". */
static bool is_sign_word(const struct text_unit *unit, size_t i) {
  const struct token *token = &unit->tokens.items[i];
  struct view word = view_slice(unit->text, token->begin, token->end - token->begin);
  return view_equal_string(word, "ký") || view_equal_string(word, "Ký") || view_equal_string(word, "KÝ");
}

/* A sentence says that something is signed: "ký", but not a "lễ ký" that people come to. */
static bool tells_of_signing(const struct text_unit *unit, size_t from, size_t to) {
  for (size_t i = 0; i < unit->tokens.count; i++)
    if (unit->tokens.items[i].begin >= from && unit->tokens.items[i].end <= to && is_sign_word(unit, i))
      return true;
  return false;
}

static bool read_number(struct view text, size_t most_digits, int *number) {
  *number = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (!ascii_is_digit(text.data[i]) || text.length > most_digits) return false;
    *number = *number * 10 + (text.data[i] - '0');
  }
  return text.length > 0;
}

static char mark_behind(const struct text_unit *unit, size_t i) {
  const struct token *token = &unit->tokens.items[i];
  if (i + 1 >= unit->tokens.count || token[1].begin != token->end + 1) return '\0';
  return unit->text.data[token->end];
}

/* A day at the token: "25/11/2021", "28/2", "25 tháng 11 năm 2021". The year is 0 where there is none. */
static bool read_day(const struct text_unit *unit, size_t i, int *year, int *month, int *day) {
  const struct tokens *tokens = &unit->tokens;
  *year = 0;
  if (i >= tokens->count || !read_number(tokens->items[i].folded, 2, day)) return false;
  if (token_is(tokens, i + 1, "thang") && i + 2 < tokens->count &&
      read_number(tokens->items[i + 2].folded, 2, month)) {
    if (token_is(tokens, i + 3, "nam") && i + 4 < tokens->count &&
        !read_number(tokens->items[i + 4].folded, 4, year))
      *year = 0;
    return true;
  }
  char mark = mark_behind(unit, i);
  if ((mark != '/' && mark != '-' && mark != '.') || !read_number(tokens->items[i + 1].folded, 2, month))
    return false;
  if (mark_behind(unit, i + 1) == mark && tokens->items[i + 2].folded.length == 4 &&
      !read_number(tokens->items[i + 2].folded, 4, year))
    *year = 0;
  return *month >= 1 && *month <= 12;
}

/* "Sáng 25/11/2021", "ngày 31/5/2023", "chiều ngày 2 tháng 4". */
static bool is_before_day(const struct tokens *tokens, size_t i) {
  static const char *const words[] = {"ngay", "sang", "chieu", "toi", "trua", "nay"};
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (token_is(tokens, i, words[k])) return true;
  return false;
}

/* The year in which the day lies at most two months before the publication; 0 where it does not. */
static int year_before(struct date published, int month, int day) {
  enum { DAYS = 60 };
  for (int year = published.year; published.precision != DATE_NONE && year >= published.year - 1; year--) {
    if (!date_is_in_calendar(year, month, day)) continue;
    struct date date = {.precision = DATE_DAY, .year = year, .month = (uint8_t)month, .day = (uint8_t)day};
    int64_t before = (int64_t)date_day_number(published) - date_day_number(date);
    if (before >= 0 && before <= DAYS) return year;
  }
  return 0;
}

static bool find_day_in(struct finding *finding, const struct text_unit *unit) {
  int year, month, day;
  for (size_t i = 1; i < unit->tokens.count; i++) {
    if (!is_before_day(&unit->tokens, i - 1) || !read_day(unit, i, &year, &month, &day)) continue;
    /* "số 598/KH-UBND ngày 21/10/2021" is the day of another document. */
    bool is_of_document = false;
    for (size_t back = 1; back <= 7 && back < i; back++)
      is_of_document = is_of_document || token_is(&unit->tokens, i - back, "so");
    if (is_of_document) continue;
    bool is_without_year = year == 0;
    if (is_without_year) year = year_before(finding->article->published, month, day);
    if (is_without_year) {
      struct view said = arena_format(finding->arena, "%d/%d", day, month);
      doubts_add(finding->doubts, DOUBT_EVENT,
                 year == 0 ? sentence_import_day_without_year(said)
                           : sentence_import_year_of_day(said, year));
      if (year == 0) return true;
    }
    if (date_is_in_calendar(year, month, day)) {
      finding->facts->day =
          (struct date){.precision = DATE_DAY, .year = year, .month = (uint8_t)month, .day = (uint8_t)day};
    } else {
      continue;
    }
    return true;
  }
  return false;
}

static bool tells_of_day(const struct text_unit *unit) {
  int year, month, day;
  for (size_t i = 1; i < unit->tokens.count; i++)
    if (is_before_day(&unit->tokens, i - 1) && read_day(unit, i, &year, &month, &day)) return true;
  return false;
}

static void find_day(struct finding *finding) {
  enum { PARAGRAPHS = 3 };
  for (size_t i = 1; i <= finding->mentions->paragraph_units && i <= PARAGRAPHS; i++)
    if (find_day_in(finding, &finding->mentions->units[i])) break;
  struct date published = finding->article->published, day = finding->facts->day;
  if (published.precision != DATE_NONE && day.precision != DATE_NONE &&
      date_day_number(day) > date_day_number(published))
    doubts_add(finding->doubts, DOUBT_EVENT, sentence_import_day_after());
}

/* Where a place ends that "tại" begins. */
static size_t place_end(struct view text) {
  static const char *const ends[] = {
      ",",    ".",     ";",     ":",   "(",   " đã ",    " diễn ra", " tổ chức", " tiến hành", " ký ",
      " do ", " với ", " nhằm", " – ", " - ", " trong ", " vào ",    " và ",     " phối hợp",  " để "};
  size_t end = text.length;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    for (size_t at = 0; (at = view_find(view_slice(text, 0, end), view_of(ends[i]), at)) != VIEW_NOT_FOUND;
         at++) {
      bool is_abbreviation = ends[i][0] == '.' && at > 0 && ascii_is_upper(text.data[at - 1]);
      if (is_abbreviation) continue;
      end = at;
      break;
    }
  return end;
}

static void find_place(struct finding *finding) {
  enum { PARAGRAPHS = 2, LONGEST = 160 };
  static const char *const events[] = {"Lễ ",   "Hội nghị", "Hội thảo", "Buổi ",   "Đại hội", "Chương trình",
                                       "Điều ", "Nghị ",    "Quyết ",   "Văn bản", "Kế hoạch"};
  for (size_t i = 1; i <= finding->mentions->paragraph_units && i <= PARAGRAPHS; i++) {
    struct view text = finding->mentions->units[i].text;
    for (size_t at = 0; at < text.length; at++) {
      struct view rest = view_slice(text, at, LONGEST);
      bool is_word = at == 0 || text.data[at - 1] == ' ' || text.data[at - 1] == '(';
      if (!is_word || (!view_starts_with(rest, "tại ") && !view_starts_with(rest, "Tại "))) continue;
      rest = view_slice(rest, strlen("tại "), SIZE_MAX);
      struct view place = view_trim(view_slice(rest, 0, place_end(rest)));
      size_t first = 0;
      if (place.length < 4 || place.length >= LONGEST - 10 || !u_isupper(text_next_character(place, &first)))
        continue;
      bool is_event = false;
      for (size_t k = 0; k < sizeof events / sizeof *events; k++)
        is_event = is_event || view_starts_with(place, events[k]);
      if (is_event) continue;
      finding->facts->place = place;
      return;
    }
  }
}

/* "chương trình thực hiện công tác …": what is signed is for that, and carries out no other document. */
static bool is_purpose(struct view text, size_t at) {
  static const char *const documents[] = {"ương trình ", "ế hoạch ", "uy chế ", "hối hợp "};
  static const char *const others[] = {"Nghị", "Chương", "Quy",   "Kế hoạch", "Đề án", "Luật",
                                       "Chỉ",  "Quyết",  "Chiến", "Kết luận", "Thỏa",  "các "};
  struct view before = view_slice(text, 0, at);
  struct view rest = view_slice(text, at + strlen("thực hiện "), SIZE_MAX);
  if (!view_starts_with(view_slice(text, at, SIZE_MAX), "thực hiện ")) return false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (view_starts_with(rest, others[i])) return false;
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
    if (view_ends_with(before, documents[i])) return true;
  return false;
}

/* Whether what stands at `at` is said of what is signed: of the words before it in the sentence the last of
 * those below is one of signing. */
static bool is_of_signing(struct view text, size_t at) {
  static const char *const signing[] = {"ký ", "Ký ", "ban hành ", "KÝ "};
  static const char *const others[] = {"ổng kết",  "ăn cứ", "heo ",  "thực hiện", "kết quả", "tinh thần",
                                       "Đánh giá", "Luật",  "Đề án", "iến lược",  "tiếp nối"};
  enum { REACH = 320 };
  size_t begin = at > REACH ? at - REACH : 0;
  struct view before = view_slice(text, begin, at - begin);
  for (size_t i = 0; i + 2 < before.length; i++)
    if ((before.data[i] == '.' || before.data[i] == ';') && before.data[i + 1] == ' ' &&
        !(i > 0 && ascii_is_upper(before.data[i - 1]))) {
      before = view_slice(before, i + 2, SIZE_MAX);
      i = 0;
    }
  size_t last = VIEW_NOT_FOUND, last_other = VIEW_NOT_FOUND;
  for (size_t k = 0; k < sizeof signing / sizeof *signing; k++)
    for (size_t i = 0; (i = view_find(before, view_of(signing[k]), i)) != VIEW_NOT_FOUND; i++)
      if (last == VIEW_NOT_FOUND || i > last) last = i;
  for (size_t k = 0; k < sizeof others / sizeof *others; k++)
    for (size_t i = 0; (i = view_find(before, view_of(others[k]), i)) != VIEW_NOT_FOUND; i++)
      if (!is_purpose(before, i) && (last_other == VIEW_NOT_FOUND || i > last_other)) last_other = i;
  return last != VIEW_NOT_FOUND && (last_other == VIEW_NOT_FOUND || last_other < last);
}

static bool is_period_word(struct view text, size_t at) {
  enum { REACH = 24 };
  size_t begin = at > REACH ? at - REACH : 0;
  struct view before = view_slice(text, begin, at - begin);
  return view_find(before, VIEW("iai đoạn"), 0) != VIEW_NOT_FOUND ||
         view_find(before, VIEW("hiệm kỳ"), 0) != VIEW_NOT_FOUND ||
         view_find(before, VIEW("GIAI ĐOẠN"), 0) != VIEW_NOT_FOUND;
}

static void find_period(struct finding *finding) {
  struct facts *facts = finding->facts;
  bool contradicts = false;
  struct buffer other = {0};
  for (size_t i = 0; i < finding->mentions->unit_count; i++) {
    struct view text = finding->mentions->units[i].text;
    struct year_span span;
    for (size_t at = 0; text_next_year_span(text, &at, &span);) {
      if (!is_period_word(text, span.offset) || !is_of_signing(text, span.offset)) continue;
      if (facts->first_year == 0) {
        facts->first_year = span.first;
        facts->last_year = span.last;
      } else if (!contradicts && (facts->first_year != span.first || facts->last_year != span.last)) {
        buffer_format(&other, "%d–%d", (int)span.first, (int)span.last);
        contradicts = true;
      }
    }
  }
  if (contradicts)
    doubts_add(
        finding->doubts, DOUBT_PERIOD,
        sentence_import_periods(arena_format(finding->arena, "%d–%d", facts->first_year, facts->last_year),
                                arena_copy(finding->arena, buffer_view(&other))));
  buffer_free(&other);
}

static void find_number(struct finding *finding) {
  struct facts *facts = finding->facts;
  for (size_t i = 0; i < finding->mentions->unit_count; i++) {
    struct view text = finding->mentions->units[i].text, symbol;
    for (size_t at = 0; (symbol = document_number_find(text, at)).data != NULL;
         at = (size_t)(symbol.data - text.data) + symbol.length) {
      if (!is_of_signing(text, (size_t)(symbol.data - text.data))) continue;
      if (facts->number.length == 0)
        facts->number = symbol;
      else if (!view_equal(facts->number, symbol)) {
        doubts_add(finding->doubts, DOUBT_NUMBER, sentence_import_numbers(facts->number, symbol));
        facts->number = (struct view){NULL, 0};
        return;
      }
    }
  }
}

static void find_type(struct finding *finding) {
  for (size_t i = 0; i < finding->mentions->unit_count && i < 3; i++)
    for (size_t k = 0; k < finding->mentions->units[i].mention_count; k++) {
      const struct mention *mention = &finding->mentions->units[i].mentions[k];
      if (mention->entry == NULL || mention->entry->type != &agreement_type_type) continue;
      if (!is_of_signing(finding->mentions->units[i].text, mention->begin)) continue;
      finding->facts->type = mention->entry;
      return;
    }
}

static bool is_office(const struct mention *mention) {
  return mention->entry == NULL || mention->entry->type == &organization_type;
}

/* Without the first of the words at the front. */
static bool cut_front(struct view *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(words[i]);
    bool ends = text->length == length || (text->length > length && text->data[length] == ' ');
    bool is_sign = !ascii_is_alphanumeric(words[i][0]) && (unsigned char)words[i][0] < 128;
    if (!view_starts_with(*text, words[i]) || (!ends && !is_sign)) continue;
    *text = view_trim(view_slice(*text, length, SIZE_MAX));
    return true;
  }
  return false;
}

/* Whether two offices with this between them are named together: "và", "phối hợp với", "cùng Ban Thường vụ".
 */
static bool is_joint(struct finding *finding, struct view gap) {
  static const char *const joints[] = {"và", "với", "cùng với", "cùng",         ",",
                                       "-",  "–",   ";",        "phối hợp với", "phối hợp cùng"};
  static const char *const bodies[] = {
      "trung ương",  "t.ư",           "tw",       "thường trực",     "ban chấp hành",
      "bch",         "ban thường vụ", "btv",      "ban thường trực", "ban giám đốc",
      "ban chỉ huy", "lãnh đạo",      "đại diện", "đảng ủy"};
  enum { LONGEST = 120 };
  gap = view_trim(gap);
  if (gap.length <= LONGEST) gap = text_fold_case(finding->arena, gap);
  /* "UBND tỉnh ký quy chế phối hợp với Tỉnh đoàn" */
  bool is_signed_with = gap.length <= LONGEST && view_find(gap, VIEW("ký"), 0) != VIEW_NOT_FOUND &&
                        (view_ends_with(gap, " với") || view_ends_with(gap, " cùng")) &&
                        view_find_byte(gap, '.', 0) == VIEW_NOT_FOUND;
  if (is_signed_with) return true;
  if (!cut_front(&gap, joints, sizeof joints / sizeof *joints)) return false;
  cut_front(&gap, joints, sizeof joints / sizeof *joints);
  cut_front(&gap, bodies, sizeof bodies / sizeof *bodies);
  return gap.length == 0;
}

/* The first offices that are named together from the unit's mention `first` on, before `to`. */
static bool take_parties(struct finding *finding, const struct text_unit *unit, size_t first, size_t to) {
  struct facts *facts = finding->facts;
  facts->party_count = 0;
  size_t last_end = 0;
  for (size_t k = first; k < unit->mention_count && unit->mentions[k].begin < to; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (!is_office(mention)) continue;
    /* "tại Hội trường UBND tỉnh": no party for that. */
    const char *begin = unit->text.data + mention->begin;
    struct view place = facts->place;
    if (place.length > 0 && begin >= place.data && begin < place.data + place.length) continue;
    if (facts->party_count > 0 &&
        !is_joint(finding, view_slice(unit->text, last_end, mention->begin - last_end))) {
      if (facts->party_count >= 2) return true;
      facts->party_count = 0;
    }
    bool is_again = false;
    for (size_t i = 0; i < facts->party_count; i++)
      is_again =
          is_again || (mention->entry != NULL ? facts->parties[i].organization == mention->entry
                                              : view_equal(facts->parties[i].unknown, mention->unknown));
    if (!is_again && facts->party_count < PARTIES_LIMIT)
      facts->parties[facts->party_count++] =
          (struct party){.organization = mention->entry, .unknown = mention->unknown};
    last_end = mention->end;
  }
  return facts->party_count >= 2;
}

/* The offices that are named together in a sentence that tells of signing: who only came to it is named in
 * another. */
static bool take_parties_of_sentence(struct finding *finding, const struct text_unit *unit) {
  size_t begin = 0, end = 0, mention = 0;
  for (size_t i = 0; i < unit->tokens.count; i++) {
    size_t at = unit->tokens.items[i].begin;
    if (!is_sign_word(unit, i) || at < begin) continue;
    for (; end <= at && end < unit->text.length; end = article_sentence_end(unit->text, end))
      begin = end;
    while (mention < unit->mention_count && unit->mentions[mention].begin < begin)
      mention++;
    if (take_parties(finding, unit, mention, end)) return true;
    begin = end;
  }
  return false;
}

/* The offices behind "giữa", else the first that are named together, in the title, then where signing is told
 * of: in the sentence, else in the paragraph. */
static void find_parties(struct finding *finding) {
  const struct mentions *mentions = finding->mentions;
  enum { BETWEEN, SENTENCE, PARAGRAPH, PASSES };
  for (int pass = BETWEEN; pass < PASSES; pass++)
    for (size_t i = 0; i < mentions->unit_count; i++) {
      const struct text_unit *unit = &mentions->units[i];
      if (!tells_of_signing(unit, 0, unit->text.length)) continue;
      size_t between = pass == BETWEEN ? view_find(unit->text, VIEW("giữa "), 0) : 0;
      if (pass == BETWEEN && (between == VIEW_NOT_FOUND || !is_of_signing(unit->text, between))) continue;
      size_t first = 0;
      while (first < unit->mention_count && unit->mentions[first].begin < between)
        first++;
      if (pass == SENTENCE ? take_parties_of_sentence(finding, unit)
                           : take_parties(finding, unit, first, SIZE_MAX))
        return;
    }
  finding->facts->party_count = 0;
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
      if (words.length == 0 || words.length > LONGEST || !u_isupper(text_next_character(words, &first)))
        continue;
      *title = words;
      return party;
    }
  }
  return NULL;
}

static bool has_position(const struct entry *person, const struct entry *organization) {
  const struct list *positions = &((const struct person *)person)->positions;
  for (size_t i = 0; i < positions->count; i++)
    if (((const struct position *)positions->items)[i].organization.target == organization) return true;
  return false;
}

static void add_signer(struct finding *finding, const struct press_person *person, size_t to) {
  const struct text_unit *unit = &finding->mentions->units[person->unit];
  struct view title = {NULL, 0};
  struct party *party = find_position(finding, unit, person->end, to, &title);
  for (size_t i = 0; i < finding->facts->party_count && party == NULL && person->entry != NULL; i++)
    if (finding->facts->parties[i].organization != NULL &&
        has_position(person->entry, finding->facts->parties[i].organization))
      party = &finding->facts->parties[i];
  if (party == NULL) return;
  for (size_t i = 0; i < party->signer_count; i++)
    if (view_equal(party->signers[i].name, person->name)) return;
  if (party->signer_count == sizeof party->signers / sizeof *party->signers) return;
  party->signers[party->signer_count++] = (struct signing_person){person->name, title, person->entry};
}

/* Whether "ký" stands behind the place and before `to` as what is done, not as the name of the event. */
static bool signs_behind(const struct text_unit *unit, size_t from, size_t to) {
  size_t low = 0, high = unit->tokens.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (unit->tokens.items[middle].begin < from)
      low = middle + 1;
    else
      high = middle;
  }
  for (size_t i = low == 0 ? 1 : low; i < unit->tokens.count && unit->tokens.items[i].end <= to; i++) {
    if (!is_sign_word(unit, i)) continue;
    if (token_is(&unit->tokens, i - 1, "le")) continue;
    if (token_is(&unit->tokens, i - 1, "nghi") && i >= 2 && token_is(&unit->tokens, i - 2, "hoi")) continue;
    if (token_is(&unit->tokens, i - 1, "se") || token_is(&unit->tokens, i - 1, "da")) continue;
    return true;
  }
  return false;
}

/* Two people or more in a sentence, behind whom it says that they sign. */
static void find_signers(struct finding *finding) {
  const struct mentions *mentions = finding->mentions;
  for (size_t i = 0; i < mentions->person_count;) {
    const struct press_person *first = &mentions->people[i];
    const struct text_unit *unit = &mentions->units[first->unit];
    size_t end = article_sentence_end(unit->text, first->begin), count = 1;
    while (i + count < mentions->person_count && mentions->people[i + count].unit == first->unit &&
           mentions->people[i + count].begin < end)
      count++;
    if (count >= 2 && signs_behind(unit, first[count - 1].end, end))
      for (size_t k = 0; k < count; k++)
        add_signer(finding, &first[k], k + 1 < count ? first[k + 1].begin : end);
    i += count;
  }
}

/* "1. …" */
static bool is_numbered(struct view text, int wanted, struct view *rest) {
  size_t digits = 0;
  int number;
  while (digits < text.length && ascii_is_digit(text.data[digits]))
    digits++;
  if (digits == 0 || digits + 1 >= text.length || !read_number(view_slice(text, 0, digits), 2, &number) ||
      number != wanted)
    return false;
  if ((text.data[digits] != '.' && text.data[digits] != ')') || text.data[digits + 1] != ' ') return false;
  *rest = view_trim(view_slice(text, digits + 2, SIZE_MAX));
  return rest->length > 0;
}

static struct view without_stop(struct view text) {
  text = view_trim(text);
  while (text.length > 0 && strchr(".;/:, ", text.data[text.length - 1]) != NULL)
    text.length--;
  return text;
}

static bool find_numbered(struct finding *finding) {
  struct facts *facts = finding->facts;
  const struct article *article = finding->article;
  for (size_t i = 0; i < article->paragraph_count; i++) {
    struct view rest;
    if (is_numbered(article->paragraphs[i].text, (int)facts->commitment_count + 1, &rest))
      facts->commitments[facts->commitment_count++] = without_stop(rest);
  }
  if (facts->commitment_count >= 2) return true;
  facts->commitment_count = 0;
  return false;
}

/* Parts with ";" between them; `at_capitals`: only where what follows begins with a capital letter. */
static void split(struct finding *finding, struct view text, bool at_capitals) {
  struct facts *facts = finding->facts;
  facts->commitment_count = 0;
  while (text.length > 0) {
    size_t end = 0;
    for (;; end++) {
      end = view_find_byte(text, ';', end);
      if (end == VIEW_NOT_FOUND || !at_capitals) break;
      size_t next = end + 1;
      while (next < text.length && text.data[next] == ' ')
        next++;
      if (next >= text.length || u_isupper(text_next_character(text, &next))) break;
    }
    struct view part = without_stop(end == VIEW_NOT_FOUND ? text : view_slice(text, 0, end));
    if (part.length > 0)
      facts->commitments[facts->commitment_count++] = text_capitalize(finding->arena, part);
    text = end == VIEW_NOT_FOUND ? (struct view){NULL, 0} : view_slice(text, end + 1, SIZE_MAX);
  }
}

/* "8 nội dung cơ bản gồm: …; …": how many it says; 0 where it does not. */
static int said_count(struct view text, size_t at) {
  size_t end = at;
  while (end > 0 && text.data[end - 1] == ' ')
    end--;
  size_t begin = end;
  while (begin > 0 && ascii_is_digit(text.data[begin - 1]))
    begin--;
  int number = 0;
  return read_number(view_slice(text, begin, end - begin), 2, &number) ? number : 0;
}

/* What stands before a list of contents. */
static const char *const list_words[] = {"nội dung", "lĩnh vực", "nhiệm vụ", "công tác trọng tâm"};

static void tell_of_list(struct finding *finding, struct view text, struct view lead, int said) {
  struct facts *facts = finding->facts;
  facts->has_examples = view_ends_with(lead, "như") || view_ends_with(view_trim(text), "...") ||
                        view_ends_with(view_trim(text), "…");
  if (said > 0 && (size_t)said != facts->commitment_count)
    doubts_add(finding->doubts, DOUBT_COMMITMENTS,
               sentence_import_count(said, (long long)facts->commitment_count));
}

/* "… nội dung …: …; …". */
static bool find_listed(struct finding *finding, const char *word) {
  enum { REACH = 80, TRIES = 200 };
  struct facts *facts = finding->facts;
  size_t tries = 0;
  for (size_t i = 0; i < finding->article->paragraph_count; i++) {
    struct view text = finding->article->paragraphs[i].text;
    for (size_t at = 0; (at = view_find(text, view_of(word), at)) != VIEW_NOT_FOUND; at++) {
      size_t colon = view_find_byte(view_slice(text, 0, at + REACH), ':', at);
      if (colon == VIEW_NOT_FOUND) continue;
      if (tries++ == TRIES) {
        facts->commitment_count = 0;
        return false;
      }
      struct view list = view_slice(text, colon + 1, article_sentence_end(text, colon) - colon - 1);
      int said = said_count(text, at);
      split(finding, list, true);
      if (facts->commitment_count < 2) split(finding, list, false);
      if (facts->commitment_count < 2) continue;
      tell_of_list(finding, text, view_slice(text, 0, colon), said);
      return true;
    }
  }
  facts->commitment_count = 0;
  return false;
}

/* "Chương trình phối hợp số 14", where "Chương trình phối hợp tiến hành …" tells what is done. */
static bool is_name_of_document(struct view text, size_t begin, size_t end) {
  static const char *const before[] = {"ương trình ", "uy chế ", "ế hoạch ", "công tác "};
  static const char *const behind[] = {"số",  "giữa",     "giai đoạn", "về",
                                       "của", "công tác", "hoạt động", "năm"};
  bool is_name = false;
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    is_name = is_name || view_ends_with(view_slice(text, 0, begin), before[i]);
  struct view rest = view_trim(view_slice(text, end, SIZE_MAX));
  for (size_t i = 0; i < sizeof behind / sizeof *behind && is_name; i++)
    if (view_starts_with(rest, behind[i])) return true;
  return false;
}

/* "2 đơn vị phối hợp …; …; …": a sentence with semicolons that tells what is done together. */
static bool find_running(struct finding *finding) {
  static const char *const words[] = {"thống nhất phối hợp", "sẽ phối hợp", "tập trung vào", "phối hợp",
                                      "thống nhất",          "cam kết"};
  enum { TRIES = 200 };
  struct facts *facts = finding->facts;
  size_t tries = 0;
  for (size_t i = 1; i < finding->article->paragraph_count; i++) {
    struct view text = finding->article->paragraphs[i].text;
    for (size_t begin = 0; begin < text.length && tries < TRIES; tries++) {
      size_t end = article_sentence_end(text, begin);
      struct view sentence = view_slice(text, begin, end - begin);
      begin = end > begin ? end : text.length;
      size_t first = view_find_byte(sentence, ';', 0), from = VIEW_NOT_FOUND;
      for (size_t k = 0; k < sizeof words / sizeof *words && first != VIEW_NOT_FOUND; k++) {
        size_t at = view_find(view_slice(sentence, 0, first), view_of(words[k]), 0);
        if (at == VIEW_NOT_FOUND || is_name_of_document(sentence, at, at + strlen(words[k]))) continue;
        from = at + strlen(words[k]);
        break;
      }
      if (from == VIEW_NOT_FOUND || view_find(sentence, VIEW("đồng chí"), 0) != VIEW_NOT_FOUND) continue;
      split(finding, view_slice(sentence, from, SIZE_MAX), false);
      if (facts->commitment_count < 2) continue;
      tell_of_list(finding, text, (struct view){NULL, 0}, 0);
      doubts_add(finding->doubts, DOUBT_COMMITMENTS, sentence_import_running());
      return true;
    }
  }
  facts->commitment_count = 0;
  return false;
}

static void find_commitments(struct finding *finding) {
  size_t room = finding->article->paragraph_count + 1;
  for (size_t i = 0; i < finding->article->paragraph_count; i++)
    for (size_t k = 0; k < finding->article->paragraphs[i].text.length; k++)
      room += finding->article->paragraphs[i].text.data[k] == ';';
  finding->facts->commitments = arena_array(finding->arena, room, sizeof *finding->facts->commitments);
  bool is_found = find_numbered(finding);
  for (size_t i = 0; i < sizeof list_words / sizeof *list_words && !is_found; i++)
    is_found = find_listed(finding, list_words[i]);
  if (!is_found && !find_running(finding))
    doubts_add(finding->doubts, DOUBT_COMMITMENTS, sentence_import_no_contents());
}

/* "đã ký kết Quy chế phối hợp", in a paragraph below the first ones. */
static bool tells_of_signed(const struct text_unit *unit) {
  for (size_t k = 0; k < unit->mention_count; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (mention->entry == NULL || mention->entry->type != &agreement_type_type) continue;
    struct view before = view_slice(unit->text, 0, mention->begin);
    if (view_ends_with(before, "đã ký ") || view_ends_with(before, "đã ký kết ")) return true;
  }
  return false;
}

/* What the title calls the event, where it names an agreement or its type: "Tổng kết năm học" is none. */
static const char *event_of_title(struct arena *arena, const struct text_unit *title) {
  static const char *const kinds[][2] = {{"tổng kết", "closing"}, {"sơ kết", "review"}};
  bool names_agreement = false;
  for (size_t i = 0; i < title->mention_count; i++) {
    const struct entry *entry = title->mentions[i].entry;
    names_agreement =
        names_agreement ||
        (entry != NULL && (entry->type == &agreement_type_type || entry->type == &agreement_type));
  }
  if (!names_agreement) return NULL;
  struct view folded = text_fold_case(arena, title->text);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (view_find(folded, view_of(kinds[i][0]), 0) != VIEW_NOT_FOUND) return kinds[i][1];
  return NULL;
}

void facts_find(struct facts *facts, struct arena *arena, const struct article *article,
                const struct mentions *mentions, struct doubts *doubts) {
  struct finding finding = {facts, arena, article, mentions, doubts};
  *facts = (struct facts){.first_year = 0};
  facts->is_signing = tells_of_signing(&mentions->units[0], 0, article->title.length) ||
                      tells_of_signing(&mentions->units[1], 0, article->paragraphs[0].text.length);
  if (mentions->paragraph_units >= 2 && !facts->is_signing)
    facts->is_signing = tells_of_day(&mentions->units[2]) &&
                        tells_of_signing(&mentions->units[2], 0, article->paragraphs[1].text.length);
  for (size_t i = 2; i <= mentions->paragraph_units && !facts->is_signing; i++)
    facts->is_signing = tells_of_signed(&mentions->units[i]);
  facts->event = facts->is_signing ? "signing" : event_of_title(arena, &mentions->units[0]);
  if (facts->event == NULL) return;
  find_day(&finding);
  find_place(&finding);
  if (!facts->is_signing) return;
  find_type(&finding);
  find_period(&finding);
  find_number(&finding);
  find_parties(&finding);
  find_signers(&finding);
  find_commitments(&finding);
}
