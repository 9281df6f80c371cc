#include "parse/body/table.h"

#include "base/memory.h"
#include "parse/body/memory.h"

#include <stdlib.h>

/* Rows may be shorter than the header; the empty cells made for them are bounded by this many and as many as
 * there are in the source, since a wide header over many short rows would fill the memory. */
enum { EMPTY_CELLS = 10000 };

struct tables {
  struct body_job *job;
  struct view text;
  size_t *lines; /* offsets in the text, one more than there are lines */
  size_t line_count;
  struct buffer cells; /* what cmark reads: one paragraph each */
  cmark_node **places; /* where each paragraph's children go */
  size_t place_count, place_capacity;
  size_t empty_cells;
};

/* A row: what is left of it, without the | at its ends. */
struct row {
  struct view rest;
  bool open;
};

static void read_lines(struct tables *tables) {
  struct view text = tables->text;
  size_t count = 1;
  for (size_t at = 0; (at = view_find_byte(text, '\n', at)) != VIEW_NOT_FOUND; at++)
    count++;
  tables->lines = arena_array(tables->job->scratch, count + 1, sizeof *tables->lines);
  for (size_t at = 0; (at = view_find_byte(text, '\n', at)) != VIEW_NOT_FOUND; at++)
    tables->lines[++tables->line_count] = at + 1;
  tables->lines[++tables->line_count] = text.length + 1;
}

static struct view line_of(const struct tables *tables, int line) {
  if (line < 1 || (size_t)line > tables->line_count) return (struct view){NULL, 0};
  size_t start = tables->lines[line - 1];
  return view_slice(tables->text, start, tables->lines[line] - start - 1);
}

/* A paragraph's line without the marks of the containers around it. */
static struct view paragraph_line(const struct tables *tables, cmark_node *paragraph, int quotes, int line) {
  struct view text = line_of(tables, line);
  if (line == cmark_node_get_start_line(paragraph))
    return view_trim(view_slice(text, (size_t)cmark_node_get_start_column(paragraph) - 1, SIZE_MAX));
  text = view_trim(text);
  for (int i = 0; i < quotes && view_starts_with(text, ">"); i++)
    text = view_trim(view_slice(text, 1, SIZE_MAX));
  return text;
}

static struct row row_of(struct view line) {
  line = view_trim(line);
  if (view_starts_with(line, "|")) line = view_slice(line, 1, SIZE_MAX);
  return (struct row){line, true};
}

/* Cuts the next cell off; a | at the row's end opens no further one. */
static bool next_cell(struct row *row, struct view *cell) {
  if (!row->open) return false;
  struct view rest = row->rest;
  size_t at = 0;
  while (at < rest.length && rest.data[at] != '|')
    at += rest.data[at] == '\\' && at + 1 < rest.length ? 2 : 1;
  *cell = view_trim(view_slice(rest, 0, at));
  row->rest = view_slice(rest, at + 1, SIZE_MAX);
  row->open = at < rest.length && row->rest.length > 0;
  return true;
}

static size_t count_cells(struct view line) {
  struct row row = row_of(line);
  struct view cell;
  size_t count = 0;
  while (next_cell(&row, &cell))
    count++;
  return count;
}

/* :---, ---:, :---: or ---. */
static bool is_delimiter(struct view cell, enum body_alignment *alignment) {
  bool left = view_starts_with(cell, ":"), right = view_ends_with(cell, ":");
  size_t colons = (size_t)left + (size_t)right;
  if (cell.length <= colons) return false;
  for (size_t i = left; i < cell.length - right; i++) {
    /* Word processors make one dash of several hyphens. */
    struct view rest = view_slice(cell, i, SIZE_MAX);
    if (view_starts_with(rest, "–") || view_starts_with(rest, "—"))
      i += strlen("–") - 1;
    else if (cell.data[i] != '-')
      return false;
  }
  *alignment = left && right ? BODY_ALIGN_CENTER
               : left        ? BODY_ALIGN_LEFT
               : right       ? BODY_ALIGN_RIGHT
                             : BODY_ALIGN_NONE;
  return true;
}

/* The number of columns that a delimiter row makes, their alignments in `alignments` unless it is NULL; 0
 * when the line is none. */
static size_t read_delimiters(struct view line, enum body_alignment *alignments) {
  if (view_find_byte(line, '|', 0) == VIEW_NOT_FOUND) return 0;
  struct row row = row_of(line);
  struct view cell;
  size_t count = 0;
  while (next_cell(&row, &cell)) {
    enum body_alignment alignment;
    if (!is_delimiter(cell, &alignment)) return 0;
    if (alignments != NULL) alignments[count] = alignment;
    count++;
  }
  return count;
}

static cmark_node *add_part(struct tables *tables, cmark_node *parent, struct body_table_node part) {
  struct body_table_node *kept = arena_allocate(tables->job->scratch, sizeof *kept);
  *kept = part;
  cmark_node *added = body_memory_node(CMARK_NODE_CUSTOM_BLOCK);
  cmark_node_set_user_data(added, kept);
  if (parent != NULL) cmark_node_append_child(parent, added);
  return added;
}

/* The inlines of the next text in `cells` become the children of `place`. */
static void add_place(struct tables *tables, cmark_node *place) {
  tables->places =
      memory_grow(tables->places, tables->place_count, &tables->place_capacity, sizeof(cmark_node *));
  tables->places[tables->place_count++] = place;
}

/* A cell's text, in which \| is a |. */
static void add_cell_text(struct tables *tables, struct view cell) {
  buffer_add_string(&tables->cells, BODY_MARK_LINE " ");
  for (size_t at = 0; at < cell.length; at++) {
    if (cell.data[at] == '\\' && at + 1 < cell.length) {
      if (cell.data[at + 1] != '|') buffer_add_byte(&tables->cells, '\\');
      at++;
    }
    buffer_add_byte(&tables->cells, cell.data[at]);
  }
  buffer_add_string(&tables->cells, "\n\n");
}

static void warn(struct tables *tables, int line, struct message message) {
  diagnostics_add(tables->job->diagnostics, tables->job->file, body_place_line(&tables->job->places, line),
                  message);
}

/* Warns of words that the table has no cell for, and of a line that is a row only because it stands right
 * under one. */
static void check_row(struct tables *tables, struct view line, struct row *rest, int number, size_t columns,
                      bool header) {
  struct view text;
  size_t lost = 0, cells = columns;
  while (next_cell(rest, &text)) {
    cells++;
    if (text.length > 0) lost = cells;
  }
  if (lost > 0)
    warn(tables, number, message_table_cells((long long)lost, (long long)columns));
  else if (!header && view_find_byte(line, '|', 0) == VIEW_NOT_FOUND)
    warn(tables, number, message_line_below_table());
}

static void add_row(struct tables *tables, cmark_node *parent, struct view line, int number,
                    const enum body_alignment *alignments, size_t columns, bool header) {
  cmark_node *node = add_part(tables, parent, (struct body_table_node){.part = BODY_TABLE_ROW});
  struct row row = row_of(line);
  struct view text;
  for (size_t i = 0; i < columns; i++) {
    bool given = next_cell(&row, &text);
    if (!given && tables->empty_cells++ > EMPTY_CELLS + tables->place_count) return;
    cmark_node *cell = add_part(tables, node,
                                (struct body_table_node){.part = BODY_TABLE_CELL,
                                                         .alignment = alignments[i],
                                                         .header = header,
                                                         .lines = {number, number}});
    if (!given || text.length == 0) continue;
    add_place(tables, cell);
    add_cell_text(tables, text);
  }
  check_row(tables, line, &row, number, columns, header);
}

/* Whether a line that a paragraph begins with defines a link: it is no text. */
static bool defines_link(struct view line) {
  size_t end = view_find(line, VIEW("]:"), 1);
  return view_starts_with(line, "[") && end != VIEW_NOT_FOUND && end + 2 < line.length;
}

/* The lines of the paragraph before the table stay a paragraph. */
static void keep_lines(struct tables *tables, cmark_node *paragraph, int quotes, int before) {
  int line = cmark_node_get_start_line(paragraph);
  while (line < before && defines_link(paragraph_line(tables, paragraph, quotes, line)))
    line++;
  if (line == before) {
    cmark_node_free(paragraph);
    return;
  }
  for (cmark_node *child; (child = cmark_node_first_child(paragraph)) != NULL;)
    cmark_node_free(child);
  add_place(tables, paragraph);
  for (; line < before; line++) {
    buffer_add_string(&tables->cells, BODY_MARK_LINE " ");
    buffer_add(&tables->cells, paragraph_line(tables, paragraph, quotes, line));
    buffer_add_byte(&tables->cells, '\n');
  }
  buffer_add_byte(&tables->cells, '\n');
}

static void make_table(struct tables *tables, cmark_node *paragraph, int quotes, int header, size_t columns) {
  struct body_lines lines = body_lines_of(paragraph);
  enum body_alignment *alignments = arena_array(tables->job->scratch, columns, sizeof *alignments);
  read_delimiters(paragraph_line(tables, paragraph, quotes, header + 1), alignments);
  cmark_node *table = add_part(tables, NULL, (struct body_table_node){.part = BODY_TABLE});
  cmark_node_insert_after(paragraph, table);
  cmark_node *head = add_part(tables, table, (struct body_table_node){.part = BODY_TABLE_HEAD});
  add_row(tables, head, paragraph_line(tables, paragraph, quotes, header), header, alignments, columns, true);
  if (header + 2 <= lines.last) {
    cmark_node *rows = add_part(tables, table, (struct body_table_node){.part = BODY_TABLE_ROWS});
    for (int line = header + 2; line <= lines.last; line++)
      add_row(tables, rows, paragraph_line(tables, paragraph, quotes, line), line, alignments, columns,
              false);
  }
  keep_lines(tables, paragraph, quotes, header);
}

/* A footnote's definition is no header. */
static bool is_definition(const struct tables *tables, struct view line) {
  struct body_piece piece;
  return body_marks_in(&tables->job->marks, line) && body_marks_next(&tables->job->marks, &line, &piece) &&
         piece.kind == BODY_PIECE_NOTE && piece.note->lead > 0;
}

static void look_into(struct tables *tables, cmark_node *paragraph) {
  struct body_lines lines = body_lines_of(paragraph);
  int quotes = 0;
  for (cmark_node *node = cmark_node_parent(paragraph); node != NULL; node = cmark_node_parent(node))
    quotes += cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
  struct view header = paragraph_line(tables, paragraph, quotes, lines.first);
  for (int line = lines.first + 1; line <= lines.last; line++) {
    struct view text = paragraph_line(tables, paragraph, quotes, line);
    size_t columns = read_delimiters(text, NULL);
    if (columns > 0 && count_cells(header) == columns && !is_definition(tables, header)) {
      make_table(tables, paragraph, quotes, line - 1, columns);
      return;
    }
    if (columns > 0 && view_find_byte(header, '|', 0) != VIEW_NOT_FOUND)
      warn(tables, line - 1, message_table_columns((long long)count_cells(header), (long long)columns));
    header = text;
  }
}

/* All paragraphs of more than one line: making tables changes the tree, so none is made meanwhile. */
static cmark_node **find_paragraphs(cmark_node *document, size_t *count) {
  cmark_node **found = NULL;
  size_t capacity = 0;
  cmark_iter *iterator = cmark_iter_new(document);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iterator);
    if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) continue;
    if (cmark_iter_get_event_type(iterator) == CMARK_EVENT_ENTER) {
      cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT);
      struct body_lines lines = body_lines_of(node);
      if (lines.last <= lines.first) continue;
      found = memory_grow(found, *count, &capacity, sizeof(cmark_node *));
      found[(*count)++] = node;
    }
  }
  cmark_iter_free(iterator);
  return found;
}

/* Lets cmark read the cells, in front of the body, whose open ends can't reach them there. */
static void read_cells(struct tables *tables) {
  tables->job->marks.used = true;
  buffer_add(&tables->cells, tables->text);
  cmark_node *document = body_memory_parse(tables->job->scratch, buffer_view(&tables->cells));
  cmark_node *paragraph = cmark_node_first_child(document);
  for (size_t i = 0; i < tables->place_count && paragraph != NULL; i++) {
    for (cmark_node *child; (child = cmark_node_first_child(paragraph)) != NULL;)
      cmark_node_append_child(tables->places[i], child);
    paragraph = cmark_node_next(paragraph);
  }
}

void body_tables_make(struct body_job *job, cmark_node *document) {
  struct tables tables = {.job = job, .text = job->marks.text};
  if (view_find_byte(tables.text, '|', 0) == VIEW_NOT_FOUND) return;
  read_lines(&tables);
  size_t count = 0;
  cmark_node **paragraphs = find_paragraphs(document, &count);
  for (size_t i = 0; i < count; i++)
    look_into(&tables, paragraphs[i]);
  free(paragraphs);
  if (tables.place_count > 0) read_cells(&tables);
  buffer_free(&tables.cells);
  free(tables.places);
}
