#include "formats/search_index.h"

#include "formats/json_text.h"

static void add_names(struct buffer *buffer, const struct view *names, size_t count) {
  if (count == 0) return;
  buffer_add(buffer, VIEW(",\"names\":["));
  for (size_t i = 0; i < count; i++) {
    if (i > 0) buffer_add_byte(buffer, ',');
    json_text_add(buffer, names[i]);
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
  json_text_add_member(buffer, VIEW("kind"), entry->kind);
  json_text_add_member(buffer, VIEW("title"), entry->title);
  json_text_add_member(buffer, VIEW("url"), entry->url);
  json_text_add_member(buffer, VIEW("text"), entry->text);
  json_text_add_member(buffer, VIEW("date"), entry->date);
  json_text_add_member(buffer, VIEW("days"), entry->days);
  add_names(buffer, entry->names, entry->name_count);
  buffer_add_byte(buffer, '}');
}

void search_index_end(struct buffer *buffer) {
  buffer_add(buffer, VIEW("\n]}\n"));
}
