#include "parts/import/article.h"

#include "parts/import/dateline.h"
#include "parts/import/press_lines.h"
#include "parts/import/press_title.h"

#include "base/ascii.h"
#include "text/press_date.h"
#include "text/unicode.h"
#include "text/web_address.h"
#include "text/word.h"

#include <unicode/uchar.h>

/* The day that a short line is about, with at most so many words beside it; `*part` is where it stands. */
static bool read_day(struct view line, size_t others, struct date *date, struct view *part) {
  enum { LONGEST = 140, WORDS = 24 };
  /* "Quy chế được thực hiện từ ngày 1/3/2013." is a sentence of the text. */
  bool is_sentence = view_ends_with(line, ".") && word_count(line) > 4;
  if (line.length > LONGEST || is_sentence) return false;
  size_t starts[WORDS + 1], ends[WORDS], count = 0;
  for (size_t i = 0; i < line.length; i++) {
    bool is_blank = line.data[i] == ' ' || line.data[i] == '\t';
    bool begins = !is_blank && (i == 0 || line.data[i - 1] == ' ' || line.data[i - 1] == '\t');
    if (begins && count == WORDS) return false;
    if (begins) starts[count++] = i;
    if (!is_blank && count > 0) ends[count - 1] = i + 1;
  }
  for (size_t out = 0; out <= others && out < count; out++)
    for (size_t first = 0; first <= out; first++) {
      struct buffer iso = {0};
      *part = view_slice(line, starts[first], ends[count - 1 - (out - first)] - starts[first]);
      bool good = press_date_read(&iso, *part, true) == PRESS_DATE_FOUND &&
                  date_parse(buffer_view(&iso), false, date) && date->precision >= DATE_DAY;
      buffer_free(&iso);
      if (good) return true;
    }
  return false;
}

/* "Tin tức · 15/10/2026 · 3 phút đọc", "Đăng ngày: 12/11/2026 | Chuyên mục: Hợp tác": a part of the line is a
 * day. */
static bool read_day_of_parts(struct view line, size_t others, struct date *date) {
  static const char *const signs[] = {"|", "·", "•"};
  enum { LONGEST = 200 };
  struct view part;
  for (size_t i = 0; i < sizeof signs / sizeof *signs && line.length <= LONGEST; i++) {
    size_t length = strlen(signs[i]), begin = 0, at = view_find(line, view_of(signs[i]), 0);
    if (at == VIEW_NOT_FOUND) continue;
    for (; begin <= line.length; begin = at + length, at = view_find(line, view_of(signs[i]), begin)) {
      if (at == VIEW_NOT_FOUND) at = line.length;
      if (read_day(view_trim(view_slice(line, begin, at - begin)), others, date, &part)) return true;
    }
  }
  return false;
}

size_t article_sentence_end(struct view text, size_t from) {
  for (size_t i = from; i < text.length; i++) {
    if (text.data[i] != '.' && text.data[i] != '!' && text.data[i] != '?') continue;
    if (i + 1 == text.length) return text.length;
    if (text.data[i + 1] != ' ') continue;
    /* "TP. Huế", "T. Ư" and "1. Phối hợp" go on. */
    size_t word = i;
    while (word > from && text.data[word - 1] != ' ' && text.data[word - 1] != '.')
      word--;
    struct view before = view_slice(text, word, i - word);
    if (before.length <= 2 && (before.length == 0 || !ascii_is_lower(before.data[before.length - 1])))
      continue;
    return i + 1;
  }
  return text.length;
}

size_t article_sentence_begin(struct view text, size_t from, size_t at) {
  for (size_t next; (next = article_sentence_end(text, from)) <= at && next > from;)
    from = next;
  return from;
}

struct reading {
  struct article *article;
  struct arena *arena;
};

static void add_paragraph(struct reading *reading, struct view text, enum paragraph_kind kind) {
  text = view_trim(text);
  if (text.length == 0) return;
  struct article *article = reading->article;
  article->paragraphs[article->paragraph_count++] = (struct paragraph){text, kind};
}

static void add_caption(struct reading *reading, struct view text, struct view credit, bool is_likely) {
  struct article *article = reading->article;
  text = view_trim(text);
  if (text.length == 0) return;
  article->captions[article->caption_count++] = (struct caption){text, view_trim(credit), is_likely};
}

/* Where two paragraphs were glued together: "giữa 2 Sở.Đồng chí". VIEW_NOT_FOUND: nowhere. */
static size_t find_glue(struct view text) {
  for (size_t i = 1; i + 2 < text.length; i++) {
    if (text.data[i] != '.') continue;
    size_t before = i - 1, after = i + 1;
    while (before > 0 && utf8_continues(text.data[before]))
      before--;
    int32_t last = text_next_character(text, &before), first = text_next_character(text, &after);
    if (after >= text.length) return VIEW_NOT_FOUND;
    int32_t second = text_next_character(text, &after);
    if (u_islower(last) && u_isupper(first) && u_islower(second)) return i + 1;
  }
  return VIEW_NOT_FOUND;
}

/* "1. …", "2) …", "a) …", "II. …". */
static bool is_numbered(struct view line) {
  size_t sign = 0;
  while (sign < line.length && (ascii_is_alphanumeric(line.data[sign])))
    sign++;
  bool is_digits = sign > 0 && sign <= 2 && ascii_is_digit(line.data[0]);
  bool is_letter = sign == 1 && ascii_is_lower(line.data[0]);
  return (is_digits || is_letter) && sign + 1 < line.length &&
         ((line.data[sign] == '.' && is_digits) || line.data[sign] == ')') && line.data[sign + 1] == ' ';
}

/* The cells of a row of a table. */
static bool is_row(struct view line) {
  return view_find(line, VIEW(" | "), 0) != VIEW_NOT_FOUND || view_find_byte(line, '\t', 0) != VIEW_NOT_FOUND;
}

/* The line, one of the first, that begins as leads do; `begin` where none of them does. */
static size_t find_lead(struct arena *arena, const struct press_text *press,
                        const struct press_line_note *notes, size_t begin, size_t end) {
  enum { MOST_LINES = 4 };
  size_t lines = 0;
  for (size_t i = begin; i < end && lines <= MOST_LINES; i++) {
    if (notes[i].is_idle) continue;
    lines++;
    if (dateline_begins_lead(arena, press->lines[i].text)) return i;
  }
  return begin;
}

/* What a picture above the lead shows: "Các đại biểu chụp ảnh lưu niệm." */
static bool is_picture(struct arena *arena, const struct press_line *line) {
  struct view credit;
  if (line->role != PRESS_PLAIN || press_line_credit(line->text, &credit) != VIEW_NOT_FOUND) return false;
  struct view stop = press_line_ends_sentence(line->text) ? (struct view){NULL, 0} : VIEW(".");
  return press_line_is_scene(arena, ARENA_JOIN(arena, line->text, stop));
}

static void add_text(struct reading *reading, struct view line, bool is_last) {
  enum { HEADING_WORDS = 16, CAPTION_WORDS = 60 };
  static const char *const dashes[] = {"- ", "– ", "— ", "* ", "+ ", "• ", "· "};
  bool is_lead = reading->article->paragraph_count == 0;
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    if (!view_starts_with(line, dashes[i])) continue;
    line = view_slice(line, strlen(dashes[i]), SIZE_MAX);
    add_paragraph(reading, line, is_lead ? PARAGRAPH_TEXT : PARAGRAPH_ITEM);
    return;
  }
  size_t words = word_count(line);
  bool is_sentence = is_numbered(line) || press_line_ends_sentence(line) || is_row(line);
  bool is_scene = !is_lead && !is_last && press_line_is_scene(reading->arena, line);
  if (is_scene || press_line_is_view(reading->arena, line))
    add_caption(reading, line, (struct view){NULL, 0}, true);
  else if (is_lead || is_sentence || words > CAPTION_WORDS)
    add_paragraph(reading, line, PARAGRAPH_TEXT);
  else if (press_line_is_caption(reading->arena, line) || (words > HEADING_WORDS && !is_last))
    add_caption(reading, line, (struct view){NULL, 0}, true);
  else
    add_paragraph(reading, line, is_last || words > HEADING_WORDS ? PARAGRAPH_TEXT : PARAGRAPH_HEADING);
}

static struct view take_dateline(struct reading *reading, struct view lead) {
  struct dateline dateline;
  struct view rest = dateline_cut(&dateline, reading->arena, lead);
  if (dateline.place.length > 0) reading->article->dateline = dateline.place;
  if (reading->article->outlet.length == 0) reading->article->outlet = dateline.outlet;
  return rest;
}

static void add_line(struct reading *reading, const struct press_line *line, bool is_last) {
  enum { HEADING_WORDS = 24 };
  struct article *article = reading->article;
  struct view text = line->text, credit = {NULL, 0};
  bool is_lead = article->paragraph_count == 0;
  if (is_lead && dateline_is_alone(text)) {
    if (article->outlet.length == 0) article->outlet = view_slice(text, 0, view_find_byte(text, ' ', 0));
    return;
  }
  size_t at = press_line_credit(text, &credit);
  if (at != VIEW_NOT_FOUND || line->role == PRESS_CAPTION) {
    if (at == 0) return; /* a credit alone: that of a picture without words */
    add_caption(reading, view_slice(text, 0, at), credit, false);
    return;
  }
  if (is_lead) text = take_dateline(reading, text);
  if (!is_lead && line->role == PRESS_ITEM) {
    add_paragraph(reading, text, PARAGRAPH_ITEM);
    return;
  }
  /* What is marked as a heading and long is the lead, or a paragraph in bold letters. */
  if (line->role == PRESS_HEADING && !is_lead && word_count(text) <= HEADING_WORDS) {
    add_paragraph(reading, text, PARAGRAPH_HEADING);
    return;
  }
  for (size_t glue;
       article->paragraph_count < PRESS_LINES_LIMIT && (glue = find_glue(text)) != VIEW_NOT_FOUND;
       text = view_slice(text, glue, SIZE_MAX))
    add_text(reading, view_slice(text, 0, glue), false);
  add_text(reading, text, is_last);
}

static void read_head(struct article *article, const struct press_text *press,
                      const struct press_line_note *notes, size_t title) {
  enum { PAPER_WORDS = 9 };
  if (title == 0) return;
  size_t before = title - 1;
  while (before > 0 && notes[before].is_idle)
    before--;
  for (size_t i = 0; i < title; i++) {
    struct view line = press->lines[i].text;
    bool is_paper = view_starts_with(line, "Báo ") && word_count(line) <= PAPER_WORDS; /* else it is a menu */
    if (is_paper || view_starts_with(line, "Cổng thông tin") || view_starts_with(line, "Trang thông tin"))
      article->outlet = line;
  }
  struct view text = press->lines[before].text;
  if (!notes[before].is_idle && word_count(text) <= 4 && !view_equal(text, article->outlet))
    article->category = text;
}

/* Whether the text is an address and nothing else: "https://bao.example/tin", "bao.example". */
static bool is_address(struct view text) {
  return text.length > 0 && web_address_find(text, 0).written.length == text.length;
}

static void take_source(struct article *article, struct view value) {
  if (is_address(value)) {
    if (article->url.length == 0) article->url = value;
  } else {
    article->outlet = value;
  }
}

/* An address alone on a line above the title, or between it and the lead, is that of the article. */
static void take_address_above(struct article *article, const struct press_text *press,
                               struct press_line_note *notes, size_t title) {
  enum { MOST_WORDS = 8 };
  for (size_t i = 0; i < press->count; i++) {
    struct view line = press->lines[i].text;
    if (view_starts_with(line, "http") && is_address(line)) {
      take_source(article, line);
      notes[i].is_idle = true;
    } else if (i > title && !notes[i].is_idle && word_count(line) > MOST_WORDS) {
      return;
    }
  }
}

/* A few words alone on the line above the first sentence: the name of who wrote, or what the text is filed
 * under. */
static void take_line_above(struct article *article, struct arena *arena, const struct press_text *press,
                            struct press_line_note *notes, size_t title) {
  enum { LEAST_NAME_WORDS = 2, MOST_WORDS = 4, SENTENCE_WORDS = 15 };
  size_t line = title + 1, next;
  while (line < press->count && notes[line].is_idle)
    line++;
  for (next = line + 1; next < press->count && notes[next].is_idle;)
    next++;
  if (next >= press->count || word_count(press->lines[next].text) < SENTENCE_WORDS) return;
  struct view text = press->lines[line].text;
  size_t words = word_count(text);
  if (words > MOST_WORDS || press_line_ends_sentence(text) || dateline_is_alone(text) ||
      press->lines[line].role != PRESS_PLAIN || press_line_is_caption(arena, text))
    return;
  bool is_name = words >= LEAST_NAME_WORDS && press_line_is_name(text) && text_has_small_letter(text);
  if (is_name && article->author.length == 0) {
    article->author = text;
    article->is_author_likely = true;
  } else if (article->category.length == 0) {
    article->category = text;
  } else {
    return;
  }
  notes[line].is_idle = true;
}

/* Takes what the last lines say of author and source off the end; where the text ends. */
static size_t read_tail(struct reading *reading, const struct press_text *press,
                        const struct press_line_note *notes, size_t begin, size_t end) {
  enum { LINES = 4, POSITION_WORDS = 8 };
  struct article *article = reading->article;
  struct arena *arena = reading->arena;
  size_t text_end = end, seen = 0;
  bool has_author = article->author.length > 0, is_marked, is_below;
  for (size_t i = end; i-- > begin && seen < LINES;) {
    struct view line = press->lines[i].text, value, credit, name;
    if (notes[i].is_idle) continue;
    seen++;
    enum press_label label = press_line_label(arena, line, &value);
    /* The position of an author whose name stands above it, "- Lan Anh -". */
    name = i > begin ? press_line_author(arena, press->lines[i - 1].text, &is_below) : line;
    bool is_position = i > begin && name.length > 0 && is_below && !press_line_ends_sentence(line) &&
                       word_count(line) <= POSITION_WORDS;
    if (label == PRESS_LABEL_AUTHOR) {
      name = press_line_author(arena, value, &is_marked);
      article->author = name.length > 0 ? name : value;
      has_author = true;
    } else if (label == PRESS_LABEL_SOURCE) {
      take_source(article, value);
    } else if (press_line_credit(line, &credit) != VIEW_NOT_FOUND) {
      continue;
    } else if (!has_author && is_position) {
      continue;
    } else if ((name = press_line_author(arena, line, &is_marked)).length > 0 &&
               (!has_author || view_equal(name, article->author))) {
      article->author = name;
      has_author = true;
    } else if (line.length < 200 && is_address(line)) {
      article->url = line;
    } else {
      break;
    }
    text_end = i;
  }
  return text_end;
}

static struct view without_tabs(struct arena *arena, struct view text) {
  if (view_find_byte(text, '\t', 0) == VIEW_NOT_FOUND) return text;
  struct view copy = arena_copy(arena, text);
  for (char *byte = (char *)copy.data; byte < copy.data + copy.length; byte++)
    if (*byte == '\t') *byte = ' ';
  return copy;
}

/* Marks lines that are no part of the article, and those that tell a day. */
static void look_at_lines(struct press_line_note *notes, struct arena *arena,
                          const struct press_text *press) {
  enum { FIRST = 100, LAST = 20, OTHERS = 6 };
  for (size_t i = 0; i < press->count; i++) {
    const struct press_line *line = &press->lines[i];
    struct view part;
    notes[i] = (struct press_line_note){.is_idle = press_line_is_idle(arena, line)};
    bool is_far = i > FIRST && i + LAST < press->count;
    if (line->role == PRESS_TITLE || is_far) continue;
    notes[i].has_day = read_day(line->text, OTHERS, &notes[i].day, &part) ||
                       read_day_of_parts(line->text, OTHERS, &notes[i].day);
    if (notes[i].has_day) notes[i].is_idle = true;
  }
}

static bool begins_day(struct view text) {
  static const char *const words[] = {"Thứ ", "thứ ", "Chủ ", "Ngày ", "ngày ", "("};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_starts_with(text, words[i])) return true;
  return text.length > 0 && ascii_is_digit(text.data[0]);
}

/* "Ký kết quy chế 29/12/2025 19:20": the title, without the moment behind it. */
static void take_moment_of_title(struct article *article) {
  enum { MOST_WORDS = 6 };
  struct view title = article->title, part;
  size_t begin = title.length, words = 0;
  struct date date;
  while (begin > 0 && words <= MOST_WORDS) {
    begin--;
    if (begin > 0 && title.data[begin - 1] != ' ' && title.data[begin - 1] != '\t') continue;
    words++;
    part = view_slice(title, begin, SIZE_MAX);
    if (begin == 0 || !begins_day(part) || !read_day(part, 0, &date, &part) || date.precision <= DATE_DAY)
      continue;
    if (article->published.precision == DATE_NONE) article->published = date;
    article->title = view_trim(view_slice(title, 0, begin));
  }
  while (article->title.length > 1 && strchr("|-,( ", article->title.data[article->title.length - 1]) != NULL)
    article->title.length--;
}

/* "Lan Anh| 01/08/2022 16:24". */
static void take_author_of_day(struct article *article, struct view line) {
  struct view front = view_slice(line, 0, view_find_byte(line, '|', 0));
  if (article->author.length > 0 || front.length == line.length) return;
  front = view_trim(front);
  if (view_starts_with(front, "Bởi ")) front = view_trim(view_slice(front, strlen("Bởi "), SIZE_MAX));
  size_t words = word_count(front);
  for (size_t i = 0; i < front.length; i++)
    if (ascii_is_digit(front.data[i])) return;
  if (words >= 2 && words <= 5 && press_line_is_name(front)) article->author = front;
}

/* The day of publication: what the file says of itself, else the day right below the title, else the nearest
 * above it, else the first. */
static void take_day(struct article *article, const struct press_text *press, struct press_line_note *notes,
                     size_t title) {
  enum { NEAR = 5, BEHIND_TITLE = 3, MANY_OTHERS = 16 };
  size_t below = SIZE_MAX, above = SIZE_MAX, first = SIZE_MAX;
  for (size_t i = 0; i < press->count; i++) {
    if (!notes[i].has_day) continue;
    if (i < title) above = i;
    if (i > title && i <= title + NEAR && below == SIZE_MAX) below = i;
    if (first == SIZE_MAX) first = i;
  }
  size_t line = below != SIZE_MAX ? below : above != SIZE_MAX ? above : first;
  /* "Phòng Tuyên truyền của cơ quan chúng tôi 25/08/2017" below the title. */
  for (size_t i = title + 1; i <= title + BEHIND_TITLE && i < press->count && line == SIZE_MAX; i++) {
    struct view part, text = press->lines[i].text;
    bool is_at_end = read_day(text, MANY_OTHERS, &notes[i].day, &part) &&
                     part.data + part.length == text.data + text.length;
    if (!is_at_end) continue;
    line = i;
    notes[i].is_idle = notes[i].has_day = true;
  }
  if (press->published.length > 0) date_parse(press->published, false, &article->published);
  if (line == SIZE_MAX) return;
  take_author_of_day(article, press->lines[line].text);
  if (article->published.precision == DATE_NONE) article->published = notes[line].day;
  for (size_t i = 0; i < press->count; i++)
    if (notes[i].has_day && date_day_number(notes[i].day) != date_day_number(article->published))
      article->other_days = true;
}

/* Without what stands between pipes, as tables are pasted: "| Toàn cảnh hội nghị |". */
static struct view without_pipes(struct view text, enum press_role *role) {
  bool begins = text.length > 0 && text.data[0] == '|', ends = view_ends_with(text, "|");
  if (begins) text = view_trim(view_slice(text, 1, SIZE_MAX));
  if (ends && text.length > 0) text = view_trim(view_slice(text, 0, text.length - 1));
  if (begins && ends && *role == PRESS_PLAIN && view_find_byte(text, '|', 0) == VIEW_NOT_FOUND)
    *role = PRESS_CAPTION;
  return text;
}

/* The lines without emoji and pipes at their ends. */
static struct press_text plain_lines(struct arena *arena, const struct press_text *press) {
  struct press_text plain = *press;
  plain.lines = arena_array(arena, press->count + 1, sizeof *plain.lines);
  for (size_t i = 0; i < press->count; i++) {
    struct press_line *line = &plain.lines[i];
    bool is_item;
    *line = press->lines[i];
    line->text = without_pipes(press_line_plain(line->text, &is_item), &line->role);
    if (is_item && line->role == PRESS_PLAIN && !view_ends_with(line->text, ":")) line->role = PRESS_ITEM;
  }
  return plain;
}

/* The line goes on with the next one, which begins with a small letter and was broken off. */
static bool goes_on(const struct press_line *line, const struct press_line *next) {
  size_t at = 0;
  struct view credit;
  if (line->role != PRESS_PLAIN || next->role != PRESS_PLAIN) return false;
  if (press_line_ends_sentence(line->text) || is_numbered(next->text)) return false;
  if (word_count(next->text) < 2 || !u_islower(text_next_character(next->text, &at))) return false;
  return press_line_credit(line->text, &credit) == VIEW_NOT_FOUND &&
         view_find_byte(line->text, '\t', 0) == VIEW_NOT_FOUND;
}

/* Joins lines that were broken off, and makes what stands twice, as the words of a picture do, a caption. */
static void join_lines(struct arena *arena, struct press_text *press, struct press_line_note *notes,
                       size_t begin) {
  struct buffer whole = {0};
  bool is_lead = true;
  for (size_t i = begin; i < press->count; i++) {
    if (notes[i].is_idle) continue;
    bool was_lead = is_lead;
    is_lead = false;
    size_t next = i + 1;
    while (next < press->count && notes[next].is_idle && !notes[next].has_day)
      next++;
    if (next >= press->count || notes[next].is_idle) continue;
    if (view_equal(press->lines[i].text, press->lines[next].text)) {
      notes[i].is_idle = true;
      if (!was_lead && press->lines[next].role == PRESS_PLAIN) press->lines[next].role = PRESS_CAPTION;
      is_lead = was_lead;
      continue;
    }
    size_t last = i;
    buffer_clear(&whole);
    while (last + 1 < press->count && !notes[last + 1].is_idle &&
           goes_on(&press->lines[last], &press->lines[last + 1])) {
      if (last == i) buffer_add(&whole, press->lines[i].text);
      last++;
      buffer_add_byte(&whole, ' ');
      buffer_add(&whole, press->lines[last].text);
      notes[last].is_idle = true;
    }
    if (last == i) continue;
    press->lines[i].text = arena_copy(arena, buffer_view(&whole));
    i = last;
  }
  buffer_free(&whole);
}

bool article_read(struct article *article, struct arena *arena, const struct press_text *given) {
  *article = (struct article){.url = given->url, .author = given->author};
  struct press_text press = plain_lines(arena, given);
  struct press_line_note *notes = arena_array(arena, press.count + 1, sizeof *notes);
  look_at_lines(notes, arena, &press);
  size_t title = press_title_find(arena, &press, notes);
  if (title == SIZE_MAX) return false;
  take_day(article, &press, notes, title);
  take_address_above(article, &press, notes, title);
  article->title = press.lines[title].text;
  take_moment_of_title(article);
  article->title = without_tabs(arena, article->title);
  bool has_stop = view_ends_with(article->title, ".") && !view_ends_with(article->title, "..");
  if (has_stop && article->title.length > 1) article->title.length--;
  read_head(article, &press, notes, title);
  take_line_above(article, arena, &press, notes, title);
  size_t end = press.count;
  for (size_t i = title + 2; i < end; i++)
    if (!notes[i].is_idle && press_line_closes(arena, press.lines[i].text)) end = i;
  join_lines(arena, &press, notes, title + 1);
  struct reading reading = {.article = article, .arena = arena};
  end = read_tail(&reading, &press, notes, title + 1, end);
  size_t room = 2 * press.count + 1;
  for (size_t i = title + 1; i < end; i++)
    room += press.lines[i].text.length / 3; /* what find_glue may part */
  article->paragraphs = arena_array(arena, room, sizeof *article->paragraphs);
  article->captions = arena_array(arena, room, sizeof *article->captions);
  size_t last = end;
  while (last > title + 1 && notes[last - 1].is_idle)
    last--;
  size_t lead = find_lead(arena, &press, notes, title + 1, end);
  for (size_t i = title + 1; i < end; i++) {
    const struct press_line *line = &press.lines[i];
    if (notes[i].is_idle || view_equal(line->text, press.lines[title].text)) continue;
    if (i < lead && is_picture(arena, line))
      add_caption(&reading, line->text, (struct view){NULL, 0}, true);
    else
      add_line(&reading, line, i + 1 == last);
  }
  for (size_t i = 0; i < article->paragraph_count; i++)
    article->paragraphs[i].text = without_tabs(arena, article->paragraphs[i].text);
  for (size_t i = 0; i < article->caption_count; i++)
    article->captions[i].text = without_tabs(arena, article->captions[i].text);
  return article->paragraph_count > 0;
}
