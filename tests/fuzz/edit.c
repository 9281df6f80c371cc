/* What editing commands find in files: values of YAML that are cut out, the parts of a link, the id at a
 * place. The first two bytes are an offset. */
#include "edit/link_layout.h"
#include "edit/references.h"
#include "edit/yaml_layout.h"

#include "fuzz/fuzz.h"

#include <yaml.h>

const char *const fuzz_tokens[] = {"- ",      ": ",       "\n",
                                   "\n  ",    "\n- ",     "[",
                                   "]",       "{",        "}",
                                   ", ",      "\"",       "'",
                                   "# c\n",   "|\n",      ">\n",
                                   "&a ",     "*a",       "--- ",
                                   "? ",      "key",      "a-1",
                                   "](",      "](<",      ">)",
                                   " \"t\")", "![",       "[x](agreement:a-1 \"t\")",
                                   "\\]",     "(",        ")",
                                   "đ",       "\xcc\x81", "\xef\xbb\xbf",
                                   "\r\n",    "\t",       "\xff",
                                   NULL};

/* One document to its end, or nothing at all. Not with tags: one of nothing takes the bracket behind it for
 * its own. */
static bool is_yaml(struct view text) {
  yaml_parser_t parser;
  yaml_document_t document;
  bool is_good = true, is_end = false;
  if (view_find_byte(text, '!', 0) != VIEW_NOT_FOUND) return false;
  FUZZ_CHECK(yaml_parser_initialize(&parser) != 0);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)text.data, text.length);
  for (size_t count = 0; is_good && !is_end; count++) {
    is_good = yaml_parser_load(&parser, &document) != 0 && count < 2;
    is_end = is_good && yaml_document_get_root_node(&document) == NULL;
    yaml_document_delete(&document);
  }
  yaml_parser_delete(&parser);
  return is_good;
}

/* The scalars that are written with anything, but for those that begin in the cut; bytes are characters. */
static size_t count_scalars(struct view text, const struct yaml_cut *cut) {
  yaml_parser_t parser;
  yaml_event_t event;
  size_t count = 0;
  FUZZ_CHECK(yaml_parser_initialize(&parser) != 0);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)text.data, text.length);
  for (bool is_end = false; !is_end && yaml_parser_parse(&parser, &event) != 0;) {
    size_t begin = event.start_mark.index;
    bool is_written = event.type == YAML_SCALAR_EVENT && event.end_mark.index > begin;
    count += is_written && (begin < cut->begin || begin >= cut->end);
    is_end = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return count;
}

static void check_cut(struct arena *arena, struct view text, size_t offset, const struct yaml_cut *cut) {
  FUZZ_CHECK(cut->begin <= offset && offset < cut->end && cut->end <= text.length);
  struct view rest = ARENA_JOIN(arena, view_slice(text, 0, cut->begin), view_slice(text, cut->end, SIZE_MAX));
  FUZZ_CHECK(is_yaml(rest));
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.data[i] >= 0x80) return;
  FUZZ_CHECK(count_scalars(text, cut) == count_scalars(rest, &(struct yaml_cut){SIZE_MAX, SIZE_MAX}));
}

static void check_yaml(struct arena *arena, struct view text, size_t offset) {
  struct yaml_layout *layout = is_yaml(text) ? yaml_layout_open(text) : NULL;
  struct yaml_cut cut;
  if (layout != NULL && yaml_layout_cut_value(layout, offset, &cut)) check_cut(arena, text, offset, &cut);
  if (layout != NULL && yaml_layout_cut_item(layout, offset, &cut)) check_cut(arena, text, offset, &cut);
  yaml_layout_close(layout);
}

static void check_link(struct arena *arena, struct view text, size_t offset) {
  struct link_layout layout;
  size_t end = link_destination_end(text, offset);
  FUZZ_CHECK(offset <= end && end <= text.length);
  if (!link_layout_find(text, offset, &layout)) return;
  FUZZ_CHECK(layout.begin < offset && offset < layout.end && layout.end <= text.length);
  FUZZ_CHECK(layout.text.data >= text.data &&
             layout.text.data + layout.text.length <= text.data + text.length);
  struct view plain = link_layout_plain(arena, text, &layout, VIEW("title"));
  FUZZ_CHECK(plain.length <= layout.text.length * 2 + 64);
}

static void check_place(struct view text, size_t offset) {
  struct entry entry = {.id = VIEW("a-1")};
  size_t begin = 0, end = 0;
  struct reference_place place = {.location = {offset / 16 & 0xfff, offset % 16}};
  FUZZ_CHECK(source_location_offset(text, place.location) <= text.length);
  struct source_cursor cursor = {0};
  if (references_locate(&cursor, &place, &entry, text, &begin, &end))
    FUZZ_CHECK(end <= text.length && view_equal(view_slice(text, begin, end - begin), entry.id));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 3) return 0;
  struct view text = {(const char *)data + 2, size - 2};
  size_t offset = ((size_t)data[0] << 8 | data[1]) % text.length;
  struct arena arena = {0};
  if (text_is_utf8(text, NULL)) {
    check_yaml(&arena, text, offset);
    check_link(&arena, text, offset);
  }
  check_place(text, offset);
  arena_free(&arena);
  return 0;
}
