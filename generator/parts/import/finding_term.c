#include "parts/import/finding.h"
#include "parts/import/signing_time.h"

#include "text/unicode.h"
#include "text/year_span.h"

/* A sentence that may say how long what was signed is in force. */
struct sentence {
  const struct text_unit *unit;
  size_t begin, end;  /* bytes of the unit's text */
  struct view folded; /* of the same length as the sentence */
};

static bool is_behind_word_of_term(struct view text, size_t at) {
  static const char *const words[] = {"iai đoạn", "hiệm kỳ", "GIAI ĐOẠN", "ăm học"};
  enum { REACH = 24 };
  size_t begin = at > REACH ? at - REACH : 0;
  return VIEW_HAS_ANY(view_slice(text, begin, at - begin), words);
}

/* "Quy chế phối hợp (2026 - 2030)", "từ năm 2026 đến 2030", with no word before them. */
static bool is_behind_bracket_or_from(struct view text, size_t at) {
  static const char *const ends[] = {"(", "từ năm", "từ"};
  struct view before = view_trim(view_slice(text, 0, at));
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_ends_with(before, ends[i])) return true;
  return false;
}

/* The first of the years that stand behind such words, and are of what is signed; others are told. */
static void find_years_where(struct finding *finding, bool (*is_behind)(struct view text, size_t at),
                             bool (*is_meant)(const struct text_unit *unit, size_t at)) {
  struct facts *facts = finding->facts;
  bool contradicts = false;
  struct buffer other = {0};
  for (size_t i = 0; i < finding->mentions->unit_count; i++) {
    const struct text_unit *unit = &finding->mentions->units[i];
    struct year_span span;
    for (size_t at = 0; text_next_year_span(unit->text, &at, &span);) {
      if (!is_behind(unit->text, span.offset) || !is_meant(unit, span.offset)) continue;
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

/* "ký kết Chương trình phối hợp năm 2027": one year, not before that of the signing. */
static void find_one_year(struct finding *finding) {
  struct facts *facts = finding->facts;
  for (size_t i = 0; i < finding->mentions->unit_count; i++) {
    const struct text_unit *unit = &finding->mentions->units[i];
    for (size_t k = 0; k < unit->mention_count && facts->first_year == 0; k++) {
      const struct mention *mention = &unit->mentions[k];
      if (mention->entry == NULL || mention->entry->type != &agreement_type_type) continue;
      if (!view_starts_with(view_slice(unit->text, mention->end, SIZE_MAX), " năm ")) continue;
      int year = text_year_at(unit->text, mention->end + strlen(" năm "));
      if (year == 0 || year < facts->day.year || !finding_is_of_signing(unit, mention->begin)) continue;
      facts->first_year = facts->last_year = year;
    }
  }
}

/* Whether words of the term stand in the sentence. */
static bool tells_of_term(const struct sentence *sentence) {
  static const char *const words[] = {
      "hiệu lực",         "thời hạn",     "thời gian thực hiện", "giai đoạn",     "nhiệm kỳ",
      "được thực hiện",   "thực hiện từ", "thực hiện trong",     "thực hiện đến", "triển khai từ",
      "triển khai trong", "áp dụng từ",   "áp dụng cho",         "áp dụng đến"};
  return VIEW_HAS_ANY(sentence->folded, words);
}

/* "Quy chế có hiệu lực …", "Thời gian thực hiện: …"; not "Chương trình giai đoạn 2021-2025 đã kết thúc". */
static bool is_of_document(struct view folded) {
  static const char *const fronts[] = {"quy chế",
                                       "chương trình",
                                       "kế hoạch",
                                       "thỏa thuận",
                                       "thoả thuận",
                                       "bản thỏa thuận",
                                       "bản thoả thuận",
                                       "biên bản",
                                       "văn bản",
                                       "nghị quyết liên tịch",
                                       "thời gian thực hiện",
                                       "thời hạn",
                                       "hiệu lực"};
  static const char *const past[] = {" đã ", "trước đây", "hết hiệu lực", "năm qua"};
  static const char *const openings[] = {"theo đó, ", "cụ thể, ", "- "};
  folded = view_trim(folded);
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
    if (view_starts_with(folded, openings[i])) folded = view_slice(folded, strlen(openings[i]), SIZE_MAX);
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    if (view_starts_with(folded, fronts[i])) return !VIEW_HAS_ANY(folded, past);
  return false;
}

/* Whether another document is named before the place: "Quy chế này thực hiện Kế hoạch số 100 giai đoạn …". */
static bool is_of_other_document(const struct sentence *sentence, size_t at) {
  enum { FRONT_WORDS = 4 };
  const struct text_unit *unit = sentence->unit;
  size_t first = text_unit_token_at(unit, sentence->begin) + FRONT_WORDS, end = text_unit_token_at(unit, at);
  return first < end && signing_names_paper(unit, first, end);
}

static bool take_years(struct finding *finding, const struct sentence *sentence) {
  struct year_span span;
  struct view text = view_slice(sentence->unit->text, 0, sentence->end);
  for (size_t at = sentence->begin; text_next_year_span(text, &at, &span);) {
    if (is_of_other_document(sentence, span.offset)) return false;
    finding->facts->first_year = span.first;
    finding->facts->last_year = span.last;
    return true;
  }
  return false;
}

/* A day, month or year behind "từ" or "đến": "ngày 15/10/2026", "tháng 10/2031", "hết năm 2030". */
static struct date date_behind(const struct text_unit *unit, size_t i, bool is_end) {
  static const char *const passed[] = {"het", "ngay", "cuoi", "thoi", "diem"};
  struct date date = {.precision = DATE_NONE};
  int year, month, day;
  for (size_t k = 0; k < sizeof passed / sizeof *passed; k++)
    if (text_unit_is(unit, i, passed[k])) {
      i++;
      k = SIZE_MAX; /* from the first word again */
    }
  if (finding_read_day(unit, i, &year, &month, &day) && year > 0 && date_is_in_calendar(year, month, day))
    return (struct date){.precision = DATE_DAY, .year = year, .month = (uint8_t)month, .day = (uint8_t)day};
  struct buffer iso = {0};
  if (text_unit_is(unit, i, "thang") && i + 2 < unit->tokens.count &&
      finding_read_number(text_unit_word(unit, i + 1), 2, &month)) {
    size_t at = i + 2 + text_unit_is(unit, i + 2, "nam");
    if (text_unit_word(unit, at).length == 4 && finding_read_number(text_unit_word(unit, at), 4, &year))
      buffer_format(&iso, "%04d-%02d", year, month);
  } else {
    i += text_unit_is(unit, i, "nam");
    if (text_unit_word(unit, i).length == 4 && finding_read_number(text_unit_word(unit, i), 4, &year) &&
        year >= 1900)
      buffer_format(&iso, "%04d", year);
  }
  if (iso.length == 0 || !date_parse(buffer_view(&iso), is_end, &date)) date = (struct date){0};
  buffer_free(&iso);
  return date;
}

/* The last day of so many months from a day on. */
static struct date months_from(struct date from, long long months) {
  long long month = from.year * 12LL + from.month - 1 + months;
  int year = (int)(month / 12), of_year = (int)(month % 12) + 1, day = from.day;
  while (!date_is_in_calendar(year, of_year, day))
    day--;
  struct date next = {.precision = DATE_DAY, .year = year, .month = (uint8_t)of_year, .day = (uint8_t)day};
  return date_of_day_number(date_day_number(next) - 1);
}

/* "03 năm kể từ ngày ký", "24 tháng, tính từ 01/11/2026": how many months; `i` is behind the words. */
static long long months_said(const struct text_unit *unit, size_t *i) {
  long long number = text_unit_number(unit, *i);
  bool is_years = text_unit_is(unit, *i + 1, "nam");
  if (number == 0 || number > 600 || (!is_years && !text_unit_is(unit, *i + 1, "thang"))) return 0;
  size_t next = *i + 2;
  next += text_unit_is(unit, next, "ke") || text_unit_is(unit, next, "tinh");
  if (!text_unit_is(unit, next, "tu")) return 0;
  *i = next + 1;
  return is_years ? 12 * number : number;
}

/* Days, months or years behind "từ" and "đến", and how long from a day on. */
static bool take_days(struct finding *finding, const struct sentence *sentence) {
  const struct text_unit *unit = sentence->unit;
  struct facts *facts = finding->facts;
  size_t first = text_unit_token_at(unit, sentence->begin), end = text_unit_token_at(unit, sentence->end);
  for (size_t i = first; i < end; i++) {
    size_t behind = i;
    long long months = months_said(unit, &behind);
    struct view word = text_unit_word(unit, i);
    if (months > 0) {
      struct date from = date_behind(unit, behind, false);
      bool is_from_signing = text_unit_is(unit, behind, "ngay") && signing_is_word(unit, behind + 1);
      if (is_from_signing) from = facts->day;
      if (from.precision < DATE_DAY) continue;
      if (!is_from_signing) facts->starts = from;
      facts->ends = months_from(from, months);
      i = behind;
    } else if (view_equal_string(word, "từ") && !date_is_given(facts->starts) &&
               !date_is_given(facts->ends)) {
      facts->starts = date_behind(unit, i + 1, false);
    } else if (view_equal_string(word, "đến") && !date_is_given(facts->ends) &&
               !is_of_other_document(sentence, unit->tokens.items[i].begin)) {
      facts->ends = date_behind(unit, i + 1, true);
    }
  }
  facts->has_open_end = !date_is_given(facts->ends) &&
                        (view_find(sentence->folded, VIEW("không xác định thời hạn"), 0) != VIEW_NOT_FOUND ||
                         view_find(sentence->folded, VIEW("không thời hạn"), 0) != VIEW_NOT_FOUND);
  return date_is_given(facts->starts) || date_is_given(facts->ends) || facts->has_open_end;
}

/* Looks at each sentence that tells of signing, or of the document, and of a term; the first that says one is
 * taken, and quoted. */
static void find_said_term(struct finding *finding) {
  enum { SENTENCES = 500 };
  struct facts *facts = finding->facts;
  struct view quoted = {NULL, 0};
  bool is_found = false;
  size_t tries = 0;
  for (size_t i = 1; i <= finding->mentions->paragraph_units && !is_found; i++) {
    const struct text_unit *unit = &finding->mentions->units[i];
    for (size_t begin = 0, end; begin < unit->text.length && !is_found && tries++ < SENTENCES; begin = end) {
      end = article_sentence_end(unit->text, begin);
      if (end <= begin) break;
      struct view text = view_slice(unit->text, begin, end - begin);
      struct sentence sentence = {unit, begin, end, text_fold_case(finding->arena, text)};
      if (sentence.folded.length != text.length || !tells_of_term(&sentence)) continue;
      if (!is_of_document(sentence.folded)) continue;
      if (quoted.length == 0 && !is_of_other_document(&sentence, end)) quoted = view_trim(text);
      is_found = take_years(finding, &sentence) || take_days(finding, &sentence);
      if (is_found) quoted = view_trim(text);
    }
  }
  if (is_found)
    doubts_add(finding->doubts, DOUBT_PERIOD, sentence_import_term(quoted));
  else if (quoted.length > 0 && facts->first_year == 0)
    doubts_add(finding->doubts, DOUBT_PERIOD, sentence_import_term_left(quoted));
}

/* "giai đoạn 2021-2025" of what is signed in 2026. */
static void check_end(struct finding *finding) {
  const struct facts *facts = finding->facts;
  if (facts->first_year > 0 && facts->day.precision != DATE_NONE && facts->last_year < facts->day.year)
    doubts_add(finding->doubts, DOUBT_PERIOD,
               sentence_import_period_before(
                   arena_format(finding->arena, "%d–%d", facts->first_year, facts->last_year)));
}

void finding_term(struct finding *finding) {
  const struct facts *facts = finding->facts;
  find_years_where(finding, is_behind_word_of_term, finding_is_of_signing);
  if (facts->first_year == 0)
    find_years_where(finding, is_behind_word_of_term, finding_is_in_sentence_of_signing);
  if (facts->first_year == 0) find_years_where(finding, is_behind_bracket_or_from, finding_is_of_signing);
  if (facts->first_year == 0) find_one_year(finding);
  if (facts->first_year == 0) find_said_term(finding);
  check_end(finding);
}
