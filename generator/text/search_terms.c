#include "text/search_terms.h"

#include "base/arena.h"
#include "base/byte_block.h"
#include "base/memory.h"
#include "base/sorting.h"
#include "text/comparable.h"
#include "text/syllable.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { KNOWN_BITS = 12, KNOWN_BYTES = BYTE_BLOCK };

/* A word as it was written, padded with zeros, and what it comes to. */
struct known_word {
  uint64_t bytes[KNOWN_BYTES / 8];
  struct search_word word; /* `first` 0: nothing is known */
};

struct search_reader {
  struct known_word known[1 << KNOWN_BITS];
  struct arena scratch;
  uint64_t *keys, *room; /* the latter while they are sorted */
  uint32_t *found;
  size_t capacity;
};

struct search_reader *search_reader_open(void) {
  return memory_allocate(1, sizeof(struct search_reader));
}

void search_reader_close(struct search_reader *reader) {
  if (reader == NULL) return;
  arena_free(&reader->scratch);
  free(reader->keys);
  free(reader->room);
  free(reader->found);
  free(reader);
}

static uint32_t hash_bytes(struct view bytes) {
  uint32_t hash = UINT32_C(0x811c9dc5);
  for (size_t i = 0; i < bytes.length; i++)
    hash = (hash ^ (unsigned char)bytes.data[i]) * UINT32_C(0x01000193);
  return hash;
}

static inline uint32_t mix(uint32_t a, uint32_t b) {
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

static uint32_t place_of_pair(const struct search_word *first, const struct search_word *second) {
  return mix(first->folded, 0x10000U + second->first);
}

uint32_t search_key_of_pair(const struct search_word *first, const struct search_word *second) {
  return key_of(place_of_pair(first, second), mix(first->folded, second->folded ^ UINT32_C(0x5bd1e995)));
}

uint32_t search_key_of_facet(struct view facet) {
  uint32_t hash = hash_bytes(facet);
  return key_of(mix(hash, 5), mix(hash, 6));
}

void search_name_add(struct search_name *name, const struct search_word *word) {
  uint32_t pair = name->count / 2;
  if (name->count % 2 == 1 && pair < SEARCH_NAME_PAIRS) name->places[pair] = place_of_pair(&name->last, word);
  name->mixed = mix(name->mixed, word->folded);
  name->count++;
  name->last = *word;
}

uint32_t search_key_of_name(const struct search_name *name) {
  uint32_t pairs = name->count / 2 < SEARCH_NAME_PAIRS ? name->count / 2 : SEARCH_NAME_PAIRS;
  uint32_t place = pairs == 0 ? mix(name->last.folded, 0) : name->places[mix(name->mixed, 3) % pairs];
  return key_of(place, mix(name->mixed, 4));
}

uint8_t search_exact_of_name(const struct search_name *name) {
  return (uint8_t)mix(name->mixed, 5);
}

uint8_t search_exact_of_pair(const struct search_word *first, const struct search_word *second) {
  return (uint8_t)mix(first->exact, second->exact);
}

/* Never 0. */
static uint16_t first_bytes(struct view folded) {
  unsigned first = folded.length > 0 ? (unsigned char)folded.data[0] : 1;
  unsigned second = folded.length > 1 ? (unsigned char)folded.data[1] : 0;
  return (uint16_t)(first | second << 8);
}

/* By what text_comparable makes of them. */
static bool may_lack(struct view comparable) {
  static const char *const words[] = {"tinh\4",   "thanh\1", "phô\2",  "tp",     "huyên\5", "quân\5",
                                      "phương\1", "xa\3",    "trân\2", "viêt\5", "nam"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_equal_string(comparable, words[i])) return true;
  return false;
}

static struct search_word find_out(struct search_reader *reader, struct view text) {
  struct view folded = text_fold(&reader->scratch, text);
  struct view exact = text_comparable(&reader->scratch, text);
  struct search_word word = {.folded = hash_bytes(folded),
                             .exact = hash_bytes(exact),
                             .first = first_bytes(folded),
                             .stands_out = !syllable_is_bare(folded),
                             .may_lack = may_lack(exact)};
  arena_reset(&reader->scratch);
  return word;
}

static struct search_word look_up(struct search_reader *reader, struct view text,
                                  const uint64_t bytes[static 2]) {
  uint64_t hash = (bytes[0] ^ bytes[1] * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xd6e8feb86659fd93);
  struct known_word *known = &reader->known[hash >> (64 - KNOWN_BITS)];
  if (known->bytes[0] != bytes[0] || known->bytes[1] != bytes[1])
    *known = (struct known_word){{bytes[0], bytes[1]}, find_out(reader, text)};
  return known->word;
}

/* IN_WORD: of a character of several bytes that belongs to a word; LEADS: the first of one that may not;
 * OPENS: what HTML has between words. */
enum byte_class { SEPARATES, OPENS, LEADS, LETTER, DIGIT, IN_WORD };

static const uint8_t byte_classes[UINT8_MAX + 1] = {
    ['<'] = OPENS,           ['&'] = OPENS,
    ['0' ... '9'] = DIGIT,   ['A' ... 'Z'] = LETTER,
    ['a' ... 'z'] = LETTER,  [0x80 ... 0xc1] = IN_WORD,
    [0xc2 ... 0xc3] = LEADS, [0xc4 ... 0xe1] = IN_WORD,
    [0xe2 ... 0xe3] = LEADS, [0xe4 ... 0xff] = IN_WORD,
};

static enum byte_class class_of(char byte) {
  return byte_classes[(unsigned char)byte];
}

/* The length of the character of several bytes, which separates words; 0 when it belongs to one. */
static size_t separator_length(const char *text, size_t left) {
  const unsigned char *bytes = (const unsigned char *)text;
  if (bytes[0] == 0xc2) return 2;
  if (bytes[0] == 0xc3) return left > 1 && bytes[1] == 0x97 ? 2 : 0;
  if (bytes[0] == 0xe2) return 3;
  return bytes[0] == 0xe3 && left > 1 && bytes[1] == 0x80 ? 3 : 0;
}

/* Past what separates words. */
static inline const char *skip_separators(const char *at, const char *end, bool is_html) {
  while (at < end) {
    enum byte_class class = class_of(*at);
    if (class >= LETTER) break;
    if (class == LEADS) {
      size_t length = separator_length(at, (size_t)(end - at));
      if (length == 0) break;
      at += length < (size_t)(end - at) ? length : (size_t)(end - at);
    } else if (class == OPENS && is_html) {
      const char *close = memchr(at, *at == '<' ? '>' : ';', (size_t)(end - at));
      at = close == NULL ? end : close + 1;
    } else {
      at++;
    }
  }
  return at;
}

static const char *word_end(const char *at, const char *end) {
  bool digits = class_of(*at) == DIGIT;
  do {
    enum byte_class class = class_of(*at);
    if (class <= OPENS || (class == DIGIT) != digits) break;
    if (class == LEADS && separator_length(at, (size_t)(end - at)) > 0) break;
  } while (++at < end);
  return at;
}

static struct search_word read_word(struct search_reader *reader, struct view text) {
  uint64_t bytes[2] = {0};
  if (text.length > KNOWN_BYTES) return find_out(reader, text);
  memcpy(bytes, text.data, text.length);
  return look_up(reader, text, bytes);
}

/* Marks where a word that begins there may end: word_end for a block and the byte behind it. */
static byte_block mark_end(const char *at) {
  byte_block block = byte_block_at(at), next = byte_block_at(at + 1),
             digits = byte_block_between(block, '0', '9');
  if (class_of(*at) == DIGIT) return ~digits;
  byte_block letters = byte_block_between(block | 0x20, 'a', 'z'),
             others = byte_block_between(block, 0x80, 0xff);
  return ~(letters | others) | byte_block_is(block, 0xc2) | byte_block_is(block, 0xe2) |
         (byte_block_is(block, 0xc3) & byte_block_is(next, 0x97)) |
         (byte_block_is(block, 0xe3) & byte_block_is(next, 0x80));
}

static bool is_letter(const char *at, const char *end) {
  enum byte_class class = class_of(*at);
  return class == LETTER || class == IN_WORD ||
         (class == LEADS && separator_length(at, (size_t)(end - at)) == 0);
}

/* Behind the apostrophe at the end of a word, where a letter follows; else NULL. */
static const char *behind_apostrophe(const char *at, const char *end) {
  size_t length = *at == '\'' ? 1 : view_starts_with(view_between(at, end), "\xe2\x80\x99") ? 3 : 0;
  return length > 0 && (size_t)(end - at) > length && is_letter(at + length, end) ? at + length : NULL;
}

/* Makes the word that ended at `*at` longer by those behind apostrophes, as far as names have it. */
static void join_words(struct search_reader *reader, const char *begin, const char **at, const char *end,
                       struct search_word *word) {
  enum { JOINED_BYTES = 64 };
  char joined[JOINED_BYTES];
  size_t length = 0;
  for (const char *next = begin; next != NULL;) {
    const char *last = next == begin ? *at : word_end(next, end);
    if ((size_t)(last - next) > JOINED_BYTES - length) return;
    memcpy(joined + length, next, (size_t)(last - next));
    length += (size_t)(last - next);
    *at = last;
    *word = find_out(reader, (struct view){joined, length});
    next = last < end ? behind_apostrophe(last, end) : NULL;
  }
}

/* The word after `*at`, which is moved behind it; false when none is left. */
static inline bool next_whole_word(struct search_reader *reader, const char **at, const char *end,
                                   bool is_html, struct search_word *word) {
  const char *begin = skip_separators(*at, end, is_html);
  if (begin == end) return false;
  size_t length = end - begin > BYTE_BLOCK ? byte_block_first(mark_end(begin)) : BYTE_BLOCK;
  if (length == BYTE_BLOCK) {
    *at = word_end(begin, end);
    *word = read_word(reader, view_between(begin, *at));
    return true;
  }
  /* The word alone of the block, as read_word has it. */
  static const uint8_t ones_and_zeros[2 * BYTE_BLOCK] = {[0 ... BYTE_BLOCK - 1] = UINT8_MAX};
  byte_block wanted = byte_block_at((const char *)ones_and_zeros + BYTE_BLOCK - length);
  byte_block block = byte_block_at(begin) & wanted;
  uint64_t bytes[2];
  memcpy(bytes, &block, sizeof bytes);
  *at = begin + length;
  *word = look_up(reader, view_between(begin, *at), bytes);
  return true;
}

static inline bool next_word(struct search_reader *reader, const char **at, const char *end, bool is_html,
                             struct search_word *word) {
  const char *begin = *at;
  if (!next_whole_word(reader, at, end, is_html, word)) return false;
  if (*at < end && (**at == '\'' || **at == '\xe2') && class_of((*at)[-1]) != DIGIT &&
      behind_apostrophe(*at, end) != NULL)
    join_words(reader, skip_separators(begin, end, is_html), at, end, word);
  return true;
}

bool search_next_word(struct search_reader *reader, struct view *rest, bool is_html,
                      struct search_word *word) {
  const char *at = rest->data, *end = at;
  if (rest->length > 0) end += rest->length;
  bool is_found = next_word(reader, &at, end, is_html, word);
  *rest = is_found ? view_between(at, end) : (struct view){NULL, 0};
  return is_found;
}

/* The number of keys that are left of the sorted ones when each is there once. */
static size_t keep_different(struct search_reader *reader, const uint64_t *keys, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (i == 0 || keys[i] != keys[i - 1]) reader->found[kept++] = (uint32_t)keys[i];
  return kept;
}

/* A word has two keys at most. */
static void make_room(struct search_reader *reader, size_t count) {
  if (count + 2 <= reader->capacity) return;
  reader->capacity = reader->capacity == 0 ? 1024 : 2 * reader->capacity;
  reader->keys = memory_resize(reader->keys, reader->capacity, sizeof *reader->keys);
  reader->room = memory_resize(reader->room, reader->capacity, sizeof *reader->room);
  reader->found = memory_resize(reader->found, reader->capacity, sizeof *reader->found);
}

const uint32_t *search_terms_of_html(struct search_reader *reader, struct view html, uint32_t *count) {
  const char *at = html.data, *end = at;
  struct search_word last, word;
  size_t keys = 0;
  if (html.length > 0) end += html.length;
  make_room(reader, 0);
  for (bool first = true; next_word(reader, &at, end, true, &word); first = false, last = word) {
    make_room(reader, keys);
    if (word.stands_out) reader->keys[keys++] = search_key_of_word(&word);
    if (!first) reader->keys[keys++] = search_key_of_pair(&last, &word);
  }
  const uint64_t *sorted = sorting_sort_numbers(reader->keys, reader->room, keys, 0, 32);
  *count = (uint32_t)keep_different(reader, sorted, keys);
  return reader->found;
}
