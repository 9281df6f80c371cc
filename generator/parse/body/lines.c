#include "parse/body/lines.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "parse/body/code.h"
#include "parse/body/lists.h"

#include <stdlib.h>
#include <strings.h>

enum {
  TAB_WIDTH = 4,
  CODE_INDENT = 4,
  DEFINITION_INDENT = 4, /* of what belongs to a footnote */
  LONG_LINE = 120,       /* bytes: nobody's heading */
  CELLS_SHOWN = 200,     /* bytes of a table in a message */
};

struct walk {
  struct body_job *job;
  struct body_rewriting *rewriting;
  struct view text;
  struct body_line *lines;
  size_t count;
  bool has_tabs;
};

/* --- Whether there is anything to mend */

enum first_byte {
  FIRST_PLAIN, /* letters and most signs */
  FIRST_BLANK,
  FIRST_BULLET, /* - + * */
  FIRST_DIGIT,
  FIRST_LETTER, /* may be a), A. or I. */
  FIRST_OTHER,  /* # = ( > and what may be a sign beyond ASCII */
};

static enum first_byte kind_of(unsigned char byte) {
  if (byte >= 0x80) {
    bool sign = byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte >= 0xEF;
    return sign ? FIRST_OTHER : byte == 0xC4 ? FIRST_LETTER : FIRST_PLAIN;
  }
  if (byte == ' ' || byte == '\t') return FIRST_BLANK;
  if (byte == '-' || byte == '+' || byte == '*') return FIRST_BULLET;
  if (ascii_is_digit((char)byte)) return FIRST_DIGIT;
  if (ascii_is_letter((char)byte)) return FIRST_LETTER;
  return byte == '#' || byte == '=' || byte == '(' || byte == '>' ? FIRST_OTHER : FIRST_PLAIN;
}

/* Whether a line may have to be mended; native markers alone, which are kept in `native`, need nothing. */
static bool is_suspicious(struct view line, unsigned *native) {
  unsigned char byte = (unsigned char)line.data[0];
  switch (kind_of(byte)) {
  case FIRST_PLAIN:
    return false;
  case FIRST_BLANK:
    return byte == '\t' || line.length < 2 || line.data[1] == ' ' ||
           is_suspicious(view_slice(line, 1, SIZE_MAX), native);
  case FIRST_LETTER:
    return line.length > 2 && strchr(".)/IVX\x91\x90", line.data[1]) != NULL;
  case FIRST_OTHER:
    return byte != '#' || line.length < 2 ||
           (line.data[1] != ' ' && !view_starts_with(line, "## ") && !view_starts_with(line, "### "));
  default: {
    struct list_marker marker = list_marker_read(line);
    if (marker.family != MARKER_NONE && !marker.native) return true;
    if (marker.native) *native |= 1U << marker.family << (marker.style == ')' ? 16 : 0);
    if (marker.native && marker.blanks > CODE_INDENT) return true;
    return view_starts_with(line, "--") || line.length < 2 || (*native & (*native - 1)) != 0;
  }
  }
}

static bool may_need_mending(struct walk *walk) {
  struct view rest = walk->text, line;
  unsigned native = 0;
  if (walk->has_tabs) return true;
  while (view_next(&rest, '\n', &line))
    if (line.length > 0 && is_suspicious(line, &native)) return true;
  return false;
}

/* --- Lines */

static void read_prefix(struct view text, struct body_line *line) {
  size_t at = line->begin;
  while (at < line->end) {
    size_t sign = at;
    while (sign < line->end && sign < at + CODE_INDENT - 1 && text.data[sign] == ' ')
      sign++;
    if (sign == line->end || text.data[sign] != '>' || line->quotes == UINT16_MAX) break;
    at = sign + 1;
    if (at < line->end && text.data[at] == ' ') at++;
    line->quotes++;
  }
  line->prefix = (uint32_t)(at - line->begin);
}

static void read_indent(struct view text, struct body_line *line) {
  size_t at = line->begin + line->prefix, columns = 0;
  for (; at < line->end && (text.data[at] == ' ' || text.data[at] == '\t'); at++)
    columns += text.data[at] == '\t' ? TAB_WIDTH - columns % TAB_WIDTH : 1;
  line->indent_bytes = (uint32_t)(at - line->begin - line->prefix);
  line->indent = (uint16_t)(columns < UINT16_MAX ? columns : UINT16_MAX);
  line->blank = at == line->end;
}

static struct view words_of(const struct walk *walk, const struct body_line *line) {
  return view_slice(walk->text, body_line_words(line), line->end - body_line_words(line));
}

static void follow_fence(struct fence *fence, struct body_line *line, struct view words) {
  size_t length = fence_length(words);
  if (fence->sign != '\0' &&
      (line->quotes < fence->quotes || (line->indent == 0 && !line->blank && fence->indent > 1)))
    fence->sign = '\0';
  line->code = fence->sign != '\0' || length > 0;
  if (fence->sign == '\0') {
    if (length == 0 && line->marker.family != MARKER_NONE) {
      /* A fence in an item's first line opens behind its marker. */
      words = view_slice(words, (size_t)line->marker.length + line->marker.blanks, SIZE_MAX);
      length = fence_length(words);
    }
    if (length > 0)
      *fence = (struct fence){words.data[0], length, line->quotes,
                              (uint16_t)(line->indent + (line->code ? 0 : line->marker.length + 1))};
  } else if (fence_closes(fence, words)) {
    fence->sign = '\0';
  }
}

static void read_lines(struct walk *walk) {
  struct view text = walk->text;
  struct fence fence = {0};
  size_t most = 1;
  for (size_t at = 0; (at = view_find_byte(text, '\n', at)) != VIEW_NOT_FOUND; at++)
    most++;
  walk->lines = memory_allocate(most, sizeof *walk->lines);
  for (size_t at = 0; at < text.length;) {
    size_t end = view_find_byte(text, '\n', at), next = end == VIEW_NOT_FOUND ? text.length : end + 1;
    if (end == VIEW_NOT_FOUND) end = text.length;
    if (end > at && text.data[end - 1] == '\r') end--;
    struct body_line *line = &walk->lines[walk->count++];
    line->begin = (uint32_t)at;
    line->end = (uint32_t)end;
    read_prefix(text, line);
    read_indent(text, line);
    struct view words = words_of(walk, line);
    if (!line->blank) line->marker = list_marker_read(words);
    follow_fence(&fence, line, words);
    at = next;
  }
}

static bool is_text(const struct body_line *line) {
  return line != NULL && !line->blank && !line->code;
}

/* The line with words before this one, if both are in the same quotation; NULL: there is none. */
static const struct body_line *line_above(const struct walk *walk, size_t at) {
  const struct body_line *line = &walk->lines[at];
  bool beside = at > 0 && is_text(line - 1) && line[-1].quotes == line->quotes;
  return beside ? line - 1 : NULL;
}

static void warn(struct walk *walk, const struct body_line *line, struct message message) {
  diagnostics_add(walk->job->diagnostics, walk->job->file,
                  body_place_offset(&walk->job->places, body_line_words(line)), message);
}

/* Makes a line without words before this one. */
static void part(struct walk *walk, const struct body_line *line) {
  struct buffer piece = {0};
  buffer_add_byte(&piece, '\n');
  buffer_add(&piece, view_slice(walk->text, line->begin, line->prefix));
  body_rewrite(walk->rewriting, (size_t)line->begin + line->prefix, 0, buffer_view(&piece));
  buffer_free(&piece);
}

/* Whether the line ends a sentence or leads to what follows. */
static bool ends_sentence(struct view words) {
  static const char *const ends[] = {".",   "!",  "?",  ":",  ";",   "…", ".”",
                                     ".\"", ".)", "!”", "?”", ".**", ".*"};
  words = view_trim(words);
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_ends_with(words, ends[i])) return true;
  return false;
}

/* --- Headings */

/* ##Mục, or # with a no-break space behind it. */
static bool mend_heading(struct walk *walk, const struct body_line *line) {
  struct view words = words_of(walk, line);
  size_t signs = 0;
  while (signs < words.length && words.data[signs] == '#')
    signs++;
  struct view rest = view_slice(words, signs, SIZE_MAX);
  if (signs == 0 || signs > 6 || rest.length == 0 || rest.data[0] == ' ' || rest.data[0] == '\t')
    return false;
  size_t blanks = list_marker_blanks(rest);
  unsigned char next = (unsigned char)rest.data[0];
  bool word = ascii_is_alphanumeric(rest.data[0]) || (next >= 0xC3 && next <= 0xE1) ||
              view_starts_with(rest, "**") || view_starts_with(rest, "“");
  /* One # with a word behind it is a tag of social networks. */
  if (blanks == 0 && (signs == 1 || !word)) return false;
  if (blanks == rest.length) return false;
  body_rewrite(walk->rewriting, body_line_words(line) + signs, blanks, VIEW(" "));
  /* ##Mục## */
  size_t end = words.length;
  while (blanks == 0 && end > signs && words.data[end - 1] == '#')
    end--;
  if (words.length - end > 1)
    body_rewrite(walk->rewriting, body_line_words(line) + end, words.length - end, (struct view){"", 0});
  return true;
}

/* --- Lines of hyphens and equals signs */

/* The sign that all of the line is made of, - or =; 0: it is another line. */
static char underline_of(const struct walk *walk, const struct body_line *line) {
  struct view words = view_trim(words_of(walk, line));
  if (words.length == 0 || (words.data[0] != '-' && words.data[0] != '=')) return '\0';
  for (size_t i = 1; i < words.length; i++)
    if (words.data[i] != words.data[0]) return '\0';
  return words.data[0];
}

static bool is_heading(const struct walk *walk, const struct body_line *line) {
  struct view words = words_of(walk, line);
  size_t signs = 0;
  while (signs < words.length && words.data[signs] == '#')
    signs++;
  return signs > 0 && signs <= 6 && (signs == words.length || words.data[signs] == ' ');
}

static void mend_underline(struct walk *walk, size_t at) {
  const struct body_line *line = &walk->lines[at], *above = line_above(walk, at);
  char sign = underline_of(walk, line);
  if (sign == '\0' || above == NULL || line->indent >= CODE_INDENT) return;
  if (is_heading(walk, above) || underline_of(walk, above) != '\0' || above->marker.family != MARKER_NONE)
    return;
  struct view words = words_of(walk, above);
  bool several = line_above(walk, at - 1) != NULL && !is_heading(walk, above - 1) &&
                 underline_of(walk, above - 1) == '\0';
  size_t length = line->end - body_line_words(line);
  bool rule = sign == '-' && length >= 3 &&
              (several || ends_sentence(words) || words.length > LONG_LINE || view_starts_with(words, "|"));
  if (rule)
    part(walk, line);
  else
    warn(walk, above, message_underlined_heading(view_shorten(words, LONG_LINE)));
}

/* Three dashes or more, as word processors make of hyphens, with nothing else: a rule. */
static bool mend_wide_rule(struct walk *walk, size_t at) {
  static const char *const dashes[] = {"–", "—", "─", "―"};
  const struct body_line *line = &walk->lines[at];
  struct view words = view_trim(words_of(walk, line)), rest = words;
  size_t count = 0;
  for (bool more = true; more && rest.length > 0;) {
    more = false;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes && !more; i++)
      more = view_starts_with(rest, dashes[i]);
    if (more) rest = view_slice(rest, strlen(dashes[0]), SIZE_MAX);
    count += more;
  }
  if (rest.length > 0 || count < 3) return false;
  if (line_above(walk, at) != NULL) part(walk, line);
  body_rewrite(walk->rewriting, body_line_words(line), words.length, VIEW("---"));
  return true;
}

/* --- A second front matter */

/* The key that the line gives a value; empty: none. */
static struct view key_of(const struct walk *walk, const struct body_line *line) {
  struct view words = words_of(walk, line);
  size_t length = 0;
  while (length < words.length && (ascii_is_letter(words.data[length]) || words.data[length] == '_'))
    length++;
  bool key = line->indent == 0 && line->quotes == 0 && length > 1 && length < words.length &&
             words.data[length] == ':' && (length + 1 == words.length || words.data[length + 1] == ' ');
  return view_slice(words, 0, key ? length : 0);
}

static bool is_usual_key(struct view key) {
  static const char *const keys[] = {"title", "date", "name", "signed", "summary", "type", "draft", "period"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (key.length == strlen(keys[i]) && strncasecmp(key.data, keys[i], key.length) == 0) return true;
  return false;
}

static bool is_fence_of_front_matter(const struct walk *walk, const struct body_line *line) {
  return line->indent == 0 && line->quotes == 0 && view_equal_string(view_trim(words_of(walk, line)), "---");
}

/* Whether nothing stands above the line. */
static bool is_first_line(const struct walk *walk, size_t at) {
  while (at > 0 && walk->lines[at - 1].blank)
    at--;
  return at == 0;
}

/* A line --- with which the body begins closes the front matter once more, unless keys follow it. */
static void warn_doubled_fence(struct walk *walk, size_t at) {
  bool has_key = at + 1 < walk->count && is_usual_key(key_of(walk, &walk->lines[at + 1]));
  warn(walk, &walk->lines[at], has_key ? message_second_front_matter() : message_doubled_fence());
  walk->job->front_matter_told = true;
}

/* Between two lines --- there are keys, and what they have below them. */
static void find_front_matter(struct walk *walk, size_t at) {
  bool usual = false;
  if (!is_fence_of_front_matter(walk, &walk->lines[at])) return;
  for (size_t i = at + 1; i < walk->count; i++) {
    const struct body_line *line = &walk->lines[i];
    if (is_fence_of_front_matter(walk, line)) {
      if (usual) warn(walk, &walk->lines[at], message_second_front_matter());
      walk->job->front_matter_told = walk->job->front_matter_told || usual;
      break;
    }
    struct view key = key_of(walk, line);
    bool value = line->blank || line->indent > 0 || line->marker.family == MARKER_DASH;
    if (key.length == 0 && (i == at + 1 || !value)) break;
    usual = usual || is_usual_key(key);
  }
  if (!walk->job->front_matter_told && is_first_line(walk, at)) warn_doubled_fence(walk, at);
}

/* --- Tables with tabs */

/* The tabs between words; 0 as well where the first ends an item's marker. */
static size_t count_tabs(const struct walk *walk, const struct body_line *line) {
  struct view words =
      view_slice(walk->text, (size_t)line->begin + line->prefix, line->end - line->begin - line->prefix);
  size_t count = 0;
  for (size_t at = 0; (at = view_find_byte(words, '\t', at)) != VIEW_NOT_FOUND; at++)
    count++;
  return count;
}

static bool has_inner_tab(const struct walk *walk, const struct body_line *line) {
  struct view words = view_trim(words_of(walk, line));
  size_t marker = line->marker.family == MARKER_NONE ? 0 : (size_t)line->marker.length + line->marker.blanks;
  return view_find_byte(view_slice(words, marker, SIZE_MAX), '\t', 0) != VIEW_NOT_FOUND;
}

/* A row with | for each tab. */
static void add_row(struct walk *walk, struct buffer *row, const struct body_line *line) {
  buffer_add_string(row, "| ");
  for (size_t at = (size_t)line->begin + line->prefix; at < line->end; at++) {
    if (walk->text.data[at] == '\t')
      buffer_add_string(row, " | ");
    else if (walk->text.data[at] == '|')
      buffer_add_string(row, "\\|");
    else
      buffer_add_byte(row, walk->text.data[at]);
  }
  buffer_add_string(row, " |");
}

static void add_delimiters(struct buffer *row, size_t tabs) {
  buffer_add_byte(row, '|');
  for (size_t i = 0; i <= tabs; i++)
    buffer_add_string(row, "---|");
}

/* Puts the signs of a row into a line; `behind` goes after it. */
static void write_row(struct walk *walk, const struct body_line *line, struct view behind) {
  size_t at = (size_t)line->begin + line->prefix;
  body_rewrite(walk->rewriting, at, 0, VIEW("| "));
  for (; at < line->end; at++) {
    if (walk->text.data[at] == '\t')
      body_rewrite(walk->rewriting, at, 1, VIEW(" | "));
    else if (walk->text.data[at] == '|')
      body_rewrite(walk->rewriting, at, 0, VIEW("\\"));
  }
  body_rewrite(walk->rewriting, line->end, 0, behind);
}

static void write_table(struct walk *walk, size_t at, size_t end, size_t tabs) {
  struct buffer behind = {0};
  if (line_above(walk, at) != NULL) part(walk, &walk->lines[at]);
  for (size_t i = at; i < end; i++) {
    const struct body_line *line = &walk->lines[i];
    struct view prefix = view_slice(walk->text, line->begin, line->prefix);
    buffer_clear(&behind);
    buffer_add_string(&behind, " |");
    if (i == at) {
      buffer_add_byte(&behind, '\n');
      buffer_add(&behind, prefix);
      add_delimiters(&behind, tabs);
    }
    if (i + 1 == end && end < walk->count && is_text(&walk->lines[end])) {
      buffer_add_byte(&behind, '\n');
      buffer_add(&behind, prefix);
    }
    write_row(walk, line, buffer_view(&behind));
  }
  buffer_free(&behind);
}

static void show_table(struct walk *walk, size_t at, size_t tabs) {
  struct buffer shown = {0};
  add_row(walk, &shown, &walk->lines[at]);
  struct view row = view_shorten(buffer_view(&shown), CELLS_SHOWN);
  struct buffer rule = {0};
  add_delimiters(&rule, tabs < 20 ? tabs : 20);
  warn(walk, &walk->lines[at], message_table_of_tabs(row, buffer_view(&rule)));
  buffer_free(&rule);
  buffer_free(&shown);
}

/* The table that begins with the line; returns how many lines it has, 0: there is none. */
static size_t mend_table(struct walk *walk, size_t at) {
  const struct body_line *first = &walk->lines[at];
  if (!walk->has_tabs || !has_inner_tab(walk, first)) return 0;
  size_t tabs = count_tabs(walk, first), end = at + 1;
  bool even = true;
  for (; end < walk->count && is_text(&walk->lines[end]) && walk->lines[end].quotes == first->quotes; end++) {
    size_t count = count_tabs(walk, &walk->lines[end]);
    if (count == 0) break;
    even = even && count == tabs;
  }
  if (end - at < 2) return 0;
  if (even)
    write_table(walk, at, end, tabs);
  else
    show_table(walk, at, tabs);
  return end - at;
}

/* --- All lines */

/* Whether the line can go on in the next: it is no heading or rule. */
static bool can_go_on(const struct walk *walk, const struct body_line *line) {
  return !is_heading(walk, line) && underline_of(walk, line) == '\0';
}

/* The destination of a link may stand below its name. */
static bool begins_definition(struct view words) {
  return view_starts_with(words, "[") && view_find(words, VIEW("]:"), 0) != VIEW_NOT_FOUND;
}

/* Takes the indent of a line off that would be code, or begins a paragraph below another. */
static void mend_indent(struct walk *walk, size_t at) {
  struct body_line *line = &walk->lines[at];
  const struct body_line *above = line_above(walk, at);
  if (line->indent < CODE_INDENT) return;
  bool follows = above != NULL && can_go_on(walk, above);
  bool sentence =
      follows && ends_sentence(words_of(walk, above)) && !begins_definition(words_of(walk, above));
  if (follows && !sentence && !above->stripped) return;
  if (sentence) part(walk, line);
  body_rewrite(walk->rewriting, (size_t)line->begin + line->prefix, line->indent_bytes, (struct view){"", 0});
  line->stripped = true;
}

/* What belongs to a footnote is indented as code is, and stays. */
static size_t skip_footnote(struct walk *walk, size_t at) {
  size_t next = at + 1;
  for (; next < walk->count; next++) {
    const struct body_line *line = &walk->lines[next];
    bool lazy = !walk->lines[next - 1].blank && line->marker.family == MARKER_NONE &&
                !view_starts_with(words_of(walk, line), "[^");
    if (!line->blank && line->indent < DEFINITION_INDENT && !lazy) break;
    if (line->blank || line->code || line->indent < 2 * DEFINITION_INDENT || !walk->lines[next - 1].blank)
      continue;
    body_rewrite(walk->rewriting, (size_t)line->begin + line->prefix, line->indent_bytes, VIEW("    "));
  }
  return next - at;
}

/* Mends what begins with the line; returns how many lines are done. */
static size_t mend_line(struct walk *walk, size_t at, const struct body_line *before) {
  struct body_line *line = &walk->lines[at];
  size_t done = mend_table(walk, at);
  if (done > 0) return done;
  if (line->marker.family != MARKER_NONE) {
    done = body_list_mend(walk->job, walk->rewriting, line, walk->count - at, before);
    if (done > 0) return done;
  }
  struct view words = words_of(walk, line);
  if (view_starts_with(words, "[^") && line->indent < CODE_INDENT) return skip_footnote(walk, at);
  mend_indent(walk, at);
  if (words.data[0] == '#') mend_heading(walk, line);
  if (words.data[0] == '-') find_front_matter(walk, at);
  if ((unsigned char)words.data[0] == 0xE2 && mend_wide_rule(walk, at)) return 1;
  mend_underline(walk, at);
  return 1;
}

void body_lines_mend(struct body_job *job, struct body_rewriting *rewriting) {
  struct walk walk = {.job = job, .rewriting = rewriting, .text = rewriting->source};
  walk.has_tabs = view_find_byte(walk.text, '\t', 0) != VIEW_NOT_FOUND;
  if (!may_need_mending(&walk)) return;
  read_lines(&walk);
  const struct body_line *before = NULL;
  for (size_t at = 0; at < walk.count;) {
    const struct body_line *line = &walk.lines[at];
    size_t done = is_text(line) ? mend_line(&walk, at, before) : 1;
    at += done;
    if (!walk.lines[at - 1].blank) before = &walk.lines[at - 1];
  }
  free(walk.lines);
}
