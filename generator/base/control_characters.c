#include "base/control_characters.h"

#include "base/byte_block.h"

bool text_is_control(uint32_t character) {
  if (character < ' ') return character != '\t' && character != '\n' && character != '\r';
  return (character >= 0x7f && character <= 0x9f) || (character >= 0xfdd0 && character <= 0xfdef) ||
         character == 0xfffe || character == 0xffff;
}

size_t text_control_length(struct view text) {
  if (text.length == 0) return 0;
  const unsigned char *bytes = (const unsigned char *)text.data;
  if (bytes[0] < 0x80) return text_is_control(bytes[0]) ? 1 : 0;
  if (bytes[0] == 0xc2 && text.length > 1) return bytes[1] >= 0x80 && bytes[1] < 0xa0 ? 2 : 0;
  if (bytes[0] != 0xef || text.length < 3) return 0;
  bool plane_end = bytes[1] == 0xbf && (bytes[2] == 0xbe || bytes[2] == 0xbf);
  return plane_end || (bytes[1] == 0xb7 && bytes[2] >= 0x90 && bytes[2] <= 0xaf) ? 3 : 0;
}

/* A control character may begin with it; line ends, which are many, are none. */
static byte_block mark_perhaps_control(byte_block block) {
  return byte_block_between(block, 0, 0x08) | byte_block_between(block, 0x0b, 0x0c) |
         byte_block_between(block, 0x0e, 0x1f) | byte_block_is(block, 0x7f) | byte_block_is(block, 0xc2) |
         byte_block_is(block, 0xef);
}

size_t text_find_control(struct view text, size_t from) {
  for (size_t at = from; at < text.length; at++) {
    at = byte_block_find(text, at, mark_perhaps_control);
    if (text_control_length(view_slice(text, at, SIZE_MAX)) > 0) return at;
  }
  return text.length;
}
