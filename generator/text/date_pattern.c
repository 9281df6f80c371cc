#include "base/digits.h"
#include "base/memory.h"
#include "text/date.h"
#include "text/utf16.h"

#include <stdlib.h>
#include <unicode/udat.h>

enum { MONTHS = 12, WEEKDAYS = 7, PATTERN_LETTERS = 4 };

struct date_names {
  struct buffer text;
  struct view months[MONTHS], weekdays[WEEKDAYS]; /* from January, from Sunday; into `text` */
};

/* Appends one name and its NUL. */
static void add_symbol(struct buffer *text, const UDateFormat *format, UDateFormatSymbolType type,
                       int32_t index, UErrorCode *status) {
  UChar units[128];
  int32_t length = udat_getSymbols(format, type, index, units, 128, status);
  if (U_FAILURE(*status)) return;
  utf16_add_to(text, units, length);
  buffer_add_byte(text, '\0');
}

static struct view take_name(const char **at) {
  struct view name = view_of(*at);
  *at += name.length + 1;
  return name;
}

static bool read_names(struct date_names *names, const UDateFormat *format) {
  UErrorCode status = U_ZERO_ERROR;
  for (int32_t i = 0; i < MONTHS; i++)
    add_symbol(&names->text, format, UDAT_MONTHS, i, &status);
  for (int32_t i = 0; i < WEEKDAYS; i++)
    add_symbol(&names->text, format, UDAT_WEEKDAYS, UCAL_SUNDAY + i, &status);
  if (U_FAILURE(status)) return false;
  const char *at = names->text.data;
  for (size_t i = 0; i < MONTHS; i++)
    names->months[i] = take_name(&at);
  for (size_t i = 0; i < WEEKDAYS; i++)
    names->weekdays[i] = take_name(&at);
  return true;
}

struct date_names *date_names_open(const char *language) {
  char locale[ULOC_FULLNAME_CAPACITY];
  if (!utf16_locale_of(language, locale)) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open(UDAT_FULL, UDAT_FULL, locale, NULL, 0, NULL, 0, &status);
  if (U_FAILURE(status)) return NULL;
  struct date_names *names = memory_allocate(1, sizeof *names);
  bool complete = read_names(names, format);
  udat_close(format);
  if (complete) return names;
  date_names_close(names);
  return NULL;
}

void date_names_close(struct date_names *names) {
  if (names == NULL) return;
  buffer_free(&names->text);
  free(names);
}

/* With one or two digits at least. */
static void add_number(struct buffer *buffer, uint32_t value, size_t least_digits) {
  char *to = buffer_reserve(buffer, 4);
  if (least_digits == 2 && value < 100)
    buffer->length += (size_t)(digits_pair(to, value) - to);
  else
    buffer->length += (size_t)(digits_short(to, value) - to);
}

static bool add_month_name(struct buffer *buffer, struct date date, const struct date_names *names) {
  if (names == NULL || date.month < 1 || date.month > MONTHS) return false;
  buffer_add(buffer, names->months[date.month - 1]);
  return true;
}

static bool add_weekday_name(struct buffer *buffer, struct date date, const struct date_names *names) {
  if (names == NULL) return false;
  int32_t from_sunday = (date_day_number(date) + 4) % WEEKDAYS; /* 1970-01-01 was a Thursday */
  buffer_add(buffer, names->weekdays[from_sunday < 0 ? from_sunday + WEEKDAYS : from_sunday]);
  return true;
}

/* A letter of the pattern, and how often it stands there. */
static bool add_field(struct buffer *buffer, struct date date, char letter, size_t count,
                      const struct date_names *names) {
  if (letter == 'M' && count == 4) return add_month_name(buffer, date, names);
  if (letter == 'E' && count == 4) return add_weekday_name(buffer, date, names);
  if (count > 2 || (letter == 'm' && count != 2) || (letter == 'y' && count != 1)) return false;
  uint32_t value = 0;
  switch (letter) {
  case 'y':
    value = (uint32_t)date.year;
    break;
  case 'M':
    value = date.month;
    break;
  case 'd':
    value = date.day;
    break;
  case 'H':
    value = date.hour;
    break;
  case 'm':
    value = date.minute;
    break;
  default:
    return false;
  }
  add_number(buffer, value, count);
  return true;
}

/* The quoted text at `*at`, where two quotes stand for one; false when its end is missing. */
static bool add_quoted(struct buffer *buffer, struct view pattern, size_t *at) {
  size_t begin = *at + 1;
  size_t end = view_find_byte(pattern, '\'', begin);
  if (end == VIEW_NOT_FOUND) return false;
  if (end == begin) buffer_add_byte(buffer, '\'');
  buffer_add(buffer, view_slice(pattern, begin, end - begin));
  *at = end + 1;
  while (end > begin && *at < pattern.length && pattern.data[*at] == '\'') {
    begin = end + 1;
    end = view_find_byte(pattern, '\'', begin + 1);
    if (end == VIEW_NOT_FOUND) return false;
    buffer_add(buffer, view_slice(pattern, begin, end - begin));
    *at = end + 1;
  }
  return true;
}

static bool is_pattern_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static size_t count_repeats(struct view pattern, size_t at) {
  size_t count = 1;
  while (at + count < pattern.length && pattern.data[at + count] == pattern.data[at])
    count++;
  return count;
}

static bool add_pattern(struct buffer *buffer, struct date date, struct view pattern,
                        const struct date_names *names) {
  for (size_t at = 0; at < pattern.length;) {
    if (pattern.data[at] == '\'') {
      if (!add_quoted(buffer, pattern, &at)) return false;
    } else if (is_pattern_letter(pattern.data[at])) {
      size_t count = count_repeats(pattern, at);
      if (!add_field(buffer, date, pattern.data[at], count, names)) return false;
      at += count;
    } else {
      buffer_add_byte(buffer, pattern.data[at++]);
    }
  }
  return true;
}

bool date_add_pattern(struct buffer *buffer, struct date date, struct view pattern,
                      const struct date_names *names) {
  size_t before = buffer->length;
  bool known = add_pattern(buffer, date, pattern, names);
  if (!known || date.precision == DATE_NONE) buffer->length = before;
  return known;
}
