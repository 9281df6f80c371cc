#include "parse/body/leftovers.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "parse/body/code.h"
#include "parse/body/list_marker.h"
#include "text/written_date.h"

enum {
  CONTEXT = 16,        /* bytes of a text that is looked for in the source */
  SHOWN = 60,          /* bytes of it in a message */
  JOINED_LINES = 2,    /* ends of lines at full stops, one behind the other */
  REPEATED_BYTES = 24, /* of a text that is told when it stands twice */
  LONG_LINE = 160,     /* bytes: lines of so many are not broken by their width */
};

/* Kinds of leftovers; bits of `output->left`. */
enum left {
  LEFT_BOLD = 1,
  LEFT_STRUCK = 2,
  LEFT_LINK = 4,
  LEFT_SHORT_CODE = 8,
  LEFT_ENTITY = 16,
};

static byte_block mark_signs(byte_block block) {
  return byte_block_is(block, '*') | byte_block_is(block, '~') | byte_block_is(block, ']') |
         byte_block_is(block, '{') | byte_block_is(block, '[') | byte_block_is(block, '=') |
         byte_block_is(block, '&');
}

/* Where a text of the block stands in the file; the block's place when it is not found. */
static struct source_location location_of(struct body_output *output, struct view text) {
  struct body_places *places = &output->job->places;
  struct view source = body_place_text(places, output->block), wanted = body_shorten(text, CONTEXT);
  size_t at = view_find(source, wanted, 0);
  if (at == VIEW_NOT_FOUND) return body_place_line(places, output->block.first);
  return body_place_offset(places, (size_t)(source.data - places->source.data) + at);
}

static void warn(struct body_output *output, struct view at, struct message message) {
  diagnostics_add(output->job->diagnostics, output->job->file, location_of(output, at), message);
}

/* A sign behind a backslash is meant to be seen. */
static bool is_escaped(struct body_output *output, char sign) {
  char escaped[] = {'\\', sign, '\0'};
  struct view source = body_place_text(&output->job->places, output->block);
  return view_find(source, view_of(escaped), 0) != VIEW_NOT_FOUND;
}

static bool is_short_code(struct view rest) {
  static const char *const beginnings[] = {"{{", "{%", "{#", "{:", "{."};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (view_starts_with(rest, beginnings[i])) return true;
  return view_starts_with(rest, "[caption") || view_starts_with(rest, "[gallery") ||
         view_starts_with(rest, "[embed") || view_starts_with(rest, "[[") || view_starts_with(rest, "[/") ||
         view_starts_with(rest, "[!");
}

/* [text][label] without the line that says where the label leads. */
static bool is_link_of_label(struct view rest) {
  size_t end = view_find_byte(rest, ']', 2);
  return view_starts_with(rest, "][") && end != VIEW_NOT_FOUND && end > 2 && rest.data[2] != '^';
}

/* Text that other programs highlight: ==text==. */
static bool is_highlight(struct view rest, char before) {
  if (!view_starts_with(rest, "==") || before == '=' || ascii_is_space(rest.data[2]) || rest.data[2] == '=')
    return false;
  size_t end = view_find(rest, VIEW("=="), 3);
  return end != VIEW_NOT_FOUND && !ascii_is_space(rest.data[end - 1]);
}

/* Three signs or more that make words bold and slanted at once. */
static bool is_long_bold(struct view rest, char before) {
  return before != '*' && view_starts_with(rest, "***") && rest.length > 3 && rest.data[3] != '*' &&
         !ascii_is_space(rest.data[3]);
}

/* The bytes of what is written as a sign of HTML, of which those that HTML knows have become their letter; 0:
 * none begins here. Behind a letter a capital one begins another name: R&D; */
static size_t entity_length(struct view rest, char before) {
  size_t at = 1;
  if (ascii_is_alphanumeric(before) && !(rest.length > 1 && ascii_is_lower(rest.data[1]))) return 0;
  if (at < rest.length && rest.data[at] == '#') at++;
  size_t begin = at;
  while (at < rest.length && ascii_is_alphanumeric(rest.data[at]) && at < CONTEXT)
    at++;
  return at >= begin + 2 && at < rest.length && rest.data[at] == ';' ? at + 1 : 0;
}

/* The kind of leftover at `at`; 0: it is none. */
static unsigned left_at(struct view text, size_t at) {
  char sign = text.data[at], before = at > 0 ? text.data[at - 1] : ' ';
  struct view rest = view_slice(text, at, SIZE_MAX);
  bool twice =
      rest.length > 1 && rest.data[1] == sign && before != sign && !(rest.length > 2 && rest.data[2] == sign);
  char behind = rest.length > 2 ? rest.data[2] : ' ';
  bool loose = ascii_is_space(before) && ascii_is_space(behind);
  if (sign == '*' && is_long_bold(rest, before)) return LEFT_BOLD;
  if (sign == '&') return entity_length(rest, before) > 0 ? LEFT_ENTITY : 0;
  if (sign == '=') return rest.length > 4 && is_highlight(rest, before) ? LEFT_SHORT_CODE : 0;
  if (sign == '*') return twice && !loose && !(before == '(' && behind == ')') ? LEFT_BOLD : 0;
  if (sign == '~') return twice && !ascii_is_space(behind) ? LEFT_STRUCK : 0;
  if (sign == ']') return view_starts_with(rest, "](") || is_link_of_label(rest) ? LEFT_LINK : 0;
  if (sign == '[' && before == ')' && view_starts_with(rest, "[http")) return LEFT_LINK;
  return is_short_code(rest) ? LEFT_SHORT_CODE : 0;
}

/* Where a short code ends. */
static struct view short_code(struct view rest) {
  if (rest.data[0] == '=') return body_shorten(rest, view_find(rest, VIEW("=="), 3) + 2);
  size_t end = view_find_byte(rest, rest.data[0] == '{' ? '}' : ']', 0);
  while (end != VIEW_NOT_FOUND && end < rest.length && strchr("}]", rest.data[end]) != NULL)
    end++;
  return body_shorten(rest, end < SHOWN ? end : SHOWN);
}

static void warn_left(struct body_output *output, struct view text, size_t at, unsigned left) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  if ((output->left & left) != 0) return;
  output->left |= left;
  if (left == LEFT_SHORT_CODE) {
    if (!is_escaped(output, rest.data[0])) warn(output, rest, message_short_code(short_code(rest)));
    return;
  }
  if (is_escaped(output, rest.data[0]) || (left == LEFT_LINK && is_escaped(output, '['))) return;
  if (left == LEFT_ENTITY) {
    /* Who wrote &amp; before it wants it to be seen. */
    struct view source = body_place_text(&output->job->places, output->block),
                entity = view_slice(rest, 0, entity_length(rest, ' '));
    struct view meant = ARENA_JOIN(output->job->scratch, VIEW("&amp;"), view_slice(entity, 1, SIZE_MAX));
    if (view_find(source, meant, 0) == VIEW_NOT_FOUND) warn(output, rest, message_entity_left(entity));
  } else if (left == LEFT_LINK)
    warn(output, rest, message_link_left(body_shorten(rest, SHOWN)));
  else
    warn(output, rest, message_sign_left(view_slice(rest, 0, 2)));
}

void body_warn_leftovers(struct body_output *output, struct view text) {
  for (size_t at = 0; (at = byte_block_find(text, at, mark_signs)) < text.length; at++) {
    unsigned left = left_at(text, at);
    if (left != 0) warn_left(output, text, at, left);
  }
  if (output->bad_dates) return;
  struct view date = written_date_find_impossible(text, 0);
  if (date.data == NULL) return;
  output->bad_dates = true; /* one in a block says enough */
  warn(output, date, message_impossible_date(date));
}

/* Whether a line ends in a full stop and no line break. */
static bool ends_in_full_stop(struct view line) {
  if (view_ends_with(line, "\r")) line.length--;
  if (view_ends_with(line, "  ") || view_ends_with(line, "\\")) return false;
  line = view_trim(line);
  return view_ends_with(line, ".") || view_ends_with(line, ".”") || view_ends_with(line, ".\"");
}

static void warn_line(struct body_output *output, int line, struct message message) {
  diagnostics_add(output->job->diagnostics, output->job->file, body_place_line(&output->job->places, line),
                  message);
}

/* Whether the line has cells of a table between two signs at its ends. */
static size_t count_cells(struct view line) {
  size_t cells = 0;
  line = view_trim(line);
  if (line.length < 3 || line.data[0] != '|' || line.data[line.length - 1] != '|') return 0;
  for (size_t i = 1; i < line.length; i++)
    cells += line.data[i] == '|' && line.data[i - 1] != '\\';
  return cells;
}

/* Rows of a table without the line of hyphens below the first of them. */
static void warn_table(struct body_output *output, struct body_lines lines) {
  enum { SHOWN_CELLS = 20 };
  struct view rest = body_place_text(&output->job->places, lines), first = {NULL, 0}, line;
  size_t cells = view_next(&rest, '\n', &first) ? count_cells(first) : 0;
  if (cells < 2) return;
  while (view_next(&rest, '\n', &line))
    if (view_trim(line).length > 0 &&
        (count_cells(line) == 0 || view_find(line, VIEW("--"), 0) != VIEW_NOT_FOUND))
      return;
  struct buffer rule = {0};
  for (size_t i = 0; i < cells && i < SHOWN_CELLS; i++)
    buffer_add_string(&rule, i == 0 ? "|---|" : "---|");
  warn_line(output, lines.first, message_table_without_rule(buffer_view(&rule)));
  buffer_free(&rule);
}

/* "*word" in lines that follow each other, or many # that make no heading. */
static void warn_markers(struct body_output *output, struct body_lines lines) {
  struct view rest = body_place_text(&output->job->places, lines), line;
  bool was_star = false;
  for (int number = lines.first; view_next(&rest, '\n', &line); number++) {
    line = view_trim(line);
    bool is_star = line.length > 2 && line.data[0] == '*' && !ascii_is_space(line.data[1]) &&
                   line.data[1] != '*' && view_find_byte(line, '*', 1) == VIEW_NOT_FOUND;
    if (is_star && was_star) {
      warn_line(output, number - 1, message_glued_marker(VIEW("*")));
      return;
    }
    was_star = is_star;
    if (view_starts_with(line, "#######")) warn_line(output, number, message_heading_too_deep());
    if (view_starts_with(line, ":::") || view_starts_with(line, "!!! ")) {
      warn_line(output, number, message_short_code(body_shorten(line, SHOWN)));
      return;
    }
  }
}

/* The paragraph right before, that of the item before for one that begins an item; NULL: there is none. */
static cmark_node *paragraph_before(cmark_node *paragraph) {
  cmark_node *before = cmark_node_previous(paragraph), *item = cmark_node_parent(paragraph);
  if (before == NULL && item != NULL && cmark_node_get_type(item) == CMARK_NODE_ITEM &&
      cmark_node_previous(item) != NULL)
    before = cmark_node_last_child(cmark_node_previous(item));
  return before != NULL && cmark_node_get_type(before) == CMARK_NODE_PARAGRAPH ? before : NULL;
}

/* Whether a text is long enough that nobody writes it twice on purpose: several words. */
static bool is_sentence(struct view text) {
  return text.length >= REPEATED_BYTES && view_find_byte(text, ' ', 0) != VIEW_NOT_FOUND;
}

/* Without the sign of the item that it begins. */
static struct view words_of(struct view text) {
  text = view_trim(text);
  struct list_marker marker = list_marker_read(text);
  return marker.family == MARKER_NONE ? text : view_slice(text, marker.length + marker.blanks, SIZE_MAX);
}

static bool warn_repeated(struct body_output *output, int line, struct view text, struct view above) {
  text = words_of(text);
  if (!is_sentence(text) || !view_equal(text, words_of(above))) return false;
  warn_line(output, line, message_repeated_text(body_shorten(text, SHOWN)));
  return true;
}

/* What was pasted twice: a line or a paragraph. */
static void warn_repetition(struct body_output *output, cmark_node *paragraph, struct body_lines lines) {
  struct body_places *places = &output->job->places;
  cmark_node *before = paragraph_before(paragraph);
  struct view text = body_place_text(places, lines), rest = text, line, above = {NULL, 0};
  if (before != NULL &&
      warn_repeated(output, lines.first, text, body_place_text(places, body_lines_of(before))))
    return;
  if (lines.last <= lines.first) return;
  for (int number = lines.first; view_next(&rest, '\n', &line); number++) {
    if (warn_repeated(output, number, line, above)) return;
    above = line;
  }
}

void body_warn_paragraph(struct body_output *output, cmark_node *paragraph) {
  struct body_lines lines = body_lines_of(paragraph);
  warn_repetition(output, paragraph, lines);
  struct view text = body_place_text(&output->job->places, lines);
  char sign = text.length == 0 ? ' ' : text.data[0];
  if (sign == '|') warn_table(output, lines);
  if (sign == '*' || sign == '#' || sign == ':' || sign == '!') warn_markers(output, lines);
  if (lines.last <= lines.first) return;
  struct view rest = body_place_text(&output->job->places, lines), line;
  int joined = 0, number = lines.first;
  for (; number < lines.last && view_next(&rest, '\n', &line); number++) {
    bool next_is_small = rest.length > 0 && ascii_is_lower(rest.data[0]);
    bool ends = view_ends_with(view_trim(line), ";") || (ends_in_full_stop(line) && !next_is_small);
    joined = ends ? joined + 1 : 0;
    if (joined == JOINED_LINES || (joined > 0 && line.length > LONG_LINE)) {
      diagnostics_add(output->job->diagnostics, output->job->file,
                      body_place_line(&output->job->places, number), message_joined_lines());
      return;
    }
  }
}

void body_warn_open_fence(struct body_output *output, cmark_node *code) {
  struct body_lines lines = body_lines_of(code);
  struct view rest = body_place_text(&output->job->places, lines), line, last = {NULL, 0};
  if (!view_next(&rest, '\n', &line)) return;
  size_t ticks = view_find(line, VIEW("```"), 0), tildes = view_find(line, VIEW("~~~"), 0);
  bool is_fenced = ticks != VIEW_NOT_FOUND || tildes != VIEW_NOT_FOUND;
  char sign = ticks < tildes ? '`' : '~';
  while (view_next(&rest, '\n', &line))
    if (view_trim(line).length > 0) last = line;
  while (last.length > 0 && strchr(" \t>", last.data[0]) != NULL)
    last = view_slice(last, 1, SIZE_MAX);
  bool is_closed =
      fence_length(last) > 0 && last.data[0] == sign && view_trim(last).length == fence_length(last);
  if (is_fenced && !is_closed) warn_line(output, lines.first, message_open_fence());
}
