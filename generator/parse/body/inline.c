#include "parse/body/output.h"

#include "base/memory.h"
#include "parse/body/leftovers.h"
#include "parse/body/unclosed.h"
#include "text/document_number.h"
#include "text/doubtful_address.h"
#include "text/untidy.h"
#include "text/web_address.h"

enum { SHOWN_LIMIT = 100 }; /* bytes of the source in a message */

/* Behind the address of a link to another site. */
#define BODY_EXTERNAL_LINK " class=\"external\" rel=\"noopener external\""

/* Cuts what a message shows. */
static struct view shorten(struct view text) {
  return view_shorten(text, SHOWN_LIMIT);
}

static void warn(struct body_output *output, struct source_location location, struct message message) {
  diagnostics_add(output->job->diagnostics, output->job->file, location, message);
}

void body_output_begin_block(struct body_output *output, struct body_lines lines) {
  output->block = lines;
  output->tags_left_out = false;
  output->depth_warned = false;
  output->left = 0;
}

void body_output_follow(struct body_output *output, struct view text) {
  if (text.length == 0) return;
  size_t length = text.length < BODY_TEXT_END ? text.length : BODY_TEXT_END;
  memcpy(output->text_end, text.data + text.length - length, length);
  output->text_end_length = length;
}

void body_output_follow_none(struct body_output *output) {
  output->text_end_length = 0;
}

void body_output_html_line(struct body_output *output) {
  struct buffer *html = &output->html;
  if (html->length > 0 && html->data[html->length - 1] != '\n') buffer_add_byte(html, '\n');
}

void body_output_warn_depth(struct body_output *output) {
  if (output->depth_warned) return;
  output->depth_warned = true;
  warn(output, body_place_line(&output->job->places, output->block.first),
       message_deep_markdown(BODY_DEPTH_LIMIT));
}

/* Whether there is nothing but comments. */
static bool is_comment(struct view html) {
  html = view_trim(html);
  while (html.length > 0) {
    if (!view_starts_with(html, "<!--")) return false;
    size_t end = view_find(html, VIEW("-->"), 2);
    if (end == VIEW_NOT_FOUND) return false;
    html = view_trim(view_slice(html, end + 3, SIZE_MAX));
  }
  return true;
}

void body_output_warn_html(struct body_output *output, struct source_location location, struct view html) {
  if (is_comment(html)) return;
  bool end_only = view_starts_with(html, "</") && output->tags_left_out;
  output->tags_left_out = true;
  if (end_only) return;
  struct view line = shorten(view_slice(html, 0, view_find_byte(html, '\n', 0)));
  warn(output, location, message_raw_html(line));
}

struct view body_output_literal(struct body_output *output, const char *literal) {
  struct view text = view_of(literal);
  if (!body_marks_in(&output->job->marks, text)) return text;
  buffer_clear(&output->spare);
  body_marks_restore(&output->job->marks, text, &output->spare);
  return buffer_view(&output->spare);
}

/* Adds a text to `buffer`, without the numbers of footnotes. */
static void add_unmarked(struct body_output *output, const char *literal, struct buffer *buffer) {
  struct view rest = view_of(literal);
  struct body_piece piece;
  while (body_marks_next(&output->job->marks, &rest, &piece)) {
    if (piece.kind == BODY_PIECE_TEXT) buffer_add(buffer, piece.text);
    if (piece.kind == BODY_PIECE_NOTE && body_footnotes_find(&output->footnotes, piece.note->label) == NULL)
      buffer_add(buffer, piece.note->written);
  }
}

struct view body_output_text(struct body_output *output, cmark_node *node) {
  buffer_clear(&output->spare);
  cmark_iter *iterator = cmark_iter_new(node);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    if (cmark_iter_get_event_type(iterator) != CMARK_EVENT_ENTER) continue;
    cmark_node *at = cmark_iter_get_node(iterator);
    switch (cmark_node_get_type(at)) {
    case CMARK_NODE_TEXT:
      add_unmarked(output, cmark_node_get_literal(at), &output->spare);
      break;
    case CMARK_NODE_CODE:
      body_marks_restore(&output->job->marks, view_of(cmark_node_get_literal(at)), &output->spare);
      break;
    case CMARK_NODE_HTML_INLINE:
      if (output->job->plain_commonmark) buffer_add_string(&output->spare, cmark_node_get_literal(at));
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      buffer_add_byte(&output->spare, ' ');
      break;
    default:
      break;
    }
  }
  cmark_iter_free(iterator);
  return buffer_view(&output->spare);
}

static void add_text(struct body_output *output, struct view text) {
  buffer_add_escaped(&output->html, text);
  body_output_follow(output, text);
}

static void add_reference(struct body_output *output, const struct body_note_mark *location) {
  struct body_footnote *footnote = body_footnotes_find(&output->footnotes, location->label);
  if (footnote == NULL || output->in_link) {
    add_text(output, location->written);
    warn(output, body_place_offset(&output->job->places, location->offset),
         footnote == NULL ? message_unknown_footnote(location->label)
                          : message_footnote_in_link(location->label));
    return;
  }
  body_footnotes_refer(&output->footnotes, footnote);
  buffer_format(&output->html, "<sup id=\"fnref-%zu", footnote->number);
  if (footnote->references > 1) buffer_format(&output->html, "-%zu", footnote->references);
  buffer_format(&output->html, "\"><a href=\"#fn-%zu\" role=\"doc-noteref\">%zu</a></sup>", footnote->number,
                footnote->number);
}

static void add_slot(struct body_output *output, enum body_slot_kind kind) {
  output->slots =
      memory_grow(output->slots, output->slot_count, &output->slot_capacity, sizeof *output->slots);
  output->slots[output->slot_count++] =
      (struct body_slot){kind, (uint32_t)output->html.length, (uint32_t)output->link_count - 1};
}

/* Copies the link, and the views in it. */
static void add_link(struct body_output *output, struct body_link link) {
  struct arena *arena = output->job->arena;
  link.target = arena_copy(arena, link.target);
  link.fragment = arena_copy(arena, link.fragment);
  output->links =
      memory_grow(output->links, output->link_count, &output->link_capacity, sizeof *output->links);
  output->links[output->link_count++] = link;
}

/* A document's symbol, which may turn out to be that of an entry. In a heading it is never a link. */
static void add_number(struct body_output *output, struct view symbol) {
  add_link(output, (struct body_link){.scheme = "number", .target = symbol});
  if (!output->in_heading) add_slot(output, BODY_SLOT_BEGIN);
  add_text(output, symbol);
  if (!output->in_heading) add_slot(output, BODY_SLOT_END);
}

/* A text without web addresses. */
static void add_text_with_numbers(struct body_output *output, struct view text) {
  size_t done = 0;
  while (!output->job->plain_commonmark) {
    struct view symbol = document_number_find(text, done);
    if (symbol.data == NULL) break;
    size_t start = (size_t)(symbol.data - text.data);
    add_text(output, view_slice(text, done, start - done));
    if (start == 0 && document_number_is_glued((struct view){output->text_end, output->text_end_length}))
      add_text(output, symbol);
    else
      add_number(output, symbol);
    done = start + symbol.length;
  }
  add_text(output, view_slice(text, done, SIZE_MAX));
}

/* The front of an address up to its fragment. */
static struct view without_fragment(struct view address) {
  return view_slice(address, 0, view_find_byte(address, '#', 0));
}

/* Whether an address of this site may be like that: what kyket writes lies in a folder, ends with / or is a
 * file with a suffix. A word alone behind the host may be another program's there. */
static bool may_be_ours(struct view path) {
  struct view bare = view_slice(path, 0, view_find_byte(path, '?', 0));
  bare = without_fragment(bare);
  return bare.length <= 1 || view_find_byte(bare, '/', 1) != VIEW_NOT_FOUND ||
         view_find_byte(bare, '.', 0) != VIEW_NOT_FOUND;
}

/* Of an address that stands in a text as it is. */
static struct source_location place_of_text(struct body_output *output, struct view written) {
  struct body_places *places = &output->job->places;
  struct view block = body_place_text(places, output->block);
  size_t at = view_find(block, written, 0);
  return at == VIEW_NOT_FOUND ? body_place_line(places, output->block.first)
                              : body_place_offset(places, (size_t)(block.data - places->source.data) + at);
}

/* Notes a link to a web site, an address with its scheme; `written`: as it stands in a text without markup,
 * else of no data. */
static void note_web(struct body_output *output, struct view address, struct view written) {
  const struct body_web *web = output->job->web;
  if (output->job->plain_commonmark || (web->home.length == 0 && !web->keeps_foreign)) return;
  struct view path = body_link_below(web->home, address);
  struct body_link link = {.scheme = "web", .target = address};
  if (path.data != NULL && may_be_ours(path)) {
    link = (struct body_link){.scheme = "site", .target = without_fragment(path)};
    link.fragment = view_slice(path, link.target.length, SIZE_MAX);
    if (!view_starts_with(link.target, "/"))
      link.target = ARENA_JOIN(output->job->scratch, VIEW("/"), link.target);
  } else if (!web->keeps_foreign) {
    return;
  }
  link.location = written.data != NULL ? place_of_text(output, written)
                                       : body_place_destination(&output->job->places, output->block, address);
  add_link(output, link);
}

/* `behind`: what follows the address in its text; a program that cuts addresses short puts dots there. */
static void add_address(struct body_output *output, struct web_address address, struct view behind) {
  bool external = strcmp(address.scheme, "mailto:") != 0 && !output->job->plain_commonmark;
  buffer_add_string(&output->html, "<a href=\"");
  buffer_add_string(&output->html, address.scheme);
  body_link_add_address(&output->html, address.written);
  buffer_add_string(&output->html, external ? "\"" BODY_EXTERNAL_LINK ">" : "\">");
  add_text(output, address.written);
  buffer_add_string(&output->html, "</a>");
  if (!external) return;
  struct view whole = ARENA_JOIN(output->job->scratch, view_of(address.scheme), address.written);
  note_web(output, whole, address.written);
  struct message doubt;
  if (view_starts_with(behind, "…") || view_starts_with(behind, "..."))
    warn(output, place_of_text(output, address.written), message_link_cut_off(shorten(whole)));
  else if (address_is_doubtful(whole, output->job->scratch, &doubt))
    warn(output, place_of_text(output, address.written), doubt);
}

/* A text in which addresses become links, and documents' symbols may; in a heading neither. */
static void add_running_text(struct body_output *output, struct view text) {
  size_t done = 0;
  if (!output->job->plain_commonmark) {
    body_warn_leftovers(output, text);
    body_unclosed_read(output, text);
  }
  if (output->in_link) {
    add_text(output, text);
    return;
  }
  while (!output->in_heading) {
    struct web_address address = web_address_find(text, done);
    if (address.written.data == NULL) break;
    size_t start = (size_t)(address.written.data - text.data);
    add_text_with_numbers(output, view_slice(text, done, start - done));
    done = start + address.written.length;
    add_address(output, address, view_slice(text, done, SIZE_MAX));
  }
  add_text_with_numbers(output, view_slice(text, done, SIZE_MAX));
}

static void add_literal_text(struct body_output *output, const char *literal) {
  struct view rest = view_of(literal);
  struct body_piece piece;
  while (body_marks_next(&output->job->marks, &rest, &piece)) {
    if (piece.kind == BODY_PIECE_TEXT)
      add_running_text(output, piece.text);
    else if (piece.kind == BODY_PIECE_NOTE)
      add_reference(output, piece.note);
    else
      body_output_warn_depth(output);
  }
}

/* The destination of a link or image as it was written, escapes resolved; valid until the next call. */
static struct view destination_of(struct body_output *output, cmark_node *node) {
  buffer_clear(&output->address);
  body_marks_restore(&output->job->marks, view_of(cmark_node_get_url(node)), &output->address);
  return buffer_view(&output->address);
}

static void tell_fault(struct body_output *output, struct view destination, say_of_address *say) {
  if (say == NULL) return;
  struct buffer meant = {0};
  bool is_known = say != message_link_may_run && say != message_link_to_own_machine &&
                  body_link_meant(&meant, destination);
  warn(output, body_place_destination(&output->job->places, output->block, destination),
       is_known ? message_link_meant(shorten(destination), buffer_view(&meant)) : say(shorten(destination)));
  buffer_free(&meant);
}

static void note_anchor(struct body_output *output, struct view fragment) {
  struct source_location location = body_place_destination(&output->job->places, output->block, fragment);
  add_link(output, (struct body_link){.scheme = "anchor", .fragment = fragment, .location = location});
}

/* Writes a destination into an attribute: a slot where it is to be filled. */
static void add_destination(struct body_output *output, const struct body_target *target,
                            struct view destination, bool image) {
  if (target->kind != BODY_TARGET_LINK) {
    body_link_add_address(&output->html, destination);
    if (target->kind == BODY_TARGET_EXTERNAL) note_web(output, destination, (struct view){NULL, 0});
    if (target->kind == BODY_TARGET_ANCHOR) note_anchor(output, destination);
    return;
  }
  add_link(output, (struct body_link){
                       .scheme = target->scheme,
                       .target = target->target,
                       .fragment = target->fragment,
                       .location = body_place_destination(&output->job->places, output->block, destination),
                       .image = image,
                   });
  add_slot(output, BODY_SLOT_ADDRESS);
  body_link_add_address(&output->html, target->fragment);
}

static void add_title(struct body_output *output, cmark_node *node) {
  struct view title = body_output_literal(output, cmark_node_get_title(node));
  if (title.length == 0) return;
  buffer_add_string(&output->html, "\" title=\"");
  buffer_add_escaped(&output->html, title);
}

/* Judges a destination; in plain CommonMark all but the harmful ones are written as they are. */
static struct body_target target_of(struct body_output *output, struct view destination, bool image) {
  struct body_job *job = output->job;
  if (!job->plain_commonmark) return body_link_resolve(job->scratch, destination, job->file, image);
  if (body_link_is_harmless(job->scratch, destination))
    return (struct body_target){.kind = BODY_TARGET_OTHER};
  return (struct body_target){.kind = BODY_TARGET_REFUSED, .fault = message_link_may_run};
}

bool body_output_shows_image(struct body_output *output, cmark_node *image) {
  return target_of(output, destination_of(output, image), true).kind != BODY_TARGET_REFUSED;
}

/* Where the destination of the link or image is that was begun when there were `links` links. */
static struct source_location place_of(struct body_output *output, size_t links, struct view destination) {
  return output->link_count > links
             ? output->links[links].location
             : body_place_destination(&output->job->places, output->block, destination);
}

void body_output_image(struct body_output *output, cmark_node *image, bool figure) {
  struct view destination = destination_of(output, image);
  struct body_target target = target_of(output, destination, true);
  struct buffer *html = &output->html;
  tell_fault(output, destination, target.fault);
  if (target.kind == BODY_TARGET_REFUSED) {
    add_text(output, body_output_text(output, image));
    return;
  }
  buffer_add_string(html, "<img src=\"");
  size_t links = output->link_count;
  add_destination(output, &target, destination, true);
  buffer_add_string(html, "\" alt=\"");
  struct view text = body_output_text(output, image);
  buffer_add_escaped(html, text);
  if (!figure) body_output_follow(output, text);
  bool named = text_is_file_name(text);
  bool lacks_alt = named || view_trim(text).length == 0, is_foreign = target.kind == BODY_TARGET_EXTERNAL;
  if (!output->job->plain_commonmark && (lacks_alt || is_foreign)) {
    struct source_location place = place_of(output, links, destination);
    if (lacks_alt)
      warn(output, place, named ? message_image_alt_is_file(shorten(text)) : message_image_without_alt());
    if (is_foreign) warn(output, place, message_foreign_picture(shorten(destination)));
  }
  if (!figure) add_title(output, image);
  buffer_add_string(html, output->job->plain_commonmark ? "\" />" : "\" loading=\"lazy\" />");
}

/* Whether a link has no text of its own: none at all, or its address in angle brackets. */
static bool lacks_text(cmark_node *link, bool in_repository) {
  cmark_node *child = cmark_node_first_child(link);
  if (child == NULL) return true;
  bool alone = cmark_node_get_type(child) == CMARK_NODE_TEXT && cmark_node_next(child) == NULL;
  if (alone && view_trim(view_of(cmark_node_get_literal(child))).length == 0) return true;
  return in_repository && cmark_node_get_type(child) == CMARK_NODE_TEXT && cmark_node_next(child) == NULL &&
         strcmp(cmark_node_get_literal(child), cmark_node_get_url(link)) == 0;
}

/* Whether the words of a link are the address of another site. */
static bool says_other(cmark_node *link, struct view destination, struct message *message) {
  cmark_node *child = cmark_node_first_child(link);
  if (child == NULL || cmark_node_next(child) != NULL || cmark_node_get_type(child) != CMARK_NODE_TEXT)
    return false;
  struct view words = view_of(cmark_node_get_literal(child));
  *message = message_link_says_other(shorten(words), shorten(destination));
  return address_is_other_host(words, destination);
}

/* What is doubtful about a link to another site that readers can follow all the same. */
static void tell_doubt(struct body_output *output, cmark_node *link, size_t links, struct view destination) {
  struct message doubt, other;
  if (output->job->plain_commonmark) return;
  bool is_doubtful = address_is_doubtful(destination, output->job->scratch, &doubt);
  bool is_other = says_other(link, destination, &other);
  if (!is_doubtful && !is_other) return;
  struct source_location place = place_of(output, links, destination);
  if (is_doubtful) warn(output, place, doubt);
  if (is_other) warn(output, place, other);
}

/* Whether a link's words say that it leads to the top of its page. */
static bool says_top(struct view words) {
  static const char *const tops[] = {"đầu trang", "lên đầu", "Lên đầu", "lên trên", "Lên trên", "top", "Top"};
  for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
    if (view_find(words, view_of(tops[i]), 0) != VIEW_NOT_FOUND) return true;
  return false;
}

/* A link to "#" stands where an address was to be put in. */
static void tell_top(struct body_output *output, cmark_node *link, struct view destination) {
  if (output->job->plain_commonmark || !view_equal_string(destination, "#") ||
      says_top(body_output_text(output, link)))
    return;
  warn(output, body_place_destination(&output->job->places, output->block, destination),
       message_link_to_top());
}

/* Writes the start of a link; true when it has no text, so that all of it is written. */
static bool enter_link(struct body_output *output, cmark_node *link) {
  /* An address in angle brackets in a link's text is text: HTML has no link within a link. */
  if (output->in_link && !output->job->plain_commonmark) return false;
  struct view destination = destination_of(output, link);
  struct body_target target = target_of(output, destination, false);
  struct buffer *html = &output->html;
  tell_fault(output, destination, target.fault);
  tell_top(output, link, destination);
  if (target.kind == BODY_TARGET_REFUSED) return false;
  buffer_add_string(html, "<a href=\"");
  size_t links = output->link_count;
  add_destination(output, &target, destination, false);
  add_title(output, link);
  if (target.kind == BODY_TARGET_EXTERNAL) {
    buffer_add_string(html, "\"" BODY_EXTERNAL_LINK ">");
    tell_doubt(output, link, links, destination);
  } else {
    buffer_add_string(html, "\">");
  }
  bool entry =
      target.kind == BODY_TARGET_LINK && (target.scheme == NULL || strcmp(target.scheme, "site") != 0);
  if (!output->job->plain_commonmark && lacks_text(link, entry)) {
    if (entry)
      add_slot(output, BODY_SLOT_TITLE);
    else
      add_text(output, destination);
    buffer_add_string(html, "</a>");
    return true;
  }
  /* Says at its end that the link was begun. */
  cmark_node_set_user_data(link, output);
  output->in_link = true;
  return false;
}

static void leave_link(struct body_output *output, cmark_node *link) {
  if (cmark_node_get_user_data(link) == NULL) return;
  buffer_add_string(&output->html, "</a>");
  output->in_link = false;
}

static void add_code(struct body_output *output, cmark_node *node) {
  struct view text = body_output_literal(output, cmark_node_get_literal(node));
  buffer_add_string(&output->html, "<code>");
  add_text(output, text);
  buffer_add_string(&output->html, "</code>");
}

static void add_tag(struct body_output *output, cmark_node *node) {
  struct view html = body_output_literal(output, cmark_node_get_literal(node));
  if (is_comment(html)) return;
  body_output_warn_html(output, body_place_tag(&output->job->places, output->block, html), html);
}

/* Emphasis; what is nested too deeply is shown without. */
static void add_emphasis(struct body_output *output, bool entering, const char *start, const char *end) {
  if (!entering) output->inline_depth--;
  if (output->inline_depth < BODY_DEPTH_LIMIT)
    buffer_add_string(&output->html, entering ? start : end);
  else
    body_output_warn_depth(output);
  if (entering) output->inline_depth++;
}

/* An element of HTML, see inlines.h. */
static void add_element(struct body_output *output, bool entering, const char *name) {
  char start[16], end[16];
  snprintf(start, sizeof start, "<%s>", name);
  snprintf(end, sizeof end, "</%s>", name);
  add_emphasis(output, entering, start, end);
}

bool body_output_inline(struct body_output *output, cmark_node *node, bool entering) {
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT:
    if (!output->job->plain_commonmark) body_warn_beside(output, node);
    add_literal_text(output, cmark_node_get_literal(node));
    break;
  case CMARK_NODE_SOFTBREAK:
    if (!output->job->plain_commonmark) body_warn_split(output, node);
    buffer_add_byte(&output->html, '\n');
    body_output_follow_none(output);
    break;
  case CMARK_NODE_LINEBREAK:
    buffer_add_string(&output->html, "<br />\n");
    body_output_follow_none(output);
    break;
  case CMARK_NODE_CODE:
    add_code(output, node);
    break;
  case CMARK_NODE_HTML_INLINE:
    add_tag(output, node);
    break;
  case CMARK_NODE_EMPH:
    add_emphasis(output, entering, "<em>", "</em>");
    break;
  case CMARK_NODE_STRONG:
    add_emphasis(output, entering, "<strong>", "</strong>");
    break;
  case CMARK_NODE_CUSTOM_INLINE:
    add_element(output, entering, cmark_node_get_user_data(node));
    break;
  case CMARK_NODE_LINK:
    if (entering) return enter_link(output, node);
    leave_link(output, node);
    break;
  case CMARK_NODE_IMAGE:
    body_output_image(output, node, false);
    return true;
  default:
    break;
  }
  return false;
}
