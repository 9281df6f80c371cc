#include "parse/body/paragraphs.h"

#include "base/ascii.h"
#include "parse/body/code.h"
#include "parse/body/joined_lines.h"
#include "parse/body/list_marker.h"
#include "text/copied_rest.h"

#include <strings.h>

enum {
  SHOWN = 60,          /* bytes of a text in a message */
  DEFINITIONS = 64,    /* of links that are looked for elsewhere in the text */
  REPEATED_BYTES = 24, /* of a text that is told when it stands twice */
};

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

enum { SHOWN_CELLS = 20 };

static void warn_table_without_rule(struct body_output *output, int line, size_t cells,
                                    struct message say(struct view rule)) {
  struct buffer rule = {0};
  for (size_t i = 0; i < cells && i < SHOWN_CELLS; i++)
    buffer_add_string(&rule, i == 0 ? "|---|" : "---|");
  warn_line(output, line, say(buffer_view(&rule)));
  buffer_free(&rule);
}

static bool is_below_table(cmark_node *paragraph) {
  cmark_node *before = cmark_node_previous(paragraph);
  return before != NULL && cmark_node_get_type(before) == CMARK_NODE_CUSTOM_BLOCK;
}

/* Rows of a table without the line of hyphens below the first of them. */
static void warn_table(struct body_output *output, cmark_node *paragraph, struct body_lines lines) {
  struct view rest = body_place_text(&output->job->places, lines), first = {NULL, 0}, line;
  size_t cells = view_next(&rest, '\n', &first) ? count_cells(first) : 0;
  if (cells < 2) return;
  if (is_below_table(paragraph)) {
    warn_line(output, lines.first, message_row_apart());
    return;
  }
  while (view_next(&rest, '\n', &line))
    if (view_trim(line).length > 0 &&
        (count_cells(line) == 0 || view_find(line, VIEW("--"), 0) != VIEW_NOT_FOUND))
      return;
  warn_table_without_rule(output, lines.first, cells, message_table_without_rule);
}

/* The cells of a line that has none of the signs at its ends. */
static size_t count_loose_cells(struct view line) {
  size_t cells = 1;
  for (size_t at = 0; (at = view_find(line, VIEW(" | "), at)) != VIEW_NOT_FOUND; at += 2)
    cells++;
  return cells;
}

/* Lines that all have as many cells. */
static void warn_loose_table(struct body_output *output, struct body_lines lines) {
  struct view rest = body_place_text(&output->job->places, lines), line;
  size_t cells = 0;
  if (view_find(rest, VIEW(" | "), 0) == VIEW_NOT_FOUND) return;
  while (view_next(&rest, '\n', &line)) {
    if (view_trim(line).length == 0) continue;
    size_t count = count_loose_cells(line);
    if (count < 2 || (cells > 0 && count != cells)) return;
    cells = count;
  }
  warn_table_without_rule(output, lines.first, cells, message_table_without_rule);
}

/* +----+----+ above and below rows, as programs draw tables with letters. */
static void warn_drawn_table(struct body_output *output, struct body_lines lines) {
  struct view rest = body_place_text(&output->job->places, lines), line;
  size_t corners = 0;
  if (!view_next(&rest, '\n', &line)) return;
  line = view_trim(line);
  for (size_t i = 0; i < line.length; i++) {
    if (strchr("+-=", line.data[i]) == NULL) return;
    corners += line.data[i] == '+';
  }
  if (corners > 1 && corners < line.length)
    warn_table_without_rule(output, lines.first, corners - 1, message_drawn_table);
}

/* --- Keys of front matter */

/* Whether the line gives a usual key of an entry a value, as YAML or TOML writes it. */
static bool is_key(struct view line) {
  static const char *const keys[] = {"title",   "date",  "name",   "signed",
                                     "summary", "draft", "author", "description"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    size_t length = strlen(keys[i]);
    if (line.length <= length + 2 || strncasecmp(line.data, keys[i], length) != 0) continue;
    struct view rest = view_slice(line, length, SIZE_MAX);
    if (view_starts_with(rest, ": ") || view_starts_with(rest, " = ")) return true;
  }
  return false;
}

static bool warn_keys(struct body_output *output, struct body_lines lines) {
  struct view rest = body_place_text(&output->job->places, lines), line;
  size_t keys = 0;
  while (view_next(&rest, '\n', &line))
    keys += is_key(line);
  if (keys > 1 && !output->job->front_matter_told)
    warn_line(output, lines.first, message_second_front_matter());
  return keys > 1;
}

static bool begins_with_star(struct view line) {
  return line.length > 2 && line.data[0] == '*' && !ascii_is_space(line.data[1]) && line.data[1] != '*' &&
         view_find_byte(line, '*', 1) == VIEW_NOT_FOUND;
}

/* "*word" in lines that follow each other, or many # that make no heading. */
static void warn_markers(struct body_output *output, struct body_lines lines) {
  struct view rest = body_place_text(&output->job->places, lines), line;
  bool was_star = false;
  for (int number = lines.first; view_next(&rest, '\n', &line); number++) {
    line = view_trim(line);
    bool is_star = begins_with_star(line);
    if (is_star && was_star) {
      warn_line(output, number - 1, message_glued_marker(VIEW("*")));
      return;
    }
    was_star = is_star;
    if (view_starts_with(line, "#######")) warn_line(output, number, message_heading_too_deep());
    if (view_starts_with(line, ":::") || view_starts_with(line, "!!! ")) {
      warn_line(output, number, message_short_code(view_shorten(line, SHOWN)));
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

/* "*word" in a line below an item's first: no blank stands behind the sign. */
static void warn_glued_star(struct body_output *output, cmark_node *paragraph, struct body_lines lines) {
  struct view rest = body_place_text(&output->job->places, lines), line;
  cmark_node *parent = cmark_node_parent(paragraph);
  if (parent == NULL || cmark_node_get_type(parent) != CMARK_NODE_ITEM) return;
  for (int number = lines.first; view_next(&rest, '\n', &line); number++)
    if (number > lines.first && begins_with_star(view_trim(line))) {
      warn_line(output, number, message_glued_marker(VIEW("*")));
      return;
    }
}

static bool warn_repeated(struct body_output *output, int line, struct view text, struct view above) {
  text = words_of(text);
  if (!is_sentence(text) || !view_equal(text, words_of(above))) return false;
  warn_line(output, line, message_repeated_text(view_shorten(text, SHOWN)));
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

/* The number that is typed before an item; 0: none is. */
static uint32_t typed_number(struct body_output *output, cmark_node *item) {
  cmark_node *first = item == NULL ? NULL : cmark_node_first_child(item);
  if (first == NULL || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH) return 0;
  struct view text = view_trim(body_place_text(&output->job->places, body_lines_of(first)));
  struct list_marker marker = list_marker_read(text);
  return marker.family == MARKER_NUMBER ? marker.ordinal : 0;
}

/* Items are numbered on from the first, whatever number is typed; who types 1 before each knows that. */
static void warn_skipped_number(struct body_output *output, cmark_node *paragraph, int line) {
  cmark_node *item = cmark_node_parent(paragraph), *before;
  if (item == NULL || cmark_node_get_type(item) != CMARK_NODE_ITEM ||
      cmark_node_previous(paragraph) != NULL || (before = cmark_node_previous(item)) == NULL ||
      cmark_node_get_list_type(cmark_node_parent(item)) != CMARK_ORDERED_LIST)
    return;
  uint32_t typed = typed_number(output, item), last = typed_number(output, before);
  if (typed > 1 && last > 0 && typed > last + 1)
    warn_line(output, line, message_skipped_number(typed, last + 1));
}

/* Whether the paragraph is none of the text's own. */
static bool warn_copied(struct body_output *output, int line, struct view text) {
  enum copied_rest rest = text_copied_rest(words_of(text));
  if (rest == COPIED_NOTHING) return false;
  size_t line_end = view_find_byte(view_slice(text, 0, SHOWN), '\n', 0);
  struct view shown = view_shorten(text, line_end == VIEW_NOT_FOUND ? SHOWN : line_end);
  warn_line(output, line,
            rest == COPIED_FROM_PAGE      ? message_rest_of_page(shown)
            : rest == COPIED_FROM_MESSAGE ? message_rest_of_message(shown)
            : rest == COPIED_FROM_ANSWER  ? message_rest_of_answer(shown)
                                          : message_held_back_in_text(shown));
  return true;
}

void body_warn_paragraph(struct body_output *output, cmark_node *paragraph) {
  struct body_lines lines = body_lines_of(paragraph);
  struct view text = body_place_text(&output->job->places, lines);
  if (warn_copied(output, lines.first, text)) return;
  warn_repetition(output, paragraph, lines);
  warn_skipped_number(output, paragraph, lines.first);
  char sign = text.length == 0 ? ' ' : text.data[0];
  if (sign == '|') warn_table(output, paragraph, lines);
  if (sign == '*' || sign == '#' || sign == ':' || sign == '!') warn_markers(output, lines);
  if (lines.last <= lines.first) return;
  if (sign == '+') warn_drawn_table(output, lines);
  if (sign != '|') warn_loose_table(output, lines);
  if (warn_keys(output, lines)) return;
  warn_glued_star(output, paragraph, lines);
  size_t joined;
  if (sign != '|' && sign != '+' && joined_lines_find(text, &joined))
    warn_line(output, lines.first + (int)joined, message_joined_lines());
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
  bool is_closed = last.length > 0 && fence_length(last) > 0 && last.data[0] == sign &&
                   view_trim(last).length == fence_length(last);
  if (is_fenced && !is_closed) warn_line(output, lines.first, message_open_fence());
}

/* The label of the definition of a link that the line is, with its brackets; nothing: it is none. */
static struct view label_of_definition(struct view line) {
  size_t end = view_find_byte(line, ']', 0);
  if (!view_starts_with(line, "[") || view_starts_with(line, "[^") || end == VIEW_NOT_FOUND || end == 1 ||
      !view_starts_with(view_slice(line, end, SIZE_MAX), "]:"))
    return (struct view){NULL, 0};
  struct view rest = view_trim(view_slice(line, end + 2, SIZE_MAX));
  size_t blank = view_find_byte(rest, ' ', 0);
  bool titled =
      blank != VIEW_NOT_FOUND && strchr("\"'(", view_trim(view_slice(rest, blank, SIZE_MAX)).data[0]) != NULL;
  bool defines = rest.length > 0 && (blank == VIEW_NOT_FOUND || titled);
  return view_slice(line, 0, defines ? end + 1 : 0);
}

/* Whether the label stands elsewhere too, in any case of its letters. */
static bool is_used(struct view text, struct view label) {
  for (size_t at = 0; (at = view_find_byte(text, '[', at)) != VIEW_NOT_FOUND; at++) {
    struct view rest = view_slice(text, at, label.length);
    if (rest.data != label.data && rest.length == label.length &&
        strncasecmp(rest.data, label.data, label.length) == 0)
      return true;
  }
  return false;
}

void body_warn_definitions(struct body_job *job) {
  struct view text = job->places.source, rest = text, line;
  size_t seen = 0;
  bool is_below_text = false, is_code = false;
  if (view_find(text, VIEW("]:"), 0) == VIEW_NOT_FOUND) return;
  while (seen < DEFINITIONS && view_next(&rest, '\n', &line)) {
    struct view words = view_trim(line);
    if (fence_length(words) > 0) is_code = !is_code;
    struct view label = is_below_text || is_code ? (struct view){NULL, 0} : label_of_definition(words);
    is_below_text = words.length > 0 && label.length == 0;
    if (label.length == 0) continue;
    seen++;
    if (!is_used(text, label))
      diagnostics_add(job->diagnostics, job->file,
                      body_place_offset(&job->places, (size_t)(words.data - text.data)),
                      message_unused_definition(view_shorten(label, SHOWN)));
  }
}
