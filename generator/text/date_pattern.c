#include "base/ascii.h"
#include "base/memory.h"
#include "text/date.h"
#include "text/utf16.h"

#include <stdlib.h>
#include <unicode/udat.h>

enum { MONTHS = 12, WEEKDAYS = 7 };

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

/* The quoted text at `*at`, where two quotes stand for one; false when its end is missing. */
static bool read_quoted(struct buffer *text, struct view pattern, size_t *at) {
  size_t begin = *at + 1;
  size_t end = view_find_byte(pattern, '\'', begin);
  if (end == VIEW_NOT_FOUND) return false;
  if (end == begin) buffer_add_byte(text, '\'');
  buffer_add(text, view_slice(pattern, begin, end - begin));
  *at = end + 1;
  while (end > begin && *at < pattern.length && pattern.data[*at] == '\'') {
    begin = end + 1;
    end = view_find_byte(pattern, '\'', begin + 1);
    if (end == VIEW_NOT_FOUND) return false;
    buffer_add(text, view_slice(pattern, begin, end - begin));
    *at = end + 1;
  }
  return true;
}

static size_t count_repeats(struct view pattern, size_t at) {
  size_t count = 1;
  while (at + count < pattern.length && pattern.data[at + count] == pattern.data[at])
    count++;
  return count;
}

/* A letter of the pattern, and how often it stands there. */
static bool read_field(char letter, size_t count, const struct date_names *names, struct date_part *part) {
  static const struct {
    char letter;
    uint8_t count;
    enum date_part_kind kind;
  } fields[] = {{'y', 1, DATE_PART_YEAR},   {'M', 1, DATE_PART_MONTH},  {'M', 2, DATE_PART_MONTH},
                {'d', 1, DATE_PART_DAY},    {'d', 2, DATE_PART_DAY},    {'H', 1, DATE_PART_HOUR},
                {'H', 2, DATE_PART_HOUR},   {'m', 2, DATE_PART_MINUTE}, {'M', 4, DATE_PART_MONTH_NAME},
                {'E', 4, DATE_PART_WEEKDAY}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (fields[i].letter == letter && fields[i].count == count) {
      *part = (struct date_part){.kind = fields[i].kind, .digits = (uint8_t)count};
      return count != 4 || names != NULL;
    }
  return false;
}

static void end_text(struct buffer *text, struct arena *arena, struct date_pattern *pattern) {
  if (text->length > 0)
    pattern->parts[pattern->count++] = (struct date_part){.text = arena_copy(arena, buffer_view(text))};
  buffer_clear(text);
}

static bool read_parts(struct view from, struct arena *arena, struct buffer *text,
                       struct date_pattern *pattern) {
  for (size_t at = 0; at < from.length;) {
    if (from.data[at] == '\'') {
      if (!read_quoted(text, from, &at)) return false;
    } else if (ascii_is_letter(from.data[at])) {
      size_t count = count_repeats(from, at);
      end_text(text, arena, pattern);
      if (!read_field(from.data[at], count, pattern->names, &pattern->parts[pattern->count++])) return false;
      at += count;
    } else {
      buffer_add_byte(text, from.data[at++]);
    }
  }
  end_text(text, arena, pattern);
  return true;
}

bool date_pattern_read(struct date_pattern *pattern, struct view text, const struct date_names *names,
                       struct arena *arena) {
  struct buffer literal = {0};
  *pattern =
      (struct date_pattern){.parts = arena_array(arena, text.length, sizeof *pattern->parts), .names = names};
  bool known = read_parts(text, arena, &literal, pattern);
  buffer_free(&literal);
  return known;
}

/* With one or two digits at least. */
static inline void add_number(struct buffer *buffer, int32_t value, size_t least_digits) {
  char *to = buffer_reserve(buffer, 4);
  char *end = least_digits == 2 ? digits_pair(to, (uint32_t)value) : digits_short(to, (uint32_t)value);
  buffer->length += (size_t)(end - to);
}

static struct view weekday_name(struct date date, const struct date_names *names) {
  int32_t from_sunday = (date_day_number(date) + 4) % WEEKDAYS; /* 1970-01-01 was a Thursday */
  return names->weekdays[from_sunday < 0 ? from_sunday + WEEKDAYS : from_sunday];
}

void date_add_pattern(struct buffer *buffer, struct date date, const struct date_pattern *pattern) {
  if (date.precision == DATE_NONE) return;
  for (const struct date_part *part = pattern->parts; part < pattern->parts + pattern->count; part++) {
    switch (part->kind) {
    case DATE_PART_TEXT:
      if (part->text.length == 1)
        buffer_add_byte(buffer, part->text.data[0]);
      else
        buffer_add(buffer, part->text);
      break;
    case DATE_PART_YEAR:
      add_number(buffer, date.year, 1);
      break;
    case DATE_PART_MONTH:
      add_number(buffer, date.month, part->digits);
      break;
    case DATE_PART_DAY:
      add_number(buffer, date.day, part->digits);
      break;
    case DATE_PART_HOUR:
      add_number(buffer, date.hour, part->digits);
      break;
    case DATE_PART_MINUTE:
      add_number(buffer, date.minute, part->digits);
      break;
    case DATE_PART_MONTH_NAME:
      buffer_add(buffer, pattern->names->months[date.month - 1]);
      break;
    case DATE_PART_WEEKDAY:
      buffer_add(buffer, weekday_name(date, pattern->names));
      break;
    }
  }
}
