#include "edit/yaml_layout.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>
#include <yaml.h>

enum { DEPTH_LIMIT = 64 };

struct yaml_layout {
  yaml_document_t document;
  struct view text;
  size_t *offsets; /* in bytes, of each character and of the end */
  size_t characters;
  bool has_other_breaks; /* libyaml ends or begins lines where no other program does */
};

/* A collection, and which of its children holds the place. */
struct step {
  const yaml_node_t *node;
  size_t child;
};

struct steps {
  struct step items[DEPTH_LIMIT];
  size_t count;
};

/* A return alone, the ends of lines that only Unicode has, and byte order marks within the text, which
 * libyaml passes over at a line's beginning. */
static bool is_other_break(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  if (rest.data[0] == '\r') return rest.length == 1 || rest.data[1] != '\n';
  return view_starts_with(rest, "\xc2\x85") || view_starts_with(rest, "\xe2\x80\xa8") ||
         view_starts_with(rest, "\xe2\x80\xa9") || (at > 0 && view_starts_with(rest, "\xef\xbb\xbf"));
}

/* libyaml counts the two characters of a line's end as two as well. */
static void read_offsets(struct yaml_layout *layout) {
  struct view text = layout->text;
  layout->offsets = memory_allocate(text.length + 1, sizeof *layout->offsets);
  for (size_t at = 0; at < text.length; at++)
    if (!utf8_continues(text.data[at])) {
      layout->offsets[layout->characters++] = at;
      layout->has_other_breaks = layout->has_other_breaks || is_other_break(text, at);
    }
  layout->offsets[layout->characters] = text.length;
}

static bool open_parser(yaml_parser_t *parser, struct view text) {
  if (yaml_parser_initialize(parser) == 0) return false;
  const char *bytes = text.length == 0 ? "" : text.data;
  yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(parser, (const unsigned char *)bytes, text.length);
  return true;
}

struct yaml_layout *yaml_layout_open(struct view text) {
  yaml_parser_t parser;
  if (!open_parser(&parser, text)) return NULL;
  struct yaml_layout *layout = memory_allocate(1, sizeof *layout);
  layout->text = text;
  bool is_read = yaml_parser_load(&parser, &layout->document) != 0;
  yaml_parser_delete(&parser);
  if (is_read && yaml_document_get_root_node(&layout->document) != NULL) {
    read_offsets(layout);
    return layout;
  }
  if (is_read) yaml_document_delete(&layout->document);
  free(layout);
  return NULL;
}

void yaml_layout_close(struct yaml_layout *layout) {
  if (layout == NULL) return;
  yaml_document_delete(&layout->document);
  free(layout->offsets);
  free(layout);
}

static size_t offset_of(const struct yaml_layout *layout, yaml_mark_t mark) {
  return layout->offsets[mark.index < layout->characters ? mark.index : layout->characters];
}

static const yaml_node_t *node_of(const struct yaml_layout *layout, int number) {
  return yaml_document_get_node((yaml_document_t *)&layout->document, number);
}

static bool is_flow(const yaml_node_t *node) {
  return node->type == YAML_SEQUENCE_NODE ? node->data.sequence.style == YAML_FLOW_SEQUENCE_STYLE
                                          : node->data.mapping.style == YAML_FLOW_MAPPING_STYLE;
}

static size_t child_count(const yaml_node_t *node) {
  if (node->type == YAML_SEQUENCE_NODE)
    return (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
  if (node->type == YAML_MAPPING_NODE)
    return (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
  return 0;
}

/* An item, or the key of a pair. */
static const yaml_node_t *first_of(const struct yaml_layout *layout, const yaml_node_t *node, size_t child) {
  return node_of(layout, node->type == YAML_SEQUENCE_NODE ? node->data.sequence.items.start[child]
                                                          : node->data.mapping.pairs.start[child].key);
}

/* An item, or the value of a pair. */
static const yaml_node_t *value_of(const struct yaml_layout *layout, const yaml_node_t *node, size_t child) {
  return node_of(layout, node->type == YAML_SEQUENCE_NODE ? node->data.sequence.items.start[child]
                                                          : node->data.mapping.pairs.start[child].value);
}

static size_t begin_of(const struct yaml_layout *layout, const yaml_node_t *node, size_t child) {
  return offset_of(layout, first_of(layout, node, child)->start_mark);
}

/* The last child that does not begin behind the offset. */
static size_t find_child(const struct yaml_layout *layout, const yaml_node_t *node, size_t offset) {
  size_t low = 0, high = child_count(node);
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (begin_of(layout, node, middle) <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* Behind the last byte that a value is written with: that of a list in lines is not said to end before the
 * next thing begins. */
static size_t end_of(const struct yaml_layout *layout, const yaml_node_t *node) {
  while (node->type != YAML_SCALAR_NODE && !is_flow(node) && child_count(node) > 0)
    node = value_of(layout, node, child_count(node) - 1);
  size_t end = offset_of(layout, node->end_mark), begin = offset_of(layout, node->start_mark);
  while (end > begin && ascii_is_space(layout->text.data[end - 1]))
    end--;
  return end;
}

static bool find(const struct yaml_layout *layout, size_t offset, struct steps *steps) {
  const yaml_node_t *node = yaml_document_get_root_node((yaml_document_t *)&layout->document);
  steps->count = 0;
  while (node->type != YAML_SCALAR_NODE) {
    if (child_count(node) == 0 || steps->count == DEPTH_LIMIT) return false;
    size_t child = find_child(layout, node, offset);
    steps->items[steps->count++] = (struct step){node, child};
    node = value_of(layout, node, child);
  }
  return steps->count > 0 && offset_of(layout, node->start_mark) <= offset && offset < end_of(layout, node);
}

static size_t end_of_child(const struct yaml_layout *layout, const struct step *step, size_t child) {
  return end_of(layout, value_of(layout, step->node, child));
}

static size_t skip_blanks(struct view text, size_t at) {
  while (at < text.length && ascii_is_space(text.data[at]))
    at++;
  return at;
}

/* The comma that may stand behind an only child. */
static bool skip_comma(struct view text, size_t *end) {
  size_t at = skip_blanks(text, *end);
  if (at == text.length || strchr(",]}", text.data[at]) == NULL) return false;
  if (text.data[at] == ',') *end = at + 1;
  return true;
}

/* Between brackets: with the comma before it, or of the first with the one behind it. A blank behind the
 * child before stays, since a value of nothing ("a: , b") needs it. */
static bool cut_flow(const struct yaml_layout *layout, const struct step *step, struct yaml_cut *cut) {
  cut->begin = begin_of(layout, step->node, step->child);
  cut->end = end_of_child(layout, step, step->child);
  if (step->child > 0) {
    cut->begin = end_of_child(layout, step, step->child - 1);
    if (ascii_is_space(layout->text.data[cut->begin])) cut->begin++;
  } else if (child_count(step->node) > 1) {
    cut->end = begin_of(layout, step->node, 1);
  } else {
    return skip_comma(layout->text, &cut->end);
  }
  return true;
}

/* The sign may stand behind those of outer lists. What stands behind other words is the end of a comment:
 * "- # one -". */
static bool is_item_sign(struct view text, size_t at) {
  for (size_t i = view_line_begin(text, at); i < at; i++)
    if (!ascii_is_space(text.data[i]) && text.data[i] != '-') return false;
  return text.data[at] == '-';
}

/* In lines of its own, or behind the sign of an item whose first key it is. */
static bool cut_lines(const struct yaml_layout *layout, const struct step *step, struct yaml_cut *cut) {
  struct view text = layout->text;
  size_t begin = begin_of(layout, step->node, step->child);
  if (layout->has_other_breaks) return false;
  if (step->node->type == YAML_SEQUENCE_NODE) {
    do {
      if (begin == 0) return false;
      begin--;
    } while (ascii_is_space(text.data[begin]));
    if (!is_item_sign(text, begin)) return false;
  }
  size_t line = view_line_begin(text, begin);
  size_t end = view_line_end(text, end_of_child(layout, step, step->child));
  if (end < text.length) end++;
  bool is_first = view_trim(view_slice(text, line, begin - line)).length == 0;
  if (!is_first && step->child + 1 == child_count(step->node)) return false;
  *cut = (struct yaml_cut){is_first ? line : begin, is_first ? end : skip_blanks(text, end)};
  return true;
}

/* One document at most. */
static bool is_yaml(struct view text) {
  yaml_parser_t parser;
  yaml_document_t document;
  bool is_good = true, is_end = false;
  if (!open_parser(&parser, text)) return false;
  for (size_t documents = 0; is_good && !is_end; documents++) {
    is_good = yaml_parser_load(&parser, &document) != 0 && documents < 2;
    is_end = is_good && yaml_document_get_root_node(&document) == NULL;
    yaml_document_delete(&document);
  }
  yaml_parser_delete(&parser);
  return is_good;
}

/* The next scalar that is written with anything; false at the end, and where the text is no YAML. */
static bool next_scalar(yaml_parser_t *parser, yaml_event_t *event) {
  while (yaml_parser_parse(parser, event) != 0) {
    bool is_end = event->type == YAML_STREAM_END_EVENT;
    if (event->type == YAML_SCALAR_EVENT && event->end_mark.index > event->start_mark.index) return true;
    yaml_event_delete(event);
    if (is_end) return false;
  }
  return false;
}

/* The same of the text without those that begin in the cut. */
static bool next_left(const struct yaml_layout *layout, yaml_parser_t *parser, const struct yaml_cut *cut,
                      yaml_event_t *event) {
  while (next_scalar(parser, event)) {
    size_t begin = offset_of(layout, event->start_mark);
    if (begin < cut->begin || begin >= cut->end) return true;
    yaml_event_delete(event);
  }
  return false;
}

static bool have_equal_values(const yaml_event_t *left, const yaml_event_t *right) {
  return left->data.scalar.length == right->data.scalar.length &&
         memcmp(left->data.scalar.value, right->data.scalar.value, left->data.scalar.length) == 0;
}

/* Whether the rest has just the scalars that are not cut. */
static bool has_same_scalars(const struct yaml_layout *layout, const struct yaml_cut *cut, struct view rest) {
  yaml_parser_t whole, left;
  if (!open_parser(&whole, layout->text)) return false;
  bool is_same = open_parser(&left, rest);
  for (bool is_end = !is_same; !is_end;) {
    yaml_event_t expected, found;
    bool is_expected = next_left(layout, &whole, cut, &expected), is_found = next_scalar(&left, &found);
    is_same = is_expected == is_found && (!is_found || have_equal_values(&expected, &found));
    if (is_expected) yaml_event_delete(&expected);
    if (is_found) yaml_event_delete(&found);
    is_end = !is_same || !is_expected;
  }
  yaml_parser_delete(&left);
  yaml_parser_delete(&whole);
  return is_same;
}

/* What can be cut by its places can't always by YAML's rules: "[-, a]" without "a" begins a list, and a plain
 * text may go on with what stood behind the cut. */
static bool leaves_rest(const struct yaml_layout *layout, const struct yaml_cut *cut) {
  struct buffer rest = {0};
  buffer_add(&rest, view_slice(layout->text, 0, cut->begin));
  buffer_add(&rest, view_slice(layout->text, cut->end, SIZE_MAX));
  bool is_good = is_yaml(buffer_view(&rest)) && has_same_scalars(layout, cut, buffer_view(&rest));
  buffer_free(&rest);
  return is_good;
}

/* What the last of so many steps holds, and with it what would hold nothing more. */
static bool cut_step(const struct yaml_layout *layout, const struct steps *steps, size_t count,
                     struct yaml_cut *cut) {
  const struct step *step = &steps->items[count - 1];
  while (step > steps->items && child_count(step->node) == 1)
    step--;
  bool is_cut = is_flow(step->node) ? cut_flow(layout, step, cut) : cut_lines(layout, step, cut);
  return is_cut && leaves_rest(layout, cut);
}

bool yaml_layout_cut_value(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut) {
  struct steps steps;
  return find(layout, offset, &steps) && cut_step(layout, &steps, steps.count, cut);
}

bool yaml_layout_cut_mapping(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut) {
  struct steps steps;
  return find(layout, offset, &steps) && steps.count > 1 && cut_step(layout, &steps, steps.count - 1, cut);
}

bool yaml_layout_cut_list(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut) {
  struct steps steps;
  return find(layout, offset, &steps) && steps.count > 2 && cut_step(layout, &steps, steps.count - 2, cut);
}

bool yaml_layout_cut_item(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut) {
  struct steps steps;
  return find(layout, offset, &steps) && steps.items[0].node->type == YAML_SEQUENCE_NODE &&
         cut_step(layout, &steps, 1, cut);
}
