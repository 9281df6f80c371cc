#include "parse/entry.h"

#include "parse/body/body.h"
#include "parse/foreign_file.h"
#include "parse/front_matter/decode.h"
#include "parse/front_matter/fences.h"
#include "parse/front_matter/questions.h"
#include "parse/unmerged.h"
#include "text/garbled.h"
#include "text/legacy_encoding.h"
#include "text/lookalike.h"
#include "text/unicode.h"
#include "text/year_span.h"

static struct source_location location_of_offset(struct view text, size_t offset) {
  return source_location_behind(source_location_at(1, 1), view_slice(text, 0, offset));
}

typedef bool find_word(struct view text, size_t at, struct arena *arena, struct garbled *found);

/* The first word of a kind, and how many there are, as far as they are counted. False: there is none. */
static bool find_words(struct view text, find_word find, struct arena *arena, struct garbled *first,
                       long long *count) {
  enum { COUNTED = 1000 };
  struct garbled found;
  if (!find(text, 0, arena, first)) return false;
  size_t at = (size_t)(first->word.data - text.data) + first->word.length;
  for (*count = 1; *count < COUNTED && find(text, at, arena, &found); ++*count)
    at = (size_t)(found.word.data - text.data) + found.word.length;
  return true;
}

/* As text_find_lookalike; a word that a wrong encoding has spoilt is told as that. */
static bool find_lookalike(struct view text, size_t at, struct arena *arena, struct garbled *found) {
  struct garbled spoilt;
  for (; text_find_lookalike(text, at, arena, found);
       at = (size_t)(found->word.data - text.data) + found->word.length)
    if (!text_find_garbled(found->word, 0, arena, &spoilt)) return true;
  return false;
}

/* Tells of words that a wrong encoding has spoilt, and of those that have letters of another alphabet. */
static void report_words(struct view file, struct view text, struct diagnostics *diagnostics) {
  struct arena scratch = {0};
  struct garbled first;
  long long count;
  if (find_words(text, text_find_garbled, &scratch, &first, &count))
    diagnostics_add(diagnostics, file, location_of_offset(text, (size_t)(first.word.data - text.data)),
                    first.meant.length > 0 ? message_garbled_text(count, first.word, first.meant)
                                           : message_garbled_unknown(count, first.word));
  if (find_words(text, find_lookalike, &scratch, &first, &count))
    diagnostics_add(diagnostics, file, location_of_offset(text, (size_t)(first.word.data - text.data)),
                    message_lookalike_letters(count, first.word, first.meant));
  arena_free(&scratch);
}

static struct view without_mark(struct view text) {
  return view_starts_with(text, "\xef\xbb\xbf") ? view_slice(text, 3, SIZE_MAX) : text;
}

static bool clean(struct arena *arena, struct view file, struct view *text, struct diagnostics *diagnostics) {
  *text = without_mark(*text);
  size_t bad = 0;
  if (unmerged_report(file, *text, diagnostics)) return false;
  if (text_is_surely_clean(*text)) return true;
  if (!text_is_utf8(*text, &bad)) {
    diagnostics_add(diagnostics, file, location_of_offset(*text, bad), message_not_utf8());
    return false;
  }
  size_t pile = text_find_mark_pile(*text);
  if (pile < text->length) {
    diagnostics_add(diagnostics, file, location_of_offset(*text, pile), message_pile_of_accents());
    return false;
  }
  if (!text_is_normalized(*text)) {
    struct view normal = text_normalize(arena, *text);
    size_t same = 0;
    while (same < normal.length && same < text->length && normal.data[same] == text->data[same])
      same++;
    diagnostics_add(diagnostics, file, location_of_offset(*text, same), message_not_normalized());
    *text = normal;
  }
  return true;
}

bool parse_clean_text(struct arena *arena, struct view file, struct view *text,
                      struct diagnostics *diagnostics) {
  if (!clean(arena, file, text, diagnostics)) return false;
  report_words(file, *text, diagnostics);
  return true;
}

/* Of a file whose name says that it is Markdown or YAML. */
static bool clean_source(struct arena *arena, struct view file, struct view *text,
                         struct diagnostics *diagnostics) {
  return !foreign_file_report(file, without_mark(*text), diagnostics) &&
         parse_clean_text(arena, file, text, diagnostics);
}

bool parse_id_is_good(struct view id) {
  if (id.length == 0 || id.length > ID_LIMIT) return false;
  for (size_t i = 0; i < id.length; i++) {
    char byte = id.data[i];
    bool letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    if (!letter && (i == 0 || (byte != '-' && byte != '_'))) return false;
  }
  return true;
}

/* "và", "của": words that join what follows them, folded in case alone. */
static bool is_joining_word(struct arena *arena, struct view word) {
  static const char *const words[] = {"và",  "với",   "cùng", "của", "giữa",  "về",   "trong", "tại", "cho",
                                      "từ",  "đến",   "theo", "các", "hoặc",  "trên", "ở",     "do",  "bởi",
                                      "gồm", "thuộc", "để",   "khi", "những", "nhằm", "số"};
  word = text_fold_case(arena, word);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_equal_string(word, words[i])) return true;
  return false;
}

struct view parse_offer_id(struct arena *arena, struct view name) {
  enum { OFFERED_LIMIT = 60 };
  struct view slug = text_slug(arena, name), word;
  if (slug.length <= OFFERED_LIMIT) return slug;
  size_t length = 0, good = 0;
  for (struct view rest = name; view_next(&rest, ' ', &word);) {
    size_t of_word = text_slug(arena, word).length;
    if (of_word == 0) continue;
    length += of_word + (length > 0 ? 1 : 0);
    if (length > OFFERED_LIMIT) break;
    if (!is_joining_word(arena, word)) good = length;
  }
  if (good > 0 && slug.data[good] == '-') return view_slice(slug, 0, good);
  /* Words that are longer, or not parted by blanks. */
  slug.length = OFFERED_LIMIT;
  while (slug.length > 1 && slug.data[slug.length] != '-')
    slug.length--;
  if (slug.length == 1) slug.length = OFFERED_LIMIT;
  return slug;
}

static bool is_plain(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         byte == '-' || byte == '_' || byte == '.' || byte == '/';
}

bool parse_path_is_good(struct view path) {
  if (path.length == 0 || path.length > 1024) return false;
  for (size_t i = 0; i < path.length; i++)
    if (!is_plain(path.data[i]) ||
        ((i == 0 || path.data[i - 1] == '/') && (path.data[i] == '.' || path.data[i] == '/')))
      return false;
  return true;
}

static struct view file_name(struct view path) {
  size_t start = path.length;
  while (start > 0 && path.data[start - 1] != '/')
    start--;
  return view_slice(path, start, SIZE_MAX);
}

/* Behind the value the reader stands on the document's end, and nothing may follow. */
static void expect_end(struct yaml_reader *reader) {
  if (yaml_reader_next(reader) && yaml_reader_type(reader) != YAML_STREAM_END_EVENT)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_yaml_second_document());
}

/* A text where keys or a list should be comes of a mistake in a line. */
static void refuse_document(struct yaml_reader *reader, const char *what, enum phrase expected) {
  static const struct source_location end = {SOURCE_LOCATION_LAST_LINE, 1};
  if (yaml_reader_type(reader) != YAML_SCALAR_EVENT || !yaml_reader_find_cause(reader, end))
    decode_wrong_type(reader, what, expected);
}

/* Reads the mapping that is the whole of the YAML. */
static void decode_document(struct arena *arena, struct arena *ids, const struct record_type *type,
                            struct view yaml, struct view path, uint32_t first_line, void *record,
                            struct diagnostics *diagnostics) {
  struct yaml_reader reader;
  if (yaml_reader_open(&reader, yaml, path, first_line, arena, diagnostics)) {
    reader.ids = ids;
    if (yaml_reader_type(&reader) != YAML_MAPPING_START_EVENT)
      refuse_document(&reader, type->name, PHRASE_keys_with_values);
    else if (decode_record(&reader, type, record))
      expect_end(&reader);
  } else if (!reader.failed) {
    diagnostics_add(diagnostics, path, source_location_at(first_line, 1), message_missing_fields());
  }
  yaml_reader_close(&reader);
}

/* A body that is too long is none: cmark's tree of it may have two hundred times its bytes. */
static void check_size(struct entry *entry, struct diagnostics *diagnostics) {
  if (entry->markdown.length <= BODY_SIZE_LIMIT) return;
  entry->markdown.length = 0;
  diagnostics_add(diagnostics, entry->path, source_location_at(entry->body_line, 1), message_body_too_long());
}

/* The key with which the body begins; without data: it begins with none. */
static struct view first_key(const struct entry *entry) {
  struct view line = view_slice(entry->markdown, 0, view_line_end(entry->markdown, 0)), key = view_trim(line);
  size_t colon = view_find_byte(key, ':', 0);
  bool is_pair = colon != VIEW_NOT_FOUND && (colon + 1 == key.length || key.data[colon + 1] == ' ');
  key = view_slice(key, 0, colon);
  return is_pair && record_types_have_key(key) ? key : (struct view){NULL, 0};
}

/* A line of the front matter that slipped below its end. */
static void check_first_line(const struct entry *entry, struct diagnostics *diagnostics) {
  struct view key = first_key(entry);
  if (key.data != NULL)
    diagnostics_add(diagnostics, entry->path, source_location_at(entry->body_line, 1),
                    message_key_below_fence(key));
}

/* Whether the front matter is empty since its first line was typed twice, which is reported then. */
static bool report_fence_twice(const struct entry *entry, struct view yaml, struct diagnostics *diagnostics) {
  if (view_trim(yaml).length > 0 || first_key(entry).data == NULL) return false;
  diagnostics_add(diagnostics, entry->path, source_location_at(entry->body_line - 1, 1),
                  message_fence_twice());
  return true;
}

static size_t count_byte(struct view text, char byte) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += text.data[i] == byte;
  return count;
}

/* A text whose last line has no end, and is long and ends like no sentence or has a bracket that is open, was
 * not saved or copied as a whole. */
static void check_last_line(const struct entry *entry, struct view text, struct diagnostics *diagnostics) {
  static const char *const ends[] = {"”", "»", "…", "’", "›"};
  enum { LENGTH_LEAST = 48, SHOWN = 40 };
  struct view body = view_trim(entry->markdown);
  if (body.length == 0 || view_ends_with(text, "\n")) return;
  struct view line = view_slice(body, view_line_begin(body, body.length), SIZE_MAX);
  bool is_open =
      count_byte(line, '[') > count_byte(line, ']') || count_byte(line, '(') > count_byte(line, ')');
  if (!is_open && line.length < LENGTH_LEAST) return;
  if (!is_open && strchr(".!?:;)]}\"'*_~`>|", line.data[line.length - 1]) != NULL) return;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_ends_with(line, ends[i])) return;
  size_t begin = line.length > SHOWN ? line.length - SHOWN : 0;
  while (begin > 0 && begin < line.length &&
         (utf8_continues(line.data[begin]) || line.data[begin - 1] != ' '))
    begin++;
  struct view before = view_between(entry->markdown.data, line.data);
  diagnostics_add(diagnostics, entry->path,
                  source_location_behind(source_location_at(entry->body_line, 1), before),
                  message_cut_off(view_slice(line, begin, SIZE_MAX)));
}

struct entry *parse_entry(struct arena *arena, struct arena *ids, const struct record_type *type,
                          struct view path, struct view text, struct diagnostics *diagnostics) {
  struct entry *entry = arena_allocate(arena, type->size);
  struct view name = file_name(path);
  *entry = (struct entry){
      .type = type,
      .location = {1, 1},
      .id = view_ends_with(name, ".md") ? view_slice(name, 0, name.length - 3) : name,
      .entry_kind = view_of(type->name),
      .path = path,
  };
  struct view yaml;
  if (!clean_source(arena, path, &text, diagnostics)) return entry;
  if (front_matter_split(text, &yaml, &entry->markdown, &entry->body_line)) {
    if (report_fence_twice(entry, yaml, diagnostics)) return entry;
    decode_document(arena, ids, type, yaml, path, 2, entry, diagnostics);
    front_matter_report_questions(yaml, path, diagnostics);
    check_first_line(entry, diagnostics);
    check_last_line(entry, text, diagnostics);
    check_size(entry, diagnostics);
  } else {
    front_matter_report(text, path, diagnostics);
  }
  return entry;
}

struct view parse_body_html(struct arena *arena, struct view path, struct view text) {
  struct view yaml, markdown, html = {NULL, 0};
  uint32_t line;
  struct diagnostics unheard = {0};
  if (clean_source(arena, path, &text, &unheard) && front_matter_split(text, &yaml, &markdown, &line))
    html = body_parse(arena, arena, markdown, path, line, BODY_IS_UTF8, &unheard)->html;
  diagnostics_free(&unheard);
  return html;
}

struct view parse_id_of_address(struct view address) {
  if (view_starts_with(address, "/")) address = view_slice(address, 1, SIZE_MAX);
  if (view_ends_with(address, "/")) address.length--;
  return address;
}

/* What stands for the id of an entry that has none. */
static struct view id_of_path(const struct record_type *type, const struct entry *entry) {
  const struct text *path = record_value(type, entry, type->key);
  return parse_id_of_address(text_view(*path));
}

/* A data file's entry: its id is a key beside the type's own fields, so the mapping is read with a type that
 * has both. */
static struct entry *decode_data_entry(struct yaml_reader *reader, const struct record_type *type) {
  struct field fields[64];
  struct text id = {0};
  struct entry *entry = arena_allocate(reader->arena, type->size + sizeof id);
  size_t count = type->field_count < 63 ? type->field_count : 63;
  memcpy(fields, type->fields, count * sizeof fields[0]);
  for (size_t i = 0; i < count && type->key == NULL; i++)
    if (strcmp(fields[i].name, "id") == 0)
      fields[i] = (struct field){.name = "id",
                                 .name_length = 2,
                                 .kind = FIELD_TEXT,
                                 .flags = REQUIRED,
                                 .offset = type->size,
                                 .help = "Mã dùng khi nhắc tới mục này."};
  struct record_type with_id = *type;
  with_id.fields = fields;
  with_id.field_count = count;
  entry->location = yaml_reader_location(reader);
  if (!decode_record(reader, &with_id, entry)) return NULL;
  memcpy(&id, (char *)entry + type->size, sizeof id);
  entry->type = type;
  entry->entry_kind = view_of(type->name);
  entry->path = reader->file;
  entry->id = type->key == NULL ? text_view(id) : id_of_path(type, entry);
  if (id.location.line != 0) entry->location = id.location;
  return entry;
}

void parse_data_file(struct arena *arena, const struct record_type *type, struct view path, struct view text,
                     struct list *entries, struct diagnostics *diagnostics) {
  *entries = (struct list){0};
  if (!clean_source(arena, path, &text, diagnostics)) return;
  struct yaml_reader reader;
  bool going = yaml_reader_open(&reader, text, path, 1, arena, diagnostics);
  if (going && yaml_reader_type(&reader) != YAML_SEQUENCE_START_EVENT) {
    refuse_document(&reader, type->name, PHRASE_a_list_of_entries);
    going = false;
  }
  if (going) going = yaml_reader_next(&reader);
  while (going && yaml_reader_type(&reader) != YAML_SEQUENCE_END_EVENT) {
    if (yaml_reader_type(&reader) != YAML_MAPPING_START_EVENT) {
      decode_wrong_type(&reader, type->name, PHRASE_an_entry);
      going = yaml_reader_skip(&reader);
      continue;
    }
    struct entry *entry = decode_data_entry(&reader, type);
    going = entry != NULL;
    if (going && entry->id.length > 0) list_append(arena, entries, entry);
  }
  if (going && yaml_reader_next(&reader)) expect_end(&reader);
  yaml_reader_close(&reader);
}

struct site *parse_site(struct arena *arena, struct view path, struct view text,
                        struct diagnostics *diagnostics) {
  struct site *site = arena_allocate(arena, sizeof *site);
  site->path = path;
  if (clean_source(arena, path, &text, diagnostics))
    decode_document(arena, arena, &site_type, text, path, 1, site, diagnostics);
  return site;
}

static const struct text *first_legacy(const struct text *texts, size_t count) {
  size_t where;
  for (size_t i = 0; i < count; i++)
    if (text_is_legacy(text_view(texts[i]), &where)) return &texts[i];
  return NULL;
}

/* Types nest as their tables do. */
const struct text *parse_legacy_text(const struct record_type *type, const void *record) {
  const struct text *found = NULL;
  for (size_t i = 0; i < type->field_count && found == NULL; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    if (field->kind == FIELD_TEXT) found = first_legacy(value, 1);
    if (field->kind == FIELD_TEXTS) found = first_legacy(list->items, list->count);
    if (field->kind == FIELD_RECORD && field_record(value) != NULL)
      found = parse_legacy_text(field->target, field_record(value));
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count && found == NULL; k++)
      found = parse_legacy_text(field->target, (const char *)list->items + k * field->target->size);
  }
  return found;
}

size_t parse_legacy_place(struct view markdown) {
  struct view rest = markdown, line;
  size_t where;
  while (view_next(&rest, '\n', &line))
    if (text_is_legacy(line, &where)) return (size_t)(line.data - markdown.data) + where;
  return VIEW_NOT_FOUND;
}

/* Whether the body has another number with the code of the agreement's own, or says on which day it was
 * signed or to when it is in force. */
static bool states_facts(const struct agreement *agreement) {
  struct view body = agreement->entry.markdown, number = text_view(agreement->number);
  size_t slash = view_find_byte(number, '/', 0);
  if (view_find(body, VIEW("có hiệu lực "), 0) != VIEW_NOT_FOUND) return true;
  for (size_t at = 0; (at = view_find(body, VIEW(" ngày "), at)) != VIEW_NOT_FOUND; at++) {
    struct view before = view_slice(body, 0, at);
    if (view_ends_with(before, "ký") || view_ends_with(before, "ký kết") || view_ends_with(before, "vào"))
      return true;
  }
  return slash != VIEW_NOT_FOUND && view_find(body, number, 0) == VIEW_NOT_FOUND &&
         view_find(body, view_slice(number, slash, SIZE_MAX), 0) != VIEW_NOT_FOUND;
}

unsigned parse_entry_flags(const struct entry *entry) {
  unsigned flags = 0;
  size_t at = 0;
  struct year_span span;
  if (text_next_year_span(entry->markdown, &at, &span)) flags |= ENTRY_HAS_YEARS;
  if (parse_legacy_text(entry->type, entry) != NULL || parse_legacy_place(entry->markdown) != VIEW_NOT_FOUND)
    flags |= ENTRY_LOOKS_LEGACY;
  if (entry->type == &agreement_type && states_facts((const struct agreement *)entry))
    flags |= ENTRY_STATES_FACTS;
  return flags;
}
