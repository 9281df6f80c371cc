#include "parse/body/leftovers.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "text/written_date.h"

enum {
  CONTEXT = 16,     /* bytes of a text that is looked for in the source */
  SHOWN = 60,       /* bytes of it in a message */
  JOINED_LINES = 2, /* ends of lines at full stops, one behind the other */
  LONG_LINE = 160,  /* bytes: lines of so many are not broken by their width */
};

/* Kinds of leftovers; bits of `output->left`. */
enum left {
  LEFT_BOLD = 1,
  LEFT_STRUCK = 2,
  LEFT_LINK = 4,
  LEFT_SHORT_CODE = 8,
};

static byte_block mark_signs(byte_block block) {
  return byte_block_is(block, '*') | byte_block_is(block, '~') | byte_block_is(block, ']') |
         byte_block_is(block, '{') | byte_block_is(block, '[');
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
         view_starts_with(rest, "[embed") || view_starts_with(rest, "[[") || view_starts_with(rest, "[/");
}

/* The kind of leftover at `at`; 0: it is none. */
static unsigned left_at(struct view text, size_t at) {
  char sign = text.data[at], before = at > 0 ? text.data[at - 1] : ' ';
  struct view rest = view_slice(text, at, SIZE_MAX);
  bool twice =
      rest.length > 1 && rest.data[1] == sign && before != sign && !(rest.length > 2 && rest.data[2] == sign);
  char behind = rest.length > 2 ? rest.data[2] : ' ';
  bool loose = ascii_is_space(before) && ascii_is_space(behind);
  if (sign == '*') return twice && !loose && !(before == '(' && behind == ')') ? LEFT_BOLD : 0;
  if (sign == '~') return twice && !ascii_is_space(behind) ? LEFT_STRUCK : 0;
  if (sign == ']') return view_starts_with(rest, "](") ? LEFT_LINK : 0;
  return is_short_code(rest) ? LEFT_SHORT_CODE : 0;
}

/* Where a short code ends. */
static struct view short_code(struct view rest) {
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
  if (left == LEFT_LINK)
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

void body_warn_joined_lines(struct body_output *output, cmark_node *paragraph) {
  struct body_lines lines = body_lines_of(paragraph);
  if (lines.last <= lines.first) return;
  struct view rest = body_place_text(&output->job->places, lines), line;
  int joined = 0, number = lines.first;
  for (; number < lines.last && view_next(&rest, '\n', &line); number++) {
    bool next_is_small = rest.length > 0 && ascii_is_lower(rest.data[0]);
    joined = ends_in_full_stop(line) && !next_is_small ? joined + 1 : 0;
    if (joined == JOINED_LINES || (joined > 0 && line.length > LONG_LINE)) {
      diagnostics_add(output->job->diagnostics, output->job->file,
                      body_place_line(&output->job->places, number), message_joined_lines());
      return;
    }
  }
}
