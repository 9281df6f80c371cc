#include "text/search_terms.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/memory.h"
#include "text/comparable.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { KNOWN_BITS = 12, KNOWN_BYTES = 16 };

/* A word as it was written, padded with zeros, and what it comes to. */
struct known_word {
  uint64_t bytes[KNOWN_BYTES / 8];
  struct search_word word; /* `first` 0: nothing is known */
};

struct search_reader {
  struct known_word known[1 << KNOWN_BITS];
  struct arena scratch;
  uint32_t *keys, *other_keys; /* the latter while they are sorted */
  size_t count, capacity, other_capacity;
};

struct search_reader *search_reader_open(void) {
  return memory_allocate(1, sizeof(struct search_reader));
}

void search_reader_close(struct search_reader *reader) {
  if (reader == NULL) return;
  arena_free(&reader->scratch);
  free(reader->keys);
  free(reader->other_keys);
  free(reader);
}

static uint32_t hash_bytes(struct view bytes) {
  uint32_t hash = UINT32_C(0x811c9dc5);
  for (size_t i = 0; i < bytes.length; i++)
    hash = (hash ^ (unsigned char)bytes.data[i]) * UINT32_C(0x01000193);
  return hash;
}

static uint32_t mix(uint32_t a, uint32_t b) {
  uint32_t hash = (a ^ (b * UINT32_C(0x9e3779b1))) * UINT32_C(0x85ebca6b);
  hash = (hash ^ hash >> 15) * UINT32_C(0xc2b2ae35);
  return hash ^ hash >> 13;
}

static uint32_t key_of(uint32_t place, uint32_t term) {
  return (place & UINT32_C(0xffff0000)) | term >> 16;
}

uint32_t search_key_of_word(const struct search_word *word) {
  return key_of(mix(word->folded, 0), mix(word->folded, 1));
}

uint32_t search_key_of_pair(const struct search_word *first, const struct search_word *second) {
  return key_of(mix(first->folded, 0x10000U + second->first),
                mix(first->folded, second->folded ^ UINT32_C(0x5bd1e995)));
}

uint32_t search_key_of_facet(struct view facet) {
  uint32_t hash = hash_bytes(facet);
  return key_of(mix(hash, 5), mix(hash, 6));
}

uint32_t search_name_mix(uint32_t name, const struct search_word *word) {
  return mix(name, word->folded);
}

uint32_t search_key_of_name(uint32_t name) {
  return key_of(mix(name, 3), mix(name, 4));
}

uint8_t search_exact_of_pair(const struct search_word *first, const struct search_word *second) {
  return (uint8_t)mix(first->exact, second->exact);
}

static bool is_vowel(char letter) {
  return letter != '\0' && strchr("aeiouy", letter) != NULL;
}

/* Consonants, vowels, consonants, and no letter that Vietnamese has not. */
static bool is_syllable(struct view folded) {
  enum { ONSET = 3, VOWELS = 3, END = 2 };
  size_t at = 0, begin;
  for (size_t i = 0; i < folded.length; i++)
    if (!ascii_is_lower(folded.data[i]) || strchr("fjwz", folded.data[i]) != NULL) return false;
  while (at < folded.length && !is_vowel(folded.data[at]))
    at++;
  if (at > ONSET) return false;
  for (begin = at; at < folded.length && is_vowel(folded.data[at]);)
    at++;
  return at > begin && at - begin <= VOWELS && folded.length - at <= END &&
         (at == folded.length || !is_vowel(folded.data[folded.length - 1]));
}

/* Never 0. */
static uint16_t first_bytes(struct view folded) {
  unsigned first = folded.length > 0 ? (unsigned char)folded.data[0] : 1;
  unsigned second = folded.length > 1 ? (unsigned char)folded.data[1] : 0;
  return (uint16_t)(first | second << 8);
}

static struct search_word find_out(struct search_reader *reader, struct view text) {
  struct view folded = text_fold(&reader->scratch, text);
  struct view exact = text_comparable(&reader->scratch, text);
  struct search_word word = {.folded = hash_bytes(folded),
                             .exact = hash_bytes(exact),
                             .first = first_bytes(folded),
                             .stands_out = !is_syllable(folded)};
  arena_reset(&reader->scratch);
  return word;
}

static struct search_word look_up(struct search_reader *reader, struct view text) {
  if (text.length > KNOWN_BYTES) return find_out(reader, text);
  struct known_word asked = {0};
  memcpy(asked.bytes, text.data, text.length);
  uint64_t hash =
      (asked.bytes[0] ^ asked.bytes[1] * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xd6e8feb86659fd93);
  struct known_word *known = &reader->known[hash >> (64 - KNOWN_BITS)];
  if (known->word.first != 0 && known->bytes[0] == asked.bytes[0] && known->bytes[1] == asked.bytes[1])
    return known->word;
  asked.word = find_out(reader, text);
  *known = asked;
  return asked.word;
}

/* IN_WORD: of a character of several bytes that belongs to a word; LEADS: the first of one that may not. */
enum byte_class { SEPARATES, LETTER, DIGIT, IN_WORD, LEADS };

static const uint8_t byte_classes[UINT8_MAX + 1] = {
    ['0' ... '9'] = DIGIT,   ['A' ... 'Z'] = LETTER,    ['a' ... 'z'] = LETTER,  [0x80 ... 0xc1] = IN_WORD,
    [0xc2 ... 0xc3] = LEADS, [0xc4 ... 0xe1] = IN_WORD, [0xe2 ... 0xe3] = LEADS, [0xe4 ... 0xff] = IN_WORD,
};

static enum byte_class class_of(unsigned char byte) {
  return byte_classes[byte];
}

/* The length of the character of several bytes, which separates words; 0 when it belongs to one. */
static size_t separator_length(const unsigned char *bytes, size_t left) {
  if (bytes[0] == 0xc2) return 2;
  if (bytes[0] == 0xc3) return left > 1 && bytes[1] == 0x97 ? 2 : 0;
  if (bytes[0] == 0xe2) return 3;
  return bytes[0] == 0xe3 && left > 1 && bytes[1] == 0x80 ? 3 : 0;
}

/* Past what separates words. */
static size_t skip_separators(struct view text, size_t at, bool is_html) {
  const unsigned char *bytes = (const unsigned char *)text.data;
  while (at < text.length) {
    enum byte_class class = class_of(bytes[at]);
    if (class == LETTER || class == DIGIT || class == IN_WORD) break;
    if (class == LEADS) {
      size_t length = separator_length(bytes + at, text.length - at);
      if (length == 0) break;
      at += length;
    } else if (is_html && (bytes[at] == '<' || bytes[at] == '&')) {
      const char *end = memchr(text.data + at, bytes[at] == '<' ? '>' : ';', text.length - at);
      at = end == NULL ? text.length : (size_t)(end - text.data) + 1;
    } else {
      at++;
    }
  }
  return at < text.length ? at : text.length;
}

static size_t word_end(struct view text, size_t at) {
  const unsigned char *bytes = (const unsigned char *)text.data;
  bool digits = class_of(bytes[at]) == DIGIT;
  for (; at < text.length; at++) {
    enum byte_class class = class_of(bytes[at]);
    if (class == SEPARATES || (class == DIGIT) != digits) break;
    if (class == LEADS && separator_length(bytes + at, text.length - at) > 0) break;
  }
  return at;
}

bool search_next_word(struct search_reader *reader, struct view *rest, bool is_html,
                      struct search_word *word) {
  size_t begin = skip_separators(*rest, 0, is_html);
  if (begin == rest->length) {
    *rest = (struct view){NULL, 0};
    return false;
  }
  size_t end = word_end(*rest, begin);
  *word = look_up(reader, view_slice(*rest, begin, end - begin));
  *rest = view_slice(*rest, end, SIZE_MAX);
  return true;
}

static void add_key(struct search_reader *reader, uint32_t key) {
  reader->keys = memory_grow(reader->keys, reader->count, &reader->capacity, sizeof *reader->keys);
  reader->keys[reader->count++] = key;
}

/* By the bytes from the lowest on: a body has too few keys for larger digits to pay. The passes are of an
 * even number, so the keys end where they were. */
static void sort_keys(struct search_reader *reader) {
  enum { BITS = 8, DIGITS = 1 << BITS };
  if (reader->other_capacity < reader->count) {
    reader->other_capacity = reader->capacity;
    reader->other_keys =
        memory_resize(reader->other_keys, reader->other_capacity, sizeof *reader->other_keys);
  }
  uint32_t *from = reader->keys, *to = reader->other_keys;
  for (unsigned shift = 0; shift < 32; shift += BITS) {
    uint32_t begins[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < reader->count; i++)
      begins[from[i] >> shift & (DIGITS - 1)]++;
    for (size_t i = 0; i < DIGITS; i++) {
      uint32_t some = begins[i];
      begins[i] = sum;
      sum += some;
    }
    for (size_t i = 0; i < reader->count; i++)
      to[begins[from[i] >> shift & (DIGITS - 1)]++] = from[i];
    uint32_t *other = from;
    from = to;
    to = other;
  }
}

const uint32_t *search_terms_of_html(struct search_reader *reader, struct view html, uint32_t *count) {
  struct search_word last, word;
  reader->count = 0;
  for (bool first = true; search_next_word(reader, &html, true, &word); first = false, last = word) {
    if (word.stands_out) add_key(reader, search_key_of_word(&word));
    if (!first) add_key(reader, search_key_of_pair(&last, &word));
  }
  sort_keys(reader);
  size_t kept = 0;
  for (size_t i = 0; i < reader->count; i++)
    if (i == 0 || reader->keys[i] != reader->keys[kept - 1]) reader->keys[kept++] = reader->keys[i];
  *count = (uint32_t)kept;
  return reader->keys;
}
