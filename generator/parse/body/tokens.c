#include "parse/body/tokens.h"

#include "base/byte_block.h"
#include "base/control_characters.h"
#include "base/memory.h"
#include "text/unicode.h"

#include <stdlib.h>

/* Tokens: `^` REFERENCE number END `^`, or with DEFINITION in place of REFERENCE. The ^ at both ends are
 * punctuation, as the brackets were that they stand for: what cmark makes of a * or _ beside them stays. */
#define MARK_LEAD "\xEF\xB7"
#define MARK_REFERENCE "\xEF\xB7\x91"
#define MARK_END "\xEF\xB7\x92"
#define MARK_DEFINITION "\xEF\xB7\x93"
#define MARK_DEEP "\xEF\xB7\x94"
#define REPLACEMENT "\xEF\xBF\xBD"

enum {
  MARK_LENGTH = 3,
  LABEL_LIMIT = 100,
  IMAGE_LIMIT = 1000, /* in one run of lines that are not blank */
  DECLARATION_LIMIT =
      20, /* likewise, of `<!LETTER`: for each cmark looks for an end up to that of the block */
  TAB_WIDTH = 4,
};

enum bullets { BULLET_PLUS = 1, BULLET_STAR = 2, BULLET_HYPHEN = 4 };

struct scan {
  struct body_tokens *marks;
  struct view source;
  bool footnotes;
  bool has_returns;    /* lines may end in a carriage return */
  size_t taken;        /* how much of the source is in what is changed already */
  size_t next_bad;     /* offset of the next bytes that are not UTF-8 */
  size_t next_control; /* of the next control character */
  size_t next_special; /* of the next special byte, unless it was passed */
  size_t images;       /* since the last blank line */
  size_t declarations; /* likewise */
  bool after_blank;
  unsigned bullets;      /* of the lists that may still be open */
  size_t following;      /* the line that decides which list comes after a definition */
  unsigned following_as; /* its bullet */
};

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte) {
  char lower = (char)(byte | 0x20);
  return lower >= 'a' && lower <= 'z';
}

static bool is_punctuation(char byte) {
  return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') || (byte >= '[' && byte <= '`') ||
         (byte >= '{' && byte <= '~');
}

static struct view line_at(const struct scan *scan, size_t offset) {
  struct view rest = view_slice(scan->source, offset, SIZE_MAX);
  size_t length =
      scan->has_returns ? byte_block_find(rest, 0, byte_block_line_end) : view_find_byte(rest, '\n', 0);
  return view_slice(rest, 0, length);
}

static size_t after_line_end(struct view source, size_t offset) {
  if (offset < source.length && source.data[offset] == '\r') {
    offset++;
    if (offset < source.length && source.data[offset] == '\n') offset++;
  } else if (offset < source.length) {
    offset++;
  }
  return offset;
}

static bool is_blank_line(struct view line) {
  for (size_t i = 0; i < line.length; i++)
    if (!is_blank(line.data[i])) return false;
  return true;
}

static bool is_noncharacter(struct view text) {
  return view_starts_with(text, MARK_LEAD) && text.length >= MARK_LENGTH &&
         (unsigned char)text.data[2] >= 0x90 && (unsigned char)text.data[2] <= 0xAF;
}

/* The length of `[^label]` at the front of the text; 0 when there is none. */
static size_t note_length(struct view text) {
  if (!view_starts_with(text, "[^")) return 0;
  size_t i = 2;
  for (; i < text.length && i <= LABEL_LIMIT + 2; i++) {
    unsigned char byte = (unsigned char)text.data[i];
    if (byte == ']') return i > 2 ? i + 1 : 0;
    if (byte <= ' ' || byte == 0x7f || strchr("[\\^`|<>&", byte) != NULL) return 0;
    if (is_noncharacter(view_slice(text, i, SIZE_MAX))) return 0;
  }
  return 0;
}

/* The blanks before `[^label]:` in a line that defines a footnote; SIZE_MAX when it does not. */
static size_t definition_indent(struct view line) {
  size_t indent = 0;
  while (indent < line.length && line.data[indent] == ' ' && indent <= 3)
    indent++;
  if (indent > 3 || indent == line.length || line.data[indent] != '[') return SIZE_MAX;
  size_t length = note_length(view_slice(line, indent, SIZE_MAX));
  size_t colon = indent + length;
  return length != 0 && colon < line.length && line.data[colon] == ':' ? indent : SIZE_MAX;
}

/* The bullet of a list item at the front of a line with at most 3 blanks. */
static unsigned line_bullet(struct view line) {
  size_t at = 0;
  while (at < line.length && at < 3 && line.data[at] == ' ')
    at++;
  if (at == line.length || (at + 1 < line.length && !is_blank(line.data[at + 1]))) return 0;
  return line.data[at] == '+'   ? BULLET_PLUS
         : line.data[at] == '*' ? BULLET_STAR
         : line.data[at] == '-' ? BULLET_HYPHEN
                                : 0;
}

/* The bullet of the list that follows a definition, if one does: of the next line that does not belong to it
 * nor to a definition after it. */
static unsigned following_bullet(struct scan *scan, size_t offset) {
  if (offset <= scan->following) return scan->following_as;
  while (offset < scan->source.length) {
    struct view line = line_at(scan, offset);
    bool indented = view_starts_with(line, "    ") || view_starts_with(line, "\t");
    if (!indented && !is_blank_line(line) && definition_indent(line) == SIZE_MAX) {
      scan->following_as = line_bullet(line);
      break;
    }
    offset = after_line_end(scan->source, offset + line.length);
  }
  if (offset >= scan->source.length) scan->following_as = 0;
  scan->following = offset;
  return scan->following_as;
}

/* A bullet for a definition's list item that joins it with no list of the text's own. */
static char definition_bullet(struct scan *scan, size_t offset) {
  unsigned taken = scan->bullets | following_bullet(scan, offset);
  if ((taken & BULLET_PLUS) == 0) return '+';
  if ((taken & BULLET_STAR) == 0) return '*';
  return (taken & BULLET_HYPHEN) == 0 ? '-' : '+';
}

/* Brings the text up to `at`, and leaves out of it the `length` bytes there. */
static void leave_out(struct scan *scan, size_t at, size_t length) {
  struct buffer *changed = &scan->marks->changed;
  if (changed->data == NULL) buffer_reserve(changed, scan->source.length + 1);
  buffer_add(changed, view_slice(scan->source, scan->taken, at - scan->taken));
  scan->taken = at + length;
}

static void add_note(struct scan *scan, size_t offset, size_t length, size_t lead) {
  struct body_tokens *marks = scan->marks;
  marks->notes = memory_grow(marks->notes, marks->note_count, &marks->note_capacity, sizeof *marks->notes);
  marks->notes[marks->note_count] = (struct body_note_mark){
      .label = view_slice(scan->source, offset + 2, length - 3),
      .written = view_slice(scan->source, offset, length),
      .offset = offset,
      .lead = lead,
  };
  buffer_format(&marks->changed, "^%s%zu%s^", lead == 0 ? MARK_REFERENCE : MARK_DEFINITION, marks->note_count,
                MARK_END);
  marks->note_count++;
  marks->used = true;
}

static void count_fault(struct body_fault *fault, size_t offset) {
  if (fault->count == 0) fault->offset = offset;
  fault->count++;
}

static void find_bad(struct scan *scan, size_t from) {
  size_t offset = 0;
  struct view rest = view_slice(scan->source, from, SIZE_MAX);
  scan->next_bad = text_is_utf8(rest, &offset) ? SIZE_MAX : from + offset;
}

/* Writes U+FFFD for the bytes at `at`, with the stray continuation bytes after them. */
static size_t replace_bad(struct scan *scan, size_t at) {
  size_t end = at + 1;
  while (end < scan->source.length && ((unsigned char)scan->source.data[end] & 0xC0) == 0x80)
    end++;
  count_fault(&scan->marks->bad_bytes, at);
  leave_out(scan, at, end - at);
  buffer_add_string(&scan->marks->changed, REPLACEMENT);
  if (end > scan->next_bad) find_bad(scan, end);
  if (end > scan->next_control) scan->next_control = text_find_control(scan->source, end);
  return end;
}

/* The length of a numeric entity for a control character at the front of the text, else 0; cmark knows 0. */
static size_t control_entity(struct view text) {
  if (!view_starts_with(text, "&#")) return 0;
  size_t at = 2;
  bool hexadecimal = at < text.length && (text.data[at] | 0x20) == 'x';
  if (hexadecimal) at++;
  uint32_t value = 0;
  for (size_t first = at; at < text.length && at < first + 8; at++) {
    char byte = text.data[at], lower = (char)(byte | 0x20);
    if (byte == ';') return text_is_control(value) && value != 0 ? at + 1 : 0;
    if (is_digit(byte))
      value = value * (hexadecimal ? 16 : 10) + (uint32_t)(byte - '0');
    else if (hexadecimal && lower >= 'a' && lower <= 'f')
      value = value * 16 + (uint32_t)(lower - 'a') + 10;
    else
      return 0;
  }
  return 0;
}

/* Writes a blank for a control character: Word puts some where a line or a column begins. */
static size_t replace_character(struct scan *scan, size_t at, size_t length) {
  count_fault(&scan->marks->bad_characters, at);
  leave_out(scan, at, length);
  buffer_add_byte(&scan->marks->changed, ' ');
  return at + length;
}

/* Replaces the control character at `at`; NUL counts as a fault of the encoding. */
static size_t replace_control(struct scan *scan, size_t at) {
  struct view rest = view_slice(scan->source, at, SIZE_MAX);
  size_t end =
      rest.data[0] == '\0' ? replace_bad(scan, at) : replace_character(scan, at, text_control_length(rest));
  scan->next_control = text_find_control(scan->source, end);
  return end;
}

/* The length of the container marker at the front of the text, else 0. */
static size_t marker_length(struct view text) {
  if (text.length == 0) return 0;
  if (text.data[0] == '>') return 1;
  size_t length = 0;
  if (text.data[0] == '-' || text.data[0] == '+' || text.data[0] == '*') {
    length = 1;
  } else {
    while (length < text.length && length < 9 && is_digit(text.data[length]))
      length++;
    if (length == 0 || length == text.length || (text.data[length] != '.' && text.data[length] != ')'))
      return 0;
    length++;
  }
  return length == text.length || is_blank(text.data[length]) ? length : 0;
}

/* Where a line's end is nothing but one of the characters of a thematic break. */
static size_t break_start(struct view line) {
  size_t at = line.length, count = 0;
  char kind = 0;
  for (; at > 0; at--) {
    char byte = line.data[at - 1];
    if (is_blank(byte)) continue;
    if (kind == 0) kind = byte;
    if (byte != kind || strchr("*-_", byte) == NULL) break;
    count++;
  }
  return count >= 3 ? at : line.length;
}

/* Where in the line the first container marker stands that is too far right; SIZE_MAX when none is. */
static size_t too_deep(struct view line) {
  size_t column = 0, at = 0;
  while (at < line.length) {
    if (line.data[at] == ' ') {
      column++;
      at++;
    } else if (line.data[at] == '\t') {
      column += TAB_WIDTH - column % TAB_WIDTH;
      at++;
    } else {
      size_t length = marker_length(view_slice(line, at, SIZE_MAX));
      if (length == 0) return SIZE_MAX;
      if (column >= BODY_DEPTH_LIMIT) return at >= break_start(line) ? SIZE_MAX : at;
      column += length;
      at += length;
    }
  }
  return SIZE_MAX;
}

/* Breaks the marker that goes on at `at`. */
static void add_break(struct scan *scan, size_t at) {
  leave_out(scan, at, 0);
  buffer_add_string(&scan->marks->changed, MARK_DEEP);
  scan->marks->used = true;
}

static size_t next_fault(const struct scan *scan) {
  return scan->next_bad < scan->next_control ? scan->next_bad : scan->next_control;
}

/* Puts something in the place of the special byte at `at` where that must be; where to go on. */
static size_t add_special(struct scan *scan, size_t at, size_t end) {
  struct view rest = view_slice(scan->source, at, end - at);
  size_t length;
  switch (rest.data[0]) {
  case '\\':
    return at + (rest.length > 1 && is_punctuation(rest.data[1]) && rest.data[1] != '&' ? 2 : 1);
  case '&':
    length = control_entity(rest);
    if (length > 0) return replace_character(scan, at, length);
    break;
  case '[':
    length = scan->footnotes ? note_length(rest) : 0;
    if (length == 0 || next_fault(scan) < at + length) break;
    leave_out(scan, at, length);
    add_note(scan, at, length, 0);
    return at + length;
  case '!':
    if (rest.length > 1 && rest.data[1] == '[' && ++scan->images > IMAGE_LIMIT) add_break(scan, at + 1);
    break;
  case '<':
    if (rest.length > 2 && rest.data[1] == '!' && is_letter(rest.data[2]) &&
        ++scan->declarations > DECLARATION_LIMIT)
      add_break(scan, at + 1);
    break;
  default:
    break;
  }
  return at + 1;
}

static byte_block mark_special(byte_block block) {
  return byte_block_is(block, '\\') | byte_block_is(block, '&') | byte_block_is(block, '[') |
         byte_block_is(block, '!') | byte_block_is(block, '<');
}

/* Goes through the bytes from `at` to `end`, all in one line, and puts marks in them. */
static void add_marked(struct scan *scan, size_t at, size_t end, size_t deep) {
  if (deep != SIZE_MAX) add_break(scan, deep);
  while (at < end) {
    if (scan->next_special < at) scan->next_special = byte_block_find(scan->source, at, mark_special);
    size_t fault = next_fault(scan), stop = scan->next_special < fault ? scan->next_special : fault;
    if (stop >= end) return;
    at = stop != fault            ? add_special(scan, stop, end)
         : stop == scan->next_bad ? replace_bad(scan, stop)
                                  : replace_control(scan, stop);
  }
}

static void add_definition(struct scan *scan, size_t at, size_t end, size_t indent) {
  size_t length = note_length(view_slice(scan->source, at + indent, end - at - indent));
  if (next_fault(scan) < at + indent + length) {
    add_marked(scan, at, end, SIZE_MAX);
    return;
  }
  struct buffer *text = &scan->marks->changed;
  size_t blanks = indent < 3 ? 3 - indent : 1;
  leave_out(scan, at + indent, length);
  buffer_add_byte(text, definition_bullet(scan, at));
  for (size_t i = 0; i < blanks; i++)
    buffer_add_byte(text, ' ');
  add_note(scan, at + indent, length, 1 + blanks);
  add_marked(scan, at + indent + length, end, SIZE_MAX);
}

/* Keeps up with the lists that a definition's item might join. */
static void follow_lists(struct scan *scan, struct view line) {
  bool blank = is_blank_line(line);
  unsigned bullet = blank ? 0 : line_bullet(line);
  if (!blank && bullet == 0 && scan->after_blank && !is_blank(line.data[0])) scan->bullets = 0;
  scan->bullets |= bullet;
  scan->after_blank = blank;
  if (blank) scan->images = scan->declarations = 0;
}

void body_marks_make(struct body_tokens *marks, struct view source, bool footnotes, bool is_utf8) {
  *marks = (struct body_tokens){0};
  struct scan scan = {.marks = marks,
                      .source = source,
                      .footnotes = footnotes,
                      .has_returns = view_find_byte(source, '\r', 0) != VIEW_NOT_FOUND,
                      .next_bad = SIZE_MAX,
                      .next_control = text_find_control(source, 0),
                      .next_special = byte_block_find(source, 0, mark_special),
                      .after_blank = true};
  if (!is_utf8) find_bad(&scan, 0);
  for (size_t at = 0; at < source.length;) {
    struct view line = line_at(&scan, at);
    size_t end = at + line.length;
    size_t indent = footnotes ? definition_indent(line) : SIZE_MAX;
    if (indent != SIZE_MAX) {
      add_definition(&scan, at, end, indent);
      scan.after_blank = false;
    } else {
      follow_lists(&scan, line);
      size_t deep = line.length > 1 ? too_deep(line) : SIZE_MAX;
      add_marked(&scan, at, end, deep == SIZE_MAX ? SIZE_MAX : at + deep);
    }
    at = after_line_end(source, end);
    if (end < source.length && source.data[end] == '\r') {
      leave_out(&scan, end, at - end);
      buffer_add_byte(&marks->changed, '\n');
    }
  }
  if (marks->changed.data != NULL) leave_out(&scan, source.length, 0);
  marks->text = marks->changed.data == NULL ? source : buffer_view(&marks->changed);
}

void body_marks_free(struct body_tokens *marks) {
  buffer_free(&marks->changed);
  free(marks->notes);
  *marks = (struct body_tokens){0};
}

bool body_marks_in(const struct body_tokens *marks, struct view text) {
  return marks->used && view_find(text, VIEW(MARK_LEAD), 0) != VIEW_NOT_FOUND;
}

/* Reads what follows a REFERENCE or DEFINITION: the number, END and ^. */
static const struct body_note_mark *read_number(const struct body_tokens *marks, struct view *rest) {
  struct view text = *rest;
  size_t number = 0, at = 0;
  while (at < text.length && at < 12 && is_digit(text.data[at]))
    number = number * 10 + (size_t)(text.data[at++] - '0');
  if (!view_starts_with(view_slice(text, at, SIZE_MAX), MARK_END "^") || number >= marks->note_count)
    return NULL;
  *rest = view_slice(text, at + MARK_LENGTH + 1, SIZE_MAX);
  return &marks->notes[number];
}

/* Where the next of our marks begins. */
static size_t find_mark(const struct body_tokens *marks, struct view text) {
  if (!marks->used) return text.length;
  size_t at = view_find(text, VIEW(MARK_LEAD), 0);
  while (at != VIEW_NOT_FOUND && !is_noncharacter(view_slice(text, at, SIZE_MAX)))
    at = view_find(text, VIEW(MARK_LEAD), at + 1);
  return at == VIEW_NOT_FOUND ? text.length : at;
}

/* Takes the mark at the front of the rest; false when it stands for nothing. */
static bool take_mark(const struct body_tokens *marks, struct view *rest, struct body_piece *piece) {
  struct view mark = view_slice(*rest, 0, MARK_LENGTH);
  *rest = view_slice(*rest, MARK_LENGTH, SIZE_MAX);
  if (view_equal_string(mark, MARK_DEEP)) {
    piece->kind = BODY_PIECE_DEEP;
    return true;
  }
  if (view_equal_string(mark, MARK_REFERENCE) || view_equal_string(mark, MARK_DEFINITION)) {
    piece->kind = BODY_PIECE_NOTE;
    piece->note = read_number(marks, rest);
    return piece->note != NULL;
  }
  if (view_equal_string(mark, BODY_MARK_LINE) && view_starts_with(*rest, " "))
    *rest = view_slice(*rest, 1, SIZE_MAX);
  return false;
}

/* Whether the mark at the offset is a footnote's, whose ^ stands before it. */
static bool begins_token(struct view text, size_t at) {
  struct view mark = view_slice(text, at, MARK_LENGTH);
  return at > 0 && text.data[at - 1] == '^' &&
         (view_equal_string(mark, MARK_REFERENCE) || view_equal_string(mark, MARK_DEFINITION));
}

bool body_marks_next(const struct body_tokens *marks, struct view *rest, struct body_piece *piece) {
  while (rest->length > 0) {
    size_t at = find_mark(marks, *rest);
    if (at < rest->length && begins_token(*rest, at)) at--;
    if (at > 0) {
      *piece = (struct body_piece){.kind = BODY_PIECE_TEXT, .text = view_slice(*rest, 0, at)};
      *rest = view_slice(*rest, at, SIZE_MAX);
      return true;
    }
    if (rest->data[0] == '^') *rest = view_slice(*rest, 1, SIZE_MAX);
    if (take_mark(marks, rest, piece)) return true;
  }
  return false;
}

void body_marks_restore(const struct body_tokens *marks, struct view text, struct buffer *buffer) {
  struct body_piece piece;
  while (body_marks_next(marks, &text, &piece)) {
    if (piece.kind == BODY_PIECE_TEXT) buffer_add(buffer, piece.text);
    if (piece.kind != BODY_PIECE_NOTE) continue;
    buffer->length -= piece.note->lead < buffer->length ? piece.note->lead : buffer->length;
    buffer_add(buffer, piece.note->written);
  }
}
