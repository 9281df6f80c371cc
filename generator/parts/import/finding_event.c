#include "parts/import/finding.h"
#include "parts/import/signing_time.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

/* The only sign between the token and the next one, with blanks round it or without: '/' in "25/11", '-' in
 * "25 – 11"; '\0' where there is another or none. */
static char mark_behind(const struct text_unit *unit, size_t i) {
  const struct token *token = &unit->tokens.items[i];
  if (i + 1 >= unit->tokens.count || token[1].begin <= token->end) return '\0';
  struct view gap = view_slice(unit->text, token->end, token[1].begin - token->end), sign = view_trim(gap);
  if (view_equal_string(sign, "–")) return '-';
  bool is_sign = sign.length == 1 && (gap.length == 1 || strchr("-/", sign.data[0]) != NULL);
  return is_sign ? sign.data[0] : '\0';
}

/* "sáng 7 - 8 giờ", "ngày 10 - 12 tháng 5": the number is no month, but of what is said behind it. */
static bool is_counted(const struct tokens *tokens, size_t i) {
  static const char *const units[] = {"thang", "gio", "h", "phut"};
  for (size_t k = 0; k < sizeof units / sizeof *units; k++)
    if (finding_token_is(tokens, i + 1, units[k])) return true;
  return false;
}

bool finding_read_day(const struct text_unit *unit, size_t i, int *year, int *month, int *day) {
  const struct tokens *tokens = &unit->tokens;
  *year = 0;
  if (i >= tokens->count || !finding_read_number(tokens->items[i].folded, 2, day)) return false;
  if (finding_token_is(tokens, i + 1, "thang") && i + 2 < tokens->count &&
      finding_read_number(tokens->items[i + 2].folded, 2, month)) {
    if (finding_token_is(tokens, i + 3, "nam") && i + 4 < tokens->count &&
        !finding_read_number(tokens->items[i + 4].folded, 4, year))
      *year = 0;
    return true;
  }
  char mark = mark_behind(unit, i);
  if ((mark != '/' && mark != '-' && mark != '.') ||
      !finding_read_number(tokens->items[i + 1].folded, 2, month) || is_counted(tokens, i + 1))
    return false;
  /* "ngày 10-12/5": of several days the first. */
  if (mark == '-' && mark_behind(unit, i + 1) == '/' &&
      finding_read_number(tokens->items[i + 2].folded, 2, month)) {
    i++;
    mark = '/';
  }
  if (mark_behind(unit, i + 1) == mark && tokens->items[i + 2].folded.length == 4 &&
      !finding_read_number(tokens->items[i + 2].folded, 4, year))
    *year = 0;
  return *month >= 1 && *month <= 12;
}

/* "Sáng 25/11/2021", "ngày 31/5/2023", "chiều ngày 2 tháng 4"; not "tới 5 - 7 triệu đồng", which only folded
 * is the evening. */
static bool is_before_day(const struct text_unit *unit, size_t i) {
  static const char *const words[][3] = {{"ngay", "gày", "GÀY"},    {"sang", "áng", "ÁNG"},
                                         {"chieu", "hiều", "HIỀU"}, {"toi", "ối", "ỐI"},
                                         {"trua", "rưa", "RƯA"},    {"nay", "nay", "NAY"}};
  struct view written = text_unit_word(unit, i);
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (text_unit_is(unit, i, words[k][0]))
      return view_ends_with(written, words[k][1]) || view_ends_with(written, words[k][2]);
  return false;
}

static struct date date_of(int year, int month, int day) {
  return (struct date){.precision = DATE_DAY, .year = year, .month = (uint8_t)month, .day = (uint8_t)day};
}

/* The year in which the day lies at most two months before the publication; 0 where it does not. */
static int year_before(struct date published, int month, int day) {
  enum { DAYS = 60 };
  for (int year = published.year; published.precision != DATE_NONE && year >= published.year - 1; year--) {
    if (!date_is_in_calendar(year, month, day)) continue;
    int64_t before = (int64_t)date_day_number(published) - date_day_number(date_of(year, month, day));
    if (before >= 0 && before <= DAYS) return year;
  }
  return 0;
}

/* "số 598/KH-UBND ngày 21/10/2021", "Nghị quyết 37/2012/QH13 ngày 23/11/2012", "(được ký kết ngày
 * 14/05/2018)": the day of another document. `at` is where the day stands. */
static bool is_day_of_document(struct view text, size_t at) {
  enum { REACH = 60 };
  static const char *const words[] = {"ngày", "ký", "kết", "được", "ban hành", ",", "("};
  size_t begin = at > REACH ? at - REACH : 0;
  while (begin < at && utf8_continues(text.data[begin]))
    begin++;
  struct view before = view_trim(view_slice(text, begin, at - begin));
  bool is_signed = false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!view_ends_with(before, words[i])) continue;
    is_signed = is_signed || i == 3;
    before = view_trim(view_slice(before, 0, before.length - strlen(words[i])));
    i = SIZE_MAX; /* from the first word again */
  }
  size_t word = before.length;
  while (word > 0 && before.data[word - 1] != ' ')
    word--;
  struct view last = view_slice(before, word, SIZE_MAX);
  bool has_digit = false, has_capital = false;
  for (size_t i = 0; i < last.length; i++) {
    has_digit = has_digit || ascii_is_digit(last.data[i]);
    has_capital = has_capital || ascii_is_upper(last.data[i]);
  }
  bool has_mark =
      view_find_byte(last, '/', 0) != VIEW_NOT_FOUND ||
      (last.length > 0 && ascii_is_digit(last.data[0]) && view_find_byte(last, '-', 0) != VIEW_NOT_FOUND);
  bool is_number = has_digit && view_ends_with(view_trim(view_slice(before, 0, word)), "số");
  return is_signed || (has_digit && has_capital && has_mark) || is_number;
}

/* "sáng nay", "hôm qua" and the like before the token: how many days before that of publication; -1: not. */
static int days_before(const struct tokens *tokens, size_t i) {
  static const char *const parts[] = {"hom", "sang", "chieu", "toi", "trua", "ngay"};
  if (i == 0) return -1;
  int days = finding_token_is(tokens, i, "nay") ? 0 : finding_token_is(tokens, i, "qua") ? 1 : -1;
  for (size_t k = 0; k < sizeof parts / sizeof *parts && days >= 0; k++)
    if (finding_token_is(tokens, i - 1, parts[k])) return days;
  return -1;
}

/* A day that may be the event's: where it stands, and its year, 0 where the text gives none. */
struct said_day {
  const struct text_unit *unit;
  size_t token; /* 0: none */
  int year, month, day;
};

/* "có hiệu lực từ ngày 01/01/2027", "thực hiện kể từ 1/3". */
static bool is_day_of_force(struct view text, size_t at) {
  static const char *const words[] = {"hiệu lực", "thực hiện", "thi hành", "áp dụng", "kể "};
  enum { REACH = 48 };
  size_t begin = at > REACH ? at - REACH : 0;
  struct view before = view_trim(view_slice(text, begin, at - begin));
  if (view_ends_with(before, "ngày"))
    before = view_trim(view_slice(before, 0, before.length - strlen("ngày")));
  return view_ends_with(before, "từ") && VIEW_HAS_ANY(before, words);
}

/* The day that stands at the token and is no document's. */
static bool day_at(const struct text_unit *unit, size_t i, struct said_day *found) {
  *found = (struct said_day){.unit = unit, .token = i};
  bool is_said = is_before_day(unit, i - 1) || days_before(&unit->tokens, i - 1) > 0; /* "hôm qua (15/10)" */
  if (!is_said || !finding_read_day(unit, i, &found->year, &found->month, &found->day) ||
      is_day_of_document(unit->text, unit->tokens.items[i].begin) ||
      is_day_of_force(unit->text, unit->tokens.items[i].begin))
    return false;
  return date_is_in_calendar(found->year == 0 ? 2024 : found->year, found->month, found->day);
}

static bool find_first_day(const struct text_unit *unit, struct said_day *found) {
  for (size_t i = 1; i < unit->tokens.count; i++)
    if (day_at(unit, i, found)) return true;
  found->token = 0;
  return false;
}

/* "(26/11)", "ký kết tại Hà Nội, 26/11": no word says that it is a day, but a sentence that tells of signing,
 * and that it lies shortly before the publication. Round the clock is no day: "24/7". */
static bool is_bare_day(const struct finding *finding, const struct text_unit *unit, size_t i,
                        struct said_day *found) {
  enum { LONGEST = 5 };
  struct view text = unit->text;
  size_t begin = unit->tokens.items[i].begin;
  *found = (struct said_day){.unit = unit, .token = i};
  if (i == 0 || finding_token_is(&unit->tokens, i - 1, "so") || mark_behind(unit, i) != '/' ||
      !finding_read_day(unit, i, &found->year, &found->month, &found->day) || found->year != 0 ||
      mark_behind(unit, i + 1) == '/' || mark_behind(unit, i + 1) == '-')
    return false;
  struct view written = view_slice(text, begin, unit->tokens.items[i + 1].end - begin);
  if (written.length > LONGEST || view_equal_string(written, "24/7")) return false;
  /* "2/3 số hộ", "12/12 xã": a part of something. */
  struct view rest = view_slice(text, begin + written.length, SIZE_MAX);
  bool is_at_end = rest.length == 0 || strchr(".,;:)", rest.data[0]) != NULL ||
                   view_starts_with(rest, " tại ") || view_starts_with(rest, " giữa ") ||
                   view_starts_with(rest, " ở ");
  return is_at_end && !is_day_of_document(text, begin) && !is_day_of_force(text, begin) &&
         year_before(finding->article->published, found->month, found->day) != 0;
}

static bool find_bare_day(const struct finding *finding, const struct text_unit *unit,
                          struct said_day *found) {
  struct said_day said;
  bool tells = false;
  size_t end = 0;
  found->token = 0;
  for (size_t i = 1; i < unit->tokens.count; i++) {
    if (unit->tokens.items[i].begin >= end) {
      tells = false;
      found->token = 0;
      end = article_sentence_end(unit->text, unit->tokens.items[i].begin);
    }
    if (found->token == 0 && is_bare_day(finding, unit, i, &said)) *found = said;
    tells = tells || signing_is_now(unit, i);
    if (tells && found->token > 0) return true;
  }
  found->token = 0;
  return false;
}

/* "…, sáng 14/10", "vào ngày 14/10", "diễn ra sáng 14/10": when something is done, where "Đại hội ngày 1/10"
 * and "kế hoạch ngày 1/10" name what is of that day. `i` is the token of the day. */
static bool is_when_done(const struct text_unit *unit, size_t i) {
  static const char *const ends[] = {",",   ".",  ":",     "–", "-",  "vào",
                                     "Vào", "ra", "trong", "(", "đó", "Trong"};
  struct view before = view_trim(view_slice(unit->text, 0, unit->tokens.items[i - 1].begin));
  if (before.length == 0) return true;
  for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
    if (view_ends_with(before, ends[k])) return true;
  return false;
}

/* A day in a sentence that tells of signing: `when_done`: one of when something is done, on either side of
 * "ký"; else the first before it. */
static bool find_day_of_signing(const struct text_unit *unit, bool when_done, struct said_day *found) {
  struct said_day said;
  size_t end = 0;
  bool tells = false;
  found->token = 0;
  for (size_t i = 1; i < unit->tokens.count; i++) {
    if (unit->tokens.items[i].begin >= end) {
      found->token = 0;
      tells = false;
      end = article_sentence_end(unit->text, unit->tokens.items[i].begin);
    }
    if (found->token == 0 && day_at(unit, i, &said) && (!when_done || is_when_done(unit, i))) *found = said;
    tells = signing_is_now(unit, i) || (tells && when_done);
    if (found->token > 0 && tells) return true;
  }
  found->token = 0;
  return false;
}

static void tell_other_day(struct finding *finding, const struct said_day *taken,
                           const struct said_day *other) {
  struct arena *arena = finding->arena;
  if (taken->token == 0 || other->token == 0) return;
  if (taken->day == other->day && taken->month == other->month) return;
  doubts_add(finding->doubts, DOUBT_EVENT,
             sentence_import_event_days(arena_format(arena, "%d/%d", taken->day, taken->month),
                                        arena_format(arena, "%d/%d", other->day, other->month)));
}

static bool says_today(const struct text_unit *unit) {
  for (size_t i = 1; i < unit->tokens.count; i++)
    if (days_before(&unit->tokens, i) >= 0) return true;
  return false;
}

/* "Sáng nay", with no day before it: that of publication. */
static void take_today(struct finding *finding, const struct text_unit *unit) {
  struct date published = finding->article->published;
  for (size_t i = 1; i < unit->tokens.count; i++) {
    int before = days_before(&unit->tokens, i);
    if (before < 0) continue;
    struct view said = view_between(unit->text.data + unit->tokens.items[i - 1].begin,
                                    unit->text.data + unit->tokens.items[i].end);
    if (published.precision < DATE_DAY || before > 0) {
      doubts_add(finding->doubts, DOUBT_EVENT, sentence_import_day_is_said(said));
      return;
    }
    finding->facts->day = published;
    finding->facts->day.precision = DATE_DAY;
    doubts_add(finding->doubts, DOUBT_EVENT, sentence_import_day_is_today(said));
    return;
  }
}

bool finding_tells_of_day(const struct text_unit *unit, size_t from, size_t to) {
  int year, month, day;
  size_t first = text_unit_token_at(unit, from);
  for (size_t i = first == 0 ? 1 : first; i < unit->tokens.count && unit->tokens.items[i].end <= to; i++)
    if (is_before_day(unit, i - 1) && finding_read_day(unit, i, &year, &month, &day)) return true;
  return false;
}

/* "Chiều nay (4/1)" of a text that was published in October, "hôm qua (4/1)" of one of the fourth. */
static void check_today(struct finding *finding, const struct said_day *said) {
  struct date published = finding->article->published;
  int before = days_before(&said->unit->tokens, said->token - 1);
  if (published.precision < DATE_DAY || before < 0) return;
  int year = year_before(published, said->month, said->day);
  struct date day = date_of(year, said->month, said->day);
  if (year != 0 && date_day_number(day) == date_day_number(published) - before) return;
  doubts_add(finding->doubts, DOUBT_DATE,
             sentence_import_not_today(arena_format(finding->arena, "%d/%d", said->day, said->month)));
}

/* The day of the sentence that tells of signing, else the first that the text gives. */
void finding_day(struct finding *finding) {
  enum { PARAGRAPHS = 4 };
  const struct mentions *mentions = finding->mentions;
  struct said_day taken = {.token = 0}, first = {.token = 0};
  size_t last = mentions->paragraph_units < PARAGRAPHS ? mentions->paragraph_units : PARAGRAPHS;
  const struct text_unit *today = NULL;
  for (size_t i = 1; i <= last && first.token == 0 && today == NULL; i++)
    if (!find_first_day(&mentions->units[i], &first) && says_today(&mentions->units[i]))
      today = &mentions->units[i];
  for (int done = 1; done >= 0; done--)
    for (size_t i = 1; i <= last && taken.token == 0 && today == NULL && finding->facts->is_signing; i++)
      find_day_of_signing(&mentions->units[i], done == 1, &taken);
  if (taken.token == 0) taken = first;
  for (size_t i = 0; i <= last && taken.token == 0 && today == NULL && finding->facts->is_signing; i++)
    find_bare_day(finding, &mentions->units[i], &taken);
  if (today != NULL) take_today(finding, today);
  tell_other_day(finding, &taken, &first);
  if (taken.token > 0) {
    check_today(finding, &taken);
    finding->day_unit = taken.unit;
    finding->day_at = taken.unit->tokens.items[taken.token].begin;
    int year =
        taken.year != 0 ? taken.year : year_before(finding->article->published, taken.month, taken.day);
    struct view said = arena_format(finding->arena, "%d/%d", taken.day, taken.month);
    if (taken.year == 0)
      doubts_add(finding->doubts, DOUBT_EVENT,
                 year == 0 ? sentence_import_day_without_year(said)
                           : sentence_import_year_of_day(said, year));
    if (year != 0) finding->facts->day = date_of(year, taken.month, taken.day);
  }
  struct date published = finding->article->published, day = finding->facts->day;
  if (published.precision != DATE_NONE && day.precision != DATE_NONE &&
      date_day_number(day) > date_day_number(published))
    doubts_add(finding->doubts, DOUBT_EVENT, sentence_import_day_after());
}

void finding_day_of_number(struct finding *finding) {
  struct facts *facts = finding->facts;
  const struct text_unit *unit = finding->number_unit;
  if (facts->number.length == 0 || unit == NULL || facts->day.precision != DATE_NONE) return;
  size_t at = text_unit_token_at(unit, finding->number_end);
  int year, month, day;
  if (!text_unit_is(unit, at, "ngay") || unit->tokens.items[at].begin != finding->number_end + 1 ||
      !finding_read_day(unit, at + 1, &year, &month, &day) || !date_is_in_calendar(year, month, day))
    return;
  facts->day = date_of(year, month, day);
  doubts_add(finding->doubts, DOUBT_EVENT, sentence_import_day_of_number(facts->number));
}

/* "Lòng Sông - Đá Bạc": the dash is part of the name, between words of one capital letter each. */
static bool is_dash_of_name(struct view text, size_t at, size_t length) {
  size_t begin = at, behind = at + length;
  if (length < 3 || text.data[at] != ' ' || (text.data[at + 1] != '-' && text.data[at + 1] != '\xe2'))
    return false;
  while (begin > 0 && text.data[begin - 1] != ' ')
    begin--;
  if (begin == at || behind >= text.length) return false;
  for (int side = 0; side < 2; side++) {
    size_t next = side == 0 ? begin : behind;
    if (!u_isupper(text_next_character(text, &next)) || next >= text.length) return false;
    if (!u_islower(text_next_character(text, &next))) return false;
  }
  return true;
}

/* "Sở Giáo dục và Đào tạo", "MTTQ và các đoàn thể": the "và" at the place does not end a name that goes on,
 * in some few words, till `end`. */
static bool is_joint_of_name(struct view text, size_t at, size_t end) {
  enum { LONGEST = 60 };
  struct view rest = view_slice(text, at, end - at);
  rest = view_slice(rest, strlen(" và "), SIZE_MAX);
  size_t first = 0;
  return end - at <= LONGEST && rest.length > 0 &&
         (view_starts_with(rest, "các ") || u_isupper(text_next_character(rest, &first)));
}

/* Where a place ends that "tại" begins. */
static size_t place_end(struct view text) {
  static const char *const ends[] = {",",
                                     ".",
                                     ";",
                                     ":",
                                     "(",
                                     " đã ",
                                     " diễn ra",
                                     " tổ chức",
                                     " tiến hành",
                                     " ký ",
                                     " do ",
                                     " với ",
                                     " nhằm",
                                     " – ",
                                     " - ",
                                     " trong ",
                                     " vào ",
                                     " phối hợp",
                                     " để ",
                                     " lãnh đạo",
                                     " đại diện",
                                     " các đồng chí",
                                     " đồng chí",
                                     " dưới sự",
                                     " thay mặt",
                                     " hai đơn vị",
                                     " hai bên",
                                     " nhân dịp",
                                     " nhân kỷ niệm",
                                     " nhân ngày",
                                     " sáng ",
                                     " chiều ",
                                     " ngày "};
  size_t end = text.length;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    for (size_t at = 0; (at = view_find(view_slice(text, 0, end), view_of(ends[i]), at)) != VIEW_NOT_FOUND;
         at++) {
      bool is_abbreviation = ends[i][0] == '.' && at > 0 && ascii_is_upper(text.data[at - 1]);
      if (is_abbreviation || is_dash_of_name(text, at, strlen(ends[i]))) continue;
      end = at;
      break;
    }
  bool is_at_stop = end == text.length || text.data[end] != ' ';
  struct view place = view_slice(text, 0, end + 1);
  for (size_t at = 0; (at = view_find(place, VIEW(" và "), at)) != VIEW_NOT_FOUND; at++)
    if (!is_at_stop || !is_joint_of_name(text, at, end)) return at;
  return end;
}

/* How the name of a place may begin with a small letter: "tại trụ sở UBND tỉnh". */
static bool is_kind_of_place(struct view place) {
  static const char *const kinds[] = {"trụ sở",        "hội trường",   "thành phố", "tỉnh",       "xã",
                                      "phường",        "huyện",        "thị xã",    "thị trấn",   "quận",
                                      "nhà văn hóa",   "trung tâm",    "văn phòng", "phòng họp",  "khu",
                                      "cửa khẩu",      "quảng trường", "bảo tàng",  "trường",     "đồn",
                                      "nhà khách",     "khách sạn",    "thủ đô",    "hội trường", "sân",
                                      "nhà thiếu nhi", "nhà hát",      "thôn",      "bản",        "đảo"};
  bool has_kind = false, has_capital = false;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    has_kind = has_kind || (view_starts_with(place, kinds[i]) &&
                            view_starts_with(view_slice(place, strlen(kinds[i]), SIZE_MAX), " "));
  for (size_t at = 0; at < place.length && has_kind && !has_capital;) {
    int32_t character = text_next_character(place, &at);
    has_capital = u_isupper(character) != 0;
  }
  return has_capital;
}

/* The place behind the first "tại" at `from` or behind it. */
static bool find_place_in(struct finding *finding, struct view text, size_t from) {
  enum { LONGEST = 160 };
  static const char *const events[] = {"Lễ ",   "Hội nghị", "Hội thảo", "Buổi ",   "Đại hội", "Chương trình",
                                       "Điều ", "Nghị ",    "Quyết ",   "Văn bản", "Kế hoạch"};
  for (size_t at = from; at < text.length; at++) {
    struct view rest = view_slice(text, at, LONGEST);
    bool is_word = at == 0 || text.data[at - 1] == ' ' || text.data[at - 1] == '(';
    if (!is_word || (!view_starts_with(rest, "tại ") && !view_starts_with(rest, "Tại "))) continue;
    rest = view_slice(rest, strlen("tại "), SIZE_MAX);
    struct view place = view_trim(view_slice(rest, 0, place_end(rest)));
    size_t first = 0;
    if (place.length < 4 || place.length >= LONGEST - 10) continue;
    if (!u_isupper(text_next_character(place, &first)) && !is_kind_of_place(place)) continue;
    bool is_event = false;
    for (size_t k = 0; k < sizeof events / sizeof *events; k++)
      is_event = is_event || view_starts_with(place, events[k]);
    if (is_event) continue;
    finding->facts->place = place;
    return true;
  }
  return false;
}

/* The place behind the day of the event, else in its paragraph, else in the first ones. */
void finding_place(struct finding *finding) {
  enum { PARAGRAPHS = 2 };
  const struct text_unit *unit = finding->day_unit;
  if (unit != NULL) {
    size_t end = article_sentence_end(unit->text, finding->day_at);
    if (find_place_in(finding, view_slice(unit->text, 0, end), finding->day_at)) return;
    if (find_place_in(finding, unit->text, 0)) return;
  }
  for (size_t i = 1; i <= finding->mentions->paragraph_units && i <= PARAGRAPHS; i++)
    if (find_place_in(finding, finding->mentions->units[i].text, 0)) return;
}
