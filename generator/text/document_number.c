#include "text/document_number.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

enum { DIGITS_LIMIT = 6, YEAR_FIRST = 1945, YEAR_LAST = 2099 };

static struct view cut_digits(struct view *rest) {
  size_t length = 0;
  while (length < rest->length && ascii_is_digit(rest->data[length]))
    length++;
  struct view digits = view_slice(*rest, 0, length);
  *rest = view_slice(*rest, length, SIZE_MAX);
  return digits;
}

/* Cuts off what stands before the next - or /, and says which of them it was; '\0' at the end. */
static struct view cut_part(struct view *rest, char *separator) {
  size_t length = 0;
  while (length < rest->length && rest->data[length] != '-' && rest->data[length] != '/')
    length++;
  struct view part = view_slice(*rest, 0, length);
  *separator = length < rest->length ? rest->data[length] : '\0';
  *rest = view_slice(*rest, length + 1, SIZE_MAX);
  return part;
}

/* Between the letters of a name: "TT.HĐND", "SGD&ĐT". */
static bool is_joint(UChar32 character) {
  return character == '.' || character == '&';
}

/* What can't stand in a symbol anywhere is reported first, since it is what people see. */
static say_of_number *check_characters(struct view text) {
  if (text.length == 0) return message_empty_number;
  for (size_t at = 0; at < text.length;) {
    UChar32 character = text_next_character(text, &at);
    if (character == '-' || character == '/' || is_joint(character)) continue;
    if (character < 0) return message_number_not_utf8;
    if (character == 0x2010 || character == 0x2011 || character == 0x2013 || character == 0x2014 ||
        character == 0x2212)
      return message_number_with_long_dash;
    if (u_isUWhiteSpace(character)) return message_number_with_blank;
    if (!u_isalpha(character) && !(character < 128 && u_isdigit(character))) return message_number_with_sign;
  }
  return NULL;
}

/* A kind or an issuer, of letters and digits. */
static say_of_number *check_name(struct view name) {
  size_t small = 0, large = 0;
  bool after_joint = false;
  for (size_t at = 0; at < name.length;) {
    bool first = at == 0;
    UChar32 character = text_next_character(name, &at);
    if (is_joint(character)) {
      if (first || after_joint || at == name.length) return message_number_with_sign;
      after_joint = true;
      continue;
    }
    after_joint = false;
    bool capital = u_isupper(character);
    if (first && character < 128 && u_isdigit(character)) return message_number_part_with_digit;
    if (capital || (character < 128 && u_isdigit(character)))
      large++;
    else
      small++;
    if (first && !capital) return message_number_part_small;
  }
  if (large == 0) return message_number_part_missing;
  return small >= large ? message_number_part_small : NULL;
}

/* The National Assembly or its standing committee, with the number of its term. */
static bool is_assembly(struct view name) {
  struct view rest = name;
  if (view_starts_with(name, "QH"))
    rest = view_slice(name, 2, SIZE_MAX);
  else if (view_starts_with(name, "UBTVQH"))
    rest = view_slice(name, 6, SIZE_MAX);
  else
    return false;
  struct view term = cut_digits(&rest);
  return term.length > 0 && rest.length == 0;
}

static say_of_number *read_issuers(struct view rest, struct document_number *number) {
  char separator;
  do {
    struct view issuer = cut_part(&rest, &separator);
    say_of_number *fault = check_name(issuer);
    if (fault != NULL) return fault;
    if (separator == '/') return message_number_issuers_apart;
    if (number->issuer_count == DOCUMENT_ISSUERS) return message_number_many_issuers;
    number->issuers[number->issuer_count++] = issuer;
  } while (separator != '\0');
  return NULL;
}

/* The year behind the number, where there is one. */
static say_of_number *read_year(struct view *rest, struct document_number *number) {
  if (rest->length == 0 || !ascii_is_digit(rest->data[0])) return NULL;
  struct view digits = cut_digits(rest);
  int year = 0;
  for (size_t i = 0; i < digits.length && i < 4; i++)
    year = year * 10 + (digits.data[i] - '0');
  if (digits.length != 4 || year < YEAR_FIRST || year > YEAR_LAST) return message_number_year_due;
  if (rest->length == 0) return message_number_ends_with_year;
  if (rest->data[0] != '/') return message_number_slash_due;
  *rest = view_slice(*rest, 1, SIZE_MAX);
  number->year = year;
  return NULL;
}

static say_of_number *read_kind(struct view *rest, char before, struct document_number *number) {
  struct view whole = *rest;
  char separator;
  struct view kind = cut_part(rest, &separator);
  if (separator == '\0' && number->year != 0 && is_assembly(kind)) {
    *rest = whole;
    return NULL;
  }
  say_of_number *fault = check_name(kind);
  if (fault != NULL) return fault;
  if (separator == '\0') return message_number_without_issuer;
  if (before == '-' && separator == '-') return message_number_dash_twice;
  number->kind = kind;
  return NULL;
}

say_of_number *document_number_parse(struct view text, struct document_number *number) {
  *number = (struct document_number){.year = 0};
  say_of_number *fault = check_characters(text);
  if (fault != NULL) return fault;
  struct view rest = text, digits = cut_digits(&rest);
  size_t length = digits.length;
  if (length == 0) return message_number_without_digits;
  if (length > DIGITS_LIMIT) return message_number_many_digits;
  if (rest.length > 0 && rest.data[0] >= 'a' && rest.data[0] <= 'z') {
    length++;
    rest = view_slice(rest, 1, SIZE_MAX);
  }
  number->number = view_slice(text, 0, length);
  if (rest.length == 0) return message_number_alone;
  char separator = rest.data[0];
  if (separator != '/' && separator != '-') return message_number_separator_due;
  rest = view_slice(rest, 1, SIZE_MAX);
  if (separator == '/') fault = read_year(&rest, number);
  if (fault == NULL) fault = read_kind(&rest, separator, number);
  if (fault == NULL) fault = read_issuers(rest, number);
  return fault;
}

/* What is a year of four digits, as documents have it. */
static bool is_year(struct view text) {
  struct document_number number = {.year = 0};
  return text.length == 4 && read_year(&text, &number) == message_number_ends_with_year;
}

bool document_number_is_without_issuer(struct view text) {
  char separator;
  struct view rest = text, digits = cut_digits(&rest);
  if (check_characters(text) != NULL || digits.length == 0 || digits.length > DIGITS_LIMIT) return false;
  struct view mark = cut_part(&rest, &separator);
  bool is_marked = mark.length == 0 || (mark.length == 1 && mark.data[0] >= 'a' && mark.data[0] <= 'z');
  if (!is_marked || separator != '/') return false;
  struct view first = cut_part(&rest, &separator);
  if (separator != '/') return false;
  struct view second = cut_part(&rest, &separator);
  if (separator != '\0' || is_assembly(first) || is_assembly(second)) return false;
  return (is_year(first) && check_name(second) == NULL) || (is_year(second) && check_name(first) == NULL);
}

/* What a word is made of, here: of addresses and file names too. */
static bool is_word(UChar32 character) {
  if (character < 128) return character > 0 && (u_isalnum(character) || strchr("/-._@%=&#+~\\", character));
  return u_isalnum(character) || u_charType(character) == U_NON_SPACING_MARK;
}

bool document_number_is_glued(struct view text_before) {
  if (text_before.length == 0) return false;
  size_t at = text_before.length - 1;
  while (at > 0 && text_before.length - at < 4 && ((unsigned char)text_before.data[at] & 0xC0) == 0x80)
    at--;
  return is_word(text_next_character(text_before, &at)) && at == text_before.length;
}

/* The word at the front of the text, with the signs at its end that may be the sentence's. */
static struct view cut_word(struct view text) {
  size_t length = 0;
  for (size_t at = 0; at < text.length && is_word(text_next_character(text, &at));)
    length = at;
  return view_slice(text, 0, length);
}

static struct view trim_signs(struct view word) {
  while (word.length > 0 && strchr("/-._@%=&#+~\\", word.data[word.length - 1]) != NULL)
    word.length--;
  return word;
}

static byte_block mark_separator(byte_block block) {
  return byte_block_is(block, '/') | byte_block_is(block, '-');
}

/* Where the number begins, at `from` or behind it, that a - or / at `separator` follows; `separator` when
 * there is none. */
static size_t number_begin(struct view text, size_t from, size_t separator) {
  size_t end = separator;
  if (end > from && text.data[end - 1] >= 'a' && text.data[end - 1] <= 'z') end--;
  size_t begin = end;
  while (begin > from && end - begin <= DIGITS_LIMIT && ascii_is_digit(text.data[begin - 1]))
    begin--;
  return begin == end ? separator : begin;
}

/* Every symbol has a - or / right behind its number, and few other words have any. */
struct view document_number_find(struct view text, size_t from) {
  for (size_t at = from; at < text.length && (at = byte_block_find(text, at, mark_separator)) < text.length;
       at++) {
    size_t begin = number_begin(text, from, at);
    if (begin == at || document_number_is_glued(view_slice(text, 0, begin))) continue;
    struct document_number number;
    struct view symbol = trim_signs(cut_word(view_slice(text, begin, SIZE_MAX)));
    if (document_number_parse(symbol, &number) == NULL) return symbol;
  }
  return (struct view){NULL, 0};
}
