#include "parse/front_matter/decode_scalar.h"

#include "base/control_characters.h"
#include "base/path.h"
#include "parse/front_matter/yaml_cause.h"
#include "text/doubtful_address.h"
#include "text/garbled.h"
#include "text/placeholder.h"
#include "text/press_date.h"
#include "text/suggestion.h"
#include "text/syllable.h"
#include "text/untidy.h"
#include "text/web_address.h"
#include "text/written_date.h"

/* What a message says of a field whose value is wrong. */
typedef struct message say_of_value(const char *field, struct view value);

static bool report(struct yaml_reader *reader, say_of_value *say, const struct field *field,
                   struct view value) {
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader), say(field->name, value));
  return false;
}

/* Whether the last part of the host's name can be one: of one letter, or with a letter of Vietnamese, none
 * is. */
static bool is_top_level(struct view rest) {
  struct view host = view_slice(rest, 0, view_find_byte(rest, '/', 0));
  host = view_slice(host, 0, view_find_byte(host, ':', 0));
  size_t begin = host.length;
  while (begin > 0 && host.data[begin - 1] != '.')
    begin--;
  struct view last = view_slice(host, begin, SIZE_MAX);
  if (begin == 0 || last.length == 0) return true;
  for (size_t i = 0; i < last.length; i++) {
    unsigned char byte = (unsigned char)last.data[i];
    if (byte == 0xc3 || byte == 0xc4 || byte == 0xc6 || byte == 0xe1) return false;
  }
  return last.length > 1 || (last.data[0] >= '0' && last.data[0] <= '9');
}

static bool decode_url(struct yaml_reader *reader, const struct field *field, struct view value) {
  bool good = view_starts_with(value, "https://") || view_starts_with(value, "http://");
  for (size_t i = 0; good && i < value.length; i++)
    if ((unsigned char)value.data[i] <= ' ' || strchr("\"<>\\`{}", value.data[i]) != NULL) good = false;
  struct view rest = view_slice(value, view_starts_with(value, "https://") ? 8 : 7, SIZE_MAX);
  if (good && rest.length > 0 && rest.data[0] != '/' && is_top_level(rest)) return true;
  struct web_address bare = web_address_find(value, 0);
  bool whole = bare.written.data == value.data && bare.written.length == value.length &&
               strcmp(bare.scheme, "https://") == 0;
  return report(reader, whole ? message_web_address_without_https : message_no_web_address, field, value);
}

/* An address that opens, and should not be published as it is. */
static void warn_address(struct yaml_reader *reader, struct view value) {
  struct message message;
  if (address_is_doubtful(value, reader->arena, &message))
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader), message);
}

/* A relative path that stays below its folder: no empty, "." or ".." part, no backslash, no control
 * character. */
static bool is_safe_path(struct view path) {
  if (path.length == 0 || path.length > 1024) return false;
  for (size_t i = 0; i < path.length; i++)
    if ((unsigned char)path.data[i] < ' ' || path.data[i] == '\\' || path.data[i] == 0x7f) return false;
  struct view rest = path, part;
  while (view_next(&rest, '/', &part))
    if (part.length == 0 || part.data[0] == '.') return false;
  return true;
}

static bool decode_path(struct yaml_reader *reader, const struct field *field, struct view value) {
  if (view_starts_with(value, "http://") || view_starts_with(value, "https://"))
    return decode_url(reader, field, value);
  if (value.length > 0 && value.data[0] == '/') {
    struct view path = view_slice(value, 1, SIZE_MAX);
    if (view_ends_with(path, "/")) path.length--;
    if (path.length == 0 || is_safe_path(path)) return true;
  }
  if (view_starts_with(value, "www.")) return decode_url(reader, field, value);
  return report(reader, message_no_path_or_url, field, value);
}

/* What stands behind the folder media/ in a path of another program, or the file's name alone. */
static struct view path_meant(struct buffer *buffer, struct view value) {
  struct view path = view_slice(value, 0, view_find_byte(value, '?', 0));
  for (size_t i = 0; i < path.length; i++)
    buffer_add_byte(buffer, path.data[i] == '\\' ? '/' : path.data[i]);
  path = buffer_view(buffer);
  size_t folder = VIEW_NOT_FOUND, at = 0;
  while ((at = view_find(path, VIEW("media/"), at)) != VIEW_NOT_FOUND)
    folder = at++;
  return folder == VIEW_NOT_FOUND ? path_name(path) : view_slice(path, folder + strlen("media/"), SIZE_MAX);
}

static bool decode_media(struct yaml_reader *reader, const struct field *field, struct view value) {
  if (is_safe_path(value)) return true;
  struct buffer buffer = {0};
  struct view meant = path_meant(&buffer, value);
  if (is_safe_path(meant))
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_path_of_media_meant(field->name, value, meant));
  else
    report(reader, message_no_path_of_media, field, value);
  buffer_free(&buffer);
  return false;
}

static bool decode_choice(struct yaml_reader *reader, const struct field *field, struct view value) {
  struct suggestion suggestion = {.written = value};
  struct buffer all = {0};
  for (size_t i = 0; field->choices[i] != NULL; i++) {
    struct view choice = view_of(field->choices[i]);
    if (view_equal(value, choice)) {
      buffer_free(&all);
      return true;
    }
    suggestion_offer(&suggestion, choice, choice);
    buffer_format(&all, "%s%s", i == 0 ? "" : ", ", field->choices[i]);
  }
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                  message_unknown_choice(field->name, value, buffer_view(&all), suggestion.best));
  buffer_free(&all);
  return false;
}

static bool is_end(const struct field *field) {
  return field->kind == FIELD_END || field->kind == FIELD_OPEN_END;
}

/* Whether it bounds a span of days. */
static bool is_bound(const struct field *field) {
  return field->kind == FIELD_START || is_end(field);
}

/* Whether a field of this kind may be so precise. */
static bool is_precise(const struct field *field, struct date date) {
  if (field->kind == FIELD_DATE && date.precision < DATE_DAY) return false;
  return !is_bound(field) || date.precision != DATE_TIME;
}

/* A day that can be read, though not as it is typed, is offered as it should be. */
static bool report_date(struct yaml_reader *reader, const struct field *field, struct view value) {
  struct buffer day = {0};
  struct date date;
  enum press_date found = press_date_read(&day, value, !is_bound(field));
  bool is_offered = found == PRESS_DATE_FOUND && !view_equal(buffer_view(&day), value) &&
                    date_parse(buffer_view(&day), false, &date) && is_precise(field, date);
  if (is_offered)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_date_of_press(field->name, value, buffer_view(&day)));
  else
    report(reader,
           found == PRESS_DATE_NO_DAY  ? message_no_such_day
           : field->kind == FIELD_DATE ? message_no_time
           : is_bound(field)           ? message_no_date
                                       : message_no_date_or_time,
           field, value);
  buffer_free(&day);
  return false;
}

static bool decode_date(struct yaml_reader *reader, const struct field *field, struct view value,
                        struct date_value *date) {
  if (field->kind == FIELD_OPEN_END && view_equal_string(value, "open")) return true;
  bool good = date_parse(value, is_end(field), &date->value);
  if (good && is_precise(field, date->value)) return true;
  date->value = (struct date){0};
  return report_date(reader, field, value);
}

static bool decode_integer(struct yaml_reader *reader, const struct field *field, struct view value,
                           int64_t *integer) {
  bool good = value.length > 0 && value.length <= 15;
  int64_t sum = 0;
  for (size_t i = 0; good && i < value.length; i++) {
    if (value.data[i] < '0' || value.data[i] > '9') good = false;
    sum = sum * 10 + (value.data[i] - '0');
  }
  if (!good) return report(reader, message_no_whole_number, field, value);
  *integer = sum;
  return true;
}

/* By hand, because strtod follows the locale. */
static bool decode_decimal(struct yaml_reader *reader, const struct field *field, struct view value,
                           double *decimal) {
  size_t at = value.length > 0 && value.data[0] == '-' ? 1 : 0, digits = 0;
  double sum = 0, scale = 1;
  bool fraction = false, good = value.length <= 20;
  for (; good && at < value.length; at++) {
    char byte = value.data[at];
    if (byte == '.' && !fraction && digits > 0) {
      fraction = true;
    } else if (byte >= '0' && byte <= '9') {
      sum = sum * 10 + (byte - '0');
      if (fraction) scale *= 10;
      digits++;
    } else {
      good = false;
    }
  }
  if (!good || digits == 0) return report(reader, message_no_number, field, value);
  *decimal = (value.data[0] == '-' ? -sum : sum) / scale;
  return true;
}

static bool decode_boolean(struct yaml_reader *reader, const struct field *field, struct view value,
                           bool *boolean) {
  static const struct {
    const char *word;
    bool meaning;
  } words[] = {{"True", true},   {"TRUE", true}, {"yes", true},    {"Yes", true},    {"y", true},
               {"on", true},     {"x", true},    {"1", true},      {"có", true},     {"Có", true},
               {"đúng", true},   {"Đúng", true}, {"False", false}, {"FALSE", false}, {"no", false},
               {"No", false},    {"n", false},   {"off", false},   {"0", false},     {"không", false},
               {"Không", false}, {"sai", false}, {"Sai", false}};
  *boolean = view_equal_string(value, "true");
  if (*boolean || view_equal_string(value, "false")) return true;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!view_equal_string(value, words[i].word)) continue;
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_boolean_meant(field->name, value, words[i].meaning ? "true" : "false"));
    return false;
  }
  return report(reader, message_no_boolean, field, value);
}

static bool decode_characters(struct yaml_reader *reader, const struct field *field, struct view value) {
  bool good = text_find_control(value, 0) == value.length;
  return good || report(reader, message_invalid_character, field, value);
}

/* The quotes of word processors around a whole value that has no other quotes are taken as quotes. */
static struct view without_curly_quotes(const struct yaml_reader *reader, struct view value) {
  static const struct {
    const char *open, *close;
  } pairs[] = {{"“", "”"}, {"”", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"‘", "’"}, {"’", "’"}};
  if (reader->event.style != YAML_PLAIN_SCALAR_STYLE || value.length < 4) return value;
  if ((unsigned char)value.data[0] != 0xe2 && (unsigned char)value.data[0] != 0xc2) return value;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    size_t open = strlen(pairs[i].open), close = strlen(pairs[i].close);
    if (!view_starts_with(value, pairs[i].open) || !view_ends_with(value, pairs[i].close)) continue;
    if (value.length <= open + close) continue;
    struct view inner = view_slice(value, open, value.length - open - close);
    bool has_more = view_find(inner, view_of(pairs[i].open), 0) != VIEW_NOT_FOUND ||
                    view_find(inner, view_of(pairs[i].close), 0) != VIEW_NOT_FOUND;
    if (!has_more) return view_trim(inner);
  }
  return value;
}

static bool is_text(const struct field *field) {
  return field->kind == FIELD_TEXT || field->kind == FIELD_TEXTS;
}

static void warn_in_quotes(struct yaml_reader *reader, const struct field *field, struct view before,
                           const char *between, struct view behind,
                           struct message say(struct view, struct view), struct view what) {
  struct buffer whole = {0}, line = {0};
  buffer_format(&whole, "%.*s%s%.*s", VIEW_FORMAT(before), before.length > 0 ? between : "",
                VIEW_FORMAT(behind));
  yaml_write_line(&line, field->kind == FIELD_TEXTS ? (struct view){NULL, 0} : view_of(field->name),
                  buffer_view(&whole));
  bool is_lost = before.length == 0 && (field->flags & REQUIRED) != 0;
  diagnostics_add_as(reader->diagnostics, is_lost ? SEVERITY_ERROR : SEVERITY_WARNING, reader->file,
                     yaml_reader_location(reader), say(yaml_cut(what, 60), buffer_view(&line)));
  buffer_free(&line);
  buffer_free(&whole);
}

bool decode_warn_cut(struct yaml_reader *reader, const struct field *field) {
  const struct yaml_event *event = &reader->event;
  struct view comment = view_trim(event->comment);
  bool is_glued = comment.length > 1 && strchr(" \t#", comment.data[1]) == NULL;
  if (comment.length > 1 && (event->value.length > 0 ? is_text(field) : is_glued)) {
    warn_in_quotes(reader, field, event->value, " ", comment, message_comment_cut, comment);
    return true;
  }
  struct view tag = event->tag == NULL ? (struct view){NULL, 0} : view_of(event->tag);
  if (tag.length == 0 || view_starts_with(tag, "tag:yaml.org,2002:")) return false;
  warn_in_quotes(reader, field, tag, " ", event->value, message_tag_cut, tag);
  return true;
}

/* What readers of a text notice though it is no fault of its form. Other names may well lack their marks:
 * that is how they are searched for. */
static void warn_text(struct yaml_reader *reader, const struct field *field, struct view value) {
  struct view where = text_find_placeholder(value);
  struct message message;
  struct unseen unseen;
  struct garbled escaped;
  if (where.data != NULL)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_placeholder(where));
  if (written_date_find_fault(value, &where, &message))
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader), message);
  if (text_find_unseen(value, &unseen) || text_find_sign_of_font(value, &unseen))
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader), unseen.message);
  if (text_find_escaped(value, 0, reader->arena, &escaped) ||
      text_find_entity(value, reader->arena, &escaped))
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    escaped.meant.length > 0 ? message_escaped_letters(escaped.word, escaped.meant)
                                             : message_escaped_unknown(escaped.word));
  if (field->kind == FIELD_TEXT && text_lacks_marks(value))
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_text_without_marks());
}

/* Whether something that can't be seen stands in a value that is no text, which is reported then: it would
 * look right, and be none. Files may be named with such a blank. */
static bool report_unseen(struct yaml_reader *reader, const struct field *field, struct view value) {
  if (is_text(field) || field->kind == FIELD_MEDIA) return false;
  enum phrase name;
  size_t length;
  for (size_t i = 0; i < value.length; i++) {
    if ((unsigned char)value.data[i] < 0x80) continue;
    if (!yaml_invisible_character(view_slice(value, i, SIZE_MAX), &name, &length)) continue;
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_unseen_in_value(field->name, name));
    return true;
  }
  return false;
}

/* The scalar for as long as the value needs it: of a number nothing points to what is written. */
static struct view take_whole(struct yaml_reader *reader, enum field_kind kind) {
  switch (kind) {
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
  case FIELD_INTEGER:
  case FIELD_DECIMAL:
  case FIELD_BOOLEAN:
    return yaml_reader_value(reader);
  case FIELD_REFERENCE:
  case FIELD_REFERENCES:
    return yaml_reader_scalar_in(reader, reader->ids);
  default:
    return yaml_reader_scalar(reader);
  }
}

bool decode_scalar(struct yaml_reader *reader, const struct field *field, void *target) {
  struct view value = without_curly_quotes(reader, take_whole(reader, field->kind));
  if (reader->event.comment.length > 0 || reader->event.tag != NULL) decode_warn_cut(reader, field);
  struct source_location location = yaml_reader_location(reader);
  bool good = true;
  if (report_unseen(reader, field, value)) return false;
  switch (field->kind) {
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    ((struct date_value *)target)->location = location;
    return decode_date(reader, field, view_trim(value), target);
  case FIELD_INTEGER:
    good = decode_integer(reader, field, value, &((struct integer_value *)target)->value);
    if (good) ((struct integer_value *)target)->location = location;
    return good;
  case FIELD_DECIMAL:
    good = decode_decimal(reader, field, value, &((struct decimal_value *)target)->value);
    if (good) ((struct decimal_value *)target)->location = location;
    return good;
  case FIELD_BOOLEAN:
    ((struct boolean_value *)target)->location = location;
    return decode_boolean(reader, field, value, &((struct boolean_value *)target)->value);
  case FIELD_REFERENCE:
  case FIELD_REFERENCES:
    *(struct reference *)target = reference_to(text_at(value, location));
    return decode_characters(reader, field, value);
  case FIELD_URL:
    good = decode_url(reader, field, value);
    if (good) warn_address(reader, value);
    break;
  case FIELD_PATH:
    good = decode_path(reader, field, value);
    break;
  case FIELD_MEDIA:
    good = decode_media(reader, field, value);
    break;
  case FIELD_CHOICE:
    good = decode_choice(reader, field, value);
    break;
  default:
    value = view_trim(value);
    warn_text(reader, field, value);
    break;
  }
  good = good && decode_characters(reader, field, value);
  *(struct text *)target = text_at(good ? value : (struct view){NULL, 0}, location);
  return good;
}
