#include "text/garbled.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/byte_block.h"
#include "text/syllable.h"
#include "text/unicode.h"

#include <strings.h>

enum { WORD = 60 }; /* bytes of a word on either side of what was found, at the most */

/* --- UTF-8 that was read as Windows-1252 */

/* The byte that a character of Windows-1252 stands for; -1: none. Windows-1258 has two of its letters in
 * other places that matter here. */
static int byte_of(int32_t character) {
  static const int32_t signs[] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                  0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                  0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  if (character >= 0x80 && character <= 0xFF) return character;
  if (character == 0x102) return 0xC3;
  for (int i = 0; i < (int)(sizeof signs / sizeof *signs); i++)
    if (signs[i] == character) return 0x80 + i;
  return -1;
}

/* What was read as several characters of Windows-1252, the first at `at`. */
struct misread {
  size_t length;  /* in the text; 0: there is none */
  char meant[4];  /* UTF-8 */
  size_t bytes;   /* of `meant` */
  int32_t second; /* the byte behind the first */
};

static struct misread misread_at(struct view text, size_t at) {
  struct misread misread = {0};
  size_t next = at;
  int first = byte_of(text_next_character(text, &next));
  size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (bytes == 0 || first > 0xF4) return misread;
  misread.meant[misread.bytes++] = (char)first;
  while (misread.bytes < bytes && next < text.length) {
    int byte = byte_of(text_next_character(text, &next));
    if (byte < 0x80 || byte > 0xBF) return (struct misread){0};
    if (misread.bytes == 1) misread.second = byte;
    misread.meant[misread.bytes++] = (char)byte;
  }
  if (misread.bytes < bytes || !text_is_utf8((struct view){misread.meant, bytes}, NULL))
    return (struct misread){0};
  misread.length = next - at;
  return misread;
}

static bool is_of_latin(unsigned character) {
  return character >= 0xC0 && character <= 0xFF && character != 0xD7 && character != 0xF7;
}

/* Quotes, dashes and blanks may well follow a word in capital letters that ends with Ã: “XÃ”. */
static bool is_punctuation(int32_t byte) {
  return byte == 0x85 || byte == 0x8B || (byte >= 0x91 && byte <= 0x97) || byte == 0x9B || byte == 0xA0 ||
         byte == 0xAB || byte == 0xBB;
}

enum { QUOTED = 400 }; /* bytes that a quotation is looked for in */

/* Whether « stands before the place, in its line. */
static bool is_quoted(struct view text, size_t at) {
  for (size_t i = at; i > 0 && at - i < QUOTED && text.data[i - 1] != '\n'; i--)
    if (view_starts_with(view_slice(text, i - 1, SIZE_MAX), "«")) return true;
  return false;
}

/* Whether what was read so is a letter of Vietnamese, a sign of its texts, or an emoji, and no text has the
 * characters that stand there. */
static bool is_surely_misread(struct view text, size_t at, const struct misread *misread) {
  size_t begin = 0;
  int32_t meant = text_next_character((struct view){misread->meant, misread->bytes}, &begin);
  char before = at > 0 ? text.data[at - 1] : ' ';
  char behind = at + misread->length < text.length ? text.data[at + misread->length] : ' ';
  bool is_spelt = ascii_is_lower(before) || (!ascii_is_letter(before) && ascii_is_lower(behind));
  if (misread->bytes == 4) return meant >= 0x1F000;
  if (misread->bytes == 3)
    return (meant >= 0x1EA0 && meant <= 0x1EF9 && (misread->second == 0xBA || !is_quoted(text, at))) ||
           (meant >= 0x2000 && meant < 0x27C0 && misread->second != 0x85 &&
            !(misread->second >= 0x91 && misread->second <= 0x97));
  switch ((unsigned char)misread->meant[0]) {
  case 0xC3:
    return is_of_latin((unsigned)meant) && (!is_punctuation(misread->second) ||
                                            (misread->second == 0xA0 ? ascii_is_lower(before) : is_spelt));
  case 0xC4:
    return meant == 0x102 || meant == 0x103 || meant == 0x110 || meant == 0x111 || meant == 0x128 ||
           meant == 0x129;
  case 0xC5:
    return meant == 0x168 || meant == 0x169;
  case 0xC6:
    return (meant == 0x1A0 && ascii_is_letter(before)) || meant == 0x1A1 || meant == 0x1AF || meant == 0x1B0;
  default:
    return meant > 0xA0 && meant != 0xAB && meant != 0xBB;
  }
}

/* â€ without its last character, which Windows-1252 has no sign for: ”. A capital Ã behind a small letter,
 * whose second sign became a plain blank: nÃ y. */
static bool is_part_of_misread(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  bool follows_small = at > 0 && ascii_is_lower(text.data[at - 1]);
  return view_starts_with(rest, "â€") || (follows_small && view_starts_with(rest, "Ã "));
}

/* UTF-8 read in code page 437 or 850, as a console of Windows does: "Vi├¬t", "Tß╗ënh". */
static bool is_of_console(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  if (view_starts_with(rest, "ß║") || view_starts_with(rest, "ß╗")) return true;
  return view_starts_with(rest, "├") && at > 0 && ascii_is_letter(text.data[at - 1]) && rest.length > 3 &&
         (unsigned char)rest.data[3] >= 0x80;
}

/* --- Words */

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

struct view garbled_word(struct view text, size_t at) {
  size_t begin = at, end = at;
  while (begin > 0 && at - begin < WORD && !is_blank(text.data[begin - 1]))
    begin--;
  while (end < text.length && end - at < WORD && !is_blank(text.data[end]))
    end++;
  while (begin < at && utf8_continues(text.data[begin]))
    begin++;
  while (end < text.length && end > at && utf8_continues(text.data[end]))
    end--;
  return view_slice(text, begin, end - begin);
}

/* A character of the word as it was meant, of one byte a letter. */
static size_t restore_misread(struct view word, size_t at, struct buffer *meant) {
  struct misread misread = misread_at(word, at);
  bool found = misread.length > 0 && is_surely_misread(word, at, &misread);
  if (found) {
    buffer_add(meant, (struct view){misread.meant, misread.bytes});
    return misread.length;
  }
  if (!view_starts_with(view_slice(word, at, SIZE_MAX), "â€")) return 0;
  buffer_add_string(meant, "”");
  return strlen("â€");
}

/* The word as it was meant, by a function that restores what stands at a place and returns how many bytes it
 * took, 0: nothing does. Empty where a doubtful character stays. */
static struct view restore(struct arena *arena, struct view word,
                           size_t one(struct view word, size_t at, struct buffer *meant)) {
  struct buffer meant = {0};
  for (size_t at = 0; at < word.length;) {
    size_t length = one(word, at, &meant);
    if (length == 0) buffer_add_byte(&meant, word.data[at]);
    at += length == 0 ? 1 : length;
  }
  struct view made = arena_copy(arena, buffer_view(&meant));
  buffer_free(&meant);
  return made;
}

/* The letters of Windows-1252 that UTF-8's first bytes become, with signs behind them: of the frequent á and
 * â those before º, » and € alone. */
static byte_block mark_misread(byte_block first, byte_block second, byte_block third) {
  byte_block signs = byte_block_is(third, 0xC2) | byte_block_is(third, 0xE2) | byte_block_is(third, 0xC6) |
                     byte_block_is(third, 0xC5) | byte_block_is(third, 0xCB) | byte_block_is(third, ' ');
  byte_block rare = byte_block_between(second, 0x82, 0x86) | byte_block_is(second, 0xB0);
  byte_block frequent =
      byte_block_between(second, 0xA1, 0xA2) &
      (byte_block_is(third, 0xC2) | byte_block_is(third, 0xE2) | byte_block_is(third, 0xC5));
  byte_block sharp = byte_block_is(second, 0x9F) & byte_block_is(third, 0xE2);
  return (byte_block_is(first, 0xC3) & ((rare & signs) | frequent | sharp)) |
         (byte_block_is(first, 0xC4) & byte_block_is(second, 0x82) & signs) |
         (byte_block_is(first, 0xE2) & byte_block_is(second, 0x94) & byte_block_is(third, 0x9C));
}

bool text_find_garbled(struct view text, size_t at, struct arena *arena, struct garbled *found) {
  for (; (at = byte_block_find_three(text, at, mark_misread)) < text.length; at++) {
    struct misread misread = misread_at(text, at);
    bool is_misread = misread.length > 0 && is_surely_misread(text, at, &misread);
    bool is_part = !is_misread && is_part_of_misread(text, at);
    if (!is_misread && !is_part && !is_of_console(text, at)) continue;
    found->word = garbled_word(text, at);
    bool is_known = is_misread || view_starts_with(view_slice(text, at, SIZE_MAX), "â€");
    found->meant = is_known ? restore(arena, found->word, restore_misread) : (struct view){NULL, 0};
    return true;
  }
  return false;
}

/* --- Codes in the place of letters */

/* The number that `count` hexadecimal digits at `at` make; -1: there are not as many. */
static int32_t number_at(struct view text, size_t at, size_t count) {
  int32_t number = 0;
  if (at + count > text.length) return -1;
  for (size_t i = 0; i < count; i++) {
    int digit = ascii_hexadecimal(text.data[at + i]);
    if (digit < 0) return -1;
    number = number * 16 + digit;
  }
  return number;
}

static void add_character(struct buffer *buffer, int32_t character) {
  if (character < 0x800) {
    buffer_add_byte(buffer, (char)(0xC0 | character >> 6));
  } else {
    buffer_add_byte(buffer, (char)(0xE0 | character >> 12));
    buffer_add_byte(buffer, (char)(0x80 | (character >> 6 & 0x3F)));
  }
  buffer_add_byte(buffer, (char)(0x80 | (character & 0x3F)));
}

/* \u01b0 of JSON and of programs. */
static size_t restore_number(struct view text, size_t at, struct buffer *meant) {
  if (!view_starts_with(view_slice(text, at, SIZE_MAX), "\\u")) return 0;
  int32_t character = number_at(text, at + 2, 4);
  if (character < 0x80 || (character >= 0xD800 && character < 0xE000)) return 0;
  add_character(meant, character);
  return 6;
}

/* A letter whose bytes are written one by one behind a sign: \xc6\xb0, %C6%B0, =C6=B0; or a blank that is. */
static size_t restore_bytes(struct view text, size_t at, struct buffer *meant) {
  char bytes[4], sign = text.data[at];
  size_t length = 0, count = 0, step = sign == '\\' ? 4 : 3;
  if (strchr("\\%=", sign) == NULL || sign == '\0') return 0;
  do {
    size_t digits = at + length + step - 2;
    int32_t byte = number_at(text, digits, 2);
    bool has_sign = at + length < text.length && text.data[at + length] == sign &&
                    (step == 3 || text.data[at + length + 1] == 'x');
    if (byte < 0 || !has_sign) return 0;
    if (count == 0 && byte == 0x20 && step == 3) {
      buffer_add_byte(meant, ' ');
      return step;
    }
    if (byte < 0x80) return 0;
    bytes[count++] = (char)byte;
    length += step;
  } while (count < sizeof bytes && !text_is_utf8((struct view){bytes, count}, NULL));
  if (!text_is_utf8((struct view){bytes, count}, NULL)) return 0;
  buffer_add(meant, (struct view){bytes, count});
  return length;
}

static size_t restore_code(struct view text, size_t at, struct buffer *meant) {
  size_t length = restore_number(text, at, meant);
  return length > 0 ? length : restore_bytes(text, at, meant);
}

static bool is_in_address(struct view word) {
  return view_find(word, VIEW("/"), 0) != VIEW_NOT_FOUND ||
         view_find(word, VIEW("www."), 0) != VIEW_NOT_FOUND || view_find_byte(word, '@', 0) != VIEW_NOT_FOUND;
}

/* =?utf-8?B?…?= of mail. */
static bool is_of_mail(struct view rest) {
  return rest.length > 10 && rest.data[1] == '?' && strncasecmp(rest.data + 2, "utf-8?", 6) == 0;
}

static byte_block mark_escapes(byte_block block) {
  return byte_block_is(block, '%') | byte_block_is(block, '=') | byte_block_is(block, '\\');
}

/* Whether a code may begin with the sign at `at`. */
static bool begins_code(struct view text, size_t at) {
  char sign = text.data[at];
  struct view behind = view_slice(text, at + 1, 2);
  if (sign == '=' && view_starts_with(behind, "?")) return true;
  if (behind.length < 2 || ascii_hexadecimal(behind.data[1]) < 0) return false;
  return sign == '\\' ? behind.data[0] == 'u' || behind.data[0] == 'x'
                      : ascii_hexadecimal(behind.data[0]) >= 0;
}

bool text_find_escaped(struct view text, size_t at, struct arena *arena, struct garbled *found) {
  for (; (at = byte_block_find(text, at, mark_escapes)) < text.length; at++) {
    if (!begins_code(text, at)) continue;
    struct buffer meant = {0};
    struct view word = garbled_word(text, at), rest = view_slice(text, at, SIZE_MAX);
    size_t length = restore_code(text, at, &meant);
    bool is_blank_only = length > 0 && meant.data[0] == ' ';
    char behind = at + length < text.length ? text.data[at + length] : ' ';
    buffer_free(&meant);
    /* 100%20 is no blank. */
    bool is_number = is_blank_only && (text.data[at] == '=' || at == 0 || ascii_is_digit(text.data[at - 1]) ||
                                       ascii_is_digit(behind) || ascii_is_space(behind));
    if ((length == 0 && !is_of_mail(rest)) || is_number || is_in_address(word)) continue;
    found->word = word;
    found->meant = length > 0 ? restore(arena, word, restore_code) : (struct view){NULL, 0};
    return true;
  }
  return false;
}

/* --- Ends of lines */

size_t text_line_code_length(struct view text, size_t at) {
  size_t end = at;
  while (end + 1 < text.length && text.data[end] == '\\' && text.data[end + 1] != '\0' &&
         strchr("ntr", text.data[end + 1]) != NULL)
    end += 2;
  if (end == at) return 0;
  struct view word = garbled_word(text, at);
  char before = at > 0 ? text.data[at - 1] : ' ', next = end < text.length ? text.data[end] : ' ';
  bool has_marks = false;
  for (size_t i = 0; i < word.length; i++)
    has_marks = has_marks || (unsigned char)word.data[i] >= 0x80;
  bool is_path = before == '\\' || before == ':' || view_find(word, VIEW(":\\"), 0) != VIEW_NOT_FOUND;
  bool is_end = ascii_is_space(next) || ascii_is_upper(next) || next == '-' || end - at > 2;
  size_t last = at, first = end;
  while (last > 0 && ascii_is_lower(text.data[last - 1]))
    last--;
  while (first < text.length && ascii_is_lower(text.data[first]))
    first++;
  bool is_between_words = syllable_is_bare(view_slice(text, last, at - last)) &&
                          syllable_is_bare(view_slice(text, end, first - end));
  return !is_path && (is_end || has_marks || is_between_words) ? end - at : 0;
}

struct view text_find_line_code(struct view text) {
  for (size_t at = 0; (at = view_find_byte(text, '\\', at)) != VIEW_NOT_FOUND; at++) {
    size_t length = text_line_code_length(text, at);
    if (length > 0) return view_slice(text, at, length);
  }
  return (struct view){NULL, 0};
}

/* --- Letters of HTML */

/* &#432; or &#x1b0; of a letter that is not of ASCII. */
static size_t restore_entity(struct view text, size_t at, struct buffer *meant) {
  struct view rest = view_slice(text, at, 10);
  if (!view_starts_with(rest, "&#")) return 0;
  bool is_hexadecimal = rest.length > 2 && ascii_lower(rest.data[2]) == 'x';
  size_t begin = is_hexadecimal ? 3 : 2, end = begin;
  int32_t character = 0;
  while (end < rest.length &&
         (is_hexadecimal ? ascii_hexadecimal(rest.data[end]) >= 0 : ascii_is_digit(rest.data[end])))
    character = character * (is_hexadecimal ? 16 : 10) + ascii_hexadecimal(rest.data[end++]);
  bool is_character = character >= 0x80 && character < 0xD800;
  if (end == begin || end == rest.length || rest.data[end] != ';' || !is_character) return 0;
  add_character(meant, character);
  return end + 1;
}

/* &igrave; and the like: a letter and its accent. */
static bool is_named_letter(struct view rest) {
  static const char *const accents[] = {"grave;", "acute;", "circ;", "tilde;"};
  for (size_t i = 0; rest.length > 2 && ascii_is_letter(rest.data[1]) && i < sizeof accents / sizeof *accents;
       i++)
    if (view_starts_with(view_slice(rest, 2, SIZE_MAX), accents[i])) return true;
  return false;
}

bool text_find_entity(struct view text, struct arena *arena, struct garbled *found) {
  for (size_t at = 0; (at = view_find_byte(text, '&', at)) != VIEW_NOT_FOUND; at++) {
    struct buffer meant = {0};
    size_t length = restore_entity(text, at, &meant);
    buffer_free(&meant);
    if (length == 0 && !is_named_letter(view_slice(text, at, SIZE_MAX))) continue;
    found->word = garbled_word(text, at);
    found->meant = length > 0 ? restore(arena, found->word, restore_entity) : (struct view){NULL, 0};
    return true;
  }
  return false;
}
