#include "parse/body/joined_lines.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

enum {
  JOINED_LINES = 2, /* ends of lines that are no width's, one behind the other */
  WIDTH_LEAST = 60, /* characters: nobody breaks lines of fewer by their width */
  LONG_LINE = 160,  /* bytes: nor of so many */
  SHARED = 6,       /* bytes of two words that two lines begin with */
  LABEL = 30,       /* bytes of a name before a colon at the most */
};

/* Without the signs of quotations and the blanks around. */
static struct view words_of(struct view line) {
  line = view_trim(line);
  while (line.length > 0 && line.data[0] == '>')
    line = view_trim(view_slice(line, 1, SIZE_MAX));
  return line;
}

static size_t characters_of(struct view text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += !utf8_continues(text.data[i]);
  return count;
}

static struct view first_word(struct view text) {
  return view_slice(text, 0, view_find_byte(text, ' ', 0));
}

/* Whether the line is broken by hand: two blanks, a backslash or a tag at its end. */
static bool is_broken(struct view line) {
  if (view_ends_with(line, "\r")) line.length--;
  if (view_ends_with(line, "  ")) return true;
  line = view_trim(line);
  return view_ends_with(line, "\\") || view_ends_with(line, "<br>") || view_ends_with(line, "<br/>") ||
         view_ends_with(line, "<br />");
}

static bool ends_sentence(struct view words) {
  static const char *const ends[] = {".", ";", "!", "?", "…", ".”", "!”", "?”", ".\"", ".)", ".**", ".*"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_ends_with(words, ends[i])) return true;
  return false;
}

static int32_t first_character(struct view text) {
  size_t at = 0;
  return text.length == 0 ? -1 : text_next_character(text, &at);
}

static bool begins_small(struct view words) {
  int32_t character = first_character(words);
  return character >= 0 && u_islower(character);
}

static bool begins_anew(struct view words) {
  int32_t character = first_character(words);
  return character >= 0 && (u_isupper(character) || u_isdigit(character));
}

/* --- Lines that begin alike */

static struct view without_emphasis(struct view words) {
  while (words.length > 0 && (words.data[0] == '*' || words.data[0] == '_'))
    words = view_slice(words, 1, SIZE_MAX);
  return words;
}

/* The number that the text begins with, which `*end` is then behind; 0: none. */
static unsigned number_at(struct view text, size_t *end) {
  unsigned number = 0;
  for (*end = 0; *end < text.length && *end < 3 && ascii_is_digit(text.data[*end]); ++*end)
    number = number * 10 + (unsigned)(text.data[*end] - '0');
  return number;
}

/* "1 - …", "1: …", "1, …" and the next number. */
static bool are_numbered(struct view one, struct view next) {
  size_t end, behind;
  unsigned first = number_at(one, &end), second = number_at(next, &behind);
  struct view rest = view_slice(one, end, SIZE_MAX), other = view_slice(next, behind, SIZE_MAX);
  static const char *const signs[] = {" - ", " – ", ": ", ", ", "; ", " / ", " : "};
  for (size_t i = 0; first > 0 && second == first + 1 && i < sizeof signs / sizeof *signs; i++)
    if (view_starts_with(rest, signs[i]) && view_starts_with(other, signs[i])) return true;
  return false;
}

/* "i. …" and "ii. …" */
static bool are_roman(struct view one, struct view next) {
  static const char *const numbers[] = {"i", "ii", "iii", "iv", "v", "vi", "vii"};
  struct view first = first_word(one), second = first_word(next);
  if (first.length < 2 || second.length < 2 || strchr(".)", first.data[first.length - 1]) == NULL)
    return false;
  first.length--;
  second.length--;
  for (size_t i = 0; i + 1 < sizeof numbers / sizeof *numbers; i++)
    if (view_equal_string(first, numbers[i]) && view_equal_string(second, numbers[i + 1])) return true;
  return false;
}

static bool is_sign(int32_t character) {
  return character > 0 && !u_isalnum(character) &&
         strchr("\"'([{<!|`", character < 0x80 ? character : 'x') == NULL &&
         (character < 0x80 || character >= 0x2190);
}

/* The same sign, or two pictures, with a blank behind each. */
static bool have_signs(struct view one, struct view next) {
  struct view first = first_word(one), second = first_word(next);
  if (first.length == one.length || second.length == next.length || first.length > 8 || second.length > 8)
    return false;
  if (!is_sign(first_character(first)) || !is_sign(first_character(second))) return false;
  bool pictures = first_character(first) >= 0x2190 && first_character(second) >= 0x2190;
  return pictures || (view_equal(first, second) && !ascii_is_digit(first.data[first.length - 1]));
}

/* [ ] and [x], which make a list of things to do only in a list. */
static bool are_tasks(struct view one, struct view next) {
  return (view_starts_with(one, "[ ] ") || view_starts_with(one, "[x] ") || view_starts_with(one, "[] ")) &&
         (view_starts_with(next, "[ ] ") || view_starts_with(next, "[x] ") || view_starts_with(next, "[] "));
}

/* "Điều 1. …" and "Điều 2. …", "Thứ nhất, …" and "Thứ hai, …", "Một là, …" and "Hai là, …" */
static bool are_counted(struct view one, struct view next) {
  struct view first = first_word(one), second = first_word(next);
  if (!begins_anew(one) || !begins_anew(next) || first.length == one.length || second.length == next.length)
    return false;
  struct view mark = first_word(view_slice(one, first.length + 1, SIZE_MAX)),
              other = first_word(view_slice(next, second.length + 1, SIZE_MAX));
  if (mark.length == 0 || other.length == 0) return false;
  bool is_order = view_equal(mark, other) && (view_starts_with(mark, "là,") || view_starts_with(mark, "là:"));
  bool closed = strchr(".:,)", mark.data[mark.length - 1]) != NULL &&
                mark.data[mark.length - 1] == other.data[other.length - 1] && mark.length > 1 &&
                other.length > 1;
  bool is_kind = view_equal(first, second) && closed && !view_equal(mark, other) &&
                 (ascii_is_digit(mark.data[0]) || view_equal_string(first, "Thứ"));
  return is_order || is_kind;
}

/* "Họ tên: …" */
static bool has_label(struct view words) {
  size_t colon = view_find_byte(view_slice(words, 0, LABEL), ':', 0);
  if (colon == VIEW_NOT_FOUND || colon == 0 || !begins_anew(words) || ascii_is_digit(words.data[0]))
    return false;
  return colon + 2 < words.length && words.data[colon + 1] == ' ' &&
         view_find_byte(view_slice(words, 0, colon), '.', 0) == VIEW_NOT_FOUND;
}

/* A line that is one link. */
static bool is_link(struct view words) {
  size_t middle = view_find(words, VIEW("]("), 0);
  return view_starts_with(words, "[") && view_ends_with(words, ")") && middle != VIEW_NOT_FOUND &&
         view_find(words, VIEW("]("), middle + 1) == VIEW_NOT_FOUND;
}

/* "ĐẠI DIỆN BÊN A" and "ĐẠI DIỆN BÊN B" */
static bool share_words(struct view one, struct view next) {
  size_t first = view_find_byte(one, ' ', 0),
         second = first == VIEW_NOT_FOUND ? first : view_find_byte(one, ' ', first + 1);
  return second != VIEW_NOT_FOUND && second >= SHARED && begins_anew(one) &&
         characters_of(one) < WIDTH_LEAST * 3 / 4 &&
         view_equal(view_slice(one, 0, second + 1), view_slice(next, 0, second + 1));
}

/* A credit below a sentence: "Ảnh: …" */
static bool is_credit(struct view words) {
  static const char *const labels[] = {
      "Ảnh: ", "Nguồn: ", "Theo: ", "Bài: ", "Tin: ", "Tác giả: ", "Bài và ảnh: ", "Tin, ảnh: "};
  words = without_emphasis(words);
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
    if (view_starts_with(words, labels[i])) return true;
  return false;
}

static bool begin_alike(struct view one, struct view next) {
  struct view first = without_emphasis(one), second = without_emphasis(next);
  return are_numbered(first, second) || are_roman(first, second) || have_signs(one, next) ||
         are_tasks(one, next) || are_counted(first, second) || share_words(one, next) ||
         (is_link(one) && is_link(next)) ||
         (has_label(first) && has_label(second) && characters_of(one) < WIDTH_LEAST);
}

/* --- All lines */

/* Whether the first word of the next line had room in this one, so that its end is no width's. */
static bool had_room(struct view words, struct view next, size_t width) {
  return begins_anew(next) && (characters_of(words) + 1 + characters_of(first_word(next))) * 4 <= width * 3;
}

static size_t width_of(struct view paragraph) {
  size_t width = WIDTH_LEAST;
  for (struct view line; view_next(&paragraph, '\n', &line);) {
    size_t characters = characters_of(words_of(line));
    if (characters > width) width = characters;
  }
  return width;
}

bool joined_lines_find(struct view paragraph, size_t *line) {
  struct view rest = paragraph, one, next;
  size_t joined = 0, width = width_of(paragraph);
  if (!view_next(&rest, '\n', &one)) return false;
  for (*line = 0; view_next(&rest, '\n', &next); one = next, ++*line) {
    struct view words = words_of(one), following = words_of(next);
    if (following.length == 0 || is_broken(one)) {
      joined = 0;
      continue;
    }
    bool ends = view_ends_with(words, ";") || (ends_sentence(words) && !begins_small(following));
    joined = ends || had_room(words, following, width) ? joined + 1 : 0;
    if (joined == JOINED_LINES || (ends && one.length > LONG_LINE) || (ends && is_credit(following)) ||
        begin_alike(words, following))
      return true;
  }
  return false;
}
