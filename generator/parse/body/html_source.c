#include "parse/body/html_source.h"

#include "base/ascii.h"
#include "parse/body/list_marker.h"

#include <strings.h>

enum {
  COLUMNS_LIMIT = 64, /* of a table */
  SHOWN_LIMIT = 100,  /* bytes of a tag in a message */
  ROW_LIMIT = 200,    /* bytes of a table's row in a message */
};

enum tag_role {
  ROLE_INLINE,   /* left as it is */
  ROLE_GONE,     /* dresses the text only */
  ROLE_LEFT_OUT, /* shows something that goes: told */
  ROLE_PARAGRAPH,
  ROLE_HEADING,
  ROLE_LIST,
  ROLE_ITEM,
  ROLE_TABLE,
  ROLE_ROW,
  ROLE_CELL,
  ROLE_RULE,
  ROLE_SCRIPT, /* goes with what is in it */
};

static enum tag_role role_of(const struct html_tag *tag) {
  static const struct {
    const char *name;
    enum tag_role role;
  } roles[] = {
      {"p", ROLE_PARAGRAPH},
      {"div", ROLE_PARAGRAPH},
      {"span", ROLE_GONE},
      {"font", ROLE_GONE},
      {"h1", ROLE_HEADING},
      {"h2", ROLE_HEADING},
      {"h3", ROLE_HEADING},
      {"h4", ROLE_HEADING},
      {"h5", ROLE_HEADING},
      {"h6", ROLE_HEADING},
      {"ul", ROLE_LIST},
      {"ol", ROLE_LIST},
      {"li", ROLE_ITEM},
      {"table", ROLE_TABLE},
      {"tr", ROLE_ROW},
      {"td", ROLE_CELL},
      {"th", ROLE_CELL},
      {"hr", ROLE_RULE},
      {"script", ROLE_SCRIPT},
      {"style", ROLE_SCRIPT},
      {"thead", ROLE_GONE},
      {"tbody", ROLE_GONE},
      {"tfoot", ROLE_GONE},
      {"colgroup", ROLE_GONE},
      {"col", ROLE_GONE},
      {"caption", ROLE_PARAGRAPH},
      {"section", ROLE_PARAGRAPH},
      {"article", ROLE_PARAGRAPH},
      {"header", ROLE_PARAGRAPH},
      {"footer", ROLE_PARAGRAPH},
      {"main", ROLE_PARAGRAPH},
      {"aside", ROLE_PARAGRAPH},
      {"center", ROLE_PARAGRAPH},
      {"figure", ROLE_PARAGRAPH},
      {"figcaption", ROLE_PARAGRAPH},
      {"blockquote", ROLE_PARAGRAPH},
      {"address", ROLE_PARAGRAPH},
      {"nav", ROLE_PARAGRAPH},
      {"details", ROLE_PARAGRAPH},
      {"summary", ROLE_PARAGRAPH},
      {"dl", ROLE_PARAGRAPH},
      {"dt", ROLE_PARAGRAPH},
      {"dd", ROLE_PARAGRAPH},
      {"pre", ROLE_PARAGRAPH},
      {"fieldset", ROLE_PARAGRAPH},
      {"legend", ROLE_PARAGRAPH},
      {"html", ROLE_GONE},
      {"body", ROLE_GONE},
      {"head", ROLE_GONE},
      {"meta", ROLE_GONE},
      {"link", ROLE_GONE},
      {"base", ROLE_GONE},
      {"title", ROLE_PARAGRAPH},
      {"form", ROLE_LEFT_OUT},
      {"iframe", ROLE_LEFT_OUT},
      {"frame", ROLE_LEFT_OUT},
      {"frameset", ROLE_LEFT_OUT},
      {"noframes", ROLE_GONE},
      {"param", ROLE_GONE},
      {"source", ROLE_GONE},
      {"track", ROLE_GONE},
      {"menu", ROLE_LIST},
      {"option", ROLE_GONE},
      {"optgroup", ROLE_GONE},
      {"dialog", ROLE_PARAGRAPH},
      {"dir", ROLE_LIST},
      {"basefont", ROLE_GONE},
      {"textarea", ROLE_LEFT_OUT},
      {"u", ROLE_GONE},
      {"big", ROLE_GONE},
      {"small", ROLE_GONE},
      {"mark", ROLE_GONE},
      {"ins", ROLE_GONE},
      {"nobr", ROLE_GONE},
      {"label", ROLE_GONE},
      {"abbr", ROLE_GONE},
      {"cite", ROLE_GONE},
      {"wbr", ROLE_GONE},
      {"svg", ROLE_LEFT_OUT},
  };
  if (strchr(tag->name, ':') != NULL) return ROLE_GONE; /* Word's own */
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    if (html_tag_is(tag, roles[i].name)) return roles[i].role;
  return ROLE_INLINE;
}

static struct view source_of(const struct html_source *html) {
  return html->rewriting->source;
}

static void put(struct html_source *html, size_t at, size_t length, struct buffer *piece) {
  body_rewrite(html->rewriting, at, length, piece->length == 0 ? (struct view){"", 0} : buffer_view(piece));
  buffer_free(piece);
}

void html_source_line(struct html_source *html, size_t at) {
  struct view text = source_of(html);
  html->line = html->prefix = at;
  for (; at < text.length && (text.data[at] == ' ' || text.data[at] == '\t' || text.data[at] == '>'); at++)
    if (text.data[at] == '>') html->prefix = at + 1;
  size_t end = view_find_byte(text, '\n', at);
  struct list_marker marker =
      list_marker_read(view_slice(text, at, end == VIEW_NOT_FOUND ? SIZE_MAX : end - at));
  if (marker.native) html->prefix = at += (size_t)marker.length + marker.blanks;
  html->words = at;
}

/* Goes to a new line of the same quotation and item. */
static void add_line(const struct html_source *html, struct buffer *piece) {
  struct view text = source_of(html);
  buffer_add_byte(piece, '\n');
  for (size_t at = html->line; at < html->prefix; at++)
    buffer_add_byte(piece, text.data[at] == '>' || text.data[at] == '\t' ? text.data[at] : ' ');
  if (html->prefix > html->line && text.data[html->prefix - 1] == '>') buffer_add_byte(piece, ' ');
}

/* A line without words, but where a quotation's or an item's line has just begun. */
static void add_break(const struct html_source *html, size_t at, struct buffer *piece) {
  if (at <= html->words && html->prefix > html->line) return;
  add_line(html, piece);
  add_line(html, piece);
}

static void tell(struct html_source *html, size_t at, struct message message) {
  diagnostics_add(html->job->diagnostics, html->job->file, body_place_offset(&html->job->places, at),
                  message);
}

static void tell_left_out(struct html_source *html, size_t at, size_t length) {
  struct view shown = view_shorten(view_slice(source_of(html), at, length), SHOWN_LIMIT);
  tell(html, at, message_raw_html(view_slice(shown, 0, view_find_byte(shown, '\n', 0))));
}

/* --- Elements that go with what is in them */

/* Where the text stands again from `at` on, in whatever case; SIZE_MAX: nowhere. */
static size_t find_closing(struct view text, size_t at, const char *closing) {
  size_t length = strlen(closing);
  for (; (at = view_find_byte(text, '<', at)) != VIEW_NOT_FOUND; at++)
    if (text.length - at >= length && strncasecmp(text.data + at, closing, length) == 0) return at;
  return SIZE_MAX;
}

/* Behind the next >, or the text's end. */
static size_t behind_tag(struct view text, size_t at) {
  size_t end = view_find_byte(text, '>', at);
  return end == VIEW_NOT_FOUND ? text.length : end + 1;
}

/* Without an end in the text, an element goes up to the next line without words. */
static size_t block_end(struct view text, size_t at) {
  size_t end = view_find(text, VIEW("\n\n"), at);
  return end == VIEW_NOT_FOUND ? text.length : end;
}

static size_t drop_script(struct html_source *html, size_t at, const struct html_tag *tag) {
  struct view text = source_of(html);
  bool script = html_tag_is(tag, "script");
  bool *ended = script ? &html->scripts_end : &html->styles_end;
  size_t end = at + tag->length;
  if (!tag->closing) {
    size_t closing = *ended ? SIZE_MAX : find_closing(text, end, script ? "</script" : "</style");
    *ended = closing == SIZE_MAX;
    end = *ended ? block_end(text, end) : behind_tag(text, closing);
    tell_left_out(html, at, end - at);
  }
  body_rewrite(html->rewriting, at, end - at, (struct view){"", 0});
  return end;
}

/* A comment goes, and Word's <![if …]> and <?xml …>. */
static size_t drop_declaration(struct html_source *html, size_t at) {
  struct view text = source_of(html), rest = view_slice(text, at, SIZE_MAX);
  size_t end = at;
  if (view_starts_with(rest, "<!--")) {
    size_t closing = html->comments_end ? VIEW_NOT_FOUND : view_find(text, VIEW("-->"), at + 2);
    html->comments_end = closing == VIEW_NOT_FOUND;
    if (closing != VIEW_NOT_FOUND) end = closing + 3;
  } else if (view_starts_with(rest, "<![if ") || view_starts_with(rest, "<![endif") ||
             view_starts_with(rest, "<?xml")) {
    do
      end++;
    while (end < text.length && strchr("<>\n", text.data[end]) == NULL);
    end = end < text.length && text.data[end] == '>' ? end + 1 : at;
  }
  if (end == at) return at + 1;
  body_rewrite(html->rewriting, at, end - at, (struct view){"", 0});
  return end;
}

/* --- Tables */

static size_t span_of(const struct html_tag *tag) {
  struct view value = html_tag_value(tag, "colspan");
  size_t span = 0;
  for (size_t i = 0; i < value.length && i < 2 && ascii_is_digit(value.data[i]); i++)
    span = span * 10 + (size_t)(value.data[i] - '0');
  return span == 0 ? 1 : span;
}

/* A byte of a text into what is shown of the first row, blanks next to each other as one. */
static void show_byte(struct buffer *first, char byte) {
  bool space = ascii_is_space(byte);
  if (first->length >= ROW_LIMIT || (space && first->data[first->length - 1] == ' ')) return;
  buffer_add_byte(first, space ? ' ' : byte);
}

/* What is known of a table while its tags are read. */
struct columns {
  size_t most, cells, rows; /* cells of a row at the most, cells of this row, rows so far */
  struct buffer *first;     /* the text of the first row */
};

static void count_tag(struct columns *columns, const struct html_tag *tag) {
  if (html_tag_is(tag, "tr")) {
    columns->rows++;
    columns->cells = 0;
  } else if (role_of(tag) == ROLE_CELL) {
    if (columns->rows == 0) columns->rows = 1;
    if (columns->rows == 1 && columns->first->length < ROW_LIMIT)
      buffer_add_string(columns->first, columns->cells == 0 ? "| " : " | ");
    columns->cells += span_of(tag);
    if (columns->cells > columns->most) columns->most = columns->cells;
  }
}

/* The most cells of a row of the table whose tags begin at `at`; 0 when it never closes. `first` gets the
 * text of the first row. */
static size_t count_columns(struct view text, size_t at, struct buffer *first) {
  struct columns columns = {.first = first};
  size_t depth = 1;
  while (at < text.length) {
    struct html_tag tag;
    if (text.data[at] != '<' || !html_tag_read(view_slice(text, at, SIZE_MAX), &tag)) {
      if (columns.cells > 0 && columns.rows == 1) show_byte(first, text.data[at]);
      at++;
      continue;
    }
    at += tag.length;
    if (html_tag_is(&tag, "table")) depth += tag.closing ? SIZE_MAX : 1;
    if (depth == 0) return columns.most < COLUMNS_LIMIT ? columns.most : COLUMNS_LIMIT;
    if (!tag.closing && depth == 1) count_tag(&columns, &tag);
  }
  return 0;
}

static void add_rule(struct buffer *piece, size_t columns) {
  buffer_add_byte(piece, '|');
  for (size_t i = 0; i < columns; i++)
    buffer_add_string(piece, "---|");
}

static void tell_table(struct html_source *html, size_t at, struct buffer *first) {
  size_t length = first->length;
  if (length > ROW_LIMIT) length = ROW_LIMIT;
  while (length > 0 && length < first->length && utf8_continues(first->data[length]))
    length--;
  first->length = view_trim(view_slice(buffer_view(first), 0, length)).length;
  buffer_add_string(first, " |");
  struct buffer rule = {0};
  add_rule(&rule, html->columns);
  tell(html, at, message_html_table(buffer_view(first), buffer_view(&rule)));
  buffer_free(&rule);
}

static void end_row(struct html_source *html, struct buffer *piece) {
  if (!html->in_row) return;
  for (; html->cells < html->columns; html->cells++)
    buffer_add_string(piece, html->cells == 0 ? "| " : " | ");
  buffer_add_string(piece, " |");
  if (html->rows++ == 0) {
    add_line(html, piece);
    add_rule(piece, html->columns);
  }
  html->in_row = false;
}

static void begin_row(struct html_source *html, struct buffer *piece) {
  end_row(html, piece);
  add_line(html, piece);
  html->in_row = true;
  html->cells = html->spanned = 0;
}

static void mend_table(struct html_source *html, size_t at, const struct html_tag *tag,
                       struct buffer *piece) {
  if (tag->closing) {
    if (html->tables == 0 || --html->tables > 0) return;
    end_row(html, piece);
    add_line(html, piece);
    add_line(html, piece);
  } else if (html->tables_end) {
    add_break(html, at, piece);
  } else if (html->tables++ == 0) {
    struct buffer first = {0};
    html->columns = count_columns(source_of(html), at + tag->length, &first);
    html->rows = 0;
    html->tables_end = html->columns == 0;
    if (html->tables_end) html->tables = 0;
    add_break(html, at, piece);
    if (html->columns > 0) tell_table(html, at, &first);
    buffer_free(&first);
  }
}

static void mend_cell(struct html_source *html, const struct html_tag *tag, struct buffer *piece) {
  if (html->tables != 1 || html->columns == 0) {
    buffer_add_byte(piece, ' ');
    return;
  }
  if (tag->closing) return;
  if (!html->in_row) begin_row(html, piece);
  for (; html->spanned > 0 && html->cells < html->columns; html->spanned--, html->cells++)
    buffer_add_string(piece, " | ");
  if (html->cells < html->columns) buffer_add_string(piece, html->cells == 0 ? "| " : " | ");
  html->cells++;
  html->spanned = span_of(tag) - 1;
}

/* --- Lists, headings and the rest */

static void mend_list(struct html_source *html, size_t at, const struct html_tag *tag, struct buffer *piece) {
  if (html->tables > 0) {
    buffer_add_byte(piece, ' ');
    return;
  }
  html->in_item = false;
  if (tag->closing) {
    if (html->lists > 0) html->lists--;
    if (html->lists == 0) add_break(html, at, piece);
    return;
  }
  if (html->lists < HTML_LISTS_LIMIT) {
    html->ordered[html->lists] = html_tag_is(tag, "ol");
    html->numbers[html->lists] = 0;
  }
  if (html->lists++ == 0) add_break(html, at, piece);
}

static void mend_item(struct html_source *html, const struct html_tag *tag, struct buffer *piece) {
  if (html->tables > 0) {
    buffer_add_string(piece, tag->closing ? " " : " • ");
    return;
  }
  html->in_item = !tag->closing;
  if (tag->closing) return;
  size_t level = html->lists == 0 ? 0 : html->lists - 1;
  if (level >= HTML_LISTS_LIMIT) level = HTML_LISTS_LIMIT - 1;
  add_line(html, piece);
  for (size_t i = 0; i < level; i++)
    buffer_add_string(piece, html->ordered[i] ? "    " : "  ");
  if (html->lists > 0 && html->ordered[level])
    buffer_format(piece, "%zu. ", ++html->numbers[level]);
  else
    buffer_add_string(piece, "- ");
}

static void mend_heading(struct html_source *html, size_t at, const struct html_tag *tag,
                         struct buffer *piece) {
  if (html->tables > 0 || html->in_item) {
    buffer_add_byte(piece, ' ');
    return;
  }
  html->in_heading = !tag->closing;
  add_break(html, at, piece);
  for (int i = 0; !tag->closing && i < tag->name[1] - '0'; i++)
    buffer_add_byte(piece, '#');
  if (!tag->closing) buffer_add_byte(piece, ' ');
}

/* A tag alone in its line would make the lines below it HTML, whose text is lost: they go on in its line. */
static size_t join_line(struct html_source *html, size_t at, size_t end) {
  struct view text = source_of(html);
  while (end < text.length && (text.data[end] == ' ' || text.data[end] == '\r'))
    end++;
  bool alone = at == html->words && end < text.length && text.data[end] == '\n' && end + 1 < text.length &&
               text.data[end + 1] != '\n' && text.data[end + 1] != '\r';
  if (!alone) return at + 1;
  body_rewrite(html->rewriting, end, 1, VIEW(" "));
  return end + 1;
}

static size_t mend_tag(struct html_source *html, size_t at, const struct html_tag *tag) {
  struct buffer piece = {0};
  enum tag_role role = role_of(tag);
  switch (role) {
  case ROLE_INLINE:
    return join_line(html, at, at + tag->length);
  case ROLE_SCRIPT:
    return drop_script(html, at, tag);
  case ROLE_LEFT_OUT:
    if (!tag->closing) tell_left_out(html, at, tag->length);
    break;
  case ROLE_PARAGRAPH:
    if (html->tables > 0 || html->in_item || html->in_heading)
      buffer_add_byte(&piece, ' ');
    else
      add_break(html, at, &piece);
    break;
  case ROLE_HEADING:
    mend_heading(html, at, tag, &piece);
    break;
  case ROLE_LIST:
    mend_list(html, at, tag, &piece);
    break;
  case ROLE_ITEM:
    mend_item(html, tag, &piece);
    break;
  case ROLE_TABLE:
    mend_table(html, at, tag, &piece);
    break;
  case ROLE_ROW:
    if (html->tables == 1 && html->columns > 0)
      tag->closing ? end_row(html, &piece) : begin_row(html, &piece);
    break;
  case ROLE_CELL:
    mend_cell(html, tag, &piece);
    break;
  case ROLE_RULE:
    add_break(html, at, &piece);
    buffer_add_string(&piece, "---");
    add_break(html, at, &piece);
    break;
  case ROLE_GONE:
    break;
  }
  put(html, at, tag->length, &piece);
  return at + tag->length;
}

/* Whether the text at hand must stay in one line. */
static bool in_one_line(const struct html_source *html) {
  return html->in_heading || html->in_item || html->lists > 0 || html->tables > 0;
}

size_t html_source_mend(struct html_source *html, size_t at) {
  struct view text = source_of(html);
  struct html_tag tag;
  switch (text.data[at]) {
  case '\n': {
    bool blank = at + 1 < text.length && (text.data[at + 1] == '\n' || text.data[at + 1] == '\r');
    if (blank) html->in_heading = html->in_item = false;
    if (blank) html->lists = 0;
    if (in_one_line(html)) body_rewrite(html->rewriting, at, 1, VIEW(" "));
    return at + 1;
  }
  case '|':
    if (html->in_row) body_rewrite(html->rewriting, at, 0, VIEW("\\"));
    return at + 1;
  default:
    /* An address of a link in < >. */
    if (at > 1 && text.data[at - 1] == '(' && text.data[at - 2] == ']') return at + 1;
    if (html_tag_read(view_slice(text, at, SIZE_MAX), &tag)) return mend_tag(html, at, &tag);
    return drop_declaration(html, at);
  }
}

void html_source_end(struct html_source *html) {
  struct buffer piece = {0};
  if (html->tables > 0) end_row(html, &piece);
  if (piece.length > 0) put(html, source_of(html).length, 0, &piece);
}
