#include "formats/search_index.h"

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

static void add_string(struct buffer *buffer, struct view text) {
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

static void add_member(struct buffer *buffer, struct view name, struct view value) {
  if (value.length == 0) return;
  if (buffer->data[buffer->length - 1] != '{') buffer_add_byte(buffer, ',');
  add_string(buffer, name);
  buffer_add_byte(buffer, ':');
  add_string(buffer, value);
}

static void add_names(struct buffer *buffer, const struct view *names, size_t count) {
  if (count == 0) return;
  buffer_add(buffer, VIEW(",\"names\":["));
  for (size_t i = 0; i < count; i++) {
    if (i > 0) buffer_add_byte(buffer, ',');
    add_string(buffer, names[i]);
  }
  buffer_add_byte(buffer, ']');
}

void search_index_begin(struct buffer *buffer, size_t parts) {
  buffer_add_byte(buffer, '{');
  if (parts > 0) buffer_format(buffer, "\"parts\":%zu,", parts);
  buffer_add(buffer, VIEW("\"entries\":["));
}

static void begin_line(struct buffer *buffer) {
  buffer_add(buffer, buffer->data[buffer->length - 1] == '[' ? VIEW("\n") : VIEW(",\n"));
}

void search_index_add(struct buffer *buffer, const struct search_entry *entry) {
  begin_line(buffer);
  buffer_add_byte(buffer, '{');
  add_member(buffer, VIEW("kind"), entry->kind);
  add_member(buffer, VIEW("title"), entry->title);
  add_member(buffer, VIEW("url"), entry->url);
  add_member(buffer, VIEW("text"), entry->text);
  add_member(buffer, VIEW("date"), entry->date);
  add_member(buffer, VIEW("days"), entry->days);
  add_names(buffer, entry->names, entry->name_count);
  buffer_add_byte(buffer, '}');
}

void search_index_end(struct buffer *buffer) {
  buffer_add(buffer, VIEW("\n]}\n"));
}
