#include "parse/front_matter/simple_yaml.h"

#include "base/memory.h"

#include <stdlib.h>

enum { NESTING_LIMIT = 16, KEY_LIMIT = 128, USUAL_EVENTS = 128, END = -1 };

/* The places in which a byte may stand. A text with a byte that may stand nowhere is left to libyaml. */
enum {
  KEY = 1,
  FIRST = 2, /* at the beginning of a plain scalar, and of a key if it may stand in one */
  PLAIN = 4, /* in a plain scalar; blanks, : and # are looked at one by one */
  FLOW = 8,  /* in a plain scalar between brackets */
  SINGLE = 16,
  DOUBLE = 32, /* in quotes of this kind */
  ANY = SINGLE | DOUBLE
};

static const unsigned char places[128] = {
    [' '] = FLOW | ANY,
    ['!'] = PLAIN | ANY,
    ['"'] = PLAIN | SINGLE,
    ['#'] = ANY,
    ['$' ... '&'] = PLAIN | ANY,
    ['\''] = PLAIN | DOUBLE,
    ['('] = FIRST | PLAIN | ANY,
    [')' ... '*'] = PLAIN | ANY,
    ['+'] = FIRST | PLAIN | ANY,
    [','] = PLAIN | ANY,
    ['-'] = KEY | PLAIN | FLOW | ANY,
    ['.'] = KEY | FIRST | PLAIN | FLOW | ANY,
    ['/'] = FIRST | PLAIN | FLOW | ANY,
    ['0' ... '9'] = KEY | FIRST | PLAIN | FLOW | ANY,
    [':'] = ANY,
    [';' ... '@'] = PLAIN | ANY,
    ['A' ... 'Z'] = KEY | FIRST | PLAIN | FLOW | ANY,
    ['['] = PLAIN | ANY,
    ['\\'] = PLAIN | SINGLE,
    [']' ... '^'] = PLAIN | ANY,
    ['_'] = KEY | FIRST | PLAIN | FLOW | ANY,
    ['`'] = PLAIN | ANY,
    ['a' ... 'z'] = KEY | FIRST | PLAIN | FLOW | ANY,
    ['{' ... '~'] = PLAIN | ANY,
};

struct reading {
  struct simple_yaml *yaml;
  const char *at, *end;
  const char *line_begin;
  size_t wider; /* by how much the bytes read of this line outnumber its characters */
  uint32_t line;
  ptrdiff_t indent; /* the indentation of this line; END behind the last one */
};

static bool at_line_end(const struct reading *reading) {
  return reading->at == reading->end || *reading->at == '\n';
}

static bool at_byte(const struct reading *reading, char byte) {
  return reading->at != reading->end && *reading->at == byte;
}

/* Whether a blank or the end of the line stands behind the byte at `at`. */
static bool has_blank_behind(const struct reading *reading, const char *at) {
  const char *behind = at + 1;
  return behind == reading->end || *behind == ' ' || *behind == '\n';
}

static bool is_dash(const struct reading *reading) {
  return at_byte(reading, '-') && has_blank_behind(reading, reading->at);
}

static bool may_stand(char byte, unsigned place) {
  return (unsigned char)byte < 0x80 && (places[(unsigned char)byte] & place) != 0;
}

static struct source_location here(const struct reading *reading) {
  return source_location_at(reading->line, (size_t)(reading->at - reading->line_begin) - reading->wider + 1);
}

static void add(struct reading *reading, yaml_event_type_t type, struct source_location location) {
  struct simple_yaml *yaml = reading->yaml;
  if (yaml->count == yaml->capacity)
    yaml->events = memory_grow(yaml->events, yaml->count, &yaml->capacity, sizeof *yaml->events);
  yaml->events[yaml->count++] = (struct yaml_event){.type = type, .location = location};
}

static void add_scalar(struct reading *reading, yaml_scalar_style_t style, struct source_location location,
                       const char *begin, const char *end) {
  add(reading, YAML_SCALAR_EVENT, location);
  struct yaml_event *event = &reading->yaml->events[reading->yaml->count - 1];
  event->style = style;
  event->value = view_between(begin, end);
}

static bool is_continuation(char byte) {
  return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The length of the letter beyond ASCII; 0 when it is one that needs a look: line ends, signs that are not
 * printed, all of four bytes, and what is no UTF-8. */
static size_t letter_length(const char *at, const char *end) {
  unsigned char lead = (unsigned char)*at;
  if (end - at < 2 || !is_continuation(at[1])) return 0;
  if (lead >= 0xc3 && lead <= 0xdf) return 2;
  if ((lead != 0xe1 && lead != 0xe2) || end - at < 3 || !is_continuation(at[2])) return 0;
  bool line_end = lead == 0xe2 && at[1] == '\x80' && (at[2] == '\xa8' || at[2] == '\xa9');
  return line_end ? 0 : 3;
}

/* Moves past letters beyond ASCII and all bytes that may stand in the place. */
static void skip(struct reading *reading, unsigned place) {
  const char *at = reading->at;
  while (at != reading->end) {
    if ((unsigned char)*at < 0x80) {
      if ((places[(unsigned char)*at] & place) == 0) break;
      at++;
    } else {
      size_t length = letter_length(at, reading->end);
      if (length == 0) break;
      at += length;
      reading->wider += length - 1;
    }
  }
  reading->at = at;
}

static void skip_blanks(struct reading *reading) {
  while (at_byte(reading, ' '))
    reading->at++;
}

static void begin_line(struct reading *reading) {
  reading->line_begin = reading->at;
  reading->wider = 0;
}

/* Ends the text behind its last line. A last line without a line end is taken as if it had one, if there is a
 * value on it. */
static bool end_text(struct reading *reading, bool behind_value) {
  reading->indent = END;
  if (reading->at == reading->line_begin) return true;
  reading->line++;
  begin_line(reading);
  return behind_value;
}

/* The comment belongs to the scalar that was added last. */
static void keep_comment(struct reading *reading, struct view comment) {
  struct yaml_event *event = &reading->yaml->events[reading->yaml->count - 1];
  if (event->type == YAML_SCALAR_EVENT && event->style == YAML_PLAIN_SCALAR_STYLE) event->comment = comment;
}

/* Moves to the first sign of the next line that has a value: from the beginning of a line, or from behind a
 * value, where only a comment may follow. */
static bool next_line(struct reading *reading, bool behind_value) {
  while (true) {
    skip_blanks(reading);
    if (at_byte(reading, '#') && !(behind_value && reading->at[-1] != ' ')) {
      const char *begin = reading->at;
      skip(reading, ANY);
      if (!at_line_end(reading)) return false;
      if (behind_value) keep_comment(reading, view_between(begin, reading->at));
    }
    if (reading->at == reading->end) return end_text(reading, behind_value);
    if (*reading->at != '\n') {
      reading->indent = reading->at - reading->line_begin;
      return !behind_value;
    }
    reading->at++;
    reading->line++;
    begin_line(reading);
    behind_value = false;
  }
}

/* The colon behind the key that begins here; NULL when none does. */
static const char *find_colon(const struct reading *reading) {
  const char *at = reading->at;
  if (at == reading->end || !may_stand(*at, KEY) || !may_stand(*at, FIRST)) return NULL;
  while (at != reading->end && may_stand(*at, KEY))
    at++;
  bool found = at != reading->end && *at == ':' && has_blank_behind(reading, at);
  return found && at - reading->at <= KEY_LIMIT ? at : NULL;
}

/* Reads a quoted scalar, whose quote is at hand. */
static bool read_quoted(struct reading *reading) {
  struct source_location location = here(reading);
  char quote = *reading->at;
  bool single = quote == '\'';
  const char *begin = ++reading->at;
  skip(reading, single ? SINGLE : DOUBLE);
  if (!at_byte(reading, quote)) return false;
  add_scalar(reading, single ? YAML_SINGLE_QUOTED_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE, location,
             begin, reading->at++);
  return !at_byte(reading, quote);
}

static bool begins_plain(const struct reading *reading) {
  if (at_line_end(reading)) return false;
  if (*reading->at == '-') /* the sign of a number */
    return reading->at + 1 != reading->end && reading->at[1] >= '0' && reading->at[1] <= '9';
  return (unsigned char)*reading->at >= 0x80 || may_stand(*reading->at, FIRST);
}

static bool read_plain(struct reading *reading) {
  if (!begins_plain(reading)) return false;
  struct source_location location = here(reading);
  const char *begin = reading->at, *end = begin;
  while (true) {
    skip(reading, PLAIN);
    if (reading->at != begin && reading->at[-1] != ' ') end = reading->at;
    if (at_line_end(reading) || (*reading->at == '#' && end != reading->at)) break;
    if (*reading->at == ':' && has_blank_behind(reading, reading->at)) return false;
    if (*reading->at != ' ' && *reading->at != ':' && *reading->at != '#') return false;
    reading->at++;
  }
  add_scalar(reading, YAML_PLAIN_SCALAR_STYLE, location, begin, end);
  return true;
}

static bool read_plain_in_brackets(struct reading *reading) {
  if (!begins_plain(reading)) return false;
  struct source_location location = here(reading);
  const char *begin = reading->at;
  skip(reading, FLOW);
  const char *end = reading->at;
  while (end > begin && end[-1] == ' ')
    end--;
  add_scalar(reading, YAML_PLAIN_SCALAR_STYLE, location, begin, end);
  return end > begin;
}

static bool at_quote(const struct reading *reading) {
  return at_byte(reading, '"') || at_byte(reading, '\'');
}

static bool read_brackets(struct reading *reading) {
  add(reading, YAML_SEQUENCE_START_EVENT, here(reading));
  reading->at++;
  skip_blanks(reading);
  while (!at_byte(reading, ']')) {
    if (!(at_quote(reading) ? read_quoted(reading) : read_plain_in_brackets(reading))) return false;
    skip_blanks(reading);
    if (at_byte(reading, ']')) break;
    if (!at_byte(reading, ',')) return false;
    reading->at++;
    skip_blanks(reading);
    if (at_byte(reading, ']')) return false;
  }
  add(reading, YAML_SEQUENCE_END_EVENT, here(reading));
  reading->at++;
  return true;
}

/* Reads a value of one line and moves to the next line. */
static bool read_on_line(struct reading *reading) {
  bool good = at_quote(reading)       ? read_quoted(reading)
              : at_byte(reading, '[') ? read_brackets(reading)
                                      : read_plain(reading);
  return good && next_line(reading, true);
}

/* What is left of the line at `at`. */
static struct view line_at(const struct reading *reading, const char *at) {
  const char *end = memchr(at, '\n', (size_t)(reading->end - at));
  return view_between(at, end == NULL ? reading->end : end);
}

static bool read_block(struct reading *reading, unsigned depth);
static bool read_list(struct reading *reading, unsigned depth);

/* Reads a key's value, from behind its colon. */
static bool read_value(struct reading *reading, ptrdiff_t column, unsigned depth) {
  struct source_location location = here(reading);
  const char *behind = reading->at;
  skip_blanks(reading);
  if (!at_line_end(reading) && !(*reading->at == '#' && reading->at != behind)) return read_on_line(reading);
  size_t count = reading->yaml->count;
  const char *sign = reading->at;
  if (!next_line(reading, true)) return false;
  if (reading->indent > column) return read_block(reading, depth + 1);
  if (reading->indent == column && is_dash(reading)) return read_list(reading, depth + 1);
  reading->yaml->events[count - 1].comment = (struct view){NULL, 0}; /* it is behind the key */
  add_scalar(reading, YAML_PLAIN_SCALAR_STYLE, location, behind, behind);
  if (sign != reading->end && *sign == '#') keep_comment(reading, line_at(reading, sign));
  return true;
}

/* All keys of a mapping stand in the column of the first one, on whose line the reading is. */
static bool read_mapping(struct reading *reading, unsigned depth) {
  ptrdiff_t column = reading->at - reading->line_begin;
  add(reading, YAML_MAPPING_START_EVENT, here(reading));
  do {
    const char *colon = find_colon(reading);
    if (colon == NULL) return false;
    add_scalar(reading, YAML_PLAIN_SCALAR_STYLE, here(reading), reading->at, colon);
    reading->at = colon + 1;
    if (!read_value(reading, column, depth)) return false;
  } while (reading->indent == column);
  add(reading, YAML_MAPPING_END_EVENT, here(reading));
  return reading->indent < column;
}

static bool read_element(struct reading *reading, unsigned depth) {
  reading->at++;
  skip_blanks(reading);
  return find_colon(reading) != NULL ? read_mapping(reading, depth + 1) : read_on_line(reading);
}

/* All dashes of a list stand in the column of the first one. A list that is the value of a key may stand in
 * the column of that key: then the next key ends it. */
static bool read_list(struct reading *reading, unsigned depth) {
  ptrdiff_t column = reading->indent;
  if (depth > NESTING_LIMIT) return false;
  add(reading, YAML_SEQUENCE_START_EVENT, here(reading));
  do
    if (!read_element(reading, depth)) return false;
  while (reading->indent == column && is_dash(reading));
  add(reading, YAML_SEQUENCE_END_EVENT, here(reading));
  return reading->indent <= column;
}

/* A mapping or list on lines of its own, which are indented deeper than the key that it is the value of. */
static bool read_block(struct reading *reading, unsigned depth) {
  if (depth > NESTING_LIMIT) return false;
  ptrdiff_t column = reading->indent;
  return is_dash(reading) ? read_list(reading, depth) && reading->indent < column
                          : read_mapping(reading, depth);
}

bool simple_yaml_read(struct simple_yaml *yaml, struct view text, uint32_t first_line) {
  yaml->count = 0;
  if (text.length == 0 || text.length > SIMPLE_YAML_SIZE_LIMIT) return false;
  if (yaml->capacity == 0) {
    yaml->events = memory_resize(NULL, USUAL_EVENTS, sizeof *yaml->events);
    yaml->capacity = USUAL_EVENTS;
  }
  struct reading reading = {.yaml = yaml,
                            .at = text.data,
                            .end = text.data + text.length,
                            .line_begin = text.data,
                            .line = first_line};
  if (!next_line(&reading, false) || reading.indent != 0 || !read_block(&reading, 1) || reading.indent != END)
    return false;
  add(&reading, YAML_DOCUMENT_END_EVENT, here(&reading));
  add(&reading, YAML_STREAM_END_EVENT, here(&reading));
  return true;
}

void simple_yaml_free(struct simple_yaml *yaml) {
  free(yaml->events);
  *yaml = (struct simple_yaml){0};
}
