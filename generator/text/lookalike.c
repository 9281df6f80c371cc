#include "text/lookalike.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/byte_block.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

struct letter {
  const char *written, *meant;
};

/* Of the letters of other alphabets those that nobody tells from the Latin ones. */
static const struct letter others[] = {
    {"а", "a"}, {"е", "e"}, {"о", "o"}, {"р", "p"}, {"с", "c"}, {"у", "y"}, {"х", "x"},
    {"і", "i"}, {"ј", "j"}, {"ѕ", "s"}, {"А", "A"}, {"В", "B"}, {"Е", "E"}, {"К", "K"},
    {"М", "M"}, {"Н", "H"}, {"О", "O"}, {"Р", "P"}, {"С", "C"}, {"Т", "T"}, {"У", "Y"},
    {"Х", "X"}, {"І", "I"}, {"Ј", "J"}, {"Ѕ", "S"}, {"Α", "A"}, {"Β", "B"}, {"Ε", "E"},
    {"Ζ", "Z"}, {"Η", "H"}, {"Ι", "I"}, {"Κ", "K"}, {"Μ", "M"}, {"Ν", "N"}, {"Ο", "O"},
    {"Ρ", "P"}, {"Τ", "T"}, {"Υ", "Y"}, {"Χ", "X"}, {"ο", "o"}, {"ν", "v"}, {"ι", "i"},
};

static const struct letter ligatures[] = {{"ﬀ", "ff"},  {"ﬁ", "fi"}, {"ﬂ", "fl"}, {"ﬃ", "ffi"},
                                          {"ﬄ", "ffl"}, {"ﬅ", "st"}, {"ﬆ", "st"}};

static bool is_latin(int32_t character) {
  return character >= 0 && u_isalpha(character) &&
         (character < 0x250 || (character >= 0x1E00 && character < 0x1F00)) && character != 0xD0 &&
         character != 0xF0;
}

static int32_t character_before(struct view text, size_t at) {
  size_t begin = at;
  if (at == 0) return -1;
  do
    begin--;
  while (begin > 0 && utf8_continues(text.data[begin]));
  return text_next_character(text, &begin);
}

static int32_t character_at(struct view text, size_t at) {
  return at < text.length ? text_next_character(text, &at) : -1;
}

/* A letter or digit of full width as the one of ASCII. */
static size_t add_narrow(struct view text, size_t at, struct buffer *meant) {
  size_t next = at;
  int32_t character = text_next_character(text, &next), narrow = character - 0xFEE0;
  if (narrow < '0' || narrow > 'z' || !ascii_is_alphanumeric((char)narrow)) return 0;
  buffer_add_byte(meant, (char)narrow);
  return next - at;
}

static size_t add_letter(struct view rest, const struct letter *letters, size_t count, struct buffer *meant) {
  for (size_t i = 0; i < count; i++) {
    if (!view_starts_with(rest, letters[i].written)) continue;
    buffer_add_string(meant, letters[i].meant);
    return strlen(letters[i].written);
  }
  return 0;
}

/* Adds what the letter at `at` is meant as; the bytes of it, 0: it is no such letter. Behind one that was
 * turned another may stand: `follows`. */
static size_t turn(struct view text, size_t at, bool follows, struct buffer *meant) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  int32_t before = character_before(text, at);
  bool begins = before < 0 || !u_isalpha(before);
  if (view_starts_with(rest, "Ð") || view_starts_with(rest, "ð")) {
    if (!begins || !is_latin(character_at(text, at + 2))) return 0;
    buffer_add_string(meant, view_starts_with(rest, "Ð") ? "Đ" : "đ");
    return 2;
  }
  if ((unsigned char)rest.data[0] == 0xEF) {
    size_t length = add_letter(rest, ligatures, sizeof ligatures / sizeof *ligatures, meant);
    return length > 0 ? length : add_narrow(text, at, meant);
  }
  if (!follows && !is_latin(before) && !is_latin(character_at(text, at + 2))) return 0;
  return add_letter(rest, others, sizeof others / sizeof *others, meant);
}

static byte_block mark_letters(byte_block first, byte_block second, byte_block third) {
  byte_block eth = byte_block_is(first, 0xC3) & (byte_block_is(second, 0x90) | byte_block_is(second, 0xB0));
  byte_block wide =
      byte_block_is(first, 0xEF) & ((byte_block_is(second, 0xAC) & byte_block_between(third, 0x80, 0x86)) |
                                    byte_block_between(second, 0xBC, 0xBD));
  return eth | wide | byte_block_between(first, 0xCE, 0xD1);
}

static struct view turn_word(struct arena *arena, struct view word) {
  struct buffer meant = {0};
  size_t length = 0;
  for (size_t at = 0; at < word.length; at += length) {
    length = turn(word, at, length > 1, &meant);
    if (length > 0) continue;
    buffer_add_byte(&meant, word.data[at]);
    length = 1;
  }
  struct view made = arena_copy(arena, buffer_view(&meant));
  buffer_free(&meant);
  return made;
}

bool text_find_lookalike(struct view text, size_t at, struct arena *arena, struct garbled *found) {
  for (; (at = byte_block_find_three(text, at, mark_letters)) < text.length; at++) {
    struct buffer meant = {0};
    size_t length = turn(text, at, false, &meant);
    buffer_free(&meant);
    struct view word = garbled_word(text, at);
    if (length == 0 || view_find(word, VIEW("://"), 0) != VIEW_NOT_FOUND) continue;
    *found = (struct garbled){.word = word, .meant = turn_word(arena, word)};
    return true;
  }
  return false;
}
