#include "text/legacy_encoding.h"

#include "base/ascii.h"
#include "base/byte_block.h"

/* TCVN3 and VNI put Vietnamese into one byte a letter or two. Read as Latin-1, "Việt Nam" is "ViÖt Nam" and
 * "Vieät Nam", with pairs of characters that no Vietnamese, and few words of any language, have. */

struct words {
  size_t count, odd;
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

static void read_word(struct view text, size_t *at, struct words *words) {
  size_t begin = *at;
  unsigned last = 0;
  bool odd = false;
  while (*at < text.length && text.data[*at] != ' ') {
    unsigned code = next_code(text, at, words);
    odd = odd || is_odd_in_tcvn3(last, code) || is_odd_in_vni(last, code);
    last = code;
  }
  if (odd && words->odd++ == 0) words->first_odd = begin;
  words->count++;
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

/* A word may look odd by chance. */
bool text_is_legacy(struct view line, size_t *where) {
  struct words words = {0};
  if (has_unicode(line) || byte_block_find(line, 0, mark_latin) == line.length) return false;
  for (size_t at = 0; at < line.length;) {
    if (line.data[at] == ' ')
      at++;
    else
      read_word(line, &at, &words);
  }
  *where = words.first_odd;
  return words.odd >= 2 && words.odd * 4 >= words.count;
}
