#include "parse/body/lists.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  CLASSES = 24,     /* kinds of markers in one list */
  LEVELS = 24,      /* of one in another */
  CODE_INDENT = 4,  /* columns that make code */
  INDENTED = 2,     /* columns that make a line belong to an item */
  ORDINAL_STEP = 3, /* letters that are left out at the most: f and j, w and z */
};

/* A kind of marker in a list. */
struct class {
  uint8_t family;
  uint32_t style;
  size_t count;
  size_t last;      /* line of its last item */
  uint32_t ordinal; /* of the last item read */
  bool steady;      /* each ordinal follows the one before, or begins anew */
  bool by_one;      /* and none is left out */
  bool native;      /* all of them */
  bool led_in;      /* the first follows a colon, or stands in another list */
};

struct level {
  int class;
  size_t indent, content;         /* columns as written */
  size_t out_indent, out_content; /* as laid out */
  uint32_t ordinal;
  char sign;       /* of the bullet, or what stands behind the number */
  char child_sign; /* of the last list right in this one's item; 0: none yet */
};

/* What becomes of an item. */
struct item {
  int class; /* -1: no item */
  uint16_t out_indent;
  uint16_t depth; /* levels around it */
  char sign;
  bool typed;
  bool first; /* of its list */
};

struct layout {
  struct body_job *job;
  struct body_rewriting *rewriting;
  struct body_line *lines;
  size_t count;
  struct class classes[CLASSES];
  int class_count;
  struct item *items; /* for each line */
  struct level levels[LEVELS];
  size_t depth;
  char first_sign; /* of the last list that is in no other */
  bool needed;
};

static struct view words_of(const struct layout *list, const struct body_line *line) {
  return view_slice(list->rewriting->source, body_line_words(line), line->end - body_line_words(line));
}

static bool is_item(const struct body_line *line) {
  return line->marker.family != MARKER_NONE && !line->code && !line->blank;
}

/* --- Kinds of markers */

static int class_of(struct layout *list, const struct list_marker *marker) {
  for (int i = 0; i < list->class_count; i++)
    if (list->classes[i].family == marker->family && list->classes[i].style == marker->style) return i;
  if (list->class_count == CLASSES) return -1;
  list->classes[list->class_count] = (struct class){
      .family = marker->family, .style = marker->style, .steady = true, .by_one = true, .native = true};
  return list->class_count++;
}

/* --- Which lines are in the list */

static bool begins_block(const struct layout *list, const struct body_line *line) {
  struct view words = words_of(list, line);
  return words.length > 0 && (words.data[0] == '#' || words.data[0] == '|' || words.data[0] == '<' ||
                              view_starts_with(words, "---") || view_starts_with(words, "***") ||
                              view_starts_with(words, "___") || view_starts_with(words, "[^"));
}

/* Whether what is typed out, with a blank line before it, goes on with the list: a) and the like may begin a
 * level, "C. Mác" is no item. */
static bool goes_on(struct layout *list, const struct body_line *line) {
  const struct list_marker *marker = &line->marker;
  if (marker->native || marker->family < MARKER_SIGN || line->indent >= INDENTED) return true;
  int number = class_of(list, marker);
  if (number < 0) return false;
  const struct class *class = &list->classes[number];
  bool capital = marker->family == MARKER_CAPITAL || marker->family == MARKER_ROMAN;
  if (class->count == 0) return marker->ordinal == 1 && !capital;
  return marker->ordinal <= class->ordinal + ORDINAL_STEP &&
         (marker->ordinal > class->ordinal || marker->ordinal == 1);
}

/* Whether a line goes on with the list, where those before it are of it. */
static bool belongs(struct layout *list, size_t at) {
  const struct body_line *line = &list->lines[at], *previous = &list->lines[at - 1];
  if (line->quotes != list->lines[0].quotes) return false;
  if (line->blank) return true;
  if (is_item(line)) return !previous->blank || goes_on(list, line);
  /* In a list of Word's an indent begins a paragraph of the text. */
  if (line->indent >= CODE_INDENT && previous->blank && !list->lines[0].marker.native) return false;
  if (line->indent >= INDENTED) return true;
  return !line->code && !previous->blank && !previous->code && !begins_block(list, line);
}

static void find_end(struct layout *list, size_t most) {
  for (list->count = 0; list->count < most && (list->count == 0 || belongs(list, list->count));
       list->count++) {
    const struct body_line *line = &list->lines[list->count];
    int class = is_item(line) ? class_of(list, &line->marker) : -1;
    if (class < 0) continue;
    list->classes[class].count++;
    list->classes[class].ordinal = line->marker.ordinal;
  }
  list->class_count = 0;
  while (list->count > 1 && list->lines[list->count - 1].blank)
    list->count--;
}

/* --- Which of them are items */

/* Numbers with another sign behind them that go on where the last left off are of the same list. */
static int class_of_number(struct layout *list, const struct list_marker *marker) {
  for (int i = 0; marker->family == MARKER_NUMBER && marker->ordinal > 1 && i < list->class_count; i++)
    if (list->classes[i].family == MARKER_NUMBER && list->classes[i].style != marker->style &&
        list->classes[i].ordinal + 1 == marker->ordinal)
      return i;
  return class_of(list, marker);
}

static bool ends_with_colon(const struct layout *list, const struct body_line *line) {
  struct view words = view_trim(words_of(list, line));
  while (view_ends_with(words, "*"))
    words.length--;
  return view_ends_with(words, ":");
}

static bool may_follow(const struct class *class, const struct list_marker *marker) {
  return marker->ordinal <= 1 || class->count == 0 ||
         (marker->ordinal > class->ordinal && marker->ordinal <= class->ordinal + ORDINAL_STEP);
}

static void read_items(struct layout *list, const struct body_line *before) {
  bool colon = before != NULL && ends_with_colon(list, before), any = false;
  for (size_t i = 0; i < list->count; i++) {
    const struct body_line *line = &list->lines[i];
    list->items[i].class = -1;
    if (line->blank) continue;
    int number = is_item(line) ? class_of_number(list, &line->marker) : -1;
    if (number >= 0) {
      struct class *class = &list->classes[number];
      list->items[i].class = number;
      class->steady = class->steady && may_follow(class, &line->marker);
      class->by_one = class->by_one && (class->count == 0 || line->marker.ordinal == class->ordinal + 1 ||
                                        line->marker.ordinal == 1);
      if (class->count == 0) class->led_in = colon || any;
      class->native = class->native && line->marker.native;
      class->count++;
      class->last = i;
      class->ordinal = line->marker.ordinal;
      any = true;
    }
    colon = ends_with_colon(list, line);
  }
}

/* Whether markers of this class make items; not "C. Mác" nor a dash before who said something. */
static bool is_accepted(const struct class *class) {
  if (class->native || class->family == MARKER_BULLET) return true;
  if (class->count > 1) return class->steady;
  return class->led_in && class->steady && (class->ordinal == 1 || class->family <= MARKER_STAR);
}

static bool is_typed(const struct class *class) {
  return class->family >= MARKER_SIGN || (class->family == MARKER_NUMBER && !class->native && !class->by_one);
}

static void drop_refused(struct layout *list) {
  for (size_t i = 0; i < list->count; i++) {
    int class = list->items[i].class;
    struct list_marker *marker = &list->lines[i].marker;
    if (class >= 0 && !marker->native && !is_accepted(&list->classes[class])) list->items[i].class = -1;
    if (list->items[i].class >= 0 || marker->family == MARKER_NONE) continue;
    struct view sign = view_slice(list->rewriting->source, body_line_words(&list->lines[i]), marker->length);
    if (marker->glued && marker->family != MARKER_LETTER && (unsigned char)sign.data[0] < 0x80)
      diagnostics_add(list->job->diagnostics, list->job->file,
                      body_place_offset(&list->job->places, body_line_words(&list->lines[i])),
                      message_glued_marker(sign));
    marker->family = MARKER_NONE;
  }
}

/* --- How it is laid out */

static size_t parent_content(const struct layout *list, size_t depth) {
  return depth == 0 ? 0 : list->levels[depth - 1].out_content;
}

/* The level that an item of this class and indent goes on with; SIZE_MAX: it begins one. */
static size_t find_level(const struct layout *list, int class, size_t indent) {
  for (size_t i = list->depth; i-- > 0;) {
    const struct level *level = &list->levels[i];
    bool beside = indent + 1 >= level->indent && (indent <= level->indent + 1 || indent < level->content);
    if (level->class == class && beside) return i;
  }
  return SIZE_MAX;
}

/* A sign that the list before in the same place does not have, so that the two stay apart. */
static char other_sign(char before, bool number) {
  if (number) return before == '.' ? ')' : '.';
  return before == '-' ? '+' : before == '+' ? '*' : '-';
}

static size_t marker_width(const struct list_marker *marker, bool number) {
  char text[16];
  return number ? (size_t)snprintf(text, sizeof text, "%u. ", marker->ordinal) : 2;
}

static void open_level(struct layout *list, size_t at, size_t depth) {
  const struct class *class = &list->classes[list->items[at].class];
  char *sign = depth == 0 ? &list->first_sign : &list->levels[depth - 1].child_sign;
  bool number = class->family == MARKER_NUMBER && !is_typed(class);
  *sign = other_sign(*sign, number);
  list->levels[depth] = (struct level){
      .class = list->items[at].class, .out_indent = parent_content(list, depth), .sign = *sign};
  list->depth = depth + 1;
}

/* Where a marker that has no level yet goes: into the item before, or beside it. */
static size_t new_depth(struct layout *list, size_t at, bool after_blank) {
  const struct body_line *line = &list->lines[at];
  size_t depth = list->depth;
  while (depth > 0 && list->levels[depth - 1].indent > (size_t)line->indent + 1)
    depth--;
  if (depth == 0) return 0;
  const struct level *top = &list->levels[depth - 1];
  if (line->indent >= top->indent + INDENTED) {
    if (line->indent < top->content) list->needed = true;
    return depth;
  }
  /* Of one indent with the item before: a level of its own, but where a blank line parts the two only if the
   * outer list goes on behind it. */
  if (!after_blank || list->classes[top->class].last > at) {
    list->needed = true;
    return depth;
  }
  while (depth > 0 && list->levels[depth - 1].indent + 1 >= line->indent)
    depth--;
  return depth;
}

static void place_item(struct layout *list, size_t at, bool after_blank) {
  const struct body_line *line = &list->lines[at];
  struct item *item = &list->items[at];
  const struct class *class = &list->classes[item->class];
  size_t depth = find_level(list, item->class, line->indent);
  if (depth == SIZE_MAX) {
    depth = new_depth(list, at, after_blank);
    if (depth == LEVELS) depth--;
    open_level(list, at, depth);
    item->first = true;
  }
  list->depth = depth + 1;
  if (line->indent >= (depth == 0 ? 0 : list->levels[depth - 1].content) + CODE_INDENT) list->needed = true;
  struct level *level = &list->levels[depth];
  bool number = class->family == MARKER_NUMBER && !is_typed(class);
  level->indent = line->indent;
  level->content = line->indent + line->marker.length + (line->marker.blanks > 0 ? line->marker.blanks : 1U);
  if (line->marker.blanks > CODE_INDENT) {
    level->content = line->indent + line->marker.length + 1U;
    list->needed = true;
  }
  level->out_content = level->out_indent + marker_width(&line->marker, number);
  level->child_sign = 0;
  item->depth = (uint16_t)depth;
  item->out_indent = (uint16_t)level->out_indent;
  item->sign = level->sign;
  item->typed = is_typed(class);
  if (!line->marker.native || item->typed) list->needed = true;
}

/* Where a line that is no item goes: to the innermost item that it is indented as far as. */
static void place_other(struct layout *list, size_t at, bool after_blank) {
  const struct body_line *line = &list->lines[at];
  struct item *item = &list->items[at];
  size_t depth = list->depth;
  while (depth > 1 && list->levels[depth - 1].content > line->indent)
    depth--;
  if (depth == 0) {
    item->out_indent = line->indent;
    return;
  }
  const struct level *level = &list->levels[depth - 1];
  size_t extra = line->indent > level->content ? line->indent - level->content : 0;
  if (extra >= CODE_INDENT && !line->code) {
    extra = 0;
    if (after_blank) list->needed = true;
  }
  bool lazy = !after_blank && !line->code;
  size_t out = lazy ? line->indent : level->out_content + extra;
  item->out_indent = (uint16_t)(out < UINT16_MAX ? out : UINT16_MAX);
  if (after_blank || line->code) list->depth = depth;
}

static void place_lines(struct layout *list) {
  for (size_t i = 0; i < list->count; i++) {
    bool after_blank = i > 0 && list->lines[i - 1].blank;
    if (list->lines[i].blank) continue;
    if (list->items[i].class >= 0)
      place_item(list, i, after_blank);
    else
      place_other(list, i, after_blank);
  }
}

/* --- What is written */

static void add_blanks(struct buffer *buffer, size_t count) {
  while (count-- > 0)
    buffer_add_byte(buffer, ' ');
}

static void remember_typed(struct body_job *job, size_t offset) {
  job->typed = memory_grow(job->typed, job->typed_count, &job->typed_capacity, sizeof *job->typed);
  job->typed[job->typed_count++] = offset;
}

static void write_item(struct layout *list, size_t at, struct buffer *piece) {
  const struct body_line *line = &list->lines[at];
  const struct item *item = &list->items[at];
  const struct list_marker *marker = &line->marker;
  bool number = list->classes[item->class].family == MARKER_NUMBER && !item->typed;
  size_t words = body_line_words(line);
  add_blanks(piece, item->out_indent);
  if (number)
    buffer_format(piece, "%u%c", marker->ordinal, item->sign);
  else
    buffer_add_byte(piece, item->sign);
  if (item->typed) {
    buffer_add_byte(piece, ' ');
    buffer_add(piece, view_slice(list->rewriting->source, words, marker->length));
  }
  if (words + marker->length + marker->blanks < line->end) buffer_add_byte(piece, ' ');
  body_rewrite(list->rewriting, words - line->indent_bytes,
               (size_t)line->indent_bytes + marker->length + marker->blanks, buffer_view(piece));
  if (item->typed) remember_typed(list->job, list->rewriting->text.length - piece->length);
}

/* Whether an item begins a list in the midst of another's text that CommonMark would not see there. */
static bool needs_part(const struct layout *list, size_t at) {
  const struct item *item = &list->items[at];
  return item->class >= 0 && item->first && list->classes[item->class].family == MARKER_NUMBER &&
         !item->typed && list->lines[at].marker.ordinal != 1 && !list->lines[at - 1].blank;
}

static void write_lines(struct layout *list, const struct body_line *before) {
  struct buffer piece = {0};
  const struct body_line *first = list->lines;
  bool glued = before != NULL && before + 1 == first && before->quotes == first->quotes;
  for (size_t i = 0; i < list->count; i++) {
    const struct body_line *line = &list->lines[i];
    size_t indent = (size_t)line->begin + line->prefix;
    buffer_clear(&piece);
    if (i == 0 ? glued : needs_part(list, i)) {
      /* A line without words, so that a number other than 1 begins a list too. */
      buffer_add_byte(&piece, '\n');
      buffer_add(&piece, view_slice(list->rewriting->source, first->begin, first->prefix));
      body_rewrite(list->rewriting, indent, 0, buffer_view(&piece));
      buffer_clear(&piece);
    }
    if (line->blank) continue;
    if (list->items[i].class >= 0) {
      write_item(list, i, &piece);
    } else if (list->items[i].out_indent != line->indent) {
      add_blanks(&piece, list->items[i].out_indent);
      body_rewrite(list->rewriting, indent, line->indent_bytes, buffer_view(&piece));
    }
  }
  buffer_free(&piece);
}

size_t body_list_mend(struct body_job *job, struct body_rewriting *rewriting, struct body_line *lines,
                      size_t count, const struct body_line *before) {
  struct layout list = {.job = job, .rewriting = rewriting, .lines = lines};
  find_end(&list, count);
  list.items = memory_allocate(list.count, sizeof *list.items);
  read_items(&list, before);
  drop_refused(&list);
  bool begins = list.items[0].class >= 0;
  if (begins) place_lines(&list);
  if (begins && list.needed) write_lines(&list, before);
  free(list.items);
  return begins ? list.count : 0;
}
