/* Decimal numbers, without printf. */
#ifndef KYKET_BASE_DIGITS_H
#define KYKET_BASE_DIGITS_H

#include <stdint.h>
#include <string.h>

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
