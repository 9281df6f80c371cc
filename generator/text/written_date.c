#include "text/written_date.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "text/date.h"

/* Reads one or two digits, or four, at `*at`, and moves behind them; -1: there are others. */
static int read_digits(struct view text, size_t *at, bool year) {
  int value = 0;
  size_t begin = *at;
  while (*at < text.length && *at - begin < 5 && ascii_is_digit(text.data[*at]))
    value = value * 10 + (text.data[(*at)++] - '0');
  size_t digits = *at - begin;
  return (year ? digits == 4 : digits == 1 || digits == 2) ? value : -1;
}

/* Whether the text at `begin`, with a sign at `at` behind a number, is a day that there is none of; `*end` is
 * then behind it. */
static bool is_impossible(struct view text, size_t begin, size_t at, size_t *end) {
  char sign = text.data[at];
  size_t next = begin;
  int day = read_digits(text, &next, false);
  if (day < 0 || next != at) return false;
  next++;
  int month = read_digits(text, &next, false);
  if (month < 0 || next >= text.length || text.data[next] != sign) return false;
  next++;
  int year = read_digits(text, &next, true);
  bool bounded = next == text.length ||
                 (!ascii_is_alphanumeric(text.data[next]) && text.data[next] != sign &&
                  (unsigned char)text.data[next] < 0x80) ||
                 (next < text.length && (unsigned char)text.data[next] == 0xE2);
  *end = next;
  return bounded && year >= 1800 && year < 2200 && !date_is_in_calendar(year, month, day);
}

/* Whether the digits before `at` begin apart from what stands before them, no further back than `from`;
 * `*begin` is then their beginning. */
static bool find_digits(struct view text, size_t from, size_t at, size_t *begin) {
  *begin = at;
  while (*begin > from && at - *begin < 3 && ascii_is_digit(text.data[*begin - 1]))
    --*begin;
  return *begin < at && (*begin == 0 || !(ascii_is_alphanumeric(text.data[*begin - 1]) ||
                                          strchr("/-.,", text.data[*begin - 1]) != NULL));
}

static byte_block mark_separators(byte_block block) {
  return byte_block_is(block, '/') | byte_block_is(block, '-') | byte_block_is(block, '.');
}

static struct view find_in_digits(struct view text, size_t from) {
  for (size_t at = from; (at = byte_block_find(text, at, mark_separators)) < text.length; at++) {
    size_t begin, end;
    if (find_digits(text, from, at, &begin) && is_impossible(text, begin, at, &end))
      return view_slice(text, begin, end - begin);
  }
  return (struct view){NULL, 0};
}

static void skip_text(struct view text, size_t *at, const char *skipped) {
  if (view_starts_with(view_slice(text, *at, SIZE_MAX), skipped)) *at += strlen(skipped);
}

/* 30 tháng 2 năm 2026; where the year is missing 29 February is a day. */
static struct view find_in_words(struct view text, size_t from) {
  static const char month_word[] = " tháng ";
  for (size_t at = from; (at = view_find(text, VIEW(month_word), at)) != VIEW_NOT_FOUND; at++) {
    size_t begin, next, end = at + strlen(month_word);
    if (!find_digits(text, from, at, &begin)) continue;
    next = begin;
    int day = read_digits(text, &next, false), month = read_digits(text, &end, false);
    size_t behind = end;
    skip_text(text, &behind, ",");
    skip_text(text, &behind, " năm ");
    skip_text(text, &behind, "/");
    int year = behind == end ? -1 : read_digits(text, &behind, true);
    if (year > 0) end = behind;
    bool is_day = day > 0 && month > 0 && date_is_in_calendar(year > 0 ? year : 2000, month, day);
    if (next == at && day >= 0 && month >= 0 && !is_day) return view_slice(text, begin, end - begin);
  }
  return (struct view){NULL, 0};
}

struct view written_date_find_impossible(struct view text, size_t from) {
  struct view found = find_in_digits(text, from);
  return found.data != NULL ? found : find_in_words(text, from);
}
