#include "text/unicode.h"

#include "base/buffer.h"
#include "base/byte_block.h"
#include "text/utf16.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

static const unsigned char *bytes_of(struct view text) {
  return (const unsigned char *)text.data;
}

/* How many of the bytes from `from` on are ASCII, as far as whole words of the machine show. */
static size_t ascii_words(struct view text, size_t from) {
  size_t at = from;
  uint64_t word;
  while (text.length - at >= sizeof word) {
    memcpy(&word, text.data + at, sizeof word);
    if ((word & UINT64_C(0x8080808080808080)) != 0) break;
    at += sizeof word;
  }
  return at - from;
}

int32_t text_next_character(struct view text, size_t *at) {
  const unsigned char *bytes = bytes_of(text);
  UChar32 character;
  U8_NEXT(bytes, *at, text.length, character);
  return character;
}

bool text_is_utf8(struct view text, size_t *bad_offset) {
  const unsigned char *bytes = bytes_of(text);
  for (size_t at = 0; at < text.length;) {
    if (bytes[at] < 0x80) {
      size_t words = ascii_words(text, at);
      at += words > 0 ? words : 1;
      continue;
    }
    size_t begin = at;
    if (text_next_character(text, &at) < 0) {
      if (bad_offset != NULL) *bad_offset = begin;
      return false;
    }
  }
  return true;
}

/* Marks what follows wrongly on the two bytes before each of the block, if characters are none but those
 * below. */
static inline byte_block mark_doubtful(const char *bytes) {
  byte_block now = byte_block_at(bytes), before = byte_block_at(bytes - 1),
             earlier = byte_block_at(bytes - 2);
  byte_block continues = byte_block_between(now, 0x80, 0xBF);
  byte_block due = byte_block_between(before, 0xC0, 0xFF) | byte_block_between(earlier, 0xE0, 0xFF);
  byte_block long_lead = byte_block_between(before, 0xCC, 0xFF);
  byte_block vietnamese = byte_block_is(before, 0xE1) & byte_block_is(now & 0xFC, 0xB8);
  byte_block punctuation = byte_block_is(before, 0xE2) & byte_block_is(now, 0x80);
  return (continues ^ due) | (long_lead & ~(vietnamese | punctuation)) | byte_block_is(before & 0xFE, 0xC0) |
         (byte_block_is(earlier, 0xE2) & ~byte_block_between(now, 0x90, 0xFF));
}

/* Characters of blocks without any that NFC would change or put together: U+0000 to U+02FF, U+1E00 to U+1EFF
 * (Vietnamese), U+2010 to U+203F (punctuation), by DerivedNormalizationProps.txt of Unicode. */
bool text_is_surely_clean(struct view text) {
  enum { BEFORE = 2 };
  char edge[BEFORE + BYTE_BLOCK] = {0};
  byte_block doubtful = {0};
  size_t at = 0, before = 0;
  if (text.length >= BYTE_BLOCK) {
    memcpy(edge + BEFORE, text.data, BYTE_BLOCK);
    doubtful = mark_doubtful(edge + BEFORE);
    for (at = BYTE_BLOCK; text.length - at >= BYTE_BLOCK; at += BYTE_BLOCK)
      doubtful |= mark_doubtful(text.data + at);
    before = BEFORE;
    memset(edge, 0, sizeof edge);
  }
  /* The rest, with a NUL at least behind it, which continues no character. */
  if (text.length > 0) memcpy(edge + BEFORE - before, text.data + at - before, text.length - at + before);
  return byte_block_first(doubtful | mark_doubtful(edge + BEFORE)) == BYTE_BLOCK;
}

bool text_is_normalized(struct view text) {
  if (text_is_surely_clean(text)) return true;
  struct utf16 units;
  utf16_open(&units);
  utf16_set(&units, text);
  bool normalized = utf16_is_composed(&units);
  utf16_close(&units);
  return normalized;
}

size_t text_find_mark_pile(struct view text) {
  enum { MOST_MARKS = 64 }; /* Unicode's stream-safe texts have 30 (UAX 15) */
  size_t marks = 0, begin = 0;
  for (size_t at = 0; at < text.length;) {
    size_t before = at;
    UChar32 character = text_next_character(text, &at);
    if (character < 0x300 || u_getCombiningClass(character) == 0) {
      marks = 0;
      begin = before;
    } else if (++marks > MOST_MARKS) {
      return begin;
    }
  }
  return text.length;
}

struct view text_normalize(struct arena *arena, struct view text) {
  if (text_is_normalized(text)) return text;
  struct buffer buffer = {0};
  struct utf16 units, composed;
  utf16_open(&units);
  utf16_open(&composed);
  utf16_set(&units, text);
  utf16_normalize(UTF16_COMPOSED, &units, &composed);
  utf16_add_to(&buffer, composed.units, composed.length);
  struct view copy = arena_copy(arena, buffer_view(&buffer));
  buffer_free(&buffer);
  utf16_close(&units);
  utf16_close(&composed);
  return copy;
}
