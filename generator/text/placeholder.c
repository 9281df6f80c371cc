#include "text/placeholder.h"

#include "base/ascii.h"
#include "base/byte_block.h"

#include <strings.h>

enum {
  BRACKET = 60,   /* bytes between brackets at the most */
  WORDS = 5,      /* words between them where the first says what is to be written */
  DOTS = 6,       /* one behind the other that nobody types for a pause */
  UNDERLINES = 4, /* likewise */
};

/* What is nowhere in a text that is finished. Each begins with a capital letter or a sign, by which they are
 * looked for. */
static const char *const anywhere[] = {
    "Lorem ipsum",
    ":contentReference[oaicite",
    "[oaicite:",
    "As an AI language model",
    "Là một mô hình ngôn ngữ",
    "Click here to enter text",
    "Click or tap here to enter",
    "Bấm vào đây để nhập",
    "Nhập nội dung vào đây",
    "Nhập văn bản vào đây",
    "Error! Reference source not found",
    "Error! Bookmark not defined",
    "Lỗi! Không tìm thấy nguồn tham chiếu",
    "Lỗi! Thẻ đánh dấu",
    "[object Object]",
    "[citation needed]",
    "[cần dẫn nguồn]",
    "[cid:image",
    "[image: ",
    "HYPERLINK \"",
    "MERGEFIELD ",
    "PAGEREF _",
    "[Tin nhắn đã thu hồi]",
    "Xem bản dịch",
    "See translation",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "???",
};

/* Notes to oneself, in brackets of any kind. */
static const char *const notes[] = {
    "chèn ảnh",      "chèn hình",     "chèn link",     "chèn bảng",     "chèn logo",      "chèn video",
    "chèn nội dung", "chèn tệp",      "chèn file",     "chèn vào",      "chèn tên",       "điền vào",
    "điền tên",      "điền số",       "điền ngày",     "điền nội dung", "điền thông tin", "điền sau",
    "điền họ tên",   "nhập tên",      "nhập nội dung", "nhập ngày",     "nhập số",        "nhập thông tin",
    "nhập tiêu đề",  "bổ sung sau",   "cập nhật sau",  "sẽ cập nhật",   "sẽ bổ sung",     "thêm ảnh",
    "thêm link",     "thêm nội dung", "viết tiếp",     "viết sau",      "đang cập nhật",  "đang bổ sung",
    "chưa có ảnh",   "todo",          "tbd",           "insert ",       "your ",          "placeholder",
    "nháp",          "bản nháp",      "chưa đăng",     "chờ duyệt",     "chưa duyệt",     "draft",
    "NHÁP",          "BẢN NHÁP",      "CHƯA ĐĂNG",     "CHỜ DUYỆT",     "CHƯA DUYỆT",
};

/* What is to be written, in brackets that no text puts around it. */
static const char *const blanks[] = {
    "tên",     "họ tên",        "họ và tên", "ngày",     "ngày tháng", "ngày tháng năm",
    "tháng",   "năm",           "số",        "số hiệu",  "địa chỉ",    "ảnh",
    "hình",    "hình ảnh",      "tiêu đề",   "nội dung", "chức vụ",    "chức danh",
    "đơn vị",  "cơ quan",       "link",      "logo",     "name",       "date",
    "title",   "số điện thoại", "email",     "địa điểm", "tóm tắt",    "chú thích ảnh",
    "dự thảo", "DỰ THẢO",
};

/* What holds a text back in the eyes of who wrote it, at its front, with a sign or nothing behind it. */
static const char *const fronts[] = {"NHÁP",      "Nháp",      "BẢN NHÁP",  "Bản nháp",   "CHƯA ĐĂNG",
                                     "Chưa đăng", "CHỜ DUYỆT", "Chờ duyệt", "CHƯA DUYỆT", "Chưa duyệt"};

static bool begins(struct view text, const char *word) {
  if (text.length == 0 || ascii_lower(text.data[0]) != ascii_lower(word[0])) return false;
  size_t length = strlen(word);
  return text.length >= length && strncasecmp(text.data, word, length) == 0;
}

/* As `begins`, where the first letter may be a capital one of Vietnamese too: their last bytes differ. */
static bool begins_sentence(struct view text, const char *word) {
  static const char *const capitals[][2] = {{"Đ", "đ"}, {"Ả", "ả"}};
  for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++) {
    size_t small = strlen(capitals[i][1]), large = strlen(capitals[i][0]);
    if (view_starts_with(text, capitals[i][0]) && strncmp(word, capitals[i][1], small) == 0)
      return begins(view_slice(text, large, SIZE_MAX), word + small);
  }
  return begins(text, word);
}

static bool is_word_byte(char byte) {
  return ascii_is_alphanumeric(byte) || (unsigned char)byte >= 0x80 || byte == '_';
}

static bool stands_apart(struct view text, size_t begin, size_t end) {
  return (begin == 0 || !is_word_byte(text.data[begin - 1])) &&
         (end == text.length || !is_word_byte(text.data[end]));
}

static struct view part(struct view text, size_t begin, size_t end) {
  return view_slice(text, begin, end - begin);
}

static const struct view none = {NULL, 0};

/* --- Words */

/* Whether the word before is one that a Roman number follows. */
static bool is_counted(struct view text, size_t at) {
  static const char *const words[] = {"thứ",  "kỷ",  "lần",  "khóa", "khoá", "chương",
                                      "phần", "mục", "điều", "tập",  "quyển"};
  struct view before = view_trim(view_slice(text, 0, at));
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_ends_with(before, words[i])) return true;
  return false;
}

/* xx, xxx, XXXX, 20xx, with the first of the signs at `at`. XX and XXX may be numbers. */
static struct view crosses_at(struct view text, size_t at, size_t *behind) {
  size_t begin = at, end = at;
  while (end < text.length && text.data[end] == text.data[at])
    end++;
  *behind = end;
  while (begin > 0 && at - begin < 4 && ascii_is_digit(text.data[begin - 1]))
    begin--;
  size_t crosses = end - at, digits = at - begin;
  if (crosses + digits < 2 || !stands_apart(text, begin, end)) return none;
  bool is_year = digits >= 2 && digits + crosses == 4 && (text.data[begin] == '1' || text.data[begin] == '2');
  bool may_be_number = crosses < 4 && (is_counted(text, at) || (text.data[at] == 'X' && crosses == 2));
  bool is_one = digits > 0 ? is_year : crosses >= 2 && !may_be_number;
  return is_one ? part(text, begin, end) : none;
}

static size_t note_length(struct view text, size_t at) {
  static const char *const words[] = {"TODO", "FIXME", "TBD", "TBC"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_starts_with(view_slice(text, at, SIZE_MAX), words[i]) &&
        stands_apart(text, at, at + strlen(words[i])))
      return strlen(words[i]);
  return 0;
}

/* What chat programs leave where they have read something, turn0search1; `at`: the first number. */
static struct view turn_at(struct view text, size_t at) {
  static const char *const kinds[] = {"search", "view", "news", "image", "fetch", "file"};
  static const char word[] = "turn";
  size_t begin = at < strlen(word) ? at : at - strlen(word), end = at;
  if (!view_starts_with(part(text, begin, text.length), word)) return none;
  while (end < text.length && ascii_is_digit(text.data[end]))
    end++;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t behind = end + strlen(kinds[i]);
    if (view_starts_with(part(text, end, text.length), kinds[i]) && behind < text.length &&
        ascii_is_digit(text.data[behind]))
      return part(text, begin, behind + 1);
  }
  return none;
}

/* --- Blanks to be filled in */

/* Dots, underlines and blanks, one behind the other. */
struct gap {
  size_t begin, end, dots, underlines, blanks;
};

/* Whether a dot, an ellipsis, an underline or a blank stands at `at`, and counts it. */
static bool count_sign(struct view text, size_t at, struct gap *gap, size_t *length) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  bool wide = view_starts_with(rest, "\xC2\xA0"), ellipsis = view_starts_with(rest, "…");
  char byte = rest.length > 0 ? rest.data[0] : '\0';
  gap->dots += ellipsis ? 3 : byte == '.';
  gap->underlines += byte == '_';
  gap->blanks += wide || byte == ' ' || byte == '\t';
  *length = ellipsis ? 3 : wide ? 2 : 1;
  return wide || ellipsis || byte == '.' || byte == '_' || byte == ' ' || byte == '\t';
}

/* The gap around `at`. */
static struct gap gap_at(struct view text, size_t at) {
  struct gap gap = {.begin = at, .end = at}, unused = {0};
  size_t length;
  for (;;) {
    size_t before = gap.begin;
    while (before > 0 && utf8_continues(text.data[before - 1]) && gap.begin - before < 2)
      before--;
    if (before == 0 || !count_sign(text, --before, &unused, &length) || before + length != gap.begin) break;
    gap.begin = before;
  }
  for (gap.end = gap.begin; gap.end < text.length && count_sign(text, gap.end, &gap, &length);)
    gap.end += length;
  return gap;
}

/* ngày ... tháng ..., tháng ... năm ..., Số ... /; or a row of dots or underlines. */
static struct view blank_at(struct view text, size_t at, size_t *behind) {
  static const struct {
    const char *word, *next;
  } forms[] = {{"gày", "tháng"}, {"tháng", "năm"}, {"ố", "/"}, {"ố:", "/"}};
  struct gap gap = gap_at(text, at);
  struct view before = view_slice(text, 0, gap.begin), rest = view_slice(text, gap.end, SIZE_MAX);
  bool filled = gap.dots > 1 || gap.underlines > 0 || gap.blanks > 2;
  *behind = gap.end;
  for (size_t i = 0; filled && i < sizeof forms / sizeof *forms; i++) {
    if (!view_ends_with(before, forms[i].word) || !view_starts_with(rest, forms[i].next)) continue;
    size_t begin = gap.begin - strlen(forms[i].word);
    while (begin > 0 && is_word_byte(text.data[begin - 1]))
      begin--;
    return part(text, begin, gap.end + strlen(forms[i].next));
  }
  bool row = gap.dots >= DOTS || gap.underlines >= UNDERLINES;
  return row ? view_trim(part(text, gap.begin, gap.end)) : none;
}

/* --- Brackets */

static bool is_blank_of_form(struct view inside) {
  size_t spaces = 0;
  for (size_t i = 0; i < inside.length; i++) {
    if (ascii_is_digit(inside.data[i]) || strchr(":,;.\"", inside.data[i]) != NULL) return false;
    spaces += inside.data[i] == ' ';
  }
  if (spaces >= WORDS) return false;
  for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
    size_t length = strlen(blanks[i]);
    if (!begins_sentence(inside, blanks[i])) continue;
    bool whole = inside.length == length;
    /* [tên cơ quan], but not [ảnh tư liệu]. */
    bool more = inside.length > length && inside.data[length] == ' ' &&
                (strcmp(blanks[i], "tên") == 0 || strcmp(blanks[i], "số") == 0);
    if (whole || more) return true;
  }
  return false;
}

static size_t bracket_length(struct view text, size_t at) {
  char close = text.data[at] == '[' ? ']' : text.data[at] == '(' ? ')' : text.data[at] == '{' ? '}' : '>';
  struct view rest = view_slice(text, at + 1, BRACKET);
  size_t end = view_find_byte(rest, close, 0);
  if (end == VIEW_NOT_FOUND) return 0;
  struct view inside = view_trim(view_slice(rest, 0, end));
  for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
    if (begins_sentence(inside, notes[i])) return end + 2;
  return close != ')' && is_blank_of_form(inside) ? end + 2 : 0;
}

/* 【12†source】 */
static size_t mark_length(struct view text, size_t at) {
  struct view rest = view_slice(text, at, BRACKET);
  size_t dagger = view_find(rest, VIEW("†"), 0), end = view_find(rest, VIEW("】"), 0);
  return view_starts_with(rest, "【") && dagger != VIEW_NOT_FOUND && end != VIEW_NOT_FOUND && dagger < end
             ? end + strlen("】")
             : 0;
}

/* --- All of them */

static size_t phrase_length(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++)
    if (rest.data[0] == anywhere[i][0] && view_starts_with(rest, anywhere[i])) return strlen(anywhere[i]);
  return 0;
}

static size_t front_length(struct view text) {
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
    struct view behind = view_slice(text, strlen(fronts[i]), SIZE_MAX);
    bool is_loud = ascii_is_upper(fronts[i][1]); /* else it may be a title: "Nháp" */
    if (view_starts_with(text, fronts[i]) &&
        ((is_loud && behind.length == 0) || view_starts_with(behind, ":") || view_starts_with(behind, " -") ||
         view_starts_with(behind, " –") || view_starts_with(behind, "!")))
      return strlen(fronts[i]);
  }
  return 0;
}

/* What begins with the byte at `at`, or stands around it; `*behind`: where to go on. */
static struct view placeholder_at(struct view text, size_t at, size_t *behind) {
  char byte = text.data[at];
  bool is_front = at == 0 || !is_word_byte(text.data[at - 1]);
  *behind = at + 1;
  if (ascii_is_digit(byte)) return at > 0 && text.data[at - 1] == 'n' ? turn_at(text, at) : none;
  if (byte == '_' || (byte == '.' && at + 1 < text.length && text.data[at + 1] == '.') ||
      view_starts_with(view_slice(text, at, SIZE_MAX), "…"))
    return blank_at(text, at, behind);
  size_t length = phrase_length(text, at);
  if (byte == '?' && !is_front) return none;
  if (length == 0 && strchr("[({<", byte) != NULL) length = bracket_length(text, at);
  if (length == 0 && (unsigned char)byte == 0xE3) length = mark_length(text, at);
  if (length > 0) return part(text, at, at + length);
  if (byte == 'x' || byte == 'X') return crosses_at(text, at, behind);
  if (is_front) length = note_length(text, at);
  if (length == 0 && at == 0 && strchr("NBC", text.data[0]) != NULL) length = front_length(text);
  return length > 0 ? part(text, at, at + length) : none;
}

/* Whether the marked byte at `at` may begin one, by the bytes beside it: most are the first of a name or a
 * number, or end a sentence. */
static bool may_begin(struct view text, size_t at) {
  /* By the first byte of a phrase or a note: the bytes that may follow. */
  static const char behind[UINT8_MAX + 1][4] = {
      ['A'] = "s", ['B'] = "\xE1",      ['C'] = "l",     ['E'] = "r",    ['F'] = "I",
      ['H'] = "Y", ['L'] = "o\xC3\xE1", ['M'] = "E",     ['N'] = "h",    ['P'] = "A",
      ['S'] = "e", ['T'] = "OB",        ['X'] = "e",     [':'] = "c",    ['?'] = "?",
      ['.'] = ".", ['#'] = "RVND",      [0xE2] = "\x80", [0xE3] = "\x80"};
  unsigned char byte = (unsigned char)text.data[at];
  char before = at > 0 ? text.data[at - 1] : '\0', next = at + 1 < text.length ? text.data[at + 1] : '\0';
  if (at == 0 || strchr("[({<_", byte) != NULL) return true;
  if (ascii_is_digit(text.data[at])) return before == 'n';
  if ((byte == 'x' || byte == 'X') && (next == text.data[at] || ascii_is_digit(before))) return true;
  for (size_t i = 0; i < sizeof behind[0] && behind[byte][i] != '\0'; i++)
    if (behind[byte][i] == next) return true;
  return false;
}

static byte_block mark_beginnings(byte_block block) {
  return byte_block_between(block, '0', '9') | byte_block_between(block, 'A', 'Z') |
         byte_block_is(block, 'x') | byte_block_is(block, '[') | byte_block_is(block, '(') |
         byte_block_is(block, '{') | byte_block_is(block, '<') | byte_block_is(block, '#') |
         byte_block_is(block, ':') | byte_block_is(block, '?') | byte_block_is(block, '.') |
         byte_block_is(block, '_') | byte_block_between(block, 0xE2, 0xE3);
}

/* Where two blanks stand side by side, or the text's length. */
static size_t find_two_blanks(struct view text, size_t at) {
  for (; text.length - at > BYTE_BLOCK; at += BYTE_BLOCK) {
    size_t first = byte_block_first(byte_block_is(byte_block_at(text.data + at), ' ') &
                                    byte_block_is(byte_block_at(text.data + at + 1), ' '));
    if (first < BYTE_BLOCK) return at + first;
  }
  for (; at + 1 < text.length; at++)
    if (text.data[at] == ' ' && text.data[at + 1] == ' ') return at;
  return text.length;
}

/* Where words are missing between blanks; no dots or underlines say so. */
static struct view find_blanks(struct view text) {
  for (size_t at = 0; (at = find_two_blanks(text, at)) < text.length;) {
    struct view found = blank_at(text, at, &at);
    if (found.data != NULL) return found;
  }
  return none;
}

struct view text_find_placeholder(struct view text) {
  struct byte_block_marks marks = {0};
  for (size_t at, behind = 0; (at = byte_block_next(text, &marks, mark_beginnings)) < text.length;) {
    if (at < behind || !may_begin(text, at)) continue;
    struct view found = placeholder_at(text, at, &behind);
    if (found.data != NULL) return found;
  }
  return find_blanks(text);
}
