#include "formats/json_text.h"

static void add_escape(struct buffer *buffer, unsigned char byte) {
  static const char short_forms[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
  const char *form = byte == '\0' ? NULL : strchr(short_forms, byte);
  if (form == NULL)
    buffer_format(buffer, "\\u%04x", byte);
  else {
    buffer_add_byte(buffer, '\\');
    buffer_add_byte(buffer, letters[form - short_forms]);
  }
}

static uint64_t repeated(unsigned char byte) {
  return byte * UINT64_C(0x0101010101010101);
}

/* Whether one of eight bytes is below `limit`, at most 128; those of 128 and more do not count. */
static bool has_less(uint64_t bytes, unsigned char limit) {
  return ((bytes - repeated(limit)) & ~bytes & repeated(0x80)) != 0;
}

/* Past bytes that need no escape, eight at a time. */
static size_t skip_plain(struct view text, size_t at) {
  uint64_t bytes;
  while (text.length - at >= sizeof bytes) {
    memcpy(&bytes, text.data + at, sizeof bytes);
    if (has_less(bytes, ' ') || has_less(bytes ^ repeated('"'), 1) || has_less(bytes ^ repeated('\\'), 1))
      break;
    at += sizeof bytes;
  }
  return at;
}

void json_text_add(struct buffer *buffer, struct view text) {
  size_t done = 0;
  buffer_add_byte(buffer, '"');
  for (size_t i = skip_plain(text, 0); i < text.length; i++) {
    unsigned char byte = (unsigned char)text.data[i];
    if (byte >= 0x20 && byte != '"' && byte != '\\') {
      if ((i & 7) == 7) i = skip_plain(text, i + 1) - 1;
      continue;
    }
    buffer_add(buffer, view_slice(text, done, i - done));
    add_escape(buffer, byte);
    done = i + 1;
  }
  buffer_add(buffer, view_slice(text, done, SIZE_MAX));
  buffer_add_byte(buffer, '"');
}

void json_text_begin_member(struct buffer *buffer, struct view name) {
  char last = buffer->data[buffer->length - 1];
  if (last != '{' && last != '[') buffer_add_byte(buffer, ',');
  buffer_add_byte(buffer, '"');
  buffer_add(buffer, name);
  buffer_add(buffer, VIEW("\":"));
}

void json_text_add_member(struct buffer *buffer, struct view name, struct view text) {
  if (text.length == 0) return;
  json_text_begin_member(buffer, name);
  json_text_add(buffer, text);
}
