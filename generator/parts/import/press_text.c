#include "parts/import/press_text.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

static bool is_nothing(int32_t character) {
  return character < 0 || character == 0xad || character == 0xfeff ||
         (character >= 0x200b && character <= 0x200f) || (character >= 0x202a && character <= 0x202e) ||
         (character >= 0x2060 && character <= 0x2069) ||
         (u_iscntrl(character) && !u_isUWhiteSpace(character));
}

/* With its blanks as press_line has them. */
static struct view tidy(struct arena *arena, struct view line) {
  struct buffer buffer = {0};
  size_t blanks = 0;
  for (size_t at = 0; at < line.length;) {
    size_t begin = at;
    int32_t character = text_next_character(line, &at);
    if (is_nothing(character)) continue;
    if (u_isUWhiteSpace(character)) {
      blanks += character == '\t' ? 3 : 1;
      continue;
    }
    if (blanks > 0 && buffer.length > 0) buffer_add_byte(&buffer, blanks >= 3 ? '\t' : ' ');
    blanks = 0;
    buffer_add(&buffer, view_slice(line, begin, at - begin));
  }
  struct view text = arena_copy(arena, buffer_view(&buffer));
  buffer_free(&buffer);
  return text;
}

struct view press_text_clean(struct arena *arena, struct view text) {
  struct view tidied = tidy(arena, text);
  return text_find_mark_pile(tidied) < tidied.length ? VIEW("") : text_normalize(arena, tidied);
}

void press_text_add(struct press_text *press, struct arena *arena, struct view line, enum press_role role) {
  struct view text = press_text_clean(arena, line);
  if (text.length == 0) return;
  press->lines = arena_grow(arena, press->lines, press->count, &press->capacity, sizeof *press->lines);
  press->lines[press->count++] = (struct press_line){text, role};
}

static size_t characters(struct view text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += !utf8_continues(text.data[i]);
  return count;
}

static struct view next_line(struct view *rest) {
  struct view line;
  if (!view_next(rest, '\n', &line)) return (struct view){NULL, 0};
  return view_trim(line);
}

enum { WIDEST = 120, NARROWEST = 40 };

/* The width at which lines were broken; 0: they were not. Several lines come near it where they were: of a
 * short text one is the widest. */
static size_t find_width(struct view text) {
  enum { NEAR = 15, LEAST_LINES = 3 };
  size_t widest = 0, near = 0;
  for (struct view rest = text; rest.length > 0;) {
    size_t width = characters(next_line(&rest));
    if (width > widest) widest = width;
    if (widest > WIDEST) return 0;
  }
  for (struct view rest = text; rest.length > 0 && near < LEAST_LINES;)
    near += characters(next_line(&rest)) + NEAR > widest;
  return widest < NARROWEST || near < LEAST_LINES ? 0 : widest;
}

static bool begins_item(struct view line) {
  size_t digits = 0;
  while (digits < line.length && ascii_is_digit(line.data[digits]))
    digits++;
  if (digits > 0 && digits <= 2 && digits + 1 < line.length)
    return (line.data[digits] == '.' || line.data[digits] == ')') && line.data[digits + 1] == ' ';
  return view_starts_with(line, "- ") || view_starts_with(line, "* ") || view_starts_with(line, "+ ");
}

void press_text_read_plain(struct press_text *press, struct arena *arena, struct view text) {
  size_t width = find_width(text);
  struct buffer joined = {0};
  size_t last_width = 0; /* of the line before; 0: none */
  for (struct view rest = text; rest.length > 0;) {
    struct view line = next_line(&rest), word = line;
    word.length = line.length == 0 ? 0 : view_find_byte(line, ' ', 0);
    if (word.length > line.length) word.length = line.length;
    bool belongs = width > 0 && last_width > 0 && line.length > 0 && !begins_item(line) &&
                   last_width + 1 + characters(word) > width;
    if (!belongs) {
      press_text_add(press, arena, buffer_view(&joined), PRESS_PLAIN);
      buffer_clear(&joined);
    } else {
      buffer_add_byte(&joined, ' ');
    }
    buffer_add(&joined, line);
    last_width = characters(line);
  }
  press_text_add(press, arena, buffer_view(&joined), PRESS_PLAIN);
  buffer_free(&joined);
}

bool press_text_is_large(const struct press_text *press) {
  size_t length = 0;
  for (size_t i = 0; i < press->count; i++)
    length += press->lines[i].text.length;
  return press->count > PRESS_LINES_LIMIT || length > PRESS_TEXT_LIMIT;
}
