#include "parts/import/article.h"

#include "base/ascii.h"
#include "text/press_date.h"
#include "text/unicode.h"
#include "text/web_address.h"
#include "text/word.h"

#include <unicode/uchar.h>

/* Lines that say nothing of the news, and those behind which nothing of it follows. Folded. */
static const char *const idle_lines[] = {"tin noi bat",
                                         "chia se",
                                         "share",
                                         "facebook",
                                         "twitter",
                                         "zalo",
                                         "luot xem",
                                         "luot doc",
                                         "xem:",
                                         "views",
                                         "so lan xem",
                                         "in trang",
                                         "in bai",
                                         "in tin",
                                         "gui email",
                                         "gui mail",
                                         "xem voi co chu",
                                         "co chu",
                                         "trang chu",
                                         "home",
                                         "dang nhap",
                                         "dang ky",
                                         "mask",
                                         "print",
                                         "email",
                                         "nghe doc bai",
                                         "nghe bai",
                                         "sao chep",
                                         "copy link",
                                         "quay lai",
                                         "theo doi",
                                         "menu",
                                         "tim kiem",
                                         "skip to",
                                         "google news",
                                         "aa",
                                         "a+",
                                         "a-",
                                         "thich",
                                         "like",
                                         "messenger",
                                         "doc bai",
                                         "luu bai",
                                         "danh gia",
                                         "font size",
                                         "co chu:",
                                         "cong hoa xa hoi chu nghia viet nam",
                                         "doc lap - tu do - hanh phuc"};
static const char *const closing_lines[] = {"tin moi",
                                            "tin lien quan",
                                            "tin cung chuyen muc",
                                            "bai lien quan",
                                            "bai viet lien quan",
                                            "xem them",
                                            "doc them",
                                            "cac tin khac",
                                            "tin khac",
                                            "tin cu hon",
                                            "tin cu",
                                            "tin da dua",
                                            "binh luan",
                                            "y kien ban doc",
                                            "tags",
                                            "tag:",
                                            "tu khoa",
                                            "chuyen muc khac",
                                            "cung chuyen muc",
                                            "doc nhieu",
                                            "xem nhieu",
                                            "tin doc nhieu",
                                            "tin xem nhieu",
                                            "cac tin lien quan",
                                            "co the ban quan tam",
                                            "bai cung chuyen muc",
                                            "tin tuc khac",
                                            "bai viet khac",
                                            "cac bai khac",
                                            "gui binh luan"};

/* A line that is one of these, or begins with one and is short. */
static bool is_among(struct view folded, const char *const *words, size_t count) {
  enum { LONG = 12 }; /* what is so long may be glued to what follows: "Xem với cỡ chữAA" */
  for (size_t i = 0; i < count; i++) {
    if (!view_starts_with(folded, words[i])) continue;
    size_t length = strlen(words[i]);
    if (folded.length == length) return true;
    bool ends = length >= LONG || !ascii_is_alphanumeric(folded.data[length]);
    if (ends && word_count(folded) <= 9) return true;
  }
  return false;
}
#define IS_AMONG(folded, words) is_among((folded), (words), sizeof(words) / sizeof *(words))

static bool has_letter(struct view text) {
  for (size_t at = 0; at < text.length;)
    if (u_isalpha(text_next_character(text, &at))) return true;
  return false;
}

/* The day that a short line is about, with little beside it; tries what stands without some of its words. */
static bool read_day(struct view line, struct date *date) {
  enum { LONGEST = 140, WORDS = 24, OTHERS = 6 };
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
  for (size_t out = 0; out <= OTHERS && out < count; out++)
    for (size_t first = 0; first <= out; first++) {
      struct buffer iso = {0};
      struct view part = view_slice(line, starts[first], ends[count - 1 - (out - first)] - starts[first]);
      bool good = press_date_read(&iso, part, true) == PRESS_DATE_FOUND &&
                  date_parse(buffer_view(&iso), false, date) && date->precision >= DATE_DAY;
      buffer_free(&iso);
      if (good) return true;
    }
  return false;
}

static bool ends_sentence(struct view text) {
  static const char *const ends[] = {".", "!", "?", ":", ";", "…", "”", "\"", ")", ","};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_ends_with(text, ends[i])) return true;
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

struct reading {
  struct article *article;
  struct arena *arena;
  struct view pending_credit;
  size_t limit;
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

/* The credit of a picture behind "Ảnh:" and the like; its place in the line, VIEW_NOT_FOUND where there is
 * none. */
static size_t find_credit(struct view line, struct view *credit) {
  static const char *const signs[] = {"Ảnh:", "Ảnh :", "ảnh:", "ẢNH:", "Nguồn ảnh", "Photo:"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t at = view_find(line, view_of(signs[i]), 0);
    if (at == VIEW_NOT_FOUND) continue;
    struct view name = view_trim(view_slice(line, at + strlen(signs[i]), SIZE_MAX));
    while (name.length > 0 && strchr(": ", name.data[0]) != NULL)
      name = view_slice(name, 1, SIZE_MAX);
    while (name.length > 0 && strchr(").]", name.data[name.length - 1]) != NULL)
      name.length--;
    if (word_count(name) > 8) continue;
    *credit = name;
    while (at > 0 && strchr("([ -", line.data[at - 1]) != NULL)
      at--;
    return at;
  }
  return VIEW_NOT_FOUND;
}

/* What is behind a label at the line's begin, as "Tác giả: ". */
static bool take_label(struct view line, const char *const *labels, size_t count, struct view *value) {
  for (size_t i = 0; i < count; i++) {
    if (!view_starts_with(line, labels[i])) continue;
    *value = view_trim(view_slice(line, strlen(labels[i]), SIZE_MAX));
    return value->length > 0;
  }
  return false;
}
static const char *const author_labels[] = {
    "Tin và ảnh:", "Tin, ảnh:",  "Bài và ảnh:", "Bài, ảnh:",  "Tin ảnh:",    "Tin bài:",
    "Tin, bài:",   "Tin:",       "Bài:",        "Tác giả:",   "Người viết:", "Thực hiện:",
    "Tin - ảnh:",  "Tin – ảnh:", "Bài - ảnh:",  "Bài – ảnh:", "PV:"};
static const char *const source_labels[] = {"Nguồn:", "Nguồn tin:", "Theo:", "Nguồn :"};
#define TAKE_LABEL(line, labels, value)                                                                      \
  take_label((line), (labels), sizeof(labels) / sizeof *(labels), (value))

/* A line of names: up to eight words, each with a capital letter, without a stop. */
static bool is_name_line(struct view line) {
  size_t words = 0;
  if (ends_sentence(line) || line.length > 80) return false;
  for (struct view rest = line, word; view_next(&rest, ' ', &word);) {
    if (word.length == 0 || view_equal_string(word, "-") || view_equal_string(word, "–") ||
        view_equal_string(word, ","))
      continue;
    size_t at = 0;
    if (!u_isupper(text_next_character(word, &at))) return false;
    words++;
  }
  return words >= 1 && words <= 6;
}

/* The end of "TPO - ", "VOV.VN – " or "ĐÀ NẴNG- " before words with which leads begin; 0 where there is none.
 * "HĐND - UBND tỉnh …" are offices. */
static size_t dateline_end(struct arena *arena, struct view lead, size_t *name_length) {
  static const char *const dashes[] = {" - ", " – ", " — ", "- "};
  static const char *const words[] = {"ngay", "sang", "chieu", "toi",   "trua", "trong",
                                      "nhan", "vua",  "de",    "hom",   "theo", "moi",
                                      "nham", "tai",  "thuc",  "thong", "tiep", "sau"};
  enum { LONGEST = 24, MOST_WORDS = 3 };
  struct view front = view_slice(lead, 0, LONGEST);
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    size_t at = view_find(front, view_of(dashes[i]), 0);
    if (at == VIEW_NOT_FOUND || at < 2) continue;
    struct view name = view_slice(lead, 0, at), rest, word;
    if (word_count(name) > MOST_WORDS) return 0;
    for (size_t k = 0; k < name.length;)
      if (u_islower(text_next_character(name, &k))) return 0;
    size_t end = at + strlen(dashes[i]);
    rest = view_slice(lead, end, SIZE_MAX);
    if (!view_next(&rest, ' ', &word)) return 0;
    word = text_fold(arena, word);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
      if (view_equal_string(word, words[k])) {
        *name_length = at;
        return end;
      }
    return 0;
  }
  return 0;
}

/* The lead without what says where it was printed: "(Baonghean.vn) - ", "Web.ĐTN: ", "TPO - ", "3 Phong
 * trào<tab>ĐTN: ". */
static struct view take_dateline(struct article *article, struct arena *arena, struct view lead) {
  size_t tab = view_find_byte(lead, '\t', 0);
  if (tab != VIEW_NOT_FOUND && word_count(view_slice(lead, 0, tab)) <= 6)
    lead = view_trim(view_slice(lead, tab, SIZE_MAX));
  if (lead.length > 0 && lead.data[0] == '(') {
    size_t end = view_find_byte(lead, ')', 0);
    struct view rest = view_trim(view_slice(lead, end == VIEW_NOT_FOUND ? lead.length : end + 1, SIZE_MAX));
    bool has_dash = view_starts_with(rest, "-") || view_starts_with(rest, "–") || view_starts_with(rest, "—");
    if (end < 60 && has_dash) {
      if (article->outlet.length == 0) article->outlet = view_trim(view_slice(lead, 1, end - 1));
      lead = view_trim(view_slice(rest, rest.data[0] == '-' ? 1 : 3, SIZE_MAX));
      size_t length, place = dateline_end(arena, lead, &length);
      if (place > 0) article->dateline = view_slice(lead, 0, length);
      return view_slice(lead, place, SIZE_MAX);
    }
  }
  size_t name_length, dash = dateline_end(arena, lead, &name_length);
  if (dash > 0) {
    struct view name = view_slice(lead, 0, name_length);
    article->dateline = name;
    if (article->outlet.length == 0 && word_count(name) == 1) article->outlet = name;
    return view_slice(lead, dash, SIZE_MAX);
  }
  size_t colon = view_find_byte(lead, ':', 0), blank = view_find_byte(lead, ' ', 0);
  if (colon < 24 && colon < blank && colon > 1) {
    if (article->outlet.length == 0) article->outlet = view_slice(lead, 0, colon);
    return view_trim(view_slice(lead, colon + 1, SIZE_MAX));
  }
  return lead;
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

static bool is_numbered(struct view line) {
  size_t digits = 0;
  while (digits < line.length && ascii_is_digit(line.data[digits]))
    digits++;
  return digits > 0 && digits <= 2 && digits + 1 < line.length &&
         (line.data[digits] == '.' || line.data[digits] == ')') && line.data[digits + 1] == ' ';
}

static void add_text(struct reading *reading, struct view line, bool is_last) {
  enum { HEADING_WORDS = 16, CAPTION_WORDS = 60 };
  static const char *const dashes[] = {"- ", "– ", "— ", "* ", "+ ", "• ", "· "};
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    if (!view_starts_with(line, dashes[i])) continue;
    add_paragraph(reading, view_slice(line, strlen(dashes[i]), SIZE_MAX), PARAGRAPH_ITEM);
    return;
  }
  size_t words = word_count(line);
  bool is_lead = reading->article->paragraph_count == 0;
  bool is_text = is_lead || is_last || is_numbered(line) || ends_sentence(line);
  if (!is_text && words <= HEADING_WORDS)
    add_paragraph(reading, line, PARAGRAPH_HEADING);
  else if (!is_text && words <= CAPTION_WORDS)
    add_caption(reading, line, (struct view){NULL, 0}, true);
  else
    add_paragraph(reading, line, PARAGRAPH_TEXT);
}

static void add_line(struct reading *reading, const struct press_line *line, bool is_last) {
  struct article *article = reading->article;
  struct view text = line->text, credit = {NULL, 0};
  if (article->paragraph_count == 0) text = take_dateline(article, reading->arena, text);
  size_t at = find_credit(text, &credit);
  if (at != VIEW_NOT_FOUND || line->role == PRESS_CAPTION) {
    if (at == 0) return; /* a credit alone: that of a picture without words */
    add_caption(reading, view_slice(text, 0, at), credit, false);
    return;
  }
  if (line->role == PRESS_HEADING || line->role == PRESS_ITEM) {
    add_paragraph(reading, text, line->role == PRESS_ITEM ? PARAGRAPH_ITEM : PARAGRAPH_HEADING);
    return;
  }
  for (size_t glue;
       article->paragraph_count < PRESS_LINES_LIMIT && (glue = find_glue(text)) != VIEW_NOT_FOUND;
       text = view_slice(text, glue, SIZE_MAX))
    add_text(reading, view_slice(text, 0, glue), false);
  add_text(reading, text, is_last);
}

/* The line that is the title, and `*begin`, where what is said of it ends. */
static size_t find_title(const struct press_text *press, const bool *is_idle, size_t day_line) {
  enum { LEAST_WORDS = 5, MOST_WORDS = 50, LINES = 60 };
  for (size_t i = 0; i < press->count; i++)
    if (press->lines[i].role == PRESS_TITLE) return i;
  if (day_line < LINES)
    for (size_t i = day_line; i-- > 0;) {
      size_t words = word_count(press->lines[i].text);
      if (!is_idle[i] && words >= LEAST_WORDS && words <= MOST_WORDS) return i;
    }
  for (size_t i = 0; i < press->count && i < LINES; i++)
    if (!is_idle[i] && word_count(press->lines[i].text) >= LEAST_WORDS) return i;
  return SIZE_MAX;
}

static void read_head(struct article *article, const struct press_text *press, const bool *is_idle,
                      size_t title) {
  if (title == 0) return;
  size_t before = title - 1;
  while (before > 0 && is_idle[before])
    before--;
  for (size_t i = 0; i < title; i++)
    if (view_starts_with(press->lines[i].text, "Cổng thông tin") ||
        view_starts_with(press->lines[i].text, "Trang thông tin") ||
        view_starts_with(press->lines[i].text, "Báo "))
      article->outlet = press->lines[i].text;
  struct view text = press->lines[before].text;
  if (!is_idle[before] && word_count(text) <= 4 && !view_equal(text, article->outlet))
    article->category = text;
}

/* Takes what the last lines say of author and source off the end; where the text ends. */
static size_t read_tail(struct article *article, const struct press_text *press, const bool *is_idle,
                        size_t begin, size_t end) {
  enum { LINES = 4 };
  size_t text_end = end, seen = 0;
  for (size_t i = end; i-- > begin && seen < LINES;) {
    struct view line = press->lines[i].text, value, credit;
    if (is_idle[i]) continue;
    seen++;
    if (TAKE_LABEL(line, author_labels, &value)) {
      article->author = value;
    } else if (TAKE_LABEL(line, source_labels, &value)) {
      article->outlet = value;
    } else if (find_credit(line, &credit) != VIEW_NOT_FOUND) {
      continue;
    } else if (article->author.length == 0 && is_name_line(line)) {
      article->author = line;
    } else if (line.length < 200 && web_address_find(line, 0).written.length == line.length) {
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

/* Marks lines that are no part of the article, and takes its day from those that tell one; the first of
 * these, SIZE_MAX: none. */
static size_t read_days(struct article *article, struct arena *arena, const struct press_text *press,
                        bool *is_idle) {
  enum { HEAD_LINES = 100, TAIL_LINES = 20 };
  size_t day_line = SIZE_MAX;
  struct date date;
  if (press->published.length > 0 && date_parse(press->published, false, &date)) article->published = date;
  for (size_t i = 0; i < press->count; i++) {
    struct view line = press->lines[i].text,
                folded = line.length > 200 ? (struct view){NULL, 0} : text_fold(arena, line);
    is_idle[i] = !has_letter(line) || IS_AMONG(folded, idle_lines);
    bool is_far = i > HEAD_LINES && i + TAIL_LINES < press->count;
    if (press->lines[i].role == PRESS_TITLE || is_far) continue;
    if (!read_day(line, &date)) continue;
    is_idle[i] = true;
    if (article->published.precision == DATE_NONE)
      article->published = date;
    else if (date_day_number(date) != date_day_number(article->published))
      article->other_days = true;
    if (day_line == SIZE_MAX) day_line = i;
  }
  return day_line;
}

bool article_read(struct article *article, struct arena *arena, const struct press_text *press) {
  *article = (struct article){.url = press->url, .author = press->author};
  bool *is_idle = arena_array(arena, press->count + 1, sizeof *is_idle);
  size_t day_line = read_days(article, arena, press, is_idle);
  size_t title = find_title(press, is_idle, day_line);
  if (title == SIZE_MAX) return false;
  article->title = without_tabs(arena, press->lines[title].text);
  bool has_stop = view_ends_with(article->title, ".") && !view_ends_with(article->title, "..");
  if (has_stop && article->title.length > 1) article->title.length--;
  read_head(article, press, is_idle, title);
  size_t end = press->count;
  for (size_t i = title + 2; i < end; i++) {
    struct view line = press->lines[i].text;
    if (line.length <= 200 && IS_AMONG(text_fold(arena, line), closing_lines)) end = i;
  }
  end = read_tail(article, press, is_idle, title + 1, end);
  size_t room = 2 * press->count + 1;
  for (size_t i = title + 1; i < end; i++)
    room += press->lines[i].text.length / 3; /* what find_glue may part */
  article->paragraphs = arena_array(arena, room, sizeof *article->paragraphs);
  article->captions = arena_array(arena, room, sizeof *article->captions);
  struct reading reading = {.article = article, .arena = arena};
  size_t last = end;
  while (last > title + 1 && is_idle[last - 1])
    last--;
  for (size_t i = title + 1; i < end; i++)
    if (!is_idle[i] && !view_equal(press->lines[i].text, press->lines[title].text))
      add_line(&reading, &press->lines[i], i + 1 == last);
  for (size_t i = 0; i < article->paragraph_count; i++)
    article->paragraphs[i].text = without_tabs(arena, article->paragraphs[i].text);
  for (size_t i = 0; i < article->caption_count; i++)
    article->captions[i].text = without_tabs(arena, article->captions[i].text);
  return article->paragraph_count > 0;
}
