#include "command/report.h"

#include "base/hash.h"

#include <jansson.h>

/* A diagnostic in a language. */
struct said {
  const struct diagnostic *item;
  struct view message;
};

static void print_text(FILE *stream, const struct said *said) {
  const struct diagnostic *item = said->item;
  if (item->file.length == 0)
    fprintf(stream, "kyket: ");
  else if (item->location.line == 0)
    fprintf(stream, "%.*s: ", VIEW_FORMAT(item->file));
  else
    fprintf(stream, "%.*s:%u:%u: ", VIEW_FORMAT(item->file), item->location.line, item->location.column);
  fprintf(stream, "%s: %.*s [%s]\n", severity_name(item->severity), VIEW_FORMAT(said->message), item->code);
}

/* GitHub's escapes: % and line ends in all, : and , in properties too. */
static void print_escaped(FILE *stream, struct view text, bool property) {
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if (byte == '%' || byte == '\n' || byte == '\r' || (property && (byte == ':' || byte == ',')))
      fprintf(stream, "%%%02X", (unsigned)(unsigned char)byte);
    else
      fputc(byte, stream);
  }
}

static void print_github(FILE *stream, const struct said *said) {
  const struct diagnostic *item = said->item;
  static const char *const commands[] = {"notice", "warning", "error"};
  fprintf(stream, "::%s ", commands[item->severity]);
  if (item->file.length > 0) {
    fputs("file=", stream);
    print_escaped(stream, item->file, true);
    if (item->location.line > 0)
      fprintf(stream, ",line=%u,col=%u", item->location.line, item->location.column);
    fputc(',', stream);
  }
  fprintf(stream, "title=%s::", item->code);
  print_escaped(stream, said->message, false);
  fputc('\n', stream);
}

static json_t *string_of(struct view text) {
  return json_stringn(text.data == NULL ? "" : text.data, text.length);
}

static json_t *json_of(const struct said *said, void *context) {
  (void)context;
  const struct diagnostic *item = said->item;
  json_t *object = json_object();
  if (item->file.length > 0) json_object_set_new(object, "file", string_of(item->file));
  if (item->location.line > 0) {
    json_object_set_new(object, "line", json_integer(item->location.line));
    json_object_set_new(object, "column", json_integer(item->location.column));
  }
  json_object_set_new(object, "severity", json_string(severity_name(item->severity)));
  json_object_set_new(object, "code", json_string(item->code));
  json_object_set_new(object, "message", string_of(said->message));
  return object;
}

/* A list of what `make` makes of each. */
static json_t *json_list_of(const struct diagnostics *diagnostics, const struct message_language *language,
                            json_t *(*make)(const struct said *said, void *context), void *context) {
  json_t *items = json_array();
  struct buffer text = {0};
  for (size_t i = 0; i < diagnostics->count; i++) {
    buffer_clear(&text);
    diagnostic_write(&text, &diagnostics->items[i], language);
    json_array_append_new(items, make(&(struct said){&diagnostics->items[i], buffer_view(&text)}, context));
  }
  buffer_free(&text);
  return items;
}

static json_t *json_report(const struct diagnostics *diagnostics, const struct message_language *language) {
  json_t *report = json_object();
  json_object_set_new(report, "diagnostics", json_list_of(diagnostics, language, json_of, NULL));
  json_object_set_new(report, "errors", json_integer((json_int_t)diagnostics->errors));
  json_object_set_new(report, "warnings", json_integer((json_int_t)diagnostics->warnings));
  return report;
}

/* What tells mistakes apart: the code, the file and the message, and a number where several are alike. The
 * same in each language, so that another one's report does not look like new mistakes; without the line, so
 * that a mistake that only moves stays the one that it was. */
struct fingerprints {
  struct arena arena;
  struct map alike; /* how many there were of each */
};

static json_t *fingerprint_of(struct fingerprints *known, const struct diagnostic *item) {
  struct buffer text = {0};
  buffer_format(&text, "%s\n%.*s\n", item->code, VIEW_FORMAT(item->file));
  diagnostic_write(&text, item, &message_english);
  size_t *alike = map_get(&known->alike, buffer_view(&text));
  if (alike == NULL) {
    alike = arena_allocate(&known->arena, sizeof *alike);
    *map_slot(&known->alike, arena_copy(&known->arena, buffer_view(&text))) = alike;
  }
  if ((*alike)++ > 0) buffer_format(&text, "\n%zu", *alike);
  char digits[17];
  snprintf(digits, sizeof digits, "%016llx", (unsigned long long)hash_short(buffer_view(&text), 0));
  buffer_free(&text);
  return json_string(digits);
}

/* GitLab asks for a path and a line of each. */
static json_t *gitlab_issue(const struct said *said, void *fingerprints) {
  static const char *const severities[] = {"info", "minor", "major"};
  const struct diagnostic *item = said->item;
  struct view file = item->file.length == 0 ? VIEW(".") : item->file;
  return json_pack("{s:o,s:s,s:o,s:s,s:{s:o,s:{s:I}}}", "description", string_of(said->message), "check_name",
                   item->code, "fingerprint", fingerprint_of(fingerprints, item), "severity",
                   severities[item->severity], "location", "path", string_of(file), "lines", "begin",
                   (json_int_t)(item->location.line == 0 ? 1 : item->location.line));
}

static json_t *gitlab_report(const struct diagnostics *diagnostics, const struct message_language *language) {
  struct fingerprints known = {0};
  json_t *report = json_list_of(diagnostics, language, gitlab_issue, &known);
  map_free(&known.alike);
  arena_free(&known.arena);
  return report;
}

static json_t *sarif_location(const struct diagnostic *item) {
  struct buffer uri = {0};
  buffer_add_path(&uri, item->file);
  json_t *place = json_pack("{s:{s:o}}", "artifactLocation", "uri", string_of(buffer_view(&uri)));
  buffer_free(&uri);
  if (item->location.line > 0)
    json_object_set_new(place, "region",
                        json_pack("{s:I,s:I}", "startLine", (json_int_t)item->location.line, "startColumn",
                                  (json_int_t)item->location.column));
  return json_pack("[{s:o}]", "physicalLocation", place);
}

static json_t *sarif_result(const struct said *said, void *context) {
  (void)context;
  const struct diagnostic *item = said->item;
  json_t *result = json_pack("{s:s,s:s,s:{s:o}}", "ruleId", item->code, "level",
                             severity_name(item->severity), "message", "text", string_of(said->message));
  if (item->file.length > 0) json_object_set_new(result, "locations", sarif_location(item));
  return result;
}

/* Each code that a diagnostic may have, with the sentences that are said under it. */
static json_t *sarif_rules(const struct message_language *language) {
  const char *codes[MESSAGE_KINDS];
  size_t count = message_codes(codes);
  json_t *rules = json_array();
  for (size_t i = 0; i < count; i++) {
    json_t *sentences = json_object();
    for (enum message_kind kind = 0; kind < MESSAGE_KINDS; kind++)
      if (strcmp(message_rows[kind].code, codes[i]) == 0)
        json_object_set_new(sentences, message_rows[kind].name,
                            json_pack("{s:s}", "text", language->texts[kind].sentence));
    json_array_append_new(rules, json_pack("{s:s,s:o}", "id", codes[i], "messageStrings", sentences));
  }
  return rules;
}

static json_t *sarif_report(const struct diagnostics *diagnostics, const struct message_language *language) {
  return json_pack("{s:s,s:s,s:[{s:{s:{s:s,s:s,s:s,s:o}},s:s,s:o}]}", "$schema",
                   "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", "tool",
                   "driver", "name", "kyket", "version", KYKET_VERSION, "language", language->tag, "rules",
                   sarif_rules(language), "columnKind", "unicodeCodePoints", "results",
                   json_list_of(diagnostics, language, sarif_result, NULL));
}

static json_t *report_as_json(const struct diagnostics *diagnostics, enum report_format format,
                              const struct message_language *language) {
  if (format == REPORT_JSON) return json_report(diagnostics, language);
  return format == REPORT_GITLAB ? gitlab_report(diagnostics, language) : sarif_report(diagnostics, language);
}

bool report_print(FILE *stream, struct diagnostics *diagnostics, enum report_format format,
                  const struct message_language *language) {
  diagnostics_sort(diagnostics);
  if (format != REPORT_TEXT && format != REPORT_GITHUB) {
    json_t *report = report_as_json(diagnostics, format, language);
    bool good =
        report != NULL && json_dumpf(report, stream, JSON_INDENT(2)) == 0 && fputc('\n', stream) != EOF;
    json_decref(report);
    return good && fflush(stream) == 0;
  }
  struct buffer text = {0};
  for (size_t i = 0; i < diagnostics->count; i++) {
    buffer_clear(&text);
    diagnostic_write(&text, &diagnostics->items[i], language);
    const struct said said = {&diagnostics->items[i], buffer_view(&text)};
    (format == REPORT_GITHUB ? print_github : print_text)(stream, &said);
  }
  buffer_free(&text);
  return fflush(stream) == 0 && ferror(stream) == 0;
}

void report_sentence(FILE *stream, const struct message_language *language, struct message sentence) {
  struct buffer text = {0};
  message_write(&text, &sentence, language);
  fprintf(stream, "%.*s\n", VIEW_FORMAT(buffer_view(&text)));
  buffer_free(&text);
}

long long report_seconds(double seconds) {
  return (long long)(seconds * 1000 + 0.5);
}
