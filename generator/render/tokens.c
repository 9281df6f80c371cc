#include "render/tokens.h"

#include "base/memory.h"

#include <stdlib.h>

struct delimiters {
  struct view open, close;
};

struct scanner {
  struct view text;
  size_t at;
  struct source_location location; /* of `at` */
  size_t line_end;                 /* the newline at or behind `at`, or the text's end */
  struct delimiters delimiters;
  struct scanned_text *scanned;
  size_t capacity;
  struct problems *problems;
};

static void advance_to(struct scanner *scanner, size_t end) {
  if (end <= scanner->at) return;
  scanner->location =
      source_location_behind(scanner->location, view_slice(scanner->text, scanner->at, end - scanner->at));
  scanner->at = end;
}

/* The token begins where the scanner is; the scanner moves to `end`. */
static void add_token(struct scanner *scanner, enum token_kind kind, struct view text, size_t end) {
  struct scanned_text *scanned = scanner->scanned;
  scanned->tokens = memory_grow(scanned->tokens, scanned->count, &scanner->capacity, sizeof *scanned->tokens);
  scanned->tokens[scanned->count++] =
      (struct token){.kind = kind, .text = text, .location = scanner->location};
  advance_to(scanner, end);
}

static void report(struct scanner *scanner, struct message message) {
  scanner->scanned->broken = true;
  problems_add(scanner->problems, (struct place){scanner->scanned->file, scanner->location}, message);
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
    report(scanner, message_empty_tag());
  else if (has_blank(name))
    report(scanner, message_blank_in_name());
  else if (name.data[0] == '*' && (kind == TOKEN_PARTIAL || kind == TOKEN_PARENT))
    report(scanner, message_dynamic_name());
  add_token(scanner, kind, name, end);
}

/* A tag whose content begins at `begin` and runs up to `closing`; false (and reported) when there is no end.
 */
static bool find_end(struct scanner *scanner, size_t begin, struct view closing, struct view *content,
                     size_t *end) {
  size_t found = view_find(scanner->text, closing, begin);
  if (found == VIEW_NOT_FOUND) {
    report(scanner, message_endless_tag());
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
      if (content.length == 0 || has_blank(content)) report(scanner, message_blank_in_raw_tag());
      add_token(scanner, TOKEN_RAW, content, end);
      return true;
    }
    if (!change_delimiters(&scanner->delimiters, content)) report(scanner, message_bad_delimiters());
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

/* How the tokens belong together: which tag closes which, and where lines begin. */

enum { NESTING_LIMIT = 64 };

struct openers {
  size_t tokens[NESTING_LIMIT];
  size_t count;
};

static bool opens(enum token_kind kind) {
  return kind == TOKEN_SECTION || kind == TOKEN_INVERTED || kind == TOKEN_BLOCK || kind == TOKEN_PARENT;
}

static enum phrase kind_name(enum token_kind kind) {
  return kind == TOKEN_BLOCK ? PHRASE_block : kind == TOKEN_PARENT ? PHRASE_parent : PHRASE_section;
}

static struct place place_of(const struct scanned_text *scanned, const struct token *token) {
  return (struct place){scanned->file, token->location};
}

static void report_unclosed(const struct scanned_text *scanned, const struct token *token,
                            struct problems *problems) {
  problems_add(problems, place_of(scanned, token), message_tag_unclosed(kind_name(token->kind), token->text));
}

static void report_unopened(const struct scanned_text *scanned, const struct token *token,
                            const struct openers *openers, struct problems *problems) {
  if (openers->count == 0) {
    problems_add(problems, place_of(scanned, token), message_tag_unopened(token->text));
    return;
  }
  const struct token *open = &scanned->tokens[openers->tokens[openers->count - 1]];
  problems_add(
      problems, place_of(scanned, token),
      message_tag_closes_another(token->text, kind_name(open->kind), open->text, open->location.line));
}

/* Takes openers off until the one of the name; false when it is not open. */
static bool close_opener(struct scanned_text *scanned, size_t at, struct openers *openers,
                         struct problems *problems) {
  struct token *close = &scanned->tokens[at];
  size_t level = openers->count;
  while (level > 0 && !view_equal(scanned->tokens[openers->tokens[level - 1]].text, close->text))
    level--;
  if (level == 0) {
    report_unopened(scanned, close, openers, problems);
    return false;
  }
  bool paired = level == openers->count;
  while (openers->count > level)
    report_unclosed(scanned, &scanned->tokens[openers->tokens[--openers->count]], problems);
  close->match = openers->tokens[--openers->count];
  scanned->tokens[close->match].match = at;
  return paired;
}

/* Sets each `match`; false, and reported, when some tags don't pair. */
static bool pair_tags(struct scanned_text *scanned, struct problems *problems) {
  struct openers openers = {.count = 0};
  bool paired = true;
  for (size_t i = 0; i < scanned->count; i++) {
    struct token *token = &scanned->tokens[i];
    if (token->kind == TOKEN_CLOSE && !close_opener(scanned, i, &openers, problems)) paired = false;
    if (!opens(token->kind)) continue;
    if (openers.count == NESTING_LIMIT) {
      problems_add(problems, place_of(scanned, token), message_deep_tags(NESTING_LIMIT));
      return false;
    }
    openers.tokens[openers.count++] = i;
  }
  while (openers.count > 0) {
    report_unclosed(scanned, &scanned->tokens[openers.tokens[--openers.count]], problems);
    paired = false;
  }
  return paired;
}

/* A line of tokens, its newline not counted. */
struct line {
  size_t begin, end;
  bool has_newline;
  bool blank; /* nothing in it prints, but what its tags bring */
  bool only_inheritance;
  size_t tags;
};

static size_t count_blanks(struct view text) {
  size_t count = 0;
  while (count < text.length && (text.data[count] == ' ' || text.data[count] == '\t'))
    count++;
  return count;
}

static bool is_inheritance(const struct scanned_text *scanned, const struct token *token) {
  if (token->kind == TOKEN_CLOSE) return scanned->tokens[token->match].kind == TOKEN_BLOCK;
  return token->kind == TOKEN_BLOCK || token->kind == TOKEN_PARENT;
}

/* The line that begins at `begin`. A parent with all that it holds counts as one tag. */
static struct line read_line(const struct scanned_text *scanned, size_t begin, size_t end) {
  struct line line = {.begin = begin, .blank = true, .only_inheritance = true};
  size_t i = begin;
  for (; i < end && scanned->tokens[i].kind != TOKEN_NEWLINE; i++) {
    const struct token *token = &scanned->tokens[i];
    if (token->kind == TOKEN_TEXT) {
      if (count_blanks(token->text) < token->text.length) line.blank = false;
    } else if (token->kind == TOKEN_VARIABLE || token->kind == TOKEN_RAW) {
      line.blank = false;
    } else {
      line.tags++;
      if (!is_inheritance(scanned, token)) line.only_inheritance = false;
      if (token->kind == TOKEN_PARENT) i = token->match;
    }
  }
  line.end = i;
  line.has_newline = i < end;
  return line;
}

static void drop(struct token *token) {
  token->kind = TOKEN_NOTHING;
}

/* Leaves the line's tags and nothing else of it. */
static void make_standalone(struct scanned_text *scanned, const struct line *line) {
  struct token *first = &scanned->tokens[line->begin];
  struct view indent = first->kind == TOKEN_TEXT ? first->text : (struct view){"", 0};
  for (size_t i = line->begin; i < line->end + line->has_newline; i++) {
    struct token *token = &scanned->tokens[i];
    if (token->kind == TOKEN_TEXT || token->kind == TOKEN_NEWLINE) {
      drop(token);
      continue;
    }
    token->standalone = true;
    token->indent = indent;
    if (token->kind != TOKEN_PARENT) continue;
    i = token->match;
    scanned->tokens[i].standalone = true;
  }
}

static void begin_line(struct scanned_text *scanned, const struct line *line) {
  if (line->begin == line->end && !line->has_newline) return;
  struct token *first = &scanned->tokens[line->begin];
  size_t blanks = first->kind == TOKEN_TEXT ? count_blanks(first->text) : 0;
  first->begins_line = true;
  first->indent = blanks == 0 ? (struct view){"", 0} : view_slice(first->text, 0, blanks);
  if (blanks > 0) first->text = view_slice(first->text, blanks, SIZE_MAX);
}

/* Cuts a text's lines: all of a template, or (`block`) what a block hands to a parent, whose first line
 * begins and whose last line ends within another line. */
static void cut_lines(struct scanned_text *scanned, size_t begin, size_t end, struct token *block) {
  bool first = block != NULL;
  for (size_t at = begin; at < end; first = false) {
    struct line line = read_line(scanned, at, end);
    bool standalone = line.blank && line.tags > 0 && (line.tags == 1 || line.only_inheritance);
    bool cut = block != NULL && first != !line.has_newline; /* at one end of what a block hands over */
    bool left_out = standalone || (cut && line.blank && line.tags == 0);
    if (first && !line.has_newline) left_out = false;
    if (left_out)
      make_standalone(scanned, &line);
    else if (!first)
      begin_line(scanned, &line);
    if (first && left_out) block->standalone = true;
    at = line.end + line.has_newline;
    if (block != NULL && at == end)
      scanned->tokens[end].ends_content = line.has_newline || (left_out && !first);
  }
}

/* Of what stands directly in a parent only the blocks count. */
static void cut_lines_of_parent(struct scanned_text *scanned, size_t open) {
  size_t end = scanned->tokens[open].match;
  for (size_t i = open + 1; i < end; i++) {
    struct token *token = &scanned->tokens[i];
    if (token->kind == TOKEN_BLOCK) {
      cut_lines(scanned, i + 1, token->match, token);
      i = token->match;
    } else if (opens(token->kind)) {
      i = token->match;
    }
  }
}

/* Whether the line that begins with this token holds nothing but white space. */
static bool is_empty_line(const struct token *first) {
  if (first->kind == TOKEN_TEXT && first->text.length == 0) first++; /* never the last token of a block */
  return first->kind == TOKEN_NEWLINE;
}

/* The white space of the first line in the block that is not empty. */
static struct view find_inner_indent(const struct scanned_text *scanned, size_t block) {
  for (size_t i = block + 1; i < scanned->tokens[block].match; i++) {
    const struct token *token = &scanned->tokens[i];
    if (token->standalone && token->kind != TOKEN_NOTHING && token->kind != TOKEN_SILENT)
      return token->indent;
    if (token->begins_line && !is_empty_line(token)) return token->indent;
    if (token->kind == TOKEN_PARENT) i = token->match;
  }
  return (struct view){NULL, 0};
}

/* Of paired tokens: marks where lines begin and which tags have a line to themselves. */
static void find_lines(struct scanned_text *scanned) {
  cut_lines(scanned, 0, scanned->count, NULL);
  for (size_t i = 0; i < scanned->count; i++)
    if (scanned->tokens[i].kind == TOKEN_PARENT) cut_lines_of_parent(scanned, i);
  for (size_t i = 0; i < scanned->count; i++) {
    struct token *token = &scanned->tokens[i];
    if (token->kind == TOKEN_BLOCK) token->inner_indent = find_inner_indent(scanned, i);
    if (token->kind == TOKEN_SILENT) drop(token);
  }
}

void tokens_read(const struct template_text *source, struct problems *problems,
                 struct scanned_text *scanned) {
  *scanned = (struct scanned_text){.file = source->file};
  struct scanner scanner = {.text = source->text,
                            .location = source->location,
                            .delimiters = {VIEW("{{"), VIEW("}}")},
                            .scanned = scanned,
                            .problems = problems};
  if (scanner.location.line == 0) scanner.location = (struct source_location){1, 1};
  while (scanner.at < scanner.text.length) {
    struct view open = scanner.delimiters.open;
    if (!view_equal(view_slice(scanner.text, scanner.at, open.length), open))
      scan_text(&scanner);
    else if (!scan_tag(&scanner))
      break;
  }
  if (!pair_tags(scanned, problems)) scanned->broken = true;
  if (!scanned->broken) find_lines(scanned);
}
