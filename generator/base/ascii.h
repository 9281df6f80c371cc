/* Bytes of ASCII and of UTF-8: their classes, whatever the locale, and decimal numbers without printf. */
#ifndef KYKET_BASE_ASCII_H
#define KYKET_BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline bool ascii_is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static inline bool ascii_is_lower(char byte) {
  return byte >= 'a' && byte <= 'z';
}

static inline bool ascii_is_upper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}

static inline bool ascii_is_letter(char byte) {
  return ascii_is_lower(byte) || ascii_is_upper(byte);
}

static inline bool ascii_is_alphanumeric(char byte) {
  return ascii_is_letter(byte) || ascii_is_digit(byte);
}

/* A blank, a tab or one of the bytes that end lines. */
static inline bool ascii_is_space(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline bool ascii_is_control(char byte) {
  return (unsigned char)byte < ' ' || byte == 0x7f;
}

/* The value of a hexadecimal digit; -1: it is none. */
static inline int ascii_hexadecimal(char digit) {
  return ascii_is_digit(digit)          ? digit - '0'
         : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
         : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                        : -1;
}

static inline char ascii_lower(char byte) {
  return ascii_is_upper(byte) ? (char)(byte + ('a' - 'A')) : byte;
}

/* Whether the byte continues a character of UTF-8, and so begins none. */
static inline bool utf8_continues(char byte) {
  return ((unsigned char)byte & 0xc0) == 0x80;
}

enum { DIGITS_MOST = 20 }; /* of a uint64_t, or of an int64_t and its sign */

/* Writes the number so that it ends at `end`; where it begins. */
static inline char *digits_before(char *end, uint64_t value) {
  do
    *--end = (char)('0' + value % 10);
  while ((value /= 10) > 0);
  return end;
}

/* The two digits of a number below 100; behind them. */
static inline char *digits_pair(char *to, uint32_t value) {
  static const char pairs[] =
      "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
      "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
      "8081828384858687888990919293949596979899";
  memcpy(to, pairs + 2 * (size_t)value, 2);
  return to + 2;
}

/* Writes a number below 10,000; behind it. */
static inline char *digits_short(char *to, uint32_t value) {
  if (value >= 1000) return digits_pair(digits_pair(to, value / 100), value % 100);
  if (value >= 100) {
    *to++ = (char)('0' + value / 100);
    value %= 100;
  } else if (value < 10) {
    *to++ = (char)('0' + value);
    return to;
  }
  return digits_pair(to, value);
}

#endif
