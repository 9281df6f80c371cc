#include "parse/front_matter/yaml.h"

#include "base/memory.h"
#include "parse/front_matter/yaml_cause.h"
#include "text/unicode.h"

static struct source_location mark_of(const struct yaml_reader *reader, yaml_mark_t location) {
  return source_location_at(location.line + reader->first_line, location.column + 1);
}

static bool fail(struct yaml_reader *reader, struct source_location location, struct message message) {
  if (!reader->failed) diagnostics_add(reader->diagnostics, reader->file, location, message);
  reader->failed = true;
  return false;
}

/* Where libyaml finds bytes that are no text, it gives no location but an offset in bytes. */
static struct source_location mark_of_problem(const struct yaml_reader *reader) {
  const yaml_parser_t *parser = &reader->parser;
  if (parser->error != YAML_READER_ERROR) return mark_of(reader, parser->problem_mark);
  struct view text =
      view_between((const char *)parser->input.string.start, (const char *)parser->input.string.end);
  return source_location_behind(source_location_at(reader->first_line, 1),
                                view_slice(text, 0, parser->problem_offset));
}

static bool fail_syntax(struct yaml_reader *reader) {
  const yaml_parser_t *parser = &reader->parser;
  struct source_location location = mark_of_problem(reader);
  if (parser->error == YAML_READER_ERROR) return fail(reader, location, message_yaml_control());
  const struct yaml_failure failure = {reader->text, reader->first_line, location};
  if (!reader->failed) yaml_report_cause(&failure, reader->file, reader->diagnostics);
  reader->failed = true;
  return false;
}

bool yaml_reader_find_cause(struct yaml_reader *reader, struct source_location location) {
  const struct yaml_failure failure = {reader->text, reader->first_line, location};
  return yaml_find_cause(&failure, reader->file, reader->diagnostics);
}

/* The comment on the line of the end of a plain scalar. Events come in the order of the text, so that no line
 * is looked at twice. */
static struct view comment_behind(struct yaml_reader *reader, yaml_mark_t end) {
  struct view line, none = {NULL, 0};
  if (!reader->may_have_comments) return none;
  while (reader->rest_line < end.line && view_next(&reader->rest, '\n', &line))
    reader->rest_line++;
  struct view rest = reader->rest;
  if (reader->rest_line != end.line || !view_next(&rest, '\n', &line)) return none;
  size_t at = 0;
  for (size_t column = 0; at < line.length && (column < end.column || utf8_continues(line.data[at])); at++)
    column += !utf8_continues(line.data[at]);
  size_t sign = at;
  while (sign < line.length && (line.data[sign] == ' ' || line.data[sign] == '\t'))
    sign++;
  bool is_comment = sign < line.length && line.data[sign] == '#' && sign > 0 && line.data[sign - 1] == ' ';
  return is_comment ? view_trim(view_slice(line, sign, SIZE_MAX)) : none;
}

static struct yaml_event event_of(struct yaml_reader *reader, const yaml_event_t *parsed) {
  struct yaml_event event = {.type = parsed->type, .location = mark_of(reader, parsed->start_mark)};
  if (parsed->type == YAML_SCALAR_EVENT) {
    event.style = parsed->data.scalar.style;
    event.value = (struct view){(const char *)parsed->data.scalar.value, parsed->data.scalar.length};
    event.tag = (const char *)parsed->data.scalar.tag;
    if (event.style == YAML_PLAIN_SCALAR_STYLE) event.comment = comment_behind(reader, parsed->end_mark);
  }
  return event;
}

static bool check_event(struct yaml_reader *reader) {
  const yaml_event_t *parsed = &reader->parsed;
  struct source_location location = reader->event.location;
  const yaml_char_t *anchor = NULL;
  switch (parsed->type) {
  case YAML_ALIAS_EVENT:
    return fail(reader, location, message_yaml_alias());
  case YAML_SCALAR_EVENT:
    anchor = parsed->data.scalar.anchor;
    break;
  case YAML_SEQUENCE_START_EVENT:
    anchor = parsed->data.sequence_start.anchor;
    reader->depth++;
    break;
  case YAML_MAPPING_START_EVENT:
    anchor = parsed->data.mapping_start.anchor;
    reader->depth++;
    break;
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    reader->depth--;
    break;
  default:
    break;
  }
  if (anchor != NULL) return fail(reader, location, message_yaml_anchor());
  if (reader->event.value.length > YAML_VALUE_LIMIT) return fail(reader, location, message_yaml_value());
  if (reader->depth > YAML_DEPTH_LIMIT) return fail(reader, location, message_yaml_depth());
  if (++reader->events > YAML_EVENT_LIMIT) return fail(reader, location, message_yaml_values());
  return true;
}

static bool parse_next(struct yaml_reader *reader) {
  yaml_event_delete(&reader->parsed);
  if (yaml_parser_parse(&reader->parser, &reader->parsed) == 0) {
    if (reader->parser.error == YAML_MEMORY_ERROR) memory_fail(SIZE_MAX);
    return fail_syntax(reader);
  }
  reader->event = event_of(reader, &reader->parsed);
  return check_event(reader);
}

bool yaml_reader_next(struct yaml_reader *reader) {
  if (reader->failed) return false;
  if (!reader->is_simple) return parse_next(reader);
  /* Behind the end of the stream there is nothing to move to, as with libyaml. */
  if (reader->events < reader->simple.count) reader->event = reader->simple.events[reader->events++];
  return true;
}

bool yaml_reader_open(struct yaml_reader *reader, struct view text, struct view file, uint32_t first_line,
                      struct arena *arena, struct diagnostics *diagnostics) {
  *reader = (struct yaml_reader){.file = file,
                                 .text = text,
                                 .first_line = first_line,
                                 .arena = arena,
                                 .ids = arena,
                                 .diagnostics = diagnostics};
  reader->is_simple = simple_yaml_read(&reader->simple, text, first_line);
  if (reader->is_simple) return yaml_reader_next(reader);
  if (!yaml_parser_initialize(&reader->parser)) memory_fail(sizeof reader->parser);
  if (text.length > YAML_SIZE_LIMIT)
    return fail(reader, source_location_at(first_line, 1), message_yaml_size());
  reader->may_have_comments = view_find_byte(text, '#', 0) != VIEW_NOT_FOUND;
  reader->rest = text;
  yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader->parser, (const unsigned char *)(text.data == NULL ? "" : text.data),
                               text.length);
  do {
    if (!yaml_reader_next(reader)) return false;
    if (reader->event.type == YAML_STREAM_END_EVENT) return false;
  } while (reader->event.type == YAML_STREAM_START_EVENT || reader->event.type == YAML_DOCUMENT_START_EVENT);
  return true;
}

void yaml_reader_close(struct yaml_reader *reader) {
  simple_yaml_free(&reader->simple);
  if (reader->is_simple) return;
  yaml_event_delete(&reader->parsed);
  yaml_parser_delete(&reader->parser);
}

bool yaml_reader_skip(struct yaml_reader *reader) {
  unsigned level = 0;
  do {
    switch (reader->event.type) {
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
      level++;
      break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      level--;
      break;
    default:
      break;
    }
    if (!yaml_reader_next(reader)) return false;
  } while (level > 0);
  return true;
}

struct view yaml_reader_scalar_in(struct yaml_reader *reader, struct arena *arena) {
  struct view value = yaml_reader_value(reader);
  /* Escapes in double quotes may spell out what the file itself was composed of. */
  if (reader->event.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && !text_is_surely_clean(value)) {
    if (text_find_mark_pile(value) < value.length)
      fail(reader, reader->event.location, message_pile_of_accents());
    else if (!text_is_normalized(value))
      return text_normalize(arena, value);
  }
  return arena_copy(arena, value);
}

struct view yaml_reader_scalar(struct yaml_reader *reader) {
  return yaml_reader_scalar_in(reader, reader->arena);
}

bool yaml_reader_is_null(const struct yaml_reader *reader) {
  if (reader->event.type != YAML_SCALAR_EVENT) return false;
  if (reader->event.style != YAML_PLAIN_SCALAR_STYLE) return false;
  struct view value = yaml_reader_value(reader);
  return value.length == 0 || view_equal_string(value, "~") || view_equal_string(value, "null");
}
