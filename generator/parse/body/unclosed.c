#include "parse/body/unclosed.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "parse/body/leftovers.h"

enum pair { ROUND, SQUARE, CURLY_QUOTE, ANGLE_QUOTE, STRAIGHT_QUOTE };

static const char *const openings[BODY_PAIRS] = {"(", "[", "“", "«", "\""};

static byte_block mark_pairs(byte_block first, byte_block second, byte_block third) {
  byte_block curly =
      byte_block_is(first, 0xE2) & byte_block_is(second, 0x80) & byte_block_between(third, 0x9C, 0x9E);
  byte_block angle = byte_block_is(first, 0xC2) & (byte_block_is(second, 0xAB) | byte_block_is(second, 0xBB));
  return byte_block_is(first, '"') | byte_block_between(first, '(', ')') | byte_block_is(first, '[') |
         byte_block_is(first, ']') | curly | angle;
}

/* Whether the bracket at `at` ends the number or letter of an item, as in "a) " and "1) ". */
static bool ends_marker(struct view text, size_t at) {
  size_t begin = at;
  while (begin > 0 && at - begin < 3 && ascii_is_alphanumeric(text.data[begin - 1]))
    begin--;
  bool is_apart = begin == 0 || ascii_is_space(text.data[begin - 1]);
  return is_apart && begin < at && (at - begin == 1 || ascii_is_digit(text.data[begin]));
}

static void open_sign(struct body_output *output, enum pair pair) {
  struct body_open_sign *sign = &output->open_signs[pair];
  if (sign->depth++ == 0) *sign = (struct body_open_sign){.depth = 1, .block = output->block.first};
}

/* One bracket may close the other, as those of an interval do: [0; 1). */
static void close_bracket(struct body_output *output, struct view text, size_t at) {
  enum pair pair = text.data[at] == ')' ? ROUND : SQUARE, other = pair == ROUND ? SQUARE : ROUND;
  struct body_open_sign *signs = output->open_signs;
  if (signs[pair].depth == 0) pair = other;
  bool is_marker = signs[pair].block != output->block.first && ends_marker(text, at);
  if (signs[pair].depth > 0 && !is_marker) signs[pair].depth--;
}

/* A smile is no bracket: :( */
static bool is_smile(struct view text, size_t at) {
  return at > 0 && text.data[at] == '(' && strchr(":;=", text.data[at - 1]) != NULL;
}

/* A quotation of several paragraphs opens anew in each. */
static bool goes_on(const struct body_output *output, size_t at, enum pair pair) {
  const struct body_open_sign *sign = &output->open_signs[pair];
  return at == 0 && sign->depth > 0 && sign->block != output->block.first;
}

/* Whether a straight quote opens: by the blank before it, or where it stands apart, by what came before. An
 * inch opens nothing: 5". */
static bool opens_straight(const struct body_output *output, struct view text, size_t at) {
  char before = at > 0 ? text.data[at - 1] : ' ', behind = at + 1 < text.length ? text.data[at + 1] : ' ';
  bool is_front = ascii_is_space(before) || strchr("([", before) != NULL;
  return is_front && (!ascii_is_space(behind) || output->open_signs[STRAIGHT_QUOTE].depth == 0);
}

static void read_quote(struct body_output *output, struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  enum pair pair = text.data[at] == '"'      ? STRAIGHT_QUOTE
                   : text.data[at] == '\xC2' ? ANGLE_QUOTE
                                             : CURLY_QUOTE;
  struct body_open_sign *sign = &output->open_signs[pair];
  bool is_german = view_starts_with(rest, "„");
  bool opens = pair == STRAIGHT_QUOTE ? opens_straight(output, text, at)
                                      : is_german || view_starts_with(rest, openings[pair]);
  if (sign->is_german && view_starts_with(rest, "“")) opens = false;
  bool is_garbled = pair == CURLY_QUOTE && view_ends_with(view_slice(text, 0, at), "€"); /* of a dash: â€“ */
  if (is_garbled) return;
  if (!opens) {
    sign->depth -= sign->depth > 0;
  } else if (!goes_on(output, at, pair)) {
    open_sign(output, pair);
    sign->is_german = is_german;
  }
}

void body_unclosed_read(struct body_output *output, struct view text) {
  struct body_open_sign *signs = output->open_signs;
  size_t opened[BODY_PAIRS] = {0};
  for (size_t at = 0; (at = byte_block_find_three(text, at, mark_pairs)) < text.length; at++) {
    size_t depths[BODY_PAIRS];
    for (size_t i = 0; i < BODY_PAIRS; i++)
      depths[i] = signs[i].depth;
    if (is_smile(text, at) || (strchr("[]()", text.data[at]) != NULL && body_leftover_is_link(output)))
      continue;
    if (text.data[at] == '(' || text.data[at] == '[')
      open_sign(output, text.data[at] == '(' ? ROUND : SQUARE);
    else if (text.data[at] == ')' || text.data[at] == ']')
      close_bracket(output, text, at);
    else
      read_quote(output, text, at);
    for (size_t i = 0; i < BODY_PAIRS; i++)
      if (depths[i] == 0 && signs[i].depth > 0) opened[i] = at;
  }
  for (size_t i = 0; i < BODY_PAIRS; i++)
    if (signs[i].depth > 0 && signs[i].location.line == 0)
      signs[i].location = body_leftover_location(output, view_slice(text, opened[i], SIZE_MAX));
}

void body_unclosed_report(struct body_output *output) {
  const struct body_tokens *marks = &output->job->marks;
  if (marks->bad_bytes.count > 0 || marks->bad_characters.count > 0) return; /* told: signs may be lost */
  for (size_t i = 0; i < BODY_PAIRS; i++)
    if (output->open_signs[i].depth > 0)
      diagnostics_add(output->job->diagnostics, output->job->file, output->open_signs[i].location,
                      message_unclosed_sign(view_of(openings[i])));
}
