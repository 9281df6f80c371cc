#include "render/scan.h"

#include "base/memory.h"
#include "render/lines.h"

struct delimiters {
  struct view open, close;
};

struct scanner {
  struct view text;
  size_t at;
  struct mark mark; /* of `at` */
  size_t line_end;  /* the newline at or behind `at`, or the text's end */
  struct delimiters delimiters;
  struct scanned_text *scanned;
  size_t capacity;
  struct problems *problems;
};

static void advance_to(struct scanner *scanner, size_t end) {
  if (end <= scanner->at) return;
  scanner->mark = mark_behind(scanner->mark, view_slice(scanner->text, scanner->at, end - scanner->at));
  scanner->at = end;
}

/* The token begins where the scanner is; the scanner moves to `end`. */
static void add_token(struct scanner *scanner, enum token_kind kind, struct view text, size_t end) {
  struct scanned_text *scanned = scanner->scanned;
  scanned->tokens = memory_grow(scanned->tokens, scanned->count, &scanner->capacity, sizeof *scanned->tokens);
  scanned->tokens[scanned->count++] = (struct token){.kind = kind, .text = text, .mark = scanner->mark};
  advance_to(scanner, end);
}

static void complain(struct scanner *scanner, struct message message) {
  scanner->scanned->broken = true;
  problems_add(scanner->problems, (struct place){scanner->scanned->file, scanner->mark}, message);
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '\f' || byte == '\v';
}

static bool has_blank(struct view text) {
  for (size_t i = 0; i < text.length; i++)
    if (is_blank(text.data[i])) return true;
  return false;
}

/* `content` is what stands between the two equals signs. */
static bool change_delimiters(struct delimiters *delimiters, struct view content) {
  content = view_trim(content);
  size_t end = 0;
  while (end < content.length && !is_blank(content.data[end]))
    end++;
  struct view open = view_slice(content, 0, end);
  struct view close = view_trim(view_slice(content, end, SIZE_MAX));
  if (open.length == 0 || close.length == 0 || has_blank(close)) return false;
  if (view_find_byte(content, '=', 0) != VIEW_NOT_FOUND) return false;
  *delimiters = (struct delimiters){open, close};
  return true;
}

static enum token_kind kind_of(char sigil) {
  switch (sigil) {
  case '#':
    return TOKEN_SECTION;
  case '^':
    return TOKEN_INVERTED;
  case '/':
    return TOKEN_CLOSE;
  case '>':
    return TOKEN_PARTIAL;
  case '<':
    return TOKEN_PARENT;
  case '$':
    return TOKEN_BLOCK;
  case '&':
    return TOKEN_RAW;
  case '!':
    return TOKEN_SILENT;
  default:
    return TOKEN_VARIABLE;
  }
}

static void add_tag(struct scanner *scanner, struct view content, size_t end) {
  enum token_kind kind = content.length == 0 ? TOKEN_VARIABLE : kind_of(content.data[0]);
  if (kind == TOKEN_SILENT) {
    add_token(scanner, kind, (struct view){NULL, 0}, end);
    return;
  }
  struct view name = view_trim(kind == TOKEN_VARIABLE ? content : view_slice(content, 1, SIZE_MAX));
  if (name.length == 0)
    complain(scanner, message_empty_tag());
  else if (has_blank(name))
    complain(scanner, message_blank_in_name());
  else if (name.data[0] == '*' && (kind == TOKEN_PARTIAL || kind == TOKEN_PARENT))
    complain(scanner, message_dynamic_name());
  add_token(scanner, kind, name, end);
}

/* A tag whose content begins at `begin` and runs up to `closing`; false (and reported) when there is no end.
 */
static bool find_end(struct scanner *scanner, size_t begin, struct view closing, struct view *content,
                     size_t *end) {
  size_t found = view_find(scanner->text, closing, begin);
  if (found == VIEW_NOT_FOUND) {
    complain(scanner, message_endless_tag());
    return false;
  }
  *content = view_slice(scanner->text, begin, found - begin);
  *end = found + closing.length;
  return true;
}

/* At an opening delimiter; false when the tag has no end. */
static bool scan_tag(struct scanner *scanner) {
  struct view text = scanner->text, content;
  size_t begin = scanner->at + scanner->delimiters.open.length, end;
  char first = '\0';
  if (begin < text.length) first = text.data[begin];
  if (first == '{' || first == '=') {
    struct view close = scanner->delimiters.close;
    struct view closing =
        arena_format(scanner->problems->arena, "%c%.*s", first == '{' ? '}' : '=', VIEW_FORMAT(close));
    if (!find_end(scanner, begin + 1, closing, &content, &end)) return false;
    if (first == '{') {
      content = view_trim(content);
      if (content.length == 0 || has_blank(content)) complain(scanner, message_blank_in_raw_tag());
      add_token(scanner, TOKEN_RAW, content, end);
      return true;
    }
    if (!change_delimiters(&scanner->delimiters, content)) complain(scanner, message_bad_delimiters());
    add_token(scanner, TOKEN_SILENT, (struct view){NULL, 0}, end);
    return true;
  }
  if (!find_end(scanner, begin, scanner->delimiters.close, &content, &end)) return false;
  add_tag(scanner, content, end);
  return true;
}

/* Text up to the next tag or the line's end. */
static void scan_text(struct scanner *scanner) {
  struct view text = scanner->text;
  if (scanner->line_end < scanner->at || scanner->at == 0) {
    size_t newline = view_find_byte(text, '\n', scanner->at);
    scanner->line_end = newline == VIEW_NOT_FOUND ? text.length : newline;
  }
  size_t line_end = scanner->line_end;
  size_t tag = view_find(view_slice(text, 0, line_end), scanner->delimiters.open, scanner->at);
  size_t end = tag == VIEW_NOT_FOUND ? line_end : tag;
  bool at_newline = tag == VIEW_NOT_FOUND && line_end < text.length;
  if (at_newline && end > scanner->at && text.data[end - 1] == '\r') end--;
  if (end > scanner->at)
    add_token(scanner, TOKEN_TEXT, view_slice(text, scanner->at, end - scanner->at), end);
  if (at_newline) add_token(scanner, TOKEN_NEWLINE, view_slice(text, end, line_end + 1 - end), line_end + 1);
}

void scan_template(const struct template_text *source, struct problems *problems,
                   struct scanned_text *scanned) {
  *scanned = (struct scanned_text){.file = source->file};
  struct scanner scanner = {.text = source->text,
                            .mark = source->mark,
                            .delimiters = {VIEW("{{"), VIEW("}}")},
                            .scanned = scanned,
                            .problems = problems};
  if (scanner.mark.line == 0) scanner.mark = (struct mark){1, 1};
  while (scanner.at < scanner.text.length) {
    struct view open = scanner.delimiters.open;
    if (!view_equal(view_slice(scanner.text, scanner.at, open.length), open))
      scan_text(&scanner);
    else if (!scan_tag(&scanner))
      break;
  }
  if (!lines_pair(scanned, problems)) scanned->broken = true;
  if (!scanned->broken) lines_settle(scanned);
}
