#include "parse/body/list_marker.h"

#include "base/ascii.h"
#include "text/unicode.h"

enum { NATIVE_DIGITS = 9, DIGITS = 2, BLANKS_LIMIT = 1000 };

size_t list_marker_blanks(struct view text) {
  static const char *const blanks[] = {"\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
  size_t at = 0;
  while (at < text.length && at < BLANKS_LIMIT) {
    struct view rest = view_slice(text, at, SIZE_MAX);
    size_t length = rest.data[0] == ' ' || rest.data[0] == '\t' ? 1 : 0;
    for (size_t i = 0; length == 0 && (unsigned char)rest.data[0] >= 0x80 && i < 4; i++)
      if (view_starts_with(rest, blanks[i])) length = strlen(blanks[i]);
    /* U+2000 to U+200A */
    if (length == 0 && view_starts_with(rest, "\xE2\x80") && rest.length > 2 &&
        (unsigned char)rest.data[2] <= 0x8A)
      length = 3;
    if (length == 0) break;
    at += length;
  }
  return at;
}

static bool is_among(uint32_t code, const uint32_t *codes, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (codes[i] == code) return true;
  return false;
}

#define IS_AMONG(code, ...)                                                                                  \
  is_among(code, (const uint32_t[]){__VA_ARGS__}, sizeof(uint32_t[]){__VA_ARGS__} / sizeof(uint32_t))

static enum marker_family family_of_sign(uint32_t code) {
  if (IS_AMONG(code, '-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFF0D)) return MARKER_DASH;
  if (code == '+' || code == 0xFF0B) return MARKER_PLUS;
  if (code == '*' || code == 0xFF0A) return MARKER_STAR;
  /* U+F0…: the signs of Word's fonts Symbol and Wingdings. */
  if (IS_AMONG(code, 0x2022, 0x2023, 0x2043, 0x2219, 0x25CF, 0x25CB, 0x25E6, 0x25AA, 0x25AB, 0x25A0, 0x25A1,
               0x25B6, 0x25B8, 0x25BA, 0x25C6, 0x25C7, 0x25CA, 0x2666, 0x2756, 0x27A2, 0x27A4, 0xB7, 0x30FB,
               0xFF65, 0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF02D, 0xF0A8, 0xF06E, 0xF071))
    return MARKER_BULLET;
  if ((code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x2700 && code <= 0x27BF) ||
      (code >= 0x2600 && code <= 0x26FF) || (code >= 0x2460 && code <= 0x2473) ||
      IS_AMONG(code, 0x2192, 0x21D2, 0x2794))
    return MARKER_SIGN;
  return MARKER_NONE;
}

/* Whether a word, a quotation or bold begins here: what may be glued to a marker. */
static bool begins_word(struct view text) {
  if (text.length == 0) return false;
  unsigned char byte = (unsigned char)text.data[0];
  return ascii_is_letter(text.data[0]) || (byte >= 0xC3 && byte <= 0xE1) || view_starts_with(text, "“") ||
         view_starts_with(text, "**") || text.data[0] == '[';
}

/* Completes what has been read of a marker that ends at `end`. */
static struct list_marker finish(struct view line, size_t end, struct list_marker marker) {
  struct view rest = view_slice(line, end, SIZE_MAX);
  marker.length = (uint8_t)end;
  marker.blanks = (uint16_t)list_marker_blanks(rest);
  marker.glued = marker.blanks == 0 && rest.length > 0;
  bool plain = rest.length == 0 || rest.data[0] == ' ' || rest.data[0] == '\t';
  marker.native = marker.native && plain;
  return marker;
}

static struct list_marker none(void) {
  return (struct list_marker){.family = MARKER_NONE};
}

/* Letters by which Word draws bullets in a font of signs, which the pasted text has lost: o and the letters
 * of Wingdings for a square, an arrow, a tick and their like. */
static bool is_lost_bullet(int32_t code) {
  return IS_AMONG((uint32_t)code, 'o', 'v', 'q', 0xA7, 0xD8, 0xFC);
}

static struct list_marker read_lost_bullet(struct view line, size_t at, int32_t code) {
  struct list_marker marker =
      finish(line, at, (struct list_marker){.family = MARKER_DASH, .style = (uint32_t)code});
  bool is_bullet = marker.blanks > 0 && begins_word(view_slice(line, at + marker.blanks, SIZE_MAX));
  return is_bullet ? marker : none();
}

/* Numbers in circles, white or black. */
static bool is_circled(uint32_t code) {
  return (code >= 0x2460 && code <= 0x2473) || (code >= 0x2776 && code <= 0x277F);
}

static struct list_marker read_circled(struct view line, size_t at, uint32_t code) {
  uint32_t first = code < 0x2776 ? 0x2460 : 0x2776;
  return finish(
      line, at,
      (struct list_marker){.family = MARKER_PARENTHESES, .style = first, .ordinal = code - first + 1});
}

static struct list_marker read_sign(struct view line) {
  size_t at = 0;
  int32_t code = text_next_character(line, &at);
  if (code >= 0 && is_lost_bullet(code)) return read_lost_bullet(line, at, code);
  enum marker_family family = code < 0 ? MARKER_NONE : family_of_sign((uint32_t)code);
  if (family == MARKER_NONE) return none();
  if (view_starts_with(view_slice(line, at, SIZE_MAX), "\xEF\xB8\x8F")) at += 3; /* as a picture */
  if (is_circled((uint32_t)code)) return read_circled(line, at, (uint32_t)code);
  if (code == 0x2611 || code == 0x2612) code = 0x2610; /* boxes, ticked or not */
  bool own = family == MARKER_BULLET || family == MARKER_SIGN;
  struct list_marker marker =
      finish(line, at,
             (struct list_marker){
                 .family = (uint8_t)family, .native = code < 0x80, .style = own ? (uint32_t)code : 0});
  struct view rest = view_slice(line, at + marker.blanks, SIZE_MAX);
  if (rest.length == 0) return marker.native ? marker : none();
  /* "-5", "--", "->", "*a*" are none; "-mục" may be. */
  if (marker.glued && (family == MARKER_STAR || (!own && !begins_word(rest)))) return none();
  return marker;
}

/* The value of a digit at `*at`, of full width too, and moves behind it; -1: it is none. */
static int next_digit(struct view line, size_t *at) {
  if (*at >= line.length) return -1;
  if (ascii_is_digit(line.data[*at])) return line.data[(*at)++] - '0';
  struct view rest = view_slice(line, *at, SIZE_MAX);
  if (!view_starts_with(rest, "\xEF\xBC") || rest.length < 3) return -1;
  int value = (unsigned char)rest.data[2] - 0x90;
  if (value < 0 || value > 9) return -1;
  *at += 3;
  return value;
}

/* What stands behind a number or letter, in its plain form, and moves behind it; 0: nothing of the kind. */
static char next_delimiter(struct view line, size_t *at) {
  struct view rest = view_slice(line, *at, SIZE_MAX);
  if (rest.length > 0 && strchr(".)/-", rest.data[0]) != NULL && rest.data[0] != '\0') {
    ++*at;
    return rest.data[0];
  }
  bool wide_stop = view_starts_with(rest, "\xEF\xBC\x8E"),
       wide_bracket = view_starts_with(rest, "\xEF\xBC\x89");
  if (!wide_stop && !wide_bracket) return '\0';
  *at += 3;
  return wide_stop ? '.' : ')';
}

/* 1.1. or 1.1.1 and so on, whose first number and full stop end at `at`. */
static struct list_marker read_decimal(struct view line, size_t at) {
  uint32_t ordinal = 0, levels = 1;
  for (; at < line.length && ascii_is_digit(line.data[at]) && at < 16; levels++) {
    for (ordinal = 0; at < line.length && ascii_is_digit(line.data[at]) && ordinal < 1000; at++)
      ordinal = ordinal * 10 + (uint32_t)(line.data[at] - '0');
    if (at == line.length || line.data[at] != '.') {
      levels++;
      break;
    }
    at++;
  }
  struct list_marker marker =
      finish(line, at, (struct list_marker){.family = MARKER_DECIMAL, .style = levels, .ordinal = ordinal});
  bool whole =
      marker.blanks > 0 && begins_word(view_slice(line, at + marker.blanks, SIZE_MAX)) && ordinal < 1000;
  return whole ? marker : none();
}

static struct list_marker read_number(struct view line) {
  size_t at = 0, digits = 0;
  uint32_t ordinal = 0;
  for (int digit; digits < NATIVE_DIGITS && (digit = next_digit(line, &at)) >= 0; digits++)
    ordinal = ordinal * 10 + (uint32_t)digit;
  bool plain = at == digits;
  size_t behind = at;
  char delimiter = next_delimiter(line, &at);
  if (delimiter == '\0') return none();
  plain =
      plain && at == behind + 1 && line.data[behind] == delimiter && (delimiter == '.' || delimiter == ')');
  if (delimiter == '.' && digits <= DIGITS && at < line.length && ascii_is_digit(line.data[at]))
    return read_decimal(line, at);
  struct list_marker marker =
      finish(line, at,
             (struct list_marker){
                 .family = MARKER_NUMBER, .native = plain, .style = (uint32_t)delimiter, .ordinal = ordinal});
  if (marker.native) return marker;
  struct view rest = view_slice(line, at + marker.blanks, SIZE_MAX);
  bool may_glue = delimiter == '.' || delimiter == ')';
  bool wanted = digits <= DIGITS && (marker.glued ? may_glue && begins_word(rest) : rest.length > 0);
  return wanted ? marker : none();
}

/* The place of a small letter in the alphabet, with đ behind d; 0: it is none. */
static uint32_t place_of_letter(int32_t code) {
  if (code == 0x111) return 5;
  if (code < 'a' || code > 'z') return 0;
  return (uint32_t)(code - 'a') + (code > 'd' ? 2 : 1);
}

/* The number that Roman digits make, to which `*at` moves; 0: there are none. */
static uint32_t read_roman(struct view line, size_t *at, const char *digits) {
  static const uint32_t values[] = {1, 5, 10};
  uint32_t sum = 0, last = 0;
  for (const char *digit; *at < line.length && *at < 8 && line.data[*at] != '\0' &&
                          (digit = strchr(digits, line.data[*at])) != NULL;
       ++*at) {
    uint32_t value = values[digit - digits];
    sum = value > last ? sum + value - 2 * last : sum + value;
    last = value;
  }
  return sum;
}

static struct list_marker read_letter(struct view line) {
  size_t at = 0;
  struct list_marker marker = {.family = MARKER_ROMAN, .ordinal = read_roman(line, &at, "IVX")};
  if (marker.ordinal == 0) {
    int32_t code = text_next_character(line, &at);
    bool capital = (code >= 'A' && code <= 'Z') || code == 0x110;
    marker.family = capital ? MARKER_CAPITAL : MARKER_LETTER;
    marker.ordinal = place_of_letter(code == 0x110 ? 0x111 : capital ? code + 0x20 : code);
  }
  char delimiter = next_delimiter(line, &at);
  if (marker.ordinal == 0 || delimiter == '\0' || delimiter == '-') return none();
  marker.style = (uint32_t)delimiter;
  marker = finish(line, at, marker);
  struct view rest = view_slice(line, at + marker.blanks, SIZE_MAX);
  if (rest.length == 0 || (marker.glued && (delimiter != ')' || !begins_word(rest)))) return none();
  return marker;
}

/* (1), (a), (i). */
static struct list_marker read_parentheses(struct view line) {
  size_t at = 1, begin = 1;
  uint32_t ordinal = 0, style = 1;
  for (int digit; at - begin < 3 && (digit = next_digit(line, &at)) >= 0;)
    ordinal = ordinal * 10 + (uint32_t)digit;
  if (at == begin) {
    struct view inner = view_slice(line, 1, SIZE_MAX);
    size_t length = 0;
    style = 2;
    ordinal = read_roman(inner, &length, "ivx");
    if (ordinal == 0 && inner.length > 0) {
      style = 3;
      ordinal = place_of_letter(text_next_character(inner, &length));
    }
    at += length;
  }
  if (ordinal == 0 || at >= line.length || line.data[at] != ')') return none();
  struct list_marker marker = finish(
      line, at + 1, (struct list_marker){.family = MARKER_PARENTHESES, .style = style, .ordinal = ordinal});
  return marker.blanks > 0 && (size_t)marker.length + marker.blanks < line.length ? marker : none();
}

struct list_marker list_marker_read(struct view line) {
  if (line.length == 0) return none();
  unsigned char byte = (unsigned char)line.data[0];
  if (ascii_is_digit(line.data[0]) || (byte == 0xEF && view_starts_with(line, "\xEF\xBC") &&
                                       line.length > 2 && (unsigned char)line.data[2] - 0x90U < 10))
    return read_number(line);
  if (is_lost_bullet(byte) && byte < 0x80 && list_marker_blanks(view_slice(line, 1, SIZE_MAX)) > 0)
    return read_lost_bullet(line, 1, byte);
  if (ascii_is_letter(line.data[0]) || byte == 0xC4) return read_letter(line);
  if (byte == '(') return read_parentheses(line);
  if (byte == '-' || byte == '+' || byte == '*' || byte >= 0xC2) return read_sign(line);
  return none();
}
