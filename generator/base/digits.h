/* Decimal numbers, without printf. */
#ifndef KYKET_BASE_DIGITS_H
#define KYKET_BASE_DIGITS_H

#include <stddef.h>
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
  to[0] = (char)('0' + value / 10);
  to[1] = (char)('0' + value % 10);
  return to + 2;
}

/* Writes a number below 10,000, and perhaps what is of no use behind it: there must be room for four digits.
 * Behind it. */
static inline char *digits_short(char *to, uint32_t value) {
  char digits[8] = {0};
  digits_pair(digits_pair(digits, value / 100), value % 100);
  size_t zeros = value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0;
  memcpy(to, digits + zeros, 4);
  return to + 4 - zeros;
}

#endif
