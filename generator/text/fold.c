#include "base/ascii.h"
#include "base/buffer.h"
#include "text/unicode.h"
#include "text/utf16.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

enum { LOWER_D_WITH_STROKE = 0x111 };

/* What letters fold to that fold to one ASCII letter; a blank for all others. From U+00C0 and U+1E00 on. */
static const char LATIN[] = "aaaaaa ceeeeiiii nooooo  uuuuy  aaaaaa ceeeeiiii nooooo  uuuuy y"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghh  iiiiiiiii   jjkk llllll "
                            "   nnnnnn   oooooo  rrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzzs"
                            "                                oo             uu               ";
static const char LATIN_ADDITIONAL[] = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
                                       "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
                                       "wwwwwwwwwwxxxxyyzzzzzzhtwy s    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
                                       "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      ";

/* The length of the character when it folds to one ASCII character, which is put into `*folded`; else 0. */
static size_t fold_to_ascii(const unsigned char *bytes, size_t left, char *folded) {
  if (bytes[0] < 0x80) {
    *folded = ascii_lower((char)bytes[0]);
    return 1;
  }
  if (left < 2 || !utf8_continues((char)bytes[1])) return 0;
  if (bytes[0] >= 0xC3 && bytes[0] <= 0xC6) {
    *folded = LATIN[(bytes[0] - 0xC3) * 64 + (bytes[1] & 0x3F)];
    return *folded == ' ' ? 0 : 2;
  }
  if (bytes[0] != 0xE1 || bytes[1] < 0xB8 || bytes[1] > 0xBB) return 0;
  if (left < 3 || !utf8_continues((char)bytes[2])) return 0;
  *folded = LATIN_ADDITIONAL[(bytes[1] - 0xB8) * 64 + (bytes[2] & 0x3F)];
  return *folded == ' ' ? 0 : 3;
}

/* The length of a mark of U+0300 to U+036F, all of which are dropped; else 0. */
static size_t common_mark(const unsigned char *bytes, size_t left) {
  if (left < 2 || !utf8_continues((char)bytes[1])) return 0;
  return bytes[0] == 0xCC || (bytes[0] == 0xCD && bytes[1] <= 0xAF) ? 2 : 0;
}

/* The length of a dash, quotation mark or dot of U+2010 to U+2027, which stay; else 0. */
static size_t common_punctuation(const unsigned char *bytes, size_t left) {
  if (left < 3 || bytes[0] != 0xE2 || bytes[1] != 0x80) return 0;
  return bytes[2] >= 0x90 && bytes[2] <= 0xA7 ? 3 : 0;
}

/* Folds what needs no ICU into `*to`, which has the room; returns the length of what was read. */
static size_t fold_common(const unsigned char *bytes, size_t left, char **to) {
  size_t at = 0;
  while (at < left) {
    char folded;
    size_t length = fold_to_ascii(bytes + at, left - at, &folded);
    if (length > 0) {
      *(*to)++ = folded;
    } else if ((length = common_punctuation(bytes + at, left - at)) > 0) {
      memcpy(*to, bytes + at, length);
      *to += length;
    } else if ((length = common_mark(bytes + at, left - at)) == 0) {
      break;
    }
    at += length;
  }
  return at;
}

/* The length of a run of other characters, up to the next that folds to ASCII. */
static size_t uncommon_run(const unsigned char *bytes, size_t left) {
  size_t at = 0;
  char folded;
  while (at < left && at < UTF16_MOST_BYTES / 2 && fold_to_ascii(bytes + at, left - at, &folded) == 0) {
    do
      at++;
    while (at < left && utf8_continues((char)bytes[at]));
  }
  return at;
}

static void drop_marks(struct utf16 *text) {
  int32_t kept = 0;
  for (int32_t at = 0; at < text->length;) {
    int32_t begin = at;
    U16_FWD_1(text->units, at, text->length);
    UChar32 character = at - begin == 2 ? U16_GET_SUPPLEMENTARY(text->units[begin], text->units[begin + 1])
                                        : text->units[begin];
    if (u_charType(character) == U_NON_SPACING_MARK) continue;
    while (begin < at)
      text->units[kept++] = text->units[begin++];
  }
  text->length = kept;
}

static void replace_strokes(struct utf16 *text) {
  for (int32_t i = 0; i < text->length; i++)
    if (text->units[i] == LOWER_D_WITH_STROKE) text->units[i] = 'd';
}

static void fold_case(const struct utf16 *from, struct utf16 *to) {
  UErrorCode status = U_ZERO_ERROR;
  utf16_reserve(to, from->length);
  int32_t length =
      u_strFoldCase(to->units, to->capacity, from->units, from->length, U_FOLD_CASE_DEFAULT, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    utf16_reserve(to, length);
    length = u_strFoldCase(to->units, to->capacity, from->units, from->length, U_FOLD_CASE_DEFAULT, &status);
  }
  utf16_check(status);
  to->length = length;
}

static void fold_uncommon(struct buffer *buffer, struct view run) {
  struct utf16 first, second;
  utf16_open(&first);
  utf16_open(&second);
  utf16_set(&first, run);
  utf16_normalize(UTF16_DECOMPOSED, &first, &second);
  drop_marks(&second);
  fold_case(&second, &first);
  replace_strokes(&first);
  utf16_normalize(UTF16_COMPOSED, &first, &second);
  utf16_add_to(buffer, second.units, second.length);
  utf16_close(&first);
  utf16_close(&second);
}

static void add_folded(struct buffer *buffer, struct view text) {
  const unsigned char *bytes = (const unsigned char *)text.data;
  for (size_t at = 0; at < text.length;) {
    char *begin = buffer_reserve(buffer, text.length - at), *to = begin;
    at += fold_common(bytes + at, text.length - at, &to);
    buffer->length += (size_t)(to - begin);
    size_t run = uncommon_run(bytes + at, text.length - at);
    if (run > 0) fold_uncommon(buffer, view_slice(text, at, run));
    at += run;
  }
}

static struct view copy_and_free(struct arena *arena, struct buffer *buffer) {
  struct view copy = arena_copy(arena, buffer_view(buffer));
  buffer_free(buffer);
  return copy;
}

struct view text_fold(struct arena *arena, struct view text) {
  struct buffer buffer = {0};
  add_folded(&buffer, text);
  return copy_and_free(arena, &buffer);
}

/* Makes the character at `bytes` lower case where it is ASCII, Vietnamese or common punctuation, which takes
 * as many bytes and stays in NFC; its length, or 0 when it is another one. */
static size_t lower_common(unsigned char *bytes, size_t left) {
  if (bytes[0] < 0x80) {
    bytes[0] = (unsigned char)ascii_lower((char)bytes[0]);
    return 1;
  }
  if (left < 2 || !utf8_continues((char)bytes[1])) return 0;
  switch (bytes[0]) {
  case 0xC3:                                            /* from À on */
    if (bytes[1] == 0x97 || bytes[1] == 0x9F) return 0; /* ×, ß */
    bytes[1] |= 0x20;
    return 2;
  case 0xC4: /* Ă, Đ, Ĩ */
    if ((bytes[1] | 1) != 0x83 && (bytes[1] | 1) != 0x91 && (bytes[1] | 1) != 0xA9) return 0;
    bytes[1] |= 1;
    return 2;
  case 0xC5: /* Ũ */
    if ((bytes[1] | 1) != 0xA9) return 0;
    bytes[1] |= 1;
    return 2;
  case 0xC6: /* Ơ, Ư */
    if ((bytes[1] | 1) == 0xA1)
      bytes[1] |= 1;
    else if (bytes[1] == 0xAF)
      bytes[1] = 0xB0;
    else if (bytes[1] != 0xB0)
      return 0;
    return 2;
  case 0xE1: /* from Ạ on */
    if (left < 3 || !utf8_continues((char)bytes[2])) return 0;
    if (bytes[1] != 0xBB && (bytes[1] != 0xBA || bytes[2] < 0xA0)) return 0;
    bytes[2] |= 1;
    return 3;
  default:
    return common_punctuation(bytes, left);
  }
}

/* False when there is a character that isn't common; then some before it are in lower case. */
static bool lower_all(char *data, size_t length) {
  size_t step = 1;
  for (size_t at = 0; at < length && step > 0; at += step)
    step = lower_common((unsigned char *)data + at, length - at);
  return step > 0;
}

static void fold_case_of(struct buffer *buffer, struct view text) {
  struct utf16 first, second;
  utf16_open(&first);
  utf16_open(&second);
  utf16_set(&first, text);
  fold_case(&first, &second);
  utf16_normalize(UTF16_COMPOSED, &second, &first);
  utf16_add_to(buffer, first.units, first.length);
  utf16_close(&first);
  utf16_close(&second);
}

struct view text_fold_case(struct arena *arena, struct view text) {
  struct buffer buffer = {0};
  buffer_add(&buffer, text);
  if (!lower_all(buffer.data, buffer.length)) {
    buffer_clear(&buffer);
    fold_case_of(&buffer, text);
  }
  return copy_and_free(arena, &buffer);
}

bool text_has_small_letter(struct view text) {
  for (size_t at = 0; at < text.length;)
    if (u_islower(text_next_character(text, &at))) return true;
  return false;
}

struct view text_capitalize(struct arena *arena, struct view text) {
  size_t end = 0;
  int32_t first = text.length == 0 ? -1 : text_next_character(text, &end),
          upper = first < 0 ? first : u_toupper(first);
  if (upper == first) return text;
  UChar units[U16_MAX_LENGTH];
  int32_t length = 0;
  U16_APPEND_UNSAFE(units, length, upper);
  struct buffer buffer = {0};
  utf16_add_to(&buffer, units, length);
  buffer_add(&buffer, view_slice(text, end, SIZE_MAX));
  return copy_and_free(arena, &buffer);
}

static bool is_slug_byte(char byte) {
  return ascii_is_lower(byte) || ascii_is_digit(byte);
}

struct view text_slug(struct arena *arena, struct view text) {
  struct buffer buffer = {0};
  add_folded(&buffer, text);
  size_t kept = 0;
  bool hyphen = false;
  for (size_t i = 0; i < buffer.length; i++) {
    if (!is_slug_byte(buffer.data[i])) {
      hyphen = kept > 0;
      continue;
    }
    /* A hyphen stands for at least one byte that was skipped, so there is room. */
    if (hyphen) buffer.data[kept++] = '-';
    hyphen = false;
    buffer.data[kept++] = buffer.data[i];
  }
  buffer.length = kept;
  return copy_and_free(arena, &buffer);
}

/* The marks that make a letter of its own in Vietnamese: circumflex, breve, horn. */
static bool makes_letter(UChar mark) {
  return mark == 0x0302 || mark == 0x0306 || mark == 0x031b;
}

struct view text_initial(struct arena *arena, struct view name) {
  struct utf16 text, parts, letter;
  utf16_open(&text);
  utf16_open(&parts);
  utf16_open(&letter);
  utf16_set(&text, name);
  utf16_normalize(UTF16_DECOMPOSED, &text, &parts);
  utf16_reserve(&letter, 8);
  int32_t at = parts.length > 1 && U16_IS_LEAD(parts.units[0]) ? 2 : parts.length > 0;
  UErrorCode status = U_ZERO_ERROR;
  letter.length = u_strToUpper(letter.units, 4, parts.units, at, "", &status);
  if (U_FAILURE(status)) letter.length = 0;
  for (; at < parts.length && letter.length < 8 && u_charType(parts.units[at]) == U_NON_SPACING_MARK; at++)
    if (makes_letter(parts.units[at])) letter.units[letter.length++] = parts.units[at];
  utf16_normalize(UTF16_COMPOSED, &letter, &text);
  struct buffer bytes = {0};
  utf16_add_to(&bytes, text.units, text.length);
  struct view copy = arena_copy(arena, buffer_view(&bytes));
  buffer_free(&bytes);
  utf16_close(&text);
  utf16_close(&parts);
  utf16_close(&letter);
  return copy;
}
