#include "parse/unmerged.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/byte_block.h"
#include "base/file_signature.h"
#include "parse/front_matter/fences.h"
#include "parse/front_matter/yaml_cause.h"
#include "text/unicode.h"

enum { SIGNS = 7, SHOWN = 60 };

static struct source_location location_of_offset(struct view text, size_t offset) {
  return source_location_behind(source_location_at(1, 1), view_slice(text, 0, offset));
}

static size_t run_of(struct view text, size_t at, char sign) {
  size_t end = at;
  while (end < text.length && text.data[end] == sign)
    end++;
  return end - at;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r';
}

/* --- Signs of a conflict */

/* Where git's signs of the first conflict stand; SIZE_MAX for those that are not there. */
struct conflict {
  size_t begin, middle, end;
  bool is_sure; /* without the first sign */
};

/* A line of a text, and what is known of it. */
struct text_line {
  struct view whole, words; /* the words behind blanks and signs of quotations */
  size_t begin, words_begin;
  bool is_code;       /* fenced */
  bool is_below_text; /* of the body, so that a line of = makes a heading of it */
};

/* Seven signs that nothing of the kind stands beside, and behind them a blank or the line's end. */
static bool has_signs_at(struct view line, size_t at, char sign) {
  if (run_of(line, at, sign) != SIGNS || (at > 0 && line.data[at - 1] == sign)) return false;
  return at + SIGNS == line.length || is_blank(line.data[at + SIGNS]);
}

/* <<<<<<< may stand anywhere in the line: no text has it. */
static size_t find_begin(const struct text_line *line) {
  struct view whole = line->whole;
  size_t at = view_find(whole, VIEW("<<<<<<<"), 0);
  if (at == VIEW_NOT_FOUND || !has_signs_at(whole, at, '<')) return SIZE_MAX;
  if (at > 0 && (line->is_code || strchr("\\`", whole.data[at - 1]) != NULL)) return SIZE_MAX;
  return line->begin + at;
}

/* >>>>>>> with the name of what was merged, behind the signs of a quotation at the most. */
static size_t find_end(const struct text_line *line) {
  struct view whole = line->whole;
  size_t last = line->words_begin - line->begin;
  while (last > 0 && is_blank(whole.data[last - 1]))
    last--;
  size_t begin = last;
  while (begin > 0 && whole.data[begin - 1] == '>')
    begin--;
  bool is_named = last < whole.length && line->words.length > 0;
  return last - begin == SIGNS && is_named && has_signs_at(whole, begin, '>') ? line->begin + begin
                                                                              : SIZE_MAX;
}

static size_t find_middle(const struct text_line *line) {
  return view_equal_string(view_trim(line->words), "=======") ? line->words_begin : SIZE_MAX;
}

/* ||||||| names what both sides come from; a row of empty cells names nothing. */
static bool is_base(const struct text_line *line) {
  return has_signs_at(line->words, 0, '|') && line->words.length > SIGNS + 1 &&
         view_find_byte(line->words, '|', SIGNS) == VIEW_NOT_FOUND;
}

/* Whether a line of seven = or > is surely git's where the first sign was taken out: no text stands above the
 * line of =, which it would make a heading of; and only one word follows the >, as the name of a branch does,
 * where a quotation of seven levels has several. */
static void note_rest(const struct text_line *line, struct conflict *conflict) {
  bool is_quoted =
      view_find_byte(view_slice(line->whole, 0, line->words_begin - line->begin), '>', 0) != VIEW_NOT_FOUND;
  size_t middle = is_quoted ? SIZE_MAX : find_middle(line), end = find_end(line);
  if (middle != SIZE_MAX && conflict->middle == SIZE_MAX) conflict->middle = middle;
  if (end != SIZE_MAX && conflict->end == SIZE_MAX) conflict->end = end;
  conflict->is_sure |= middle != SIZE_MAX && !line->is_below_text;
  conflict->is_sure |= end != SIZE_MAX && view_find_byte(view_trim(line->words), ' ', 0) == VIEW_NOT_FOUND;
}

/* --- Lists of changes */

static size_t digits_end(struct view text, size_t at) {
  while (at < text.length && (ascii_is_digit(text.data[at]) || text.data[at] == ','))
    at++;
  return at;
}

/* @@ -1,2 +1,3 @@ */
static bool is_hunk(struct view rest) {
  if (!view_starts_with(rest, "@@ -")) return false;
  size_t at = digits_end(rest, 4);
  if (at == 4 || !view_starts_with(view_slice(rest, at, SIZE_MAX), " +")) return false;
  size_t end = digits_end(rest, at + 2);
  return end > at + 2 && view_starts_with(view_slice(rest, end, SIZE_MAX), " @@");
}

static bool is_of_changes(const struct text_line *line) {
  static const char *const beginnings[] = {"diff --git ", "+++ b/", "--- a/", "+++ /dev/null",
                                           "--- /dev/null"};
  size_t at = view_find(line->whole, VIEW("@@ -"), 0);
  if (line->is_code) return false;
  if (at != VIEW_NOT_FOUND && (at == 0 || line->whole.data[at - 1] != '`') &&
      is_hunk(view_slice(line->whole, at, SIZE_MAX)))
    return true;
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (view_starts_with(line->words, beginnings[i])) return true;
  return false;
}

/* --- All lines */

struct walk {
  struct view file, text, body;
  struct diagnostics *diagnostics;
  struct conflict conflict;
  struct text_line line;
  char fence;
  bool has_key;   /* a private one */
  size_t changes; /* where the first line of a list of changes begins; SIZE_MAX: nowhere */
  struct view shown;
};

static void read_line(struct walk *walk, size_t at) {
  struct view text = walk->text;
  struct text_line *line = &walk->line;
  bool is_below_text = line->words.length > 0 && line->whole.data >= walk->body.data;
  size_t begin = at;
  *line = (struct text_line){.begin = at, .is_below_text = is_below_text};
  line->whole = view_slice(text, at, view_line_end(text, at) - at);
  while (begin < at + line->whole.length && (is_blank(text.data[begin]) || text.data[begin] == '>'))
    begin++;
  line->words_begin = begin;
  line->words = view_slice(line->whole, begin - at, SIZE_MAX);
  bool is_fence = view_starts_with(line->words, "```") || view_starts_with(line->words, "~~~");
  if (is_fence && (walk->fence == '\0' || walk->fence == line->words.data[0]))
    walk->fence = walk->fence == '\0' ? line->words.data[0] : '\0';
  line->is_code = walk->fence != '\0';
}

/* Whether the line ends the first conflict, so that no other one is looked for. */
static bool note_line(struct walk *walk) {
  struct conflict *conflict = &walk->conflict;
  const struct text_line *line = &walk->line;
  size_t begin = find_begin(line);
  if (begin != SIZE_MAX && conflict->begin == SIZE_MAX) {
    *conflict = (struct conflict){begin, SIZE_MAX, SIZE_MAX, true};
  } else if (conflict->begin != SIZE_MAX) {
    if (conflict->middle == SIZE_MAX) conflict->middle = find_middle(line);
    conflict->end = find_end(line);
    return conflict->end != SIZE_MAX;
  } else if (!line->is_code) {
    bool is_of_base = is_base(line);
    conflict->is_sure |= is_of_base;
    if (is_of_base && conflict->middle == SIZE_MAX) conflict->middle = line->words_begin;
    note_rest(line, conflict);
  }
  if (!walk->has_key && file_has_private_key(line->whole)) {
    walk->has_key = true;
    diagnostics_add(walk->diagnostics, walk->file, location_of_offset(walk->text, line->words_begin),
                    message_secret_in_text());
  }
  if (walk->changes == SIZE_MAX && is_of_changes(line)) {
    walk->changes = line->words_begin;
    walk->shown = view_trim(line->words);
  }
  return false;
}

static void report_conflict(const struct walk *walk, struct view file, struct diagnostics *diagnostics) {
  const size_t places[] = {walk->conflict.begin, walk->conflict.middle, walk->conflict.end};
  struct buffer lines = {0};
  size_t first = SIZE_MAX;
  for (size_t i = 0; i < 3; i++) {
    if (places[i] == SIZE_MAX) continue;
    if (places[i] < first) first = places[i];
    buffer_format(&lines, "%s%u", lines.length == 0 ? "" : ", ",
                  location_of_offset(walk->text, places[i]).line);
  }
  diagnostics_add(diagnostics, file, location_of_offset(walk->text, first),
                  message_conflict_marker(buffer_view(&lines)));
  buffer_free(&lines);
}

/* Two signs that nearly no text has. */
static byte_block mark_signs(byte_block first, byte_block second, byte_block third) {
  byte_block twice = byte_block_is(first, '<') | byte_block_is(first, '=') | byte_block_is(first, '>') |
                     byte_block_is(first, '@') | byte_block_is(first, '+');
  byte_block dashes = byte_block_is(first, '-') & byte_block_is(second, '-') &
                      (byte_block_is(third, 'g') | byte_block_is(third, ' ') | byte_block_is(third, 'B'));
  byte_block bars = byte_block_is(first, '|') & byte_block_is(second, '|') & byte_block_is(third, '|');
  return (twice & (byte_block)(first == second)) | dashes | bars;
}

bool unmerged_report(struct view file, struct view text, struct diagnostics *diagnostics) {
  struct walk walk = {.file = file,
                      .diagnostics = diagnostics,
                      .text = text,
                      .conflict = {SIZE_MAX, SIZE_MAX, SIZE_MAX, false},
                      .changes = SIZE_MAX};
  struct view yaml;
  uint32_t first_line;
  if (byte_block_find_three(text, 0, mark_signs) == text.length) return false;
  if (!front_matter_split(text, &yaml, &walk.body, &first_line)) walk.body = view_slice(text, text.length, 0);
  for (size_t at = 0; at < text.length; at += walk.line.whole.length + 1) {
    read_line(&walk, at);
    if (note_line(&walk)) break;
  }
  const struct conflict *conflict = &walk.conflict;
  bool has_two = conflict->middle != SIZE_MAX && conflict->end != SIZE_MAX;
  if (conflict->is_sure || has_two) {
    report_conflict(&walk, file, diagnostics);
    return true;
  }
  if (walk.changes == SIZE_MAX) return false;
  size_t shown = 0; /* of a line that may be in another encoding */
  if (text_is_utf8(walk.shown, &shown)) shown = walk.shown.length;
  diagnostics_add(diagnostics, file, location_of_offset(text, walk.changes),
                  message_changes_pasted(view_shorten(view_slice(walk.shown, 0, shown), SHOWN)));
  return true;
}
