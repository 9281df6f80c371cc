#include "parts/import/press_html.h"

#include "base/ascii.h"
#include "text/word.h"

#include <libxml/HTMLparser.h>

bool press_html_is(struct view bytes) {
  enum { HEAD = 2048 };
  static const char *const signs[] = {"<!doctype html", "<html",    "<body", "<head",
                                      "<div",           "<article", "<h1",   "<p>"};
  struct view head = view_trim(view_slice(bytes, 0, HEAD));
  if (view_starts_with(head, "\xef\xbb\xbf")) head = view_slice(head, 3, SIZE_MAX);
  if (head.length == 0 || head.data[0] != '<') return false;
  for (size_t at = 0; at < head.length; at++)
    for (size_t i = 0; i < sizeof signs / sizeof *signs && head.data[at] == '<'; i++) {
      size_t length = 0;
      while (signs[i][length] != '\0' && at + length < head.length &&
             ascii_lower(head.data[at + length]) == signs[i][length])
        length++;
      if (signs[i][length] == '\0') return true;
    }
  return false;
}

struct reading {
  struct press_text *press;
  struct arena *arena;
  struct buffer line;
  enum press_role role;
  bool has_title;
  bool is_below_picture, is_centred; /* what is read now */
  struct view title;                 /* that the head gives */
};

static bool is_one_of(const char *name, const char *const *names) {
  for (; *names != NULL; names++)
    if (strcmp(name, *names) == 0) return true;
  return false;
}

static struct view attribute(struct arena *arena, xmlNode *node, const char *name) {
  xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
  struct view copy = arena_copy(arena, view_trim(view_of((const char *)value)));
  xmlFree(value);
  return copy;
}

/* "main-menu", "related_news": a part of a class or id that says enough. */
static bool has_part(struct arena *arena, struct view word) {
  static const char *const parts[] = {"menu", "breadcrumb", "breadcrumbs", "related", "tags", NULL};
  struct view copy = arena_copy(arena, word), part;
  for (char *byte = (char *)copy.data; byte < copy.data + copy.length; byte++)
    if (*byte == '_') *byte = '-';
  while (view_next(&copy, '-', &part))
    if (is_one_of(arena_copy(arena, part).data, parts)) return true;
  return false;
}

/* What a class or id says that an element is for. */
static bool is_beside(struct arena *arena, xmlNode *node) {
  static const char *const words[] = {"share",    "social",  "related",    "breadcrumb", "menu",
                                      "navbar",   "sidebar", "comment",    "comments",   "tags",
                                      "tag-list", "widget",  "pagination", "toolbar",    "print",
                                      "advert",   "banner",  "view-count", NULL};
  for (int i = 0; i < 2; i++) {
    struct view rest = attribute(arena, node, i == 0 ? "class" : "id"), word;
    while (view_next(&rest, ' ', &word)) {
      struct view copy = arena_copy(arena, word);
      if (is_one_of(copy.data, words) || has_part(arena, word)) return true;
    }
  }
  return false;
}

/* A class that names a caption: "caption", "PhotoCMS_Caption", "image-caption". */
static bool is_caption(struct arena *arena, xmlNode *node) {
  struct view folded = attribute(arena, node, "class"), word, part;
  char *byte = (char *)folded.data;
  for (size_t i = 0; i < folded.length; i++)
    byte[i] = byte[i] == '_' ? '-' : ascii_lower(byte[i]);
  while (view_next(&folded, ' ', &word))
    while (view_next(&word, '-', &part))
      if (view_equal_string(part, "caption") || view_equal_string(part, "figcaption")) return true;
  return false;
}

static bool is_left_out(struct arena *arena, xmlNode *node) {
  static const char *const names[] = {"script",   "style",  "nav",    "footer", "aside",    "form",
                                      "noscript", "iframe", "button", "select", "svg",      "template",
                                      "object",   "audio",  "video",  "title",  "textarea", NULL};
  return is_one_of((const char *)node->name, names) || is_beside(arena, node);
}

static bool is_block(const char *name) {
  static const char *const inlines[] = {"a",     "b",   "i",    "em",    "strong", "span", "u",
                                        "font",  "sub", "sup",  "small", "mark",   "abbr", "cite",
                                        "code",  "q",   "time", "img",   "s",      "del",  "ins",
                                        "label", "o:p", "bdi",  "bdo",   "wbr",    NULL};
  return !is_one_of(name, inlines);
}

static void flush(struct reading *reading) {
  enum { MOST_WORDS = 40 };
  struct view line = view_trim(buffer_view(&reading->line));
  /* A centred paragraph right below a picture tells what it shows. */
  bool is_caption = reading->is_below_picture && reading->is_centred && word_count(line) <= MOST_WORDS;
  bool is_plain = reading->role == PRESS_PLAIN;
  press_text_add(reading->press, reading->arena, line,
                 is_plain && is_caption ? PRESS_CAPTION : reading->role);
  if (line.length > 0) reading->is_below_picture = false;
  buffer_clear(&reading->line);
}

static bool is_centred(struct arena *arena, xmlNode *node) {
  struct view style = attribute(arena, node, "style"), align = attribute(arena, node, "align");
  return view_equal_string(align, "center") ||
         view_find(style, VIEW("text-align:center"), 0) != VIEW_NOT_FOUND ||
         view_find(style, VIEW("text-align: center"), 0) != VIEW_NOT_FOUND;
}

static void take_meta(struct reading *reading, xmlNode *node) {
  struct press_text *press = reading->press;
  struct view name = attribute(reading->arena, node, "property");
  if (name.length == 0) name = attribute(reading->arena, node, "name");
  struct view content = press_text_clean(reading->arena, attribute(reading->arena, node, "content"));
  if (view_equal_string(name, "og:title")) reading->title = content;
  if (view_equal_string(name, "author")) press->author = content;
  if (view_equal_string(name, "og:url") && press->url.length == 0) press->url = content;
  if (view_equal_string(name, "article:published_time")) press->published = content;
}

static void enter(struct reading *reading, xmlNode *node) {
  const char *name = (const char *)node->name;
  if (strcmp(name, "meta") == 0) take_meta(reading, node);
  if (strcmp(name, "link") == 0 && view_equal_string(attribute(reading->arena, node, "rel"), "canonical"))
    reading->press->url = press_text_clean(reading->arena, attribute(reading->arena, node, "href"));
  if (strcmp(name, "img") == 0) reading->is_below_picture = true;
  if (!is_block(name)) return;
  flush(reading);
  if (strcmp(name, "br") != 0) reading->is_centred = is_centred(reading->arena, node);
  if (strcmp(name, "h1") == 0 && !reading->has_title) {
    reading->role = PRESS_TITLE;
    reading->has_title = true;
  } else if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0') {
    reading->role = PRESS_HEADING;
  } else if (strcmp(name, "figcaption") == 0 || is_caption(reading->arena, node)) {
    reading->role = PRESS_CAPTION;
  } else if (strcmp(name, "li") == 0) {
    reading->role = PRESS_ITEM;
  }
}

static void leave(struct reading *reading, xmlNode *node) {
  if (node->type != XML_ELEMENT_NODE || !is_block((const char *)node->name)) return;
  flush(reading);
  if (strcmp((const char *)node->name, "br") != 0) reading->role = PRESS_PLAIN;
}

/* White space of the source is a blank; what is written as &nbsp; stays. */
static void add_text(struct reading *reading, struct view text) {
  for (size_t i = 0; i < text.length; i++) {
    bool is_space = ascii_is_space(text.data[i]);
    if (is_space && reading->line.length > 0 && reading->line.data[reading->line.length - 1] == ' ') continue;
    buffer_add_byte(&reading->line, is_space ? ' ' : text.data[i]);
  }
}

/* Without recursion: a document may be as deep as it likes. */
static void walk(struct reading *reading, xmlNode *root) {
  for (xmlNode *node = root; node != NULL;) {
    bool goes_in = false;
    if (node->type == XML_ELEMENT_NODE) {
      goes_in = !is_left_out(reading->arena, node);
      if (goes_in) enter(reading, node);
    } else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      add_text(reading, view_of((const char *)node->content));
    }
    if (goes_in && node->children != NULL) {
      node = node->children;
      continue;
    }
    if (goes_in) leave(reading, node);
    while (node != root && node->next == NULL) {
      node = node->parent;
      leave(reading, node);
    }
    node = node == root ? NULL : node->next;
  }
  flush(reading);
}

bool press_html_read(struct press_text *press, struct arena *arena, struct view bytes) {
  htmlDocPtr document =
      htmlReadMemory(bytes.data, (int)bytes.length, NULL, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  xmlNode *root = document == NULL ? NULL : xmlDocGetRootElement(document);
  struct reading reading = {.press = press, .arena = arena};
  if (root != NULL) walk(&reading, root);
  if (!reading.has_title && reading.title.length > 0) {
    size_t at = 0;
    while (at < press->count && !view_equal(press->lines[at].text, reading.title))
      at++;
    if (at < press->count) press->lines[at].role = PRESS_TITLE;
  }
  buffer_free(&reading.line);
  xmlFreeDoc(document);
  xmlCleanupParser();
  return root != NULL;
}
