#include "render/language.h"

#include "parse/front_matter/yaml.h"

enum { GROUP_DEPTH_LIMIT = 8 };

struct language {
  struct yaml_reader reader;
  struct view text;  /* the file's */
  uint32_t line;     /* the last one looked for ... */
  size_t line_begin; /* ... and where it begins */
  struct map *strings;
  struct map groups; /* names of groups, to their struct source_location */
  bool complete;     /* nothing was wrong so far */
};

static size_t skip_digits(struct view value, size_t at) {
  while (at < value.length && value.data[at] >= '0' && value.data[at] <= '9')
    at++;
  return at;
}

static size_t skip_sign(struct view value, size_t at) {
  return at < value.length && (value.data[at] == '-' || value.data[at] == '+') ? at + 1 : at;
}

static bool is_number(struct view value) {
  size_t begin = skip_sign(value, 0), at = skip_digits(value, begin);
  if (at == begin) return false;
  if (at < value.length && value.data[at] == '.') at = skip_digits(value, at + 1);
  if (at < value.length && (value.data[at] == 'e' || value.data[at] == 'E')) {
    begin = skip_sign(value, at + 1);
    at = skip_digits(value, begin);
    if (at == begin) return false;
  }
  return at == value.length;
}

/* Whether YAML takes the current scalar for something else than a text. */
static bool is_text(const struct yaml_reader *reader) {
  const struct yaml_event *event = &reader->event;
  if (event->type != YAML_SCALAR_EVENT) return false;
  if (event->tag != NULL && strcmp(event->tag, YAML_STR_TAG) != 0 && strcmp(event->tag, "!") != 0)
    return false;
  if (event->style != YAML_PLAIN_SCALAR_STYLE) return true;
  return !yaml_reader_is_null(reader) && !view_equal_string(event->value, "true") &&
         !view_equal_string(event->value, "false") && !is_number(event->value);
}

/* Where the line of that number begins; asked for in ascending order. */
static size_t find_line(struct language *language, uint32_t line) {
  for (; language->line < line; language->line++) {
    size_t newline = view_find_byte(language->text, '\n', language->line_begin);
    if (newline == VIEW_NOT_FOUND) return language->text.length;
    language->line_begin = newline + 1;
  }
  return language->line_begin;
}

/* Where the current scalar's first character stands. */
static struct source_location location_of_text(struct language *language) {
  struct source_location location = yaml_reader_location(&language->reader);
  switch (language->reader.event.style) {
  case YAML_SINGLE_QUOTED_SCALAR_STYLE:
  case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
    return source_location_at(location.line, location.column + 1u);
  case YAML_LITERAL_SCALAR_STYLE:
  case YAML_FOLDED_SCALAR_STYLE: {
    size_t begin = find_line(language, location.line + 1u), at = begin;
    while (at < language->text.length && language->text.data[at] == ' ')
      at++;
    return source_location_at(location.line + 1u, at - begin + 1);
  }
  default:
    return location;
  }
}

/* What a message says of a name in the file, or of the file. */
typedef struct message say_of_name(struct view name);

static void report(struct language *language, struct source_location location, struct view name,
                   say_of_name *say) {
  language->complete = false;
  diagnostics_add(language->reader.diagnostics, language->reader.file, location, say(name));
}

static void report_twice(struct language *language, struct source_location location, struct view name,
                         struct source_location earlier) {
  language->complete = false;
  diagnostics_add(language->reader.diagnostics, language->reader.file, location,
                  message_string_twice(name, earlier.line));
}

/* At a text: keeps it and moves on. */
static bool read_text(struct language *language, struct view name, struct source_location location) {
  void **slot = map_slot(language->strings, name);
  if (*slot != NULL) {
    report_twice(language, location, name, ((const struct template_text *)*slot)->location);
    return yaml_reader_next(&language->reader);
  }
  struct template_text *text = arena_allocate(language->reader.arena, sizeof *text);
  *text = (struct template_text){language->reader.file, yaml_reader_scalar(&language->reader),
                                 location_of_text(language)};
  *slot = text;
  return yaml_reader_next(&language->reader);
}

static bool read_group(struct language *language, struct view prefix, unsigned depth);

static bool begin_group(struct language *language, struct view name, struct source_location location,
                        unsigned depth) {
  void **slot = map_slot(&language->groups, name);
  if (*slot != NULL) {
    report_twice(language, location, name, *(const struct source_location *)*slot);
    return yaml_reader_skip(&language->reader);
  }
  if (depth == GROUP_DEPTH_LIMIT) {
    report(language, location, name, message_deep_strings);
    return yaml_reader_skip(&language->reader);
  }
  struct source_location *kept = arena_allocate(language->reader.arena, sizeof *kept);
  *kept = location;
  *slot = kept;
  return read_group(language, name, depth + 1);
}

/* At a name; moves behind its value. */
static bool read_pair(struct language *language, struct view prefix, unsigned depth) {
  struct yaml_reader *reader = &language->reader;
  struct source_location location = yaml_reader_location(reader);
  if (yaml_reader_type(reader) != YAML_SCALAR_EVENT) {
    report(language, location, prefix, message_string_without_name);
    return yaml_reader_skip(reader) && yaml_reader_skip(reader);
  }
  struct view name = yaml_reader_scalar(reader);
  if (prefix.length > 0)
    name = arena_format(reader->arena, "%.*s.%.*s", VIEW_FORMAT(prefix), VIEW_FORMAT(name));
  if (!yaml_reader_next(reader)) return false;
  if (yaml_reader_type(reader) == YAML_MAPPING_START_EVENT)
    return begin_group(language, name, location, depth);
  if (is_text(reader)) return read_text(language, name, location);
  report(language, yaml_reader_location(reader), name,
         yaml_reader_type(reader) == YAML_SEQUENCE_START_EVENT ? message_string_is_list
                                                               : message_string_is_no_text);
  return yaml_reader_skip(reader);
}

/* At a mapping's start; moves behind its end. */
static bool read_group(struct language *language, struct view prefix, unsigned depth) {
  struct yaml_reader *reader = &language->reader;
  if (!yaml_reader_next(reader)) return false;
  while (yaml_reader_type(reader) != YAML_MAPPING_END_EVENT)
    if (!read_pair(language, prefix, depth)) return false;
  return yaml_reader_next(reader);
}

static bool read_file(struct language *language) {
  struct yaml_reader *reader = &language->reader;
  if (yaml_reader_type(reader) != YAML_MAPPING_START_EVENT) {
    report(language, yaml_reader_location(reader), reader->file, message_language_without_strings);
    return false;
  }
  if (!read_group(language, (struct view){NULL, 0}, 1)) return false;
  if (!yaml_reader_next(reader)) return false; /* behind the document's end */
  if (yaml_reader_type(reader) == YAML_STREAM_END_EVENT) return true;
  report(language, yaml_reader_location(reader), reader->file, message_language_second_document);
  return false;
}

bool language_read(struct view text, struct view file, struct map *strings, struct arena *arena,
                   struct diagnostics *diagnostics) {
  struct language language = {.text = text, .line = 1, .strings = strings, .complete = true};
  size_t errors = diagnostics->errors;
  if (yaml_reader_open(&language.reader, text, file, 1, arena, diagnostics)) read_file(&language);
  yaml_reader_close(&language.reader);
  map_free(&language.groups);
  return language.complete && diagnostics->errors == errors;
}
