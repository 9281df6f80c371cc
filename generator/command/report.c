#include "command/report.h"

#include "base/buffer.h"

#include <jansson.h>

static void print_text(FILE *stream, const struct diagnostic *item) {
  if (item->file.length == 0)
    fprintf(stream, "kyket: ");
  else if (item->location.line == 0)
    fprintf(stream, "%.*s: ", VIEW_FORMAT(item->file));
  else
    fprintf(stream, "%.*s:%u:%u: ", VIEW_FORMAT(item->file), item->location.line, item->location.column);
  fprintf(stream, "%s: %.*s [%s]\n", severity_name(item->severity), VIEW_FORMAT(item->message), item->code);
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

static void print_github(FILE *stream, const struct diagnostic *item) {
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
  print_escaped(stream, item->message, false);
  fputc('\n', stream);
}

static json_t *string_of(struct view text) {
  return json_stringn(text.data == NULL ? "" : text.data, text.length);
}

static json_t *json_of(const struct diagnostic *item) {
  json_t *object = json_object();
  if (item->file.length > 0) json_object_set_new(object, "file", string_of(item->file));
  if (item->location.line > 0) {
    json_object_set_new(object, "line", json_integer(item->location.line));
    json_object_set_new(object, "column", json_integer(item->location.column));
  }
  json_object_set_new(object, "severity", json_string(severity_name(item->severity)));
  json_object_set_new(object, "code", json_string(item->code));
  json_object_set_new(object, "message", string_of(item->message));
  return object;
}

static json_t *json_report(const struct diagnostics *diagnostics) {
  json_t *report = json_object(), *items = json_array();
  for (size_t i = 0; i < diagnostics->count; i++)
    json_array_append_new(items, json_of(&diagnostics->items[i]));
  json_object_set_new(report, "diagnostics", items);
  json_object_set_new(report, "errors", json_integer((json_int_t)diagnostics->errors));
  json_object_set_new(report, "warnings", json_integer((json_int_t)diagnostics->warnings));
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

static json_t *sarif_result(const struct diagnostic *item) {
  json_t *result = json_pack("{s:s,s:s,s:{s:o}}", "ruleId", item->code, "level",
                             severity_name(item->severity), "message", "text", string_of(item->message));
  if (item->file.length > 0) json_object_set_new(result, "locations", sarif_location(item));
  return result;
}

/* Each code that a diagnostic may have, with the sentences that are said under it. */
static json_t *sarif_rules(void) {
  const char *codes[MESSAGE_KINDS];
  size_t count = message_codes(codes);
  json_t *rules = json_array();
  for (size_t i = 0; i < count; i++) {
    json_t *sentences = json_object();
    for (enum message_kind kind = 0; kind < MESSAGE_KINDS; kind++)
      if (strcmp(message_rows[kind].code, codes[i]) == 0)
        json_object_set_new(sentences, message_rows[kind].name,
                            json_pack("{s:s}", "text", message_english.texts[kind].sentence));
    json_array_append_new(rules, json_pack("{s:s,s:o}", "id", codes[i], "messageStrings", sentences));
  }
  return rules;
}

static json_t *sarif_report(const struct diagnostics *diagnostics) {
  json_t *results = json_array();
  for (size_t i = 0; i < diagnostics->count; i++)
    json_array_append_new(results, sarif_result(&diagnostics->items[i]));
  return json_pack("{s:s,s:s,s:[{s:{s:{s:s,s:s,s:o}},s:s,s:o}]}", "$schema",
                   "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", "tool",
                   "driver", "name", "kyket", "version", KYKET_VERSION, "rules", sarif_rules(), "columnKind",
                   "unicodeCodePoints", "results", results);
}

bool report_print(FILE *stream, struct diagnostics *diagnostics, enum report_format format) {
  diagnostics_sort(diagnostics);
  if (format == REPORT_JSON || format == REPORT_SARIF) {
    json_t *report = format == REPORT_JSON ? json_report(diagnostics) : sarif_report(diagnostics);
    bool good =
        report != NULL && json_dumpf(report, stream, JSON_INDENT(2)) == 0 && fputc('\n', stream) != EOF;
    json_decref(report);
    return good && fflush(stream) == 0;
  }
  for (size_t i = 0; i < diagnostics->count; i++)
    (format == REPORT_GITHUB ? print_github : print_text)(stream, &diagnostics->items[i]);
  return fflush(stream) == 0 && ferror(stream) == 0;
}
