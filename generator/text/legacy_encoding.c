#include "text/legacy_encoding.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "text/garbled.h"

/* TCVN3 and VNI put Vietnamese into one byte a letter or two. Read as Latin-1, "Việt Nam" is "ViÖt Nam" and
 * "Vieät Nam", with pairs of characters that no Vietnamese, and few words of any language, have. */

enum {
  WORD_LETTERS = 12, /* no syllable has more */
  SHORT_TEXT = 3,    /* words, of which a single one says enough */
};

struct words {
  size_t count, odd;
  size_t strange;   /* syllables that no Vietnamese has, the odd ones among them */
  size_t foreign;   /* words with letters of Latin-1 that have no syllable's form */
  size_t first_odd; /* offset of the first odd word */
  bool unicode;     /* a letter that only Vietnamese in Unicode has */
};

static bool is_letter(unsigned code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static unsigned lower(unsigned code) {
  bool upper = (code >= 'A' && code <= 'Z') || (code >= 0xc0 && code <= 0xde && code != 0xd7);
  return upper ? code + 0x20 : code;
}

/* Signs that TCVN3 has letters in place of; not the quotation marks among them. */
static bool is_sign(unsigned code) {
  return (code >= 0xa8 && code <= 0xaa) || (code >= 0xac && code <= 0xae) || (code >= 0xb5 && code <= 0xb9) ||
         (code >= 0xbc && code <= 0xbe) || code == 0xd7 || code == 0xf7;
}

static bool is_odd_in_tcvn3(unsigned first, unsigned second) {
  bool capital = second >= 0xc0 && second <= 0xde && second != 0xd7;
  return (is_sign(second) && is_letter(first)) || (is_sign(first) && (is_letter(second) || second >= 0xc0)) ||
         (capital && first >= 'a' && first <= 'z');
}

static bool is_among(unsigned code, const unsigned char *codes, size_t count) {
  return memchr(codes, (int)code, count) != NULL;
}

static bool is_odd_in_vni(unsigned first, unsigned second) {
  static const unsigned char vowels[] = {'a', 'e', 'o', 'u', 'y', 0xf4, 0xf6};
  static const unsigned char marks[] = {0xe4, 0xe5, 0xef, 0xf5, 0xf8, 0xf9, 0xfb};
  first = lower(first);
  second = lower(second);
  if (!is_among(first, vowels, sizeof vowels)) return false;
  return is_among(second, marks, sizeof marks) || (second == 0xe2 && first != 'u' && first != 'y');
}

/* The character at `*at` when it is of Latin-1, else 0; moves past it. */
static unsigned next_code(struct view text, size_t *at, struct words *words) {
  unsigned char byte = (unsigned char)text.data[(*at)++];
  if (byte < 0x80) return byte;
  unsigned char next = *at < text.length ? (unsigned char)text.data[*at] : 0;
  if ((byte >= 0xc4 && byte <= 0xc6) || (byte == 0xe1 && (next == 0xba || next == 0xbb)))
    words->unicode = true;
  while (*at < text.length && utf8_continues(text.data[*at]))
    ++*at;
  if (byte != 0xc2 && byte != 0xc3) return 0;
  unsigned code = (unsigned)(byte & 0x03) << 6 | (next & 0x3f);
  return code;
}

static bool is_vowel(unsigned code) {
  unsigned letter = lower(code);
  return (code >= 0xc0 && code != 0xd7 && code != 0xf7 && code != 0xd0) ||
         (letter < 0x80 && letter != 0 && strchr("aeiouy", (int)letter) != NULL);
}

/* Whether two letters of a syllable don't follow each other in Vietnamese. */
static bool is_strange_pair(unsigned first, unsigned second) {
  static const unsigned char vietnamese[] = {0xe0, 0xe1, 0xe2, 0xe3, 0xe8, 0xe9, 0xea, 0xec,
                                             0xed, 0xf2, 0xf3, 0xf4, 0xf5, 0xf9, 0xfa, 0xfd};
  first = lower(first);
  second = lower(second);
  if (second >= 0xc0 && !is_among(second, vietnamese, sizeof vietnamese)) return true;
  if (second >= 0xc0)
    return first == 'a' || first == 'e' || (first == 'o' && (second == 0xe2 || second == 0xf4));
  if (!is_vowel(second)) return false;
  return (is_among(first, (const unsigned char *)"\xe8\xe9", 2) && strchr("aiuy", (int)second) != NULL) ||
         (first == 0xea && strchr("aiy", (int)second) != NULL) ||
         (first == 0xf4 && strchr("aeouy", (int)second) != NULL) || (first == 0xe3 && second == 'a');
}

/* Whether the letters have the form of a Vietnamese syllable: consonants, vowels, and one of its ends. */
static bool is_syllable(const unsigned *letters, size_t count, size_t *vowels) {
  static const char *const ends[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
  char end[4] = "";
  size_t at = 0, length = 0;
  while (at < count && !is_vowel(letters[at]) && is_letter(letters[at]) &&
         strchr("fjwzFJWZ", (int)letters[at]) == NULL)
    at++;
  *vowels = at;
  while (at < count && is_vowel(letters[at]))
    at++;
  if (at == *vowels || at - *vowels > 4 || *vowels > 3) return false;
  for (; at < count && length < 3 && letters[at] < 0x80; at++)
    end[length++] = (char)lower(letters[at]);
  for (size_t i = 0; at == count && i < sizeof ends / sizeof *ends; i++)
    if (strcmp(ends[i], end) == 0) return true;
  return false;
}

/* Whether the vowels of a syllable, which begin at `at`, don't go together. */
static bool is_strange(const unsigned *letters, size_t count, size_t at) {
  bool strange = false;
  for (unsigned last = 0; at < count; last = letters[at++])
    strange = strange || is_strange_pair(last, letters[at]);
  return strange;
}

static void read_word(struct view text, size_t *at, struct words *words) {
  size_t begin = *at, count = 0;
  size_t vowels;
  unsigned last = 0, letters[WORD_LETTERS];
  bool odd = false, latin = false, signs = false; /* signs that TCVN3 has letters in place of */
  while (*at < text.length && text.data[*at] != ' ') {
    unsigned code = next_code(text, at, words);
    odd = odd || is_odd_in_tcvn3(last, code) || is_odd_in_vni(last, code);
    last = code;
    latin = latin || code >= 0xc0;
    signs = signs || (code >= 0xa0 && code < 0xc0);
    bool sign = code < 0x80 && !is_letter(code);
    if (!sign && count < WORD_LETTERS) letters[count++] = code;
  }
  bool syllable = count < WORD_LETTERS && is_syllable(letters, count, &vowels);
  bool strange = odd || (syllable && is_strange(letters, count, vowels));
  words->foreign += latin && !syllable && !odd && !signs;
  if (strange && words->strange++ == 0) words->first_odd = begin;
  words->odd += odd;
  words->count++;
}

static byte_block mark_lost(byte_block block) {
  return byte_block_is(block, '?') | byte_block_is(block, 0xEF);
}

/* Whether the word around the question mark at `at` is none of an address: "Ch??ng", not "a.vn/?b=c". */
static bool is_in_word(struct view line, size_t at) {
  size_t begin = at, end = at;
  while (begin > 0 && line.data[begin - 1] != ' ' && at - begin < WORD_LETTERS)
    begin--;
  while (end < line.length && line.data[end] != ' ' && end - at < WORD_LETTERS)
    end++;
  for (size_t i = begin; i < end; i++)
    if (!ascii_is_letter(line.data[i]) && line.data[i] != '?' && (unsigned char)line.data[i] < 0x80 &&
        strchr(",;:!)(\"'", line.data[i]) == NULL)
      return false;
  return true;
}

bool text_has_lost_letters(struct view line, size_t *where) {
  size_t lost = 0;
  for (size_t at = 0; (at = byte_block_find(line, at, mark_lost)) < line.length; at++) {
    if (view_starts_with(view_slice(line, at, SIZE_MAX), "\xEF\xBF\xBD")) {
      *where = at;
      return true;
    }
    size_t end = at;
    while (end < line.length && line.data[end] == '?')
      end++;
    bool within = line.data[at] == '?' && at > 0 && ascii_is_letter(line.data[at - 1]) && end < line.length &&
                  ascii_is_lower(line.data[end]);
    if (!within || !is_in_word(line, at)) continue;
    if (lost == 0) *where = at;
    lost += end - at;
    at = end - 1;
  }
  return lost > 1;
}

/* Marks the bytes that Latin-1's characters do not begin with, nor go on with. */
static byte_block mark_others(byte_block block) {
  return byte_block_between(block, 0xC4, 0xFF);
}

static byte_block mark_latin(byte_block block) {
  return byte_block_between(block, 0xC2, 0xC3);
}

/* Whether there is a letter that only Vietnamese in Unicode has. */
static bool has_unicode(struct view line) {
  struct words words = {0};
  for (size_t at = 0; !words.unicode && (at = byte_block_find(line, at, mark_others)) < line.length;)
    next_code(line, &at, &words);
  return words.unicode;
}

/* Whether UTF-8 was read in a wrong encoding, which is told for what it is. */
static bool is_garbled(struct view line) {
  struct arena scratch = {0};
  struct garbled found;
  bool is_found = text_find_garbled(line, 0, &scratch, &found);
  arena_free(&scratch);
  return is_found;
}

/* A word may look odd by chance. */
static bool is_legacy(struct view line, size_t *where) {
  struct words words = {0};
  if (has_unicode(line) || byte_block_find(line, 0, mark_latin) == line.length) return false;
  for (size_t at = 0; at < line.length;) {
    if (line.data[at] == ' ')
      at++;
    else
      read_word(line, &at, &words);
  }
  *where = words.first_odd;
  if (words.odd >= 2 && words.odd * 4 >= words.count) return true;
  if (words.foreign > 0) return false;
  return (words.strange >= 2 && words.strange * 2 >= words.count) ||
         (words.odd > 0 && words.count > 1 && words.count <= SHORT_TEXT);
}

bool text_is_legacy(struct view line, size_t *where) {
  return text_has_lost_letters(line, where) || (is_legacy(line, where) && !is_garbled(line));
}
