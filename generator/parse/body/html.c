#include "parse/body/html.h"

#include "base/memory.h"
#include "parse/body/paragraphs.h"
#include "parse/body/table.h"
#include "text/unicode.h"

static bool is_number(struct view text) {
  for (size_t i = 0; i < text.length; i++)
    if (text.data[i] < '0' || text.data[i] > '9') return false;
  return text.length > 0;
}

/* Whether a page may have an element of this id beside its body: footnotes, an agreement's commitments and
 * comparisons. All other ids of templates have an underscore, which no heading's has
 * (tests/end-to-end/anchors.test.js). */
static bool is_reserved(struct view slug) {
  struct view comparison = VIEW("so-sanh-");
  return view_starts_with(slug, "fn-") || view_starts_with(slug, "fnref-") ||
         view_starts_with(slug, "cam-ket-") ||
         (view_starts_with(slug, comparison.data) &&
          is_number(view_slice(slug, comparison.length, SIZE_MAX)));
}

/* An anchor that no heading above has. */
static struct view make_anchor(struct body_output *output, struct view text) {
  struct arena *arena = output->job->arena;
  struct view slug = text_slug(arena, text);
  if (slug.length == 0) slug = VIEW("muc");
  if (is_reserved(slug)) slug = arena_format(arena, "muc-%.*s", VIEW_FORMAT(slug));
  struct view anchor = slug;
  for (size_t *number; (number = map_get(&output->anchors, slug)) != NULL;) {
    anchor = arena_format(arena, "%.*s-%zu", VIEW_FORMAT(slug), ++*number);
    if (map_get(&output->anchors, anchor) == NULL) break;
  }
  size_t *number = arena_allocate(arena, sizeof *number);
  *number = 1;
  *map_slot(&output->anchors, anchor) = number;
  return anchor;
}

static int heading_level(const struct body_output *output, cmark_node *heading) {
  int level = cmark_node_get_heading_level(heading);
  return level == 1 && !output->job->plain_commonmark ? 2 : level;
}

static void leave_heading(struct body_output *output, cmark_node *heading) {
  buffer_add_string(&output->html, "</h");
  buffer_add_integer(&output->html, heading_level(output, heading));
  buffer_add_string(&output->html, ">\n");
}

/* "## ## Mục": the second signs are text, unless a backslash says that they are meant. */
static bool begins_with_signs(struct body_output *output, struct view text) {
  size_t signs = 0;
  while (signs < text.length && text.data[signs] == '#')
    signs++;
  return signs > 0 && signs < text.length && text.data[signs] == ' ' &&
         view_find(body_place_text(&output->job->places, output->block), VIEW("\\#"), 0) == VIEW_NOT_FOUND;
}

/* Whether the heading right before this one has its level and its words. */
static bool stands_twice(const struct body_output *output, cmark_node *heading, struct view text) {
  cmark_node *before = cmark_node_previous(heading);
  if (output->heading_count == 0 || before == NULL || cmark_node_get_type(before) != CMARK_NODE_HEADING ||
      cmark_node_get_heading_level(before) != cmark_node_get_heading_level(heading))
    return false;
  return text.length > 0 && view_equal(output->headings[output->heading_count - 1].text, text);
}

static void enter_heading(struct body_output *output, cmark_node *heading) {
  enum { SHOWN = 60 }; /* bytes in a message */
  body_output_begin_block(output, body_lines_of(heading));
  body_output_follow_none(output);
  body_output_html_line(output);
  int level = heading_level(output, heading);
  buffer_add_string(&output->html, "<h");
  buffer_add_integer(&output->html, level);
  if (output->job->plain_commonmark) {
    buffer_add_byte(&output->html, '>');
    return;
  }
  struct view text = view_trim(body_output_text(output, heading));
  if (text.length == 0 && cmark_node_first_child(heading) == NULL)
    diagnostics_add(output->job->diagnostics, output->job->file,
                    body_place_line(&output->job->places, cmark_node_get_start_line(heading)),
                    message_empty_heading());
  else if (begins_with_signs(output, text))
    diagnostics_add(output->job->diagnostics, output->job->file,
                    body_place_line(&output->job->places, cmark_node_get_start_line(heading)),
                    message_heading_signs_twice());
  else if (stands_twice(output, heading, text))
    diagnostics_add(output->job->diagnostics, output->job->file,
                    body_place_line(&output->job->places, cmark_node_get_start_line(heading)),
                    message_repeated_text(view_shorten(text, SHOWN)));
  struct body_heading *headings = memory_grow(output->headings, output->heading_count,
                                              &output->heading_capacity, sizeof *output->headings);
  output->headings = headings;
  struct body_heading *added = &headings[output->heading_count++];
  *added = (struct body_heading){
      .level = level, .anchor = make_anchor(output, text), .text = arena_copy(output->job->arena, text)};
  buffer_add_string(&output->html, " id=\"");
  buffer_add(&output->html, added->anchor);
  buffer_add_string(&output->html, "\">");
}

static bool is_tight(cmark_node *paragraph) {
  cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));
  return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

/* The image that is all a paragraph holds, if it is to be shown. */
static cmark_node *only_image(struct body_output *output, cmark_node *paragraph) {
  cmark_node *child = cmark_node_first_child(paragraph);
  if (output->job->plain_commonmark || child == NULL || cmark_node_next(child) != NULL ||
      cmark_node_get_type(child) != CMARK_NODE_IMAGE || !body_output_shows_image(output, child))
    return NULL;
  return child;
}

/* Whether a paragraph holds two images or more, and nothing else but blanks and breaks between them. */
static bool is_gallery(struct body_output *output, cmark_node *paragraph) {
  size_t images = 0;
  if (output->job->plain_commonmark) return false;
  for (cmark_node *child = cmark_node_first_child(paragraph); child != NULL; child = cmark_node_next(child)) {
    cmark_node_type type = cmark_node_get_type(child);
    bool is_image = type == CMARK_NODE_IMAGE && body_output_shows_image(output, child);
    bool is_blank =
        type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
        (type == CMARK_NODE_TEXT && view_trim(view_of(cmark_node_get_literal(child))).length == 0);
    if (!is_image && !is_blank) return false;
    images += is_image;
  }
  return images > 1;
}

static void write_figure(struct body_output *output, cmark_node *image) {
  body_output_html_line(output);
  buffer_add_string(&output->html, "<figure>");
  body_output_image(output, image, true);
  struct view title = body_output_literal(output, cmark_node_get_title(image));
  if (title.length > 0) {
    buffer_add_string(&output->html, "<figcaption>");
    buffer_add_escaped(&output->html, title);
    buffer_add_string(&output->html, "</figcaption>");
    body_output_follow(output, title);
  }
  buffer_add_string(&output->html, "</figure>\n");
}

static void write_gallery(struct body_output *output, cmark_node *paragraph) {
  body_output_html_line(output);
  buffer_add_string(&output->html, "<div class=\"gallery\">");
  for (cmark_node *child = cmark_node_first_child(paragraph); child != NULL; child = cmark_node_next(child))
    if (cmark_node_get_type(child) == CMARK_NODE_IMAGE) write_figure(output, child);
  buffer_add_string(&output->html, "</div>\n");
}

/* Whether the paragraph asks for the list of contents, which a page has of itself. */
static bool is_contents(cmark_node *paragraph) {
  static const char *const signs[] = {"[TOC]",  "[toc]",  "[[TOC]]",  "[[_TOC_]]",
                                      "@[toc]", "{:toc}", "[Mục lục]"};
  cmark_node *child = cmark_node_first_child(paragraph);
  if (child == NULL || cmark_node_next(child) != NULL || cmark_node_get_type(child) != CMARK_NODE_TEXT)
    return false;
  const char *text = cmark_node_get_literal(child);
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (strcmp(text, signs[i]) == 0) return true;
  return false;
}

/* True when all of the paragraph is written. */
static bool write_paragraph(struct body_output *output, cmark_node *paragraph, bool entering) {
  bool tight = is_tight(paragraph);
  if (!entering) {
    if (!tight) buffer_add_string(&output->html, "</p>\n");
    return false;
  }
  body_output_begin_block(output, body_lines_of(paragraph));
  body_output_follow_none(output);
  if (!output->job->plain_commonmark) body_warn_paragraph(output, paragraph);
  if (!output->job->plain_commonmark && is_contents(paragraph)) return true;
  cmark_node *image = only_image(output, paragraph);
  if (image != NULL) {
    write_figure(output, image);
    return true;
  }
  if (!tight && is_gallery(output, paragraph)) {
    write_gallery(output, paragraph);
    return true;
  }
  if (!tight) {
    body_output_html_line(output);
    buffer_add_string(&output->html, "<p>");
  }
  return false;
}

static void write_code_block(struct body_output *output, cmark_node *block) {
  struct buffer *html = &output->html;
  body_output_html_line(output);
  struct view info = body_output_literal(output, cmark_node_get_fence_info(block));
  size_t length = 0;
  while (length < info.length && strchr(" \t\n\r\f\v", info.data[length]) == NULL)
    length++;
  buffer_add_string(html, "<pre><code");
  if (length > 0) {
    buffer_add_string(html, " class=\"language-");
    buffer_add_escaped(html, view_slice(info, 0, length));
    buffer_add_byte(html, '"');
  }
  buffer_add_byte(html, '>');
  struct view text = body_output_literal(output, cmark_node_get_literal(block));
  buffer_add_escaped(html, text);
  buffer_add_string(html, "</code></pre>\n");
  body_output_follow_none(output);
  body_output_follow(output, text);
}

static void write_html_block(struct body_output *output, cmark_node *block) {
  body_output_begin_block(output, body_lines_of(block));
  int line = cmark_node_get_start_line(block), column = cmark_node_get_start_column(block);
  struct source_location location = column > 0 ? body_place_column(&output->job->places, line, column)
                                               : body_place_line(&output->job->places, line);
  body_output_warn_html(output, location, body_output_literal(output, cmark_node_get_literal(block)));
}

/* Whether the list's markers are in its items' texts, see lists.h. */
static bool is_typed(struct body_job *job, cmark_node *list) {
  size_t low = 0, high = job->typed_count;
  int wanted = cmark_node_get_start_line(list);
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int line = body_place_line_number(&job->places, job->typed[middle]);
    if (line == wanted) return true;
    if (line < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

static void write_list(struct body_output *output, cmark_node *list, bool entering) {
  bool bullets = cmark_node_get_list_type(list) == CMARK_BULLET_LIST;
  int start = cmark_node_get_list_start(list);
  if (!entering) {
    buffer_add_string(&output->html, bullets ? "</ul>\n" : "</ol>\n");
    return;
  }
  body_output_html_line(output);
  if (bullets)
    buffer_add_string(&output->html, is_typed(output->job, list) ? "<ul class=\"typed\">\n" : "<ul>\n");
  else if (start == 1)
    buffer_add_string(&output->html, "<ol>\n");
  else
    buffer_format(&output->html, "<ol start=\"%d\">\n", start);
}

static void write_cell(struct body_output *output, const struct body_table_node *cell, bool entering) {
  static const char *const alignments[] = {"", " class=\"align-left\"", " class=\"align-right\"",
                                           " class=\"align-center\""};
  if (!entering) {
    buffer_add_string(&output->html, cell->header ? "</th>\n" : "</td>\n");
    return;
  }
  body_output_begin_block(output, cell->lines);
  body_output_follow_none(output);
  buffer_format(&output->html, "<%s%s>", cell->header ? "th scope=\"col\"" : "td",
                alignments[cell->alignment]);
}

static void write_table_part(struct body_output *output, const struct body_table_node *part, bool entering) {
  static const char *const starts[] = {[BODY_TABLE] = "<div class=\"table\">\n<table>\n",
                                       [BODY_TABLE_HEAD] = "<thead>\n",
                                       [BODY_TABLE_ROWS] = "<tbody>\n",
                                       [BODY_TABLE_ROW] = "<tr>\n"};
  static const char *const ends[] = {[BODY_TABLE] = "</table>\n</div>\n",
                                     [BODY_TABLE_HEAD] = "</thead>\n",
                                     [BODY_TABLE_ROWS] = "</tbody>\n",
                                     [BODY_TABLE_ROW] = "</tr>\n"};
  if (part->part == BODY_TABLE_CELL) {
    write_cell(output, part, entering);
    return;
  }
  if (entering && part->part == BODY_TABLE) body_output_html_line(output);
  if (entering && part->part == BODY_TABLE_ROW) body_output_follow_none(output);
  buffer_add_string(&output->html, entering ? starts[part->part] : ends[part->part]);
}

/* Puts the sign of a box in the place of the "[ ]" or "[x]" that an item begins with. */
static bool take_task(cmark_node *item) {
  cmark_node *paragraph = cmark_node_first_child(item);
  if (paragraph == NULL || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH) return false;
  cmark_node *node = cmark_node_first_child(paragraph);
  if (node == NULL || cmark_node_get_type(node) != CMARK_NODE_TEXT) return false;
  struct view text = view_of(cmark_node_get_literal(node));
  bool open = view_starts_with(text, "[ ] "),
       done = view_starts_with(text, "[x] ") || view_starts_with(text, "[X] ");
  if (!open && !done) return false;
  struct buffer changed = {0};
  buffer_add_string(&changed, open ? "☐" : "☑");
  buffer_add(&changed, view_slice(text, strlen("[ ]"), SIZE_MAX));
  buffer_add_byte(&changed, '\0');
  cmark_node_set_literal(node, changed.data);
  buffer_free(&changed);
  return true;
}

/* Writes what a node starts or ends with; true when its children are to be left out, and its end too. */
static bool write_node(struct body_output *output, cmark_node *node, bool entering) {
  struct buffer *html = &output->html;
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_BLOCK_QUOTE:
    body_output_html_line(output);
    buffer_add_string(html, entering ? "<blockquote>\n" : "</blockquote>\n");
    return false;
  case CMARK_NODE_LIST:
    write_list(output, node, entering);
    return false;
  case CMARK_NODE_ITEM:
    if (entering) body_output_html_line(output);
    buffer_add_string(html, !entering ? "</li>\n" : take_task(node) ? "<li class=\"task\">" : "<li>");
    return false;
  case CMARK_NODE_HEADING:
    output->in_heading = entering;
    if (entering)
      enter_heading(output, node);
    else
      leave_heading(output, node);
    return false;
  case CMARK_NODE_PARAGRAPH:
    return write_paragraph(output, node, entering);
  case CMARK_NODE_CODE_BLOCK:
    if (!output->job->plain_commonmark) body_warn_open_fence(output, node);
    write_code_block(output, node);
    return false;
  case CMARK_NODE_HTML_BLOCK:
    write_html_block(output, node);
    return false;
  case CMARK_NODE_THEMATIC_BREAK:
    body_output_html_line(output);
    buffer_add_string(html, "<hr />\n");
    return false;
  case CMARK_NODE_CUSTOM_BLOCK:
    write_table_part(output, cmark_node_get_user_data(node), entering);
    return false;
  default:
    return body_output_inline(output, node, entering);
  }
}

void body_html_write(struct body_output *output, cmark_node *root) {
  cmark_iter *iterator = cmark_iter_new(root);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iterator);
    if (node == root) continue;
    bool entering = cmark_iter_get_event_type(iterator) == CMARK_EVENT_ENTER;
    if (write_node(output, node, entering)) cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT);
  }
  cmark_iter_free(iterator);
}

/* Links from a footnote back to each place that referred to it before. */
static void write_back_links(struct body_output *output, const struct body_footnote *footnote) {
  struct buffer *html = &output->html;
  cmark_node *last = cmark_node_last_child(footnote->item);
  bool in_paragraph = last != NULL && cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH &&
                      view_ends_with(buffer_view(html), "</p>\n");
  if (in_paragraph) {
    html->length -= strlen("</p>\n");
    buffer_add_byte(html, ' ');
  } else {
    body_output_html_line(output);
    buffer_add_string(html, "<p>");
  }
  for (size_t i = 1; i <= footnote->references; i++) {
    if (i > 1) buffer_add_byte(html, ' ');
    buffer_format(html, "<a href=\"#fnref-%zu", footnote->number);
    if (i > 1) buffer_format(html, "-%zu", i);
    buffer_add_string(html, "\" class=\"footnote-back\" role=\"doc-backlink\">↩");
    if (i > 1) buffer_format(html, "%zu", i);
    buffer_add_string(html, "</a>");
  }
  buffer_add_string(html, "</p>\n");
}

void body_html_write_footnotes(struct body_output *output) {
  if (output->footnotes.used_count == 0) return;
  body_output_html_line(output);
  buffer_add_string(&output->html, "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
  for (size_t i = 0; i < output->footnotes.used_count; i++) {
    const struct body_footnote *footnote = output->footnotes.used[i];
    buffer_format(&output->html, "<li id=\"fn-%zu\">\n", footnote->number);
    body_html_write(output, footnote->item);
    write_back_links(output, footnote);
    buffer_add_string(&output->html, "</li>\n");
  }
  buffer_add_string(&output->html, "</ol>\n</div>\n");
}
