#include "parts/import/press_docx.h"

#include <libxml/xmlreader.h>
#include <zlib.h>

bool press_docx_is(struct view bytes) {
  return view_starts_with(bytes, "PK\x03\x04");
}

/* Little-endian, as all numbers of a zip; 0 behind the end. */
static uint32_t number_at(struct view bytes, size_t at, size_t size) {
  uint32_t number = 0;
  if (at > bytes.length || bytes.length - at < size) return 0;
  for (size_t i = size; i-- > 0;)
    number = number << 8 | (unsigned char)bytes.data[at + i];
  return number;
}

struct member {
  struct view packed;
  uint32_t method, size;
};

/* APPNOTE 4.3: the directory lies before the record at the end, which a comment of up to 65,535 bytes may
 * follow. */
static bool find_member(struct view bytes, struct view name, struct member *member) {
  enum { END_SIZE = 22, COMMENT = 65535, HEADER = 46, LOCAL = 30, MOST = 4096 };
  if (bytes.length < END_SIZE) return false;
  size_t end = bytes.length - END_SIZE, lowest = end > COMMENT ? end - COMMENT : 0;
  while (number_at(bytes, end, 4) != 0x06054b50)
    if (end-- == lowest) return false;
  size_t count = number_at(bytes, end + 10, 2), at = number_at(bytes, end + 16, 4);
  for (size_t i = 0; i < count && i < MOST; i++) {
    if (number_at(bytes, at, 4) != 0x02014b50) return false;
    size_t name_length = number_at(bytes, at + 28, 2);
    if (!view_equal(view_slice(bytes, at + HEADER, name_length), name)) {
      at += HEADER + name_length + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
      continue;
    }
    size_t local = number_at(bytes, at + 42, 4), packed = number_at(bytes, at + 20, 4);
    bool is_encrypted = (number_at(bytes, at + 8, 2) & 1) != 0;
    *member = (struct member){.method = number_at(bytes, at + 10, 2), .size = number_at(bytes, at + 24, 4)};
    if (is_encrypted || number_at(bytes, local, 4) != 0x04034b50) return false;
    local += LOCAL + number_at(bytes, local + 26, 2) + number_at(bytes, local + 28, 2);
    if (local > bytes.length || packed > bytes.length - local) return false;
    member->packed = view_slice(bytes, local, packed);
    return true;
  }
  return false;
}

/* At most PRESS_FILE_LIMIT bytes, whatever the directory says. */
static enum press_docx_result unpack(struct buffer *text, const struct member *member) {
  enum { PIECE = 1 << 16, STORED = 0, DEFLATED = 8 };
  if (member->size > PRESS_FILE_LIMIT) return PRESS_DOCX_LARGE;
  if (member->method == STORED) {
    buffer_add(text, member->packed);
    return PRESS_DOCX_READ;
  }
  z_stream stream = {.next_in = (unsigned char *)member->packed.data,
                     .avail_in = (unsigned)member->packed.length};
  if (member->method != DEFLATED || inflateInit2(&stream, -MAX_WBITS) != Z_OK) return PRESS_DOCX_BROKEN;
  int state = Z_OK;
  while (state == Z_OK && text->length <= PRESS_FILE_LIMIT) {
    stream.next_out = (unsigned char *)buffer_reserve(text, PIECE);
    stream.avail_out = PIECE;
    state = inflate(&stream, Z_NO_FLUSH);
    text->length += PIECE - stream.avail_out;
  }
  inflateEnd(&stream);
  if (text->length > PRESS_FILE_LIMIT) return PRESS_DOCX_LARGE;
  return state == Z_STREAM_END ? PRESS_DOCX_READ : PRESS_DOCX_BROKEN;
}

struct reading {
  struct press_text *press;
  struct arena *arena;
  struct buffer line;
  enum press_role role;
  bool is_text, has_title;
};

static void take_style(struct reading *reading, xmlTextReader *reader) {
  xmlChar *value = xmlTextReaderGetAttribute(reader, (const xmlChar *)"w:val");
  struct view style = view_of((const char *)value);
  bool is_title = view_equal_string(style, "Title") || view_equal_string(style, "Heading1");
  if (is_title && !reading->has_title) {
    reading->role = PRESS_TITLE;
    reading->has_title = true;
  } else if (is_title || view_starts_with(style, "Heading")) {
    reading->role = PRESS_HEADING;
  } else if (view_starts_with(style, "Caption")) {
    reading->role = PRESS_CAPTION;
  }
  xmlFree(value);
}

static void end_line(struct reading *reading) {
  press_text_add(reading->press, reading->arena, buffer_view(&reading->line), reading->role);
  buffer_clear(&reading->line);
}

static void begin(struct reading *reading, xmlTextReader *reader, struct view name) {
  if (view_equal_string(name, "w:pStyle")) take_style(reading, reader);
  if (view_equal_string(name, "w:numPr") && reading->role == PRESS_PLAIN) reading->role = PRESS_ITEM;
  if (view_equal_string(name, "w:tab")) buffer_add_byte(&reading->line, ' ');
  if (view_equal_string(name, "w:br")) end_line(reading);
  if (view_equal_string(name, "w:t")) reading->is_text = xmlTextReaderIsEmptyElement(reader) == 0;
}

static bool take_node(struct reading *reading, xmlTextReader *reader) {
  struct view name = view_of((const char *)xmlTextReaderConstName(reader));
  switch (xmlTextReaderNodeType(reader)) {
  case XML_READER_TYPE_DOCUMENT_TYPE:
  case XML_READER_TYPE_ENTITY_REFERENCE:
    return false;
  case XML_READER_TYPE_ELEMENT:
    begin(reading, reader, name);
    return true;
  case XML_READER_TYPE_END_ELEMENT:
    if (view_equal_string(name, "w:t")) reading->is_text = false;
    if (!view_equal_string(name, "w:p")) return true;
    end_line(reading);
    reading->role = PRESS_PLAIN;
    return true;
  default:
    if (reading->is_text) buffer_add(&reading->line, view_of((const char *)xmlTextReaderConstValue(reader)));
    return true;
  }
}

static enum press_docx_result read_document(struct press_text *press, struct arena *arena, struct view xml) {
  xmlTextReader *reader = xmlReaderForMemory(xml.data, (int)xml.length, NULL, NULL,
                                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (reader == NULL) return PRESS_DOCX_BROKEN;
  struct reading reading = {.press = press, .arena = arena};
  int more = 1;
  bool good = true;
  while (good && (more = xmlTextReaderRead(reader)) == 1)
    good = take_node(&reading, reader);
  buffer_free(&reading.line);
  xmlFreeTextReader(reader);
  xmlCleanupParser();
  if (!good || more != 0) return PRESS_DOCX_BROKEN;
  return press_text_is_large(press) ? PRESS_DOCX_LARGE : PRESS_DOCX_READ;
}

enum press_docx_result press_docx_read(struct press_text *press, struct arena *arena, struct view bytes) {
  struct member member;
  struct buffer xml = {0};
  enum press_docx_result result = PRESS_DOCX_BROKEN;
  if (find_member(bytes, VIEW("word/document.xml"), &member)) result = unpack(&xml, &member);
  if (result == PRESS_DOCX_READ) result = read_document(press, arena, buffer_view(&xml));
  buffer_free(&xml);
  return result;
}
