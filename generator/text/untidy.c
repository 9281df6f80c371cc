#include "text/untidy.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "text/legacy_encoding.h"
#include "text/syllable.h"
#include "text/unicode.h"

#include <strings.h>

/* Letters of ASCII in a text without small ones that is no abbreviation. */
enum { CAPITALS_LEAST = 15 };

/* Whether an entity stands at the front of the text. */
static bool is_entity(struct view text) {
  size_t at = 1;
  if (at < text.length && text.data[at] == '#') at++;
  size_t begin = at;
  while (at < text.length && ascii_is_alphanumeric(text.data[at]) && at < 10)
    at++;
  return at >= begin + 2 && at < text.length && text.data[at] == ';';
}

static bool is_markup(struct view text) {
  if (view_starts_with(text, "**") || view_starts_with(text, "__") || view_starts_with(text, "]("))
    return true;
  size_t at = text.length > 1 && text.data[1] == '/' ? 2 : 1;
  size_t begin = at;
  if (at == text.length || !ascii_is_letter(text.data[at])) return false;
  while (text.data[0] == '<' && at < text.length && ascii_is_alphanumeric(text.data[at]))
    at++;
  return at > begin && at < text.length && (text.data[at] == '>' || text.data[at] == '/');
}

static size_t blank_length(struct view text) {
  if (text.length == 0) return 0;
  if (text.data[0] == ' ' || text.data[0] == '\t') return 1;
  return text.data[0] == '\xC2' && view_starts_with(text, "\xC2\xA0") ? 2 : 0;
}

static size_t count_of(struct view text, const char *sign) {
  size_t count = 0;
  for (size_t at = 0; (at = view_find(text, view_of(sign), at)) != VIEW_NOT_FOUND; at += strlen(sign))
    count++;
  return count;
}

/* Of quotes or brackets the one that has no other; an apostrophe looks like a quote, and "1)" has none to
 * open. */
static bool has_lone_sign(struct view title, struct view *sign) {
  static const struct {
    const char *open, *close, *pair;
  } pairs[] = {{"(", ")", "( )"}, {"[", "]", "[ ]"}, {"“", "”", "“ ”"}, {"«", "»", "« »"}};
  size_t straight = count_of(title, "\"");
  bool is_mixed = straight == 1 && count_of(title, "“") != count_of(title, "”");
  *sign = VIEW("\" \"");
  if (straight % 2 == 1 || is_mixed) return true;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    size_t open = count_of(title, pairs[i].open), close = count_of(title, pairs[i].close);
    *sign = view_of(pairs[i].pair);
    if (open > close || (close > open && pairs[i].open[0] != '(')) return true;
  }
  return false;
}

/* A full stop behind a word of two small letters or more: not "v.v.", "TP.", "Nguyễn A." and "Co., Ltd.". */
static bool ends_with_stop(struct view title) {
  static const char *const others[] = {"ltd", "co", "inc", "corp", "jr", "sr", "etc", "tp", "tx", "vv", "no"};
  if (!view_ends_with(title, ".") || view_ends_with(title, "..")) return false;
  struct view word = view_slice(title, 0, title.length - 1);
  const char *blank = memrchr(word.data, ' ', word.length);
  if (blank != NULL) word = view_between(blank + 1, word.data + word.length);
  if (word.length < 2 || view_find_byte(word, '.', 0) != VIEW_NOT_FOUND) return false;
  char last = word.data[word.length - 1];
  if (!ascii_is_lower(last) && (unsigned char)last < 0x80 && !ascii_is_digit(last) &&
      strchr(")\"", last) == NULL)
    return false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (word.length == strlen(others[i]) && strncasecmp(word.data, others[i], word.length) == 0) return false;
  return true;
}

/* Signs that most titles have none of: of markup, entities, quotes and brackets, and blanks next to others.
 */
static byte_block mark_signs(byte_block first, byte_block second, byte_block third) {
  byte_block quote = byte_block_is(first, 0xE2) & byte_block_between(third, 0x9C, 0x9D);
  return byte_block_is(first, '"') | byte_block_is(first, '&') | byte_block_between(first, '(', '*') |
         byte_block_is(first, '<') | byte_block_is(first, '[') | byte_block_is(first, ']') |
         byte_block_is(first, '_') | byte_block_is(first, '\t') | byte_block_is(first, 0xC2) | quote |
         (byte_block_is(first, ' ') & byte_block_is(second, ' '));
}

/* Blanks next to each other, or signs of code. */
static enum untidy find_signs(struct view title) {
  for (size_t at = 0; at < title.length; at++) {
    struct view rest = view_slice(title, at, SIZE_MAX);
    size_t blank = blank_length(rest);
    if (blank > 0 && blank_length(view_slice(rest, blank, SIZE_MAX)) > 0) return UNTIDY_BLANKS;
    if (rest.data[0] == '&' && is_entity(rest)) return UNTIDY_ENTITY;
    if (strchr("*_]<", rest.data[0]) != NULL && is_markup(rest)) return UNTIDY_MARKUP;
  }
  return UNTIDY_NOT;
}

static byte_block mark_small(byte_block block) {
  return byte_block_between(block, 'a', 'z');
}

static bool is_in_capitals(struct view title) {
  size_t capitals = 0;
  if (byte_block_find(title, 0, mark_small) < title.length) return false;
  for (size_t at = 0; at < title.length; at++)
    capitals += ascii_is_upper(title.data[at]);
  return capitals >= CAPITALS_LEAST;
}

enum untidy text_untidiness(struct view title, struct view *sign) {
  bool has_signs = byte_block_find_three(title, 0, mark_signs) < title.length;
  enum untidy untidy = has_signs ? find_signs(title) : UNTIDY_NOT;
  if (untidy != UNTIDY_NOT) return untidy;
  if (is_in_capitals(title)) return UNTIDY_CAPITALS;
  if (title.length > 0 && strchr(",;:-", title.data[title.length - 1]) != NULL) {
    *sign = view_slice(title, title.length - 1, 1);
    return UNTIDY_END;
  }
  if (has_signs && has_lone_sign(title, sign)) return UNTIDY_PAIR;
  return ends_with_stop(title) ? UNTIDY_STOP : UNTIDY_NOT;
}

struct view text_bare_name(struct view name) {
  static const char *const addresses[] = {"Ông ",  "ông ", "Bà ",  "bà ",   "Đồng chí ", "đồng chí ",
                                          "Đ/c ",  "đ/c ", "Anh ", "Chị ",  "Thầy ",     "Cô ",
                                          "GS.",   "GS ",  "PGS.", "PGS ",  "TS.",       "TS ",
                                          "TSKH.", "ThS.", "ThS ", "Th.S ", "BS.",       "LS."};
  static const char *const offices[] = {
      "Bộ trưởng ", "Thứ trưởng ",     "Chủ tịch ",   "Phó Chủ tịch ", "Bí thư ",      "Phó Bí thư ",
      "Giám đốc ",  "Phó Giám đốc ",   "Cục trưởng ", "Vụ trưởng ",    "Trưởng ban ",  "Phó Trưởng ban ",
      "Chủ nhiệm ", "Chỉ huy trưởng ", "Tư lệnh ",    "Thiếu tướng ",  "Trung tướng ", "Thượng tướng ",
      "Đại tướng ", "Đại tá ",         "Thượng tá ",  "Trung tá ",     "Thiếu tá "};
  for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
    struct view rest = view_slice(name, strlen(offices[i]), SIZE_MAX);
    if (view_starts_with(name, offices[i]) && view_find_byte(rest, ' ', 0) != VIEW_NOT_FOUND) name = rest;
  }
  size_t words = 1;
  for (size_t i = 0; i < name.length; i++)
    words += name.data[i] == ' ';
  for (bool found = true; found;) {
    found = false;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses && !found; i++) {
      if (!view_starts_with(name, addresses[i])) continue;
      /* "Anh Tuấn" may be all of a name. */
      if (words < 4 && strchr("ACT", addresses[i][0]) != NULL && strchr(addresses[i], '.') == NULL) continue;
      name = view_trim(view_slice(name, strlen(addresses[i]), SIZE_MAX));
      found = true;
    }
  }
  return name;
}

/* Words that stand in the place of what a picture shows, perhaps with a number. */
static bool is_placeholder(struct view text) {
  static const char *const words[] = {
      "untitled",   "image",     "img",          "photo",        "picture",          "pic",
      "screenshot", "alt",       "no name",      "noname",       "no title",         "unnamed",
      "ảnh",        "Ảnh",       "hình",         "Hình",         "hình ảnh",         "Hình ảnh",
      "không tên",  "Không tên", "không có tên", "Không có tên", "không có tiêu đề", "Không có tiêu đề"};
  while (text.length > 0 && strchr("0123456789 ()_-.#", text.data[text.length - 1]) != NULL)
    text.length--;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (text.length == strlen(words[i]) && strncasecmp(text.data, words[i], text.length) == 0) return true;
  return false;
}

/* What phones and messengers call a picture by the moment: "Screenshot 2024-01-02 at …". */
static bool has_beginning_and_moment(struct view text) {
  static const char *const beginnings[] = {"screenshot", "screen shot",       "whatsapp image",   "zalo",
                                           "viber",      "ảnh chụp màn hình", "Ảnh chụp màn hình"};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
    size_t length = strlen(beginnings[i]);
    if (text.length <= length || strncasecmp(text.data, beginnings[i], length) != 0) continue;
    struct view rest = view_trim(view_slice(text, length, SIZE_MAX));
    while (rest.length > 0 && strchr("-_ ", rest.data[0]) != NULL)
      rest = view_slice(rest, 1, SIZE_MAX);
    if (rest.length > 1 && ascii_is_digit(rest.data[0]) && ascii_is_digit(rest.data[1])) return true;
  }
  return false;
}

/* Whether words joined by hyphens are Vietnamese without its marks, or end with a number of several digits:
 * "le-ky-ket", "signing-2024", but not "face-to-face" and "Ha-Noi-Hue". */
static bool is_slug(struct view text) {
  bool are_bare = true;
  struct view rest = text, part = {NULL, 0};
  while (view_next(&rest, '-', &part)) {
    bool is_number = part.length > 0 && ascii_is_digit(part.data[0]);
    if (part.length > 0 && ascii_is_upper(part.data[0])) return false;
    are_bare = are_bare && (is_number || syllable_is_bare(part));
  }
  return are_bare || (part.length > 1 && ascii_is_digit(part.data[0]) && ascii_is_digit(part.data[1]));
}

/* One word of ASCII that joins parts as names of files do: "le_ky", "le-ky-ket", or a long number as Zalo's
 * "z3456789012345". */
static bool is_joined(struct view text) {
  size_t hyphens = 0, underlines = 0, digits = 0;
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if (!ascii_is_alphanumeric(byte) && byte != '-' && byte != '_') return false;
    hyphens += byte == '-';
    underlines += byte == '_';
    digits += ascii_is_digit(byte);
  }
  return underlines > 0 || digits >= 8 || (hyphens > 1 && is_slug(text));
}

bool text_is_file_name(struct view text) {
  static const char *const endings[] = {".jpg", ".jpeg", ".png",  ".webp", ".heic",
                                        ".gif", ".tif",  ".tiff", ".bmp",  ".pdf"};
  static const char *const beginnings[] = {"IMG_", "DSC_", "DSCN",        "DSC0",
                                           "DCIM", "PXL_", "Screenshot_", "image0"};
  text = view_trim(text);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t length = strlen(endings[i]);
    if (text.length > length && strncasecmp(text.data + text.length - length, endings[i], length) == 0)
      return true;
  }
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (view_starts_with(text, beginnings[i]) && view_find_byte(text, ' ', 0) == VIEW_NOT_FOUND) return true;
  return text.length > 0 && (is_placeholder(text) || has_beginning_and_moment(text) || is_joined(text));
}

/* A soft hyphen is a letter of TCVN3: a line of that is told for what it is. */
static bool is_letter_of_legacy(struct view text, size_t at) {
  size_t begin = view_line_begin(text, at), where;
  return text_is_legacy(view_slice(text, begin, view_line_end(text, at) - begin), &where);
}

/* The first bytes of what can't be seen, and of accents of their own. Few blocks have any that need a closer
 * look. */
static byte_block mark_unseen(byte_block first, byte_block second, byte_block third) {
  byte_block perhaps = byte_block_is(first, 0xC2) | byte_block_between(first, 0xCC, 0xCD) |
                       byte_block_is(first, 0xE2) | byte_block_between(first, 0xEF, UINT8_MAX) |
                       (byte_block_is(first, 0xE1) & byte_block_is(second, 0xA0));
  if (!byte_block_any(perhaps)) return perhaps;
  byte_block general = byte_block_is(second, 0x80) &
                       (byte_block_between(third, 0x8B, 0x8F) | byte_block_between(third, 0xA8, 0xAE));
  byte_block other = byte_block_is(second, 0x81) & byte_block_between(third, 0xA0, 0xAF);
  byte_block last = (byte_block_is(second, 0xBB) & byte_block_is(third, 0xBF)) |
                    (byte_block_is(second, 0xBF) & byte_block_between(third, 0xB9, 0xBC)) |
                    (byte_block_is(second, 0xB8) & byte_block_between(third, 0x8E, 0x8F));
  return (byte_block_is(first, 0xC2) & byte_block_is(second, 0xAD)) | byte_block_between(first, 0xCC, 0xCD) |
         (byte_block_is(first, 0xE2) & (general | other)) | (byte_block_is(first, 0xEF) & last) |
         (byte_block_is(first, 0xF3) & byte_block_is(second, 0xA0)) |
         (byte_block_is(first, 0xE1) & byte_block_is(second, 0xA0) & byte_block_is(third, 0x8E));
}

/* Signs that belong to emoji, of which several make one. */
static bool is_of_emoji(struct view text, size_t at) {
  while (at > 0 && utf8_continues(text.data[at - 1]))
    at--;
  if (at == 0) return false;
  unsigned char lead = (unsigned char)text.data[at - 1];
  bool is_sign = lead == 0xC2 || ascii_is_digit(text.data[at - 1]) || text.data[at - 1] == '#' ||
                 text.data[at - 1] == '*';
  return lead == 0xE2 || lead == 0xE3 || lead >= 0xEF || is_sign;
}

/* An accent that Unicode can't put on what stands before it: no letter, or one that has a tone already or can
 * bear none. Other marks are letters' of some language where they follow one. */
static bool is_lone_accent(struct view text, size_t at) {
  static const char *const tones[] = {"\xCC\x80", "\xCC\x81", "\xCC\x83", "\xCC\x89", "\xCC\xA3"};
  char before = at > 0 ? text.data[at - 1] : ' ';
  if (!ascii_is_letter(before) && (unsigned char)before < 0x80 && before != ' ') return true;
  for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
    if (view_starts_with(view_slice(text, at, SIZE_MAX), tones[i])) return true;
  return before == ' ';
}

static const char *write_code(struct view text, size_t at, struct unseen *found) {
  snprintf(found->code, sizeof found->code, "U+%04X", (unsigned)text_next_character(text, &at) & 0x1FFFFFU);
  return found->code;
}

/* Whether there is Hebrew or Arabic, which signs of direction belong to. */
static bool has_letters_from_right(struct view text) {
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.data[i] >= 0xD6 && (unsigned char)text.data[i] <= 0xDB) return true;
  return false;
}

/* What the character at `at` is; false: one that may stand there. */
static bool is_unseen(struct view text, size_t at, struct unseen *found) {
  static const struct {
    const char *bytes;
    enum phrase name;
  } unseen[] = {
      {"\xe2\x80\x8b", PHRASE_zero_width_space},
      {"\xe2\x81\xa0", PHRASE_zero_width_space},
      {"\xe2\x80\x8c", PHRASE_zero_width_space},
      {"\xe2\x80\x8d", PHRASE_zero_width_space},
      {"\xc2\xad", PHRASE_soft_hyphen},
      {"\xef\xbb\xbf", PHRASE_byte_order_mark},
      {"\xe2\x80\xa8", PHRASE_line_separator},
      {"\xe2\x80\xa9", PHRASE_line_separator},
      {"\xe2\x80\x8e", PHRASE_direction_mark},
      {"\xe2\x80\x8f", PHRASE_direction_mark},
      {"\xe2\x80\xaa", PHRASE_direction_override},
      {"\xe2\x80\xab", PHRASE_direction_override},
      {"\xe2\x80\xac", PHRASE_direction_override},
      {"\xe2\x80\xad", PHRASE_direction_override},
      {"\xe2\x80\xae", PHRASE_direction_override},
      {"\xe2\x81\xa6", PHRASE_direction_override},
      {"\xe2\x81\xa7", PHRASE_direction_override},
      {"\xe2\x81\xa8", PHRASE_direction_override},
      {"\xe2\x81\xa9", PHRASE_direction_override},
  };
  struct view rest = view_slice(text, at, SIZE_MAX);
  found->at = at;
  if ((unsigned char)text.data[at] == 0xCC || (unsigned char)text.data[at] == 0xCD) {
    if (!is_lone_accent(text, at)) return false;
    found->message = message_lone_accent(view_of(write_code(text, at, found)));
    return true;
  }
  if (view_starts_with(rest, "\xef\xbf\xbc")) {
    found->message = message_object_not_copied();
    return true;
  }
  bool joins = view_starts_with(rest, "\xe2\x80\x8d") || view_starts_with(rest, "\xef\xb8") ||
               (unsigned char)text.data[at] == 0xF3;
  if (joins && is_of_emoji(text, at)) return false;
  bool isolates =
      view_starts_with(rest, "\xe2\x81") && at + 2 < text.length && (unsigned char)rest.data[2] >= 0xa6;
  if (isolates && has_letters_from_right(text)) return false;
  found->message = message_unseen_characters(PHRASE_sign_without_shape);
  for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
    if (view_starts_with(rest, unseen[i].bytes)) found->message = message_unseen_characters(unseen[i].name);
  return true;
}

bool text_find_unseen(struct view text, struct unseen *found) {
  for (size_t at = 0; (at = byte_block_find_three(text, at, mark_unseen)) < text.length; at++)
    if (is_unseen(text, at, found)) return !is_letter_of_legacy(text, at);
  return false;
}

static byte_block mark_perhaps_private(byte_block block) {
  return byte_block_between(block, 0xEE, UINT8_MAX);
}

static bool is_private(struct view text, size_t at) {
  unsigned char lead = (unsigned char)text.data[at];
  unsigned char next = at + 1 < text.length ? (unsigned char)text.data[at + 1] : 0;
  return lead == 0xEE || (lead == 0xEF && next >= 0x80 && next <= 0xA3) ||
         (lead == 0xF3 && next >= 0xB0 && next <= 0xBF) || lead == 0xF4;
}

bool text_find_sign_of_font(struct view text, struct unseen *found) {
  size_t at = byte_block_find(text, 0, mark_perhaps_private);
  while (at < text.length && !is_private(text, at))
    at = byte_block_find(text, at + 1, mark_perhaps_private);
  if (at == text.length) return false;
  found->at = at;
  found->message = message_sign_of_font(view_of(write_code(text, at, found)));
  return true;
}
