#include "render/lines.h"

#include <stdlib.h>

struct openers {
  size_t tokens[LINES_NESTING_LIMIT];
  size_t count;
};

static bool opens(enum token_kind kind) {
  return kind == TOKEN_SECTION || kind == TOKEN_INVERTED || kind == TOKEN_BLOCK || kind == TOKEN_PARENT;
}

static enum phrase kind_name(enum token_kind kind) {
  return kind == TOKEN_BLOCK ? PHRASE_block : kind == TOKEN_PARENT ? PHRASE_parent : PHRASE_section;
}

static struct place place_of(const struct scanned_text *scanned, const struct token *token) {
  return (struct place){scanned->file, token->mark};
}

static void complain_unclosed(const struct scanned_text *scanned, const struct token *token,
                              struct problems *problems) {
  problems_add(problems, place_of(scanned, token), message_tag_unclosed(kind_name(token->kind), token->text));
}

static void complain_unopened(const struct scanned_text *scanned, const struct token *token,
                              const struct openers *openers, struct problems *problems) {
  if (openers->count == 0) {
    problems_add(problems, place_of(scanned, token), message_tag_unopened(token->text));
    return;
  }
  const struct token *open = &scanned->tokens[openers->tokens[openers->count - 1]];
  problems_add(problems, place_of(scanned, token),
               message_tag_closes_another(token->text, kind_name(open->kind), open->text, open->mark.line));
}

/* Takes openers off until the one of the name; false when it is not open. */
static bool close_opener(struct scanned_text *scanned, size_t at, struct openers *openers,
                         struct problems *problems) {
  struct token *close = &scanned->tokens[at];
  size_t level = openers->count;
  while (level > 0 && !view_equal(scanned->tokens[openers->tokens[level - 1]].text, close->text))
    level--;
  if (level == 0) {
    complain_unopened(scanned, close, openers, problems);
    return false;
  }
  bool paired = level == openers->count;
  while (openers->count > level)
    complain_unclosed(scanned, &scanned->tokens[openers->tokens[--openers->count]], problems);
  close->match = openers->tokens[--openers->count];
  scanned->tokens[close->match].match = at;
  return paired;
}

bool lines_pair(struct scanned_text *scanned, struct problems *problems) {
  struct openers openers = {.count = 0};
  bool paired = true;
  for (size_t i = 0; i < scanned->count; i++) {
    struct token *token = &scanned->tokens[i];
    if (token->kind == TOKEN_CLOSE && !close_opener(scanned, i, &openers, problems)) paired = false;
    if (!opens(token->kind)) continue;
    if (openers.count == LINES_NESTING_LIMIT) {
      problems_add(problems, place_of(scanned, token), message_deep_tags(LINES_NESTING_LIMIT));
      return false;
    }
    openers.tokens[openers.count++] = i;
  }
  while (openers.count > 0) {
    complain_unclosed(scanned, &scanned->tokens[openers.tokens[--openers.count]], problems);
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

/* Settles a text's lines: all of a template, or (`block`) what a block hands to a parent, whose first line
 * begins and whose last line ends within another line. */
static void settle_range(struct scanned_text *scanned, size_t begin, size_t end, struct token *block) {
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
static void settle_parent(struct scanned_text *scanned, size_t open) {
  size_t end = scanned->tokens[open].match;
  for (size_t i = open + 1; i < end; i++) {
    struct token *token = &scanned->tokens[i];
    if (token->kind == TOKEN_BLOCK) {
      settle_range(scanned, i + 1, token->match, token);
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

void lines_settle(struct scanned_text *scanned) {
  settle_range(scanned, 0, scanned->count, NULL);
  for (size_t i = 0; i < scanned->count; i++)
    if (scanned->tokens[i].kind == TOKEN_PARENT) settle_parent(scanned, i);
  for (size_t i = 0; i < scanned->count; i++) {
    struct token *token = &scanned->tokens[i];
    if (token->kind == TOKEN_BLOCK) token->inner_indent = find_inner_indent(scanned, i);
    if (token->kind == TOKEN_SILENT) drop(token);
  }
}
