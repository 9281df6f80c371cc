#include "base/ascii.h"
#include "parse/body/body.h"
#include "register/checks/consistency.h"
#include "register/stages.h"
#include "text/press_date.h"
#include "text/unicode.h"
#include "text/year_span.h"
#include <stdio.h>

static bool differs(const struct agreement *agreement, const struct year_span *years) {
  struct date start = agreement_period(agreement)->start.value, end = agreement_period(agreement)->end.value;
  return (date_is_given(start) && start.year != years->first) ||
         (date_is_given(end) && end.year != years->last);
}

static bool is_period_of(const struct entry *entry, const struct year_span *years) {
  if (entry == NULL || entry->type != &agreement_type) return false;
  const struct agreement *agreement = (const struct agreement *)entry;
  return date_is_given(agreement_period(agreement)->start.value) &&
         date_is_given(agreement_period(agreement)->end.value) && !differs(agreement, years);
}

static bool is_among_references(const struct list *references, const struct year_span *years) {
  const struct reference *items = references->items;
  for (size_t i = 0; i < references->count; i++)
    if (is_period_of(items[i].target, years)) return true;
  return false;
}

static bool is_among(const struct list *agreements, const struct year_span *years) {
  for (size_t i = 0; i < agreements->count; i++)
    if (is_period_of(list_at(agreements, i), years)) return true;
  return false;
}

static bool is_of_linked(const struct agreement *agreement, const struct year_span *years) {
  const struct body *body = agreement->entry.body;
  for (size_t i = 0; body != NULL && i < body->link_count; i++)
    if (is_period_of(body->links[i].entry, years)) return true;
  return is_among_references(&agreement->succeeds, years) || is_among(&agreement->succeeded_by, years) ||
         is_among(&agreement->implemented_by, years) || is_among(&agreement->amended_by, years);
}

enum { CONTEXT = 160 }; /* bytes before a period in which its subject is looked for */

/* Whether the clause is about something that has years of its own: a strategy, a school year, a term. */
static bool is_of_something_else(struct view text, size_t offset) {
  static const char *const others[] = {
      "chien luoc", "de an",     "quy hoach",           "muc tieu quoc gia", "nhiem ky",
      "nam hoc",    "nien khoa", "ke hoach phat trien", "ke hoach nam nam",  "ke hoach 5 nam",
      "nghi quyet", "nghi dinh", "quyet dinh"};
  size_t begin = offset > CONTEXT ? offset - CONTEXT : 0;
  while (begin < offset && ((unsigned char)text.data[begin] & 0xc0) == 0x80)
    begin++;
  for (size_t i = begin; i < offset; i++)
    if (strchr(".;:|(", text.data[i]) != NULL) begin = i + 1;
  struct arena scratch = {0};
  struct view clause = text_fold(&scratch, view_slice(text, begin, offset - begin));
  bool found = VIEW_HAS_ANY(clause, others);
  arena_free(&scratch);
  return found;
}

/* Years within the period, of which a clause tells results or what was done: "sơ kết giai đoạn 2018–2020",
 * "nửa đầu, 2025–2027". */
static bool is_part_of_period(const struct agreement *agreement, struct view clause,
                              const struct year_span *years) {
  static const char *const words[] = {"so ket", "ket qua",       "nua dau", "nua cuoi", "nam dau",
                                      "chang",  "giai doan dau", "dot ",    "buoc dau", "hai nam",
                                      "ba nam", "bon nam",       "2 nam",   "3 nam",    "4 nam"};
  struct date start = agreement_period(agreement)->start.value, end = agreement_period(agreement)->end.value;
  if (!date_is_given(start) || !date_is_given(end) || years->first < start.year || years->last > end.year)
    return false;
  struct arena scratch = {0};
  bool found = VIEW_HAS_ANY(text_fold(&scratch, clause), words);
  arena_free(&scratch);
  return found;
}

/* Whether the clause links to another entry, or speaks of what was before: whose term it is. */
static bool is_of_earlier(struct view clause) {
  static const char *const words[] = {"](agreement:", "giai đoạn trước", "Giai đoạn trước", "trước đó",
                                      "Trước đó"};
  return VIEW_HAS_ANY(clause, words);
}

/* The part of a text from the beginning of the sentence up to `offset`. */
static struct view clause_before(struct view text, size_t offset) {
  size_t begin = offset > CONTEXT ? offset - CONTEXT : 0;
  for (size_t i = begin; i + 1 < offset; i++)
    if (strchr(";|\n", text.data[i]) != NULL || (text.data[i] == '.' && ascii_is_space(text.data[i + 1])))
      begin = i + 1;
  return view_slice(text, begin, offset - begin);
}

/* Whether the clause names a document by another number than the agreement's own, whose years they may be. */
static bool is_of_another_document(const struct agreement *agreement, struct view text, size_t offset) {
  struct view clause = clause_before(text, offset);
  size_t at = view_find(clause, VIEW("số "), 0);
  struct view number =
      view_slice(clause, at == VIEW_NOT_FOUND ? clause.length : at + strlen("số "), SIZE_MAX);
  number = view_slice(number, 0, view_find_byte(number, ' ', 0));
  return number.length > 0 && ascii_is_digit(number.data[0]) &&
         view_find_byte(number, '/', 0) != VIEW_NOT_FOUND &&
         !view_equal(number, text_view(agreement->number));
}

/* Years of what an agreement carries out or changes are named in its title, and those of its predecessor are
 * what a copied title still has. */
static bool is_explained(const struct agreement *agreement, struct view text, const struct year_span *years,
                         bool title) {
  return is_among_references(&agreement->implements, years) ||
         is_among_references(&agreement->amends, years) || (!title && is_of_linked(agreement, years)) ||
         is_of_something_else(text, years->offset) ||
         is_of_another_document(agreement, text, years->offset) ||
         (!title && is_part_of_period(agreement, clause_before(text, years->offset), years));
}

/* A text speaks of many years; those that share a year with the period are meant to be it. */
static bool is_meant(const struct agreement *agreement, const struct year_span *years) {
  struct date start = agreement_period(agreement)->start.value, end = agreement_period(agreement)->end.value;
  return (date_is_given(start) && start.year == years->first) ||
         (date_is_given(end) && end.year == years->last);
}

static void add_year(char *text, size_t size, struct date date) {
  if (date_is_given(date))
    snprintf(text, size, "%d", (int)date.year);
  else
    snprintf(text, size, "...");
}

static void report_years(struct diagnostics *diagnostics, const struct agreement *agreement,
                         struct source_location location, const struct year_span *years) {
  char start[16], end[16];
  add_year(start, sizeof start, agreement_period(agreement)->start.value);
  add_year(end, sizeof end, agreement_period(agreement)->end.value);
  consistency_report(diagnostics, &agreement->entry, location,
                     message_period_mismatch(years->first, years->last, view_of(start), view_of(end)));
}

enum { EXAMINED = 512 }; /* periods of one text at the most that are looked at closely */

static void check_text(struct diagnostics *diagnostics, const struct agreement *agreement,
                       const struct text *text, bool title) {
  size_t at = 0, examined = 0;
  for (struct year_span years; examined < EXAMINED && text_next_year_span(text_view(*text), &at, &years);) {
    if (!differs(agreement, &years) || (!title && !is_meant(agreement, &years))) continue;
    examined++;
    if (is_explained(agreement, text_view(*text), &years, title)) continue;
    report_years(diagnostics, agreement, text->location, &years);
    return;
  }
}

enum { BODY_REPORTS = 8 }; /* of one body, each of other years */

static void check_body(struct diagnostics *diagnostics, const struct agreement *agreement) {
  if ((agreement->entry.flags & ENTRY_HAS_YEARS) == 0) return;
  struct view text = agreement->entry.markdown;
  struct year_span reported[BODY_REPORTS];
  size_t count = 0, at = 0, examined = 0;
  for (struct year_span years;
       count < BODY_REPORTS && examined < EXAMINED && text_next_year_span(text, &at, &years);) {
    if (!differs(agreement, &years) || !is_meant(agreement, &years)) continue;
    bool again = false;
    for (size_t i = 0; i < count && !again; i++)
      again = reported[i].first == years.first && reported[i].last == years.last;
    if (again) continue;
    examined++;
    if (is_explained(agreement, text, &years, false)) continue;
    report_years(diagnostics, agreement, consistency_mark_in_body(&agreement->entry, years.offset), &years);
    reported[count++] = years;
  }
}

/* The only year that stands alone in a text; 0: none, or several. */
static int32_t lone_year(struct view text) {
  int32_t found = 0;
  for (size_t at = 0; at + 4 <= text.length; at++) {
    int32_t year = text_year_at(text, at);
    if (year == 0) continue;
    if (found != 0 && found != year) return 0;
    found = year;
    at += 3;
  }
  return found;
}

static bool names_year(struct view text, int32_t year) {
  for (size_t at = 0; at + 4 <= text.length; at++)
    if (text_year_at(text, at) == year) return true;
  return false;
}

/* A short title with a year that neither the title nor the days have. */
static void check_short_title(struct diagnostics *diagnostics, const struct agreement *agreement) {
  int32_t year = lone_year(text_view(agreement->short_title));
  const struct date dates[] = {agreement->signed_on.value, agreement_period(agreement)->start.value,
                               agreement_period(agreement)->end.value};
  bool is_known = year == 0 || names_year(text_view(agreement->title), year), any = false;
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    any = any || date_is_given(dates[i]);
    is_known = is_known || (date_is_given(dates[i]) && dates[i].year == year);
  }
  if (any && !is_known)
    consistency_report(diagnostics, &agreement->entry, agreement->short_title.location,
                       message_short_title_year(year));
}

/* The year within a document's number, 74/2019/NĐ-CP; 0: none. */
static int32_t year_of_number(struct view number) {
  size_t slash = view_find_byte(number, '/', 0);
  if (slash == VIEW_NOT_FOUND || slash + 5 >= number.length || number.data[slash + 5] != '/') return 0;
  return text_year_at(view_slice(number, slash + 1, 4), 0);
}

/* The number of a document is given in the year of its signing. */
static void check_number(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct date signed_on = agreement->signed_on.value;
  int32_t year = year_of_number(text_view(agreement->number));
  if (year != 0 && date_is_given(signed_on) && signed_on.year != year)
    consistency_report(diagnostics, &agreement->entry, agreement->number.location,
                       message_number_year(year, signed_on.year));
}

/* Words of a clause about what came before an agreement, or that it changes or carries out. */
static const char *const others_named[] = {"thay",    "sửa đổi",  "bổ sung",  "trước",
                                           "kế thừa", "tiếp nối", "nối tiếp", "thực hiện",
                                           "theo ",   "căn cứ",   "tổng kết", "sơ kết"};

/* The body gives a number with the agreement's own code that is not its own, and its own nowhere; not of what
 * came before it, or that it changes or carries out. */
static void check_number_in_body(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct view body = agreement->entry.markdown, number = text_view(agreement->number);
  size_t slash = view_find_byte(number, '/', 0);
  if ((agreement->entry.flags & ENTRY_STATES_FACTS) == 0 || slash == VIEW_NOT_FOUND || slash == 0 ||
      view_find_byte(number, '-', slash) == VIEW_NOT_FOUND || view_find(body, number, 0) != VIEW_NOT_FOUND)
    return;
  struct view code = view_slice(number, slash, SIZE_MAX);
  size_t at = view_find(body, code, 0), begin = at;
  if (at == VIEW_NOT_FOUND || view_find(body, code, at + 1) != VIEW_NOT_FOUND) return;
  while (begin > 0 && ascii_is_digit(body.data[begin - 1]))
    begin--;
  char end = at + code.length < body.length ? body.data[at + code.length] : ' ';
  struct view clause = clause_before(body, begin),
              written = view_slice(body, begin, at + code.length - begin);
  int32_t year = 0; /* of a day right behind it */
  for (size_t i = at + code.length; i + 4 <= body.length && i < at + code.length + 40 && year == 0; i++)
    if (body.data[i] == '/' && (view_starts_with(view_slice(body, i, SIZE_MAX), "/19") ||
                                view_starts_with(view_slice(body, i, SIZE_MAX), "/20")))
      year = text_year_at(view_slice(body, i + 1, 4), 0);
  bool is_other =
      VIEW_HAS_ANY(clause, others_named) || (year != 0 && year != agreement->signed_on.value.year);
  bool is_whole =
      begin < at && !ascii_is_alphanumeric(end) && end != '-' && end != '/' && (unsigned char)end < 0x80;
  if (is_whole && !is_other)
    consistency_report(diagnostics, &agreement->entry, consistency_mark_in_body(&agreement->entry, begin),
                       message_number_in_text(written, number));
}

/* "có hiệu lực đến hết năm 2031", where the period says another year. */
static void check_end_in_body(struct diagnostics *diagnostics, const struct agreement *agreement) {
  static const char *const words[] = {"đến hết năm ", "đến năm "};
  struct date end = agreement_period(agreement)->end.value;
  struct view body = agreement->entry.markdown;
  bool may_say = date_is_given(end) && (agreement->entry.flags & ENTRY_STATES_FACTS) != 0;
  size_t at = may_say ? view_find(body, VIEW("có hiệu lực "), 0) : VIEW_NOT_FOUND;
  if (at == VIEW_NOT_FOUND) return;
  struct view clause = view_slice(body, at, CONTEXT);
  for (size_t i = 0; i < clause.length; i++)
    if (strchr(".;\n", clause.data[i]) != NULL) clause.length = i;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t found = view_find(clause, view_of(words[i]), 0);
    if (found == VIEW_NOT_FOUND) continue;
    found += strlen(words[i]);
    int32_t year = text_year_at(clause, found);
    if (year != 0 && year != end.year && !is_of_something_else(body, at) &&
        !is_of_another_document(agreement, body, at) && !is_of_earlier(clause_before(body, at)))
      consistency_report(diagnostics, &agreement->entry,
                         consistency_mark_in_body(&agreement->entry, at + found),
                         message_end_in_text(year, end.year));
    return;
  }
}

/* The day in digits or words that stands at `at`: 20/11/2021, 20 tháng 11 năm 2021. False: there is none. */
static bool read_day(struct view text, size_t at, struct view *written, struct date *day) {
  static const struct view month = VIEW(" tháng "), year = VIEW(" năm ");
  enum { LONGEST = 32 };
  struct view rest = view_slice(text, at, LONGEST);
  size_t end = 0, found = view_find(rest, month, 0);
  if (found <= 2) {
    end = view_find(rest, year, found);
    if (end == VIEW_NOT_FOUND) return false;
    end += year.length;
  }
  while (end < rest.length && (ascii_is_digit(rest.data[end]) || strchr("/-.", rest.data[end]) != NULL))
    end++;
  while (end > 0 && !ascii_is_digit(rest.data[end - 1]))
    end--;
  *written = view_slice(rest, 0, end);
  struct buffer iso = {0};
  bool is_read = press_date_read(&iso, *written, false) == PRESS_DATE_FOUND &&
                 date_parse(buffer_view(&iso), false, day) && day->precision == DATE_DAY;
  buffer_free(&iso);
  return is_read;
}

static bool is_signed_on(const struct list *references, struct date day) {
  const struct reference *items = references->items;
  for (size_t i = 0; i < references->count; i++) {
    const struct agreement *other = (const struct agreement *)items[i].target;
    if (other != NULL && date_compare(other->signed_on.value, day) == 0) return true;
  }
  return false;
}

/* Two days of which one may be the other mistyped: of one year, or the same day of another. */
static bool are_near(struct date one, struct date other) {
  return one.year == other.year || (one.month == other.month && one.day == other.day);
}

/* The body tells of a signing, always on another day than is given. */
static void check_signing_in_body(struct diagnostics *diagnostics, const struct agreement *agreement) {
  static const struct view phrases[] = {VIEW("ký ngày "), VIEW("ký kết ngày "), VIEW("ký vào ngày "),
                                        VIEW("ký kết vào ngày ")};
  struct date given = agreement->signed_on.value, day;
  struct view body = agreement->entry.markdown, written, first = {NULL, 0};
  if ((agreement->entry.flags & ENTRY_STATES_FACTS) == 0 || given.precision != DATE_DAY) return;
  for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
    for (size_t at = 0; (at = view_find(body, phrases[i], at)) != VIEW_NOT_FOUND; at += phrases[i].length) {
      if (!read_day(body, at + phrases[i].length, &written, &day)) continue;
      if (date_compare(day, given) == 0) return;
      bool is_other = VIEW_HAS_ANY(clause_before(body, at), others_named) ||
                      is_of_another_document(agreement, body, at) || !are_near(day, given) ||
                      is_signed_on(&agreement->succeeds, day) || is_signed_on(&agreement->amends, day) ||
                      is_signed_on(&agreement->implements, day);
      if (!is_other && first.length == 0) first = written;
    }
  if (first.length == 0) return;
  struct buffer iso = {0};
  date_add_iso(&iso, given);
  consistency_report(diagnostics, &agreement->entry,
                     consistency_mark_in_body(&agreement->entry, (size_t)(first.data - body.data)),
                     message_signing_in_text(first, buffer_view(&iso)));
  buffer_free(&iso);
}

/* The first years in a text that are meant to be the agreement's and are others; a text that has those too
 * tells of something else. */
static bool find_other_years(const struct agreement *agreement, struct view text, struct year_span *found) {
  struct year_span years;
  bool has_found = false;
  for (size_t at = 0; text_next_year_span(text, &at, &years);) {
    if (!differs(agreement, &years)) return false;
    if (has_found || !is_meant(agreement, &years) || is_explained(agreement, text, &years, false)) continue;
    *found = years;
    has_found = true;
  }
  return has_found;
}

/* News of the signing says another period than the agreement's. */
static void check_news_text(struct diagnostics *diagnostics, const struct agreement *agreement,
                            const struct news *news, const char *field, const struct text *text) {
  struct year_span years = {0};
  char start[16], end[16];
  if (!find_other_years(agreement, text_view(*text), &years)) return;
  add_year(start, sizeof start, agreement_period(agreement)->start.value);
  add_year(end, sizeof end, agreement_period(agreement)->end.value);
  consistency_report(diagnostics, &news->entry, text->location,
                     message_period_in_news(field, years.first, years.last, agreement->entry.id,
                                            view_of(start), view_of(end)));
}

/* Whether the news is of a signing, by its title where no occasion is given. */
static bool is_of_signing(const struct news *news) {
  static const char *const words[] = {"ký", "Ký"};
  struct view kind = text_view(news_occasion(news)->kind);
  return kind.length > 0 ? view_equal_string(kind, "signing") : VIEW_HAS_ANY(text_view(news->title), words);
}

/* Of news of the signing of this agreement alone; others tell of parts of a period, and of several. */
static void check_news(struct diagnostics *diagnostics, const struct agreement *agreement) {
  enum { LOOKED_AT = 64 };
  for (size_t i = 0; i < agreement->news.count && i < LOOKED_AT; i++) {
    const struct news *news = list_at(&agreement->news, i);
    if (news->agreements.count != 1 || !is_of_signing(news)) continue;
    check_news_text(diagnostics, agreement, news, "title", &news->title);
    check_news_text(diagnostics, agreement, news, "summary", &news->summary);
  }
}

/* Nothing is based on what came only later. */
static void check_basis(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct date signed_on = agreement->signed_on.value;
  const struct legal_document *documents = agreement->legal_basis.items;
  for (size_t i = 0; date_is_given(signed_on) && i < agreement->legal_basis.count; i++) {
    struct view number = text_view(documents[i].number);
    int32_t year = year_of_number(number);
    if (year > signed_on.year)
      consistency_report(diagnostics, &agreement->entry, documents[i].number.location,
                         message_basis_year(number, year, signed_on.year));
  }
}

static void check_periods(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct date start = agreement_period(agreement)->start.value, end = agreement_period(agreement)->end.value;
  if (!date_is_given(start) && !date_is_given(end)) return;
  if (date_is_given(start) && date_is_given(end) && date_compare(end, start) < 0)
    return; /* an error already */
  check_text(diagnostics, agreement, &agreement->title, true);
  check_text(diagnostics, agreement, &agreement->short_title, true);
  check_text(diagnostics, agreement, &agreement->summary, false);
  check_body(diagnostics, agreement);
  check_news(diagnostics, agreement);
  check_end_in_body(diagnostics, agreement);
}

/* "chu-tich-hoi-lhpn-tinh" is "chu-tich" and says more; "pho-chu-tich" is another. */
static bool is_same_title(struct view shorter, struct view longer) {
  if (shorter.length == 0 || shorter.length > longer.length) return false;
  if (memcmp(shorter.data, longer.data, shorter.length) != 0) return false;
  return shorter.length == longer.length || longer.data[shorter.length] == '-';
}

enum {
  TITLES = 16,     /* in one line at the most that are compared */
  POSITIONS = 256, /* of a person, and signers of a signatory, at the most that are looked at */
};

/* Titles of several offices are separated by commas; one that both have will do. */
static bool titles_agree(struct view title, struct view position) {
  if (view_equal(title, position)) return true;
  struct arena scratch = {0};
  bool agree = false;
  struct view left = title, one, other;
  for (size_t i = 0; i < TITLES && !agree && view_next(&left, ',', &one); i++) {
    struct view right = position, a = text_slug(&scratch, one);
    for (size_t k = 0; k < TITLES && !agree && view_next(&right, ',', &other); k++) {
      struct view b = text_slug(&scratch, other);
      agree = is_same_title(a, b) || is_same_title(b, a);
    }
  }
  arena_free(&scratch);
  return agree;
}

/* Whether the position may have been held on the date, of which only the month or year may be known. */
static bool covers(const struct position *position, struct date date) {
  struct date from = position->from.value, to = position->to.value;
  return !date_is_given(date) ||
         ((!date_is_given(from) || date_day_number(from) <= date_last_day_number(date)) &&
          (!date_is_given(to) || date_day_number(to) >= date_first_day_number(date)));
}

static void check_signer(struct diagnostics *diagnostics, const struct agreement *agreement,
                         const struct entry *organization, const struct signer *signer) {
  if (signer->person.target == NULL) return;
  const struct person *person = (const struct person *)signer->person.target;
  const struct position *positions = person->positions.items;
  if (person->positions.count > POSITIONS) return;
  bool any = false, same = signer->title.length == 0, in_time = false;
  for (size_t i = 0; i < person->positions.count; i++) {
    if (positions[i].organization.target != organization) continue;
    if (date_is_given(positions[i].from.value) && date_is_given(positions[i].to.value) &&
        date_compare(positions[i].to.value, positions[i].from.value) < 0)
      return; /* an error already */
    any = true;
    bool titled =
        signer->title.length == 0 || titles_agree(text_view(signer->title), text_view(positions[i].title));
    same = same || titled;
    in_time = in_time || (titled && covers(&positions[i], agreement->signed_on.value));
  }
  if (!any || in_time) return;
  bool titled = signer->title.length > 0;
  consistency_report(diagnostics, &agreement->entry,
                     titled ? signer->title.location : signer->person.location,
                     same ? message_signer_position_on_day(person->entry.id, organization->id)
                          : message_signer_position(person->entry.id, organization->id));
}

/* Without a day of signing the first day of the period decides who was dissolved already. */
static void check_organization(struct diagnostics *diagnostics, const struct agreement *agreement,
                               const struct signatory *signatory) {
  const struct organization *organization = (const struct organization *)signatory->organization.target;
  struct date signed_on = agreement->signed_on.value, day = entry_date(&agreement->entry);
  struct date founded = organization->founded.value, dissolved = organization->dissolved.value;
  struct source_location location = signatory->organization.location;
  if (date_is_given(founded) && date_is_given(dissolved) && date_compare(dissolved, founded) < 0) return;
  if (date_is_given(day) && date_is_given(dissolved) && date_day_number(dissolved) < date_day_number(day))
    consistency_report(diagnostics, &agreement->entry, location,
                       message_signatory_dissolved(organization->entry.id));
  if (date_is_given(signed_on) && date_is_given(founded) &&
      date_day_number(founded) > date_last_day_number(signed_on))
    consistency_report(diagnostics, &agreement->entry, location,
                       message_signatory_not_founded(organization->entry.id));
}

static const struct province *province_of(const struct signatory *signatory) {
  const struct organization *organization = (const struct organization *)signatory->organization.target;
  return organization == NULL ? NULL : (const struct province *)organization->province.target;
}

/* A province and what it was merged into are the same place. */
static bool is_same_place(const struct province *a, const struct province *b) {
  return a == b || a->merged_into.target == &b->entry || b->merged_into.target == &a->entry;
}

enum { COMPARISONS = 4096 }; /* at the most for one agreement */

static void check_provinces(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  const struct reference *provinces = agreement->provinces.items;
  size_t count = agreement->signatories.count;
  if (count * agreement->provinces.count > COMPARISONS) return;
  for (size_t i = 0; i < count; i++)
    if (province_of(&signatories[i]) == NULL) return;
  for (size_t i = 0; i < agreement->provinces.count; i++) {
    bool found = count == 0;
    for (size_t k = 0; k < count && !found; k++)
      found = is_same_place((const struct province *)provinces[i].target, province_of(&signatories[k]));
    if (!found)
      consistency_report(diagnostics, &agreement->entry, provinces[i].location,
                         message_foreign_province(provinces[i].target->id));
  }
}

static void check_signatories(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    if (signatories[i].organization.target == NULL) continue;
    const struct signer *signers = signatories[i].signers.items;
    for (size_t k = 0; k < signatories[i].signers.count && k < POSITIONS; k++)
      check_signer(diagnostics, agreement, signatories[i].organization.target, &signers[k]);
    check_organization(diagnostics, agreement, &signatories[i]);
  }
  check_provinces(diagnostics, agreement);
}

enum { DAYS_OF_A_YEAR = 366 };

static void check_signing(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct date signed_on = agreement->signed_on.value, start = agreement_period(agreement)->start.value;
  if (signed_on.precision == DATE_NONE || start.precision == DATE_NONE) return;
  if (date_day_number(signed_on) - date_day_number(start) > DAYS_OF_A_YEAR)
    consistency_report(diagnostics, &agreement->entry, agreement->signed_on.location, message_late_signing());
}

static void check_agreement(struct diagnostics *diagnostics, const struct agreement *agreement,
                            struct date today) {
  consistency_check_contradictions(diagnostics, agreement, today);
  check_signing(diagnostics, agreement);
  consistency_check_photos(diagnostics, &agreement->entry, &agreement->photos);
  check_periods(diagnostics, agreement);
  check_short_title(diagnostics, agreement);
  check_number(diagnostics, agreement);
  check_basis(diagnostics, agreement);
  check_number_in_body(diagnostics, agreement);
  check_signing_in_body(diagnostics, agreement);
  check_signatories(diagnostics, agreement);
  consistency_check_commitments(diagnostics, agreement);
}

void registry_check_consistency(struct registry *registry, struct list_builder *lists,
                                struct diagnostics *found) {
  (void)lists;
  consistency_check_twins(found, &registry->entries[ENTRY_ORGANIZATION]);
  consistency_check_twins(found, &registry->entries[ENTRY_PERSON]);
  consistency_check_twins(found, &registry->entries[ENTRY_TOPIC]);
  consistency_check_twins(found, &registry->entries[ENTRY_REGION]);
  consistency_check_twins(found, &registry->entries[ENTRY_AGREEMENT_TYPE]);
  consistency_check_tiles(found, &registry->entries[ENTRY_PROVINCE]);
  for (enum entry_kind kind = 0; kind < ENTRY_NEWS; kind++)
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      const struct entry *entry = list_at(&registry->entries[kind], i);
      if (kind == ENTRY_AGREEMENT)
        check_agreement(found, (const struct agreement *)entry, registry->options.today);
      if (kind == ENTRY_ORGANIZATION) consistency_check_successors(found, (const struct organization *)entry);
      consistency_check_years(found, entry, registry->options.today);
      consistency_check_encoding(found, entry);
    }
}
