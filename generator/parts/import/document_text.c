#include "parts/import/document_text.h"

#include "parts/import/facts.h"
#include "parts/import/finding.h"
#include "parts/import/press_lines.h"
#include "parts/import/press_number.h"
#include "parts/import/small_letters.h"

#include "base/ascii.h"
#include "base/map.h"
#include "text/document_number.h"
#include "text/unicode.h"
#include "text/word.h"
#include "text/year_span.h"

#include <unicode/uchar.h>

/* A document's head ends within so many lines, and its signers stand in so many last ones. */
enum { HEAD_LINES = 60, LAST_LINES = 60 };

struct reading {
  struct document_text *document;
  struct arena *arena;
  const struct press_text *press;
  const struct registry *registry;
  struct finding finding;
  size_t heading, body;     /* the heading's first line, and the one behind its last */
  size_t preamble_end;      /* the first line of the provisions */
  struct view heading_text; /* its lines as one */
  size_t type_end;          /* where in it the agreement's type ends */
};

static bool begins_with_any(struct view text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (view_starts_with(text, words[i])) return true;
  return false;
}

#define BEGINS_WITH(text, words) begins_with_any(text, words, sizeof(words) / sizeof *(words))

static bool is_basis(struct view line) {
  static const char *const words[] = {"Căn cứ ", "CĂN CỨ ", "- Căn cứ ", "Căn cứ:"};
  return BEGINS_WITH(line, words);
}

static bool is_motto(struct view cell) {
  return view_starts_with(cell, "Độc lập") || view_starts_with(cell, "ĐỘC LẬP");
}

/* "Điều 4", "ĐIỀU 4": what stands behind the number and its sign; data NULL: it is no article. */
static struct view behind_article(struct view line) {
  static const char *const words[] = {"Điều ", "ĐIỀU "};
  if (!BEGINS_WITH(line, words)) return (struct view){NULL, 0};
  size_t at = strlen(words[0]), begin = at;
  while (at < line.length && ascii_is_digit(line.data[at]))
    at++;
  if (at == begin) return (struct view){NULL, 0};
  while (at < line.length && strchr(".: ", line.data[at]) != NULL)
    at++;
  return view_slice(line, at, SIZE_MAX);
}

/* "II. Nội dung", "Chương II", "Phần thứ nhất": a part of the document above its articles. */
static bool is_part(struct view line) {
  static const char *const words[] = {"Chương ", "CHƯƠNG ", "Phần ", "PHẦN ", "Mục ", "MỤC "};
  size_t at = 0;
  while (at < line.length && strchr("IVX", line.data[at]) != NULL)
    at++;
  return BEGINS_WITH(line, words) ||
         (at > 0 && at + 1 < line.length && strchr(".-/", line.data[at]) != NULL && line.data[at + 1] == ' ');
}

/* The number behind "Số:", in which a blank may stand at a dash. */
static struct view number_in(struct arena *arena, struct view cell) {
  static const char *const words[] = {"Số", "SỐ"};
  if (!BEGINS_WITH(cell, words)) return (struct view){NULL, 0};
  cell = view_slice(cell, strlen(words[0]), SIZE_MAX);
  while (cell.length > 0 && strchr(": ", cell.data[0]) != NULL)
    cell = view_slice(cell, 1, SIZE_MAX);
  if (cell.length == 0 || !ascii_is_digit(cell.data[0])) return (struct view){NULL, 0};
  return document_number_find(press_number_join(arena, cell), 0);
}

static bool cut_number(struct view *rest, int *number) {
  *rest = view_trim(*rest);
  size_t digits = 0;
  while (digits < rest->length && ascii_is_digit(rest->data[digits]))
    digits++;
  bool good = finding_read_number(view_slice(*rest, 0, digits), 4, number);
  *rest = view_trim(view_slice(*rest, digits, SIZE_MAX));
  return good;
}

static bool cut_word(struct view *rest, const char *word) {
  bool good = view_starts_with(*rest, word);
  if (good) *rest = view_slice(*rest, strlen(word), SIZE_MAX);
  return good;
}

/* "Hà Nội, ngày 08 tháng 12 năm 2008". */
static bool read_day(struct view cell, struct date *date, struct view *place) {
  size_t comma = view_find(cell, VIEW(", ngày "), 0);
  if (comma == VIEW_NOT_FOUND) return false;
  struct view rest = view_slice(cell, comma + strlen(", ngày "), SIZE_MAX);
  int day, month, year;
  if (!cut_number(&rest, &day) || !cut_word(&rest, "tháng") || !cut_number(&rest, &month) ||
      !cut_word(&rest, "năm") || !cut_number(&rest, &year) || !date_is_in_calendar(year, month, day))
    return false;
  *date = (struct date){.precision = DATE_DAY, .year = year, .month = (uint8_t)month, .day = (uint8_t)day};
  enum { LONGEST = 60 };
  struct view name = view_trim(view_slice(cell, 0, comma));
  size_t first = 0;
  bool is_name = name.length > 0 && name.length <= LONGEST && u_isupper(text_next_character(name, &first));
  *place = is_name ? name : (struct view){NULL, 0};
  return true;
}

/* The next cell of a line: a table's are parted by tabs or "|". */
static bool next_cell(struct view *rest, struct view *cell) {
  if (rest->length == 0) return false;
  size_t end = 0;
  while (end < rest->length && rest->data[end] != '\t' && rest->data[end] != '|')
    end++;
  *cell = view_trim(view_slice(*rest, 0, end));
  *rest = view_slice(*rest, end + 1, SIZE_MAX);
  return true;
}

static void read_cells(struct reading *reading, struct view line) {
  enum { MOST_WORDS = 24 };
  struct facts *facts = &reading->document->facts;
  if (is_basis(line) || word_count(line) > MOST_WORDS) return;
  struct view cell;
  while (next_cell(&line, &cell)) {
    if (facts->number.length == 0) facts->number = number_in(reading->arena, cell);
    if (facts->day.precision == DATE_NONE) read_day(cell, &facts->day, &facts->place);
  }
}

static bool is_head_line(struct view line) {
  struct view cell, place;
  struct date date;
  while (next_cell(&line, &cell))
    if (is_motto(cell) || view_starts_with(cell, "Số:") || read_day(cell, &date, &place)) return true;
  return false;
}

/* A sentence above the heading is of an article that quotes the document. */
static bool is_of_press(struct view line) {
  enum { MOST_WORDS = 40 };
  if (!press_line_ends_sentence(line)) return false;
  return word_count(line) > MOST_WORDS || view_find(line, VIEW(" ký "), 0) != VIEW_NOT_FOUND ||
         view_find(line, VIEW(" ký kết"), 0) != VIEW_NOT_FOUND;
}

/* The lines of a heading that begins at the line, as one; `*behind` is the line behind them. */
static struct view join_heading(const struct reading *reading, size_t line, size_t *behind) {
  enum { MOST = 6, LONGEST = 600, LONGEST_TYPE = 6 };
  static const char *const fronts[] = {"Để ",   "Nhằm ",      "Hôm nay",   "Xét ",
                                       "Theo ", "Trên cơ sở", "Thực hiện "};
  const struct press_text *press = reading->press;
  struct view text = press->lines[line].text;
  for (*behind = line + 1; *behind < press->count && *behind < line + MOST; ++*behind) {
    struct view next = press->lines[*behind].text;
    size_t first = 0;
    int32_t character = text_next_character(next, &first);
    if (!u_isalpha(character) && character != '"' && character != 0x201c) continue; /* "-------" */
    /* A title in capital letters ends with them. */
    bool is_text = (word_count(next) > 4 && press_line_ends_sentence(next)) || BEGINS_WITH(next, fronts) ||
                   (small_letters_are_missing(text) && !small_letters_are_missing(next) &&
                    word_count(text) > LONGEST_TYPE);
    if (is_basis(next) || is_text || is_part(next) || behind_article(next).data != NULL ||
        is_head_line(next) || text.length + next.length > LONGEST)
      break;
    text = ARENA_JOIN(reading->arena, text, VIEW(" "), next);
  }
  return text;
}

/* The heading: a type of agreement that the register has, in capital letters or alone on its line. */
static bool find_heading(struct reading *reading, const struct name_index *index) {
  const struct press_text *press = reading->press;
  for (size_t i = 0; i < press->count && i < HEAD_LINES; i++) {
    struct view line = press->lines[i].text;
    if (is_basis(line) || is_of_press(line) || behind_article(line).data != NULL) return false;
    bool is_large = small_letters_are_missing(line);
    if (!is_large && word_count(line) > 6) continue;
    struct view text = join_heading(reading, i, &reading->body);
    struct tokens tokens = name_tokens(index, text);
    size_t length;
    const struct name_use *use = name_index_find(index, &tokens, 0, &length);
    if (use == NULL || use->entry == NULL || use->entry->type != &agreement_type_type) continue;
    reading->type_end = tokens.items[length - 1].end;
    if (!is_large && reading->type_end != line.length) continue;
    reading->heading = i;
    reading->heading_text = text;
    reading->document->facts.type = use->entry;
    return true;
  }
  return false;
}

/* Whether there are provisions as documents have them behind the heading, and what else says that this is
 * one: a number, the country's motto, a day with its place, or bases and articles both. */
static bool is_document(struct reading *reading) {
  static const char *const firsts[] = {"1. ", "1) "};
  const struct press_text *press = reading->press;
  bool has_head = false, has_basis = false, has_article = false;
  for (size_t i = 0; i < press->count && i < reading->body + HEAD_LINES && !has_article; i++) {
    struct view line = press->lines[i].text;
    has_head = has_head || (i < reading->body + 2 && is_head_line(line));
    if (i < reading->body) continue;
    has_basis = has_basis || is_basis(line);
    has_article = behind_article(line).data != NULL || is_part(line) || BEGINS_WITH(line, firsts);
    reading->preamble_end = i;
  }
  return has_head ? has_basis || has_article : has_basis && has_article;
}

/* The lines at both ends, and the heading as the title: of those between, nothing is asked but their numbers.
 */
static void take_lines(struct reading *reading) {
  enum { BEHIND_HEADING = 40 };
  const struct press_text *press = reading->press;
  struct article *article = &reading->document->article;
  size_t front = reading->body + BEHIND_HEADING;
  size_t last = press->count > LAST_LINES ? press->count - LAST_LINES : 0;
  size_t capacity = 0;
  for (size_t i = 0; i < press->count; i++) {
    if ((i >= front && i < last) || (i >= reading->heading && i < reading->body)) continue;
    struct view cell, rest = press->lines[i].text;
    if (i < reading->preamble_end) read_cells(reading, rest);
    while (next_cell(&rest, &cell)) {
      if (cell.length == 0) continue;
      article->paragraphs = arena_grow(reading->arena, article->paragraphs, article->paragraph_count,
                                       &capacity, sizeof *article->paragraphs);
      article->paragraphs[article->paragraph_count++] = (struct paragraph){.text = cell};
    }
  }
  article->title = reading->heading_text;
}

/* The title with the letters that the document's sentences have, unless it has small ones already. */
static struct view small_letters(const struct reading *reading, struct view title) {
  const struct press_text *press = reading->press;
  size_t count = press->count - reading->body;
  if (!small_letters_are_missing(title)) return title;
  struct view *lines = arena_array(reading->arena, count + 1, sizeof *lines);
  for (size_t i = 0; i < count; i++)
    lines[i] = press->lines[reading->body + i].text;
  return small_letters_of(reading->arena, title, &reading->document->mentions.units[0], lines, count);
}

/* "V/v phối hợp …", "Về việc …", "Phối hợp …" as they go on behind the type. */
static struct view subject_of(struct arena *arena, struct view text) {
  static const char *const shorts[] = {"V/v:", "V/v", "V/V:", "V/V", "v/v:", "v/v"};
  static const char *const words[] = {"Về ", "Phối hợp", "Quy định", "Giữa "};
  while (text.length > 0 && strchr(" -:,.", text.data[0]) != NULL)
    text = view_slice(text, 1, SIZE_MAX);
  while (text.length > 0 && strchr(".;: ", text.data[text.length - 1]) != NULL)
    text.length--;
  for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
    if (view_starts_with(text, shorts[i]))
      return ARENA_JOIN(arena, VIEW("về việc "), view_trim(view_slice(text, strlen(shorts[i]), SIZE_MAX)));
  if (!BEGINS_WITH(text, words)) return text;
  size_t first = 0;
  text_next_character(text, &first);
  return ARENA_JOIN(arena, text_fold_case(arena, view_slice(text, 0, first)),
                    view_slice(text, first, SIZE_MAX));
}

static struct view title_of(const struct reading *reading) {
  struct view type = reading->document->facts.type->heading;
  struct view subject = view_slice(reading->heading_text, reading->type_end, SIZE_MAX);
  subject = subject_of(reading->arena, small_letters(reading, view_trim(subject)));
  return subject.length == 0 ? type : ARENA_JOIN(reading->arena, type, VIEW(" "), subject);
}

static size_t known_parties(const struct facts *facts) {
  size_t known = 0;
  for (size_t i = 0; i < facts->party_count; i++)
    known += facts->parties[i].organization != NULL;
  return known;
}

/* The only organization of the code; NULL: none or several. */
static const struct entry *organization_of_code(const struct registry *registry, struct view code) {
  const struct list *organizations = &registry->entries[ENTRY_ORGANIZATION];
  const struct entry *only = NULL;
  for (size_t i = 0; i < organizations->count; i++) {
    const struct entry *entry = list_at(organizations, i);
    if (!view_equal(text_view(((const struct organization *)entry)->code), code)) continue;
    if (only != NULL) return NULL;
    only = entry;
  }
  return only;
}

static void take_codes(struct reading *reading) {
  struct facts *facts = &reading->document->facts;
  struct document_number number;
  facts->party_count = 0;
  if (facts->number.length == 0 || document_number_parse(facts->number, &number) != NULL) return;
  for (size_t i = 0; i < number.issuer_count && i < PARTIES_LIMIT; i++) {
    const struct entry *entry = organization_of_code(reading->registry, number.issuers[i]);
    if (entry != NULL) facts->parties[facts->party_count++] = (struct party){.organization = entry};
  }
  if (facts->party_count < number.issuer_count) facts->party_count = 0;
}

/* The offices that the title names behind "giữa". */
static void take_title(struct reading *reading) {
  const struct text_unit *unit = &reading->document->mentions.units[0];
  struct view folded = text_fold_case(reading->arena, unit->text);
  size_t between = view_find(folded, VIEW("giữa "), 0), first = 0;
  if (between == VIEW_NOT_FOUND || folded.length != unit->text.length) return;
  while (first < unit->mention_count && unit->mentions[first].begin < between)
    first++;
  finding_joint_parties(&reading->finding, unit, first);
}

/* Whether the unit is a line above the provisions that says who issues the document. */
static bool is_preamble(const struct reading *reading, const struct text_unit *unit) {
  enum { LONGEST = 4000 };
  static const char *const words[] = {"ban hành", "thống nhất", "ký kết", "cùng ký", "ký "};
  for (size_t i = reading->body; i <= reading->preamble_end && i < reading->press->count; i++) {
    struct view line = reading->press->lines[i].text;
    if (unit->text.data >= line.data && unit->text.data < line.data + line.length)
      return line.length <= LONGEST && !is_basis(line) && VIEW_HAS_ANY(line, words);
  }
  return false;
}

/* "Bộ Y tế và Trung ương Đoàn thống nhất ban hành …" above the provisions. */
static void take_preamble(struct reading *reading) {
  const struct mentions *mentions = &reading->document->mentions;
  for (size_t i = 1; i < mentions->unit_count; i++)
    if (is_preamble(reading, &mentions->units[i]) &&
        finding_joint_parties(&reading->finding, &mentions->units[i], 0))
      return;
}

/* The offices of the head, in capital letters. */
static void take_head(struct reading *reading) {
  const struct mentions *mentions = &reading->document->mentions;
  const struct press_text *press = reading->press;
  struct facts *facts = &reading->document->facts;
  facts->party_count = 0;
  for (size_t i = 1; i < mentions->unit_count; i++) {
    const struct text_unit *unit = &mentions->units[i];
    const char *heading = press->lines[reading->heading].text.data;
    bool is_above = false;
    for (size_t k = 0; k < reading->heading && !is_above; k++)
      is_above = unit->text.data >= press->lines[k].text.data &&
                 unit->text.data < press->lines[k].text.data + press->lines[k].text.length;
    if (!is_above || heading == NULL || !small_letters_are_missing(unit->text)) continue;
    for (size_t k = 0; k < unit->mention_count; k++)
      finding_add_party(facts, &unit->mentions[k]);
  }
}

/* The first way that names parties which the register knows all; else what the best one of them found. */
static void find_parties(struct reading *reading) {
  static void (*const ways[])(struct reading *) = {take_codes, take_title, take_preamble, take_head};
  struct facts *facts = &reading->document->facts, best = *facts;
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    facts->party_count = 0;
    ways[i](reading);
    if (facts->party_count >= 2 && known_parties(facts) == facts->party_count) return;
    if (facts->party_count > best.party_count) best = *facts;
  }
  *facts = best;
}

static void add_basis(struct document_text *document, struct view title) {
  enum { LONGEST = 400 };
  title = view_trim(title);
  while (title.length > 0 && strchr(";,.: ", title.data[title.length - 1]) != NULL)
    title.length--;
  if (title.length == 0 || title.length > LONGEST) return;
  struct view number = document_number_find(title, 0);
  size_t first = 0;
  /* "chức năng, nhiệm vụ của hai bên" is no document. */
  bool is_name = u_isupper(text_next_character(title, &first)) != 0;
  if (!is_name && number.length == 0) return;
  if (document->basis_count < BASES_LIMIT)
    document->bases[document->basis_count++] = (struct basis){number, title};
}

/* "Căn cứ Luật A ngày …; Luật B ngày …;": one basis each. */
static void find_bases(struct reading *reading) {
  const struct press_text *press = reading->press;
  for (size_t i = reading->body; i < reading->preamble_end && i < press->count; i++) {
    struct view line = press->lines[i].text;
    if (!is_basis(line)) continue;
    size_t begin = view_find(line, small_letters_are_missing(line) ? VIEW("CỨ") : VIEW("cứ"), 0);
    struct view rest =
        view_slice(line, begin == VIEW_NOT_FOUND ? line.length : begin + strlen("cứ"), SIZE_MAX);
    while (rest.length > 0) {
      size_t end = 0, next;
      do {
        end = view_find_byte(rest, ';', end);
        if (end == VIEW_NOT_FOUND) end = rest.length;
        next = ++end;
        while (next < rest.length && rest.data[next] == ' ')
          next++;
      } while (next < rest.length && !u_isupper(text_next_character(rest, &next)));
      add_basis(reading->document, view_slice(rest, 0, end));
      rest = view_slice(rest, end, SIZE_MAX);
    }
  }
}

static bool is_contents_heading(struct arena *arena, struct view line) {
  enum { LONGEST = 240 };
  if (line.length > LONGEST ||
      (!small_letters_are_missing(line) && !is_part(line) && behind_article(line).data == NULL))
    return false;
  return view_find(text_fold_case(arena, line), VIEW("nội dung"), 0) != VIEW_NOT_FOUND;
}

/* Where the part ends that the line heads: at the next article where it is one, else at the next part. */
static size_t end_of_part(const struct press_text *press, size_t heading) {
  bool is_article = behind_article(press->lines[heading].text).data != NULL;
  size_t i = heading + 1;
  for (; i < press->count; i++) {
    struct view line = press->lines[i].text;
    if (is_article ? behind_article(line).data != NULL || is_part(line) : is_part(line)) break;
    if (!is_article && i > heading + 1 && small_letters_are_missing(line) && word_count(line) > 2) break;
  }
  return i;
}

static struct view first_sentence(struct view text) {
  text = view_trim(view_slice(text, 0, article_sentence_end(text, 0)));
  while (text.length > 0 && strchr(".;: ", text.data[text.length - 1]) != NULL)
    text.length--;
  return text;
}

/* The articles of the part on contents, else what is numbered in it. */
static void find_contents(struct reading *reading) {
  const struct press_text *press = reading->press;
  struct facts *facts = &reading->document->facts;
  size_t heading = reading->body;
  while (heading < press->count && !is_contents_heading(reading->arena, press->lines[heading].text))
    heading++;
  size_t end = heading < press->count ? end_of_part(press, heading) : heading;
  facts->commitments = arena_array(reading->arena, press->count + 1, sizeof *facts->commitments);
  struct article part = {.paragraphs =
                             arena_array(reading->arena, press->count + 1, sizeof *part.paragraphs)};
  for (size_t i = heading + 1; i < end; i++) {
    struct view line = press->lines[i].text, article = first_sentence(behind_article(line));
    if (article.length > 0) facts->commitments[facts->commitment_count++] = article;
    if (line.length > 0 && ascii_is_digit(line.data[0]))
      part.paragraphs[part.paragraph_count++] = (struct paragraph){.text = line};
  }
  if (facts->commitment_count >= 2) return;
  facts->commitment_count = 0;
  struct finding finding = reading->finding;
  finding.article = &part;
  if (finding_numbered(&finding)) {
    for (size_t i = 0; i < facts->commitment_count; i++)
      facts->commitments[i] = first_sentence(facts->commitments[i]);
    return;
  }
  doubts_add(reading->finding.doubts, DOUBT_COMMITMENTS, sentence_import_no_contents());
}

/* Those who sign at the end: offices, their positions and names, in blocks or side by side. */
struct signatures {
  struct party *parties[PARTIES_LIMIT];
  struct view titles[PARTIES_LIMIT], names[PARTIES_LIMIT];
  size_t count, name_count;
};

/* The names are of the offices before them, if they are as many. */
static void end_signatures(struct reading *reading, struct signatures *signatures) {
  for (size_t i = 0; i < signatures->count && signatures->count == signatures->name_count; i++) {
    struct party *party = signatures->parties[i];
    if (party->signer_count == sizeof party->signers / sizeof *party->signers) continue;
    party->signers[party->signer_count++] = (struct signing_person){
        .name = signatures->names[i],
        .title = text_capitalize(reading->arena, text_fold_case(reading->arena, signatures->titles[i]))};
  }
  *signatures = (struct signatures){.count = 0};
}

static struct party *party_in(struct facts *facts, const struct text_unit *unit,
                              const struct mention **found) {
  for (size_t k = 0; k < unit->mention_count; k++)
    for (size_t i = 0; i < facts->party_count; i++) {
      *found = &unit->mentions[k];
      if ((*found)->entry != NULL && facts->parties[i].organization == (*found)->entry)
        return &facts->parties[i];
    }
  return NULL;
}

/* "Đại tá Lê Văn An" without the rank. */
static struct view without_rank(struct view name) {
  static const char *const ranks[] = {"Đại tá ",    "Thượng tá ",    "Trung tá ",    "Thiếu tá ",
                                      "Đại tướng ", "Thượng tướng ", "Trung tướng ", "Thiếu tướng "};
  for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
    if (view_starts_with(name, ranks[i])) return view_slice(name, strlen(ranks[i]), SIZE_MAX);
  return name;
}

static void take_signature(struct reading *reading, struct signatures *signatures,
                           const struct text_unit *unit) {
  static const char *const acting[] = {"KT", "TL", "TUQ", "Q."}, *const positions[] = {
                                                                     "CHỦ",        "PHÓ",      "BỘ TRƯỞNG",
                                                                     "THỨ TRƯỞNG", "GIÁM",     "BÍ THƯ",
                                                                     "CỤC TRƯỞNG", "VIỆN",     "CHÁNH",
                                                                     "TRƯỞNG",     "TỔNG",     "CHỈ HUY",
                                                                     "TƯ LỆNH",    "CHÍNH ỦY", "HIỆU TRƯỞNG"};
  const struct mention *mention;
  struct view text = unit->text;
  if (small_letters_are_missing(text)) {
    struct party *party = party_in(&reading->document->facts, unit, &mention);
    if (signatures->name_count > 0) end_signatures(reading, signatures);
    if (party != NULL && signatures->count < PARTIES_LIMIT) {
      struct view before = view_trim(view_slice(text, 0, mention->begin));
      signatures->titles[signatures->count] = BEGINS_WITH(before, positions) ? before : VIEW("");
      signatures->parties[signatures->count++] = party;
    } else if (BEGINS_WITH(text, positions) && !BEGINS_WITH(text, acting)) {
      size_t i = 0;
      while (i < signatures->count && signatures->titles[i].length > 0)
        i++;
      if (i < signatures->count) signatures->titles[i] = text;
    }
  } else if (press_line_is_name(without_rank(text)) && signatures->count > 0 &&
             signatures->name_count < PARTIES_LIMIT) {
    signatures->names[signatures->name_count++] = without_rank(text);
  } else if (word_count(text) > 4) {
    end_signatures(reading, signatures); /* a sentence */
  }
}

static void find_signers(struct reading *reading) {
  const struct mentions *mentions = &reading->document->mentions;
  struct facts *facts = &reading->document->facts;
  struct signatures signatures = {.count = 0};
  size_t signers = 0;
  for (size_t i = mentions->unit_count > LAST_LINES ? mentions->unit_count - LAST_LINES : 1;
       i < mentions->unit_count; i++)
    take_signature(reading, &signatures, &mentions->units[i]);
  end_signatures(reading, &signatures);
  for (size_t i = 0; i < facts->party_count; i++)
    signers += facts->parties[i].signer_count > 0;
  if (signers < facts->party_count)
    doubts_add(reading->finding.doubts, DOUBT_NAMES, sentence_import_no_signers());
}

static void find_period(struct reading *reading) {
  struct year_span span;
  size_t at = 0;
  if (!text_next_year_span(reading->heading_text, &at, &span)) return;
  reading->document->facts.first_year = span.first;
  reading->document->facts.last_year = span.last;
}

bool document_text_read(struct document_text *document, struct arena *arena, const struct press_text *press,
                        const struct name_index *index, const struct registry *registry,
                        struct doubts *doubts) {
  struct reading reading = {.document = document, .arena = arena, .press = press, .registry = registry};
  *document = (struct document_text){.basis_count = 0};
  if (!find_heading(&reading, index) || !is_document(&reading)) return false;
  struct facts *facts = &document->facts;
  facts->is_signing = true;
  take_lines(&reading);
  doubts_add(doubts, DOUBT_TITLE, sentence_import_document());
  mentions_find(&document->mentions, arena, &document->article, index, doubts);
  reading.finding = (struct finding){.facts = facts,
                                     .arena = arena,
                                     .article = &document->article,
                                     .mentions = &document->mentions,
                                     .doubts = doubts};
  find_parties(&reading);
  find_signers(&reading);
  find_period(&reading);
  if (facts_is_central(facts)) finding_territory(&reading.finding);
  find_bases(&reading);
  find_contents(&reading);
  document->article.title = title_of(&reading);
  return true;
}
