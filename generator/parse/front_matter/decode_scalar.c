#include "parse/front_matter/decode_scalar.h"

#include "base/control_characters.h"
#include "base/path.h"
#include "parse/front_matter/yaml_cause.h"
#include "schema/records.h"
#include "text/doubtful_address.h"
#include "text/garbled.h"
#include "text/placeholder.h"
#include "text/press_date.h"
#include "text/suggestion.h"
#include "text/syllable.h"
#include "text/typing_slip.h"
#include "text/unicode.h"
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
  if (view_starts_with(rest, "http://") || view_starts_with(rest, "https://")) good = false;
  if (good && rest.length > 0 && rest.data[0] != '/' && is_top_level(rest)) return true;
  struct web_address bare = web_address_find(value, 0);
  bool whole = bare.written.data == value.data && bare.written.length == value.length &&
               strcmp(bare.scheme, "https://") == 0;
  struct buffer meant = {0};
  bool is_begun = view_starts_with(value, "https://") || view_starts_with(value, "http://");
  size_t blank = view_find_byte(rest, ' ', 0);
  bool has_blank =
      is_begun && blank != VIEW_NOT_FOUND && web_address_find(value, 0).written.data == value.data;
  struct view host = view_slice(rest, 0, view_find_byte(rest, '/', 0));
  bool is_in_host = is_begun && blank > 0 && blank < host.length &&
                    view_find_byte(host, '.', 0) != VIEW_NOT_FOUND &&
                    view_find_byte(host, ':', 0) == VIEW_NOT_FOUND;
  bool are_several = has_blank && (view_find(rest, VIEW("http://"), blank) != VIEW_NOT_FOUND ||
                                   view_find(rest, VIEW("https://"), blank) != VIEW_NOT_FOUND);
  bool is_wrapped = value.length > 0 && strchr("<[(", value.data[0]) != NULL && bare.written.data != NULL &&
                    view_starts_with(bare.written, "http");
  if (are_several)
    report(reader, message_several_web_addresses, field, value);
  else if (is_wrapped)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_web_address_meant(field->name, value, bare.written));
  else if (is_in_host)
    report(reader, message_web_address_with_blank_in_host, field, value);
  else if (has_blank)
    report(reader, message_web_address_with_blank, field, value);
  else if (!whole && web_address_meant(&meant, value))
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_web_address_meant(field->name, value, buffer_view(&meant)));
  else
    report(reader, whole ? message_web_address_without_https : message_no_web_address, field, value);
  buffer_free(&meant);
  return false;
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

/* Whether it is an address of a site whose beginning was mistyped. */
static bool is_meant_as_address(struct view value) {
  struct buffer meant = {0};
  bool is_meant = web_address_meant(&meant, value);
  buffer_free(&meant);
  return is_meant;
}

static bool decode_path(struct yaml_reader *reader, const struct field *field, struct view value) {
  if (view_starts_with(value, "http://") || view_starts_with(value, "https://"))
    return decode_url(reader, field, value);
  if (value.length > 0 && value.data[0] == '/') {
    struct view path = view_slice(value, 1, SIZE_MAX);
    if (view_ends_with(path, "/")) path.length--;
    if (path.length == 0 || is_safe_path(path)) return true;
  }
  if (view_starts_with(value, "www.") || is_meant_as_address(value)) return decode_url(reader, field, value);
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

/* The next part of a folded label, between commas and brackets; false when there is none. */
static bool next_part(struct view *label, struct view *part) {
  size_t end = 0;
  if (label->length == 0) return false;
  while (end < label->length && strchr(",;()", label->data[end]) == NULL)
    end++;
  *part = view_trim(view_slice(*label, 0, end));
  *label = view_slice(*label, end + 1, SIZE_MAX);
  return true;
}

/* Whether the words stand in the text as whole ones. */
static bool has_words(struct view text, struct view words) {
  for (size_t at = 0; words.length > 0 && (at = view_find(text, words, at)) != VIEW_NOT_FOUND; at++) {
    size_t end = at + words.length;
    if ((at == 0 || text.data[at - 1] == ' ') && (end == text.length || text.data[end] == ' ')) return true;
  }
  return false;
}

enum { LABEL_SAYS_IT = 3 };

/* How well the label says what was written: as one of its parts, within one, with one of them, or (0) not. */
static int label_fit(struct view label, struct view written) {
  struct view part;
  int fit = 0;
  while (next_part(&label, &part)) {
    int now = view_equal(part, written)  ? LABEL_SAYS_IT
              : has_words(part, written) ? 2
              : has_words(written, part) ? 1
                                         : 0;
    if (now > fit) fit = now;
  }
  return fit;
}

/* The only choice whose label says it best, or the first of those that say it whole; without data: there is
 * none. */
static struct view choice_by_label(const struct field *field, struct arena *scratch, struct view written) {
  struct view best = {NULL, 0};
  int best_fit = 0;
  for (size_t i = 0; field->choices[i] != NULL; i++) {
    int fit = label_fit(text_fold(scratch, field_choice_label(field, field->choices[i])), written);
    if (fit > best_fit)
      best = view_of(field->choices[i]);
    else if (fit == best_fit && fit < LABEL_SAYS_IT)
      best = (struct view){NULL, 0};
    if (fit > best_fit) best_fit = fit;
  }
  return best;
}

/* The choice that was meant, by its Vietnamese label or by its letters; without data: it is not known. */
static struct view choice_meant(const struct field *field, struct view value) {
  struct arena scratch = {0};
  struct view written = text_fold(&scratch, view_trim(value));
  struct view meant = choice_by_label(field, &scratch, written);
  struct suggestion suggestion = {.written = written};
  for (size_t i = 0; meant.data == NULL && field->choices[i] != NULL; i++)
    suggestion_offer(&suggestion, view_of(field->choices[i]), view_of(field->choices[i]));
  if (meant.data == NULL) meant = suggestion.best;
  for (size_t i = 0; meant.data == NULL && field->choices[i] != NULL; i++) {
    struct view label = text_fold(&scratch, field_choice_label(field, field->choices[i])), part;
    while (next_part(&label, &part))
      if (part.length > 2 && suggestion_distance(written, part, 1) <= 1) meant = view_of(field->choices[i]);
  }
  arena_free(&scratch);
  return meant;
}

/* Each with what it is called, up to what is in brackets. */
static void list_choices(struct buffer *all, const struct field *field) {
  for (size_t i = 0; field->choices[i] != NULL; i++) {
    struct view label = field_choice_label(field, field->choices[i]);
    label = view_slice(label, 0, view_find(label, VIEW(" ("), 0));
    buffer_format(all, "%s%s", i == 0 ? "" : ", ", field->choices[i]);
    if (!view_equal_string(label, field->choices[i])) buffer_format(all, " (%.*s)", VIEW_FORMAT(label));
  }
}

static bool decode_choice(struct yaml_reader *reader, const struct field *field, struct view value) {
  for (size_t i = 0; field->choices[i] != NULL; i++)
    if (view_equal_string(value, field->choices[i])) return true;
  struct buffer all = {0};
  list_choices(&all, field);
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                  message_unknown_choice(field->name, value, buffer_view(&all), choice_meant(field, value)));
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

/* The field for the last day of a span whose first this one has; NULL: it has no such partner. */
static const char *partner_of(const struct field *field, bool *is_last) {
  static const char *const pairs[][2] = {{"start", "end"}, {"from", "to"}, {"founded", "dissolved"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    *is_last = strcmp(field->name, pairs[i][1]) == 0;
    if (*is_last) return pairs[i][0];
    if (strcmp(field->name, pairs[i][0]) == 0) return pairs[i][1];
  }
  return NULL;
}

/* Whether there is a span of days where one belongs, which is reported then. */
static bool report_span(struct yaml_reader *reader, const struct field *field, struct view value) {
  struct buffer first = {0}, last = {0}, line = {0}, other = {0};
  bool is_last = false, is_span = press_date_read_span(&first, &last, value);
  const char *partner = partner_of(field, &is_last);
  if (is_span) {
    buffer_format(&line, "%s: %.*s", is_last ? partner : field->name, VIEW_FORMAT(buffer_view(&first)));
    if (partner != NULL)
      buffer_format(&other, "%s: %.*s", is_last ? field->name : partner, VIEW_FORMAT(buffer_view(&last)));
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    partner == NULL
                        ? message_span_for_day(field->name, value, buffer_view(&line))
                        : message_span_in_one(field->name, value, buffer_view(&line), buffer_view(&other)));
  }
  buffer_free(&first);
  buffer_free(&last);
  buffer_free(&line);
  buffer_free(&other);
  return is_span;
}

/* Whether a day stands there whose time of day is none, which is reported then. */
static bool report_time(struct yaml_reader *reader, const struct field *field, struct view value) {
  enum { DAY_LENGTH = 10 }; /* 2021-11-25 */
  struct view day = view_slice(value, 0, DAY_LENGTH);
  struct date date;
  bool is_time = value.length > DAY_LENGTH && strchr("Tt ", value.data[DAY_LENGTH]) != NULL &&
                 date_parse(day, false, &date) && date.precision == DATE_DAY;
  if (is_time)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_no_such_time(field->name, value, day));
  return is_time;
}

/* Whether the end of a period is said in words to be open, which is reported then. */
static bool report_open_end(struct yaml_reader *reader, const struct field *field, struct view value) {
  static const char *const words[] = {"mo",        "khong thoi han", "vo thoi han",
                                      "khong han", "none",           "khong xac dinh",
                                      "unlimited", "lau dai",        "khong xac dinh thoi han"};
  struct arena scratch = {0};
  struct view folded = text_fold(&scratch, view_slice(value, 0, 64));
  bool is_open = false;
  for (size_t i = 0; field->kind == FIELD_OPEN_END && i < sizeof words / sizeof *words; i++)
    is_open = is_open || view_equal_string(folded, words[i]);
  arena_free(&scratch);
  if (is_open) report(reader, message_open_end_meant, field, value);
  return is_open;
}

/* Letters that look like digits are read as such where nothing else is a letter: 2O26-O6-l5. */
static enum press_date read_press_date(struct buffer *day, const struct field *field, struct view value) {
  enum { LONGEST = 32 };
  char digits[LONGEST];
  enum press_date found = press_date_read(day, value, !is_bound(field));
  if (found != PRESS_DATE_NONE || value.length > LONGEST) return found;
  for (size_t i = 0; i < value.length; i++) {
    char byte = value.data[i];
    digits[i] = typing_slip_digit(byte);
    if (!ascii_is_digit(digits[i]) && (byte == '\0' || strchr("/.- :T", byte) == NULL)) return found;
  }
  buffer_clear(day);
  return press_date_read(day, (struct view){digits, value.length}, !is_bound(field));
}

/* A day that can be read, though not as it is typed, is offered as it should be. */
static bool report_date(struct yaml_reader *reader, const struct field *field, struct view value) {
  struct buffer day = {0};
  struct date date = {0};
  enum press_date found = read_press_date(&day, field, value);
  bool is_read = (found == PRESS_DATE_FOUND || found == PRESS_DATE_SWAPPED) &&
                 date_parse(buffer_view(&day), false, &date);
  bool is_offered = is_read && !view_equal(buffer_view(&day), value) && is_precise(field, date);
  bool is_none = found == PRESS_DATE_NONE || found == PRESS_DATE_NO_MONTH;
  if (is_offered)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    found == PRESS_DATE_SWAPPED
                        ? message_swapped_day(field->name, value, buffer_view(&day))
                        : message_date_of_press(field->name, value, buffer_view(&day)));
  else if (!(is_none && (report_span(reader, field, value) || report_open_end(reader, field, value))) &&
           !((is_none || found == PRESS_DATE_NO_DAY) && report_time(reader, field, value)))
    report(reader,
           found == PRESS_DATE_NO_DAY                            ? message_no_such_day
           : found == PRESS_DATE_NO_MONTH                        ? message_no_such_month
           : field->kind == FIELD_DATE && is_read && !is_offered ? message_day_needed
           : field->kind == FIELD_DATE                           ? message_no_time
           : is_bound(field)                                     ? message_no_date
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
                     yaml_reader_location(reader), say(view_shorten(what, 60), buffer_view(&line)));
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

/* A comment as programs have it, which YAML takes for text: "Minh Châu // hỏi lại", or between slashes with
 * stars. */
static struct view comment_in(struct view value) {
  size_t open = view_find(value, VIEW("/*"), 0);
  if (open != VIEW_NOT_FOUND && view_find(value, VIEW("*/"), open + 2) != VIEW_NOT_FOUND)
    return view_slice(value, open, SIZE_MAX);
  size_t at = view_find(value, VIEW(" // "), 0);
  return at == VIEW_NOT_FOUND ? (struct view){NULL, 0} : view_slice(value, at + 1, SIZE_MAX);
}

/* What readers of a text notice though it is no fault of its form. Other names may well lack their marks:
 * that is how they are searched for. */
static void warn_text(struct yaml_reader *reader, const struct field *field, struct view value) {
  struct view where = text_find_placeholder(value), comment = comment_in(value),
              code = text_find_line_code(value);
  struct message message;
  struct unseen unseen;
  struct garbled escaped;
  if (where.data != NULL)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_placeholder(where));
  if (written_date_find_fault(value, &where, &message))
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader), message);
  if (comment.length > 0)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_comment_in_value(view_shorten(comment, 60)));
  if (code.length > 0)
    diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                    message_line_code_left(code));
  if (field->kind == FIELD_TEXT && typing_slip_find(value, reader->arena, &where, &message))
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

/* Whether the field takes no text so long, which is reported then, and nothing else of it. */
static bool report_length(struct yaml_reader *reader, const struct field *field, struct view value) {
  size_t longest = field_longest(field), length = 0;
  if (longest == 0 || value.length <= longest) return false;
  for (size_t i = 0; i < value.length; i++)
    if (!utf8_continues(value.data[i])) length++;
  if (length <= longest) return false;
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                  message_value_too_long(field->name, (long long)length, (long long)longest));
  return true;
}

bool decode_scalar(struct yaml_reader *reader, const struct field *field, void *target) {
  struct view value = without_curly_quotes(reader, take_whole(reader, field->kind));
  if (reader->event.comment.length > 0 || reader->event.tag != NULL) decode_warn_cut(reader, field);
  struct source_location location = yaml_reader_location(reader);
  bool good = true;
  if (report_unseen(reader, field, value)) return false;
  if (report_length(reader, field, value)) {
    *(struct text *)target = text_at((struct view){NULL, 0}, location);
    return false;
  }
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
