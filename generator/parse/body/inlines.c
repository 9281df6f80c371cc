#include "parse/body/inlines.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "base/memory.h"
#include "parse/body/memory.h"
#include "parse/body/table.h"
#include "text/html_tag.h"

#include <stdlib.h>

/* Levels of <strong> in <strong> that are looked into. */
enum { STRONG_LEVELS = 4 };

/* A run of inlines between signs; a sign has no node. */
struct unit {
  cmark_node *node;
};

struct mender {
  struct body_job *job;
  bool bold, struck, tags; /* whether the text may hold any */
  int depth;               /* of inlines around */
  struct body_lines block;
  struct unit *units;
  size_t unit_count, unit_capacity;
  cmark_node **open; /* tags that are open, innermost last */
  size_t open_count, open_capacity;
};

/* --- Pairs of signs */

static void add_unit(struct mender *mender, cmark_node *node) {
  mender->units =
      memory_grow(mender->units, mender->unit_count, &mender->unit_capacity, sizeof *mender->units);
  mender->units[mender->unit_count++].node = node;
}

/* A copy for cmark, which takes strings that end in NUL. */
static const char *string_of(struct mender *mender, struct view text) {
  char *copy = arena_allocate(mender->job->scratch, text.length + 1);
  if (text.length > 0) memcpy(copy, text.data, text.length);
  copy[text.length] = '\0';
  return copy;
}

static cmark_node *text_node(struct mender *mender, struct view text) {
  cmark_node *node = body_memory_node(CMARK_NODE_TEXT);
  cmark_node_set_literal(node, string_of(mender, text));
  return node;
}

/* The next place where the sign stands exactly twice. */
static size_t find_sign(struct view text, size_t at, char sign) {
  while ((at = view_find_byte(text, sign, at)) != VIEW_NOT_FOUND) {
    size_t begin = at;
    while (at < text.length && text.data[at] == sign)
      at++;
    if (at - begin == 2) return begin;
  }
  return VIEW_NOT_FOUND;
}

static bool holds_sign(cmark_node *node, char sign) {
  return cmark_node_get_type(node) == CMARK_NODE_TEXT &&
         find_sign(view_of(cmark_node_get_literal(node)), 0, sign) != VIEW_NOT_FOUND;
}

static void add_text_units(struct mender *mender, cmark_node *node, char sign) {
  struct view text = view_of(cmark_node_get_literal(node));
  size_t done = 0, at = find_sign(text, 0, sign);
  if (at == VIEW_NOT_FOUND) {
    add_unit(mender, node);
    return;
  }
  for (; at != VIEW_NOT_FOUND; at = find_sign(text, done, sign)) {
    if (at > done) add_unit(mender, text_node(mender, view_slice(text, done, at - done)));
    add_unit(mender, NULL);
    done = at + 2;
  }
  if (done < text.length) add_unit(mender, text_node(mender, view_slice(text, done, SIZE_MAX)));
}

/* The children in a row, with those of <strong> between signs where the sign is that of bold. */
static void add_units(struct mender *mender, cmark_node *container, char sign, int levels) {
  for (cmark_node *child = cmark_node_first_child(container); child != NULL; child = cmark_node_next(child)) {
    if (cmark_node_get_type(child) == CMARK_NODE_TEXT) {
      add_text_units(mender, child, sign);
    } else if (sign == '*' && cmark_node_get_type(child) == CMARK_NODE_STRONG && levels > 0) {
      add_unit(mender, NULL);
      add_units(mender, child, sign, levels - 1);
      add_unit(mender, NULL);
    } else {
      add_unit(mender, child);
    }
  }
}

static bool is_break(cmark_node *node) {
  return node == NULL || cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ||
         cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
}

/* Whether the node's text begins, or ends, with a blank; with nothing there is a blank. */
static bool is_blank_at(cmark_node *node, bool end) {
  if (is_break(node)) return true;
  if (cmark_node_get_type(node) != CMARK_NODE_TEXT) return false;
  struct view text = view_of(cmark_node_get_literal(node));
  if (text.length == 0) return true;
  if (end)
    return ascii_is_space(text.data[text.length - 1]) || view_ends_with(text, "\xC2\xA0") ||
           view_ends_with(text, "\xE3\x80\x80");
  return ascii_is_space(text.data[0]) || view_starts_with(text, "\xC2\xA0") ||
         view_starts_with(text, "\xE3\x80\x80");
}

/* Whether there is a letter or a digit, or what is more than text. */
static bool has_substance(cmark_node *node) {
  if (node == NULL || is_break(node)) return false;
  if (cmark_node_get_type(node) != CMARK_NODE_TEXT) return true;
  const char *text = cmark_node_get_literal(node);
  for (; *text != '\0'; text++)
    if (ascii_is_alphanumeric(*text) || (unsigned char)*text >= 0x80) return true;
  return false;
}

/* Whether the signs are all in pairs, each with something between, at which one of the two stands close. */
static bool all_paired(const struct mender *mender, char sign) {
  const struct unit *units = mender->units;
  size_t open = SIZE_MAX, pairs = 0;
  bool substance = false;
  for (size_t i = 0; i < mender->unit_count; i++) {
    if (units[i].node != NULL) {
      substance = substance || has_substance(units[i].node);
    } else if (open == SIZE_MAX) {
      open = i;
      substance = false;
    } else {
      bool loose_begin = is_blank_at(units[open + 1].node, false);
      bool loose_end = is_blank_at(units[i - 1].node, true);
      if (!substance || (loose_begin && loose_end) || (sign == '~' && (loose_begin || loose_end)))
        return false;
      open = SIZE_MAX;
      pairs++;
    }
  }
  return pairs > 0 && open == SIZE_MAX;
}

static void rebuild(struct mender *mender, cmark_node *container, char sign) {
  static char del[] = "del";
  for (cmark_node *child; (child = cmark_node_first_child(container)) != NULL;)
    cmark_node_unlink(child);
  cmark_node *into = container;
  for (size_t i = 0; i < mender->unit_count; i++) {
    cmark_node *unit = mender->units[i].node;
    if (unit != NULL) {
      cmark_node_append_child(into, unit);
    } else if (into == container) {
      into = body_memory_node(sign == '*' ? CMARK_NODE_STRONG : CMARK_NODE_CUSTOM_INLINE);
      if (sign == '~') cmark_node_set_user_data(into, del);
      cmark_node_append_child(container, into);
    } else {
      into = container;
    }
  }
}

/* Whether CommonMark has left a sign as it is, or bold in bold, which nobody means. */
static bool needs_pairs(cmark_node *container, char sign) {
  for (cmark_node *child = cmark_node_first_child(container); child != NULL; child = cmark_node_next(child)) {
    if (holds_sign(child, sign)) return true;
    if (sign != '*' || cmark_node_get_type(child) != CMARK_NODE_STRONG) continue;
    for (cmark_node *inner = cmark_node_first_child(child); inner != NULL; inner = cmark_node_next(inner))
      if (cmark_node_get_type(inner) == CMARK_NODE_STRONG || holds_sign(inner, sign)) return true;
  }
  return false;
}

/* A sign behind a backslash or as an entity is meant as it is, and looks the same in the tree. */
static bool has_escapes(struct mender *mender, char sign) {
  struct view source = body_place_text(&mender->job->places, mender->block);
  char escaped[] = {'\\', sign, '\0'};
  return view_find(source, view_of(escaped), 0) != VIEW_NOT_FOUND ||
         view_find(source, VIEW("&#"), 0) != VIEW_NOT_FOUND ||
         view_find(source, VIEW("&ast;"), 0) != VIEW_NOT_FOUND;
}

static void mend_pairs(struct mender *mender, cmark_node *container, char sign) {
  if (!needs_pairs(container, sign) || has_escapes(mender, sign)) return;
  mender->unit_count = 0;
  add_units(mender, container, sign, STRONG_LEVELS);
  if (all_paired(mender, sign)) rebuild(mender, container, sign);
}

/* --- Tags */

enum meaning { MEANS_NOTHING, MEANS_STRONG, MEANS_EMPHASIS, MEANS_ELEMENT, MEANS_LINK, MEANS_BREAK };

static const struct {
  const char *name;
  enum meaning meaning;
  char element[4];
} meanings[] = {
    {"b", MEANS_STRONG, ""},       {"strong", MEANS_STRONG, ""},  {"i", MEANS_EMPHASIS, ""},
    {"em", MEANS_EMPHASIS, ""},    {"sub", MEANS_ELEMENT, "sub"}, {"sup", MEANS_ELEMENT, "sup"},
    {"s", MEANS_ELEMENT, "del"},   {"del", MEANS_ELEMENT, "del"}, {"strike", MEANS_ELEMENT, "del"},
    {"a", MEANS_LINK, ""},         {"br", MEANS_BREAK, ""},       {"span", MEANS_NOTHING, ""},
    {"font", MEANS_NOTHING, ""},   {"u", MEANS_NOTHING, ""},      {"small", MEANS_NOTHING, ""},
    {"big", MEANS_NOTHING, ""},    {"ins", MEANS_NOTHING, ""},    {"mark", MEANS_NOTHING, ""},
    {"nobr", MEANS_NOTHING, ""},   {"wbr", MEANS_NOTHING, ""},    {"label", MEANS_NOTHING, ""},
    {"center", MEANS_NOTHING, ""}, {"abbr", MEANS_NOTHING, ""},   {"cite", MEANS_NOTHING, ""},
};

/* The row of the tag's meaning; SIZE_MAX: it has none here, and is left for the warning. */
static size_t meaning_of(const struct html_tag *tag) {
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
    if (html_tag_is(tag, meanings[i].name)) return i;
  return SIZE_MAX;
}

static bool read_tag(cmark_node *node, struct html_tag *tag) {
  return cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
         html_tag_read(view_of(cmark_node_get_literal(node)), tag);
}

static cmark_node *node_of(struct mender *mender, size_t row, const struct html_tag *tag) {
  if (meanings[row].meaning == MEANS_STRONG) return body_memory_node(CMARK_NODE_STRONG);
  if (meanings[row].meaning == MEANS_EMPHASIS) return body_memory_node(CMARK_NODE_EMPH);
  if (meanings[row].meaning == MEANS_ELEMENT) {
    cmark_node *node = body_memory_node(CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_user_data(node, (void *)(uintptr_t)meanings[row].element);
    return node;
  }
  cmark_node *link = body_memory_node(CMARK_NODE_LINK);
  struct buffer address = {0};
  html_add_unescaped(&address, html_tag_value(tag, "href"));
  cmark_node_set_url(link, string_of(mender, view_trim(buffer_view(&address))));
  buffer_free(&address);
  return link;
}

/* Puts what stands between the two tags into a node of what they mean. */
static void wrap(struct mender *mender, cmark_node *begin, cmark_node *end, size_t row) {
  struct html_tag tag;
  read_tag(begin, &tag);
  cmark_node *meaning = node_of(mender, row, &tag);
  for (cmark_node *inner; (inner = cmark_node_next(begin)) != end;)
    cmark_node_append_child(meaning, inner);
  cmark_node_insert_before(begin, meaning);
  cmark_node_unlink(begin);
  cmark_node_unlink(end);
}

/* Closes the innermost open tag of this meaning; what was opened in it is left as it is. */
static void close_tag(struct mender *mender, cmark_node *end, size_t row) {
  for (size_t i = mender->open_count; i-- > 0 && mender->open_count - i <= BODY_DEPTH_LIMIT;) {
    struct html_tag tag;
    if (!read_tag(mender->open[i], &tag) || strcmp(tag.name, meanings[row].name) != 0) continue;
    wrap(mender, mender->open[i], end, row);
    mender->open_count = i;
    return;
  }
}

static void mend_tag(struct mender *mender, cmark_node *node) {
  struct html_tag tag;
  if (!read_tag(node, &tag)) return;
  size_t row = meaning_of(&tag);
  enum meaning meaning = row == SIZE_MAX ? MEANS_NOTHING : meanings[row].meaning;
  if (row == SIZE_MAX) return;
  if (meaning == MEANS_BREAK) {
    cmark_node *next = cmark_node_next(node);
    if (next != NULL && is_break(next)) cmark_node_unlink(next);
    cmark_node_insert_before(node, body_memory_node(CMARK_NODE_LINEBREAK));
    cmark_node_unlink(node);
  } else if (meaning == MEANS_NOTHING) {
    cmark_node_unlink(node);
  } else if (tag.closing) {
    close_tag(mender, node, row);
  } else if (meaning != MEANS_LINK || html_tag_value(&tag, "href").data != NULL) {
    mender->open =
        memory_grow(mender->open, mender->open_count, &mender->open_capacity, sizeof(cmark_node *));
    mender->open[mender->open_count++] = node;
  }
}

static void mend_tags(struct mender *mender, cmark_node *container) {
  mender->open_count = 0;
  for (cmark_node *child = cmark_node_first_child(container), *next; child != NULL; child = next) {
    struct html_tag tag;
    next = cmark_node_next(child);
    /* A line break takes the end of its line with it. */
    if (next != NULL && is_break(next) && read_tag(child, &tag) && html_tag_is(&tag, "br"))
      next = cmark_node_next(next);
    mend_tag(mender, child);
  }
}

/* --- The tree */

static byte_block mark_signs(byte_block block) {
  return byte_block_is(block, '*') | byte_block_is(block, '~') | byte_block_is(block, '<');
}

static void find_signs(struct mender *mender, struct view text) {
  for (size_t at = 0; (at = byte_block_find(text, at, mark_signs)) < text.length; at++) {
    bool twice = at + 1 < text.length && text.data[at + 1] == text.data[at];
    if (text.data[at] == '<')
      mender->tags = true;
    else if (twice && text.data[at] == '*')
      mender->bold = true;
    else if (twice)
      mender->struck = true;
    if (mender->bold && mender->struck && mender->tags) return;
  }
}

static bool holds_inlines(cmark_node *node) {
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_PARAGRAPH:
  case CMARK_NODE_HEADING:
  case CMARK_NODE_CUSTOM_BLOCK:
  case CMARK_NODE_EMPH:
  case CMARK_NODE_STRONG:
  case CMARK_NODE_LINK:
  case CMARK_NODE_CUSTOM_INLINE:
    return true;
  default:
    return false;
  }
}

static bool is_block(cmark_node *node) {
  cmark_node_type type = cmark_node_get_type(node);
  return type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK;
}

/* A cell of a table has the lines of its row. */
static struct body_lines lines_of(cmark_node *block) {
  if (cmark_node_get_type(block) != CMARK_NODE_CUSTOM_BLOCK) return body_lines_of(block);
  return ((const struct body_table_node *)cmark_node_get_user_data(block))->lines;
}

static void mend_container(struct mender *mender, cmark_node *container) {
  if (mender->bold) mend_pairs(mender, container, '*');
  if (mender->struck) mend_pairs(mender, container, '~');
  if (mender->tags) mend_tags(mender, container);
}

void body_inlines_mend(struct body_job *job, cmark_node *document) {
  struct mender mender = {.job = job};
  find_signs(&mender, job->marks.text);
  if (!mender.bold && !mender.struck && !mender.tags) return;
  cmark_iter *iterator = cmark_iter_new(document);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iterator);
    if (!holds_inlines(node)) continue;
    bool entering = cmark_iter_get_event_type(iterator) == CMARK_EVENT_ENTER;
    if (is_block(node))
      mender.block = lines_of(node);
    else
      mender.depth += entering ? 1 : -1;
    if (!entering || mender.depth > BODY_DEPTH_LIMIT || cmark_node_first_child(node) == NULL) continue;
    mend_container(&mender, node);
    cmark_iter_reset(iterator, node, CMARK_EVENT_ENTER);
  }
  cmark_iter_free(iterator);
  free(mender.units);
  free(mender.open);
}
