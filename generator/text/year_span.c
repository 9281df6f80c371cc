#include "text/year_span.h"

#include "base/ascii.h"
#include "base/byte_block.h"

static bool is_word(char byte) {
  return ascii_is_alphanumeric(byte) || byte == '_';
}

static char byte_at(struct view text, size_t at) {
  return at < text.length ? text.data[at] : '\0';
}

/* 0: there is none. */
static int32_t year_at(struct view text, size_t at) {
  int32_t year = 0;
  for (size_t i = 0; i < 4; i++) {
    if (!ascii_is_digit(byte_at(text, at + i))) return 0;
    year = year * 10 + (text.data[at + i] - '0');
  }
  return year >= 1900 && year < 2200 && !is_word(byte_at(text, at + 4)) ? year : 0;
}

/* Past blanks and at most one line end. */
static size_t skip_blanks(struct view text, size_t at) {
  bool line = false;
  for (;; at++) {
    char byte = byte_at(text, at);
    if (byte == '\n' && line) return at;
    if (byte == '\n') line = true;
    if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n') return at;
  }
}

static bool skip_string(struct view text, size_t *at, const char *string) {
  struct view rest = view_slice(text, *at, strlen(string));
  if (!view_equal_string(rest, string)) return false;
  *at += strlen(string);
  return true;
}

static bool skip_any(struct view text, size_t *at, const char *const *strings) {
  for (; *strings != NULL; strings++)
    if (skip_string(text, at, *strings)) return true;
  return false;
}

/* Moves past what stands between two years of a period. */
static bool skip_separator(struct view text, size_t *at) {
  static const char *const dashes[] = {"-", "–", "—", "‑", "−", NULL};
  static const char *const words[] = {"đến hết năm", "đến hết", "đến năm", "đến", "tới hết năm",
                                      "tới hết",     "tới năm", "tới",     NULL};
  *at = skip_blanks(text, *at);
  if (!skip_any(text, at, dashes) && !skip_any(text, at, words)) return false;
  *at = skip_blanks(text, *at);
  if (skip_string(text, at, "năm")) *at = skip_blanks(text, *at);
  return true;
}

/* A year that is part of a day, a number of a document, an id or an address is none. */
static bool is_free_before(struct view text, size_t at) {
  if (at == 0) return true;
  char byte = text.data[at - 1];
  return !is_word(byte) && strchr("-/.:=#%&?", byte) == NULL;
}

static bool is_free_behind(struct view text, size_t at) {
  return strchr("-/", byte_at(text, at)) == NULL || byte_at(text, at) == '\0' ||
         !is_word(byte_at(text, at + 1));
}

int32_t text_year_at(struct view text, size_t at) {
  return is_free_before(text, at) && is_free_behind(text, at + 4) ? year_at(text, at) : 0;
}

static bool years_at(struct view text, size_t at, struct year_span *span) {
  size_t end = at + 4;
  *span = (struct year_span){.first = year_at(text, at), .offset = at};
  if (span->first == 0 || !is_free_before(text, at) || !skip_separator(text, &end)) return false;
  span->last = year_at(text, end);
  span->length = end + 4 - at;
  return span->last > span->first && is_free_behind(text, end + 4);
}

/* What a year or a link's address begins with. */
static byte_block mark_beginning(byte_block block) {
  return byte_block_between(block, '1', '2') | byte_block_is(block, ']');
}

static byte_block mark_address_end(byte_block block) {
  return byte_block_is(block, ')') | byte_block_is(block, '\n');
}

bool text_next_year_span(struct view text, size_t *at, struct year_span *span) {
  bool found = false;
  while (!found && (*at = byte_block_find(text, *at, mark_beginning)) < text.length) {
    if (text.data[*at] != ']') {
      found = years_at(text, *at, span);
      *at += found ? span->length : 1;
    } else if (byte_at(text, *at + 1) == '(') {
      *at = byte_block_find(text, *at, mark_address_end);
    } else {
      ++*at;
    }
  }
  return found;
}
