#include "text/comparable.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

/* What a letter is without its tone, and that tone; from U+1EA0 on, of two neighbours (capital and small) the
 * same. */
struct toned {
  const char *letter;
  char tone;
};

static const struct toned VIETNAMESE[] = {
    {"a", 5}, {"a", 4}, {"â", 2}, {"â", 1}, {"â", 4}, {"â", 3}, {"â", 5}, {"ă", 2}, {"ă", 1},
    {"ă", 4}, {"ă", 3}, {"ă", 5}, {"e", 5}, {"e", 4}, {"e", 3}, {"ê", 2}, {"ê", 1}, {"ê", 4},
    {"ê", 3}, {"ê", 5}, {"i", 4}, {"i", 5}, {"o", 5}, {"o", 4}, {"ô", 2}, {"ô", 1}, {"ô", 4},
    {"ô", 3}, {"ô", 5}, {"ơ", 2}, {"ơ", 1}, {"ơ", 4}, {"ơ", 3}, {"ơ", 5}, {"u", 5}, {"u", 4},
    {"ư", 2}, {"ư", 1}, {"ư", 4}, {"ư", 3}, {"ư", 5}, {"y", 1}, {"y", 5}, {"y", 4}, {"y", 3},
};

enum { FIRST_VIETNAMESE = 0x1ea0 };

static const struct {
  int32_t letter;
  struct toned toned;
} OTHERS[] = {
    {0xe0, {"a", 1}}, {0xe1, {"a", 2}}, {0xe3, {"a", 3}},  {0xe8, {"e", 1}},  {0xe9, {"e", 2}},
    {0xec, {"i", 1}}, {0xed, {"i", 2}}, {0x129, {"i", 3}}, {0xf2, {"o", 1}},  {0xf3, {"o", 2}},
    {0xf5, {"o", 3}}, {0xf9, {"u", 1}}, {0xfa, {"u", 2}},  {0x169, {"u", 3}}, {0xfd, {"y", 2}},
};

/* The tone is 0 for a letter that has none. */
static struct toned without_tone(int32_t letter) {
  size_t place = (size_t)(letter - FIRST_VIETNAMESE) / 2;
  if (letter >= FIRST_VIETNAMESE)
    return place < sizeof VIETNAMESE / sizeof VIETNAMESE[0] ? VIETNAMESE[place] : (struct toned){NULL, 0};
  for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
    if (OTHERS[i].letter == letter) return OTHERS[i].toned;
  return (struct toned){NULL, 0};
}

static bool is_of_word(int32_t character) {
  if (character < 0x80) {
    char byte = ascii_lower((char)character);
    return character >= 0 && (ascii_is_lower(byte) || ascii_is_digit(byte));
  }
  return character > 0xa0 && (u_isalnum(character) || (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0);
}

struct writer {
  char *to;
  char tones[8]; /* of the word at hand */
  size_t tone_count;
  bool is_inside; /* of a word */
};

static void add(struct writer *writer, const char *bytes, size_t count) {
  memcpy(writer->to, bytes, count);
  writer->to += count;
}

static void end_word(struct writer *writer) {
  add(writer, writer->tones, writer->tone_count);
  writer->tone_count = 0;
  writer->is_inside = false;
}

/* Tones take no more room than their letters did: a letter with one has at least two bytes, and what it is
 * without it at least one less. Only the first eight of a word are kept. */
static void add_letter(struct writer *writer, int32_t letter, struct view bytes, const char *begin) {
  if (!writer->is_inside && writer->to != begin) *writer->to++ = ' ';
  writer->is_inside = true;
  struct toned toned = letter < 0x80 ? (struct toned){NULL, 0} : without_tone(letter);
  if (toned.tone == 0) {
    add(writer, bytes.data, bytes.length);
    return;
  }
  add(writer, toned.letter, strlen(toned.letter));
  if (writer->tone_count < sizeof writer->tones) writer->tones[writer->tone_count++] = toned.tone;
}

struct view text_comparable(struct arena *arena, struct view text) {
  struct view folded = text_fold_case(arena, text);
  char *begin = arena_allocate(arena, folded.length + 1);
  struct writer writer = {.to = begin};
  for (size_t at = 0; at < folded.length;) {
    size_t before = at;
    int32_t character = text_next_character(folded, &at);
    if (is_of_word(character))
      add_letter(&writer, character, view_slice(folded, before, at - before), begin);
    else if (writer.is_inside)
      end_word(&writer);
    if (at == before) at++;
  }
  end_word(&writer);
  return view_between(begin, writer.to);
}

bool comparable_next_word(struct view *rest, struct view *word) {
  size_t begin = 0, end = 0;
  bool is_inside = false;
  for (size_t at = 0; at < rest->length;) {
    size_t before = at;
    bool is_letter = is_of_word(text_next_character(*rest, &at));
    if (at == before) at++;
    if (is_letter && !is_inside) begin = before;
    if (!is_letter && is_inside) break;
    is_inside = is_letter;
    if (is_letter) end = at;
  }
  *word = view_slice(*rest, begin, end - begin);
  *rest = view_slice(*rest, end, SIZE_MAX);
  return is_inside || end > 0;
}
