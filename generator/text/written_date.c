#include "text/written_date.h"

#include "base/ascii.h"
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

struct view written_date_find_impossible(struct view text, size_t from) {
  for (size_t at = from; (at = view_find_byte(text, '/', at)) != VIEW_NOT_FOUND; at++) {
    size_t begin = at, end;
    while (begin > from && at - begin < 3 && ascii_is_digit(text.data[begin - 1]))
      begin--;
    bool apart = begin == 0 || !(ascii_is_alphanumeric(text.data[begin - 1]) || text.data[begin - 1] == '/' ||
                                 text.data[begin - 1] == '-' || text.data[begin - 1] == '.');
    if (apart && begin < at && is_impossible(text, begin, at, &end))
      return view_slice(text, begin, end - begin);
  }
  return (struct view){NULL, 0};
}
